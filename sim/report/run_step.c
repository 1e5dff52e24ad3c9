/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a statement that was carried out. */
#include "report/run_step.h"

#include <string.h>

#include "report/json_machine.h"
#include "report/rules.h"
#include "run/outcome_words.h"
#include "system/version.h"

ReportEvent run_step_event(const RunStep *step, EventKind kind, const char *file, guint number)
{
	const Position *at = &step->outcome->step->at;

	return (ReportEvent){
		.kind = kind, .verdict = step->outcome->passed ? VERDICT_PASSED : VERDICT_FAILED,
		.file = file, .number = number, .path = at->source->path, .line = at->line,
		.column = at->column, .data = step,
	};
}

/* Lines of so many failures that follow from another are told with that. */
#define FOLLOWERS_TOLD 8

/* ---- words ---- */

/* The line as written, which stays what it is when others come or go; "(2)" if it repeats. */
char *run_step_name(const ReportEvent *event)
{
	const RunStep *step = event->data;
	const Source *source = step->outcome->step->at.source;
	g_autofree char *written = source_line(source, event->line);
	GString *out = g_string_new(NULL);

	if (strcmp(source->path, event->file) != 0)
		g_string_append_printf(out, "%s: ", source->path);
	g_string_append(out, g_strstrip(written));
	if (step->repeated)
		g_string_append_printf(out, " (%u)", step->repeated + 1);
	return g_string_free(out, FALSE);
}

char *run_step_message(const ReportEvent *event)
{
	return g_strdup(((const RunStep *)event->data)->outcome->text);
}

char *run_step_detail(const ReportEvent *event)
{
	const RunStep *step = event->data;
	GString *out = g_string_new(NULL);

	if (step->is_folded)
		outcome_append_follows(out, step->result, step->outcome);
	else
		outcome_append_detail(out, step->result, step->outcome);
	return g_string_free(out, FALSE);
}

/* "7, common/image.ripas:12": lines of the scenario by number. */
static void append_line(GString *out, const RunResult *result, const Position *at)
{
	g_string_append(out, out->len ? ", " : "");
	if (strcmp(at->source->path, result->path) != 0)
		g_string_append_printf(out, "%s:", at->source->path);
	g_string_append_printf(out, "%u", at->line);
}

/* "2 failures follow from it: lines 3, 7 (-v shows them)" */
static void append_followers(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	guint count = 0, last = 0;

	for (guint i = 0; i < result->outcomes->len; i++) {
		const StepOutcome *other = result->outcomes->pdata[i];
		const Position *at = &other->step->at;

		if (other->passed || other->follows != outcome->step)
			continue;
		count++;
		if (at->line == last || count > FOLLOWERS_TOLD)
			continue;
		last = at->line;
		append_line(lines, result, at);
	}
	if (count)
		g_string_append_printf(out, count == 1
				       ? "    %-9s %u failure follows from it: line %s%s (-v shows it)\n"
				       : "    %-9s %u failures follow from it: lines %s%s "
				       "(-v shows them)\n", "then", count, lines->str,
				       count > FOLLOWERS_TOLD ? ", …" : "");
}

void run_step_print(const Report *report, const RunResult *result, const StepOutcome *outcome)
{
	const Position *at = &outcome->step->at;
	g_autofree char *text = g_strchomp(g_strdup(outcome->text ? outcome->text : ""));
	g_autoptr(GString) detail = g_string_new(NULL);

	outcome_append_detail(detail, result, outcome);
	if (!report->verbose)
		append_followers(detail, result, outcome);
	fprintf(report->output->file, "%s:%u:%u: ", at->source->path, at->line, at->column);
	output_paint(report->output, PAINT_BAD, "FAIL");
	fprintf(report->output->file, " %s\n%s", text, detail->str);
}

/* ---- rules ---- */

/* The condition that refused, or that what was expected did not come. */
static void add_result_rule(const RunStep *step, GArray *rules)
{
	const struct rmm_result *result = step->outcome->result;

	if (!result || !rules_add_condition(rules, step->result->model, result))
		report_add_rule(rules, "expectation", NULL,
				"a statement has the result that it expects", FALSE);
}

static void add_rule(const RunStep *step, const RunFinding *finding, GArray *rules)
{
	if (finding->kind == RUN_STEP && finding->step.kind == FINDING_INVARIANT)
		report_add_rule(rules, finding->step.id, finding->step.section,
				finding->step.text, FALSE);
	else if (finding->kind == RUN_STEP && finding->step.kind == FINDING_SELF_CHECK)
		report_add_rule(rules, "self-check", NULL, "the model keeps its own word", FALSE);
	else if (finding->kind == RUN_RESULT)
		add_result_rule(step, rules);
	else if (finding->kind == RUN_PREDICATE)
		report_add_rule(rules, "expectation", NULL,
				"a statement has the result that it expects", FALSE);
	else
		rules_add_not_run(rules);
}

void run_step_rules(const ReportEvent *event, GArray *rules)
{
	const RunStep *step = event->data;

	for (guint i = 0; !step->outcome->follows && i < step->outcome->findings->len; i++)
		add_rule(step, &g_array_index(step->outcome->findings, RunFinding, i), rules);
}

/* ---- members of objects ---- */

