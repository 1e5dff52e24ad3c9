/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of variants that scenarios notice. */
#include "report/mutate_source.h"

#include "report/json_line.h"
#include "report/rules.h"
#include "report/run_step.h"
#include "report/table.h"
#include "system/version.h"
#include "text/variants.h"

/* What the event of a variant, or of a suite, is about. */
struct part {
	const Mutation *mutation;
	guint suite;
	enum rmm_variant variant;
};

static const Noticed *noticed_by(const struct part *part)
{
	return mutation_try(part->mutation, part->variant)->by[part->suite];
}

static const MutateSuite *suite_of(const struct part *part)
{
	return part->mutation->suites->pdata[part->suite];
}

static gboolean is_in(const MutateSuite *suite, guint file)
{
	for (guint i = 0; i < suite->files->len; i++)
		if (g_array_index(suite->files, guint, i) == file)
			return TRUE;
	return FALSE;
}

/* The files of the suite that say the variant must fail, and do not fail, a line each. */
static char *liars_of(const struct part *part)
{
	const GArray *liars = mutation_try(part->mutation, part->variant)->liars;
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < liars->len; i++) {
		guint file = g_array_index(liars, guint, i);

		if (is_in(suite_of(part), file))
			g_string_append_printf(out, "%s\n",
					       mutation_file(part->mutation, file)->path);
	}
	return g_string_free(out, FALSE);
}

/* A variant that was asked for by name is to be noticed; of all, some never are. */
static CaseVerdict verdict_of(const struct part *part)
{
	g_autofree char *liars = liars_of(part);

	if (*liars)
		return VERDICT_FAILED;
	if (noticed_by(part))
		return VERDICT_PASSED;
	return part->mutation->options->some ? VERDICT_FAILED : VERDICT_SKIPPED;
}

/* ---- for people ---- */

static void add_variant(Table *table, const Mutation *mutation, enum rmm_variant variant)
{
	table_row(table);
	table_cell(table, "%s", rmm_variant_info(variant)->id);
	table_cell(table, "%s", variant_kind_name(rmm_variant_info(variant)->kind));
	for (guint i = 0; i < mutation->suites->len; i++) {
		const Noticed *noticed = mutation_try(mutation, variant)->by[i];

		table_cell(table, "%s", noticed ? mutation_file(mutation, noticed->file)->path
				      : "-");
	}
}

static void print_variants(const Mutation *mutation, const Output *output, TableStyle style)
{
	g_autoptr(GString) heads = g_string_new("variant|kind");
	g_autoptr(Table) table = NULL;

	for (guint i = 0; i < mutation->suites->len; i++)
		g_string_append_printf(heads, "|%s",
				       ((MutateSuite *)mutation->suites->pdata[i])->name);
	table = table_new(heads->str);
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (mutation_tried(mutation, i))
			add_variant(table, mutation, i);
	table_print(table, output, style);
	fputc('\n', output->file);
}

static void add_score(Table *table, const Mutation *mutation, guint suite, int kind)
{
	guint noticed, all = mutation_score(mutation, suite, kind, &noticed);

	table_cell(table, "%u of %u", noticed, all);
}

static void print_scores(const Mutation *mutation, const Output *output, TableStyle style)
{
	g_autoptr(Table) table = table_new("noticed by|runs|readings|departures|mistakes|bugs|all");

	for (guint i = 0; i < mutation->suites->len; i++) {
		const MutateSuite *suite = mutation->suites->pdata[i];

		table_row(table);
		table_cell(table, "%s", suite->name);
		table_cell(table, "%u", suite->files->len);
		for (int kind = VARIANT_READING; kind <= VARIANT_BUG; kind++)
			add_score(table, mutation, i, kind);
		add_score(table, mutation, i, -1);
	}
	table_print(table, output, style);
}

/* The statement that failed under a variant. */
static void print_steps(const Report *report, const Mutation *mutation, enum rmm_variant variant)
{
	const GPtrArray *all = mutation_try(mutation, variant)->noticed;

	for (guint i = 0; i < all->len; i++) {
		const Noticed *noticed = all->pdata[i];

		fprintf(report->output->file, "%s: ", rmm_variant_info(variant)->id);
		for (guint j = 0; j < noticed->result.outcomes->len; j++)
			run_step_print(report, &noticed->result,
				       noticed->result.outcomes->pdata[j]);
	}
}

