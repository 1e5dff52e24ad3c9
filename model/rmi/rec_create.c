/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.12 RMI_REC_CREATE: a vCPU for a Realm under construction. */
#include "rmi/rmi.h"

#include "engine/engine.h"
#include "engine/footprint.h"
#include "engine/operation.h"
#include "engine/postcondition.h"
#include "engine/tracked.h"
#include "rmi/rec_params.h"
#include "state/measurement.h"
#include "state/memory.h"
#include "state/rec.h"

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(REC, "rec", rmm_pa),
	VALUE(PARAMS_PTR, "params_ptr", rmm_pa),
	MEMBER_FROM(FLAGS, "flags", rmm_bits64, FLAG_RUNNABLE),
	MEMBER(MPIDR, "mpidr", rmm_bits64),
	MEMBER(PC, "pc", rmm_ipa),
	MEMBERS(GPRS, "gprs", rmm_bits64, 8),
	MEMBER(NUM_AUX, "num_aux", rmm_uint64),
	MEMBERS(AUX, "aux", rmm_pa, RMM_AUX_MAX),
};

static const struct rmm_value inputs_2_0[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(REC, "rec_ptr", rmm_pa),
	VALUE(PARAMS_PTR, "params_ptr", rmm_pa),
	MEMBER_FROM(FLAGS, "flags", rmm_bits64, FLAG_RUNNABLE),
	MEMBER(MPIDR, "mpidr", rmm_bits64),
	MEMBER(PC, "pc", rmm_ipa),
	MEMBERS(GPRS, "gprs", rmm_bits64, 8),
};

