/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a comparison with every Host. */
#include "report/exhaustive_source.h"

#include "report/compare_cell.h"
#include "report/compare_table.h"
#include "report/explore_words.h"
#include "report/json_line.h"
#include "text/wrap.h"

typedef struct {
	const Exhaustive *exhaustive;
	guint cell;
} Case;

static const CellResult *cell_of(const Exhaustive *exhaustive, guint cell)
{
	return exhaustive->comparison->cells->pdata[cell];
}

static const CheatingResult *result_of(const Exhaustive *exhaustive, guint cell)
{
	return exhaustive->results->pdata[cell];
}

/* ---- verdicts ---- */

static const char *const verdicts[] = {
	[CHEATING_NONE] = "never", [CHEATING_NONE_SO_FAR] = "not within bounds",
	[CHEATING_FOUND] = "found", [CHEATING_VACUOUS] = "not asked",
};

/* "4 image", "never", "none of 16" */
static char *short_verdict(const Exhaustive *exhaustive, const CheatingResult *result, Harm harm)
{
	const Cheating *cheating = &result->harms[harm];

	switch (cheating->verdict) {
	case CHEATING_FOUND:
		return g_strdup_printf("%u %s", cheating->steps, cheating->area);
	case CHEATING_NONE:
		return g_strdup("never");
	case CHEATING_NONE_SO_FAR:
		return exhaustive->bounds.depth
		       ? g_strdup_printf("none of %" G_GUINT64_FORMAT, exhaustive->bounds.depth)
		       : g_strdup("not so far");
	default:
		return g_strdup("-");
	}
}

/* ---- for people ---- */

static void add_row(Table *table, const Exhaustive *exhaustive, const ExhaustiveRow *row)
{
	const CheatingResult *result = result_of(exhaustive, row->first);
	const Cell *cell = &cell_of(exhaustive, row->first)->cell;
	g_autofree char *versions = compare_table_join(row->versions,
						       exhaustive->comparison->versions);

	table_row(table);
	table_cell(table, "%s", cell->policy->name);
	table_cell(table, "%s", cell->guest->name);
	table_cell(table, "%s", versions);
	table_cell(table, "%s", compare_table_outcome(&result->facts));
	table_paint(table, ending_is_good(result->facts.ending) ? PAINT_GOOD : PAINT_BAD);
	for (Harm harm = 0; harm < HARMS; harm++) {
		g_autofree char *text = short_verdict(exhaustive, result, harm);

		table_cell(table, "%s", text);
		if (result->harms[harm].verdict == CHEATING_FOUND)
			table_paint(table, PAINT_BAD);
	}
}

/* The way to what was found, one for those that go it alike. */
static void print_way(const Exhaustive *exhaustive, guint number, Harm harm, const Output *output)
{
	const ExhaustiveRow *row = exhaustive->rows->pdata[number];
	const Cheating *cheating = &result_of(exhaustive, row->first)->harms[harm];
	g_autofree char *name = NULL;

	if (cheating->verdict != CHEATING_FOUND)
		return;
	for (guint i = 0; i < number; i++) {
		const ExhaustiveRow *other = exhaustive->rows->pdata[i];

		if (g_strcmp0(result_of(exhaustive, other->first)->harms[harm].way,
			      cheating->way) == 0)
			return;
	}
	name = cell_name(&cell_of(exhaustive, row->first)->cell);
	wrap_print(output->file, 4, output->width, "%s/%s: %s", name, harm_name(harm),
		   cheating->way);
}

static void print_bounds(const Exhaustive *exhaustive, const Output *output)
{
	g_autoptr(GString) states = g_string_new(NULL);
	g_autofree char *most = exhaustive->bounds.depth
		? g_strdup_printf(" at most %" G_GUINT64_FORMAT " actions", exhaustive->bounds.depth)
		: g_strdup(" actions");

	explore_append_count(states, exhaustive->states);
	wrap_print(output->file, 4, output->width, "explored: every order of%s, from the populated "
		   "image on; %u pages, which stand for %u; %s states%s", most, exhaustive->watched,
		   exhaustive->pages, states->str, exhaustive->partial ? "; not to the end" : "");
}

