/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.13 RMI_REC_DESTROY: a REC and its auxiliary Granules go back. */
#include "rmi.h"

#include "footprint.h"
#include "postcondition.h"
#include "predicate.h"

enum { REC_PTR };

static const struct rmm_value inputs[] = {
	VALUE(REC_PTR, "rec_ptr", rmm_address),
};

static const struct rmm_failure failures[] = {
	{ "rec_align",      RMI_ERROR_INPUT, IF(not_granule_aligned, REC_PTR) },
	{ "rec_bound",      RMI_ERROR_INPUT, IF(not_delegable, REC_PTR) },
	{ "rec_gran_state", RMI_ERROR_INPUT, IF(granule_state_is_not, REC_PTR, GRANULE_REC) },
	{ "rec_state",      RMI_ERROR_REC, IF(rec_is_running) },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rec_bound, rec_gran_state < rec_state" },
	{ .text = NULL }
};

static void destroy(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	struct rmm_rec *rec = rmm_context_rec(c);
	struct rmm_realm *realm = rmm_realm(m, c->state, rec->owner);

	if (!rmm_variant(m, VARIANT_REC_DESTROY_LEAKS_AUX))
		for (unsigned i = 0; i < m->config.platform.aux_count; i++)
			rmm_granule_set(m, c->state, rmm_aux(m, c->state, c->rec)[i],
					GRANULE_DELEGATED, 0);
	rmm_granule_set(m, c->state, rec->granule - 1, GRANULE_DELEGATED, 0);
	realm->num_recs--;
	if (rmm_variant(m, VARIANT_REC_INDEX_REUSED) &&
	    rec->index == realm->rec_index - 1)
		realm->rec_index--;
	memset(rec, 0, m->layout.rec_stride);
}

POSTCONDITION(aux_are_delegated, "all aux gran == DELEGATED")
{
	uint32_t rec = rmm_old_rec(c, REC_PTR);

	(void)o;
	for (unsigned i = 0; i < c->model->config.platform.aux_count; i++)
		if (rmm_granule_state(c->model, c->state,
				      rmm_aux(c->model, c->old, rec)[i]) != GRANULE_DELEGATED)
			return false;
	return true;
}

static const struct rmm_success successes[] = {
	{ "rec_gran_state", THEN(granule_state_is, REC_PTR, GRANULE_DELEGATED) },
	{ "rec_aux_state",  THEN(aux_are_delegated) },
	{ "num_recs",       THEN(num_recs_changes, -1) },
};

static bool covers_aux(struct rmm_context *c, struct rmm_operands o,
		       const struct rmm_change *change)
{
	(void)o;
	if (!rmm_context_rec(c) || change->kind != CHANGE_GRANULE_STATE)
		return false;
	for (unsigned i = 0; i < c->model->config.platform.aux_count; i++)
		if (rmm_aux(c->model, c->state, c->rec)[i] == change->subject)
			return true;
	return false;
}

/* num_recs of the owner (and rec_index, in a reading of B35). */
static bool covers_owner(struct rmm_context *c, struct rmm_operands o,
			 const struct rmm_change *change)
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && change->kind == CHANGE_REALM &&
	       change->subject == rec->owner && change->item == (uint32_t)o.a;
}

static const struct rmm_footprint footprint[] = {
	{ "rec_state",     COVERS(granule_state, REC_PTR) },
	{ "rec_aux_state", COVERS(aux) },
	{ "num_recs",      COVERS(owner, REALM_NUM_RECS),
	  .note = "B23: a success condition changes it" },
	{ "rec_index",     COVERS(owner, REALM_REC_INDEX),
	  .note = "B35: only in the other reading" },
};

const struct rmm_command rmi_rec_destroy = {
	.name = "RMI_REC_DESTROY", .interface = INTERFACE_RMI,
	.fid = 0xC400015B, .section = { "B4.3.13" },
	.summary = "A REC that is not running goes.",
	.note = "B35: rec_index does not go back, so that a REC destroyed in "
		"REALM_NEW leaves a hole.",
	.rd = INPUT_NONE, .rec = REC_PTR, .ipa = INPUT_NONE, .level = INPUT_NONE,
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = destroy, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
