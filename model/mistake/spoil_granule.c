/* SPDX-License-Identifier: BSD-3-Clause */
/* Mistakes about Granules that change their state. */
#include "mistake/spoil.h"

#include "engine/operation.h"
#include "state/address_set.h"
#include "state/tracking.h"

/* What was delegated stays Non-secure to the GPT: one Granule, or [base, out_top). */
void rmm_spoil_keep_ns(struct rmm_context *c, const struct rmm_before *old)
{
	bool one = c->call->command == CMD_RMI_GRANULE_DELEGATE;
	uint64_t base = rmm_spoil_in(c, one ? "addr" : "base");
	uint64_t top = one ? base + RMM_GRANULE_SIZE : *rmm_spoil_out(c, "out_top");

	for (uint64_t pa = base; c->result->status == RMI_SUCCESS && pa < top;
	     pa += RMM_GRANULE_SIZE)
		rmm_page_set_gpt(c->model, c->state, rmm_granule_at(c->model, pa), GPT_NS);
}

/* Of each Granule that was delegated all but the first page stays with the Host. */
void rmm_spoil_first_page_only(struct rmm_context *c, const struct rmm_before *old)
{
	const struct rmm_model *m = c->model;
	uint64_t top = *rmm_spoil_out(c, "out_top");

	for (uint64_t pa = rmm_spoil_in(c, "base"); c->result->status == RMI_SUCCESS && pa < top;
	     pa += RMM_GRANULE_SIZE) {
		uint32_t page = rmm_granule_at(m, pa);

		if (rmm_is_rmi_aligned(c->state, pa))
			continue;
		*rmm_granule_byte(m, c->state, page) = GRANULE_UNDELEGATED;
		rmm_page_set_gpt(m, c->state, page, GPT_NS);
	}
}

/* Of each region that is tracked as one the last Granule stays with the Host. */
void rmm_spoil_leave_last(struct rmm_context *c, const struct rmm_before *old)
{
	const struct rmm_model *m = c->model;
	uint64_t top = *rmm_spoil_out(c, "out_top"), step = rmm_granule_bytes(c->state);
	struct rmm_tracked_span span = { 0, 0, false };

	for (uint64_t pa = rmm_spoil_in(c, "base"); c->result->status == RMI_SUCCESS && pa < top;
	     pa += step) {
		if (!rmm_tracked_as_one(m, c->state, pa, &span) || pa != span.until - step)
			continue;
		rmm_granule_set(m, c->state, rmm_granule_at(m, pa), GRANULE_UNDELEGATED, 0);
		rmm_granule_set_gpt(m, c->state, rmm_granule_at(m, pa), GPT_NS);
	}
}

/* The auxiliary Granules of a REC that is gone stay REC_AUX. */
void rmm_spoil_keep_aux(struct rmm_context *c, const struct rmm_before *old)
{
	for (unsigned i = 0; c->result->status == RMI_SUCCESS &&
	     i < c->model->config.platform.aux_count; i++)
		rmm_granule_set(c->model, c->state, old->aux[i], GRANULE_REC_AUX,
				(uint64_t)c->rec + 1);
}

/* Of the starting level RTTs of a Realm that is gone, all but one stay RTTs. */
void rmm_spoil_keep_roots(struct rmm_context *c, const struct rmm_before *old)
{
	uint32_t pages = rmm_granule_pages(c->state);

	for (uint32_t i = 1; i < old->realm.rtt_num_start; i++)
		rmm_granule_set(c->model, c->state, old->realm.rtt_base + i * pages,
				GRANULE_RTT, 0);
}

/* The RD of a Realm that is gone stays RD. */
void rmm_spoil_keep_rd(struct rmm_context *c, const struct rmm_before *old)
{
	if (c->result->status == RMI_SUCCESS)
		rmm_granule_set(c->model, c->state, old->realm.rd - 1, GRANULE_RD,
				(uint64_t)c->realm + 1);
}

/* What the Host is told to be its own again stays with the operation. */
void rmm_spoil_keep_reclaimed(struct rmm_context *c, const struct rmm_before *old)
{
	const struct rmm_model *m = c->model;
	struct rmm_address_set set = { rmm_spoil_out(c, "list"),
				       (unsigned)*rmm_spoil_out(c, "reclaim_count") };
	uint32_t slot = (uint32_t)rmm_spoil_in(c, "handle");
	uint64_t pa;

	for (uint64_t offset = 0; rmm_set_at(m, c->state, &set, offset, &pa);
	     offset += rmm_granule_bytes(c->state))
		rmm_granule_set(m, c->state, rmm_granule_at(m, pa), GRANULE_INTERNAL,
				rmm_operation_link(m, slot));
}
