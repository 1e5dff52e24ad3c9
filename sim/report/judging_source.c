/* SPDX-License-Identifier: BSD-3-Clause */
/* What exploration says of variants, in all formats. */
#include "report/judging_source.h"

#include "report/json_line.h"
#include "report/rules.h"
#include "report/table.h"
#include "system/version.h"
#include "text/variants.h"

typedef struct {
	const Judging *judging;
	enum rmm_variant variant;
} Item;

static const Judgement *judgement_of(const Item *item)
{
	return &item->judging->all[item->variant];
}

/* "breaks failure-changes-nothing (B1.6)", or why nothing is found. */
static const char *text_of(const Item *item)
{
	const Judgement *judgement = judgement_of(item);
	const char *why = variant_verdict(item->variant)->why;

	return judgement->text ? judgement->text : why ? why : "nothing is found";
}

/* ---- for people ---- */

static void print_variant(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const Item *item = event->data;
	const Judgement *judgement = judgement_of(item);
	const VariantVerdict *verdict = variant_verdict(item->variant);

	if (report->quiet && event->verdict != VERDICT_FAILED)
		return;
	fprintf(report->output->file, "%s%-4s %s: %s", markdown ? "    " : "",
		event->verdict == VERDICT_FAILED ? "FAIL" : "ok",
		rmm_variant_info(item->variant)->id, text_of(item));
	if (judgement->path)
		fprintf(report->output->file, ", %u action%s in %s, %s", judgement->actions,
			judgement->actions == 1 ? "" : "s", judgement->path, verdict->version);
	fputc('\n', report->output->file);
}

static guint count_of(const Judging *judging, int kind, VerdictKind found)
{
	guint count = 0;

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		count += judging->all[i].tried && judging->all[i].found == found &&
			 (kind < 0 || (int)rmm_variant_info(i)->kind == kind);
	return count;
}

static void add_row(Table *table, const Judging *judging, int kind)
{
	table_row(table);
	table_cell(table, "%s", kind < 0 ? "all" : variant_kind_name((enum rmm_variant_kind)kind));
	for (VerdictKind found = EXPLORED_BREAKS; found <= EXPLORED_NOTHING; found++)
		table_cell(table, "%u", count_of(judging, kind, found));
}

static void print_end(const Report *report, const ReportEvent *event, gboolean markdown)
{
	g_autoptr(Table) table = table_new("variants|break a rule|part from the model|neither");

	for (int kind = VARIANT_READING; kind <= VARIANT_BUG; kind++)
		add_row(table, event->data, kind);
	add_row(table, event->data, -1);
	table_print(table, report->output, markdown ? TABLE_MARKDOWN : TABLE_TEXT);
}

/* ---- for programs ---- */

static char *name(const ReportEvent *event)
{
	return g_strdup(rmm_variant_info(((const Item *)event->data)->variant)->id);
}

static char *message(const ReportEvent *event)
{
	return g_strdup(text_of(event->data));
}

static void rules(const ReportEvent *event, GArray *rules)
{
	rules_add_variant(rules, version_at(0), ((const Item *)event->data)->variant, FALSE);
}

static void variant_members(const ReportEvent *event, JsonBuilder *builder)
{
	static const char *const founds[] = {
		[EXPLORED_UNKNOWN] = "nothing", [EXPLORED_BREAKS] = "breaks",
		[EXPLORED_PARTS] = "parts", [EXPLORED_NOTHING] = "nothing",
	};
	const Item *item = event->data;
	const Judgement *judgement = judgement_of(item);

	json_line_string(builder, "id", rmm_variant_info(item->variant)->id);
	json_line_string(builder, "found", founds[judgement->found]);
	json_line_string(builder, "text", text_of(item));
	json_line_string_or_null(builder, "file", judgement->path);
	json_line_string_or_null(builder, "spec", variant_verdict(item->variant)->version);
	json_line_number(builder, "actions", judgement->actions);
}

static void end_members(const ReportEvent *event, JsonBuilder *builder)
{
	json_line_number(builder, "breaks", count_of(event->data, -1, EXPLORED_BREAKS));
	json_line_number(builder, "parts", count_of(event->data, -1, EXPLORED_PARTS));
	json_line_number(builder, "nothing", count_of(event->data, -1, EXPLORED_NOTHING));
}

const ReportSource judging_source = {
	"mutate", {
		[EVENT_CASE] = { .type = "explored", .print = print_variant, .name = name,
				 .message = message, .rules = rules, .members = variant_members },
		[EVENT_END] = { .type = "end", .print = print_end, .members = end_members },
	},
};

void judging_report(Report *report, const Judging *judging)
{
	report_begin(report, 1);
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const Item item = { judging, i };

		if (!judging->all[i].tried)
			continue;
		report_event(report, &(ReportEvent){
			.kind = EVENT_CASE,
			.verdict = judging_holds(judging, i) ? VERDICT_PASSED : VERDICT_FAILED,
			.file = judging->folder, .number = i, .data = &item });
	}
	report_event(report, &(ReportEvent){ .kind = EVENT_END, .data = judging });
}
