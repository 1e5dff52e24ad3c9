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

/* Who names an address means it, unless it says otherwise. */
static gboolean is_left_alone(const struct rmm_command *command, const struct rmm_call *call)
{
	SpelledValue type, address, flags;

	return spelling_input(command, "oaddr_type", &type) &&
	       rmm_value_get(type.value, call->in, 0) == ADDRESS_TYPE_NONE &&
	       spelling_input(command, "oaddr", &address) &&
	       rmm_value_get(address.value, call->in, 0) &&
	       !(spelling_input(command, "flags", &flags) &&
		 rmm_value_get(flags.value, call->in, 0));
}

void call_append(GString *out, const struct rmm_model *model, GHashTable *variables,
		 const struct rmm_call *call, unsigned granule_shift)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	gboolean host = command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST;
	struct rmm_call usual = { .command = call->command };

	defaults_set(model, &usual, granule_shift);
	g_string_append(out, host ? "host  " : "guest ");
	if (!host) {
		names_append(out, variables, call->rec);
		g_string_append(out, ": ");
	}
	if (call->pe)
		g_string_append_printf(out, "pe=%u ", call->pe);
	g_string_append(out, command->name);
	for (unsigned i = 0; i < command->input_count; i++)
		if (!is_usual(&command->inputs[i], call, &usual))
			append_input(out, model, variables, &command->inputs[i], call,
				     granule_shift);
	if (is_left_alone(command, call))
		g_string_append(out, " oaddr_type=NONE");
	if (call->interrupt)
		g_string_append_printf(out, " irq after=%u", call->interrupt - 1);
}