/* The other results that the specification permits. */
static void add_permitted(JsonBuilder *builder, const RunStep *step, const GArray *others)
{
	json_line_begin_array(builder, "permitted");
	for (guint i = 0; i < others->len; i++) {
		const struct rmm_result *other = &g_array_index(others, struct rmm_result, i);

		json_builder_begin_object(builder);
		json_line_string(builder, "status", rmm_status(other->status)->name);
		json_machine_condition(builder, step->result->model, other);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static void add_result(JsonBuilder *builder, const RunStep *step, const RunFinding *finding)
{
	const StepOutcome *outcome = step->outcome;
	const char *text = outcome->step->expectation.text;
	g_autoptr(GString) got = g_string_new(NULL);

	outcome_append_result(got, step->result, outcome);
	json_line_string(builder, "kind", "result");
	json_line_string(builder, "expected", text ? text : "success");
	json_line_string(builder, "got", got->str);
	if (outcome->result)
		json_machine_condition(builder, step->result->model, outcome->result);
	if (finding->others)
		add_permitted(builder, step, finding->others);
}

static void add_predicate(JsonBuilder *builder, const RunStep *step, const RunFinding *finding)
{
	static const char *const kinds[] = {
		[STEP_EXPECT] = "expect", [STEP_NEVER] = "never",
		[STEP_REACH] = "reach",
	};
	g_autoptr(GString) got = g_string_new(NULL);

	json_line_string(builder, "kind", kinds[finding->demand]);
	json_line_string(builder, "expected", finding->predicate->text);
	if (finding->demand == STEP_REACH)
		return;
	outcome_append_found(got, step->result, finding);
	json_line_string(builder, "got", got->str);
	json_machine_since(builder, step->result->model, &finding->sight.since);
}

static void add_finding(JsonBuilder *builder, const RunStep *step, const RunFinding *finding)
{
	json_builder_begin_object(builder);
	switch (finding->kind) {
	case RUN_RESULT:
		add_result(builder, step, finding);
		break;
	case RUN_PREDICATE:
		add_predicate(builder, step, finding);
		break;
	case RUN_STEP:
		json_machine_finding(builder, &finding->step);
		break;
	case RUN_ERROR:
	case RUN_LIMIT:
		json_line_string(builder, "kind", finding->kind == RUN_LIMIT ? "limit" : "error");
		json_line_string(builder, "text", finding->message);
		break;
	}
	json_builder_end_object(builder);
}

static void add_hints(JsonBuilder *builder, const GArray *hints)
{
	json_line_begin_array(builder, "hints");
	for (guint i = 0; i < hints->len; i++) {
		json_builder_begin_object(builder);
		json_machine_finding(builder, &g_array_index(hints, Finding, i));
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static void add_notes(JsonBuilder *builder, const ProcedureOutcome *procedure)
{
	g_autofree char *notes = procedure ? g_strjoinv("\n", procedure->notes) : NULL;

	json_line_array(builder, "notes", notes && *notes ? notes : NULL);
}

/* What the file says of the statement: the comment in the lines above it. */
static void add_comment(JsonBuilder *builder, const Position *at)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (unsigned line = at->line; line > 1; line--) {
		g_autofree char *above = g_strstrip(source_line(at->source, line - 1));
		const char *words = above + 1;

		if (*above != '#')
			break;
		while (*words == ' ')
			words++;
		g_string_prepend(text, text->len ? " " : "");
		g_string_prepend(text, words);
	}
	json_line_string(builder, "comment", text->len ? text->str : NULL);
}

void run_step_members(const ReportEvent *event, JsonBuilder *builder)
{
	const RunStep *step = event->data;
	const StepOutcome *outcome = step->outcome;
	g_autoptr(GString) result = g_string_new(NULL), syndrome = g_string_new(NULL);

	outcome_append_result(result, step->result, outcome);
	json_line_string(builder, "file", event->file);
	json_line_number(builder, "n", event->number);
	json_line_string(builder, "source", event->path);
	json_line_number(builder, "line", event->line);
	if (outcome->judged && strcmp(event->path, event->file) == 0)
		add_comment(builder, &outcome->step->at);
	json_line_string(builder, "text", outcome->text);
	json_line_string(builder, "result", result->len ? result->str : NULL);
	json_line_string(builder, "status", outcome_status(outcome));
	if (outcome->result) {
		json_line_string(builder, "command",
				 rmm_command(step->result->model, outcome->called)->name);
		json_machine_condition(builder, step->result->model, outcome->result);
		json_machine_refusal(builder, step->result->model, outcome->result);
	}
	json_line_truth(builder, "passed", outcome->passed);
	json_line_string(builder, "syndrome",
			 outcome_append_syndrome(syndrome, step->result, outcome) ? syndrome->str
										   : NULL);
	json_line_string(builder, "halted", outcome->halted);
	json_line_string(builder, "pending", outcome->pending);
	if (outcome->follows)
		json_line_number(builder, "follows", outcome->follows->at.line);
	json_line_begin_array(builder, "findings");
	for (guint i = 0; i < outcome->findings->len; i++)
		add_finding(builder, step, &g_array_index(outcome->findings, RunFinding, i));
	json_builder_end_array(builder);
	if (outcome->hints->len)
		add_hints(builder, outcome->hints);
	json_machine_changes(builder, step->result->model->config.version, outcome->changes);
	add_notes(builder, outcome->procedure);
}
