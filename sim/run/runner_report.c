/* SPDX-License-Identifier: BSD-3-Clause */
/* The outcome of a statement, from its beginning to where it is kept. */
#include "run/runner_private.h"

/* Of so many failures the outcome is kept, where not all are. */
#define FAILURES_KEPT_MAX 1000

void report_init(Report *report, const Step *step)
{
	*report = (Report){ outcome_new(step), g_string_new(NULL), FALSE, FALSE };
}

void report_clear(Report *report)
{
	g_clear_pointer(&report->outcome, outcome_free);
	g_string_free(report->text, TRUE);
}

static gboolean is_kept(const Runner *runner, const Report *report)
{
	return runner->options->keep_all ||
	       (!report->outcome->passed && runner->result->outcomes->len < FAILURES_KEPT_MAX) ||
	       (runner->options->keep_statements && !report->is_call);
}

/* What failed before its values were known is told as it is written. */
static char *text_of(const Report *report)
{
	const StepOutcome *outcome = report->outcome;

	if (report->text->len)
		return g_strdup(report->text->str);
	return outcome->passed ? NULL
		: g_strstrip(source_line(outcome->step->at.source, outcome->step->at.line));
}

void runner_tell(Runner *runner, gboolean judged, guint position, Report *report)
{
	RunResult *result = runner->result;
	StepOutcome *outcome = report->outcome;

	outcome->judged = judged;
	result->steps += judged ? 1 : 0;
	result->failed += outcome->passed ? 0 : 1;
	result->limit |= report->limit;
	if (is_kept(runner, report)) {
		outcome->text = text_of(report);
		outcome->trail = runner->machine->trail->entries->len;
		g_ptr_array_insert(result->outcomes, (gint)position,
				   g_steal_pointer(&report->outcome));
		if (runner->options->kept)
			runner->options->kept(runner->options->user, outcome, runner->machine);
	}
	report_clear(report);
}

void report_finding(Report *report, RunFinding finding)
{
	report->outcome->passed = FALSE;
	g_array_append_val(report->outcome->findings, finding);
}

void report_error(Report *report, const char *format, ...)
{
	RunFinding finding = { .kind = RUN_ERROR };
	va_list arguments;

	va_start(arguments, format);
	finding.message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	report_finding(report, finding);
}

void report_result(Report *report, enum rmm_command_id called, const struct rmm_result *result)
{
	report->outcome->called = called;
	g_free(report->outcome->result);
	report->outcome->result = g_memdup2(result, sizeof(*result));
}
