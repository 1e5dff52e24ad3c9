/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.5 RMI_GRANULE_DELEGATE: the Host gives a Granule to the RMM. */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { ADDR };

static const struct rmm_value inputs[] = {
	VALUE(ADDR, "addr", rmm_pa),
};

static const struct rmm_failure failures[] = {
	{ "gran_align", RMI_ERROR_INPUT, IF(not_granule_aligned, ADDR) },
	{ "gran_bound", RMI_ERROR_INPUT, IF(not_delegable, ADDR) },
	{ "gran_state", RMI_ERROR_INPUT, IF(granule_state_is_not, ADDR, GRANULE_UNDELEGATED) },
	{ "gran_gpt",   RMI_ERROR_INPUT, IF(granule_gpt_is_not, ADDR, GPT_NS) },
};

static void delegate(struct rmm_context *c)
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, ADDR));

	rmm_granule_set(c->model, c->state, granule, GRANULE_DELEGATED, 0);
	rmm_granule_set_gpt(c->model, c->state, granule, GPT_REALM);
}

static const struct rmm_success successes[] = {
	{ "gran_state", THEN(granule_state_is, ADDR, GRANULE_DELEGATED) },
	{ "gran_gpt",   THEN(granule_gpt_is, ADDR, GPT_REALM) },
};

static const struct rmm_footprint footprint[] = {
	{ "gran_gpt",   COVERS(granule_gpt, ADDR) },
	{ "gran_state", COVERS(granule_state, ADDR) },
};

const struct rmm_command rmm_rmi_granule_delegate = {
	.name = "RMI_GRANULE_DELEGATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000151, .section = { [LINE_1_0] = "B4.3.5" },
	.summary = "The Host gives a Granule to the Realm world.",
	.note = "B28: a GPT change that EL3 refuses is not modelled.",
	ROWS_IN(inputs), ROWS_FAILURE(failures),
	.effect = delegate, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
