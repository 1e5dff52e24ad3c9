/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for programs: JSON Lines, an object per line. "type" is "begin" (once,
 * with the version of this format), "step", "file" or "end".
 */
#include "report/json_line.h"
#include "report/report.h"
#include "run/outcome_words.h"

#define SCHEMA 1

static void begin(const ReportStyle *style, guint files)
{
	JsonBuilder *builder = json_line_new("begin");

	json_line_number(builder, "schema", SCHEMA);
	json_line_number(builder, "files", files);
	json_line_print(style->output->file, builder);
}

static void add_result(JsonBuilder *builder, const RunResult *result, const StepOutcome *outcome)
{
	g_autoptr(GString) text = g_string_new(NULL);

	outcome_append_result(text, result, outcome);
	json_line_string(builder, "result", outcome_has_result(outcome) ? text->str : NULL);
	json_line_string(builder, "status", outcome_status(outcome));
	json_line_string(builder, "condition", outcome_condition(result, outcome));
}

static void print_step(FILE *file, const char *path, guint number, const RunResult *result,
		       const StepOutcome *outcome)
{
	g_autoptr(GString) detail = g_string_new(NULL), changes = g_string_new(NULL);
	JsonBuilder *builder = json_line_new("step");

	outcome_append_detail(detail, result, outcome);
	outcome_append_changes(changes, result, outcome);
	json_line_string(builder, "file", path);
	json_line_number(builder, "n", number);
	json_line_string(builder, "source", outcome->step->at.source->path);
	json_line_number(builder, "line", outcome->step->at.line);
	json_line_string(builder, "text", outcome->text);
	add_result(builder, result, outcome);
	json_line_truth(builder, "passed", outcome->passed);
	json_line_array(builder, "detail", detail->len ? detail->str : NULL);
	json_line_array(builder, "changes", changes->len ? changes->str : NULL);
	json_line_print(file, builder);
}

static void file(const ReportStyle *style, guint number, const FileReport *report)
{
	GPtrArray *outcomes = report->result.outcomes;
	JsonBuilder *builder = json_line_new("file");

	for (guint i = 0; report->scenario && i < outcomes->len; i++)
		print_step(style->output->file, report->path, i + 1, &report->result,
			   outcomes->pdata[i]);
	json_line_string(builder, "file", report->path);
	json_line_number(builder, "number", number);
	json_line_string(builder, "title", report->scenario ? report->scenario->title : NULL);
	json_line_string(builder, "question", report->scenario ? report->scenario->question : NULL);
	json_line_truth(builder, "passed", report_passed(report));
	json_line_truth(builder, "errors", !report->scenario);
	json_line_truth(builder, "limit", report->result.limit);
	json_line_number(builder, "steps", report->result.steps);
	json_line_number(builder, "failed", report->result.failed);
	json_line_print(style->output->file, builder);
}

static void end(const ReportStyle *style, const Totals *totals)
{
	JsonBuilder *builder = json_line_new("end");

	json_line_number(builder, "files", totals->files);
	json_line_number(builder, "failed", totals->failed);
	json_line_number(builder, "errors", totals->broken);
	json_line_number(builder, "steps", totals->steps);
	json_line_truth(builder, "limit", totals->limit);
	json_line_print(style->output->file, builder);
}

const ReportFormat report_jsonl = { "jsonl", begin, file, end, TRUE };
