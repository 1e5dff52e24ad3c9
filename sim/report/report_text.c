/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports for people: a line per file, more about what failed. */
#include "language/print.h"
#include "report/report.h"
#include "run/outcome_words.h"

static void begin(const ReportStyle *style, guint files)
{
	(void)style;
	(void)files;
}

static void print_failure(const ReportStyle *style, const RunResult *result,
			  const StepOutcome *outcome)
{
	const Position *at = &outcome->step->at;
	g_autoptr(GString) detail = g_string_new(NULL);
	g_autofree char *text = g_strchomp(g_strdup(outcome->text ? outcome->text : ""));

	fprintf(style->output->file, "%s:%u:%u: ", at->source->path, at->line, at->column);
	output_paint(style->output, PAINT_BAD, "FAIL");
	outcome_append_detail(detail, result, outcome);
	fprintf(style->output->file, " %s\n%s", text, detail->str);
}

/* Comments behind a statement: what it changed, or what is wrong. */
static void print_comment(const ReportStyle *style, const char *lines)
{
	g_auto(GStrv) split = g_strsplit(lines ? lines : "", "\n", -1);

	for (char **line = split; *line && **line; line++) {
		g_autofree char *comment = g_strdup_printf("      # %s\n", g_strstrip(*line));

		output_paint(style->output, PAINT_FAINT, comment);
	}
}

/* The run as a scenario: what was done and what it came to. */
static void print_trace(const ReportStyle *style, const FileReport *report)
{
	g_autoptr(GString) header = g_string_new(NULL);
	FILE *file = style->output->file;

	scenario_append_header(header, report->scenario);
	fputs(header->str, file);
	for (guint i = 0; i < report->result.outcomes->len; i++) {
		const StepOutcome *outcome = report->result.outcomes->pdata[i];

		g_autoptr(GString) result = g_string_new(NULL), changes = g_string_new(NULL);

		if (!outcome->text)
			continue;
		outcome_append_result(result, &report->result, outcome);
		outcome_append_changes(changes, &report->result, outcome);
		/* A procedure is told by its calls, which run again. */
		fprintf(file, "%s%s", outcome->expanded ? "# " : "", outcome->text);
		if (result->len)
			fprintf(file, " > %s", result->str);
		fputc('\n', file);
		print_comment(style, changes->str);
	}
}

static void print_verdict(const ReportStyle *style, const FileReport *report)
{
	gboolean passed = report_passed(report);
	const char *title = report->scenario ? report->scenario->title : NULL;

	if (style->verbose)
		fputs("# ", style->output->file);
	output_paint(style->output, passed ? PAINT_GOOD : PAINT_BAD, passed ? "ok   " : "FAIL ");
	fprintf(style->output->file, "%s%s%s", report->path, title ? ": " : "",
		title ? title : "");
	if (!report->scenario)
		fputs(": errors, not run", style->output->file);
	else if (report->result.limit)
		fputs(": incomplete", style->output->file);
	fputc('\n', style->output->file);
	if (report->scenario && report->scenario->explore && !style->quiet)
		fprintf(style->output->file, "%sthere is more behind these steps: ripas-sim explore %s\n",
			style->verbose ? "# " : "     ", report->path);
}

static void file(const ReportStyle *style, guint number, const FileReport *report)
{
	(void)number;
	if (style->verbose && report->scenario)
		print_trace(style, report);
	for (guint i = 0; report->scenario && i < report->result.outcomes->len; i++) {
		const StepOutcome *outcome = report->result.outcomes->pdata[i];

		if (!outcome->passed)
			print_failure(style, &report->result, outcome);
	}
	if (!style->quiet || !report_passed(report))
		print_verdict(style, report);
}

static void end(const ReportStyle *style, const Totals *totals)
{
	if (style->quiet && totals->failed == 0 && totals->broken == 0)
		return;
	fprintf(style->output->file, "%s%u file%s, %u ok, %u failed", style->verbose ? "# " : "",
		totals->files, totals->files == 1 ? "" : "s",
		totals->files - totals->failed - totals->broken, totals->failed);
	if (totals->broken)
		fprintf(style->output->file, ", %u with errors", totals->broken);
	fprintf(style->output->file, "; %u steps\n", totals->steps);
}

const ReportFormat report_text = { "text", begin, file, end, FALSE };
