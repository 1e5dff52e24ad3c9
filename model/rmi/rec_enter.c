/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.14 RMI_REC_ENTER: the Realm runs on a REC until it exits (A4.2, A4.3).
 *
 * The effect is the entry: what the Realm left pending is completed, and the
 * REC runs. The command returns to the Host when a later step exits.
 */
#include "rmi/rmi.h"

#include "base/gicv3.h"
#include "engine/exit.h"
#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/registers.h"
#include "engine/tracked.h"
#include "state/memory.h"

enum {
	REC, RUN_PTR, EMUL_MMIO, INJECT_SEA, TRAP_WFI, TRAP_WFE,
	RIPAS_RESPONSE, GICV3_HCR, GPRS, GICV3_LRS = GPRS + 31
};

static const struct rmm_value inputs[] = {
	VALUE(REC, "rec", rmm_pa),
	VALUE(RUN_PTR, "run_ptr", rmm_pa),
	MEMBER(EMUL_MMIO, "emul_mmio", rmm_flag),
	MEMBER(INJECT_SEA, "inject_sea", rmm_flag),
	MEMBER(TRAP_WFI, "trap_wfi", rmm_flag),
	MEMBER(TRAP_WFE, "trap_wfe", rmm_flag),
	MEMBER(RIPAS_RESPONSE, "ripas_response", rmm_response),
	MEMBER(GICV3_HCR, "gicv3_hcr", rmm_bits64),
	MEMBERS(GPRS, "gprs", rmm_bits64, 31),
	MEMBERS(GICV3_LRS, "gicv3_lrs", rmm_bits64, 16),
};

static const struct rmm_value outputs[] = {
	MEMBER(EXIT_FIELD_REASON, "exit_reason", rmm_exit_reason),
	MEMBER(EXIT_FIELD_ESR, "esr", rmm_bits64),
	MEMBER(EXIT_FIELD_FAR, "far", rmm_bits64),
	MEMBER(EXIT_FIELD_HPFAR, "hpfar", rmm_bits64),
	MEMBER(EXIT_FIELD_RIPAS_BASE, "ripas_base", rmm_ipa),
	MEMBER(EXIT_FIELD_RIPAS_TOP, "ripas_top", rmm_ipa),
	MEMBER(EXIT_FIELD_RIPAS_VALUE, "ripas_value", rmm_rmi_ripas),
	MEMBER(EXIT_FIELD_IMM, "imm", rmm_bits64),
	MEMBER(EXIT_FIELD_RTT_TREE, "rtt_tree", rmm_uint64),
	MEMBERS(EXIT_FIELD_GPRS, "gprs", rmm_bits64, 31),
};

PREDICATE(not_runnable, "rec.flags.runnable == NOT_RUNNABLE")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && !rec->runnable;
}

/* B4.3.14 knows no exception; A4.2.3 ignores emul_mmio beside inject_sea. */
PREDICATE(mmio_without_abort, "emul_mmio && rec.emulatable_abort != EMULATABLE_ABORT")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rmm_in(c, EMUL_MMIO) && !rec->emulatable_abort &&
	       !(rmm_in(c, INJECT_SEA) &&
		 rmm_variant(c->model, VARIANT_TF_EMUL_MMIO_WITH_INJECT_SEA));
}

/* Was the last exit one due to Data Abort at an Unprotected IPA? */
static bool may_inject_sea(const struct rmm_rec *rec)
{
	return rec->pending == PENDING_ABORT && rec->abort & ABORT_DATA &&
	       rec->abort & ABORT_UNPROTECTED;
}

PREDICATE(sea_without_abort, "inject_sea && no abort at an Unprotected IPA")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rmm_in(c, INJECT_SEA) && !may_inject_sea(rec);
}

PREDICATE(gicv3_invalid, "!gicv3_valid(run.enter)")
{
	return !rmm_gicv3_is_valid(c->model, rmm_in(c, GICV3_HCR), &c->call->in[GICV3_LRS]);
}

