/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of scenarios that were run. */
#include "report/run_source.h"

#include "language/print.h"
#include "report/json_line.h"
#include "run/outcome_words.h"
#include "system/version.h"

/* What an event of a statement is about. */
struct step {
	const RunResult *result;
	const StepOutcome *outcome;
};

gboolean run_passed(const FileReport *file)
{
	return file->scenario && file->result.failed == 0 && !file->result.limit;
}

/* ---- for people ---- */

static void print_failure(const Report *report, const RunResult *result,
			  const StepOutcome *outcome)
{
	const Position *at = &outcome->step->at;
	g_autofree char *text = g_strchomp(g_strdup(outcome->text ? outcome->text : ""));
	g_autoptr(GString) detail = g_string_new(NULL);

	outcome_append_detail(detail, result, outcome);
	fprintf(report->output->file, "%s:%u:%u: ", at->source->path, at->line, at->column);
	output_paint(report->output, PAINT_BAD, "FAIL");
	fprintf(report->output->file, " %s\n%s", text, detail->str);
}

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

static void print_verdict(const Report *report, const FileReport *file)
{
	gboolean passed = run_passed(file);
	const char *title = file->scenario ? file->scenario->title : NULL;

	if (report->verbose)
		fputs("# ", report->output->file);
	output_paint(report->output, passed ? PAINT_GOOD : PAINT_BAD, passed ? "ok   " : "FAIL ");
	fprintf(report->output->file, "%s%s%s", file->path, title ? ": " : "",
		title ? title : "");
	if (!file->scenario)
		fputs(": errors, not run", report->output->file);
	else if (file->result.limit)
		fputs(": incomplete", report->output->file);
	fputc('\n', report->output->file);
	if (file->scenario && file->scenario->explore && !report->quiet)
		fprintf(report->output->file, "%sthere is more behind these steps: "
			"ripas-sim explore %s\n", report->verbose ? "# " : "     ", file->path);
}

static void print_file(const Report *report, const FileReport *file)
{
	if (report->verbose && file->scenario)
		print_trace(report, file);
	for (guint i = 0; file->scenario && i < file->result.outcomes->len; i++) {
		const StepOutcome *outcome = file->result.outcomes->pdata[i];

		if (!outcome->passed)
			print_failure(report, &file->result, outcome);
	}
	if (!report->quiet || !run_passed(file))
		print_verdict(report, file);
}

static void print_end(const Report *report, const RunTotals *totals)
{
	if (report->quiet && totals->failed == 0 && totals->broken == 0)
		return;
	fprintf(report->output->file, "%s%u file%s, %u ok, %u failed",
		report->verbose ? "# " : "", totals->files, totals->files == 1 ? "" : "s",
		totals->files - totals->failed - totals->broken, totals->failed);
	if (totals->broken)
		fprintf(report->output->file, ", %u with errors", totals->broken);
	fprintf(report->output->file, "; %u steps\n", totals->steps);
}

static void print(const Report *report, const ReportEvent *event, gboolean markdown)
{
	(void)markdown;
	if (event->kind == EVENT_FILE)
		print_file(report, event->data);
	else if (event->kind == EVENT_END)
		print_end(report, event->data);
}

/* ---- words for all formats ---- */

static gboolean is_step(const ReportEvent *event)
{
	return event->kind == EVENT_CASE || event->kind == EVENT_ITEM;
}

/* Of a file: what keeps it from passing, but for its statements. */
static const char *file_error(const FileReport *file)
{
	return !file->scenario ? "the file has errors and was not run" :
	       file->result.limit ? "incomplete: a limit of the model was hit" : NULL;
}

static char *name(const ReportEvent *event)
{
	const struct step *step = event->data;
	const char *text;

	if (event->kind == EVENT_FILE)
		return file_error(event->data) ? g_strdup("all") : NULL;
	if (!is_step(event))
		return NULL;
	text = step->outcome->text;
	return g_strdup_printf("line %u: %s", event->line, text ? text : "");
}

static char *message(const ReportEvent *event)
{
	const RunTotals *totals = event->data;

	if (event->kind == EVENT_END)
		return g_strdup_printf("Totals: pass:%u fail:%u skip:0",
				       totals->files - totals->failed - totals->broken,
				       totals->failed + totals->broken);
	if (event->kind == EVENT_FILE)
		return g_strdup(file_error(event->data));
	return g_strdup(((const struct step *)event->data)->outcome->text);
}

static char *detail(const ReportEvent *event)
{
	const struct step *step = event->data;
	const FileReport *file = event->data;
	GString *out = g_string_new(NULL);

	if (is_step(event))
		outcome_append_detail(out, step->result, step->outcome);
	else if (event->kind == EVENT_FILE && !file->scenario)
		g_string_append_printf(out, "%s has errors and was not run\n", file->path);
	else if (event->kind == EVENT_FILE && file->result.limit)
		g_string_append_printf(out, "%s is incomplete: a limit of the model was hit\n",
				       file->path);
	return g_string_free(out, FALSE);
}

static void add_rule(GArray *rules, const char *id, const char *section, const char *text)
{
	ReportRule rule = { id, section, text, FALSE };

	g_array_append_val(rules, rule);
}

