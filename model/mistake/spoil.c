/* SPDX-License-Identifier: BSD-3-Clause */
/* Inputs and outputs by name. */
#include "mistake/spoil.h"

#include "engine/named.h"

uint64_t rmm_spoil_in(const struct rmm_context *c, const char *name)
{
	const struct rmm_command *command = c->command;

	return rmm_in(c, rmm_value_named(command->inputs, command->input_count, name)->slot);
}

uint64_t *rmm_spoil_out(const struct rmm_context *c, const char *name)
{
	const struct rmm_command *command = c->command;

	return &c->result->out[rmm_value_named(command->outputs, command->output_count,
					       name)->slot];
}
