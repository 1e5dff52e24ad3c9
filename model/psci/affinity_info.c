/* SPDX-License-Identifier: BSD-3-Clause */
/* B6.3.1 PSCI_AFFINITY_INFO: is another REC of the Realm on? */
#include "psci/psci.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "state/rec.h"

enum { TARGET_AFFINITY, LOWEST_AFFINITY_LEVEL };

static const struct rmm_value inputs[] = {
	VALUE(TARGET_AFFINITY, "target_affinity", rmm_bits64),
	VALUE(LOWEST_AFFINITY_LEVEL, "lowest_affinity_level", rmm_uint64),
};

static uint32_t target(struct rmm_context *c)
{
	rmm_context_realm(c);
	return rmm_rec_from_mpidr(c->model, c->state, c->realm,
				  rmm_in(c, TARGET_AFFINITY));
}

PREDICATE(mpidr_unused, "!mpidr_used(target_affinity)")
{
	return !rmm_psci_mpidr_is_used(c, rmm_in(c, TARGET_AFFINITY));
}

/* X2[31:0]; the bits above SBZ and do not count. */
PREDICATE(level_is_not_0, "lowest_affinity_level != 0")
{
	uint64_t level = rmm_in(c, LOWEST_AFFINITY_LEVEL);

	return (rmm_variant(c->model, VARIANT_TF_AFFINITY_LEVEL) ? level : (uint32_t)level) != 0;
}

static const struct rmm_failure failures[] = {
	{ "target_bound", PSCI_INVALID_PARAMETERS, IF(level_is_not_0) },
	{ "target_match", PSCI_INVALID_PARAMETERS, IF(mpidr_unused) },
};

static void affinity_info(struct rmm_context *c)
{
	uint64_t x[4] = { FID_PSCI_AFFINITY_INFO, rmm_in(c, TARGET_AFFINITY),
			  rmm_in(c, LOWEST_AFFINITY_LEVEL), 0 };

	rmm_context_rec(c);
	/* The RMM knows that the calling REC runs; for others see A4.3.7, or finds them. */
	if (rmm_has(c->model, TRAIT_FINDS_RECS))
		c->result->status = rmm_rec(c->model, c->state, target(c))->runnable
				    ? PSCI_SUCCESS : PSCI_OFF;
	else if (target(c) == c->rec)
		c->result->status = PSCI_SUCCESS;
	else
		rmm_psci_exit(c, x, true, PENDING_PSCI);
}

PREDICATE(known_or_pending, "target runnable => SUCCESS, else OFF; or the Host is asked")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	if (c->result->exit.happened)
		return rec->pending == PENDING_PSCI;
	return target(c) != RMM_NONE &&
	       rmm_rec(c->model, c->state, target(c))->runnable ==
	       (c->result->status == PSCI_SUCCESS);
}

static const struct rmm_success successes[] = {
	{ "runnable",     THEN(known_or_pending) },
	{ "not_runnable", THEN(known_or_pending) },
};

static const struct rmm_footprint footprint[] = {
	{ "exit", COVERS(exit), .note = "A4.3.7: the REC exits" },
	{ "gprs", COVERS(gprs), .note = "A4.3.7: FID and arguments are saved" },
};

const struct rmm_command rmm_psci_affinity_info = {
	.name = "PSCI_AFFINITY_INFO", PSCI_COMMAND,
	.fid = FID_PSCI_AFFINITY_INFO, .section = { [LINE_1_0] = "B6.3.1", [LINE_2_0] = "B6.3",
		     [LINE_2_0_BET3] = "B6.3.1" },
	.summary = "Whether another REC runs, as the Host confirms.",
	ROWS_IN(inputs), ROWS_FAILURE(failures),
	.effect = affinity_info, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
