/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of logs that were replayed. */
#include "report/replay_source.h"

#include "report/formats.h"
#include "report/json_line.h"
#include "report/json_timeline.h"
#include "report/replay_event.h"

/* Did all of a file that was judged agree, and was all that can be judged? */
static gboolean replay_passed(const ReplayCount *count)
{
	return count->diverge == 0 && count->unsound == 0 && count->broken == 0 && !count->limit &&
	       count->flawed == 0;
}

/* ---- for people ---- */

/* How much of a console the lines before force, and what was not judged at all. */
static char *console_summary(const LogReport *log)
{
	const ConsoleSummary *console = &log->console;

	return g_strdup_printf("%s, %s: %u calls, %u agree, %u diverge, %u not judged; of their "
			       "values %" G_GUINT64_FORMAT " forced, %" G_GUINT64_FORMAT
			       " assumed, %" G_GUINT64_FORMAT " open, %" G_GUINT64_FORMAT
			       " unknown; %u other lines",
			       console->dialect->id, log->version->id, log->count.lines,
			       log->count.agree, log->count.diverge, log->count.not_judged,
			       console->forced, console->assumed_values, console->open,
			       console->unknown,
			       console->noise + console->again);
}

static char *summary(const LogReport *log)
{
	if (log->console.dialect)
		return console_summary(log);
	return g_strdup_printf("named trace, %s: %u lines, %u agree, %u diverge, %u not judged",
			       log->version->id, log->count.lines, log->count.agree,
			       log->count.diverge, log->count.not_judged);
}

/* What was taken for granted is told once, with the lines that it was needed for. */
static void print_console(const Report *report, const LogReport *log, const char *text)
{
	const ConsoleSummary *console = &log->console;

	if (report->quiet)
		return;
	for (guint i = 0; i < console->assumed->len; i++)
		fprintf(report->output->file, "    assumed   %s (%u lines)\n",
			(const char *)console->assumed->pdata[i], console->assuming);
	fprintf(report->output->file, "    %s\n", text);
}

static void print_log(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const LogReport *log = event->data;
	gboolean passed = replay_passed(&log->count);
	g_autofree char *text = log->version ? summary(log) : NULL;

	if (log->is_foreign && !report->quiet)
		fprintf(report->output->file, "%s: no call of an RMM\n", log->path);
	if (!log->version)
		return;
	if (log->console.assumed) {
		print_console(report, log, text);
		return;
	}
	if (log->count.limit)
		fprintf(report->output->file, "%s: incomplete\n", log->path);
	if (!report->verbose)
		return;
	output_paint(report->output, passed ? PAINT_GOOD : PAINT_BAD, passed ? "ok   " : "FAIL ");
	fprintf(report->output->file, "%s: %s\n", log->path, text);
}

