/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a line of a log. */
#include "report/replay_event.h"

#include "report/json_machine.h"
#include "report/rules.h"
#include "system/version.h"
#include "text/spelling.h"

/* ---- words ---- */

/* What is departed from is known: by a variant. */
static gboolean is_explained(const ReplayEvent *event)
{
	return event->explained[0] != VARIANT_NONE;
}

/* A line that is bad input. */
static gboolean is_flaw(const ReplayEvent *event)
{
	return event->kind == REPLAY_NOT_JUDGED && event->reason == UNJUDGED_FLAW &&
	       event->line == event->cause;
}

static const char *kind_of(const ReplayEvent *event)
{
	switch (event->kind) {
	case REPLAY_LINE:       return "agrees";
	case REPLAY_NOT_JUDGED: return is_flaw(event) ? "bad input" : "not judged";
	case REPLAY_ENDS:       return "ends here";
	case REPLAY_SKIPPED:    return "skipped";
	case REPLAY_FINDING:
		return event->finding->kind == FINDING_SELF_CHECK ? "self-check" :
		       event->finding->kind == FINDING_HINT ? "hint" :
		       is_explained(event) ? "invariant, explained" : "invariant";
	default:
		return is_explained(event) ? "diverges, explained" : "diverges";
	}
}

/* Why lines are not judged. */
static char *why_of(const ReplayEvent *event)
{
	static const char *const reasons[] = {
		[UNJUDGED_UNEXPLAINED] = "diverges, and no variant explains it",
		[UNJUDGED_END] = "ends the history",
		[UNJUDGED_FLAW] = "cannot be read",
		[UNJUDGED_LIMIT] = "needs more than the pools of the model hold",
	};

	if (is_flaw(event))
		return g_strdup(strchr(event->cause->flaw, ' ') + 1);
	if (event->reason == UNJUDGED_BEYOND)
		return g_strdup(event->cause->beyond);
	return g_strdup_printf("line %u %s", event->cause->number, reasons[event->reason]);
}

static char *permitted_of(const ReplayEvent *event)
{
	GString *out = g_string_new(NULL);

	if (event->permitted)
		g_string_append(out, event->permitted);
	else if (event->record)
		peek_append(out, event->model, event->record);
	else if (event->answers)
		describe_append_answers(out, event->model, event->answers);
	return g_string_free(out, FALSE);
}

static void append(GString *out, const char *keyword, const char *text)
{
	if (text && *text)
		g_string_append_printf(out, "%-9s %s\n", keyword, text);
}

static void append_places(GString *out, const ReplayEvent *event)
{
	for (guint i = 0; event->places && i < event->places->len; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		place_append(text, event->model, &g_array_index(event->places, CallPlace, i),
				      event->trace->name);
		append(out, i ? "" : "state", text->str);
	}
}

static void append_known(GString *out, const ReplayEvent *event)
{
	for (guint i = 0; event->known && i < event->known->len; i++)
		append(out, i ? "" : "known", event->known->pdata[i]);
}

static void append_variants(GString *out, const ReplayEvent *event)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(event->explained); i++) {
		const struct rmm_variant_info *info = rmm_variant_info(event->explained[i]);
		g_autofree char *text = !info ? NULL :
			g_strdup_printf("%s (%s): %s", info->id,
					version_section(event->trace->version, info->section),
					info->text);

		append(out, "variant", text);
	}
}

static char *detail_of(const ReplayEvent *event)
{
	g_autofree char *permitted = permitted_of(event);
	g_autoptr(GString) finding = g_string_new(NULL);
	GString *out = g_string_new(NULL);

	if (event->kind == REPLAY_NOT_JUDGED)
		return g_string_free(out, FALSE);
	append(out, "log", event->line->text);
	if (event->finding) {
		finding_append(finding, event->model, event->finding);
		append(out, event->finding->kind == FINDING_INVARIANT ? "breaks" :
			    event->finding->kind == FINDING_HINT ? "hint" : "unsound",
		       finding->str);
	}
	append(out, "model", permitted);
	append_places(out, event);
	append_known(out, event);
	append_variants(out, event);
	return g_string_free(out, FALSE);
}

char *replay_event_detail(const ReportEvent *event)
{
	return detail_of(event->data);
}

char *replay_event_message(const ReportEvent *report_event)
{
	const ReplayEvent *event = report_event->data;
	g_autofree char *why = NULL;

	if (event->kind != REPLAY_NOT_JUDGED)
		return g_strdup(kind_of(event));
	why = why_of(event);
	if (is_flaw(event))
		return g_steal_pointer(&why);
	return g_strdup_printf("not judged up to line %u: %s", event->last->number, why);
}

