/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.7 RMI_PSCI_COMPLETE: the Host names the REC that a pending PSCI
 * command is about, and permits or denies it (A4.3.7).
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "psci/psci.h"
#include "state/rec.h"

enum { CALLING_REC, TARGET_REC, STATUS };

static const struct rmm_value inputs[] = {
	VALUE(CALLING_REC, "calling_rec", rmm_pa),
	VALUE(TARGET_REC, "target_rec", rmm_pa),
	VALUE(STATUS, "status", rmm_psci_return_code),
};

static const struct rmm_value inputs_bet3[] = {
	VALUE(CALLING_REC, "calling_rec_ptr", rmm_pa),
	VALUE(STATUS, "status", rmm_psci_return_code),
};

/*
 * The target in @s: the REC that the Host names, or (2.0-bet3) the one with the
 * MPIDR that the calling REC asked for. E10: before the command, X1 is gone then.
 */
static uint32_t slot_in(const struct rmm_context *c, const struct rmm *s)
{
	uint32_t calling;

	if (!rmm_has(c->model, TRAIT_FINDS_RECS))
		return rmm_rec_at(c->model, s, rmm_in(c, TARGET_REC));
	calling = rmm_rec_at(c->model, s, rmm_in(c, CALLING_REC));
	return calling == RMM_NONE ? RMM_NONE
		: rmm_rec_from_mpidr(c->model, s, rmm_rec(c->model, s, calling)->owner,
				     rmm_gprs(c->model, s, calling)[1]);
}

static uint32_t target_slot(const struct rmm_context *c)
{
	return slot_in(c, c->state);
}

static struct rmm_rec *target(const struct rmm_context *c)
{
	uint32_t slot = target_slot(c);

	return slot == RMM_NONE ? NULL : rmm_rec(c->model, c->state, slot);
}

/* The FID of the command that the calling REC waits for. */
static uint64_t pending_fid(struct rmm_context *c)
{
	return rmm_context_rec(c) ? rmm_gprs(c->model, c->state, c->rec)[0] : 0;
}

PREDICATE(same_rec, "$a == $b")
{
	return rmm_in(c, o.a) == rmm_in(c, o.b);
}

PREDICATE(nothing_pending, "calling_rec.psci_pending != PSCI_REQUEST_PENDING")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rec->pending != PENDING_PSCI;
}

PREDICATE(owners_differ, "target_rec.owner != calling_rec.owner")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && target(c) && target(c)->owner != rec->owner;
}

PREDICATE(not_the_target, "target_rec.mpidr != calling_rec.gprs[1]")
{
	return rmm_context_rec(c) && target(c) &&
	       !rmm_mpidr_names(c->model, rmm_gprs(c->model, c->state, c->rec)[1],
				target(c)->index);
}

/* B3.27 PsciReturnCodePermitted */
PREDICATE(status_not_permitted, "!psci_status_permitted(calling_rec, target_rec, $a)")
{
	uint64_t status = rmm_in(c, o.a);

	if (!rmm_context_rec(c) || !target(c))
		return false;
	if (status == (uint64_t)rmm_status(PSCI_SUCCESS)->encoding)
		return false;
	return !(pending_fid(c) == FID_PSCI_CPU_ON && !target(c)->runnable &&
		 status == (uint64_t)rmm_status(PSCI_DENIED)->encoding);
}

static void complete_caller(struct rmm_context *c, enum rmm_status status)
{
	uint64_t *gprs = rmm_gprs(c->model, c->state, c->rec);

	gprs[0] = (uint64_t)rmm_status(status)->encoding;
	gprs[1] = gprs[2] = gprs[3] = 0;
	rmm_context_rec(c)->pending = PENDING_PSCI_DONE;
}

/* A departure: the refused command completes the request all the same. */
static void complete_although_refused(struct rmm_context *c)
{
	if (rmm_context_rec(c)->pending == PENDING_PSCI &&
	    pending_fid(c) == FID_PSCI_CPU_ON && target(c)->runnable &&
	    rmm_in(c, STATUS) == (uint64_t)rmm_status(PSCI_DENIED)->encoding)
		complete_caller(c, PSCI_ALREADY_ON);
}

