/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The life of the RMM in 2.0-bet3: B4.5.49 RMI_RMM_DEACTIVATE and B4.5.50
 * RMI_RMM_STATE_GET.
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { OUT_STATE };

static const struct rmm_value outputs[] = {
	VALUE(OUT_STATE, "state", rmm_rmm_state),
};

/* E39: donated memory counts too; an operation that holds some must end first. */
PREDICATE(granule_not_undelegated, "some Granule is not UNDELEGATED")
{
	for (uint32_t i = 0; i < c->model->layout.granules; i++)
		if (rmm_granule_state(c->model, c->state, i) != GRANULE_UNDELEGATED)
			return true;
	return false;
}

static const struct rmm_failure failures[] = {
	{ "state",     RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE) },
	{ "delegated", RMI_ERROR_GLOBAL, IF(granule_not_undelegated) },
};

static void deactivate(struct rmm_context *c)
{
	rmm_global(c->state)->state = RMM_STATE_INIT;
}

static void get_state(struct rmm_context *c)
{
	c->result->out[OUT_STATE] = rmm_global(c->state)->state;
}

PREDICATE(rmm_is_init, "rmm.state == INIT")
{
	return rmm_global(c->state)->state == RMM_STATE_INIT;
}

PREDICATE(state_is_rmms, "state == rmm.state")
{
	return c->result->out[OUT_STATE] == rmm_global(c->state)->state;
}

static const struct rmm_success deactivate_successes[] = {
	{ "result", THEN(result_is_success) },
	{ "state",  THEN(rmm_is_init) },
};

static const struct rmm_success get_successes[] = {
	{ "result", THEN(result_is_success) },
	{ "state",  THEN(state_is_rmms) },
};

static const struct rmm_footprint footprint[] = {
	{ "state", COVERS(global, GLOBAL_FIELD_STATE), .note = "no footprint is given" },
};

const struct rmm_command rmm_rmi_rmm_deactivate = {
	.name = "RMI_RMM_DEACTIVATE", .interface = INTERFACE_RMI,
	.fid = 0xC400020F, .section = { [LINE_2_0_BET3] = "B4.5.49" },
	.summary = "The RMM goes back to RMM_STATE_INIT, if it holds no memory.",
	.note = "E39: every Granule counts, whatever it was given for. E40: tracking regions stay as "
		"they are, so that RMI_RMM_CONFIG_SET is refused until they are untracked.",
	ROWS_FAILURE(failures), .effect = deactivate, ROWS_SUCCESS(deactivate_successes),
	ROWS_FOOTPRINT(footprint), .interruptible = true, .is_of_pe = true,
};

const struct rmm_command rmm_rmi_rmm_state_get = {
	.name = "RMI_RMM_STATE_GET", .interface = INTERFACE_RMI,
	.fid = 0xC40001EE, .section = { [LINE_2_0_BET3] = "B4.5.50" },
	.summary = "Which state the RMM is in.",
	ROWS_OUT(outputs), .effect = get_state, ROWS_SUCCESS(get_successes),
};
