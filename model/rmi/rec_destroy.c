/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.13 RMI_REC_DESTROY (2.0: B4.5.50): a REC and its auxiliary Granules go
 * back; in 2.0 the Host reclaims what it donated.
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/operation.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { REC_PTR };

static const struct rmm_value inputs[] = {
	VALUE(REC_PTR, "rec_ptr", rmm_pa),
};

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rec_align",      RMI_ERROR_INPUT, IF(not_granule_aligned, REC_PTR) },
	{ "rec_bound",      RMI_ERROR_INPUT, IF(not_delegable, REC_PTR), .in = ONLY_1_0 },
	{ "rec_tracking",   RMI_ERROR_INPUT, IF(not_tracked_fine, REC_PTR), .in = ONLY_2_0 },
	{ "rec_gran_state", RMI_ERROR_INPUT, IF(granule_state_is_not, REC_PTR, GRANULE_REC) },
	{ "rec_state",      RMI_ERROR_REC, IF(rec_is_running) },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rec_bound, rec_gran_state < rec_state", .in = ONLY_1_0 },
	{ .text = "rec_tracking, rec_gran_state < rec_state", .in = ONLY_2_0 },
	{ .text = NULL }
};

/* The REC goes, without its auxiliary Granules. */
static void remove(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	struct rmm_rec *rec = rmm_context_rec(c);
	struct rmm_realm *realm = rmm_realm(m, c->state, rec->owner);

	rmm_granule_set(m, c->state, rec->granule - 1, GRANULE_DELEGATED, 0);
	realm->num_recs--;
	if (rmm_variant(m, VARIANT_REC_INDEX_REUSED) &&
	    rec->index + 1 == realm->rec_index)
		realm->rec_index--;
	memset(rec, 0, m->layout.rec_stride);
}

static void destroy(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;

	rmm_context_rec(c);
	for (unsigned i = 0; i < m->config.platform.aux_count; i++)
		rmm_granule_set(m, c->state, rmm_aux(m, c->state, c->rec)[i],
				GRANULE_DELEGATED, 0);
	remove(c);
}

/* 2.0: the REC is no more at once; what was donated for it is reclaimed. */
static void destroy_2_0(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	struct rmm_operation *operation;
	uint32_t slot;

	if (m->config.platform.aux_count == 0) {
		rmm_context_rec(c);
		remove(c);
		return;
	}
	slot = rmm_operation_begin(c);
	if (slot == RMM_NONE)
		return;
	rmm_context_rec(c);
	operation = rmm_operation(m, c->state, slot);
	operation->held = m->config.platform.aux_count;
	operation->status = RMI_SUCCESS;
	for (unsigned i = 0; i < operation->held; i++) {
		uint32_t granule = rmm_aux(m, c->state, c->rec)[i];

		rmm_operation_granules(m, c->state, slot)[i] = granule;
		rmm_granule_set(m, c->state, granule, GRANULE_INTERNAL,
				rmm_operation_link(m, slot));
	}
	remove(c);
	rmm_operation_mark(c, slot);
	rmm_operation_wait(c, slot, PHASE_RECLAIM);
}

PREDICATE(aux_are_delegated, "all aux gran == DELEGATED")
{
	uint32_t rec = rmm_old_rec(c, REC_PTR);

	for (unsigned i = 0; i < c->model->config.platform.aux_count; i++)
		if (rmm_granule_state(c->model, c->state,
				      rmm_aux(c->model, c->old, rec)[i]) != GRANULE_DELEGATED)
			return false;
	return true;
}

static const struct rmm_success successes[] = {
	{ "rec_gran_state", THEN(granule_state_is, REC_PTR, GRANULE_DELEGATED) },
	{ "rec_aux_state",  THEN(aux_are_delegated), .in = ONLY_1_0 },
	{ "num_recs",       THEN(num_recs_changes, -1) },
};

static bool rmm_covers_aux(struct rmm_context *c, struct rmm_operands o,
			   const struct rmm_change *change)
{
	if (!rmm_context_rec(c) || change->kind != CHANGE_GRANULE_STATE)
		return false;
	for (unsigned i = 0; i < c->model->config.platform.aux_count; i++)
		if (rmm_aux(c->model, c->state, c->rec)[i] == change->subject)
			return true;
	return false;
}

/* num_recs of the owner (and rec_index, in a reading of B35). */
static bool rmm_covers_owner(struct rmm_context *c, struct rmm_operands o,
			     const struct rmm_change *change)
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && change->kind == CHANGE_REALM &&
	       change->subject == rec->owner && change->item == (uint32_t)o.a;
}

static const struct rmm_footprint footprint[] = {
	{ "rec_state",     COVERS(granule_state, REC_PTR) },
	{ "rec_aux_state", COVERS(aux) },
	{ "num_recs",      COVERS(owner, REALM_FIELD_NUM_RECS),
	  .note = "B23: a success condition changes it" },
	{ "rec_index",     COVERS(owner, REALM_FIELD_REC_INDEX),
	  .note = "B35: only in the other reading" },
};

const struct rmm_command rmm_rmi_rec_destroy = {
	.name = "RMI_REC_DESTROY", .interface = INTERFACE_RMI,
	.fid = 0xC400015B, .section = { [LINE_1_0] = "B4.3.13" },
	.summary = "Destroys a REC that is not running.",
	.note = "B35: rec_index does not go back, so that a REC destroyed in "
		"REALM_NEW leaves a hole.",
	.rec = INPUT(REC_PTR),
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = destroy, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};

const struct rmm_command rmm_rmi_rec_destroy_2_0 = {
	.name = "RMI_REC_DESTROY", .interface = INTERFACE_RMI,
	.fid = 0xC400015B, .section = { [LINE_2_0] = "B4.5.50" },
	.summary = "Destroys a REC that is not running; the Host reclaims what it donated.",
	.note = "The REC is gone, and its Granule in the hands of the operation, from the "
		"first call on.",
	.rec = INPUT(REC_PTR),
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = destroy_2_0, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.marks = { INPUT(REC_PTR) },
};
