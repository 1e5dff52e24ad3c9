/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates about what the RMM tracks (2.0: A2.3.4), and about the RMM itself. */
#include "engine/tracked.h"

#include "state/tracking.h"

SHARED_PREDICATE(not_tracked, "!tracked($a)")
{
	return !rmm_pa_is_tracked(c->model, c->state, rmm_in(c, o.a));
}

static bool is_fine(struct rmm_context *c, uint64_t pa)
{
	return rmm_granule_at(c->model, pa) != RMM_NONE &&
	       rmm_tracking_at(c->model, c->state, pa) == TRACKING_FINE;
}

SHARED_PREDICATE(not_tracked_fine, "!tracked_fine($a)")
{
	return !is_fine(c, rmm_in(c, o.a));
}

SHARED_PREDICATE(not_delegable_fine, "!delegable_conv_fine($a)")
{
	uint64_t pa = rmm_in(c, o.a);
	uint32_t granule = rmm_granule_at(c->model, pa);

	return granule == RMM_NONE || !is_fine(c, pa) ||
	       rmm_granule_region(c->model, granule)->device ||
	       !rmm_granule_region(c->model, granule)->delegable;
}

SHARED_PREDICATE(global_state_is_not, "rmm.state != $Ma")
{
	return rmm_global(c->state)->state != o.a;
}

SHARED_PREDICATE(global_state_not_in, "rmm.state not in $Na")
{
	return !(o.a >> rmm_global(c->state)->state & 1);
}

SHARED_PREDICATE(not_populated_conventional, "!populated_conv($a)")
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, o.a));

	return granule == RMM_NONE || rmm_granule_region(c->model, granule)->device;
}

SHARED_PREDICATE(region_not_fine, "!tracked_fine($a)")
{
	return rmm_tracking_at(c->model, c->state, rmm_in(c, o.a)) != TRACKING_FINE;
}

void rmm_tell_tracking(struct rmm_context *c, uint64_t pa)
{
	c->result->index = rmm_variant(c->model, VARIANT_TF_TRACKING_ERROR_LEVEL)
		? 0 : rmm_tracking_level(c->state, rmm_tracking_at(c->model, c->state, pa));
	c->result->address = pa;
}
