/* SPDX-License-Identifier: BSD-3-Clause */
/* Hints about steps. */
#include "check/hint.h"

#include "engine/operation.h"

/* C70: the walk of the operation begins anew; who kept the table has it no more. */
static bool table_goes_under_operation(const struct rmm_event *e, uint64_t *address)
{
	const struct rmm_command *command = rmm_command(e->model, e->call->command);
	uint64_t base, level;

	if ((e->call->command != CMD_RMI_RTT_DESTROY && e->call->command != CMD_RMI_RTT_FOLD) ||
	    e->result->status != RMI_SUCCESS)
		return false;
	base = e->call->in[SLOT(command->ipa)];
	level = e->call->in[SLOT(command->level)];
	*address = base;
	return rmm_operation_lies_in(e->model, e->now,
				     rmm_realm_at(e->model, e->now, e->call->in[SLOT(command->rd)]),
				     base, base + rmm_level_size(e->model, e->now, (int)level - 1));
}

static const struct rmm_hint hints[] = {
	{ "table-under-operation",
	  "a table went in whose range an operation goes on (C70): RMI_OP_CONTINUE walks anew",
	  { [LINE_2_0] = "B4.3.2" }, table_goes_under_operation },
};

const struct rmm_hint *rmm_hints(unsigned *count)
{
	*count = sizeof(hints) / sizeof(hints[0]);
	return hints;
}
