/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is reported of suites that are made from the model: an item for each
 * goal that cannot be met, a case for the file.
 */
#include "report/covering_source.h"

#include "report/explore_words.h"
#include "report/json_line.h"
#include "report/rules.h"

typedef struct {
	const CoveringFile *file;
	guint goal;
	const Missed *why;
} Item;

/* Why nothing was explored; NULL: it was. */
static const char *covering_error(const CoveringFile *file)
{
	return !file->covering ? "the file has errors and was not explored" :
	       !file->covering->explorable ? explore_why_not(&file->covering->explored) : NULL;
}

static char *goal_text(const Item *item)
{
	GString *out = g_string_new(NULL);
	const Goals *goals = item->file->covering->reach.goals;

	goal_append(out, goals, goals_at(goals, item->goal));
	return g_string_free(out, FALSE);
}

/* ---- for people ---- */

static void print_missed(const Report *report, const ReportEvent *event, gboolean markdown)
{
	g_autofree char *text = goal_text(event->data);
	g_autoptr(GString) why = g_string_new(NULL);

	missed_append(why, ((const Item *)event->data)->why);
	if (report->verbose)
		fprintf(report->output->file, "    not reached: %s, %s\n", text, why->str);
}

static void print_file(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const CoveringFile *file = event->data;
	const Covering *covering = file->covering;
	g_autoptr(GString) line = g_string_new(NULL);
	guint met, all;

	if (covering_error(file))
		return;
	all = covering_goals(covering, &met);
	g_string_append_printf(line, "%s: %u of %u %s reached, ", file->path, met, all,
			       goals_kind_name(covering->reach.goals->kind));
	explore_append_count(line, covering->reach.states);
	g_string_append_printf(line, " states; %s in %.2f s\n",
			       explore_end_text(covering->reach.end), covering->reach.seconds);
	g_string_append_printf(line, "%u scenario%s in %s%s\n", covering->histories->len,
			       covering->histories->len == 1 ? "" : "s", file->folder,
			       report->verbose ? "" : " (-v: what is not reached)");
	fputs(line->str, report->output->file);
}

/* ---- words for all formats ---- */

static char *case_name(const ReportEvent *event)
{
	const CoveringFile *file = event->data;

	return g_strdup_printf("%s that can be reached",
			       goals_kind_name(file->covering->reach.goals->kind));
}

static char *file_message(const ReportEvent *event)
{
	return g_strdup(covering_error(event->data));
}

static char *file_detail(const ReportEvent *event)
{
	GString *out = g_string_new(NULL);

	if (covering_error(event->data))
		diagnostics_append(out, ((const CoveringFile *)event->data)->diagnostics);
	return g_string_free(out, FALSE);
}

/* ---- members of objects ---- */

static void missed_members(const ReportEvent *event, JsonBuilder *builder)
{
	g_autofree char *text = goal_text(event->data);
	const Missed *missed = ((const Item *)event->data)->why;

	json_line_string(builder, "file", event->file);
	json_line_string(builder, "goal", text);
	json_line_string(builder, "reason", missed_kind_name(missed->kind));
	json_line_string(builder, missed->by ? "reached_by" : "why", missed->why);
}

static void file_members(const ReportEvent *event, JsonBuilder *builder)
{
	const CoveringFile *file = event->data;
	guint met, all;

	json_line_string(builder, "file", file->path);
	json_line_number(builder, "number", event->number);
	json_line_truth(builder, "errors", covering_error(file) != NULL);
	if (covering_error(file))
		return;
	all = covering_goals(file->covering, &met);
	json_line_string(builder, "kind", goals_kind_name(file->covering->reach.goals->kind));
	json_line_string(builder, "end", explore_end_text(file->covering->reach.end));
	json_line_number(builder, "states", file->covering->reach.states);
	json_line_number(builder, "goals", all);
	json_line_number(builder, "reached", met);
	json_line_number(builder, "scenarios", file->covering->histories->len);
	json_line_string(builder, "folder", file->folder);
}

const ReportSource covering_source = {
	"explore", {
		[EVENT_CASE] = { .name = case_name },
		[EVENT_ITEM] = { .type = "not reached", .print = print_missed,
				 .members = missed_members },
		[EVENT_FILE] = { .type = "suite", .print = print_file, .message = file_message,
				 .detail = file_detail, .rules = rules_of_file,
				 .members = file_members },
		[EVENT_END] = { .type = "end", .members = explore_end_members },
	},
};

/* ---- events ---- */

typedef struct {
	Report *report;
	const CoveringFile *file;
} Telling;

static void tell_missed(gpointer user, guint goal, const Missed *why)
{
	const Telling *telling = user;
	const Item missed = { telling->file, goal, why };

	report_event(telling->report, &(ReportEvent){
		.kind = EVENT_ITEM, .file = telling->file->path, .data = &missed });
}

void covering_report_file(Report *report, guint number, const CoveringFile *file)
{
	Telling telling = { report, file };

	if (!covering_error(file)) {
		report_event(report, &(ReportEvent){
			.kind = EVENT_CASE, .verdict = VERDICT_PASSED, .file = file->path,
			.number = 1, .path = file->path, .data = file });
		covering_missed(file->covering, tell_missed, &telling);
	}
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = covering_error(file) ? VERDICT_ERROR : VERDICT_PASSED,
		.file = file->path, .number = number, .path = file->path, .data = file });
}
