/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is reported of scenarios that were run under several versions: a file is
 * a test. A statement whose results differ is told and fails nothing.
 */
#include "report/versions_source.h"

#include "report/json_machine.h"
#include "report/rules.h"
#include "report/run_step.h"
#include "run/outcome_words.h"

/*
 * What a note is about: a statement that failed under a version, or one whose
 * results differ. It begins as the event of a step does.
 */
struct note {
	RunStep step;
	const VersionComparison *comparison;
	const VersionRun *run;                  /* in which it failed; or NULL */
	const VersionDifference *difference;    /* or NULL */
};

static CaseVerdict verdict_of(const VersionComparison *comparison)
{
	return versions_first(comparison, VERSION_ERRORS) || versions_limit(comparison)
	       ? VERDICT_ERROR :
	       versions_first(comparison, VERSION_FAILS) ? VERDICT_FAILED :
	       comparison->compared ? VERDICT_PASSED : VERDICT_SKIPPED;
}

void versions_count(VersionTotals *totals, const VersionComparison *comparison)
{
	guint different = comparison->differences->len;

	totals->same += comparison->compared && different == 0 ? 1 : 0;
	totals->different += different ? 1 : 0;
	totals->skipped += verdict_of(comparison) == VERDICT_SKIPPED ? 1 : 0;
	totals->broken += versions_first(comparison, VERSION_ERRORS) ? 1 : 0;
	totals->failed += versions_first(comparison, VERSION_FAILS) ? 1 : 0;
	totals->limit |= versions_limit(comparison);
}

/* ---- words for all formats ---- */

static char *file_message(const ReportEvent *event)
{
	return versions_message(event->data);
}

static char *file_detail(const ReportEvent *event)
{
	const VersionComparison *comparison = event->data;
	const VersionRun *broken = versions_first(comparison, VERSION_ERRORS);
	g_autofree char *sum = versions_sum(comparison);
	GString *out = g_string_new(NULL);

	if (broken)
		diagnostics_append(out, broken->diagnostics);
	else if (comparison->compared)
		g_string_append_printf(out, "%s\n", sum);
	return g_string_free(out, FALSE);
}

static char *note_detail(const ReportEvent *event)
{
	const struct note *note = event->data;
	g_autofree char *detail = NULL;

	if (note->difference)
		return versions_results(note->comparison, note->difference);
	detail = run_step_detail(event);
	return g_strdup_printf("    under     %s\n%s", note->run->version->id, detail);
}

static void note_rules(const ReportEvent *event, GArray *rules)
{
	if (((const struct note *)event->data)->difference)
		report_add_rule(rules, "version-difference", NULL,
				"a statement has the same result in each version", FALSE);
	else
		run_step_rules(event, rules);
}

/* ---- members of objects ---- */

