/* SPDX-License-Identifier: BSD-3-Clause */
/* What may be called: objects for an input, and calls that would succeed. */
#include "live/live.h"

#include "calls/object.h"
#include "calls/possible.h"
#include "live/json.h"
#include "text/spelling.h"

/* Values for input @input of the call that is being made, whose inputs before it are set. */
void LIVE_EXPORT(live_offer)(guint input)
{
	const struct rmm_command *command = rmm_command(live.model, live.call.command);
	CallScope scope = { .model = live.model, .state = live.machine->state,
			    .command = live.call.command, .level = RMM_PAGE_LEVEL };
	GArray *values = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	const CallObject *object = NULL;
	GString *out = live_begin();

	for (guint i = 0; i <= input && i < command->input_count; i++) {
		object = call_object(&scope, &command->inputs[i]);
		if (i < input && object && object->take)
			object->take(&scope, rmm_value_get(&command->inputs[i], live.call.in, 0));
	}
	if (object && object->list)
		object->list(&scope, values);
	json_begin(out, "values", '[');
	for (guint i = 0; i < values->len && i < 32; i++)
		json_address(out, NULL, g_array_index(values, uint64_t, i));
	json_end(out, ']');
	live_end();
	g_array_unref(values);
}

/* Calls that would succeed, as text, with their inputs; kept for live_take(). */
static GArray *possible;

void LIVE_EXPORT(live_possible)(void)
{
	GString *out = live_begin();

	if (possible)
		g_array_unref(possible);
	possible = calls_possible(live.model, live.machine->state);
	json_begin(out, "calls", '[');
	for (guint i = 0; i < possible->len; i++) {
		const struct rmm_call *call = &g_array_index(possible, struct rmm_call, i);
		GString *text = g_string_new(NULL);

		spelling_append_inputs(text, live.model, call,
			       rmm_granule_shift(live.machine->state), NUMBERS_SCENARIO);
		json_begin(out, NULL, '{');
		json_string(out, "command", rmm_command(live.model, call->command)->name);
		json_string(out, "inputs", text->str);
		if (call->rec)
			json_address(out, "rec", call->rec);
		json_end(out, '}');
		g_string_free(text, TRUE);
	}
	json_end(out, ']');
	live_end();
}

/* One of them becomes the call that is being made. */
void LIVE_EXPORT(live_take)(guint number)
{
	live.call = g_array_index(possible, struct rmm_call, number);
	live_tell_call();
}
