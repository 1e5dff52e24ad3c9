/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is reported of explorations: a case for each question, one for the
 * invariants (or for each that broke), an item for each command.
 */
#include "report/explore_source.h"

#include "inquiry/witness_text.h"
#include "report/explore_words.h"
#include "report/json_line.h"
#include "report/rules.h"
#include "run/outcome_words.h"
#include "system/version.h"

/* A case: a property, that every way ends (PROGRESS), or (NO_PROPERTY) what the invariants came to. */
typedef struct {
	const ExploreFile *file;
	guint property;
	Answer answer;
	const Witness *witness; /* or NULL */
} Case;

#define NO_PROPERTY G_MAXUINT
#define PROGRESS (G_MAXUINT - 1)

static gboolean is_of_block(const Case *of)
{
	return of->property < PROGRESS;
}

typedef struct {
	const ExploreFile *file;
	enum rmm_command_id command;
} Item;

static CaseVerdict verdict_of(Answer answer)
{
	static const CaseVerdict verdicts[] = {
		[ANSWER_HOLDS] = VERDICT_PASSED, [ANSWER_BROKEN] = VERDICT_FAILED,
		[ANSWER_REACHED] = VERDICT_PASSED, [ANSWER_NOT_REACHED] = VERDICT_FAILED,
		[ANSWER_SO_FAR] = VERDICT_SKIPPED,
	};

	return verdicts[answer];
}

static const char *question(const Case *of)
{
	return of->property == PROGRESS ? "progress" : of->property == NO_PROPERTY ? "invariants" :
	       of->file->explored->exploration->alphabet.properties[of->property].text;
}

/* Why a file has no cases. */
static const char *file_error(const ExploreFile *file)
{
	return !file->explored ? "the file has errors and was not explored" :
	       !file->explored->exploration ? explore_why_not(file->explored) : NULL;
}

/* ---- words for all formats ---- */

static char *case_name(const ReportEvent *event)
{
	return g_strdup(question(event->data));
}

static char *case_message(const ReportEvent *event)
{
	const Case *of = event->data;
	GString *out = g_string_new(NULL);

	if (of->witness)
		witness_append_subject(out, of->file->explored, of->witness);
	else
		g_string_append(out, of->answer == ANSWER_SO_FAR
				? explore_end_text(of->file->explored->result.end)
				: explore_answer_text(of->answer));
	return g_string_free(out, FALSE);
}

static char *case_detail(const ReportEvent *event)
{
	const Case *of = event->data;
	GString *out = g_string_new(NULL);

	if (of->witness) {
		witness_append_subject(out, of->file->explored, of->witness);
		g_string_append_c(out, '\n');
		witness_append_calls(out, of->file->explored, of->witness, "    ");
	}
	return g_string_free(out, FALSE);
}

static void case_rules(const ReportEvent *event, GArray *rules)
{
	const Case *of = event->data;
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	if (of->witness && of->witness->found->kind == FOUND_INVARIANT)
		rules_add_invariant(rules, of->file->explored->exploration->model->config.version,
				    &rows[of->witness->found->index]);
	else
		report_add_rule(rules, "question", NULL, "what a file asks has the answer it should",
				FALSE);
}

static char *file_message(const ReportEvent *event)
{
	return g_strdup(file_error(event->data));
}

/* What is wrong with the file, or with the steps of its setup. */
static char *error_detail(const ExploreFile *file)
{
	GString *out = g_string_new(NULL);

	if (!file->explored)
		diagnostics_append(out, file->diagnostics);
	for (guint i = 0; file->explored && i < file->explored->setup.outcomes->len; i++) {
		const StepOutcome *outcome = file->explored->setup.outcomes->pdata[i];

		g_string_append_printf(out, "%s:%u: %s\n", outcome->step->at.source->path,
				       outcome->step->at.line, outcome->text);
		outcome_append_detail(out, &file->explored->setup, outcome);
	}
	return g_string_free(out, FALSE);
}

