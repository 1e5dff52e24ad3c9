/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is reported of versions or variants that part: a case for each
 * difference, or one where there is none.
 */
#include "report/parted_source.h"

#include "inquiry/witness_text.h"
#include "report/explore_words.h"
#include "report/json_line.h"
#include "report/rules.h"

#define NO_DIFFERENCE G_MAXUINT

typedef struct {
	const PartedFile *file;
	guint difference;       /* number; or NO_DIFFERENCE */
} Case;

/* Why nothing was explored; NULL: it was. */
static const char *parted_error(const PartedFile *file)
{
	return !file->parted ? "the file has errors and was not explored" :
	       !file->parted->explorable ? explore_why_not(parted_unexplored(file->parted)) : NULL;
}

gboolean parted_is_partial(const Parted *parted)
{
	return parted->result.end != EXPLORE_CLOSED && parted->result.end != EXPLORE_VIOLATED;
}

/* ---- lines ---- */

static const char *end_text(ExploreEnd end)
{
	return end == EXPLORE_VIOLATED ? "stopped at a difference" : explore_end_text(end);
}

static void append_size(GString *out, const Parted *parted)
{
	const PartingResult *result = &parted->result;

	explore_append_count(out, result->states);
	g_string_append(out, result->apart ? " pairs of states that the Realm cannot tell apart, "
					   : " states in which both are the same, ");
	explore_append_count(out, result->transitions);
	g_string_append_printf(out, " transitions; %s in %.2f s", end_text(result->end),
			       result->seconds);
}

static char *answer(const Parted *parted)
{
	guint count = parted->result.partings->len;

	if (count)
		return g_strdup_printf("part in %u way%s", count, count == 1 ? "" : "s");
	return g_strdup(parted_is_partial(parted) ? "do not part so far" : "never part");
}

/* ---- for people ---- */

static void print_difference(const Report *report, const Parted *parted, guint number)
{
	const Parting *parting = parted->result.partings->pdata[number];
	g_autoptr(GString) out = g_string_new(NULL);

	parted_append_subject(out, parted, number);
	fprintf(report->output->file, "\n%u. ", number + 1);
	output_paint(report->output, PAINT_STRONG, out->str);
	g_string_printf(out, ", after %u action%s\n", parting->actions->len,
			parting->actions->len == 1 ? "" : "s");
	parted_append_history(out, parted, number, "    ");
	fputs(out->str, report->output->file);
}

static void print_alone(const Report *report, const Parted *parted)
{
	for (guint i = 0; i < 2; i++)
		if (parted->result.alone[i])
			fprintf(report->output->file, "%u action%s of %s alone: not taken\n",
				parted->result.alone[i], parted->result.alone[i] == 1 ? " is" : "s are",
				parted->sides[i].name);
}

static void print_file(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const PartedFile *file = event->data;
	const Parted *parted = file->parted;
	g_autoptr(GString) size = g_string_new(NULL);
	g_autofree char *text = NULL;

	if (parted_error(file))
		return;
	append_size(size, parted);
	text = answer(parted);
	fprintf(report->output->file, "%s: %s and %s ", file->path, parted->sides[0].name,
		parted->sides[1].name);
	output_paint(report->output, parted->result.partings->len ? PAINT_BAD : PAINT_GOOD, text);
	fprintf(report->output->file, "\n%s\n", size->str);
	print_alone(report, parted);
	for (guint i = 0; i < parted->result.partings->len && !report->quiet; i++)
		print_difference(report, parted, i);
	if (file->written)
		fprintf(report->output->file, "written to %s\n", file->written);
}

/* ---- words for all formats ---- */

static char *case_name(const ReportEvent *event)
{
	const Case *of = event->data;
	GString *out;

	if (of->difference == NO_DIFFERENCE)
		return g_strdup("differences");
	out = g_string_new(NULL);
	parted_append_subject(out, of->file->parted, of->difference);
	return g_string_free(out, FALSE);
}

static char *case_message(const ReportEvent *event)
{
	const Case *of = event->data;

	return of->difference == NO_DIFFERENCE ? answer(of->file->parted) : case_name(event);
}