/* About a target that the Host names. */
#define NAMED .until = SINCE_BET3

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "alias",         RMI_ERROR_INPUT, IF(same_rec, CALLING_REC, TARGET_REC), NAMED },
	{ "calling_align", RMI_ERROR_INPUT, IF(not_granule_aligned, CALLING_REC) },
	{ "calling_bound", RMI_ERROR_INPUT, IF(not_delegable, CALLING_REC), .in = ONLY_1_0 },
	{ "calling_bound", RMI_ERROR_INPUT, IF(not_tracked, CALLING_REC), .in = ONLY_2_0 },
	{ "calling_state", RMI_ERROR_INPUT, IF(granule_state_is_not, CALLING_REC, GRANULE_REC) },
	{ "target_align",  RMI_ERROR_INPUT, IF(not_granule_aligned, TARGET_REC), NAMED },
	{ "target_bound",  RMI_ERROR_INPUT, IF(not_delegable, TARGET_REC), .in = ONLY_1_0 },
	{ "target_bound",  RMI_ERROR_INPUT, IF(not_tracked, TARGET_REC), .in = ONLY_2_0, NAMED },
	{ "target_state",  RMI_ERROR_INPUT, IF(granule_state_is_not, TARGET_REC, GRANULE_REC),
	  NAMED },
	{ "pending",       RMI_ERROR_INPUT, IF(nothing_pending) },
	{ "owner",         RMI_ERROR_INPUT, IF(owners_differ), NAMED },
	{ "target",        RMI_ERROR_INPUT, IF(not_the_target), NAMED },
	{ "status",        RMI_ERROR_INPUT, IF(status_not_permitted, STATUS),
	  .unless = VARIANT_TF_PSCI_DENIED_SIDE_EFFECT },
	{ "status",        RMI_ERROR_INPUT, IF(status_not_permitted, STATUS),
	  .when = VARIANT_TF_PSCI_DENIED_SIDE_EFFECT,
	  .outputs = complete_although_refused, .has_effect = true },
};

/* on_success: the target starts at the entry point, its other registers 0. */
static void switch_on(struct rmm_context *c)
{
	const uint64_t *calling = rmm_gprs(c->model, c->state, c->rec);
	uint32_t slot = target_slot(c);
	uint64_t *gprs = rmm_gprs(c->model, c->state, slot);

	memset(gprs, 0, 8 * (size_t)c->model->config.gprs);
	gprs[0] = calling[3];
	*rmm_pc(c->model, c->state, slot) = calling[2];
	target(c)->runnable = true;
	target(c)->pending = PENDING_RESET;
}

static void complete(struct rmm_context *c)
{
	bool runnable = target(c) && target(c)->runnable;

	rmm_context_rec(c);
	if (!target(c)) {
		/* E11: the target was destroyed meanwhile. */
		complete_caller(c, PSCI_INVALID_PARAMETERS);
	} else if (rmm_in(c, STATUS) != (uint64_t)rmm_status(PSCI_SUCCESS)->encoding) {
		complete_caller(c, PSCI_DENIED);
	} else if (pending_fid(c) == FID_PSCI_CPU_ON) {
		if (!runnable)
			switch_on(c);
		complete_caller(c, runnable ? PSCI_ALREADY_ON : PSCI_SUCCESS);
	} else {
		complete_caller(c, runnable ? PSCI_SUCCESS : PSCI_OFF);
	}
}

/* ---- success conditions ---- */

static const uint64_t *calling_gprs(const struct rmm_context *c, const struct rmm *s)
{
	return rmm_gprs(c->model, s, rmm_old_rec(c, CALLING_REC));
}

static bool old_target_runnable(const struct rmm_context *c)
{
	uint32_t slot = slot_in(c, c->old);

	return slot != RMM_NONE && rmm_rec(c->model, c->old, slot)->runnable;
}

static bool x0_is(const struct rmm_context *c, enum rmm_status status)
{
	return calling_gprs(c, c->state)[0] == (uint64_t)rmm_status(status)->encoding;
}

/* Is this the case the condition is about? a: FID is CPU_ON, b: runnable */
static bool case_is(const struct rmm_context *c, struct rmm_operands o)
{
	return rmm_in(c, STATUS) == 0 && slot_in(c, c->old) != RMM_NONE &&
	       (calling_gprs(c, c->old)[0] == FID_PSCI_CPU_ON) == (o.a != 0) &&
	       old_target_runnable(c) == (o.b != 0);
}

PREDICATE(nothing_pending_now, "calling.psci_pending == NO_PSCI_REQUEST_PENDING")
{
	return rmm_context_rec(c)->pending != PENDING_PSCI;
}

PREDICATE(on_already, "SUCCESS && CPU_ON && target runnable => calling.X0 == ALREADY_ON")
{
	return !case_is(c, o) || x0_is(c, PSCI_ALREADY_ON);
}

