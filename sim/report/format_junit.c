/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for CI servers: JUnit XML, a test suite a file. Its test cases are
 * what was judged in it by itself; a file without such is one test case, which
 * holds all that was found in it.
 */
#include "report/formats.h"

#include <string.h>

struct numbers {
	guint tests, failures, errors, skipped;
};

struct state {
	GString *suites;        /* so far: the totals come first */
	GString *cases;         /* of the file: its numbers come first */
	GString *failed, *said; /* what was found in it, and what else is told of it */
	char *first;            /* failure found in it, with its place */
	guint first_line;
	struct numbers file, all;
};

static void begin(Report *report, guint files)
{
	struct state *state = report->state;

	state->suites = g_string_new(NULL);
	state->cases = g_string_new(NULL);
	state->failed = g_string_new(NULL);
	state->said = g_string_new(NULL);
}

/* ---- XML ---- */

/* Texts may hold what XML cannot: bytes that are not UTF-8, control characters. */
static void append_valid(GString *out, const char *escaped)
{
	g_autofree char *text = g_utf8_make_valid(escaped, -1);
	const char *at = text, *control;

	while ((control = strstr(at, "&#x"))) {
		g_string_append_len(out, at, control - at);
		g_string_append_c(out, '?');
		at = strchr(control, ';') + 1;
	}
	g_string_append(out, at);
}

static void append(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The arguments are escaped. */
static void append(GString *out, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_markup_vprintf_escaped(format, arguments);
	va_end(arguments);
	append_valid(out, text);
}

static void append_numbers(GString *out, const struct numbers *numbers)
{
	append(out, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\">\n",
	       numbers->tests, numbers->failures, numbers->errors, numbers->skipped);
}

/* ---- test cases ---- */

/* What a test case holds if it did not pass. */
static void append_outcome(struct state *state, CaseVerdict verdict, const char *message,
			   const char *detail)
{
	static const char *const elements[] = {
		[VERDICT_FAILED] = "failure", [VERDICT_ERROR] = "error",
	};

	state->file.failures += verdict == VERDICT_FAILED;
	state->file.errors += verdict == VERDICT_ERROR;
	state->file.skipped += verdict == VERDICT_SKIPPED;
	if (verdict == VERDICT_SKIPPED)
		append(state->cases, "      <skipped message=\"%s\"/>\n", message);
	else if (verdict != VERDICT_PASSED)
		append(state->cases, "      <%s message=\"%s\">%s</%s>\n", elements[verdict],
		       message, detail, elements[verdict]);
}

/* The tag is left open for what the case holds. */
static void append_case(const Report *report, const ReportEvent *event, const char *class,
			const char *name, guint line)
{
	struct state *state = report->state;

	state->file.tests++;
	append(state->cases, "    <testcase classname=\"%s\" name=\"%s\"", class, name);
	if (event->path)
		append(state->cases, " file=\"%s\"", event->path);
	if (line)
		append(state->cases, " line=\"%u\"", line);
	if (report->durations && event->seconds > 0)
		append(state->cases, " time=\"%.6f\"", event->seconds);
}

static void close_case(struct state *state, const char *end)
{
	g_string_append(state->cases, end ? end : "    </testcase>\n");
}

static void add_case(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autofree char *name = report_name(report, event);
	g_autofree char *message = report_message(report, event);
	g_autofree char *detail = report_detail(report, event);

	append_case(report, event, event->file, name, event->line);
	if (event->verdict == VERDICT_PASSED) {
		close_case(state, "/>\n");
		return;
	}
	g_string_append(state->cases, ">\n");
	append_outcome(state, event->verdict, message, detail);
	close_case(state, NULL);
}

/* What is found in a file waits for its case. */
static void add_note(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	gboolean bad = event->verdict != VERDICT_SKIPPED;
	g_autofree char *message = report_message(report, event);
	g_autofree char *detail = report_detail(report, event);
	g_autofree char *place = g_strdup_printf("%s:%u: %s", event->path, event->line, message);
	GString *out = bad ? state->failed : state->said;

	g_string_append_printf(out, "%s\n%s", place, detail);
	if (!bad || state->first)
		return;
	state->first = g_steal_pointer(&place);
	state->first_line = event->line;
}

/* The file as a test: by itself, or for what its cases do not say. */
static void add_file_case(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autofree char *class = g_strdup_printf("ripas-sim.%s", report->source->verb);
	g_autofree char *message = report_message(report, event);
	g_autofree char *detail = report_detail(report, event);

	append_case(report, event, class, event->file, state->first_line);
	if (event->verdict == VERDICT_PASSED && state->said->len == 0) {
		close_case(state, "/>\n");
		return;
	}
	g_string_append(state->cases, ">\n");
	append_outcome(state, event->verdict, state->first ? state->first : message,
		       state->failed->len ? state->failed->str : detail);
	if (state->said->len)
		append(state->cases, "      <system-out>%s</system-out>\n", state->said->str);
	close_case(state, NULL);
}

static void add_suite(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;

	/* What failed in it has cases of its own. */
	if (state->file.tests == 0 || event->verdict == VERDICT_ERROR)
		add_file_case(report, event);
	append(state->suites, "  <testsuite name=\"%s\"", event->file);
	append_numbers(state->suites, &state->file);
	g_string_append_printf(state->suites, "%s  </testsuite>\n", state->cases->str);
	state->all.tests += state->file.tests;
	state->all.failures += state->file.failures;
	state->all.errors += state->file.errors;
	state->all.skipped += state->file.skipped;
	state->file = (struct numbers){ 0, 0, 0, 0 };
	state->first_line = 0;
	g_clear_pointer(&state->first, g_free);
	g_string_truncate(state->cases, 0);
	g_string_truncate(state->failed, 0);
	g_string_truncate(state->said, 0);
}

static void end(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autoptr(GString) head = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

	append(head, "<testsuites name=\"ripas-sim %s\"", report->source->verb);
	append_numbers(head, &state->all);
	fprintf(report->output->file, "%s%s</testsuites>\n", head->str, state->suites->str);
	g_string_free(state->suites, TRUE);
	g_string_free(state->cases, TRUE);
	g_string_free(state->failed, TRUE);
	g_string_free(state->said, TRUE);
}

static void tell(Report *report, const ReportEvent *event)
{
	static void (*const tell_kind[])(Report *, const ReportEvent *) = {
		[EVENT_CASE] = add_case, [EVENT_NOTE] = add_note, [EVENT_ITEM] = NULL,
		[EVENT_FILE] = add_suite, [EVENT_END] = end,
	};

	if (tell_kind[event->kind])
		tell_kind[event->kind](report, event);
}

const ReportFormat format_junit = { "junit", begin, tell, sizeof(struct state), FALSE };
