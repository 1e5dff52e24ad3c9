/* SPDX-License-Identifier: BSD-3-Clause */
/* What the model makes of a recorded line. */
#include "replay/describe.h"

#include "state/address_set.h"
#include "system/version.h"
#include "text/spelling.h"

/* ---- what is permitted ---- */

/* Is it a command of the Host, whose result can be told beforehand? */
static gboolean is_host_command(const TraceLine *line)
{
	return (line->kind == TRACE_HOST_COMMAND || line->kind == TRACE_OTHER_PE ||
		line->kind == TRACE_END) && line->call;
}

static void add_answer(GArray *answers, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Answer answer = { *call, *result };

	g_array_append_val(answers, answer);
}

void describe_permitted(const Machine *machine, const TraceLine *line, GArray *answers)
{
	const struct rmm_model *model = machine->model;
	g_autofree struct rmm *copy = NULL;
	struct rmm_result result;
	struct rmm_call call;
	uint64_t permitted;

	if (!is_host_command(line))
		return;
	packed_call_unpack(line->call, &call);
	copy = g_malloc0(model->layout.size);
	rmm_state_copy(model, copy, machine->state);
	rmm_step(model, copy, &call, &result);
	permitted = result.command == call.command ? result.permitted : 0;
	if (!permitted)
		add_answer(answers, &call, &result);
	for (int i = 0; i < RMM_FAILURES_MAX; i++) {
		if (!(permitted >> i & 1))
			continue;
		rmm_refusal(model, copy, &call, i, &result);
		result.condition = i;
		add_answer(answers, &call, &result);
	}
}

/* " by rd_align (B4.3.1)"; a condition that was added says where the text has it. */
static void append_condition(GString *out, const struct rmm_model *model, const Answer *answer)
{
	const struct rmm_version *version = model->config.version;
	enum rmm_command_id command = answer->call.command;
	g_autofree char *condition = NULL;
	const char *id;

	if (answer->result.condition == RMM_NO_CONDITION || answer->result.command != command)
		return;
	id = rmm_condition_id(model, command, answer->result.condition);
	condition = version_condition_text(version, command, id);
	g_string_append_printf(out, " by %s", condition);
	if (!rmm_addition_of(version, command, id))
		g_string_append_printf(out, " (%s)",
				       version_section(version,
						       rmm_command(model, command)->section));
}

void describe_append_answers(GString *out, const struct rmm_model *model, const GArray *answers)
{
	for (guint i = 0; i < answers->len; i++) {
		const Answer *answer = &g_array_index(answers, Answer, i);
		const struct rmm_result *result = &answer->result;

		if (i)
			g_string_append(out, " or ");
		spelling_append_result(out, model, answer->call.command, result, NUMBERS_TRACE);
		append_condition(out, model, answer);
	}
}

/* ---- the state around it ---- */

void describe_state(Machine *machine, const TraceLine *line, GArray *places)
{
	struct rmm_call call;

	if (!is_host_command(line))
		return;
	packed_call_unpack(line->call, &call);
	places_find(machine, &call, places);
}
