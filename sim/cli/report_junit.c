/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for CI servers: JUnit XML, a test suite per file and a test case per
 * statement that was judged.
 */
#include "report.h"

static void begin(const ReportStyle *style, guint files)
{
	(void)files;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", style->output->file);
}

/* XML has no way to write most control characters. */
static char *printable(const char *text)
{
	char *copy = g_strdup(text ? text : "");

	for (char *at = copy; *at; at++)
		if (g_ascii_iscntrl(*at) && *at != '\n')
			*at = '?';
	return copy;
}

static void print(FILE *file, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void print(FILE *file, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_markup_vprintf_escaped(format, arguments);
	va_end(arguments);
	fputs(text, file);
}

static void print_case(FILE *file, const char *path, const StepOutcome *outcome)
{
	g_autofree char *text = printable(outcome->text), *detail = printable(outcome->detail);

	print(file, "    <testcase classname=\"%s\" name=\"line %u: %s\"", path,
	      outcome->step->at.line, text);
	if (outcome->passed)
		fputs("/>\n", file);
	else
		print(file, ">\n      <failure message=\"%s:%u: %s\">%s</failure>\n    </testcase>\n",
		      outcome->step->at.source->path, outcome->step->at.line, text, detail);
}

/* What keeps a file from passing, but for its statements. */
static void print_error(FILE *file, const FileReport *report)
{
	const char *reason = report->scenario ? "incomplete: a limit of the model was hit"
					      : "the file has errors and was not run";

	print(file, "    <testcase classname=\"%s\" name=\"all\">\n      <error message=\"%s\"/>\n"
	      "    </testcase>\n", report->path, reason);
}

static void file(const ReportStyle *style, guint number, const FileReport *report)
{
	FILE *out = style->output->file;
	gboolean error = !report->scenario || report->result.limit;
	GPtrArray *outcomes = report->result.outcomes;

	(void)number;
	print(out, "  <testsuite name=\"%s\" tests=\"%u\" failures=\"%u\" errors=\"%d\">\n",
	      report->path, report->result.steps + (error ? 1 : 0), report->result.failed, error);
	for (guint i = 0; report->scenario && i < outcomes->len; i++) {
		const StepOutcome *outcome = outcomes->pdata[i];

		if (outcome->judged)
			print_case(out, report->path, outcome);
	}
	if (error)
		print_error(out, report);
	fputs("  </testsuite>\n", out);
}

static void end(const ReportStyle *style, const Totals *totals)
{
	(void)totals;
	fputs("</testsuites>\n", style->output->file);
}

const ReportFormat report_junit = { "junit", begin, file, end, TRUE };
