/* SPDX-License-Identifier: BSD-3-Clause */
/* What PSCI commands share: MPIDRs, and the REC exit (A4.3.7). */
#include "psci/psci.h"

#include "engine/exit.h"
#include "state/rec.h"

bool rmm_psci_mpidr_is_used(struct rmm_context *c, uint64_t mpidr)
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	if (!realm)
		return false;
	if (rmm_variant(c->model, VARIANT_TF_MPIDR_OF_DESTROYED) &&
	    !rmm_has(c->model, TRAIT_FINDS_RECS))
		return rmm_index_named(c->model, mpidr) < realm->rec_index;
	return rmm_rec_from_mpidr(c->model, c->state, c->realm, mpidr) != RMM_NONE;
}

void rmm_psci_exit(struct rmm_context *c, const uint64_t x[4], bool shows_mpidr,
		   enum rmm_pending pending)
{
	uint64_t *field = c->result->exit.field;
	uint64_t *gprs;

	rmm_exit(c, EXIT_PSCI, pending);
	gprs = rmm_gprs(c->model, c->state, c->rec);
	for (unsigned i = 0; i < 4; i++)
		gprs[i] = x[i];
	if (c->result->exit.status != RMI_SUCCESS)
		return;
	field[EXIT_FIELD_GPRS] = x[0];
	if (shows_mpidr)
		field[EXIT_FIELD_GPRS + 1] = x[1];
}
