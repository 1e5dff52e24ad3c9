/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for test harnesses: KTAP version 1, a test per file and a subtest
 * per statement that was judged.
 */
#include "report/report.h"
#include "run/outcome_words.h"

static void begin(const ReportStyle *style, guint files)
{
	fprintf(style->output->file, "KTAP version 1\n1..%u\n", files);
}

/* In a description '#' would start a directive. */
static void print_description(FILE *file, const char *text)
{
	g_autofree char *line = g_strchomp(g_strdelimit(g_strdup(text ? text : ""), "#\n", ' '));

	fputs(line, file);
}

static void print_diagnostics(FILE *file, const char *indent, const char *lines)
{
	g_auto(GStrv) split = g_strsplit(lines ? lines : "", "\n", -1);

	for (char **line = split; *line && **line; line++)
		fprintf(file, "%s# %s\n", indent, g_strstrip(*line));
}

static void print_subtests(FILE *file, const FileReport *report)
{
	guint number = 0;

	fprintf(file, "    KTAP version 1\n    # Subtest: %s\n    1..%u\n", report->path,
		report->result.steps);
	for (guint i = 0; i < report->result.outcomes->len; i++) {
		const StepOutcome *outcome = report->result.outcomes->pdata[i];

		if (!outcome->judged)
			continue;
		g_autoptr(GString) detail = g_string_new(NULL);

		outcome_append_detail(detail, &report->result, outcome);
		if (!outcome->passed)
			print_diagnostics(file, "    ", detail->str);
		fprintf(file, "    %s %u line %u: ", outcome->passed ? "ok" : "not ok", ++number,
			outcome->step->at.line);
		print_description(file, outcome->text);
		fputc('\n', file);
	}
}

static void file(const ReportStyle *style, guint number, const FileReport *report)
{
	FILE *out = style->output->file;

	if (report->scenario)
		print_subtests(out, report);
	else
		fprintf(out, "# %s has errors and was not run\n", report->path);
	if (report->result.limit)
		fprintf(out, "# %s is incomplete: a limit of the model was hit\n", report->path);
	fprintf(out, "%s %u ", report_passed(report) ? "ok" : "not ok", number);
	print_description(out, report->path);
	fputc('\n', out);
}

static void end(const ReportStyle *style, const Totals *totals)
{
	fprintf(style->output->file, "# Totals: pass:%u fail:%u skip:0\n",
		totals->files - totals->failed - totals->broken,
		totals->failed + totals->broken);
}

const ReportFormat report_tap = { "tap", begin, file, end, TRUE };
