/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for test harnesses: KTAP version 1, a test a file; what was judged in
 * it by itself is a subtest.
 */
#include "report/formats.h"

struct state {
	guint files;            /* so far */
	guint cases;            /* of the file */
	guint passed, skipped;  /* files */
	GString *subtests;      /* their lines: the plan comes first */
};

static void begin(Report *report, guint files)
{
	struct state *state = report->state;

	state->subtests = g_string_new(NULL);
	fprintf(report->output->file, "KTAP version 1\n1..%u\n", files);
}

/* In a description '#' would start a directive. */
static void append_description(GString *out, const char *text)
{
	g_autofree char *line = g_strchomp(g_strdelimit(g_strdup(text), "#\n", ' '));

	g_string_append(out, line);
}

static void append_diagnostics(GString *out, const char *indent, const char *lines)
{
	g_auto(GStrv) split = g_strsplit(lines, "\n", -1);

	for (char **line = split; *line && **line; line++)
		g_string_append_printf(out, "%s# %s\n", indent, *indent ? g_strstrip(*line) : *line);
}

/* "not ok 1 name", "ok 2 name # SKIP why", with what is told of it before. */
static void append_test(GString *out, const char *indent, guint number, const char *name,
			const Report *report, const ReportEvent *event)
{
	g_autofree char *message = report_message(report, event);
	g_autofree char *detail = report_detail(report, event);
	gboolean bad = event->verdict == VERDICT_FAILED || event->verdict == VERDICT_ERROR;

	if (event->verdict != VERDICT_PASSED || event->kind == EVENT_FILE)
		append_diagnostics(out, indent, detail);
	g_string_append_printf(out, "%s%s %u ", indent, bad ? "not ok" : "ok", number);
	append_description(out, name);
	if (event->verdict == VERDICT_SKIPPED) {
		g_string_append(out, " # SKIP ");
		append_description(out, message);
	}
	g_string_append_c(out, '\n');
}

static void add_case(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autofree char *name = report_name(report, event);

	append_test(state->subtests, "    ", ++state->cases, name, report, event);
}

static void print_note(Report *report, const ReportEvent *event)
{
	g_autofree char *message = report_message(report, event);
	g_autofree char *detail = report_detail(report, event);
	g_autoptr(GString) out = g_string_new(NULL);

	g_string_append_printf(out, "# %s:%u: %s\n", event->path, event->line, message);
	append_diagnostics(out, "", detail);
	fputs(out->str, report->output->file);
}

static void print_file(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autoptr(GString) out = g_string_new(NULL);

	if (state->cases)
		g_string_append_printf(out, "    KTAP version 1\n    # Subtest: %s\n    1..%u\n%s",
				       event->file, state->cases, state->subtests->str);
	append_test(out, "", ++state->files, event->file, report, event);
	fputs(out->str, report->output->file);
	state->passed += event->verdict == VERDICT_PASSED;
	state->skipped += event->verdict == VERDICT_SKIPPED;
	state->cases = 0;
	g_string_truncate(state->subtests, 0);
}

static void end(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autofree char *message = report_message(report, event);

	if (*message)
		fprintf(report->output->file, "# %s\n", message);
	fprintf(report->output->file, "# Totals: pass:%u fail:%u skip:%u\n", state->passed,
		state->files - state->passed - state->skipped, state->skipped);
	g_string_free(state->subtests, TRUE);
}

static void tell(Report *report, const ReportEvent *event)
{
	static void (*const tell_kind[])(Report *, const ReportEvent *) = {
		[EVENT_CASE] = add_case, [EVENT_NOTE] = print_note, [EVENT_ITEM] = NULL,
		[EVENT_FILE] = print_file, [EVENT_END] = end,
	};

	if (tell_kind[event->kind])
		tell_kind[event->kind](report, event);
}

const ReportFormat format_tap = { "tap", begin, tell, sizeof(struct state), FALSE };
