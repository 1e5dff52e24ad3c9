/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.5.48 RMI_REALM_TERMINATE: the Realm never runs again (A2.2.5). */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { RD };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
};

PREDICATE(a_rec_runs, "any owned REC RUNNING")
{
	if (!rmm_context_realm(c))
		return false;
	for (uint32_t i = 0; i < c->model->config.recs; i++) {
		const struct rmm_rec *rec = rmm_rec(c->model, c->state, i);

		if (rec->granule && rec->owner == c->realm && rec->state == REC_RUNNING)
			return true;
	}
	return false;
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_tracking", RMI_ERROR_INPUT, IF(not_tracked_fine, RD) },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "rec_running", RMI_ERROR_REALM, IF(a_rec_runs) },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_tracking, rd_state < rec_running" },
	{ .text = NULL }
};

static void terminate(struct rmm_context *c)
{
	rmm_context_realm(c)->state = REALM_ZOMBIE;
}

static const struct rmm_success successes[] = {
	{ "realm_state", THEN(realm_state_becomes, REALM_ZOMBIE) },
	{ "result",      THEN(result_is_success) },
};

static const struct rmm_footprint footprint[] = {
	{ "realm_state", COVERS(realm, REALM_FIELD_STATE) },
};

const struct rmm_command rmm_rmi_realm_terminate = {
	.name = "RMI_REALM_TERMINATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000201, .section = { [LINE_2_0] = "B4.5.48" },
	.summary = "A Realm becomes ZOMBIE: it runs no more and can be taken apart.",
	.note = "C21: a ZOMBIE Realm may be terminated again.",
	.rd = INPUT(RD),
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = terminate, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true, .marks = { INPUT(RD) },
};
