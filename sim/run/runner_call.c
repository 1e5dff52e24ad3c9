/* SPDX-License-Identifier: BSD-3-Clause */
/* From a statement to a call, and from a call to the next state. */
#include "run/runner_private.h"

#include <string.h>

#include "text/defaults.h"
#include "text/spelling.h"

/* ---- making the call ---- */

/* "host  RMI_GRANULE_DELEGATE addr=0x88000000", "host  pe=1 RMI_OP_CONTINUE handle=0x0" */
static void append_call(Runner *runner, const Step *step, const struct rmm_call *call,
			Report *report)
{
	const struct rmm_command *command = rmm_command(runner->model, call->command);
	gboolean host = command->interface == INTERFACE_RMI ||
			command->interface == INTERFACE_HOST;

	g_string_append(report->text, host ? "host  " : "guest ");
	if (step->rec)
		g_string_append_printf(report->text, "0x%" G_GINT64_MODIFIER "x: ", call->rec);
	if (call->pe)
		g_string_append_printf(report->text, "pe=%u ", call->pe);
	g_string_append(report->text, command->name);
	spelling_append_inputs(report->text, runner->model, call,
			       rmm_granule_shift(runner->machine->state), NUMBERS_SCENARIO);
}

/* The elements that were given for input @name; 0: none. */
static unsigned elements_given(const void *user, const char *name)
{
	const Step *step = user;
	unsigned count = 0;

	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *argument = &g_array_index(step->arguments, Argument, i);

		if (strcmp(argument->input->name, name) == 0)
			count = MAX(count, argument->element + 1);
	}
	return count;
}

/* PEs are counted from 0, in a byte. */
static gboolean take_pe(Runner *runner, const Expression *pe, struct rmm_call *call,
			Report *report)
{
	guint64 number;

	if (!runner_evaluate(runner, pe, &number, report))
		return FALSE;
	if (number >= G_MAXUINT8) {
		report_error(report, "expected a PE from 0 to %d", G_MAXUINT8 - 1);
		return FALSE;
	}
	call->pe = (uint8_t)number;
	return TRUE;
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
	defaults_set(runner->model, call, rmm_granule_shift(runner->machine->state));
	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *argument = &g_array_index(step->arguments, Argument, i);
		g_autofree char *wrong = NULL;
		guint64 number;

		if (argument->value.bytes) {
			value_copy_bytes(&argument->value, &call->in[argument->input->slot]);
			continue;
		}
		if (!runner_value(runner, &argument->value, &number, report))
			return FALSE;
		wrong = value_field_error(argument->input, number);
		if (wrong) {
			report_error(report, "%s", wrong);
			return FALSE;
		}
		rmm_value_set(argument->input, call->in, argument->element, number);
		/* In a log, one address stands for consecutive Granules. */
		for (unsigned j = 1; step->log_line && strcmp(argument->input->name, "aux") == 0 &&
		     j < argument->input->count; j++)
			rmm_value_set(argument->input, call->in, j, number + j * RMM_GRANULE_SIZE);
	}
	defaults_complete(runner->model, call, rmm_granule_shift(runner->machine->state),
			  elements_given, step);
	if (step->interrupt) {
		guint64 after;

		if (!runner_evaluate(runner, step->interrupt, &after, report))
			return FALSE;
		call->interrupt = (uint32_t)MIN(after, G_MAXUINT32 - 1) + 1;
	}
	if (step->pe && !take_pe(runner, step->pe, call, report))
		return FALSE;
	append_call(runner, step, call, report);
	return TRUE;
}

/* ---- steps of the model ---- */

void runner_at(Runner *runner, Position at)
{
	runner->machine->at = (Origin){ at.source->path, at.line };
}

void runner_tell_steps(Runner *runner, Report *report)
{
	Machine *machine = runner->machine;

	for (guint i = 0; i < machine->findings->len; i++) {
		const Finding *step = &g_array_index(machine->findings, Finding, i);

		if (step->kind == FINDING_HINT) {
			g_array_append_vals(report->outcome->hints, step, 1);
			continue;
		}
		report_finding(report, (RunFinding){ .kind = RUN_STEP, .step = *step });
		runner->result->unsound += step->kind == FINDING_SELF_CHECK ? 1 : 0;
		report->limit |= step->kind == FINDING_LIMIT;
	}
	if (machine->changes->len)
		g_array_append_vals(report->outcome->changes, machine->changes->data,
				    machine->changes->len);
	machine_forget(machine);
}

void runner_carry_out(Runner *runner, const struct rmm_call *call, Position at,
		      struct rmm_result *result, Report *report)
{
	runner_at(runner, at);
	machine_step(runner->machine, call, result);
	if (runner->options->refused && result->condition != RMM_NO_CONDITION)
		runner->options->refused(runner->options->user, runner->machine, call, result);
	if (runner->options->made)
		runner->options->made(runner->options->user, runner->machine, call, result);
	runner_tell_steps(runner, report);
}
