/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for CI servers: JUnit XML, a test suite a file, a test case for what
 * was judged or found in it.
 */
#include "report/formats.h"
#include "report/junit.h"

struct state {
	GString *cases;         /* of the file: its numbers come first */
	guint count, failures, errors;
};

static void begin(Report *report, guint files)
{
	struct state *state = report->state;

	(void)files;
	state->cases = g_string_new(NULL);
	fputs(JUNIT_BEGIN, report->output->file);
}

/* What a test case holds if it did not pass. */
static void append_outcome(struct state *state, const ReportEvent *event, const char *message,
			   const char *detail)
{
	g_autofree char *place = event->line
		? g_strdup_printf("%s:%u", event->path, event->line) : g_strdup(event->file);

	switch (event->verdict) {
	case VERDICT_FAILED:
		state->failures++;
		junit_append(state->cases, "      <failure message=\"%s: %s\">%s</failure>\n",
			     place, message, detail);
		break;
	case VERDICT_ERROR:
		state->errors++;
		junit_append(state->cases, "      <error message=\"%s\"/>\n", message);
		break;
	default:
		junit_append(state->cases, "      <skipped message=\"%s\"/>\n", message);
		break;
	}
}

static void add_case(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autofree char *words = report_name(report, event);
	g_autofree char *why = report_message(report, event);
	g_autofree char *lines = report_detail(report, event);
	g_autofree char *name = junit_printable(words), *message = junit_printable(why);
	g_autofree char *detail = junit_printable(lines);
	gboolean passed = event->verdict == VERDICT_PASSED;

	state->count++;
	junit_append(state->cases, "    <testcase classname=\"%s\" name=\"%s\"%s>\n", event->file,
		     name, passed ? "/" : "");
	if (passed)
		return;
	append_outcome(state, event, message, detail);
	g_string_append(state->cases, "    </testcase>\n");
}

/* A file that is no test itself has a case for what keeps it from passing, or what it says. */
static void print_file(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autofree char *name = report_name(report, event);
	g_autoptr(GString) out = g_string_new(NULL);
	ReportEvent alone = *event;

	/* What failed in it has cases of its own. */
	if (event->verdict == VERDICT_FAILED)
		alone.verdict = VERDICT_PASSED;
	if (*name)
		add_case(report, &alone);
	junit_append(out, "  <testsuite name=\"%s\" tests=\"%u\" failures=\"%u\" errors=\"%u\">\n",
		     event->file, state->count, state->failures, state->errors);
	g_string_append_printf(out, "%s  </testsuite>\n", state->cases->str);
	fputs(out->str, report->output->file);
	g_string_truncate(state->cases, 0);
	state->count = state->failures = state->errors = 0;
}

static void tell(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;

	if (event->kind == EVENT_CASE || event->kind == EVENT_NOTE) {
		add_case(report, event);
	} else if (event->kind == EVENT_FILE) {
		print_file(report, event);
	} else if (event->kind == EVENT_END) {
		fputs(JUNIT_END, report->output->file);
		g_string_free(state->cases, TRUE);
	}
}

const ReportFormat format_junit = { "junit", begin, tell, sizeof(struct state), TRUE };