PREDICATE(psci_pending, "rec.psci_pending == PSCI_REQUEST_PENDING")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rec->pending == PENDING_PSCI;
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "run_align",      RMI_ERROR_INPUT, IF(structure_unaligned, RUN_PTR) },
	{ "run_bound",      RMI_ERROR_INPUT, IF(not_delegable, RUN_PTR), .in = ONLY_1_0 },
	{ "run_pas",        RMI_ERROR_INPUT, IF(not_ns_accessible, RUN_PTR) },
	{ "rec_align",      RMI_ERROR_INPUT, IF(not_granule_aligned, REC) },
	{ "rec_bound",      RMI_ERROR_INPUT, IF(not_delegable, REC), .in = ONLY_1_0 },
	{ "rec_bound",      RMI_ERROR_INPUT, IF(not_tracked, REC), .in = ONLY_2_0 },
	{ "rec_gran_state", RMI_ERROR_INPUT, IF(granule_state_is_not, REC, GRANULE_REC) },
	{ "realm_new",      RMI_ERROR_REALM, IF(realm_state_is, REALM_NEW), .index = INDEX_0,
	  .in = ONLY_1_0 },
	{ "system_off",     RMI_ERROR_REALM, IF(realm_state_is, REALM_SYSTEM_OFF),
	  .index = INDEX_1, .in = ONLY_1_0 },
	{ "realm_state",    RMI_ERROR_REALM, IF(realm_state_is_not, REALM_ACTIVE),
	  .in = ONLY_2_0 },
	{ "rec_state",      RMI_ERROR_REC, IF(rec_is_running), .unless = VARIANT_RUN_TWICE },
	{ "rec_runnable",   RMI_ERROR_REC, IF(not_runnable) },
	{ "rec_mmio",       RMI_ERROR_REC, IF(mmio_without_abort) },
	{ "rec_gicv3",      RMI_ERROR_REC, IF(gicv3_invalid) },
	{ "rec_psci",       RMI_ERROR_REC, IF(psci_pending), .in = ONLY_1_0 },
	{ "rec_pending",    RMI_ERROR_REC, IF(psci_pending), .in = ONLY_2_0 },
	{ "inject_sea",     RMI_ERROR_REC, IF(sea_without_abort),
	  .when = VARIANT_TF_INJECT_SEA_REFUSED },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rec_align, rec_bound, rec_gran_state, run_pas, run_bound, run_align < "
	  "rec_state, rec_runnable, rec_mmio, realm_new, system_off, rec_gicv3, rec_psci",
	  .in = ONLY_1_0 },
	{ .text = "rec_align, rec_bound, rec_gran_state, run_pas, run_align < "
	  "rec_state, rec_runnable, rec_mmio, realm_state, rec_pending", .in = ONLY_2_0 },
	{ .text = NULL }
};

/* Outputs of the pending command, by slot in its table of outputs. */
enum { OUT_EMULATED_VALUE = 2, OUT_ESR_EL1 = 3, OUT_FAR_EL1 = 4 };
enum { OUT_NEW_BASE, OUT_RESPONSE };
enum { OUT_RESET_PC, OUT_RESET_X0 };

/* A4.2.3, A4.4: inject_sea wins over emul_mmio; else the access is retried. */
static void complete_abort(struct rmm_context *c, const struct rmm_rec *rec)
{
	struct rmm_completion *done = &c->result->completion;
	struct rmm_abort abort = {
		rec->abort & ABORT_WRITE ? ACCESS_WRITE : ACCESS_READ,
		rec->abort & ABORT_ISV, rec->srt, c->model->config.platform.iss_without_isv
	};

	bool emulate = rmm_in(c, EMUL_MMIO) && rec->emulatable_abort;

	if (rmm_in(c, INJECT_SEA) && may_inject_sea(rec)) {
		done->status = STATUS_SEA;
		done->out[OUT_ESR_EL1] = rmm_esr_el1_sea(abort);
		done->out[OUT_FAR_EL1] = rec->address;
	} else if (emulate) {
		done->status = STATUS_EMULATED;
		if (abort.kind == ACCESS_READ)
			done->out[OUT_EMULATED_VALUE] = rmm_in(c, GPRS);
	} else {
		done->status = STATUS_RETRY;
	}
}

/* B3.40 RecRipasChangeResponse */
static enum rmm_response ripas_change_response(const struct rmm_rec *rec)
{
	if (rec->ripas_value == RIPAS_RAM && rec->ripas_addr != rec->ripas_top &&
	    rec->ripas_response == RESPONSE_REJECT)
		return RESPONSE_REJECT;
	return RESPONSE_ACCEPT;
}

static void complete_ripas_change(struct rmm_context *c, const struct rmm_rec *rec)
{
	struct rmm_completion *done = &c->result->completion;

	done->status = RSI_SUCCESS;
	done->out[OUT_NEW_BASE] = rec->ripas_addr;
	done->out[OUT_RESPONSE] = ripas_change_response(rec);
}

/* A4.2.2: registers go to the RsiHostCall structure; false: they cannot. */
static bool complete_host_call(struct rmm_context *c, const struct rmm_rec *rec)
{
	struct rmm_completion *done = &c->result->completion;
	struct rmm_translation t = rmm_translate(c->model, c->state,
						 rmm_context_realm(c),
						 rec->address, ACCESS_WRITE);
	struct rmm_abort abort = { ACCESS_READ, false, 0, false };
	uint64_t ipa = rec->address;

	if (t.outcome != OUTCOME_OK) {
		if (t.outcome == OUTCOME_SEA &&
		    rmm_variant(c->model, VARIANT_TF_HOST_CALL_EMPTY)) {
			done->status = STATUS_FID;
			return true;
		}
		/* Also at RIPAS EMPTY: the target IPA is not mapped. */
		rmm_exit_abort(c, ipa, abort, &t, 0);
		if (rmm_variant(c->model, VARIANT_TF_HOST_CALL_HPFAR) &&
		    c->result->exit.status == RMI_SUCCESS)
			c->result->exit.field[EXIT_FIELD_HPFAR] = ipa >> 8;
		rmm_context_rec(c)->pending = PENDING_HOST_CALL;
		return false;
	}
	for (unsigned i = 0; i < 31; i++) {
		done->out[i] = rmm_in(c, GPRS + (int)i);
		/* There is room: enter() looked. */
		rmm_memory_write(c->model, c->state, t.pa + 8 + 8 * i, done->out[i]);
	}
	rmm_granule_set_origin(c->model, c->state, rmm_granule_at(c->model, t.pa),
			       ORIGIN_REALM | ORIGIN_OBSERVED);
	done->status = RSI_SUCCESS;
	return true;
}