static void difference_members(const ReportEvent *event, JsonBuilder *builder)
{
	const struct note *note = event->data;
	const VersionComparison *comparison = note->comparison;

	json_line_string(builder, "file", comparison->path);
	json_line_string(builder, "source", event->path);
	json_line_number(builder, "line", event->line);
	json_line_string(builder, "text", note->step.outcome->text);
	json_line_begin_array(builder, "results");
	for (guint i = 0; i < comparison->count; i++) {
		const StepOutcome *of = note->difference->outcomes[i];
		g_autofree char *result = versions_result(comparison, note->difference, i);

		if (!of)
			continue;
		json_builder_begin_object(builder);
		json_line_string(builder, "spec", comparison->runs[i].version->id);
		json_line_string(builder, "result", result);
		json_line_string(builder, "status", outcome_status(of));
		if (of->result)
			json_machine_condition(builder, comparison->runs[i].result.model,
					       of->result);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static void add_runs(JsonBuilder *builder, const VersionComparison *comparison)
{
	static const char *const states[] = {
		[VERSION_HOLDS] = "holds", [VERSION_FAILS] = "fails",
		[VERSION_EXCUSED] = "excused", [VERSION_SKIPPED] = "skipped",
		[VERSION_ERRORS] = "errors",
	};

	json_line_begin_array(builder, "versions");
	for (guint i = 0; i < comparison->count; i++) {
		const VersionRun *run = &comparison->runs[i];

		json_builder_begin_object(builder);
		json_line_string(builder, "spec", run->version->id);
		json_line_string(builder, "state", states[run->state]);
		json_line_number(builder, "steps", run->result.steps);
		json_line_number(builder, "failed", run->result.failed);
		json_line_number(builder, "alone", run->alone);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static void file_members(const ReportEvent *event, JsonBuilder *builder)
{
	const VersionComparison *comparison = event->data;
	const VersionRun *broken = versions_first(comparison, VERSION_ERRORS);
	g_autoptr(GString) errors = g_string_new(NULL);

	json_line_string(builder, "file", comparison->path);
	json_line_number(builder, "number", event->number);
	json_line_truth(builder, "passed", event->verdict == VERDICT_PASSED);
	json_line_truth(builder, "errors", broken != NULL);
	if (broken) {
		diagnostics_append(errors, broken->diagnostics);
		json_line_array(builder, "diagnostics", errors->str);
	}
	json_line_truth(builder, "compared", comparison->compared);
	json_line_truth(builder, "limit", versions_limit(comparison));
	json_line_number(builder, "steps", comparison->shared);
	json_line_number(builder, "differ", comparison->differences->len);
	add_runs(builder, comparison);
}

static void end_members(const ReportEvent *event, JsonBuilder *builder)
{
	const VersionTotals *totals = event->data;

	json_line_number(builder, "files", totals->files);
	json_line_number(builder, "alike", totals->same);
	json_line_number(builder, "differ", totals->different);
	json_line_number(builder, "failed", totals->failed);
	json_line_number(builder, "errors", totals->broken);
	json_line_number(builder, "skipped", totals->skipped);
	json_line_truth(builder, "limit", totals->limit);
}

static void note_members(const ReportEvent *event, JsonBuilder *builder)
{
	const struct note *note = event->data;

	json_line_string(builder, "type", note->difference ? "difference" : "step");
	if (note->difference) {
		difference_members(event, builder);
	} else {
		json_line_string(builder, "spec", note->run->version->id);
		run_step_members(event, builder);
	}
}

const ReportSource versions_source = {
	"run", {
		[EVENT_NOTE] = { .type = "", .message = run_step_message, .detail = note_detail,
				 .rules = note_rules, .members = note_members },
		[EVENT_FILE] = { .type = "file", .print = versions_print_file,
				 .message = file_message, .detail = file_detail,
				 .rules = rules_of_file, .members = file_members },
		[EVENT_END] = { .type = "end", .print = versions_print_end,
				.members = end_members },
	},
};

/* ---- events ---- */

static void report_failures(Report *report, const VersionComparison *comparison,
			    const VersionRun *run)
{
	for (guint i = 0; i < run->result.outcomes->len; i++) {
		const struct note note = {
			{ &run->result, run->result.outcomes->pdata[i], 0 }, comparison, run, NULL,
		};
		ReportEvent event = run_step_event(&note.step, EVENT_NOTE, comparison->path, i + 1);

		event.data = &note;
		if (!note.step.outcome->passed)
			report_event(report, &event);
	}
}

static void report_difference(Report *report, const VersionComparison *comparison, guint i)
{
	const VersionDifference *difference =
		&g_array_index(comparison->differences, VersionDifference, i);
	const guint first = version_difference_first(difference);
	const struct note note = {
		{ &comparison->runs[first].result, difference->outcomes[first], 0 },
		comparison, NULL, difference,
	};
	ReportEvent event = run_step_event(&note.step, EVENT_NOTE, comparison->path, i + 1);

	event.verdict = VERDICT_SKIPPED;
	event.data = &note;
	report_event(report, &event);
}

void versions_report_file(Report *report, guint number, const VersionComparison *comparison)
{
	for (guint i = 0; i < comparison->count; i++)
		if (comparison->runs[i].state == VERSION_FAILS)
			report_failures(report, comparison, &comparison->runs[i]);
	for (guint i = 0; i < comparison->differences->len; i++)
		report_difference(report, comparison, i);
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = verdict_of(comparison), .file = comparison->path,
		.number = number, .path = comparison->path, .data = comparison });
}