/* Checked when the memory is there, by an implementation that is late. */
#define LATE .unless = VARIANT_TF_REC_CREATE_LATE_CHECKS

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "params_align", RMI_ERROR_INPUT, IF(structure_unaligned, PARAMS_PTR), LATE },
	{ "params_bound", RMI_ERROR_INPUT, IF(not_delegable, PARAMS_PTR), .in = ONLY_1_0 },
	{ "params_pas",   RMI_ERROR_INPUT, IF(not_ns_accessible, PARAMS_PTR), LATE },
	{ "rec_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, REC) },
	{ "rec_bound",    RMI_ERROR_INPUT, IF(not_delegable, REC), .in = ONLY_1_0 },
	{ "rec_bound",    RMI_ERROR_INPUT, IF(not_delegable_fine, REC), .in = ONLY_2_0,
	  .until = SINCE_BET3 },
	{ "rec_pop",      RMI_ERROR_INPUT, IF(not_populated_conventional, REC), .in = SINCE_BET3 },
	{ "rec_track",    RMI_ERROR_TRACKING, IF(region_not_fine, REC), .index = INDEX_TRACKING,
	  .in = SINCE_BET3 },
	{ "rec_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, REC, GRANULE_DELEGATED) },
	{ "rd_align",     RMI_ERROR_INPUT, IF(not_granule_aligned, RD), LATE },
	{ "rd_bound",     RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",     RMI_ERROR_INPUT, IF(not_tracked, RD), LATE, .in = ONLY_2_0 },
	{ "rd_state",     RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD), LATE },
	{ "realm_state",  RMI_ERROR_REALM, IF(realm_state_is_not, REALM_NEW), LATE },
	{ "num_recs",     RMI_ERROR_REALM, IF(too_many_recs), LATE },
	{ "mpidr_index",  RMI_ERROR_INPUT, IF(index_is_not_next), LATE, .until = SINCE_BET3 },
	{ "mpidr_used",   RMI_ERROR_INPUT, IF(mpidr_is_used), LATE, .in = SINCE_BET3 },
	{ "num_aux",      RMI_ERROR_INPUT, IF(aux_count_differs), .in = ONLY_1_0 },
	{ "aux_align",    RMI_ERROR_INPUT, IF(aux_unaligned), .in = ONLY_1_0 },
	{ "aux_alias",    RMI_ERROR_INPUT, IF(aux_alias), .in = ONLY_1_0 },
	{ "aux_state",    RMI_ERROR_INPUT, IF(aux_not_delegated), .in = ONLY_1_0 },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < realm_state, num_recs" },
	{ .text = NULL }
};

static void take_aux(struct rmm_context *c, uint32_t slot)
{
	for (int i = 0; i < rmm_aux_entries(c); i++) {
		uint32_t granule = rmm_granule_at(c->model, rmm_in(c, AUX + i));

		rmm_aux(c->model, c->state, slot)[i] = granule;
		rmm_granule_set(c->model, c->state, granule, GRANULE_REC_AUX,
				(uint64_t)slot + 1);
		rmm_granule_fill(c->model, c->state, granule, 0, ORIGIN_RMM);
	}
}

static void measure(struct rmm_context *c)
{
	struct rmm_measured_rec params = {
		.gprs = &c->call->in[GPRS], .pc = rmm_in(c, PC),
		.flags = rmm_in(c, FLAGS),
	};

	if (rmm_in(c, FLAGS) & FLAG_RUNNABLE)
		rmm_rim_extend_rec(c->model, c->state, c->realm, &params);
}

/* Makes the REC; RMM_NONE: there is none, and why. */
static uint32_t make(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	struct rmm_realm *realm = rmm_context_realm(c);
	uint32_t granule = rmm_granule_at(m, rmm_in(c, REC));
	uint32_t slot = rmm_rec_free_slot(m, c->state);
	struct rmm_rec *rec;

	/* A mistake left an RD without its Realm, or looks at the RD too late. */
	if (!realm) {
		rmm_report_id(c, "rd_state");
		return RMM_NONE;
	}
	if (slot == RMM_NONE) {
		c->result->status = STATUS_LIMIT;
		return RMM_NONE;
	}
	/* B18: attributes that no success condition states start as zero. */
	if (slot >= c->state->recs_high)
		c->state->recs_high = slot + 1;
	rec = rmm_rec(m, c->state, slot);
	rec->granule = granule + 1;
	rec->owner = (uint8_t)c->realm;
	rec->index = rmm_has(m, TRAIT_FINDS_RECS)
		     ? (uint32_t)rmm_index_of_mpidr(rmm_in(c, MPIDR)) : realm->rec_index;
	rec->state = REC_READY;
	rec->runnable = rmm_in(c, FLAGS) & FLAG_RUNNABLE;
	for (unsigned i = 0; i < 8 && i < m->config.gprs; i++)
		rmm_gprs(m, c->state, slot)[i] = rmm_in(c, GPRS + (int)i);
	*rmm_pc(m, c->state, slot) = rmm_in(c, PC);
	rmm_granule_set(m, c->state, granule, GRANULE_REC, (uint64_t)slot + 1);
	rmm_granule_fill(m, c->state, granule, 0, ORIGIN_RMM);
	if (!rmm_has(m, TRAIT_FINDS_RECS))
		realm->rec_index++;
	realm->num_recs++;
	measure(c);
	return slot;
}

static void create(struct rmm_context *c)
{
	uint32_t slot = make(c);

	if (slot != RMM_NONE)
		take_aux(c, slot);
}

/* ---- 2.0: memory is donated between the call and the effect ---- */

/* The Host may have changed what the conditions are about: they count again. */
static bool still_refused(struct rmm_context *c)
{
	for (unsigned i = 0; i < c->command->failure_count; i++) {
		const struct rmm_failure *row = &c->command->failures[i];

		if (!rmm_is_in(c->model, row->in, row->until) ||
		    row->when != VARIANT_NONE || row->status == RMI_BLOCKED ||
		    !row->violated->holds(c, row->operands))
			continue;
		rmm_report(c, row);
		return true;
	}
	return false;
}

/*
 * What waits for memory is checked behind it, by a departure. Where none is needed nothing
 * checks, but a REC has a Realm.
 */
static void make_at_once(struct rmm_context *c)
{
	if (rmm_realm_at(c->model, c->state, rmm_in(c, RD)) != RMM_NONE || !still_refused(c))
		make(c);
}

static void ask_for_memory(struct rmm_context *c)
{
	uint32_t slot;

	if (c->model->config.platform.aux_count == 0) {
		make_at_once(c);
		return;
	}
	slot = rmm_operation_begin(c);
	if (slot == RMM_NONE)
		return;
	rmm_operation_mark(c, slot);
	rmm_operation(c->model, c->state, slot)->wanted = c->model->config.platform.aux_count;
	rmm_operation_wait(c, slot, PHASE_DONATE);
}

/* A departure: operations that wait read their parameters again, where this call's are. */
static void params_stored(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;

	if (!rmm_variant(m, VARIANT_TF_REC_PARAMS_LATE))
		return;
	for (uint32_t slot = 0; slot < m->config.operations; slot++) {
		uint64_t *kept = rmm_operation_inputs(m, c->state, slot);

		if (rmm_operation(m, c->state, slot)->command == CMD_RMI_REC_CREATE + 1 &&
		    kept[PARAMS_PTR] == rmm_in(c, PARAMS_PTR))
			memcpy(&kept[FLAGS], &c->call->in[FLAGS],
			       sizeof(uint64_t) * (GPRS + 8 - FLAGS));
	}
}

/* What was donated now belongs to REC @rec. */
static void take_donated(struct rmm_context *c, uint32_t operation, uint32_t rec)
{
	const uint32_t *granules = rmm_operation_granules(c->model, c->state, operation);

	for (unsigned i = 0; i < c->model->config.platform.aux_count; i++) {
		rmm_aux(c->model, c->state, rec)[i] = granules[i];
		rmm_granule_set(c->model, c->state, granules[i], GRANULE_INTERNAL,
				(uint64_t)rec + 1);
	}
}

static void resume(struct rmm_context *c, uint32_t slot)
{
	uint32_t rec;

	rmm_operation_unmark(c, slot);
	if (still_refused(c)) {
		rmm_operation_mark(c, slot);
		rmm_operation_fail(c, slot);
		return;
	}
	c->result->status = RMI_SUCCESS;
	rec = make(c);
	if (rec == RMM_NONE) {
		rmm_operation_mark(c, slot);
		rmm_operation_fail(c, slot);
		return;
	}
	take_donated(c, slot, rec);
	rmm_operation_end(c, slot);
}

/* ---- success conditions ---- */

static struct rmm_rec *new_rec(const struct rmm_context *c, uint32_t *slot)
{
	*slot = rmm_rec_at(c->model, c->state, rmm_in(c, REC));
	return rmm_rec(c->model, c->state, *slot);
}

PREDICATE(rec_index_rises, "realm.rec_index += 1")
{
	return rmm_context_realm(c)->rec_index ==
	       rmm_realm(c->model, c->old, c->realm)->rec_index + 1;
}

PREDICATE(mpidr_becomes_used, "mpidr_used(realm, params.mpidr)")
{
	rmm_context_realm(c);
	return rmm_rec_with_index(c->model, c->state, c->realm,
				  rmm_index_of_mpidr(rmm_in(c, MPIDR))) != RMM_NONE;
}

PREDICATE(rec_field_is, "rec.$Fa == #b")
{
	uint32_t slot;

	return rmm_field_value(&rmm_rec_fields[o.a], new_rec(c, &slot)) ==
	       (uint64_t)o.b;
}

PREDICATE(rec_owner_is, "rec.owner == rd")
{
	uint32_t slot;

	rmm_context_realm(c);
	return new_rec(c, &slot)->owner == c->realm;
}

PREDICATE(rec_mpidr_is, "rec.mpidr == params.mpidr")
{
	uint32_t slot;

	return new_rec(c, &slot)->index == rmm_index_of_mpidr(rmm_in(c, MPIDR));
}

PREDICATE(rec_runnable_is, "rec.runnable == params.flags.runnable")
{
	uint32_t slot;

	return new_rec(c, &slot)->runnable == (rmm_in(c, FLAGS) & FLAG_RUNNABLE);
}

PREDICATE(rec_gprs_are, "X0..X7 from params, rest 0")
{
	uint32_t slot;
	const uint64_t *gprs;

	new_rec(c, &slot);
	gprs = rmm_gprs(c->model, c->state, slot);
	for (unsigned i = 0; i < c->model->config.gprs; i++)
		if (gprs[i] != (i < 8 ? rmm_in(c, GPRS + (int)i) : 0))
			return false;
	return true;
}

PREDICATE(rec_pc_is, "rec.pc == params.pc")
{
	uint32_t slot;

	new_rec(c, &slot);
	return *rmm_pc(c->model, c->state, slot) == rmm_in(c, PC);
}

PREDICATE(rim_follows_runnable, "params.runnable <=> RIM extended")
{
	bool changes = rmm_rim_changes.holds(c, o);

	return changes == (rmm_in(c, FLAGS) & FLAG_RUNNABLE);
}

PREDICATE(rec_aux_are, "rec.aux == params.aux")
{
	uint32_t slot;

	new_rec(c, &slot);
	for (int i = 0; i < rmm_aux_entries(c); i++)
		if (rmm_aux(c->model, c->state, slot)[i] !=
		    rmm_granule_at(c->model, rmm_in(c, AUX + i)))
			return false;
	return true;
}

PREDICATE(aux_are_rec_aux, "all aux gran == REC_AUX")
{
	for (int i = 0; i < rmm_aux_entries(c); i++)
		if (rmm_state_at(c->model, c->state, rmm_in(c, AUX + i)) != GRANULE_REC_AUX)
			return false;
	return true;
}

static const struct rmm_success successes[] = {
	{ "rec_index",      THEN(rec_index_rises), .until = SINCE_BET3 },
	{ "mpidr_used",     THEN(mpidr_becomes_used), .in = SINCE_BET3 },
	{ "rec_gran_state", THEN(granule_state_is, REC, GRANULE_REC) },
	{ "rec_owner",      THEN(rec_owner_is) },
	{ "rec_attest",     THEN(rec_field_is, REC_FIELD_ATTEST_STATE, 0) },
	{ "rec_mpidr",      THEN(rec_mpidr_is) },
	{ "rec_state",      THEN(rec_field_is, REC_FIELD_STATE, REC_READY) },
	{ "runnable",       THEN(rec_runnable_is) },
	{ "not_runnable",   THEN(rec_runnable_is) },
	{ "rec_gprs",       THEN(rec_gprs_are) },
	{ "rec_pc",         THEN(rec_pc_is) },
	{ "rim",            THEN(rim_follows_runnable) },
	{ "rec_aux",        THEN(rec_aux_are), .in = ONLY_1_0 },
	{ "rec_aux_state",  THEN(aux_are_rec_aux), .in = ONLY_1_0 },
	{ "ripas_addr",     THEN(rec_field_is, REC_FIELD_RIPAS_ADDR, 0) },
	{ "ripas_top",      THEN(rec_field_is, REC_FIELD_RIPAS_TOP, 0) },
	{ "host_call",      THEN(rec_field_is, REC_FIELD_PENDING, PENDING_NONE), .in = ONLY_1_0 },
	{ "pending",        THEN(rec_field_is, REC_FIELD_PENDING, PENDING_NONE), .in = ONLY_2_0 },
	{ "num_recs",       THEN(num_recs_changes, +1) },
};

static bool rmm_covers_aux(struct rmm_context *c, struct rmm_operands o,
			   const struct rmm_change *change)
{
	for (int i = 0; i < rmm_aux_entries(c); i++)
		if (rmm_covers_granule_state(c, (struct rmm_operands){ AUX + i, 0 }, change))
			return true;
	return false;
}

static const struct rmm_footprint footprint[] = {
	{ "rec_index",     COVERS(realm, REALM_FIELD_REC_INDEX) },
	{ "rec_state",     COVERS(granule_state, REC) },
	{ "rec_aux_state", COVERS(aux) },
	{ "rim",           COVERS(rim) },
	{ "num_recs",      COVERS(realm, REALM_FIELD_NUM_RECS),
	  .note = "B23: a success condition changes it" },
};

const struct rmm_command rmm_rmi_rec_create = {
	.name = "RMI_REC_CREATE", .interface = INTERFACE_RMI,
	.fid = 0xC400015A, .section = { [LINE_1_0] = "B4.3.12" },
	.summary = "A REC (a vCPU) of a Realm under construction; measured if runnable.",
	.note = "B18: attributes without success condition start as zero. "
		"B35: rec_index never decreases.",
	.rd = INPUT(RD),
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = create, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};

const struct rmm_command rmm_rmi_rec_create_2_0 = {
	.name = "RMI_REC_CREATE", .interface = INTERFACE_RMI,
	.fid = 0xC400015A, .section = { [LINE_2_0] = "B4.5.49" },
	.summary = "A REC (a vCPU) of a Realm under construction; measured if runnable.",
	.note = "C20: how much memory is asked for is a parameter of the platform. "
		"Conditions are looked at again when it has been donated (B4.3.2).",
	.rd = INPUT(RD),
	ROWS_IN(inputs_2_0), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = ask_for_memory, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.marks = { INPUT(REC) }, .stored = params_stored, .resume = resume,
};
