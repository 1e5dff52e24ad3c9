/* SPDX-License-Identifier: BSD-3-Clause */
/* REC exit (A4.3). */
#include "engine/exit.h"

void rmm_exit(struct rmm_context *c, enum rmm_exit_reason reason,
	      enum rmm_pending pending)
{
	struct rmm_rec *rec = rmm_context_rec(c);
	struct rmm_exit *exit = &c->result->exit;

	rec->state = REC_READY;
	rec->pending = (uint8_t)pending;
	rec->emulatable_abort = false;          /* RQBTPR */
	rec->abort = 0;
	rec->srt = 0;
	rec->trap = 0;
	if (reason != EXIT_RIPAS_CHANGE) {      /* RQRMMN */
		if (!rmm_variant(c->model, VARIANT_TF_RIPAS_ADDR_KEPT))
			rec->ripas_addr = 0;
		rec->ripas_top = 0;
	}
	memset(exit->field, 0, sizeof(exit->field));
	exit->happened = true;
	exit->status = RMI_SUCCESS;
	if (!rmm_ns_accessible(c->model, c->state, rec->run_ptr))
		exit->status = RMI_ERROR_INPUT; /* RFRGVT */
	else
		exit->field[EXIT_FIELD_REASON] = reason;
	rec->run_ptr = 0;
	if (c->command->interface != INTERFACE_RMI)
		c->result->status = STATUS_EXIT;
}

/* Is the abort one that the Host may emulate (A4.3.4.3)? */
static bool is_emulatable(const struct rmm_context *c, struct rmm_abort abort,
			  const struct rmm_translation *t)
{
	if (abort.kind == ACCESS_FETCH || !abort.isv)
		return false;
	return !t->is_protected ||
	       rmm_variant(c->model, VARIANT_TF_EMUL_MMIO_PROTECTED);
}

static void remember_abort(struct rmm_rec *rec, uint64_t ipa,
			   struct rmm_abort abort, bool is_protected)
{
	rec->address = ipa;
	rec->srt = abort.srt;
	rec->abort = 0;
	if (abort.kind != ACCESS_FETCH)
		rec->abort |= ABORT_DATA;
	if (abort.kind == ACCESS_WRITE)
		rec->abort |= ABORT_WRITE;
	if (abort.isv)
		rec->abort |= ABORT_ISV;
	if (!is_protected)
		rec->abort |= ABORT_UNPROTECTED;
}

void rmm_exit_abort(struct rmm_context *c, uint64_t ipa, struct rmm_abort abort,
		    const struct rmm_translation *t, uint64_t value)
{
	struct rmm_rec *rec = rmm_context_rec(c);
	uint64_t *field = c->result->exit.field;
	uint64_t esr = rmm_esr_el2(abort, t->level, t->permission);

	rmm_exit(c, EXIT_SYNC, PENDING_ABORT);
	remember_abort(rec, ipa, abort, t->is_protected);
	rec->emulatable_abort = is_emulatable(c, abort, t);
	if (c->result->exit.status != RMI_SUCCESS)
		return;
	field[EXIT_FIELD_HPFAR] = rmm_hpfar(ipa);
	if (t->is_protected || abort.kind == ACCESS_FETCH) {
		field[EXIT_FIELD_ESR] = rmm_exit_esr_protected(esr);
	} else if (abort.isv || rmm_variant(c->model, VARIANT_TF_UNPROTECTED_SYNDROME)) {
		field[EXIT_FIELD_ESR] = rmm_exit_esr_emulatable(esr);
		/* VA is IPA in the model: only the offset is for the Host. */
		field[EXIT_FIELD_FAR] = ipa & (RMM_GRANULE_SIZE - 1);
		/* Without a syndrome the register is taken for X0, of one byte. */
		if (abort.kind == ACCESS_WRITE)
			field[EXIT_FIELD_GPRS] = abort.isv || c->model->config.platform.iss_without_isv
				? value : rmm_gprs(c->model, c->state, c->rec)[0] & 0xff;
	} else {
		field[EXIT_FIELD_ESR] = rmm_exit_esr_unprotected(esr);
	}
}

bool rmm_reach_buffer(struct rmm_context *c, uint64_t ipa, enum rmm_access_kind kind,
		      uint64_t *pa)
{
	/* The Host is told of a read, whatever the RMM would do. */
	struct rmm_abort abort = { ACCESS_READ, false, 0, false };
	struct rmm_translation t = rmm_translate(c->model, c->state, rmm_context_realm(c), ipa,
						 kind);

	*pa = t.pa;
	if (t.outcome == OUTCOME_SEA)
		c->result->status = RSI_ERROR_INPUT;
	else if (t.outcome != OUTCOME_OK)
		rmm_exit_abort(c, ipa, abort, &t, 0);
	return t.outcome == OUTCOME_OK;
}
