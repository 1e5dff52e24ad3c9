/* SPDX-License-Identifier: BSD-3-Clause */
/* Mistakes about Realms, RECs and measurements. */
#include "mistake/spoil.h"

#include "state/measurement.h"

/* ---- Realms ---- */

void rmm_spoil_free_vmid(struct rmm_context *c, const struct rmm_before *old)
{
	rmm_context_realm(c)->vmid = 0;
}

/* The REMs of a new Realm are not zero. */
void rmm_spoil_fill_rems(struct rmm_context *c, const struct rmm_before *old)
{
	uint32_t realm = rmm_realm_at(c->model, c->state, rmm_spoil_in(c, "rd"));

	for (unsigned i = 1; c->result->status == RMI_SUCCESS && i < rmm_measurements(c->model); i++)
		memset(rmm_measurement(c->model, c->state, realm, i), 0xff,
		       c->model->layout.measurement_size);
}

/* ---- RECs ---- */

/* The Realm does not count its new REC. */
void rmm_spoil_forget_rec(struct rmm_context *c, const struct rmm_before *old)
{
	if (c->result->status == RMI_SUCCESS)
		rmm_context_realm(c)->num_recs--;
}

/* A new REC has a RIPAS change request that nobody made. */
void rmm_spoil_request_ram(struct rmm_context *c, const struct rmm_before *old)
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	for (uint32_t i = 0; c->result->status == RMI_SUCCESS && i < c->model->config.recs; i++) {
		struct rmm_rec *rec = rmm_rec(c->model, c->state, i);

		if (!rec->granule || rec->owner != c->realm || rec->index + 1 != realm->rec_index)
			continue;
		rec->ripas_top = (uint64_t)1 << (realm->ipa_width - 1);
		rec->ripas_value = RIPAS_RAM;
	}
}

/* A refused command ends the request. */
void rmm_spoil_drop_request(struct rmm_context *c, const struct rmm_before *old)
{
	rmm_context_rec(c)->ripas_top = 0;
}

/* A request survives another exit. */
void rmm_spoil_keep_request(struct rmm_context *c, const struct rmm_before *old)
{
	struct rmm_rec *rec = rmm_context_rec(c);

	if (!rec || !c->result->exit.happened || rec->pending == PENDING_RIPAS_CHANGE)
		return;
	rec->ripas_addr = old->rec.ripas_addr;
	rec->ripas_top = old->rec.ripas_top;
}

/* Any Data Abort with a syndrome counts as emulatable. */
void rmm_spoil_emulatable(struct rmm_context *c, const struct rmm_before *old)
{
	struct rmm_rec *rec = rmm_context_rec(c);

	if (rec && c->result->exit.happened && rec->pending == PENDING_ABORT)
		rec->emulatable_abort = rec->abort & ABORT_DATA && rec->abort & ABORT_ISV;
}

/* ---- the RIM ---- */

void rmm_spoil_keep_rim(struct rmm_context *c, const struct rmm_before *old)
{
	if (c->result->status == RMI_SUCCESS)
		memcpy(rmm_measurement(c->model, c->state, c->realm, 0), old->rim,
		       c->model->layout.measurement_size);
}

void rmm_spoil_measure_nothing(struct rmm_context *c, const struct rmm_before *old)
{
	rmm_rim_extend_ripas(c->model, c->state, c->realm, 0, 0);
}

/* Of every top that RMI_RTT_INIT_RIPAS measures, one byte. */
void rmm_spoil_measure_short(struct rmm_context *c, const struct rmm_before *old)
{
	uint64_t size = rmm_level_size(c->model, c->state, c->walk.level);

	rmm_spoil_keep_rim(c, old);
	for (uint64_t ipa = rmm_spoil_in(c, "base"); ipa < *rmm_spoil_out(c, "out_top"); ipa += size)
		rmm_rim_extend_ripas(c->model, c->state, c->realm, ipa, (ipa + size) & 0xff);
}
