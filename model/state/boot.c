/* SPDX-License-Identifier: BSD-3-Clause */
/* The state of an RMM that has just booted. */
#include "state/boot.h"

#include "state/tracking.h"

/* How regions are tracked after boot. */
static void init_tracking(const struct rmm_model *m, struct rmm *s)
{
	bool inactive = m->config.platform.inactive;

	/* RFVRPQ */
	rmm_global(s)->granule_size = m->config.platform.granule_size;
	rmm_tracking_set_all(m, s, inactive ? TRACKING_NONE : TRACKING_FINE);
	rmm_global(s)->state = inactive ? RMM_STATE_INIT : RMM_STATE_ACTIVE;
}

void rmm_state_init(const struct rmm_model *m, struct rmm *state)
{
	memset(state, 0, m->layout.size);
	rmm_state_init_zeroed(m, state);
}

void rmm_state_init_zeroed(const struct rmm_model *m, struct rmm *state)
{
	if (rmm_has(m, TRAIT_OPERATIONS))
		init_tracking(m, state);
	if (m->layout.size <= RMM_SMALL_STATE) {
		state->granules_high = m->layout.granules;
		state->rtts_high = m->config.rtts;
		state->recs_high = m->config.recs;
		state->realms_high = m->config.realms;
		state->operations_high = rmm_has(m, TRAIT_OPERATIONS) ? m->config.operations : 0;
	}
}
