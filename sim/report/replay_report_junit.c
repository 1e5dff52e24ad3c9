/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports of replayed logs for CI servers: JUnit XML, a test suite per file, a
 * test case per finding, and one for the lines that agree.
 */
#include "report/junit.h"
#include "report/replay_report.h"

static void begin(ReplayStyle *style, guint files)
{
	(void)files;
	style->cases = g_string_new(NULL);
	fputs(JUNIT_BEGIN, style->output->file);
}

static void finding(ReplayStyle *style, const Trace *trace, const ReplayFinding *finding)
{
	g_autofree char *found = replay_finding_detail(trace, finding, "");
	g_autofree char *detail = junit_printable(found);
	g_autofree char *log = junit_printable(finding->line->text);

	junit_append(style->cases, "    <testcase classname=\"%s\" name=\"line %u: %s\">\n",
		     trace->name, finding->line->number, log);
	if (finding->not_judged || finding->end) {
		junit_append(style->cases, "      <skipped message=\"%s\"/>\n",
			     finding->end ? replay_finding_kind(finding) : finding->not_judged);
	} else {
		style->case_failures++;
		junit_append(style->cases, "      <failure message=\"%s:%u: %s\">%s</failure>\n",
			     trace->name, finding->line->number, replay_finding_kind(finding),
			     detail);
	}
	g_string_append(style->cases, "    </testcase>\n");
	style->case_count++;
}

static void print_suite(ReplayStyle *style, const char *path, guint errors)
{
	g_autoptr(GString) out = g_string_new(NULL);

	junit_append(out, "  <testsuite name=\"%s\" tests=\"%u\" failures=\"%u\" errors=\"%u\">\n",
		     path, style->case_count, style->case_failures, errors);
	g_string_append_printf(out, "%s  </testsuite>\n", style->cases->str);
	fputs(out->str, style->output->file);
	g_string_truncate(style->cases, 0);
	style->case_count = style->case_failures = 0;
}

static void file(ReplayStyle *style, const char *path, const struct rmm_version *version,
		 const ReplayCount *count)
{
	(void)version;
	junit_append(style->cases, "    <testcase classname=\"%s\" name=\"%u of %u lines agree\"/>\n",
		     path, count->agree, count->lines);
	style->case_count++;
	print_suite(style, path, 0);
}

static void broken(ReplayStyle *style, const char *path)
{
	junit_append(style->cases, "    <testcase classname=\"%s\" name=\"all\">\n"
		     "      <error message=\"cannot be read\"/>\n    </testcase>\n", path);
	style->case_count++;
	print_suite(style, path, 1);
}

static void end(ReplayStyle *style, const ReplayTotals *totals)
{
	(void)totals;
	g_string_free(style->cases, TRUE);
	fputs(JUNIT_END, style->output->file);
}

const ReplayFormat replay_junit = { "junit", begin, finding, file, broken, end };
