/* SPDX-License-Identifier: BSD-3-Clause */
/* A4.3.7: REC exit due to PSCI. */
#include "psci.h"

#include "exit.h"

void psci_exit(struct rmm_context *c, const uint64_t x[4], bool shows_mpidr,
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
