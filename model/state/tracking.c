/* SPDX-License-Identifier: BSD-3-Clause */
/* Tracking regions (2.0: A2.3.4). */
#include "state/tracking.h"

static uint8_t *region_at(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	uint64_t region = pa >> RMM_TRACKING_SHIFT;

	return region < m->layout.tracking_regions
	       ? (uint8_t *)rmm_part(s, m->layout.tracking) + region : NULL;
}

enum rmm_tracking rmm_tracking_at(const struct rmm_model *m, const struct rmm *s,
				  uint64_t pa)
{
	const uint8_t *region = region_at(m, s, pa);

	return region ? *region : TRACKING_RESERVED;
}

void rmm_tracking_set(const struct rmm_model *m, struct rmm *s, uint64_t pa,
		      enum rmm_tracking tracking)
{
	uint8_t *region = region_at(m, s, pa);
	struct rmm_global *global = rmm_global(m, s);

	if (!region)
		return;
	global->num_tracked = (uint16_t)(global->num_tracked + rmm_is_tracked(tracking) -
					 rmm_is_tracked(*region));
	*region = (uint8_t)tracking;
}

void rmm_tracking_set_all(const struct rmm_model *m, struct rmm *s,
			  enum rmm_tracking tracking)
{
	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *region = &m->config.regions[i];
		uint64_t last = region->base + region->size - 1;

		for (uint64_t at = region->base >> RMM_TRACKING_SHIFT;
		     region->delegable && at <= last >> RMM_TRACKING_SHIFT; at++)
			rmm_tracking_set(m, s, at << RMM_TRACKING_SHIFT, tracking);
	}
}

uint64_t rmm_tracking_granularity(enum rmm_tracking tracking)
{
	return tracking == TRACKING_COARSE ? (uint64_t)1 << RMM_TRACKING_SHIFT
					   : RMM_GRANULE_SIZE;
}

int rmm_tracking_level(enum rmm_tracking tracking)
{
	return tracking == TRACKING_FINE ? 3 : 1;
}

bool rmm_pa_is_tracked(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	return rmm_granule_at(m, pa) != RMM_NONE && rmm_is_tracked(rmm_tracking_at(m, s, pa));
}
