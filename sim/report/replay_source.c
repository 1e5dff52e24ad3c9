/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of logs that were replayed. */
#include "report/replay_source.h"

#include "report/json_line.h"

gboolean replay_passed(const ReplayCount *count)
{
	return count->diverge == 0 && count->unsound == 0 && count->broken == 0 && !count->limit;
}

/* ---- words of an event ---- */

/* What is departed from is known: by a variant. */
static gboolean is_explained(const ReplayEvent *event)
{
	return event->explained[0] != VARIANT_NONE;
}

static const char *kind_of(const ReplayEvent *event)
{
	switch (event->kind) {
	case REPLAY_LINE:       return "agrees";
	case REPLAY_NOT_JUDGED: return "not judged";
	case REPLAY_ENDS:       return "ends here";
	case REPLAY_FINDING:
		return event->finding->kind == FINDING_SELF_CHECK ? "self-check" :
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
		[UNJUDGED_LIMIT] = "needs more than the pools of the model hold",
	};

	if (event->reason == UNJUDGED_BEYOND)
		return g_strdup(event->cause->beyond);
	return g_strdup_printf("line %u %s", event->cause->number, reasons[event->reason]);
}

static char *permitted_of(const ReplayEvent *event)
{
	GString *out = g_string_new(NULL);

	if (event->record)
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

		describe_append_place(text, event->model, &g_array_index(event->places, Place, i),
				      event->trace->name);
		append(out, i ? "" : "state", text->str);
	}
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

static char *event_detail(const ReplayEvent *event)
{
	g_autofree char *permitted = permitted_of(event);
	g_autoptr(GString) finding = g_string_new(NULL);
	GString *out = g_string_new(NULL);

	append(out, "log", event->line->text);
	if (event->finding) {
		finding_append(finding, event->model, event->finding);
		append(out, event->finding->kind == FINDING_INVARIANT ? "breaks" : "unsound",
		       finding->str);
	}
	append(out, "model", permitted);
	append_places(out, event);
	append_variants(out, event);
	return g_string_free(out, FALSE);
}

/* ---- for people ---- */