void replay_report_begin(Report *report, const LogReport *log, guint line)
{
	static const char *const leaves_out[] = {
		[LEAVES_OUT_BY_DIALECT] = "", [LEAVES_OUT] = ", calls that succeed left out",
		[LEAVES_OUT_NOTHING] = ", no call left out",
	};
	g_autofree char *at = line ? g_strdup_printf(":%u", line) : g_strdup("");

	/* Other formats say it of the whole file. */
	if (report->quiet || report->format != &format_text)
		return;
	fprintf(report->output->file, "%s%s: %s (%s), by %s%s\n", log->path, at,
		log->console.dialect->of, log->console.dialect->id, log->version->id,
		leaves_out[log->leaves_out]);
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

static void print_end(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const ReplayTotals *totals = event->data;
	FILE *file = report->output->file;

	for (unsigned i = 0; i < version_count() && !report->quiet; i++)
		print_departures(file, totals, i);
	for (unsigned i = 0; i < version_count() && !report->quiet; i++)
		if (totals->versions[i])
			fprintf(file, "%u named trace%s of %s\n", totals->versions[i],
				totals->versions[i] == 1 ? "" : "s", version_at(i)->id);
	for (guint i = 0; i < log_dialect_count && !report->quiet; i++)
		if (totals->dialects[i])
			fprintf(file, "%u console%s of %s\n", totals->dialects[i],
				totals->dialects[i] == 1 ? "" : "s", log_dialects[i].of);
	print_number(file, totals->count.unsound, "finding", "of the self-check");
	print_number(file, totals->count.caused, "invariant", "broken by known departures");
	print_number(file, totals->count.broken, "invariant", "broken");
	fprintf(file, "%u lines, %u agree, %u diverge, %u not judged\n", totals->count.lines,
		totals->count.agree, totals->count.diverge, totals->count.not_judged);
}

/* ---- words for all formats ---- */

static char *log_message(const ReportEvent *event)
{
	const LogReport *log = event->data;

	return g_strdup(log->is_foreign ? "no call of an RMM" : !log->version ? "cannot be read" :
			log->count.limit ? "a pool of the model was exhausted" : NULL);
}

static char *log_detail(const ReportEvent *event)
{
	const LogReport *log = event->data;

	return log->version ? summary(log) : g_strdup(log->error);
}

static void log_rules(const ReportEvent *event, GArray *rules)
{
	if (!((const LogReport *)event->data)->version)
		report_add_rule(rules, "not-read", NULL, "a log can be read", FALSE);
}

static char *end_message(const ReportEvent *event)
{
	const ReplayCount *count = &((const ReplayTotals *)event->data)->count;

	return g_strdup_printf("%u lines, %u agree, %u diverge, %u not judged", count->lines,
			       count->agree, count->diverge, count->not_judged);
}

/* ---- members of objects ---- */

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

static void add_console(JsonBuilder *builder, const ConsoleSummary *console)
{
	json_line_string(builder, "dialect", console->dialect->id);
	json_line_number(builder, "forced", console->forced);
	json_line_number(builder, "assumed", console->assumed_values);
	json_line_number(builder, "open", console->open);
	json_line_number(builder, "unknown", console->unknown);
	json_line_number(builder, "other_lines", console->noise + console->again);
}

static void log_members(const ReportEvent *event, JsonBuilder *builder)
{
	const LogReport *log = event->data;

	json_line_string(builder, "file", log->path);
	json_line_number(builder, "number", event->number);
	json_line_string(builder, "spec", log->version ? log->version->id : NULL);
	json_line_truth(builder, "passed", log->version && replay_passed(&log->count));
	json_line_truth(builder, "errors", !log->is_foreign &&
			(!log->version || log->count.flawed));
	json_line_string(builder, "diagnostics", log->error);
	if (log->version)
		add_count(builder, &log->count);
	if (log->console.dialect)
		add_console(builder, &log->console);
	if (log->timeline && log->version)
		json_timeline_members(builder, log->version, log->timeline);
}

static void end_members(const ReportEvent *event, JsonBuilder *builder)
{
	const ReplayTotals *totals = event->data;

	json_line_number(builder, "files", totals->files);
	json_line_number(builder, "errors", totals->broken);
	add_count(builder, &totals->count);
}

const ReportSource replay_source = {
	"replay", {
		[EVENT_NOTE] = { .type = "finding", REPLAY_EVENT_WORDS },
		[EVENT_ITEM] = { .type = "line", REPLAY_EVENT_WORDS },
		[EVENT_FILE] = { .type = "file", .print = print_log, .message = log_message,
				 .detail = log_detail, .rules = log_rules, .members = log_members },
		[EVENT_END] = { .type = "end", .print = print_end, .message = end_message,
				.members = end_members },
	},
};

/* ---- events ---- */

void replay_report_event(Report *report, const ReplayEvent *event)
{
	report_event(report, &(ReportEvent){
		.kind = event->kind == REPLAY_LINE ? EVENT_ITEM : EVENT_NOTE,
		.verdict = replay_event_verdict(event), .file = event->trace->name,
		.path = event->trace->name, .line = event->line->number, .data = event });
}

/* What diverges in it has been told; a log that was not judged to its end is no failure. */
void replay_report_log(Report *report, guint number, const LogReport *log)
{
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = log->is_foreign ? VERDICT_SKIPPED :
		!log->version || log->count.flawed ? VERDICT_ERROR :
		replay_passed(&log->count) ? VERDICT_PASSED : VERDICT_FAILED,
		.file = log->path, .number = number, .path = log->path,
		.seconds = log->seconds, .data = log });
}
