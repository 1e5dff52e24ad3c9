/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands, inputs and outputs by name. */
#include "engine/named.h"

enum rmm_command_id rmm_command_named(const struct rmm_model *m, enum rmm_interface interface,
				      const char *name)
{
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(m, (enum rmm_command_id)id);

		if (command && command->interface == interface && strcmp(command->name, name) == 0)
			return (enum rmm_command_id)id;
	}
	return CMD_NONE;
}

const struct rmm_value *rmm_value_named(const struct rmm_value *values, unsigned count,
					const char *name)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(values[i].name, name) == 0)
			return &values[i];
	return NULL;
}

bool rmm_call_set(const struct rmm_model *m, struct rmm_call *call, const char *name,
		  uint64_t value)
{
	const struct rmm_command *command = rmm_command(m, call->command);
	const struct rmm_value *input =
		command ? rmm_value_named(command->inputs, command->input_count, name) : NULL;

	if (input)
		rmm_value_set(input, call->in, 0, value);
	return input != NULL;
}

bool rmm_result_get(const struct rmm_model *m, const struct rmm_result *result, const char *name,
		    uint64_t *value)
{
	const struct rmm_command *command = rmm_command(m, result->command);
	const struct rmm_value *output =
		command ? rmm_value_named(command->outputs, command->output_count, name) : NULL;

	if (output)
		*value = rmm_value_get(output, result->out, 0);
	return output != NULL;
}