/* The line as it stands, and what it changed. */
static void print_line(const Report *report, const ReplayEvent *event)
{
	g_autoptr(GString) changes = g_string_new(NULL);

	changes_append(changes, event->model->config.version, event->changes);
	fprintf(report->output->file, "%s\n", event->line->text);
	report_print_comments(report, changes->str);
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
	g_autofree char *detail = event_detail(event);
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

static void print_event(const Report *report, const ReplayEvent *event)
{
	if (event->kind == REPLAY_LINE)
		print_line(report, event);
	else if (event->kind == REPLAY_NOT_JUDGED)
		print_not_judged(report, event);
	else
		print_found(report, event);
}

static char *summary(const LogReport *log)
{
	return g_strdup_printf("named trace, %s: %u lines, %u agree, %u diverge, %u not judged",
			       log->version->id, log->count.lines, log->count.agree,
			       log->count.diverge, log->count.not_judged);
}

static void print_log(const Report *report, const LogReport *log)
{
	gboolean passed = replay_passed(&log->count);
	g_autofree char *text = log->version ? summary(log) : NULL;

	if (!log->version)
		return;
	if (log->count.limit)
		fprintf(report->output->file, "%s: incomplete\n", log->path);
	if (!report->verbose)
		return;
	output_paint(report->output, passed ? PAINT_GOOD : PAINT_BAD, passed ? "ok   " : "FAIL ");
	fprintf(report->output->file, "%s: %s\n", log->path, text);
}

static void print_departures(FILE *file, const ReplayTotals *totals, guint version)
{
	for (unsigned i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const struct rmm_variant_info *info = rmm_variant_info(i);

		if (totals->explained[version][i])
			fprintf(file, "%6u %-36s %-12s %s\n", totals->explained[version][i],
				info->id, version_section(version_at(version), info->section),
				info->text);
	}
}

static void print_number(FILE *file, guint number, const char *what, const char *rest)
{
	if (number)
		fprintf(file, "%u %s%s %s\n", number, what, number == 1 ? "" : "s", rest);
}

static void print_end(const Report *report, const ReplayTotals *totals)
{
	FILE *file = report->output->file;

	for (unsigned i = 0; i < version_count() && !report->quiet; i++)
		print_departures(file, totals, i);
	for (unsigned i = 0; i < version_count() && !report->quiet; i++)
		if (totals->versions[i])
			fprintf(file, "%u named trace%s of %s\n", totals->versions[i],
				totals->versions[i] == 1 ? "" : "s", version_at(i)->id);
	print_number(file, totals->count.unsound, "finding", "of the self-check");
	print_number(file, totals->count.caused, "invariant", "broken by known departures");
	print_number(file, totals->count.broken, "invariant", "broken");
	fprintf(file, "%u lines, %u agree, %u diverge, %u not judged\n", totals->count.lines,
		totals->count.agree, totals->count.diverge, totals->count.not_judged);
}

static void print(const Report *report, const ReportEvent *event, gboolean markdown)
{
	(void)markdown;
	if (event->kind == EVENT_END)
		print_end(report, event->data);
	else if (event->kind == EVENT_FILE)
		print_log(report, event->data);
	else
		print_event(report, event->data);
}

/* ---- words for all formats ---- */

static gboolean is_line(const ReportEvent *event)
{
	return event->kind == EVENT_NOTE || event->kind == EVENT_ITEM;
}

static char *name(const ReportEvent *event)
{
	const ReplayEvent *of = event->data;
	const LogReport *log = event->data;

	if (is_line(event))
		return g_strdup_printf("line %u: %s", event->line, of->line->text);
	if (event->kind == EVENT_END)
		return NULL;
	return log->version ? g_strdup_printf("%u of %u lines agree", log->count.agree,
					      log->count.lines) : g_strdup("all");
}

static char *message(const ReportEvent *event)
{
	const ReplayEvent *of = event->data;
	const ReplayTotals *totals = event->data;

	if (event->kind == EVENT_END)
		return g_strdup_printf("%u lines, %u agree, %u diverge, %u not judged",
				       totals->count.lines, totals->count.agree,
				       totals->count.diverge, totals->count.not_judged);
	if (event->kind == EVENT_FILE)
		return g_strdup("cannot be read");
	if (of->kind == REPLAY_NOT_JUDGED) {
		g_autofree char *why = why_of(of);

		return g_strdup_printf("not judged up to line %u: %s", of->last->number, why);
	}
	return g_strdup(kind_of(of));
}

static char *detail(const ReportEvent *event)
{
	const ReplayEvent *of = event->data;
	const LogReport *log = event->data;

	if (is_line(event))
		return of->kind == REPLAY_NOT_JUDGED ? NULL : event_detail(of);
	if (event->kind == EVENT_END)
		return NULL;
	return log->version ? summary(log) : g_strdup_printf("%s cannot be read", log->path);
}

static void add_rule(GArray *rules, const char *id, const char *section, const char *text,
		     gboolean is_expected)
{
	ReportRule rule = { id, section, text, is_expected };

	g_array_append_val(rules, rule);
}

/* The conditions that the model permits to refuse where the log has something else. */
static void add_conditions(const ReplayEvent *event, GArray *rules)
{
	for (guint i = 0; event->answers && i < event->answers->len; i++) {
		const struct rmm_result *result = &g_array_index(event->answers, Answer, i).result;

		if (result->condition != RMM_NO_CONDITION)
			add_rule(rules, rmm_condition_id(event->model, result->command,
							 result->condition),
				 version_section(event->trace->version,
						 rmm_command(event->model,
							     result->command)->section),
				 NULL, FALSE);
	}
	if (rules->len == 0)
		add_rule(rules, "divergence", NULL, "a log agrees with the model", FALSE);
}

static void event_rules(const ReplayEvent *event, GArray *rules)
{
	const struct rmm_variant_info *info;

	if (event->kind == REPLAY_NOT_JUDGED)
		add_rule(rules, "not-judged", NULL, "what a log tells is judged", FALSE);
	else if (event->kind == REPLAY_ENDS)
		add_rule(rules, "assert", NULL, "no command ends in an assert of the RMM", FALSE);
	else if (event->finding)
		add_rule(rules, event->finding->id ? event->finding->id : "self-check",
			 event->finding->section, event->finding->text, is_explained(event));
	for (guint i = 0; i < EXPLAINED_MAX && event->kind == REPLAY_DIVERGES; i++) {
		info = rmm_variant_info(event->explained[i]);
		if (info)
			add_rule(rules, info->id,
				 version_section(event->trace->version, info->section),
				 info->text, TRUE);
	}
	if (rules->len == 0)
		add_conditions(event, rules);
}

static void rules(const ReportEvent *event, GArray *rules)
{
	const LogReport *log = event->data;

	if (is_line(event))
		event_rules(event->data, rules);
	else if (!log->version)
		add_rule(rules, "not-read", NULL, "a log can be read", FALSE);
}

/* ---- members of objects ---- */

static void add_variants(JsonBuilder *builder, const ReplayEvent *event)
{
	json_builder_set_member_name(builder, "variants");
	json_builder_begin_array(builder);
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

static char *places_text(const ReplayEvent *event)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < event->places->len; i++) {
		if (i)
			g_string_append(out, "; ");
		describe_append_place(out, event->model, &g_array_index(event->places, Place, i),
				      event->trace->name);
	}
	return g_string_free(out, FALSE);
}

