/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates about what the RMM tracks (2.0: A2.3.4), and about the RMM itself. */
#include "engine/tracked.h"

#include "state/tracking.h"

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