static char *file_detail(const ReportEvent *event)
{
	const ExploreFile *file = event->data;

	if (file_error(file))
		return error_detail(file);
	return explored_is_partial(file->explored)
	       ? g_strdup_printf("%s is incomplete: %s\n", file->path,
				 explore_end_text(file->explored->result.end)) : NULL;
}

/* ---- members of objects ---- */

/* Beyond 2^53 numbers lose digits in many readers: then the member is a string. */
static void add_count(JsonBuilder *builder, const char *name, Count count)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (count >> 53 == 0) {
		json_line_number(builder, name, (guint64)count);
		return;
	}
	explore_append_count(text, count);
	g_string_replace(text, ",", "", 0);
	json_line_string(builder, name, text->str);
}

static gboolean counts_rims(const ExploreFile *file, guint property)
{
	return file->explored->exploration->alphabet.properties[property].kind == PROPERTY_RIMS;
}

static void case_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Case *of = event->data;
	g_autofree char *answer = g_ascii_strdown(explore_answer_text(of->answer), -1);
	g_autoptr(GString) subject = g_string_new(NULL);
	g_autoptr(GString) calls = g_string_new(NULL);

	json_line_string(builder, "file", of->file->path);
	json_line_string(builder, "text", question(of));
	json_line_string(builder, "answer", answer);
	if (is_of_block(of) && counts_rims(of->file, of->property))
		json_line_number(builder, "rims", explored_rims(of->file->explored, of->property));
	if (is_of_block(of) && explored_is_vacuous(of->file->explored, of->property))
		json_line_truth(builder, "vacuous", TRUE);
	if (!of->witness)
		return;
	witness_append_subject(subject, of->file->explored, of->witness);
	witness_append_calls(calls, of->file->explored, of->witness, "");
	json_line_string(builder, "subject", subject->str);
	json_line_number(builder, "actions", of->witness->found->actions->len);
	json_line_truth(builder, "confirmed", of->witness->confirmed);
	json_line_array(builder, "calls", calls->str);
}

static void command_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Item *item = event->data;
	const Explored *explored = item->file->explored;
	const CommandCount *count = &explored->result.commands[item->command];
	g_autoptr(GString) never = g_string_new(NULL);
	g_autoptr(GString) alone = g_string_new(NULL);

	json_line_string(builder, "file", item->file->path);
	json_line_string(builder, "command",
			 rmm_command(explored->exploration->model, item->command)->name);
	add_count(builder, "successes", count->successes);
	add_count(builder, "refusals", count->refusals);
	if (!explored->result.all_conditions)
		return;
	explore_append_missing(never, explored, item->command, count->reached, "\n");
	explore_append_missing(alone, explored, item->command, count->alone | ~count->reached, "\n");
	json_line_array(builder, "never", never->str);
	json_line_array(builder, "never_alone", alone->str);
}

static void file_members(const ReportEvent *event, JsonBuilder *builder)
{
	const ExploreFile *file = event->data;
	const Explored *explored = file->explored;
	g_autofree char *errors = file_error(file) ? error_detail(file) : NULL;
	g_autoptr(GString) host = g_string_new(NULL), realm = g_string_new(NULL);
	g_autoptr(GString) symmetry = g_string_new(NULL);

	json_line_string(builder, "file", file->path);
	json_line_number(builder, "number", event->number);
	json_line_truth(builder, "passed", explored && explored_holds(explored));
	json_line_truth(builder, "errors", !explored);
	if (file_error(file)) {
		json_line_array(builder, "diagnostics", errors);
		return;
	}
	json_line_string(builder, "engine", explored->engine->name);
	json_line_string(builder, "end", explore_end_text(explored->result.end));
	json_line_truth(builder, "partial", explored_is_partial(explored));
	json_line_truth(builder, "counted", explored->result.counted);
	if (explored->result.instead)
		json_line_string(builder, "instead", explored->result.instead);
	if (explored->result.near)
		json_line_number(builder, "near", explored->result.near);
	add_count(builder, "states", explored->result.states);
	add_count(builder, "transitions", explored->result.transitions);
	if (explored->result.has_depth)
		json_line_number(builder, "depth", explored->result.depth);
	json_line_number(builder, "runs", explored->result.runs);
	json_line_number(builder, "invariants", explore_invariants(explored));
	explore_append_left_out(host, explored, TRUE, "\n");
	explore_append_left_out(realm, explored, FALSE, "\n");
	json_line_array(builder, "no_action_of_host", host->str);
	json_line_array(builder, "no_action_of_realm", realm->str);
	explore_append_symmetry(symmetry, explored, "\n");
	if (symmetry->len)
		json_line_array(builder, "symmetry", symmetry->str);
}

