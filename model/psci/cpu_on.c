/* SPDX-License-Identifier: BSD-3-Clause */
/* B6.3.3 PSCI_CPU_ON: a Realm starts another of its RECs. */
#include "psci/psci.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "state/rec.h"

enum { TARGET_CPU, ENTRY_POINT_ADDRESS, CONTEXT_ID };

static const struct rmm_value inputs[] = {
	VALUE(TARGET_CPU, "target_cpu", rmm_bits64),
	VALUE(ENTRY_POINT_ADDRESS, "entry_point_address", rmm_ipa),
	VALUE(CONTEXT_ID, "context_id", rmm_bits64),
};

static uint32_t target(struct rmm_context *c)
{
	rmm_context_realm(c);
	return rmm_rec_from_mpidr(c->model, c->state, c->realm, rmm_in(c, TARGET_CPU));
}

PREDICATE(mpidr_unused, "!mpidr_used(target_cpu)")
{
	return !rmm_psci_mpidr_is_used(c, rmm_in(c, TARGET_CPU));
}

/*
 * Before 2.0-bet3 the RMM keeps no way from an MPIDR to a REC (A4.3.7): of any REC but the
 * calling one it learns from the Host, and RMI_PSCI_COMPLETE reports it.
 */
PREDICATE(target_runnable, "target_rec.flags.runnable == RUNNABLE (now, if it is the caller)")
{
	uint32_t rec = target(c);

	rmm_context_rec(c);
	return rec != RMM_NONE && (rec == c->rec || rmm_has(c->model, TRAIT_FINDS_RECS)) &&
	       rmm_rec(c->model, c->state, rec)->runnable;
}

static const struct rmm_failure failures[] = {
	{ "entry",    PSCI_INVALID_ADDRESS, IF(not_protected, ENTRY_POINT_ADDRESS) },
	{ "mpidr",    PSCI_INVALID_PARAMETERS, IF(mpidr_unused) },
	{ "runnable", PSCI_ALREADY_ON, IF(target_runnable) },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "mpidr < runnable", .in = SINCE_BET3 },
	{ .text = NULL }
};

static void cpu_on(struct rmm_context *c)
{
	uint64_t x[4] = { FID_PSCI_CPU_ON, rmm_in(c, TARGET_CPU),
			  rmm_in(c, ENTRY_POINT_ADDRESS), rmm_in(c, CONTEXT_ID) };

	rmm_psci_exit(c, x, true, PENDING_PSCI);
}

/*
 * The success conditions entry and runnable are about the end of the
 * operation, which RMI_PSCI_COMPLETE carries out (on_success there).
 */
PREDICATE(request_pending, "REC exit due to PSCI, request pending")
{
	return rmm_context_rec(c)->pending == PENDING_PSCI &&
	       rmm_gprs(c->model, c->state, c->rec)[2] == rmm_in(c, ENTRY_POINT_ADDRESS);
}

static const struct rmm_success successes[] = {
	{ "entry",    THEN(request_pending) },
	{ "runnable", THEN(request_pending) },
};

static const struct rmm_footprint footprint[] = {
	{ "runnable", COVERS(exit),
	  .note = "B23: of the target, once RMI_PSCI_COMPLETE is called; here "
		  "the REC exits (A4.3.7)" },
	{ "gprs", COVERS(gprs), .note = "A4.3.7: FID and arguments are saved" },
};

const struct rmm_command rmm_psci_cpu_on = {
	.name = "PSCI_CPU_ON", PSCI_COMMAND,
	.fid = FID_PSCI_CPU_ON, .section = { [LINE_1_0] = "B6.3.3", [LINE_2_0] = "B6.3",
		     [LINE_2_0_BET3] = "B6.3.3" },
	.summary = "Starts another REC, if the Host agrees.",
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = cpu_on, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
