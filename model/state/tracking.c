/* SPDX-License-Identifier: BSD-3-Clause */
/* Tracking regions (2.0: A2.3.4). */
#include "state/tracking.h"

#include "state/rtt.h"

/* ---- places ---- */

uint32_t rmm_region_places(const struct rmm_region *region)
{
	return (uint32_t)(((region->base + region->size - 1) >> RMM_REGION_PLACE_SHIFT) -
			  (region->base >> RMM_REGION_PLACE_SHIFT)) + 1;
}

uint32_t rmm_region_place(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	unsigned shift = rmm_region_shift(s);
	uint64_t number = pa >> shift, lowest = UINT64_MAX;
	uint32_t place = RMM_NONE;

	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *region = &m->config.regions[i];
		uint64_t begins = region->base >> shift, first = region->base;

		if (number - begins > ((region->base + region->size - 1) >> shift) - begins)
			continue;
		if (number != begins)
			first = number << shift;
		if (first >= lowest)
			continue;
		lowest = first;
		place = m->layout.first_place[i] +
			(uint32_t)((first >> RMM_REGION_PLACE_SHIFT) -
				   (region->base >> RMM_REGION_PLACE_SHIFT));
	}
	return place;
}

uint64_t rmm_region_at_place(const struct rmm_model *m, uint32_t place)
{
	const struct rmm_region *region = m->config.regions;

	while (place >= rmm_region_places(region))
		place -= rmm_region_places(region++);
	return place == 0 ? region->base
			  : ((region->base >> RMM_REGION_PLACE_SHIFT) + place)
			    << RMM_REGION_PLACE_SHIFT;
}

/* ---- how regions are tracked ---- */

static uint8_t *region_at(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	uint32_t place = rmm_region_place(m, s, pa);

	return place == RMM_NONE ? NULL : (uint8_t *)rmm_part(s, m->layout.tracking) + place;
}

/* What a region is that nobody has asked to track: NONE if it has delegable memory. */
static enum rmm_tracking untracked(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	uint64_t base = rmm_region_base(s, pa), last = base + rmm_region_bytes(s) - 1;

	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *region = &m->config.regions[i];

		if (region->delegable && region->base <= last &&
		    region->base + region->size > base)
			return TRACKING_NONE;
	}
	return TRACKING_RESERVED;
}

enum rmm_tracking rmm_tracking_at(const struct rmm_model *m, const struct rmm *s,
				  uint64_t pa)
{
	const uint8_t *region = region_at(m, s, pa);

	return region && *region ? *region : untracked(m, s, pa);
}

void rmm_tracking_set(const struct rmm_model *m, struct rmm *s, uint64_t pa,
		      enum rmm_tracking tracking)
{
	uint8_t *region = region_at(m, s, pa);
	struct rmm_global *global = rmm_global(s);

	if (!region)
		return;
	global->num_tracked += (uint32_t)rmm_is_tracked(tracking) - rmm_is_tracked(*region);
	/* So that regions of any size are untracked where all is 0. */
	*region = tracking == TRACKING_NONE ? 0 : (uint8_t)tracking;
}

void rmm_tracking_set_all(const struct rmm_model *m, struct rmm *s,
			  enum rmm_tracking tracking)
{
	unsigned shift = rmm_region_shift(s);

	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *region = &m->config.regions[i];
		uint64_t last = region->base + region->size - 1;

		for (uint64_t at = region->base >> shift;
		     region->delegable && at <= last >> shift; at++)
			rmm_tracking_set(m, s, at << shift, tracking);
	}
}

uint64_t rmm_tracking_granularity(const struct rmm *s, enum rmm_tracking tracking)
{
	return tracking == TRACKING_COARSE ? rmm_region_bytes(s) : rmm_granule_bytes(s);
}

/* From the first to the last memory that there is in the region. */
static void shrink(const struct rmm_model *m, struct rmm_tracked_span *span)
{
	uint64_t first = span->from, behind = span->until;

	span->from = behind;
	span->until = first;
	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *memory = &m->config.regions[i];
		uint64_t from = memory->base > first ? memory->base : first;
		uint64_t top = memory->base + memory->size;

		top = top < behind ? top : behind;
		if (from >= top)
			continue;
		span->from = from < span->from ? from : span->from;
		span->until = top > span->until ? top : span->until;
	}
}

bool rmm_tracked_as_one(const struct rmm_model *m, const struct rmm *s, uint64_t pa,
			struct rmm_tracked_span *span)
{
	if (rmm_span_has(span, pa))
		return span->one;
	span->from = rmm_region_base(s, pa);
	span->until = span->from + rmm_region_bytes(s);
	span->one = rmm_tracking_at(m, s, pa) == TRACKING_COARSE;
	if (span->one)
		shrink(m, span);
	return span->one;
}

int rmm_tracking_level(const struct rmm *s, enum rmm_tracking tracking)
{
	/* The larger of two sizes is that of a block at level 1, as is the only one. */
	bool level_2 = s->global.granule_size != RMI_GRANULE_4KB && s->global.region_size == 0;

	return tracking == TRACKING_FINE ? RMM_PAGE_LEVEL : level_2 ? 2 : 1;
}

bool rmm_pa_is_tracked(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	return rmm_granule_at(m, pa) != RMM_NONE && rmm_is_tracked(rmm_tracking_at(m, s, pa));
}