/* The PSCI status that X0 holds; the RMM put it there. */
static enum rmm_status psci_status(uint64_t x0)
{
	int i = PSCI_SUCCESS;

	while (i < PSCI_OFF && (uint64_t)rmm_status((enum rmm_status)i)->encoding != x0)
		i++;
	return (enum rmm_status)i;
}

/* False if the REC exits at once. */
static bool complete_pending(struct rmm_context *c, const struct rmm_rec *rec)
{
	struct rmm_completion *done = &c->result->completion;

	memset(done, 0, sizeof(*done));
	done->status = STATUS_OK;
	switch (rec->pending) {
	case PENDING_ABORT:
		complete_abort(c, rec);
		break;
	case PENDING_RIPAS_CHANGE:
		complete_ripas_change(c, rec);
		break;
	case PENDING_HOST_CALL:
		return complete_host_call(c, rec);
	case PENDING_PSCI_DONE:
		done->status = psci_status(rmm_gprs(c->model, c->state, c->rec)[0]);
		break;
	case PENDING_RESET:
		done->status = STATUS_RESET;
		done->out[OUT_RESET_PC] = *rmm_pc(c->model, c->state, c->rec);
		done->out[OUT_RESET_X0] = rmm_gprs(c->model, c->state, c->rec)[0];
		break;
	default:
		break;
	}
	return true;
}

static void enter(struct rmm_context *c)
{
	struct rmm_rec *rec = rmm_context_rec(c);

	if (rec->pending == PENDING_HOST_CALL && c->model->config.contents &&
	    rmm_memory_room(c->model, c->state) < 31) {
		c->result->status = STATUS_LIMIT;
		return;
	}
	rec->run_ptr = rmm_in(c, RUN_PTR);
	rec->trap = (uint8_t)((rmm_in(c, TRAP_WFI) & 1) | (rmm_in(c, TRAP_WFE) & 1) << 1);
	rec->ripas_response = rmm_in(c, RIPAS_RESPONSE) & 1;    /* RLDMLC */
	rec->state = REC_RUNNING;
	if (!complete_pending(c, rec))
		return;
	if (rec->pending == PENDING_RIPAS_CHANGE || rec->pending == PENDING_HOST_CALL)
		rmm_registers_complete(c, c->result->completion.status);
	rec->pending = PENDING_NONE;
}

/* The exit comes with a later step: the entry must leave the REC running. */
PREDICATE(rec_runs_or_exited, "rec.state == REC_RUNNING until run.exit is filled")
{
	return rmm_context_rec(c)->state ==
	       (c->result->exit.happened ? REC_READY : REC_RUNNING);
}

PREDICATE(emulatable_abort_known, "exit => rec.emulatable_abort updated")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return !c->result->exit.happened || !rec->emulatable_abort ||
	       (rec->abort & ABORT_DATA && rec->abort & ABORT_ISV);
}

static const struct rmm_success successes[] = {
	{ "rec_exit",     THEN(rec_runs_or_exited) },
	{ "rec_emul_abt", THEN(emulatable_abort_known) },
};

static bool rmm_covers_host_call(struct rmm_context *c, struct rmm_operands o,
				 const struct rmm_change *change)
{
	const struct rmm_rec *rec = rmm_context_rec(c);
	struct rmm_translation t;

	if (!rec || rec->pending != PENDING_HOST_CALL)
		return false;
	t = rmm_translate(c->model, c->state, rmm_context_realm(c), rec->address,
			  ACCESS_WRITE);
	return change->kind == CHANGE_CONTENTS && t.outcome == OUTCOME_OK &&
	       change->subject == rmm_granule_at(c->model, t.pa);
}

static const struct rmm_footprint footprint[] = {
	{ "emul_abt",  COVERS(rec, REC_FIELD_EMULATABLE_ABORT) },
	{ "execution", COVERS(exit),
	  .note = "B23: A4.2 and A4.3 change the REC" },
	{ "host_call", COVERS(host_call),
	  .note = "A4.2.2: registers are copied to the RsiHostCall structure" },
};

const struct rmm_command rmm_rmi_rec_enter = {
	.name = "RMI_REC_ENTER", .interface = INTERFACE_RMI,
	.fid = 0xC400015C, .section = { [LINE_1_0] = "B4.3.14", [LINE_2_0] = "B4.5.51" },
	.summary = "Runs a REC until it exits to the Host.",
	.note = "rec_mmio has no exception for inject_sea (A4.2.3 has). A Host "
		"call whose page became EMPTY exits as one whose page is "
		"unmapped (A4.2.2). B23: the footprint names an undefined rd.",
	.rec = INPUT(REC),
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.orderings = orderings,
	.effect = enter, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
