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
	return generated_by(item->generated, item->mutant, SUITE_ANY);
}

static gboolean is_told(const Item *item)
{
	return item->generated->fates[item->mutant].told;
}

static const Mutant *mutant_of(const Item *item)
{
	return item->generated->mutants->pdata[item->mutant];
}

/* ---- for people ---- */

/* Who notices a mutant, or why nobody does. */
static char *words_of(const Item *item)
{
	const char *equivalent = mutant_of(item)->equivalent, *by = noticed_by(item);

	/* Then the table is wrong. */
	if (equivalent && by)
		return g_strdup_printf("%s, though nothing can: %s", by, equivalent);
	if (equivalent)
		return g_strdup_printf("nothing can: %s", equivalent);
	return g_strdup(by ? by : is_told(item) ? "told apart by exploration, and not noticed"
						: "nobody notices it");
}

static void print_mutant(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const Item *item = event->data;
	g_autofree char *words = NULL;

	/* Of the one the other. */
	if (!report->verbose && (noticed_by(item) != NULL) != (mutant_of(item)->equivalent != NULL))
		return;
	words = words_of(item);
	fprintf(report->output->file, "%s%-64s %s\n", markdown ? "    " : "", mutant_of(item)->id,
		words);
}

static void add_share(Table *table, guint some, guint all)
{
	table_cell(table, "%u of %u", some, all);
	if (all)
		table_cell(table, "%u %%", some * 100 / all);
	else
		table_cell(table, "-");
}

/* A row of a suite, or of a kind in all suites. */
static void add_scores(Table *table, const Generated *generated, MutantKind kind, guint suite)
{
	guint noticed, all = generated_score(generated, (MutantsAsked){ kind, FALSE }, suite, &noticed);

	add_share(table, noticed, all);
	if (!generated->explored)
		return;
	all = generated_score(generated, (MutantsAsked){ kind, TRUE }, suite, &noticed);
	add_share(table, noticed, all);
}

static void print_kinds(const Report *report, const Generated *generated, TableStyle style)
{
	g_autoptr(Table) table = table_new(generated->explored
		? "mutants|nothing can|noticed|share|of those told apart|share|told apart|share"
		: "mutants|nothing can|noticed|share");

	for (MutantKind kind = MUTANT_DROPPED; kind <= MUTANT_KINDS; kind++) {
		guint all, told = generated_told(generated, kind, &all);

		table_row(table);
		table_cell(table, "%s", kind == MUTANT_KINDS ? "all" : mutant_kind_name(kind));
		table_cell(table, "%u", generated_equivalent(generated, kind));
		add_scores(table, generated, kind, SUITE_ANY);
		if (generated->explored)
			add_share(table, told, all);
	}
	table_print(table, report->output, style);
	fputc('\n', report->output->file);
}

static void print_suites(const Report *report, const Generated *generated, TableStyle style)
{
	g_autoptr(Table) table = table_new(generated->explored
		? "noticed by|scenarios|mutants|share|of those told apart|share"
		: "noticed by|scenarios|mutants|share");
	guint all, told = generated_told(generated, MUTANT_KINDS, &all);

	if (generated->explored) {
		table_row(table);
		table_cell(table, generated->cut_short ? "exploration, so far" : "exploration");
		table_cell(table, "-");
		add_share(table, told, all);
		table_cell(table, "-");
		table_cell(table, "-");
	}
	for (guint i = 0; i < generated->suites->len; i++) {
		table_row(table);
		table_cell(table, "%s", (char *)generated->suites->pdata[i]);
		table_cell(table, "%u", generated_files(generated, i));
		add_scores(table, generated, MUTANT_KINDS, i);
	}
	table_print(table, report->output, style);
}

static void print_score(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const Generated *generated = event->data;
	TableStyle style = markdown ? TABLE_MARKDOWN : TABLE_TEXT;
	guint all;

	generated_told(generated, MUTANT_KINDS, &all);
	fprintf(report->output->file, "\n%s, %u mutants; %u more that nothing can tell apart\n",
		generated->version->id, all, generated_equivalent(generated, MUTANT_KINDS));
	if (!report->quiet)
		print_kinds(report, generated, style);
	print_suites(report, generated, style);
}

/* ---- for programs ---- */

static void mutant_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Item *item = event->data;

	json_line_string(builder, "id", mutant_of(item)->id);
	json_line_string_or_null(builder, "noticed_by", noticed_by(item));
	if (mutant_of(item)->equivalent)
		json_line_string(builder, "equivalent", mutant_of(item)->equivalent);
	if (item->generated->explored)
		json_line_truth(builder, "told_apart", is_told(item));
}

static void score_numbers(JsonBuilder *builder, const Generated *generated, guint suite)
{
	guint noticed, all = generated_score(generated, (MutantsAsked){ MUTANT_KINDS, FALSE }, suite,
					     &noticed);

	json_line_number(builder, "mutants", all);
	json_line_number(builder, "noticed", noticed);
	if (!generated->explored)
		return;
	all = generated_score(generated, (MutantsAsked){ MUTANT_KINDS, TRUE }, suite, &noticed);
	json_line_number(builder, "told_apart", all);
	json_line_number(builder, "told_apart_noticed", noticed);
}

static void score_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Generated *generated = event->data;
	guint all, told = generated_told(generated, MUTANT_KINDS, &all);

	json_line_string(builder, "spec", generated->version->id);
	json_line_number(builder, "scenarios", generated->files->len);
	score_numbers(builder, generated, SUITE_ANY);
	json_line_number(builder, "equivalent", generated_equivalent(generated, MUTANT_KINDS));
	if (generated->explored) {
		json_line_number(builder, "explored", told);
		json_line_number(builder, "of", all);
		json_line_truth(builder, "partial", generated->cut_short);
	}
	json_line_begin_array(builder, "suites");
	for (guint i = 0; i < generated->suites->len; i++) {
		json_builder_begin_object(builder);
		json_line_string(builder, "suite", generated->suites->pdata[i]);
		json_line_number(builder, "scenarios", generated_files(generated, i));
		score_numbers(builder, generated, i);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static char *mutant_name(const ReportEvent *event)
{
	return g_strdup(mutant_of(event->data)->id);
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

		if (!generated->fates[i].tried)
			continue;
		report_event(report, &(ReportEvent){
			.kind = EVENT_CASE, .verdict = noticed_by(&item) ? VERDICT_PASSED
								   : VERDICT_SKIPPED,
			.file = name, .number = i + 1, .data = &item });
	}
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = VERDICT_PASSED, .file = name, .number = 1,
		.data = generated });
	report_event(report, &(ReportEvent){ .kind = EVENT_END, .data = generated });
}