PREDICATE(on_success, "SUCCESS && CPU_ON && !target runnable => target started, calling.X0 == SUCCESS")
{
	uint32_t slot = slot_in(c, c->old);
	const uint64_t *gprs;
	uint64_t rest = 0;

	if (!case_is(c, o))
		return true;
	gprs = rmm_gprs(c->model, c->state, slot);
	for (unsigned i = 1; i < c->model->config.gprs; i++)
		rest |= gprs[i];
	return rest == 0 && gprs[0] == calling_gprs(c, c->old)[3] &&
	       *rmm_pc(c->model, c->state, slot) == calling_gprs(c, c->old)[2] &&
	       rmm_rec(c->model, c->state, slot)->runnable && x0_is(c, PSCI_SUCCESS);
}

PREDICATE(affinity_on, "SUCCESS && AFFINITY_INFO && target runnable => calling.X0 == SUCCESS")
{
	return !case_is(c, o) || x0_is(c, PSCI_SUCCESS);
}

PREDICATE(affinity_off, "SUCCESS && AFFINITY_INFO && !target runnable => calling.X0 == OFF")
{
	return !case_is(c, o) || x0_is(c, PSCI_OFF);
}

PREDICATE(status_passed_on, "status != SUCCESS => calling.X0 == status")
{
	return rmm_in(c, STATUS) == 0 ||
	       calling_gprs(c, c->state)[0] == rmm_in(c, STATUS);
}

PREDICATE(args_are_zero, "calling.X1..X3 == 0")
{
	const uint64_t *gprs = calling_gprs(c, c->state);

	return (gprs[1] | gprs[2] | gprs[3]) == 0;
}

static const struct rmm_success successes[] = {
	{ "pending",      THEN(nothing_pending_now) },
	{ "on_already",   THEN(on_already, true, true) },
	{ "on_success",   THEN(on_success, true, false) },
	{ "affinity_on",  THEN(affinity_on, false, true), NAMED },
	{ "affinity_off", THEN(affinity_off, false, false), NAMED },
	{ "status",       THEN(status_passed_on) },
	{ "args",         THEN(args_are_zero) },
};

/* operand a: enum rmm_rec_field of the target */
static bool rmm_covers_target(struct rmm_context *c, struct rmm_operands o,
			      const struct rmm_change *change)
{
	return change->kind == CHANGE_REC && change->subject == target_slot(c) &&
	       change->item == (uint32_t)o.a;
}

static bool rmm_covers_target_gprs(struct rmm_context *c, struct rmm_operands o,
				   const struct rmm_change *change)
{
	return change->kind == CHANGE_GPR && change->subject == target_slot(c);
}

static const struct rmm_footprint footprint[] = {
	{ "target_flags", COVERS(target, REC_FIELD_RUNNABLE) },
	{ "target_gprs",  COVERS(target_gprs) },
	{ "target_pc",    COVERS(target_gprs) },
	{ "calling_pend", COVERS(rec, REC_FIELD_PENDING) },
	{ "calling_gprs", COVERS(gprs) },
	{ "target_pend",  COVERS(target, REC_FIELD_PENDING),
	  .note = "the model's mark that the target starts elsewhere" },
};

const struct rmm_command rmm_rmi_psci_complete = {
	.name = "RMI_PSCI_COMPLETE", .interface = INTERFACE_RMI,
	.fid = 0xC4000164, .section = { [LINE_1_0] = "B4.3.7", [LINE_2_0] = "B4.5.38" },
	.summary = "The Host answers a PSCI request that names another REC.",
	.note = "B30: neither the Realm state nor REC_RUNNING matters.",
	.rec = INPUT(CALLING_REC),
	ROWS_IN(inputs), ROWS_FAILURE(failures),
	.effect = complete, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.marks = { INPUT(CALLING_REC), INPUT(TARGET_REC) },
};

const struct rmm_command rmm_rmi_psci_complete_bet3 = {
	.name = "RMI_PSCI_COMPLETE", .interface = INTERFACE_RMI,
	.fid = 0xC4000164, .section = { [LINE_2_0_BET3] = "B4.5.31" },
	.summary = "The Host lets a PSCI request about another REC go on, or denies it.",
	.note = "B30 as before. E10: the target is the REC with the MPIDR that X1 of the calling "
		"REC had before the command. E11: if there is none any more, the caller gets "
		"PSCI_INVALID_PARAMETERS. F27: the target starts here, not at PSCI_CPU_ON.",
	.rec = INPUT(CALLING_REC),
	ROWS_IN(inputs_bet3), ROWS_FAILURE(failures),
	.effect = complete, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.marks = { INPUT(CALLING_REC) },
};
