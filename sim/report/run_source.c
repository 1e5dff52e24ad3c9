/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of scenarios that were run. */
#include "report/run_source.h"

#include "language/print.h"
#include "report/json_line.h"
#include "report/json_live.h"
#include "report/json_timeline.h"
#include "report/rules.h"
#include "report/run_step.h"
#include "run/outcome_words.h"
#include "system/version.h"

gboolean run_passed(const FileReport *file)
{
	return file->scenario && file->result.failed == 0 && !file->result.limit;
}

static char *file_detail(const ReportEvent *event)
{
	const FileReport *file = event->data;
	GString *out = g_string_new(NULL);

	if (file->diagnostics && !file->skipped)
		diagnostics_append(out, file->diagnostics);
	if (file->result.limit)
		g_string_append_printf(out, "%s is incomplete: a limit of the model was hit\n",
				       file->path);
	return g_string_free(out, FALSE);
}

/* ---- for people ---- */

/* The run as a scenario: what was done and what it came to. */
static void print_trace(const Report *report, const FileReport *of)
{
	g_autoptr(GString) header = g_string_new(NULL);
	FILE *file = report->output->file;

	scenario_append_header(header, of->scenario);
	fputs(header->str, file);
	for (guint i = 0; i < of->result.outcomes->len; i++) {
		const StepOutcome *outcome = of->result.outcomes->pdata[i];
		g_autoptr(GString) result = g_string_new(NULL), changes = g_string_new(NULL);

		if (!outcome->text)
			continue;
		outcome_append_result(result, &of->result, outcome);
		outcome_append_changes(changes, &of->result, outcome);
		/* A procedure is told by its calls, which run again. */
		fprintf(file, "%s%s", outcome->expanded ? "# " : "", outcome->text);
		if (result->len)
			fprintf(file, " > %s", result->str);
		fputc('\n', file);
		report_print_comments(report, changes->str);
	}
}

/* A note beneath the verdict; behind -v it is a comment. */
static const char *margin(const Report *report)
{
	return report->verbose ? "# " : "";
}

static void print_verdict(const Report *report, const FileReport *file)
{
	gboolean passed = run_passed(file);
	const char *title = file->scenario ? file->scenario->title : NULL;

	fputs(margin(report), report->output->file);
	if (file->skipped) {
		fprintf(report->output->file, "skip %s: %s\n", file->path, file->skipped);
		return;
	}
	output_paint(report->output, passed ? PAINT_GOOD : PAINT_BAD, passed ? "ok   " : "FAIL ");
	fprintf(report->output->file, "%s%s%s", file->path, title ? ": " : "",
		title ? title : "");
	if (!file->scenario)
		fputs(": errors, not run", report->output->file);
	else if (file->result.limit)
		fputs(": incomplete", report->output->file);
	fputc('\n', report->output->file);
	if (file->scenario && file->scenario->explore && !report->quiet)
		fprintf(report->output->file, "%s%sthere is more after these steps: "
			"ripas-sim explore %s\n", margin(report), report->verbose ? "" : "     ",
			file->path);
}

static void print_failures(const Report *report, const FileReport *file)
{
	for (guint i = 0; file->scenario && i < file->result.outcomes->len; i++) {
		const StepOutcome *outcome = file->result.outcomes->pdata[i];

		/* What follows from a failure is told with that, in a line. */
		if (!outcome->passed && (report->verbose || !outcome->follows))
			run_step_print(report, &file->result, outcome);
	}
}

static void print_text(const Report *report, const FileReport *file)
{
	if (report->verbose && file->scenario)
		print_trace(report, file);
	print_failures(report, file);
	if (!report->quiet || !(run_passed(file) || file->skipped))
		print_verdict(report, file);
}

static guint passed_files(const RunTotals *totals)
{
	return totals->files - totals->failed - totals->broken - totals->skipped;
}

/* For the summary of a job: what failed in full, the others a line each. */
static void print_markdown(const Report *report, const ReportEvent *event)
{
	const FileReport *file = event->data;
	const char *title = file->scenario ? file->scenario->title : NULL;
	const char *verdict = file->skipped ? "skip" : run_passed(file) ? "ok" : "**FAIL**";
	gboolean bad = !file->skipped && !run_passed(file);
	const char *rest = file->skipped ? file->skipped : !file->scenario ? "errors, not run"
			   : file->result.limit ? "incomplete" : title;
	g_autofree char *detail = file_detail(event);
	FILE *out = report->output->file;

	if (report->quiet && !bad)
		return;
	fprintf(out, "%s%s `%s`%s%s\n", bad ? "\n" : "- ", verdict, file->path, rest ? ": " : "",
		rest ? rest : "");
	if (!bad)
		return;
	fprintf(out, "\n```\n%s", detail);
	print_failures(report, file);
	fputs("```\n\n", out);
}

static void print_file(const Report *report, const ReportEvent *event, gboolean markdown)
{
	if (markdown)
		print_markdown(report, event);
	else
		print_text(report, event->data);
}

