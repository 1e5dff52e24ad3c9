/* SPDX-License-Identifier: BSD-3-Clause */
/* From a statement to a call, and from a call to the next state. */
#include "run/runner_private.h"

#include <string.h>

#include "text/defaults.h"
#include "text/spelling.h"

/* ---- making the call ---- */

/* "host  RMI_GRANULE_DELEGATE addr=0x88000000" */
static void append_call(Runner *runner, const Step *step, const struct rmm_call *call,
			Report *report)
{
	const struct rmm_command *command = rmm_command(runner->model, call->command);
	gboolean host = command->interface == INTERFACE_RMI ||
			command->interface == INTERFACE_HOST;

	g_string_append(report->text, host ? "host  " : "guest ");
	if (step->rec)
		g_string_append_printf(report->text, "0x%" G_GINT64_MODIFIER "x: ", call->rec);
	g_string_append(report->text, command->name);
	spelling_append_inputs(report->text, runner->model, call, NUMBERS_SCENARIO);
}

/* The elements that were given for input @name; 0: none. */
static unsigned elements_given(const Step *step, const char *name)
{
	unsigned count = 0;

	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *argument = &g_array_index(step->arguments, Argument, i);

		if (strcmp(argument->input->name, name) == 0)
			count = MAX(count, argument->element + 1);
	}
	return count;
}

static void set_unless_given(const struct rmm_command *command, const Step *step,
			     struct rmm_call *call, const char *name, uint64_t number)
{
	SpelledValue found;

	if (!elements_given(step, name) && spelling_input(command, name, &found))
		rmm_value_set(found.value, call->in, 0, number);
}

/*
 * A list that is given is meant, with as many descriptors as it has; so is a
 * single range of output addresses. Where a list lies matters only to those who
 * say so.
 */
static void complete_list(Runner *runner, const Step *step, struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(runner->model, call->command);
	unsigned list = elements_given(step, "list");
	SpelledValue type;

	if (list) {
		set_unless_given(command, step, call, "oaddr_type", ADDRESS_TYPE_LIST);
		set_unless_given(command, step, call, "list_count", list);
	} else if (elements_given(step, "oaddr") && !elements_given(step, "flags")) {
		set_unless_given(command, step, call, "oaddr_type", ADDRESS_TYPE_SINGLE);
	}
	if (spelling_input(command, "oaddr_type", &type) &&
	    rmm_value_get(type.value, call->in, 0) == ADDRESS_TYPE_LIST)
		set_unless_given(command, step, call, "oaddr", defaults_page(runner->model));
}

gboolean runner_make_call(Runner *runner, const Step *step, struct rmm_call *call,
			  Report *report)
{
	memset(call, 0, sizeof(*call));
	call->command = step->command;
	call->rec = runner->rec;
	if (step->rec) {
		guint64 rec;

		if (!runner_evaluate(runner, step->rec, &rec, report))
			return FALSE;
		call->rec = rec;
	}
	defaults_set(runner->model, call);
	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *argument = &g_array_index(step->arguments, Argument, i);
		guint64 number;

		if (argument->value.bytes) {
			runner_copy_bytes(&argument->value, &call->in[argument->input->slot]);
			continue;
		}
		if (!runner_value(runner, &argument->value, &number, report))
			return FALSE;
		rmm_value_set(argument->input, call->in, argument->element, number);
		/* In a log, one address stands for consecutive Granules. */
		for (unsigned j = 1; step->log_line && strcmp(argument->input->name, "aux") == 0 &&
		     j < argument->input->count; j++)
			rmm_value_set(argument->input, call->in, j, number + j * RMM_GRANULE_SIZE);
	}
	complete_list(runner, step, call);
	if (step->interrupt) {
		guint64 after;

		if (!runner_evaluate(runner, step->interrupt, &after, report))
			return FALSE;
		call->interrupt = (uint32_t)MIN(after, G_MAXUINT32 - 1) + 1;
	}
	append_call(runner, step, call, report);
	return TRUE;
}

/* ---- one step of the model ---- */

static void note_violations(Runner *runner, struct rmm_event *event, Report *report)
{
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned rows, count;
	const struct rmm_invariant *first = rmm_invariants(&rows);
	const struct rmm_version *version = runner->model->config.version;

	count = rmm_check_invariants(event, runner->ignored, broken, RMM_INVARIANTS_MAX);
	for (unsigned i = 0; i < count; i++) {
		unsigned row = (unsigned)(broken[i].invariant - first);
		gboolean again = runner->broken >> row & 1;

		runner->broken |= (uint64_t)1 << row;
		/* Told once: what is broken may stay so at every later step. */
		if (!again && !(runner->expected >> row & 1))
			report_fail(report, "breaks", "%s (%s): %s", broken[i].invariant->id,
				    version_section(version, broken[i].invariant->section),
				    broken[i].invariant->text);
	}
}

/* Does anyone want the state before a step? */
static gboolean looks_back(const RunOptions *options)
{
	return !options->unchecked || options->self_check || options->changes;
}

void runner_carry_out(Runner *runner, const struct rmm_call *call, Position at,
		      struct rmm_result *result, Report *report)
{
	struct rmm_event event = { runner->model, runner->old, runner->state, call, result, false };
	struct rmm_finding finding;
	TrailEntry entry = { *call, at };

	if (looks_back(runner->options))
		rmm_state_copy(runner->model, runner->old, runner->state);
	rmm_step(runner->model, runner->state, call, result);
	if (runner->trail->len <= TRAIL_MAX)
		g_array_append_val(runner->trail, entry);
	if (result->exit.happened) {
		gboolean by_host = call->command == CMD_RMI_REC_ENTER;
		RecMemory *memory = runner_rec(runner, by_host ? call->in[0] : call->rec);

		memory->exit = result->exit;
		if (!by_host)
			memory->pending = *call;
	}
	if (result->status == STATUS_LIMIT) {
		report->limit = TRUE;
		report_fail(report, "limit", "the model's storage is exhausted; see 'geometry'");
		return;
	}
	if (!runner->options->unchecked)
		note_violations(runner, &event, report);
	if (runner->options->self_check &&
	    !rmm_check(runner->model, runner->old, runner->state, call, result, &finding)) {
		runner->result->unsound++;
		report_fail(report, "model", "self-check: %s",
			    finding.id ? finding.id : "a change outside the footprint");
	}
	if (runner->options->changes)
		runner_changes(runner, report->changes);
}