/* The condition that refused, or that what was expected did not come. */
static void add_result_rule(const struct step *step, GArray *rules)
{
	const char *condition = outcome_condition(step->result, step->outcome);
	const struct rmm_command *command;

	if (!condition) {
		add_rule(rules, "expectation", NULL, "a statement comes to what it says");
		return;
	}
	command = rmm_command(step->result->model, step->outcome->result->command);
	add_rule(rules, condition,
		 version_section(step->result->model->config.version, command->section), NULL);
}

static void step_rules(const struct step *step, GArray *rules)
{
	for (guint i = 0; i < step->outcome->findings->len; i++) {
		const RunFinding *finding = &g_array_index(step->outcome->findings, RunFinding, i);

		if (finding->kind == RUN_STEP && finding->step.kind == FINDING_INVARIANT)
			add_rule(rules, finding->step.id, finding->step.section,
				 finding->step.text);
		else if (finding->kind == RUN_STEP && finding->step.kind == FINDING_SELF_CHECK)
			add_rule(rules, "self-check", NULL, "the model keeps its own word");
		else if (finding->kind == RUN_RESULT)
			add_result_rule(step, rules);
		else if (finding->kind == RUN_PREDICATE)
			add_rule(rules, "expectation", NULL, "a statement comes to what it says");
		else
			add_rule(rules, "not-run", NULL, "what is written can be carried out");
	}
}

static void rules(const ReportEvent *event, GArray *rules)
{
	if (is_step(event))
		step_rules(event->data, rules);
	else if (file_error(event->data))
		add_rule(rules, "not-run", NULL, "what is written can be carried out");
}

/* ---- members of objects ---- */

static void step_members(const ReportEvent *event, JsonBuilder *builder)
{
	const struct step *step = event->data;
	const StepOutcome *outcome = step->outcome;
	g_autoptr(GString) result = g_string_new(NULL), detail = g_string_new(NULL);
	g_autoptr(GString) changes = g_string_new(NULL);

	outcome_append_result(result, step->result, outcome);
	outcome_append_detail(detail, step->result, outcome);
	outcome_append_changes(changes, step->result, outcome);
	json_line_string(builder, "file", event->file);
	json_line_number(builder, "n", event->number);
	json_line_string(builder, "source", event->path);
	json_line_number(builder, "line", event->line);
	json_line_string(builder, "text", outcome->text);
	json_line_string(builder, "result", result->len ? result->str : NULL);
	json_line_string(builder, "status", outcome_status(outcome));
	json_line_string(builder, "condition", outcome_condition(step->result, outcome));
	json_line_truth(builder, "passed", outcome->passed);
	json_line_array(builder, "detail", detail->len ? detail->str : NULL);
	json_line_array(builder, "changes", changes->len ? changes->str : NULL);
}

static void file_members(const ReportEvent *event, JsonBuilder *builder)
{
	const FileReport *file = event->data;

	json_line_string(builder, "file", file->path);
	json_line_number(builder, "number", event->number);
	json_line_string(builder, "title", file->scenario ? file->scenario->title : NULL);
	json_line_string(builder, "question", file->scenario ? file->scenario->question : NULL);
	json_line_truth(builder, "passed", run_passed(file));
	json_line_truth(builder, "errors", !file->scenario);
	json_line_truth(builder, "limit", file->result.limit);
	json_line_number(builder, "steps", file->result.steps);
	json_line_number(builder, "failed", file->result.failed);
}

static void members(const ReportEvent *event, JsonBuilder *builder)
{
	const RunTotals *totals = event->data;

	if (is_step(event)) {
		step_members(event, builder);
	} else if (event->kind == EVENT_FILE) {
		file_members(event, builder);
	} else {
		json_line_number(builder, "files", totals->files);
		json_line_number(builder, "failed", totals->failed);
		json_line_number(builder, "errors", totals->broken);
		json_line_number(builder, "steps", totals->steps);
		json_line_truth(builder, "limit", totals->limit);
	}
}

const ReportSource run_source = {
	"run", { [EVENT_CASE] = "step", [EVENT_ITEM] = "step", [EVENT_FILE] = "file",
		 [EVENT_END] = "end" },
	print, name, message, detail, rules, members,
};

/* ---- events ---- */

void run_report_file(Report *report, guint number, const FileReport *file)
{
	for (guint i = 0; file->scenario && i < file->result.outcomes->len; i++) {
		const StepOutcome *outcome = file->result.outcomes->pdata[i];
		const struct step step = { &file->result, outcome };
		const Position *at = &outcome->step->at;
		gboolean is_case = outcome->judged || !outcome->passed;

		report_event(report, &(ReportEvent){
			is_case ? EVENT_CASE : EVENT_ITEM,
			outcome->passed ? VERDICT_PASSED : VERDICT_FAILED, file->path, i + 1,
			at->source->path, at->line, at->column, &step });
	}
	report_event(report, &(ReportEvent){
		EVENT_FILE, file_error(file) ? VERDICT_ERROR :
		run_passed(file) ? VERDICT_PASSED : VERDICT_FAILED,
		file->path, number, file->path, 0, 0, file });
}

void run_report_end(Report *report, const RunTotals *totals)
{
	report_event(report, &(ReportEvent){ .kind = EVENT_END, .data = totals });
}