static void print_end(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const RunTotals *totals = event->data;

	if (report->quiet && totals->failed == 0 && totals->broken == 0)
		return;
	fprintf(report->output->file, "%s%u file%s, %u ok, %u failed",
		markdown ? "\n" : margin(report),
		totals->files, totals->files == 1 ? "" : "s", passed_files(totals),
		totals->failed);
	if (totals->broken)
		fprintf(report->output->file, ", %u with errors", totals->broken);
	if (totals->skipped)
		fprintf(report->output->file, ", %u skipped", totals->skipped);
	fprintf(report->output->file, "; %u steps\n", totals->steps);
}

/* ---- words for all formats ---- */

static char *file_message(const ReportEvent *event)
{
	const FileReport *file = event->data;

	return g_strdup(file->skipped ? file->skipped :
			!file->scenario ? "the file has errors and was not run" :
			file->result.limit ? "incomplete: a limit of the model was hit" : NULL);
}

/* ---- members of objects ---- */

static void add_tags(JsonBuilder *builder, const Scenario *scenario)
{
	json_line_begin_array(builder, "tags");
	for (guint i = 0; i < scenario->tags->len; i++)
		json_builder_add_string_value(builder, scenario->tags->pdata[i]);
	json_builder_end_array(builder);
}

static void file_members(const ReportEvent *event, JsonBuilder *builder)
{
	const FileReport *file = event->data;
	g_autoptr(GString) errors = g_string_new(NULL);

	json_line_string(builder, "file", file->path);
	json_line_number(builder, "number", event->number);
	json_line_string(builder, "title", file->scenario ? file->scenario->title : NULL);
	json_line_string(builder, "question", file->scenario ? file->scenario->question : NULL);
	json_line_string(builder, "spec", file->scenario
			 ? file->scenario->config.version->id : NULL);
	if (file->scenario)
		add_tags(builder, file->scenario);
	json_line_truth(builder, "passed", run_passed(file));
	json_line_truth(builder, "errors", !file->scenario && !file->skipped);
	json_line_string(builder, "skipped", file->skipped);
	if (file->diagnostics && file->diagnostics->messages->len && !file->skipped) {
		diagnostics_append(errors, file->diagnostics);
		json_line_array(builder, "diagnostics", errors->str);
	}
	json_line_truth(builder, "limit", file->result.limit);
	json_line_number(builder, "steps", file->result.steps);
	json_line_number(builder, "failed", file->result.failed);
	if (file->timeline)
		json_timeline_members(builder, file->scenario->config.version, file->timeline);
	if (file->timeline && file->timeline->calls)
		json_live_member(builder, file->scenario, &file->result, file->timeline->calls);
}

static void end_members(const ReportEvent *event, JsonBuilder *builder)
{
	const RunTotals *totals = event->data;

	json_line_number(builder, "files", totals->files);
	json_line_number(builder, "failed", totals->failed);
	json_line_number(builder, "errors", totals->broken);
	json_line_number(builder, "skipped", totals->skipped);
	json_line_number(builder, "steps", totals->steps);
	json_line_truth(builder, "limit", totals->limit);
}

const ReportSource run_source = {
	"run", {
		[EVENT_CASE] = { RUN_STEP_WORDS },
		[EVENT_NOTE] = { RUN_STEP_WORDS },
		[EVENT_ITEM] = { RUN_STEP_WORDS },
		[EVENT_FILE] = { .type = "file", .print = print_file, .message = file_message,
				 .detail = file_detail, .rules = rules_of_file,
				 .members = file_members },
		[EVENT_END] = { .type = "end", .print = print_end, .members = end_members },
	},
};

/* ---- events ---- */

/* By itself, or as what is found in its file. */
static EventKind kind_of(const Report *report, const StepOutcome *outcome)
{
	if (report->by_step)
		return outcome->judged || !outcome->passed ? EVENT_CASE : EVENT_ITEM;
	return outcome->passed ? EVENT_ITEM : EVENT_NOTE;
}

/* How often a case of this name has come so far. */
static guint count_name(GHashTable *seen, const ReportEvent *event)
{
	char *name = run_step_name(event);
	guint count = GPOINTER_TO_UINT(g_hash_table_lookup(seen, name));

	g_hash_table_insert(seen, name, GUINT_TO_POINTER(count + 1));
	return count;
}

void run_report_file(Report *report, guint number, const FileReport *file)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; file->scenario && i < file->result.outcomes->len; i++) {
		const StepOutcome *outcome = file->result.outcomes->pdata[i];
		RunStep step = { &file->result, outcome, 0,
				 outcome->follows && !report->by_step && !report->verbose };
		ReportEvent event = run_step_event(&step, kind_of(report, outcome), file->path,
						   i + 1);

		if (event.kind == EVENT_CASE)
			step.repeated = count_name(seen, &event);
		report_event(report, &event);
	}
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .file = file->path, .number = number, .path = file->path,
		.verdict = file->skipped ? VERDICT_SKIPPED :
			   !file->scenario || file->result.limit ? VERDICT_ERROR :
			   run_passed(file) ? VERDICT_PASSED : VERDICT_FAILED,
		.seconds = file->seconds, .data = file });
}
