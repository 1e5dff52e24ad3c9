/* SPDX-License-Identifier: BSD-3-Clause */
/* A call as a line of a scenario. */
#include "inquiry/call_text.h"

#include <string.h>

#include "inquiry/names.h"
#include "text/defaults.h"
#include "text/spelling.h"

static void append_input(GString *out, const struct rmm_model *model, GHashTable *variables,
			 const struct rmm_value *input, const struct rmm_call *call, unsigned granule_shift)
{
	gsize size = strlen(input->name);

	if (g_str_has_suffix(input->name, "_ptr"))
		size -= 4;
	g_string_append_printf(out, " %.*s=", (int)size, input->name);
	if (input->type->form == FORM_ADDRESS && input->count == 1)
		names_append(out, variables, rmm_value_get(input, call->in, 0));
	else
		spelling_append_value(out, input, call->in, model->config.version,
				      granule_shift, NUMBERS_SCENARIO);
}

/* Is the input what it would be if nobody said? */
static gboolean is_usual(const struct rmm_value *input, const struct rmm_call *call,
			 const struct rmm_call *usual)
{
	for (unsigned i = 0; i < input->count; i++)
		if (rmm_value_get(input, call->in, i) != rmm_value_get(input, usual->in, i))
			return FALSE;
	return defaults_may_be_left_out(input);
}

void call_append(GString *out, const struct rmm_model *model, GHashTable *variables,
		 const struct rmm_call *call, unsigned granule_shift)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	gboolean host = command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST;
	struct rmm_call usual = { .command = call->command };
	gboolean flags = FALSE;

	defaults_set(model, &usual, granule_shift);
	g_string_append(out, host ? "host  " : "guest ");
	if (!host) {
		names_append(out, variables, call->rec);
		g_string_append(out, ": ");
	}
	if (call->pe)
		g_string_append_printf(out, "pe=%u ", call->pe);
	g_string_append(out, command->name);
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *input = &command->inputs[i];

		if (is_usual(input, call, &usual))
			continue;
		append_input(out, model, variables, input, call, granule_shift);
		flags |= strcmp(input->name, "flags") == 0;
	}
	if (!flags && defaults_are_refused(command, call))
		g_string_append(out, " oaddr_type=NONE");
	if (call->interrupt)
		g_string_append_printf(out, " irq after=%u", call->interrupt - 1);
}
