/* SPDX-License-Identifier: BSD-3-Clause */
/* Tracking regions (2.0: A2.3.4). */
#include "tracking.h"

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

void rmm_tracking_init(const struct rmm_model *m, struct rmm *s)
{
	bool inactive = m->config.platform.inactive;

	rmm_tracking_set_all(m, s, inactive ? TRACKING_NONE : TRACKING_FINE);
	rmm_global(m, s)->state = inactive ? RMM_INIT : RMM_ACTIVE;
}

uint64_t rmm_tracking_granularity(enum rmm_tracking tracking)
{
	return tracking == TRACKING_COARSE ? (uint64_t)1 << RMM_TRACKING_SHIFT
					   : RMM_GRANULE_SIZE;
}

bool rmm_pa_is_tracked(const struct rmm_model *m, const struct rmm *s, uint64_t pa)
{
	return rmm_granule_at(m, pa) != RMM_NONE && rmm_is_tracked(rmm_tracking_at(m, s, pa));
}

static bool not_tracked_holds(struct rmm_context *c, struct rmm_operands o)
{
	return !rmm_pa_is_tracked(c->model, c->state, rmm_in(c, o.a));
}

const struct rmm_predicate not_tracked = { not_tracked_holds, "!tracked($a)" };

static bool is_fine(struct rmm_context *c, uint64_t pa)
{
	return rmm_granule_at(c->model, pa) != RMM_NONE &&
	       rmm_tracking_at(c->model, c->state, pa) == TRACKING_FINE;
}

static bool not_tracked_fine_holds(struct rmm_context *c, struct rmm_operands o)
{
	return !is_fine(c, rmm_in(c, o.a));
}

const struct rmm_predicate not_tracked_fine = {
	not_tracked_fine_holds, "!tracked_fine($a)"
};

static bool not_delegable_fine_holds(struct rmm_context *c, struct rmm_operands o)
{
	uint64_t pa = rmm_in(c, o.a);
	uint32_t granule = rmm_granule_at(c->model, pa);

	return granule == RMM_NONE || !is_fine(c, pa) ||
	       rmm_granule_region(c->model, granule)->device ||
	       !rmm_granule_region(c->model, granule)->delegable;
}

const struct rmm_predicate not_delegable_fine = {
	not_delegable_fine_holds, "!delegable_conv_fine($a)"
};

static bool global_state_is_not_holds(struct rmm_context *c, struct rmm_operands o)
{
	return rmm_global(c->model, c->state)->state != o.a;
}

const struct rmm_predicate global_state_is_not = {
	global_state_is_not_holds, "rmm.state != $Ma"
};
