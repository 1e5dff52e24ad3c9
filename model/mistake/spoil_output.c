/* SPDX-License-Identifier: BSD-3-Clause */
/* Mistakes about what the Host or the Realm is told. */
#include "mistake/spoil.h"

#include "engine/named.h"

/* ---- where to go on ---- */

void rmm_spoil_top_below(struct rmm_context *c, const struct rmm_before *old)
{
	*rmm_spoil_out(c, "top") = rmm_spoil_in(c, "ipa") - RMM_GRANULE_SIZE;
}

void rmm_spoil_top_is_ipa(struct rmm_context *c, const struct rmm_before *old)
{
	*rmm_spoil_out(c, "top") = rmm_spoil_in(c, "ipa");
}

/* The next entry of the table that is live, though it lies beyond top. */
void rmm_spoil_top_beyond(struct rmm_context *c, const struct rmm_before *old)
{
	uint64_t *out_top = rmm_spoil_out(c, "out_top");
	struct rmm_run run;

	if (!old->walked || c->result->status != RMI_SUCCESS)
		return;
	run = rmm_context_run(c);
	if (*out_top < run.base + ((uint64_t)run.count << run.shift))
		*out_top = rmm_rtt_skip_non_live(&run, *out_top);
}

/* ---- RIPAS ---- */

/* RAM behind a page is told as DESTROYED. */
void rmm_spoil_tell_destroyed(struct rmm_context *c, const struct rmm_before *old)
{
	if (rtte_is(c->walk.rtte, RTTE_ASSIGNED) && rtte_has_ripas(c->walk.rtte, RIPAS_RAM))
		*rmm_spoil_out(c, "ripas") = RIPAS_DESTROYED;
}

/* DESTROYED is told as EMPTY. */
void rmm_spoil_tell_empty(struct rmm_context *c, const struct rmm_before *old)
{
	if (*rmm_spoil_out(c, "ripas") == RIPAS_DESTROYED)
		*rmm_spoil_out(c, "ripas") = RIPAS_EMPTY;
}

/* ---- what the Realm gets when it goes on ---- */

/* Neither new_base nor response. */
void rmm_spoil_tell_nothing(struct rmm_context *c, const struct rmm_before *old)
{
	if (old->rec.pending == PENDING_RIPAS_CHANGE)
		memset(c->result->completion.out, 0, sizeof(c->result->completion.out));
}

/* An access is emulated although an abort was to be injected. */
void rmm_spoil_emulate(struct rmm_context *c, const struct rmm_before *old)
{
	struct rmm_completion *done = &c->result->completion;
	const struct rmm_command *read = rmm_command(c->model, CMD_READ);
	const struct rmm_value *value;

	if (done->status != STATUS_SEA || !old->rec.emulatable_abort || !rmm_spoil_in(c, "emul_mmio"))
		return;
	memset(done->out, 0, sizeof(done->out));
	done->status = STATUS_EMULATED;
	value = rmm_value_named(read->outputs, read->output_count, "value");
	if (!(old->rec.abort & ABORT_WRITE))
		done->out[value->slot] = rmm_spoil_in(c, "gprs");
}
