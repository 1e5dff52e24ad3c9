/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for CI servers: JUnit XML, a test suite per file and a test case per
 * statement that was judged.
 */
#include "report/junit.h"
#include "report/report.h"
#include "run/outcome_words.h"

static void begin(const ReportStyle *style, guint files)
{
	(void)files;
	fputs(JUNIT_BEGIN, style->output->file);
}

static void append_case(GString *out, const char *path, const RunResult *result,
			const StepOutcome *outcome)
{
	g_autofree char *text = junit_printable(outcome->text);
	g_autoptr(GString) lines = g_string_new(NULL);
	g_autofree char *detail = NULL;

	outcome_append_detail(lines, result, outcome);
	detail = junit_printable(lines->str);

	junit_append(out, "    <testcase classname=\"%s\" name=\"line %u: %s\"", path,
	      outcome->step->at.line, text);
	if (outcome->passed)
		g_string_append(out, "/>\n");
	else
		junit_append(out, ">\n      <failure message=\"%s:%u: %s\">%s</failure>\n"
			     "    </testcase>\n", outcome->step->at.source->path, outcome->step->at.line,
			     text, detail);
}

/* What keeps a file from passing, but for its statements. */
static void append_error(GString *out, const FileReport *report)
{
	const char *reason = report->scenario ? "incomplete: a limit of the model was hit"
					      : "the file has errors and was not run";

	junit_append(out, "    <testcase classname=\"%s\" name=\"all\">\n"
		     "      <error message=\"%s\"/>\n    </testcase>\n", report->path, reason);
}

static void file(const ReportStyle *style, guint number, const FileReport *report)
{
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean error = !report->scenario || report->result.limit;
	GPtrArray *outcomes = report->result.outcomes;

	(void)number;
	junit_append(out, "  <testsuite name=\"%s\" tests=\"%u\" failures=\"%u\" errors=\"%d\">\n",
	      report->path, report->result.steps + (error ? 1 : 0), report->result.failed, error);
	for (guint i = 0; report->scenario && i < outcomes->len; i++) {
		const StepOutcome *outcome = outcomes->pdata[i];

		if (outcome->judged)
			append_case(out, report->path, &report->result, outcome);
	}
	if (error)
		append_error(out, report);
	g_string_append(out, "  </testsuite>\n");
	fputs(out->str, style->output->file);
}

static void end(const ReportStyle *style, const Totals *totals)
{
	(void)totals;
	fputs(JUNIT_END, style->output->file);
}

const ReportFormat report_junit = { "junit", begin, file, end, TRUE };