CaseVerdict replay_event_verdict(const ReplayEvent *event)
{
	return event->kind == REPLAY_LINE ? VERDICT_PASSED :
	       event->kind == REPLAY_SKIPPED ? VERDICT_SKIPPED :
	       is_flaw(event) ? VERDICT_ERROR :
	       event->kind == REPLAY_NOT_JUDGED || event->kind == REPLAY_ENDS ||
	       (event->finding && (is_explained(event) || event->finding->kind == FINDING_HINT))
	       ? VERDICT_SKIPPED : VERDICT_FAILED;
}

/* ---- for people ---- */

/* "2 forced, 1 open": how much of a line of a console could be said before. */
static void append_values(GString *out, const PartialValues *values)
{
	const struct {
		guint count;
		const char *what;
	} rows[] = {
		{ values->forced, "forced" }, { values->assumed, "assumed" },
		{ values->open, "open" }, { values->unknown, "unknown" },
	};
	const char *before = "";

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (!rows[i].count)
			continue;
		g_string_append_printf(out, "%s%u %s", before, rows[i].count, rows[i].what);
		before = ", ";
	}
	g_string_append_c(out, '\n');
}

/* The line as it stands, and what it changed, or what was known. */
static void print_line(const Report *report, const ReplayEvent *event)
{
	g_autoptr(GString) changes = g_string_new(NULL);

	if (event->changes)
		changes_append(changes, event->model->config.version, event->changes);
	if (event->values)
		append_values(changes, event->values);
	fprintf(report->output->file, "%s\n", event->line->text);
	report_print_comments(report, changes->str);
}

/* A line of another program, faint. */
static void print_skipped(const Report *report, const ReplayEvent *event)
{
	output_paint(report->output, PAINT_FAINT, event->line->text);
	fputc('\n', report->output->file);
}

static void print_not_judged(const Report *report, const ReplayEvent *event)
{
	g_autofree char *why = why_of(event);

	if (report->verbose || event->reason == UNJUDGED_LIMIT)
		fprintf(report->output->file, "%s:%u: not judged up to line %u: %s\n",
			event->trace->name, event->line->number, event->last->number, why);
}

static void print_found(const Report *report, const ReplayEvent *event)
{
	g_autofree char *detail = detail_of(event);
	FILE *file = report->output->file;

	/* What an expected departure causes is counted. */
	if (is_explained(event) &&
	    (report->quiet || (event->finding && !report->verbose)))
		return;
	fprintf(file, "%s:%u: ", event->trace->name, event->line->number);
	output_paint(report->output, event->kind == REPLAY_ENDS ? PAINT_STRONG : PAINT_BAD,
		     kind_of(event));
	fputc('\n', file);
	report_print_indented(report, detail);
}

void replay_event_print(const Report *report, const ReportEvent *report_event, gboolean markdown)
{
	const ReplayEvent *event = report_event->data;

	if (event->kind == REPLAY_LINE)
		print_line(report, event);
	else if (event->kind == REPLAY_SKIPPED)
		print_skipped(report, event);
	else if (event->kind == REPLAY_NOT_JUDGED)
		print_not_judged(report, event);
	else
		print_found(report, event);
}

/* ---- rules ---- */

/* The conditions that the model permits to refuse where the log has something else. */
static void add_conditions(const ReplayEvent *event, GArray *rules)
{
	for (guint i = 0; event->answers && i < event->answers->len; i++)
		rules_add_condition(rules, event->model,
				    &g_array_index(event->answers, Answer, i).result);
	if (rules->len == 0)
		report_add_rule(rules, "divergence", NULL, "a log agrees with the model", FALSE);
}

void replay_event_rules(const ReportEvent *report_event, GArray *rules)
{
	const ReplayEvent *event = report_event->data;

	if (event->kind == REPLAY_NOT_JUDGED)
		report_add_rule(rules, "not-judged", NULL, "what a log says is judged", FALSE);
	else if (event->kind == REPLAY_ENDS)
		report_add_rule(rules, "assert", NULL, "no command ends in an assert of the RMM", FALSE);
	else if (event->finding)
		report_add_rule(rules, event->finding->id ? event->finding->id : "self-check",
			 event->finding->section, event->finding->text, is_explained(event));
	for (guint i = 0; i < EXPLAINED_MAX && event->kind == REPLAY_DIVERGES; i++)
		if (event->explained[i] != VARIANT_NONE)
			rules_add_variant(rules, event->trace->version, event->explained[i], TRUE);
	if (rules->len == 0)
		add_conditions(event, rules);
}

