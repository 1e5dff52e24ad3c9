/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tracking regions (2.0: A2.3.4): which memory the RMM tracks, and how finely.
 * A region of TRACKING_FINE holds single Granules of any state, one of
 * TRACKING_COARSE only Granules of one state.
 */
#ifndef RMM_TRACKING_H
#define RMM_TRACKING_H

#include "state/granule.h"

/* The sizes of regions that an RMI Granule size allows (A2.3.4). */
#define RMM_REGION_SIZES 2

/*
 * log2 of the bytes of a region, of size @region_size as RmiRmmConfig encodes it;
 * 0: the encoding is reserved.
 */
static inline unsigned rmm_region_shift_of(unsigned granule_size, uint64_t region_size)
{
	static const uint8_t shift[RMI_GRANULES][RMM_REGION_SIZES] = {
		[RMI_GRANULE_4KB]  = { 30 },            /* 1GB */
		[RMI_GRANULE_16KB] = { 25, 36 },        /* 32MB, 64GB */
		[RMI_GRANULE_64KB] = { 29, 42 },        /* 512MB, 4TB */
	};

	return granule_size < RMI_GRANULES && region_size < RMM_REGION_SIZES
	       ? shift[granule_size][region_size] : 0;
}

static inline unsigned rmm_region_shift(const struct rmm *s)
{
	return rmm_region_shift_of(s->global.granule_size, s->global.region_size);
}

/* TRS: bytes of a region. */
static inline uint64_t rmm_region_bytes(const struct rmm *s)
{
	return (uint64_t)1 << rmm_region_shift(s);
}

/* The first address of the region at @pa. */
static inline uint64_t rmm_region_base(const struct rmm *s, uint64_t pa)
{
	return pa & ~(rmm_region_bytes(s) - 1);
}

/*
 * Regions have places in a state: one for each 32 MiB, the smallest region, that
 * there is memory in. What holds for a region is in the place of its first memory.
 */
#define RMM_REGION_PLACE_SHIFT 25

/* Places that the memory of a configured region has. */
uint32_t rmm_region_places(const struct rmm_region *region);
/* The place of the region at @pa; RMM_NONE: there is no memory in it. */
uint32_t rmm_region_place(const struct rmm_model *m, const struct rmm *s, uint64_t pa);
/* An address in the region that has @place. */
uint64_t rmm_region_at_place(const struct rmm_model *m, uint32_t place);

/* The state of the region at @pa; TRACKING_RESERVED where there is no memory. */
enum rmm_tracking rmm_tracking_at(const struct rmm_model *m, const struct rmm *s,
				  uint64_t pa);
void rmm_tracking_set(const struct rmm_model *m, struct rmm *s, uint64_t pa,
		      enum rmm_tracking tracking);

/* The same for every region with delegable memory. */
void rmm_tracking_set_all(const struct rmm_model *m, struct rmm *s,
			  enum rmm_tracking tracking);

/* B3.67 */
static inline bool rmm_is_tracked(enum rmm_tracking tracking)
{
	return tracking == TRACKING_FINE || tracking == TRACKING_COARSE;
}

/* Bytes that a region in state @tracking tracks as one. */
uint64_t rmm_tracking_granularity(const struct rmm *s, enum rmm_tracking tracking);
/* The same as the level of an RTT entry; of what is not tracked, the region's. */
int rmm_tracking_level(const struct rmm *s, enum rmm_tracking tracking);

/*
 * Memory that is tracked alike: that of a coarse region, from the first to the last
 * there is, is tracked as one; else each Granule has a state of its own.
 */
struct rmm_tracked_span {
	uint64_t from, until;   /* addresses */
	bool one;
};

static inline bool rmm_span_has(const struct rmm_tracked_span *span, uint64_t pa)
{
	return pa - span->from < span->until - span->from;
}

/* Looks up the span at @pa, unless that is @span. Is it tracked as one? */
bool rmm_tracked_as_one(const struct rmm_model *m, const struct rmm *s, uint64_t pa,
			struct rmm_tracked_span *span);

/* B3.160 PaIsTracked: memory in a region that is tracked. */
bool rmm_pa_is_tracked(const struct rmm_model *m, const struct rmm *s, uint64_t pa);

#endif