static void event_members(const ReplayEvent *event, JsonBuilder *builder)
{
	g_autofree char *why = event->kind == REPLAY_NOT_JUDGED ? why_of(event) : NULL;
	g_autofree char *permitted = permitted_of(event);
	g_autofree char *state = event->places ? places_text(event) : NULL;
	g_autoptr(GString) changes = g_string_new(NULL);

	json_line_string(builder, "file", event->trace->name);
	json_line_number(builder, "line", event->line->number);
	json_line_string(builder, "kind", kind_of(event));
	if (why)
		json_line_number(builder, "last", event->last->number);
	json_line_string(builder, "why", event->finding ? event->finding->text : why);
	json_line_string(builder, "id", event->finding ? event->finding->id : NULL);
	json_line_string(builder, "section", event->finding ? event->finding->section : NULL);
	json_line_string(builder, "log", event->line->text);
	json_line_string(builder, "model", *permitted ? permitted : NULL);
	json_line_string(builder, "state", state);
	if (event->changes)
		changes_append(changes, event->model->config.version, event->changes);
	json_line_array(builder, "changes", event->changes ? changes->str : NULL);
	if (event->kind != REPLAY_LINE)
		add_variants(builder, event);
}

static void add_count(JsonBuilder *builder, const ReplayCount *count)
{
	json_line_number(builder, "lines", count->lines);
	json_line_number(builder, "agree", count->agree);
	json_line_number(builder, "diverge", count->diverge);
	json_line_number(builder, "not_judged", count->not_judged);
	json_line_number(builder, "self_check", count->unsound);
	json_line_number(builder, "invariants", count->broken);
	json_line_number(builder, "invariants_explained", count->caused);
	json_line_truth(builder, "limit", count->limit);
}

static void log_members(const ReportEvent *event, JsonBuilder *builder)
{
	const LogReport *log = event->data;

	json_line_string(builder, "file", log->path);
	json_line_number(builder, "number", event->number);
	json_line_string(builder, "spec", log->version ? log->version->id : NULL);
	json_line_truth(builder, "passed", log->version && replay_passed(&log->count));
	json_line_truth(builder, "errors", !log->version);
	if (log->version)
		add_count(builder, &log->count);
}

static void members(const ReportEvent *event, JsonBuilder *builder)
{
	const ReplayTotals *totals = event->data;

	if (is_line(event)) {
		event_members(event->data, builder);
	} else if (event->kind == EVENT_FILE) {
		log_members(event, builder);
	} else {
		json_line_number(builder, "files", totals->files);
		json_line_number(builder, "errors", totals->broken);
		add_count(builder, &totals->count);
	}
}

const ReportSource replay_source = {
	"replay", { [EVENT_NOTE] = "finding", [EVENT_ITEM] = "line", [EVENT_FILE] = "file",
		    [EVENT_END] = "end" },
	print, name, message, detail, rules, members,
};

/* ---- events ---- */

static CaseVerdict verdict_of(const ReplayEvent *event)
{
	return event->kind == REPLAY_LINE ? VERDICT_PASSED :
	       event->kind == REPLAY_NOT_JUDGED || event->kind == REPLAY_ENDS ||
	       (event->finding && is_explained(event)) ? VERDICT_SKIPPED : VERDICT_FAILED;
}

void replay_report_event(Report *report, const ReplayEvent *event)
{
	report_event(report, &(ReportEvent){
		event->kind == REPLAY_LINE ? EVENT_ITEM : EVENT_NOTE, verdict_of(event),
		event->trace->name, 0, event->trace->name, event->line->number, 0, event });
}

void replay_report_log(Report *report, guint number, const LogReport *log)
{
	/* What diverges in it has been told: a log that could be read passes as a case. */
	report_event(report, &(ReportEvent){
		EVENT_FILE, !log->version ? VERDICT_ERROR :
		replay_passed(&log->count) ? VERDICT_PASSED : VERDICT_FAILED,
		log->path, number, log->path, 0, 0, log });
}

void replay_report_end(Report *report, const ReplayTotals *totals)
{
	report_event(report, &(ReportEvent){ .kind = EVENT_END, .data = totals });
}
