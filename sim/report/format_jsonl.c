/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for programs: JSON Lines, an object a line, told apart by "type". The
 * first, "begin", has the version of this format.
 */
#include "report/formats.h"
#include "report/json_line.h"

#define SCHEMA 2

static void begin(Report *report, guint files)
{
	JsonBuilder *builder;

	if (!report->source->words[EVENT_END].type)
		return;
	builder = json_line_new("begin");
	json_line_number(builder, "schema", SCHEMA);
	json_line_number(builder, "files", files);
	json_line_print(report->output->file, builder);
}

static void event(Report *report, const ReportEvent *event)
{
	const ReportWords *words = report_words(report, event);
	JsonBuilder *builder;

	if (!words->type)
		return;
	builder = json_line_new(*words->type ? words->type : NULL);
	words->members(event, builder);
	if (report->durations && event->seconds > 0)
		json_line_seconds(builder, "seconds", event->seconds);
	json_line_print(report->output->file, builder);
}

const ReportFormat format_jsonl = { "jsonl", begin, event, 0, TRUE };
