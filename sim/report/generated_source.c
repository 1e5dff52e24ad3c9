/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of mutants that scenarios notice: an item for each, then the score. */
#include "report/generated_source.h"

#include "report/json_line.h"
#include "report/table.h"

typedef struct {
	const Generated *generated;
	guint mutant;
} Item;

static const char *noticed_by(const Item *item)
{
	gint by = item->generated->by[item->mutant];

	return by < 0 ? NULL : item->generated->paths->pdata[by];
}

static gboolean is_told(const Item *item)
{
	return item->generated->told && item->generated->told[item->mutant];
}

static const Mutant *mutant_of(const Item *item)
{
	return item->generated->mutants->pdata[item->mutant];
}

static const char *mutant_id(const Item *item)
{
	return mutant_of(item)->id;
}

/* ---- for people ---- */

static void print_mutant(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const Item *item = event->data;

	gboolean told = is_told(item), can_be = !mutant_of(item)->equivalent;

	/* Where exploration was asked, what it tells apart and nobody notices is what counts. */
	if (noticed_by(item) || !can_be ? report->verbose : !report->quiet || told)
		fprintf(report->output->file, "%s%-64s %s%s\n", markdown ? "    " : "",
			mutant_id(item), can_be ? "" : "nothing can: ",
			!can_be ? mutant_of(item)->equivalent :
			noticed_by(item) ? noticed_by(item) :
			told ? "told apart by exploration" : "-");
}

static void add_row(Table *table, const Generated *generated, MutantKind kind)
{
	guint noticed, all = generated_score(generated, kind, &noticed);

	table_row(table);
	table_cell(table, "%s", kind == MUTANT_KINDS ? "all" : mutant_kind_name(kind));
	table_cell(table, "%u of %u", noticed, all);
	table_cell(table, "%u %%", all ? noticed * 100 / all : 100);
	table_cell(table, "%u", generated_equivalent(generated, kind));
	if (!generated->told)
		return;
	all = generated_score_told(generated, kind, &noticed);
	table_cell(table, "%u of %u", noticed, all);
	table_cell(table, "%u %%", all ? noticed * 100 / all : 100);
}

static void print_score(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const Generated *generated = event->data;
	g_autoptr(Table) table = table_new(generated->told
					   ? "mutants|noticed|share|nothing can|of those told apart|share"
					   : "mutants|noticed|share|nothing can");

	for (MutantKind kind = MUTANT_DROPPED; kind <= MUTANT_KINDS; kind++)
		add_row(table, generated, kind);
	if (!report->quiet)
		fputc('\n', report->output->file);
	fprintf(report->output->file, "%s, %u scenarios\n", generated->version->id,
		generated->paths->len);
	table_print(table, report->output, markdown ? TABLE_MARKDOWN : TABLE_TEXT);
}

/* ---- for programs ---- */

static void mutant_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Item *item = event->data;

	json_line_string(builder, "id", mutant_id(item));
	json_line_string_or_null(builder, "noticed_by", noticed_by(item));
	if (mutant_of(item)->equivalent)
		json_line_string(builder, "equivalent", mutant_of(item)->equivalent);
	if (item->generated->told)
		json_line_truth(builder, "told_apart", is_told(item));
}

static void score_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Generated *generated = event->data;
	guint noticed, all = generated_score(generated, MUTANT_KINDS, &noticed);

	json_line_string(builder, "spec", generated->version->id);
	json_line_number(builder, "scenarios", generated->paths->len);
	json_line_number(builder, "mutants", all);
	json_line_number(builder, "noticed", noticed);
	json_line_number(builder, "equivalent", generated_equivalent(generated, MUTANT_KINDS));
	if (!generated->told)
		return;
	all = generated_score_told(generated, MUTANT_KINDS, &noticed);
	json_line_number(builder, "told_apart", all);
	json_line_number(builder, "told_apart_noticed", noticed);
}

static char *mutant_name(const ReportEvent *event)
{
	return g_strdup(mutant_id(event->data));
}

static char *mutant_message(const ReportEvent *event)
{
	return g_strdup(noticed_by(event->data) ? noticed_by(event->data) : "nothing notices it");
}

const ReportSource generated_source = {
	"mutate", {
		[EVENT_CASE] = { .type = "mutant", .print = print_mutant, .name = mutant_name,
				 .message = mutant_message, .members = mutant_members },
		[EVENT_FILE] = { .type = "score", .print = print_score, .members = score_members },
		[EVENT_END] = { .type = NULL },
	},
};

void generated_report(Report *report, const Generated *generated)
{
	const char *name = generated->version->id;

	report_begin(report, 1);
	for (guint i = 0; i < generated->mutants->len; i++) {
		const Item item = { generated, i };

		if (generated->by[i] == MUTANT_UNTRIED)
			continue;
		report_event(report, &(ReportEvent){
			.kind = EVENT_CASE, .verdict = generated->by[i] < 0 ? VERDICT_SKIPPED
									    : VERDICT_PASSED,
			.file = name, .number = i + 1, .data = &item });
	}
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = VERDICT_PASSED, .file = name, .number = 1,
		.data = generated });
	report_event(report, &(ReportEvent){ .kind = EVENT_END, .data = generated });
}
