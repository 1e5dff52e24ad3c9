/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Granules (A2.2): lookup by physical address, lifecycle, GPT, and the link
 * from a Granule to the object it holds.
 *
 * A Granule of 16 or 64 KiB (2.0: A2.3.1) is 4 or 16 pages of 4 KiB in a row. It
 * is named by the index of the first; all have its state, and links that lead to
 * what it holds. GPT entries and contents are a page's own.
 *
 * External Granules are UNDELEGATED: others may set their GPT entry to
 * anything but REALM. All others belong to the RMM and their GPT entry is
 * REALM. The contents of a DELEGATED Granule are wiped or stale, never
 * observable.
 */
#ifndef RMM_GRANULE_H
#define RMM_GRANULE_H

#include "state/state.h"

/* log2 of the pages that a Granule has: 0, 2 or 4. */
static inline unsigned rmm_granule_order(const struct rmm *s)
{
	return 2u * s->global.granule_size;
}

static inline uint32_t rmm_granule_pages(const struct rmm *s)
{
	return 1u << rmm_granule_order(s);
}

/* RG: bytes of an RMI Granule. */
static inline uint64_t rmm_granule_bytes(const struct rmm *s)
{
	return RMM_GRANULE_SIZE << rmm_granule_order(s);
}

static inline unsigned rmm_granule_shift(const struct rmm *s)
{
	return RMM_GRANULE_SHIFT + rmm_granule_order(s);
}

/* B3.8 AddrIsRmiGranuleAligned */
static inline bool rmm_is_rmi_aligned(const struct rmm *s, uint64_t address)
{
	return (address & (rmm_granule_bytes(s) - 1)) == 0;
}

/* The first page of the Granule that @page belongs to. */
static inline uint32_t rmm_granule_of(const struct rmm *s, uint32_t page)
{
	return page & ~(rmm_granule_pages(s) - 1);
}

/* The page that contains @pa; RMM_NONE if there is no memory. */
static inline uint32_t rmm_granule_at(const struct rmm_model *m, uint64_t pa)
{
	uint32_t first = 0;

	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *region = &m->config.regions[i];

		if (pa - region->base < region->size)
			return first + (uint32_t)((pa - region->base) >> RMM_GRANULE_SHIFT);
		first += (uint32_t)(region->size >> RMM_GRANULE_SHIFT);
	}
	return RMM_NONE;
}

/* The region of a Granule; @granule must be tracked. */
const struct rmm_region *rmm_granule_region(const struct rmm_model *m,
					    uint32_t granule);

/* The physical address of a Granule; @granule must be tracked. */
uint64_t rmm_granule_pa(const struct rmm_model *m, uint32_t granule);

/* B3.25 PaIsDelegable */
bool rmm_pa_is_delegable(const struct rmm_model *m, uint64_t pa);

/* State and GPT entry share a byte. */
static inline uint8_t *rmm_granule_byte(const struct rmm_model *m,
					const struct rmm *s, uint32_t granule)
{
	return (uint8_t *)rmm_part(s, m->layout.granule_state) + granule;
}

static inline enum rmm_granule_state
rmm_granule_state(const struct rmm_model *m, const struct rmm *s, uint32_t granule)
{
	return *rmm_granule_byte(m, s, granule) & 0x0f;
}

static inline enum rmm_gpt rmm_granule_gpt(const struct rmm_model *m,
					   const struct rmm *s, uint32_t granule)
{
	return *rmm_granule_byte(m, s, granule) >> 4;
}

/* Ghost: enum rmm_origin, perhaps with ORIGIN_OBSERVED. */
static inline uint8_t *rmm_granule_origin(const struct rmm_model *m,
					  const struct rmm *s, uint32_t granule)
{
	return (uint8_t *)rmm_part(s, m->layout.granule_origin) + granule;
}

static inline void rmm_granule_set_origin(const struct rmm_model *m, struct rmm *s,
					  uint32_t granule, uint8_t origin)
{
	rmm_note_granule(m, s, granule);
	*rmm_granule_origin(m, s, granule) = origin;
}

/* The Realm has read or written its contents. */
static inline void rmm_granule_observe(const struct rmm_model *m, struct rmm *s,
				       uint32_t granule)
{
	rmm_granule_set_origin(m, s, granule,
			       *rmm_granule_origin(m, s, granule) | ORIGIN_OBSERVED);
}

/*
 * What a Granule holds: the slot of its Realm, REC or RTT plus 1 (an AUX
 * Granule: of its REC); for DATA, where it is mapped; else 0.
 */
uint64_t rmm_granule_link(const struct rmm_model *m, const struct rmm *s,
			  uint32_t granule);

/* The slot in a link, RMM_NONE for none. */
static inline uint32_t rmm_link_slot(uint64_t link)
{
	return (uint32_t)(link - 1);
}

/* Where DATA is mapped: the Realm's slot and the IPA, as a link, and back. */
uint64_t rmm_data_link(const struct rmm_model *m, uint32_t realm, uint64_t ipa);
uint32_t rmm_data_link_realm(const struct rmm_model *m, uint64_t link);
uint64_t rmm_data_link_ipa(const struct rmm_model *m, uint64_t link);

/*
 * Moves a Granule through its lifecycle (A2.2.3.2), and links it; as DATA each
 * page to its IPA.
 */
void rmm_granule_set(const struct rmm_model *m, struct rmm *s, uint32_t granule,
		     enum rmm_granule_state state, uint64_t link);

void rmm_granule_set_gpt(const struct rmm_model *m, struct rmm *s,
			 uint32_t granule, enum rmm_gpt gpt);
/* The same for a single page. */
void rmm_page_set_gpt(const struct rmm_model *m, struct rmm *s, uint32_t page,
		      enum rmm_gpt gpt);

/* Have all pages of a Granule this GPT entry? */
bool rmm_granule_has_gpt(const struct rmm_model *m, const struct rmm *s, uint32_t granule,
			 enum rmm_gpt gpt);

/* A departure: device memory that the RMM has no use for. */
bool rmm_is_refused_device(const struct rmm_model *m, uint32_t granule);

/* B3.20 GranuleAccessPermitted(pa, PAS_NS); untracked memory is no memory. */
bool rmm_ns_accessible(const struct rmm_model *m, const struct rmm *s, uint64_t pa);

/* State at @pa, or GRANULE_STATES (no such state) if it is not tracked. */
enum rmm_granule_state rmm_state_at(const struct rmm_model *m,
				    const struct rmm *s, uint64_t pa);

/* Is every one of @count Granules from @pa delegable and in @state? (B3.77) */
bool rmm_granules_in_state(const struct rmm_model *m, const struct rmm *s,
			   uint64_t pa, uint64_t count,
			   enum rmm_granule_state state);

/*
 * The slot of the Realm whose RD is at @pa, of the REC at @pa; else RMM_NONE,
 * also if a mistake left the Granule behind when its Realm went.
 */
uint32_t rmm_realm_at(const struct rmm_model *m, const struct rmm *s, uint64_t pa);
uint32_t rmm_rec_at(const struct rmm_model *m, const struct rmm *s, uint64_t pa);

#endif
