/* SPDX-License-Identifier: BSD-3-Clause */
/* What the conditions of a refused call found. */
#include "machine/refusal.h"

#include "state/granule.h"
#include "text/spelling.h"

static GArray *values_of(const Machine *machine, const struct rmm_call *call, int condition)
{
	const struct rmm_result asked = { .command = call->command, .condition = condition };
	GArray *values = g_array_new(FALSE, FALSE, sizeof(CauseValue));

	cause_find(machine->model, machine->state, call, &asked, values);
	return values;
}

static char *result_of(const Machine *machine, const struct rmm_call *call, int condition)
{
	GString *text = g_string_new(NULL);
	struct rmm_result result;

	rmm_refusal(machine->model, machine->state, call, condition, &result);
	spelling_append_result(text, machine->model, call->command, &result, NUMBERS_SCENARIO);
	return g_string_free(text, FALSE);
}

Refusal *refusal_new(Machine *machine, const struct rmm_call *call,
		     const struct rmm_result *result)
{
	const struct rmm_model *model = machine->model;
	Refusal *refusal;

	if (result->command != call->command)
		return NULL;
	refusal = g_new0(Refusal, 1);
	refusal->model = model;
	refusal->call = packed_call_new(call);
	refusal->command = call->command;
	refusal->granule_shift = rmm_granule_shift(machine->state);
	refusal->at = machine->at;
	refusal->condition = result->condition;
	refusal->permitted = result->permitted;
	refusal->violated = rmm_violated(model, machine->state, call);
	refusal->values = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	refusal->results = g_ptr_array_new_with_free_func(g_free);
	for (unsigned i = 0; i < model->rules[call->command].count; i++) {
		g_ptr_array_add(refusal->values, values_of(machine, call, (int)i));
		g_ptr_array_add(refusal->results, refusal->permitted >> i & 1
				? result_of(machine, call, (int)i) : NULL);
	}
	return refusal;
}

void refusal_free(Refusal *refusal)
{
	if (!refusal)
		return;
	g_free(refusal->call);
	g_ptr_array_unref(refusal->values);
	g_ptr_array_unref(refusal->results);
	g_free(refusal);
}