/* ---- members of objects ---- */

static void add_variants(JsonBuilder *builder, const ReplayEvent *event)
{
	json_line_begin_array(builder, "variants");
	for (unsigned i = 0; i < G_N_ELEMENTS(event->explained); i++) {
		const struct rmm_variant_info *info = rmm_variant_info(event->explained[i]);

		if (!info)
			continue;
		json_builder_begin_object(builder);
		json_line_string(builder, "id", info->id);
		json_line_string(builder, "section",
				 version_section(event->trace->version, info->section));
		json_line_string(builder, "text", info->text);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

/* What is at the places that the line names. */
static void add_places(JsonBuilder *builder, const ReplayEvent *event)
{
	json_line_begin_array(builder, "state");
	for (guint i = 0; i < event->places->len; i++) {
		const CallPlace *place = &g_array_index(event->places, CallPlace, i);
		g_autoptr(GString) found = g_string_new(NULL);

		json_builder_begin_object(builder);
		json_line_string(builder, "operation", place->operation);
		json_line_string(builder, "name", place->name ? place->name : "realm");
		json_line_address(builder, "address", place->name ? place->sight.address
				  : place->sight.rd);
		sight_append(found, event->model, &place->sight);
		json_line_string(builder, "found", found->str);
		json_machine_since(builder, event->model, &place->sight.since);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

/* What the model permits: results, or a record of its own. */
static void add_permitted(JsonBuilder *builder, const ReplayEvent *event)
{
	g_autoptr(GString) record = g_string_new(NULL);

	if (event->record) {
		peek_append(record, event->model, event->record);
		json_line_string(builder, "record", record->str);
	}
	if (!event->answers || event->record)
		return;
	json_line_begin_array(builder, "permitted");
	for (guint i = 0; i < event->answers->len; i++) {
		const Answer *answer = &g_array_index(event->answers, Answer, i);
		g_autoptr(GString) text = g_string_new(NULL);

		spelling_append_result(text, event->model, answer->call.command,
				       &answer->result, NUMBERS_TRACE);
		json_builder_begin_object(builder);
		json_line_string(builder, "result", text->str);
		json_line_string(builder, "status", rmm_status(answer->result.status)->name);
		json_machine_condition(builder, event->model, &answer->result);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

/* Of a console: what the model returns, and what is known of the places. */
static void add_known(JsonBuilder *builder, const ReplayEvent *event)
{
	json_line_string(builder, "record", event->permitted);
	json_line_begin_array(builder, "known");
	for (guint i = 0; i < event->known->len; i++)
		json_builder_add_string_value(builder, event->known->pdata[i]);
	json_builder_end_array(builder);
}

static void add_values(JsonBuilder *builder, const PartialValues *values)
{
	json_line_begin_object(builder, "values");
	json_line_number(builder, "forced", values->forced);
	json_line_number(builder, "assumed", values->assumed);
	json_line_number(builder, "open", values->open);
	json_line_number(builder, "unknown", values->unknown);
	json_builder_end_object(builder);
}

/* The name of the command that the line is of; NULL: of none. */
static const char *command_of(const ReplayEvent *event)
{
	const struct rmm_command *command = event->line->command < COMMANDS
		? version_commands(event->trace->version)[event->line->command] : NULL;

	return command ? command->name : NULL;
}

void replay_event_members(const ReportEvent *report_event, JsonBuilder *builder)
{
	const ReplayEvent *event = report_event->data;
	g_autofree char *why = event->kind == REPLAY_NOT_JUDGED ? why_of(event) : NULL;

	json_line_string(builder, "file", event->trace->name);
	json_line_number(builder, "line", event->line->number);
	json_line_string(builder, "kind", kind_of(event));
	json_line_string(builder, "command", command_of(event));
	if (why)
		json_line_number(builder, "last", event->last->number);
	json_line_string(builder, "why", why);
	if (event->finding) {
		json_line_begin_object(builder, "finding");
		json_machine_finding(builder, event->finding);
		json_builder_end_object(builder);
	}
	json_line_string(builder, "log", event->line->text);
	add_permitted(builder, event);
	if (event->known)
		add_known(builder, event);
	if (event->values)
		add_values(builder, event->values);
	if (event->places)
		add_places(builder, event);
	if (event->changes)
		json_machine_changes(builder, event->model->config.version, event->changes);
	if (event->kind != REPLAY_LINE)
		add_variants(builder, event);
}
