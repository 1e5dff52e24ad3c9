/* SPDX-License-Identifier: BSD-3-Clause */
/* Scenarios under several versions, for people. */
#include "report/versions_text.h"

#include <string.h>

#include "report/run_step.h"
#include "report/table.h"
#include "run/outcome_words.h"

/* ---- words ---- */

char *versions_sum(const VersionComparison *comparison)
{
	guint different = comparison->differences->len;
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "%u step%s", comparison->shared,
			       comparison->shared == 1 ? "" : "s");
	if (different)
		g_string_append_printf(out, ", %u differ%s", different, different == 1 ? "s" : "");
	for (guint i = 0; i < comparison->count; i++)
		if (comparison->runs[i].alone)
			g_string_append_printf(out, ", %u only in %s", comparison->runs[i].alone,
					       comparison->runs[i].version->short_name);
	return g_string_free(out, FALSE);
}

char *versions_result(const VersionComparison *comparison, const VersionDifference *difference,
		       guint run)
{
	GString *out = g_string_new(NULL);

	if (difference->outcomes[run])
		outcome_append_result(out, &comparison->runs[run].result,
				      difference->outcomes[run]);
	return g_string_free(out, FALSE);
}

char *versions_results(const VersionComparison *comparison, const VersionDifference *difference)
{
	GString *out = g_string_new(NULL);
	guint width = 0;

	for (guint i = 0; i < comparison->count; i++)
		width = MAX(width, (guint)strlen(comparison->runs[i].version->short_name));
	for (guint i = 0; i < comparison->count; i++) {
		g_autofree char *result = versions_result(comparison, difference, i);

		if (difference->outcomes[i])
			g_string_append_printf(out, "    %-*s %s\n", (int)width,
					       comparison->runs[i].version->short_name, result);
	}
	return g_string_free(out, FALSE);
}

char *versions_message(const VersionComparison *comparison)
{
	const VersionRun *skipped = versions_first(comparison, VERSION_SKIPPED);

	if (versions_first(comparison, VERSION_ERRORS))
		return g_strdup("the file has errors and was not run");
	if (versions_limit(comparison))
		return g_strdup("incomplete: a limit of the model was hit");
	return comparison->compared || !skipped ? NULL
		: g_strdup_printf("not for %s", skipped->version->id);
}

/* ---- for people ---- */

/* What fails under a version that the file is for, in full; for which it is not. */
static void print_runs(const Report *report, const VersionComparison *comparison)
{
	for (guint i = 0; i < comparison->count; i++) {
		const VersionRun *run = &comparison->runs[i];

		if (run->state == VERSION_SKIPPED)
			fprintf(report->output->file, "skip %s: not for %s\n", comparison->path,
				run->version->id);
		if (run->state != VERSION_FAILS)
			continue;
		output_paint(report->output, PAINT_BAD, "FAIL");
		fprintf(report->output->file, " %s under %s\n", comparison->path,
			run->version->short_name);
		for (guint j = 0; j < run->result.outcomes->len; j++)
			if (!((StepOutcome *)run->result.outcomes->pdata[j])->passed)
				run_step_print(report, &run->result, run->result.outcomes->pdata[j]);
	}
}

/* Differences that are told of a file, unless -v asks for all. */
enum { TOLD_MAX = 20 };

static void print_differences(const Report *report, const VersionComparison *comparison)
{
	guint told = report->verbose ? comparison->differences->len
				     : MIN(comparison->differences->len, TOLD_MAX);

	for (guint i = 0; i < told && !report->quiet; i++) {
		const VersionDifference *difference =
			&g_array_index(comparison->differences, VersionDifference, i);
		const StepOutcome *outcome = version_difference_outcome(difference);
		g_autofree char *results = versions_results(comparison, difference);

		fprintf(report->output->file, "  %s:%u: %s\n%s", outcome->step->at.source->path,
			outcome->step->at.line, outcome->text, results);
	}
	if (told < comparison->differences->len && !report->quiet)
		fprintf(report->output->file, "  and %u more\n",
			comparison->differences->len - told);
}

static void print_text(const Report *report, const VersionComparison *comparison)
{
	g_autofree char *sum = versions_sum(comparison);

	print_runs(report, comparison);
	if (!comparison->compared)
		return;
	print_differences(report, comparison);
	fprintf(report->output->file, "%s %s: %s\n",
		comparison->differences->len ? "diff" : "same", comparison->path, sum);
}

static void print_table(const Report *report, const VersionComparison *comparison)
{
	g_autoptr(GString) heads = g_string_new("statement");
	g_autoptr(Table) table = NULL;

	for (guint i = 0; i < comparison->count; i++)
		g_string_append_printf(heads, "|%s", comparison->runs[i].version->short_name);
	table = table_new(heads->str);
	for (guint i = 0; i < comparison->differences->len; i++) {
		const VersionDifference *difference =
			&g_array_index(comparison->differences, VersionDifference, i);
		const StepOutcome *outcome = version_difference_outcome(difference);

		table_row(table);
		table_cell(table, "%s:%u: `%s`", outcome->step->at.source->path,
			   outcome->step->at.line, outcome->text);
		for (guint j = 0; j < comparison->count; j++) {
			g_autofree char *result = versions_result(comparison, difference, j);

			table_cell(table, "%s", result);
		}
	}
	table_print(table, report->output, TABLE_MARKDOWN);
	fputc('\n', report->output->file);
}

/* What fails, then a table of what differs, a column for each version. */
static void print_markdown(const Report *report, const VersionComparison *comparison)
{
	g_autofree char *message = versions_message(comparison), *sum = versions_sum(comparison);

	fprintf(report->output->file, "### %s\n\n%s\n\n", comparison->path,
		message ? message : sum);
	if (versions_first(comparison, VERSION_FAILS)) {
		fputs("```\n", report->output->file);
		print_runs(report, comparison);
		fputs("```\n\n", report->output->file);
	}
	if (comparison->differences->len)
		print_table(report, comparison);
}

/* "2 files under 1.0 and 2.0-bet3: 1 alike, 1 differs, 0 failed, 0 with errors" */
void versions_print_end(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const VersionTotals *totals = event->data;
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < totals->count; i++)
		g_string_append_printf(names, "%s%s", i == 0 ? "" :
				       i + 1 == totals->count ? " and " : ", ",
				       totals->versions[i]->short_name);
	fprintf(report->output->file, "%u file%s under %s: %u alike, %u differ, %u failed, "
		"%u with errors", totals->files, totals->files == 1 ? "" : "s", names->str,
		totals->same, totals->different, totals->failed, totals->broken);
	if (totals->skipped)
		fprintf(report->output->file, ", %u skipped", totals->skipped);
	fputc('\n', report->output->file);
}

void versions_print_file(const Report *report, const ReportEvent *event, gboolean markdown)
{
	if (markdown)
		print_markdown(report, event->data);
	else
		print_text(report, event->data);
}
