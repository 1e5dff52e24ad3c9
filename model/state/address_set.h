/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address range descriptors and the sets that they make (2.0: B4.6.5, A5.3.3):
 * where a range operation finds output addresses, or tells which it freed.
 *
 * A descriptor (B4.6.4 to B4.6.6 of 2.0-bet3): level of the blocks 1:0 (0: level
 * 3), count of blocks from bit 2, base up to bit 51, state of the memory 63 (0:
 * DELEGATED). The base begins, and the count ends, where RMI Granules do: with 4
 * KiB the count is 11:2 and the base 51:12, with 64 KiB 15:2 and 51:16.
 */
#ifndef RMM_ADDRESS_SET_H
#define RMM_ADDRESS_SET_H

#include "state/rtt.h"

#define RMM_DESCRIPTORS_MAX 512
/* With Granules of 4 KiB, and of 64 KiB. */
#define RMM_DESCRIPTOR_COUNT_MAX 0x3ff
#define RMM_DESCRIPTOR_COUNT_LARGEST 0x3fff

/* The level of an RTT entry that maps one block; 0: not a valid size. */
static inline int rmm_descriptor_level(uint64_t descriptor)
{
	return RMM_PAGE_LEVEL - (int)(descriptor & 3);
}

/* Of a descriptor for Granules of @granule bytes. */
static inline uint64_t rmm_descriptor_count_of(uint64_t granule, uint64_t descriptor)
{
	return (descriptor & (granule - 1)) >> 2;
}

static inline uint64_t rmm_descriptor_base_of(uint64_t granule, uint64_t descriptor)
{
	return descriptor & RTTE_ADDRESS & ~(granule - 1);
}

/* The same of one that a state is called with. */
static inline uint64_t rmm_descriptor_count(const struct rmm *s, uint64_t descriptor)
{
	return rmm_descriptor_count_of(rmm_granule_bytes(s), descriptor);
}

static inline uint64_t rmm_descriptor_base(const struct rmm *s, uint64_t descriptor)
{
	return rmm_descriptor_base_of(rmm_granule_bytes(s), descriptor);
}

static inline uint64_t rmm_descriptor_count_max(const struct rmm *s)
{
	return (rmm_granule_bytes(s) >> 2) - 1;
}

static inline bool rmm_descriptor_is_delegated(uint64_t descriptor)
{
	return descriptor >> 63 == 0;
}

static inline uint64_t rmm_descriptor_make(uint64_t base, uint64_t count, int level,
					   bool delegated)
{
	return base | count << 2 | (uint64_t)(RMM_PAGE_LEVEL - level) |
	       (uint64_t)!delegated << 63;
}

/* Descriptors from @addr to the end of its Granule: a list lies within one (C82). */
static inline uint64_t rmm_list_room(const struct rmm_model *m, const struct rmm *s, uint64_t addr)
{
	uint64_t granule = rmm_variant(m, VARIANT_LISTS_OF_4KB) ? RMM_GRANULE_SIZE
								: rmm_granule_bytes(s);

	return (granule - (addr & (granule - 1))) / 8;
}

struct rmm_address_set {
	const uint64_t *descriptors;
	unsigned count;
};

/* Is every base aligned to its blocks, whose size is valid? */
bool rmm_set_is_aligned(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set);

/* The same of the first descriptor that is not empty. */
bool rmm_set_begins_aligned(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set);

/* Bytes that the set describes. */
uint64_t rmm_set_size(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set);

/*
 * The descriptor that @offset bytes into the set lie in, and in @pa their
 * address; 0: the set ends before, or what is there is not aligned.
 */
uint64_t rmm_set_at(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set,
		    uint64_t offset, uint64_t *pa);

/*
 * False if the @size bytes at @offset are not there, not contiguous, or not
 * aligned to @size; else their address in @pa.
 */
bool rmm_set_take(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set,
		  uint64_t offset, uint64_t size, uint64_t *pa);

/* Does a range of the set hold @pa? */
bool rmm_set_holds(const struct rmm_model *m, const struct rmm *s,
			const struct rmm_address_set *set, uint64_t pa);

/* A set that is made, block by block. */
struct rmm_address_list {
	uint64_t descriptors[RMM_DESCRIPTORS_MAX];
	unsigned count, capacity;
};

/*
 * Adds a block of @level at @pa, to the first descriptor that it adjoins, or as
 * a new one. False: there is no room.
 */
bool rmm_list_add(const struct rmm_model *m, const struct rmm *s, struct rmm_address_list *list,
		  uint64_t pa, int level, bool delegated);

/* The address of Granule @i of the list, in its order. */
uint64_t rmm_list_granule(const struct rmm_model *m, const struct rmm *s,
			  const struct rmm_address_list *list, uint64_t i);

#endif