static char *case_detail(const ReportEvent *event)
{
	const Case *of = event->data;
	GString *out = g_string_new(NULL);

	if (of->difference != NO_DIFFERENCE)
		parted_append_history(out, of->file->parted, of->difference, "    ");
	return g_string_free(out, FALSE);
}

static void case_rules(const ReportEvent *event, GArray *rules)
{
	if (((const Case *)event->data)->difference != NO_DIFFERENCE)
		report_add_rule(rules, "difference", NULL,
				"two versions or variants answer alike", FALSE);
}

static char *file_message(const ReportEvent *event)
{
	return g_strdup(parted_error(event->data));
}

static char *file_detail(const ReportEvent *event)
{
	GString *out = g_string_new(NULL);

	if (parted_error(event->data))
		diagnostics_append(out, ((const PartedFile *)event->data)->diagnostics);
	return g_string_free(out, FALSE);
}

/* ---- members of objects ---- */

static void case_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Case *of = event->data;
	const Parted *parted = of->file->parted;
	const Parting *parting;
	g_autofree char *text = NULL;
	g_autoptr(GString) calls = g_string_new(NULL);

	json_line_string(builder, "file", of->file->path);
	if (of->difference == NO_DIFFERENCE) {
		text = answer(parted);
		json_line_string(builder, "answer", text);
		return;
	}
	parting = parted->result.partings->pdata[of->difference];
	parted_append_history(calls, parted, of->difference, "    ");
	json_line_string(builder, "kind", difference_name(parting->kind));
	json_line_string(builder, "command",
			 rmm_command(parting->made[0].model, parting->made[0].call.command)->name);
	json_line_string(builder, "output", parting->output ? parting->output->name : NULL);
	json_line_number(builder, "actions", parting->actions->len);
	json_line_array(builder, "calls", calls->str);
}

static void file_members(const ReportEvent *event, JsonBuilder *builder)
{
	const PartedFile *file = event->data;

	json_line_string(builder, "file", file->path);
	json_line_number(builder, "number", event->number);
	json_line_truth(builder, "errors", parted_error(file) != NULL);
	if (parted_error(file))
		return;
	json_line_string(builder, "first", file->parted->sides[0].name);
	json_line_string(builder, "second", file->parted->sides[1].name);
	json_line_string(builder, "end", end_text(file->parted->result.end));
	json_line_truth(builder, "partial", parted_is_partial(file->parted));
	json_line_number(builder, "states", file->parted->result.states);
	json_line_number(builder, "transitions", file->parted->result.transitions);
	json_line_number(builder, "differences", file->parted->result.partings->len);
}

const ReportSource parted_source = {
	"explore", {
		[EVENT_CASE] = { .type = "difference", .name = case_name, .message = case_message,
				 .detail = case_detail, .rules = case_rules,
				 .members = case_members },
		[EVENT_FILE] = { .type = "parting", .print = print_file, .message = file_message,
				 .detail = file_detail, .rules = rules_of_file,
				 .members = file_members },
		[EVENT_END] = { .type = "end", .members = explore_end_members },
	},
};

/* ---- events ---- */

static void report_case(Report *report, const Case *of)
{
	const Scenario *scenario = of->file->parted->scenario[0];
	const Position *at = &scenario->explore->at;

	report_event(report, &(ReportEvent){
		.kind = EVENT_CASE, .file = of->file->path,
		.verdict = of->difference != NO_DIFFERENCE ? VERDICT_FAILED :
			   parted_is_partial(of->file->parted) ? VERDICT_SKIPPED : VERDICT_PASSED,
		.number = of->difference == NO_DIFFERENCE ? 1 : of->difference + 1,
		.path = at->source->path, .line = at->line, .column = at->column, .data = of });
}

void parted_report_file(Report *report, guint number, const PartedFile *file)
{
	guint count = parted_error(file) ? 0 : file->parted->result.partings->len;
	const Case none = { file, NO_DIFFERENCE };

	for (guint i = 0; i < count; i++) {
		const Case of = { file, i };

		report_case(report, &of);
	}
	if (!parted_error(file) && count == 0)
		report_case(report, &none);
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = parted_error(file) ? VERDICT_ERROR :
		count ? VERDICT_FAILED : VERDICT_PASSED, .file = file->path, .number = number,
		.path = file->path, .data = file });
}
