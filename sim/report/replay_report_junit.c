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

static void tell(ReplayStyle *style, const ReplayEvent *event)
{
	g_autofree char *found = replay_detail(event, "");
	g_autofree char *detail = junit_printable(found);
	g_autofree char *log = junit_printable(event->line->text);
	g_autofree char *why = event->kind == REPLAY_NOT_JUDGED ? replay_why(event) : NULL;

	if (event->kind == REPLAY_LINE)
		return;
	junit_append(style->cases, "    <testcase classname=\"%s\" name=\"line %u: %s\">\n",
		     event->trace->name, event->line->number, log);
	if (why || event->kind == REPLAY_ENDS || (event->finding && event->explained[0])) {
		junit_append(style->cases, "      <skipped message=\"%s\"/>\n",
			     why ? why : replay_kind(event));
	} else {
		style->case_failures++;
		junit_append(style->cases, "      <failure message=\"%s:%u: %s\">%s</failure>\n",
			     event->trace->name, event->line->number, replay_kind(event), detail);
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

const ReplayFormat replay_junit = { "junit", begin, tell, file, broken, end };