/* Once, below all versions. */
static void print_legend(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const Output *output = report->output;

	if (report->quiet)
		return;
	wrap_print(output->file, 4, output->width, "actions: of the Host every RMI command, but those "
		   "that make a Realm or a REC, about the page, the next, the Granule that backs it "
		   "and one that is free; the honest Host's call to set RIPAS, and granting what the "
		   "guest asks for. Of the guest what it does about the page, in its order.");
	for (Harm harm = 0; harm < HARMS; harm++)
		wrap_print(output->file, 4, output->width, "%s: the guest %s.", harm_name(harm),
			   harm_text(harm));
	wrap_print(output->file, 4, output->width, "4 entry: a Host does it by 4 actions of its own, "
		   "there, and the RIM is the honest one, if the guest attests. never: no Host does, "
		   "however many its actions. Any Host can stop its guest: that is not asked.");
}

static void print_table(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const Exhaustive *exhaustive = event->data;
	g_autoptr(GString) heads = g_string_new("RIPAS by|guest|KVM|outcome");
	g_autoptr(Table) table = NULL;

	for (Harm harm = 0; harm < HARMS; harm++)
		g_string_append_printf(heads, "|%s", harm_name(harm));
	table = table_new(heads->str);
	for (guint i = 0; i < exhaustive->rows->len; i++)
		add_row(table, exhaustive, exhaustive->rows->pdata[i]);
	fprintf(report->output->file, markdown ? "%s\n\n" : "%s\n",
		exhaustive->comparison->version->id);
	table_print(table, report->output, markdown ? TABLE_MARKDOWN : TABLE_TEXT);
	fputc('\n', report->output->file);
	for (Harm harm = 0; harm < HARMS; harm++)
		for (guint i = 0; i < exhaustive->rows->len; i++)
			print_way(exhaustive, i, harm, report->output);
	print_bounds(exhaustive, report->output);
}

/* ---- words for all formats ---- */

static char *name(const ReportEvent *event)
{
	const Case *of = event->data;

	return cell_name(&cell_of(of->exhaustive, of->cell)->cell);
}

static char *message(const ReportEvent *event)
{
	return g_strdup("was not explored to its end");
}

static void add_harm(JsonBuilder *builder, const Cheating *cheating, Harm harm)
{
	json_line_begin_object(builder, harm_name(harm));
	json_line_string(builder, "verdict", verdicts[cheating->verdict]);
	if (cheating->verdict == CHEATING_FOUND) {
		json_line_address(builder, "page", cheating->ipa);
		json_line_string(builder, "area", cheating->area);
		json_line_number(builder, "actions", cheating->actions);
		json_line_number(builder, "steps", cheating->steps);
		json_line_string(builder, "way", cheating->way);
	}
	json_builder_end_object(builder);
}

static void members(const ReportEvent *event, JsonBuilder *builder)
{
	const Case *of = event->data;
	const CheatingResult *result = result_of(of->exhaustive, of->cell);
	const CellKey key = compare_cell_key(cell_of(of->exhaustive, of->cell));

	compare_cell_add_key(builder, &key);
	json_line_string_or_null(builder, "ending", ending_name(result->facts.ending));
	json_line_number(builder, "most_actions", of->exhaustive->bounds.depth);
	json_line_number(builder, "most_states", of->exhaustive->bounds.states);
	json_line_number(builder, "pages", result->pages);
	json_line_number(builder, "explored", result->watched);
	json_line_number(builder, "states", (guint64)result->states);
	json_line_truth(builder, "partial", result->partial);
	json_line_begin_object(builder, "harms");
	for (Harm harm = 0; harm < HARMS; harm++)
		add_harm(builder, &result->harms[harm], harm);
	json_builder_end_object(builder);
}

const ReportSource exhaustive_source = {
	"compare", {
		[EVENT_CASE] = { .type = "", .name = name, .message = message, .members = members },
		[EVENT_FILE] = { .print = print_table },
		[EVENT_END] = { .print = print_legend },
	},
};

void exhaustive_report(Report *report, guint number, const Exhaustive *exhaustive)
{
	const char *id = exhaustive->comparison->version->id;

	for (guint i = 0; i < exhaustive->results->len; i++) {
		const Case of = { exhaustive, i };

		report_event(report, &(ReportEvent){
			.kind = EVENT_CASE, .file = id, .number = i + 1,
			.verdict = result_of(exhaustive, i)->partial ? VERDICT_SKIPPED : VERDICT_PASSED,
			.data = &of });
	}
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .file = id, .number = number,
		.verdict = exhaustive->partial ? VERDICT_SKIPPED : VERDICT_PASSED, .data = exhaustive });
}
