/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.6 RMI_GRANULE_UNDELEGATE: the Host takes a Granule back. */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "state/memory.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { ADDR };

static const struct rmm_value inputs[] = {
	VALUE(ADDR, "addr", rmm_pa),
};

static const struct rmm_failure failures[] = {
	{ "gran_align", RMI_ERROR_INPUT, IF(not_granule_aligned, ADDR) },
	{ "gran_bound", RMI_ERROR_INPUT, IF(not_delegable, ADDR) },
	{ "gran_state", RMI_ERROR_INPUT, IF(granule_state_is_not, ADDR, GRANULE_DELEGATED),
	  .unless = VARIANT_UNDELEGATE_MAPPED },
	{ "gran_state", RMI_ERROR_INPUT, IF(granule_state_not_in, ADDR,
	  1 << GRANULE_DELEGATED | 1 << GRANULE_DATA),
	  .when = VARIANT_UNDELEGATE_MAPPED },
};

static void undelegate(struct rmm_context *c)
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, ADDR));

	if (!rmm_variant(c->model, VARIANT_NO_WIPE_ON_UNDELEGATE))
		rmm_granule_wipe(c->model, c->state, granule);
	rmm_granule_set(c->model, c->state, granule, GRANULE_UNDELEGATED, 0);
	rmm_granule_set_gpt(c->model, c->state, granule, GPT_NS);
}

static const struct rmm_success successes[] = {
	{ "gran_gpt",     THEN(granule_gpt_is, ADDR, GPT_NS) },
	{ "gran_state",   THEN(granule_state_is, ADDR, GRANULE_UNDELEGATED) },
	{ "gran_content", THEN(granule_is_wiped, ADDR) },
};

static const struct rmm_footprint footprint[] = {
	{ "gran_gpt",   COVERS(granule_gpt, ADDR) },
	{ "gran_state", COVERS(granule_state, ADDR) },
};

const struct rmm_command rmm_rmi_granule_undelegate = {
	.name = "RMI_GRANULE_UNDELEGATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000152, .section = { [LINE_1_0] = "B4.3.6" },
	.summary = "The Host gets a Granule back, wiped.",
	.note = "A2.2.4: the value of wiped memory is not architected; the "
		"model chooses zero.",
	ROWS_IN(inputs), ROWS_FAILURE(failures),
	.effect = undelegate, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
