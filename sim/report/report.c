/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports: events on their way from a verb to a format. */
#include "report/report.h"

void report_open(Report *report, const ReportFormat *format, const ReportSource *source,
		 const Output *output)
{
	*report = (Report){ .format = format, .source = source, .output = output };
	report->state = g_malloc0(MAX(report->format->state_size, 1));
}

void report_begin(Report *report, guint files)
{
	if (report->format->begin)
		report->format->begin(report, files);
}

void report_event(Report *report, const ReportEvent *event)
{
	report->format->event(report, event);
}

void report_end(Report *report, gconstpointer totals)
{
	report_event(report, &(ReportEvent){ .kind = EVENT_END, .data = totals });
}

void report_close(Report *report)
{
	if (report->format->close)
		report->format->close(report);
	g_clear_pointer(&report->state, g_free);
}

void report_add_rule(GArray *rules, const char *id, const char *section, const char *text,
		     gboolean is_expected)
{
	ReportRule rule = { id, section, text, is_expected };

	g_array_append_val(rules, rule);
}

const ReportWords *report_words(const Report *report, const ReportEvent *event)
{
	return &report->source->words[event->kind];
}

static char *ask(char *(*function)(const ReportEvent *), const ReportEvent *event)
{
	char *text = function ? function(event) : NULL;

	return text ? text : g_strdup("");
}

char *report_name(const Report *report, const ReportEvent *event)
{
	return ask(report_words(report, event)->name, event);
}

char *report_message(const Report *report, const ReportEvent *event)
{
	return ask(report_words(report, event)->message, event);
}

char *report_detail(const Report *report, const ReportEvent *event)
{
	return ask(report_words(report, event)->detail, event);
}

void report_print_comments(const Report *report, const char *lines)
{
	g_auto(GStrv) split = g_strsplit(lines, "\n", -1);

	for (char **line = split; *line && **line; line++) {
		g_autofree char *comment = g_strdup_printf("      # %s\n", g_strstrip(*line));

		output_paint(report->output, PAINT_FAINT, comment);
	}
}

void report_print_indented(const Report *report, const char *lines)
{
	g_auto(GStrv) split = g_strsplit(lines, "\n", -1);

	for (char **line = split; *line && **line; line++)
		fprintf(report->output->file, "    %s\n", *line);
}
