/* SPDX-License-Identifier: BSD-3-Clause */
/* What a statement came to. */
#include "shell/answer.h"

#include <string.h>

#include "report/run_step.h"
#include "run/outcome_words.h"

/* Of more outcomes only failures are told, and how many there were. */
#define OUTCOMES_MAX 32

static const StepOutcome *outcome_at(const Draft *draft, guint index)
{
	return course_result(draft->course)->outcomes->pdata[index];
}

static guint end_of(const Draft *draft, const Entry *entry)
{
	return draft->course ? draft_end_of(draft, entry) : entry->first;
}

static void print_outcome(const Report *report, const Draft *draft, const StepOutcome *outcome)
{
	const RunResult *of = course_result(draft->course);
	g_autoptr(GString) result = g_string_new(NULL), changes = g_string_new(NULL);
	FILE *file = report->output->file;

	if (!outcome->text)
		return;
	outcome_append_result(result, of, outcome);
	outcome_append_changes(changes, of, outcome);
	/* A procedure is told by its calls, which run again. */
	fprintf(file, "%s%s", outcome->expanded ? "# " : "", outcome->text);
	if (result->len)
		fprintf(file, " > %s", result->str);
	fputc('\n', file);
	report_print_comments(report, changes->str);
}

/* None is of a file that it includes. */
static gboolean all_own(const Draft *draft, const Entry *entry, const Source *source)
{
	for (guint i = entry->first; i < end_of(draft, entry); i++)
		if (outcome_at(draft, i)->step->at.source != source)
			return FALSE;
	return TRUE;
}

static const Source *source_of(const Draft *draft, const Entry *entry)
{
	return draft->scenario->sources->pdata[entry->sources];
}

void answer_print(const Report *report, const Draft *draft, const Entry *entry)
{
	guint first = entry->first, end = end_of(draft, entry), judged = 0;
	gboolean all = end - first <= OUTCOMES_MAX && all_own(draft, entry, source_of(draft, entry));

	for (guint i = first; i < end; i++) {
		const StepOutcome *outcome = outcome_at(draft, i);

		if (all)
			print_outcome(report, draft, outcome);
		if (!outcome->passed)
			run_step_print(report, course_result(draft->course), outcome);
		judged += outcome->judged ? 1 : 0;
	}
	if (!all)
		fprintf(report->output->file, "# %u statement%s\n", judged, judged == 1 ? "" : "s");
}

/* A line that does something itself, and no loop or file of such lines. */
static gboolean is_plain(const Draft *draft, const Entry *entry)
{
	const Step *step = entry->steps->len == 1 ? entry->steps->pdata[0] : NULL;

	return step && step->kind != STEP_FOR && step->at.source == source_of(draft, entry);
}

char *answer_result(const Draft *draft, const Entry *entry)
{
	for (guint i = end_of(draft, entry); is_plain(draft, entry) && i > entry->first; i--) {
		const StepOutcome *outcome = outcome_at(draft, i - 1);
		GString *result;

		if (!outcome_has_result(outcome) || !outcome->judged)
			continue;
		result = g_string_new(NULL);
		outcome_append_result(result, course_result(draft->course), outcome);
		return g_string_free(result, FALSE);
	}
	return NULL;
}

gboolean answer_failed(const Draft *draft, const Entry *entry)
{
	for (guint i = entry->first; i < end_of(draft, entry); i++)
		if (!outcome_at(draft, i)->passed)
			return TRUE;
	return FALSE;
}