const ReportSource explore_source = {
	"explore", {
		[EVENT_CASE] = { .type = "question", .name = case_name, .message = case_message,
				 .detail = case_detail, .rules = case_rules,
				 .members = case_members },
		[EVENT_ITEM] = { .type = "command", .members = command_members },
		[EVENT_FILE] = { .type = "exploration", .print = explore_print_file,
				 .message = file_message, .detail = file_detail,
				 .rules = rules_of_file, .members = file_members },
		[EVENT_END] = { .type = "end", .print = explore_print_end,
				.members = explore_end_members },
	},
};

/* ---- events ---- */

static gboolean is_property(const Witness *witness)
{
	return found_is_of_property(witness->found);
}

static gboolean is_circle(const Witness *witness)
{
	return witness->found->kind == FOUND_CIRCLE;
}

static const Witness *circle_of(const Explored *explored)
{
	for (guint i = 0; i < explored->witnesses->len; i++)
		if (is_circle(explored->witnesses->pdata[i]))
			return explored->witnesses->pdata[i];
	return NULL;
}

static const Witness *witness_of(const Explored *explored, guint property)
{
	for (guint i = 0; i < explored->witnesses->len; i++) {
		const Witness *witness = explored->witnesses->pdata[i];

		if (is_property(witness) && witness->found->index == property)
			return witness;
	}
	return NULL;
}

static void report_case(Report *report, const Case *of, guint number)
{
	const ExploreBlock *block = of->file->explored->scenario->explore;
	const Position *at = !is_of_block(of) ? &block->at :
			     &((Question *)block->questions->pdata[of->property])->at;

	report_event(report, &(ReportEvent){
		.kind = EVENT_CASE, .verdict = verdict_of(of->answer), .file = of->file->path,
		.number = number, .path = at->source->path, .line = at->line,
		.column = at->column, .data = of });
}

static void report_cases(Report *report, const ExploreFile *file)
{
	const Explored *explored = file->explored;
	guint number = 0;

	for (guint i = 0; i < explored->exploration->alphabet.property_count; i++) {
		const Case of = { file, i, explored_answer(explored, i), witness_of(explored, i) };

		report_case(report, &of, ++number);
	}
	if (explored->asks_progress) {
		const Case of = { file, PROGRESS, explored_progress(explored), circle_of(explored) };

		report_case(report, &of, ++number);
	}
	if (explore_invariants_answer(explored) != ANSWER_BROKEN) {
		const Case of = { file, NO_PROPERTY, explore_invariants_answer(explored), NULL };

		report_case(report, &of, ++number);
	}
	for (guint i = 0; i < explored->witnesses->len; i++) {
		const Case of = { file, NO_PROPERTY, ANSWER_BROKEN, explored->witnesses->pdata[i] };

		if (!is_property(of.witness) && !is_circle(of.witness))
			report_case(report, &of, ++number);
	}
}

static void report_commands(Report *report, const ExploreFile *file)
{
	for (unsigned id = 0; id < COMMANDS; id++) {
		const Item item = { file, (enum rmm_command_id)id };

		if (explore_uses(file->explored, item.command))
			report_event(report, &(ReportEvent){ .kind = EVENT_ITEM, .file = file->path,
							     .data = &item });
	}
}

void explore_report_file(Report *report, guint number, const ExploreFile *file)
{
	gboolean passed = file->explored && explored_holds(file->explored);

	if (!file_error(file)) {
		report_cases(report, file);
		report_commands(report, file);
	}
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = file_error(file) ? VERDICT_ERROR :
		passed ? VERDICT_PASSED : VERDICT_FAILED, .file = file->path, .number = number,
		.path = file->path, .data = file });
}
