/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for programs: JSON Lines, an object per line. "type" is "begin" (once,
 * with the version of this format), "step", "file" or "end".
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "report.h"

#define SCHEMA 1

static JsonBuilder *object_new(const char *type)
{
	JsonBuilder *builder = json_builder_new();

	json_builder_begin_object(builder);
	json_builder_set_member_name(builder, "type");
	json_builder_add_string_value(builder, type);
	return builder;
}

static void add_string(JsonBuilder *builder, const char *name, const char *text)
{
	if (!text)
		return;
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, text);
}

static void add_number(JsonBuilder *builder, const char *name, guint number)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, number);
}

static void add_truth(JsonBuilder *builder, const char *name, gboolean truth)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_boolean_value(builder, truth);
}

/* Lines as an array of strings. */
static void add_lines(JsonBuilder *builder, const char *name, const char *lines)
{
	g_auto(GStrv) split = g_strsplit(lines ? lines : "", "\n", -1);

	if (!lines)
		return;
	json_builder_set_member_name(builder, name);
	json_builder_begin_array(builder);
	for (char **line = split; *line; line++)
		if (**line)
			json_builder_add_string_value(builder, g_strstrip(*line));
	json_builder_end_array(builder);
}

/* Prints the object and frees it. */
static void print(FILE *file, JsonBuilder *builder)
{
	g_autoptr(JsonGenerator) generator = json_generator_new();
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *text = NULL;

	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	json_generator_set_root(generator, root);
	text = json_generator_to_data(generator, NULL);
	fprintf(file, "%s\n", text);
	g_object_unref(builder);
}

static void begin(const ReportStyle *style, guint files)
{
	JsonBuilder *builder = object_new("begin");

	add_number(builder, "schema", SCHEMA);
	add_number(builder, "files", files);
	print(style->output->file, builder);
}

/* "RMI_ERROR_RTT level=2 by=rtt_walk": the status and the condition by themselves. */
static void add_result(JsonBuilder *builder, const char *result)
{
	g_autofree char *status = result ? g_strndup(result, strcspn(result, " ")) : NULL;
	const char *by = result ? strstr(result, " by=") : NULL;
	g_autofree char *condition = by ? g_strndup(by + 4, strcspn(by + 4, " ")) : NULL;

	add_string(builder, "result", result);
	add_string(builder, "status", status);
	add_string(builder, "condition", condition);
}

static void print_step(FILE *file, const char *path, guint number, const StepOutcome *outcome)
{
	JsonBuilder *builder = object_new("step");

	add_string(builder, "file", path);
	add_number(builder, "n", number);
	add_string(builder, "source", outcome->step->at.source->path);
	add_number(builder, "line", outcome->step->at.line);
	add_string(builder, "text", outcome->text);
	add_result(builder, outcome->result);
	add_truth(builder, "passed", outcome->passed);
	add_lines(builder, "detail", outcome->detail);
	add_lines(builder, "changes", outcome->changes);
	print(file, builder);
}

static void file(const ReportStyle *style, guint number, const FileReport *report)
{
	GPtrArray *outcomes = report->result.outcomes;
	JsonBuilder *builder = object_new("file");

	for (guint i = 0; report->scenario && i < outcomes->len; i++)
		print_step(style->output->file, report->path, i + 1, outcomes->pdata[i]);
	add_string(builder, "file", report->path);
	add_number(builder, "number", number);
	add_string(builder, "title", report->scenario ? report->scenario->title : NULL);
	add_string(builder, "question", report->scenario ? report->scenario->question : NULL);
	add_truth(builder, "passed", report_passed(report));
	add_truth(builder, "errors", !report->scenario);
	add_truth(builder, "limit", report->result.limit);
	add_number(builder, "steps", report->result.steps);
	add_number(builder, "failed", report->result.failed);
	print(style->output->file, builder);
}

static void end(const ReportStyle *style, const Totals *totals)
{
	JsonBuilder *builder = object_new("end");

	add_number(builder, "files", totals->files);
	add_number(builder, "failed", totals->failed);
	add_number(builder, "errors", totals->broken);
	add_number(builder, "steps", totals->steps);
	add_truth(builder, "limit", totals->limit);
	print(style->output->file, builder);
}

const ReportFormat report_jsonl = { "jsonl", begin, file, end, TRUE };