static void print_end(const Report *report, const ReportEvent *event, gboolean markdown)
{
	TableStyle style = markdown ? TABLE_MARKDOWN : TABLE_TEXT;

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS && report->verbose; i++)
		print_steps(report, event->data, i);
	if (!report->quiet)
		print_variants(event->data, report->output, style);
	print_scores(event->data, report->output, style);
}

/* ---- words for all formats ---- */

static char *name(const ReportEvent *event)
{
	return g_strdup(rmm_variant_info(((const struct part *)event->data)->variant)->id);
}

static char *message(const ReportEvent *event)
{
	g_autofree char *liars = liars_of(event->data);

	return g_strdup(*liars ? "a file says that the variant must fail, and does not fail"
			       : "nothing notices it");
}

static char *detail(const ReportEvent *event)
{
	return liars_of(event->data);
}

static void rules(const ReportEvent *event, GArray *rules)
{
	rules_add_variant(rules, version_at(0), ((const struct part *)event->data)->variant, FALSE);
}

/* ---- members of objects ---- */

/* The file that notices it, and by which statement. */
static void add_noticed(JsonBuilder *builder, const struct part *part)
{
	const Noticed *noticed = noticed_by(part);
	const StepOutcome *outcome;

	json_line_string_or_null(builder, "noticed_by", !noticed ? NULL :
				 mutation_file(part->mutation, noticed->file)->path);
	if (!noticed || noticed->result.outcomes->len == 0)
		return;
	outcome = noticed->result.outcomes->pdata[0];
	json_line_string(builder, "spec", noticed->result.model->config.version->id);
	json_line_string(builder, "source", outcome->step->at.source->path);
	json_line_number(builder, "line", outcome->step->at.line);
	json_line_string(builder, "statement", outcome->text);
}

static void variant_members(const ReportEvent *event, JsonBuilder *builder)
{
	const struct part *part = event->data;
	const struct rmm_variant_info *info = rmm_variant_info(part->variant);
	g_autofree char *liars = liars_of(part);

	json_line_string(builder, "suite", suite_of(part)->name);
	json_line_string(builder, "id", info->id);
	json_line_string(builder, "kind", variant_kind_name(info->kind));
	json_line_string(builder, "text", info->text);
	add_noticed(builder, part);
	json_line_array(builder, "false_claims", *liars ? liars : NULL);
}

static void suite_members(const ReportEvent *event, JsonBuilder *builder)
{
	const struct part *part = event->data;
	guint noticed, all = mutation_score(part->mutation, part->suite, -1, &noticed);

	json_line_string(builder, "suite", suite_of(part)->name);
	json_line_number(builder, "runs", suite_of(part)->files->len);
	json_line_number(builder, "noticed", noticed);
	json_line_number(builder, "variants", all);
}

static void end_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Mutation *mutation = event->data;

	json_line_number(builder, "suites", mutation->suites->len);
	json_line_truth(builder, "errors", !mutation->good);
}

const ReportSource mutate_source = {
	"mutate", {
		[EVENT_CASE] = { .type = "variant", .name = name, .message = message,
				 .detail = detail, .rules = rules, .members = variant_members },
		[EVENT_FILE] = { .type = "suite", .members = suite_members },
		[EVENT_END] = { .type = "end", .print = print_end, .members = end_members },
	},
};

/* ---- events ---- */

static void report_suite(Report *report, const Mutation *mutation, guint suite)
{
	struct part part = { mutation, suite, VARIANT_NONE };
	CaseVerdict worst = VERDICT_PASSED;

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		CaseVerdict verdict;

		part.variant = i;
		if (!mutation_tried(mutation, i))
			continue;
		verdict = verdict_of(&part);
		worst = verdict == VERDICT_FAILED ? verdict : worst;
		report_event(report, &(ReportEvent){
			.kind = EVENT_CASE, .verdict = verdict, .file = suite_of(&part)->name,
			.number = i, .data = &part });
	}
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = worst, .file = suite_of(&part)->name,
		.number = suite + 1, .data = &part });
}

void mutate_report(Report *report, const Mutation *mutation)
{
	report_begin(report, mutation->suites->len);
	for (guint i = 0; i < mutation->suites->len; i++)
		report_suite(report, mutation, i);
	report_end(report, mutation);
}
