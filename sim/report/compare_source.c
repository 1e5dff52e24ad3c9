/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a comparison. */
#include "report/compare_source.h"

#include "report/compare_table.h"
#include "report/json_line.h"
#include "report/rules.h"
#include "system/version.h"

/* ---- words for all formats ---- */

/* What an event of a cell is about. */
struct cell {
	const Comparison *comparison;
	const CellResult *result;       /* NULL: there is none now, but */
	const KeptCell *kept;
	const GPtrArray *departures;    /* from a kept table; NULL: there is none */
};

/* The end of a version, or of the kept table. */
struct end {
	const Comparison *comparison;   /* NULL: of the kept table */
	const Gate *gate;
};

static void print_gate(const Gate *gate, const Output *output)
{
	fprintf(output->file, "%s%s: %u of %u cells depart\n", gate->departing ? gate->told->str : "",
		gate->path, gate->departing, gate->compared);
}

static void print_end(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const struct end *end = event->data;

	if (end->comparison)
		compare_table_print(end->comparison, report->output,
				    markdown ? TABLE_MARKDOWN : TABLE_TEXT, report->quiet);
	else
		print_gate(end->gate, report->output);
}

/* "neither/linux/v14": what it comes to may change, its name does not. */
static char *name(const ReportEvent *event)
{
	const struct cell *cell = event->data;

	return cell->result ? cell_name(&cell->result->cell) : g_strdup(cell->kept->label);
}

static char *message(const ReportEvent *event)
{
	const struct cell *cell = event->data;

	if (!cell->result)
		return g_strdup(GATE_MISSING_TEXT);
	return g_strdup(cell->result->facts.broken || cell->result->facts.unsound
			? "breaks an invariant" : "departs from what was kept");
}

static void rules(const ReportEvent *event, GArray *rules)
{
	const struct cell *cell = event->data;
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; cell->result && i < count; i++)
		if (cell->result->facts.broken >> i & 1)
			rules_add_invariant(rules, cell->comparison->version, &rows[i]);
	if (!cell->result || (cell->departures && cell->departures->len))
		report_add_rule(rules, "kept", NULL, "a cell is as it was kept", FALSE);
}

static void append_broken(GString *out, const struct cell *cell)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++)
		if (cell->result->facts.broken >> i & 1)
			g_string_append_printf(out, "breaks    %s (%s): %s\n", rows[i].id,
					       version_section(cell->comparison->version,
							       rows[i].section),
					       rows[i].text);
}

static char *detail(const ReportEvent *event)
{
	const struct cell *cell = event->data;
	GString *out = g_string_new(NULL);

	if (cell->result)
		append_broken(out, cell);
	if (cell->departures)
		gate_append(out, cell->departures);
	return g_string_free(out, FALSE);
}

static void members(const ReportEvent *event, JsonBuilder *builder)
{
	const struct cell *cell = event->data;

	if (cell->result)
		compare_cell_add(builder, cell->result);
	else
		compare_cell_add_key(builder, &cell->kept->key);
	if (cell->departures)
		gate_add(builder, cell->departures);
}

static char *scenario(const ReportEvent *event)
{
	const struct cell *cell = event->data;

	return cell->result ? cell_scenario(&cell->result->cell, NULL) : NULL;
}

/* How many RIMs an honest Host comes to. */
static char *honest_name(const ReportEvent *event)
{
	return compare_table_honest(&((const Comparison *)event->data)->honest);
}

static char *end_detail(const ReportEvent *event)
{
	const struct end *end = event->data;

	return end->comparison ? compare_table_honest(&end->comparison->honest) : g_strdup("");
}

static void honest_members(const ReportEvent *event, JsonBuilder *builder)
{
	static const struct {
		const char *name;
		Way way;
	} ways[] = { { "split", WAY_SPLIT }, { "first", WAY_FIRST }, { "race", WAY_RACE } };
	const Comparison *comparison = event->data;

	json_line_string(builder, "spec", comparison->version->id);
	json_line_number(builder, "rims", comparison->honest.rims);
	json_line_number(builder, "ways", WAYS);
	json_builder_set_member_name(builder, "changing");
	json_builder_begin_array(builder);
	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
		if (comparison->honest.changing & ways[i].way)
			json_builder_add_string_value(builder, ways[i].name);
	json_builder_end_array(builder);
}

const ReportSource compare_source = {
	"compare", {
		[EVENT_ITEM] = { .type = "rims", .name = honest_name, .members = honest_members },
		[EVENT_CASE] = { .type = "", .name = name, .message = message, .detail = detail,
				 .rules = rules, .members = members, .scenario = scenario },
		[EVENT_FILE] = { .print = print_end, .detail = end_detail },
	},
};

/* ---- events ---- */

static void report_cell(Report *report, guint number, const Comparison *comparison,
			const CellResult *result, Gate *gate)
{
	g_autoptr(GPtrArray) departures = gate ? gate_compare(gate, result) : NULL;
	const struct cell cell = { comparison, result, NULL, departures };
	gboolean failed = result->facts.broken || result->facts.unsound ||
			  (departures && departures->len);

	report_event(report, &(ReportEvent){
		.kind = EVENT_CASE, .file = comparison->version->id, .number = number,
		.verdict = failed ? VERDICT_FAILED : VERDICT_PASSED, .data = &cell });
}

void compare_report(Report *report, guint number, const Comparison *comparison, Gate *gate)
{
	const struct end end = { comparison, gate };
	guint departing = gate ? gate->departing : 0;
	gboolean failed = comparison->broken || comparison->unsound;

	for (guint i = 0; i < comparison->cells->len; i++)
		report_cell(report, i + 1, comparison, comparison->cells->pdata[i], gate);
	if (comparison->honest.rims)
		report_event(report, &(ReportEvent){
			.kind = EVENT_ITEM, .file = comparison->version->id,
			.number = comparison->cells->len + 1, .verdict = VERDICT_PASSED,
			.data = comparison });
	failed |= gate && gate->departing > departing;
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .file = comparison->version->id, .number = number,
		.verdict = failed ? VERDICT_FAILED : VERDICT_PASSED, .data = &end });
}

void compare_report_gate(Report *report, guint number, const Gate *gate, const GPtrArray *missing)
{
	const struct end end = { NULL, gate };

	for (guint i = 0; i < missing->len; i++) {
		const struct cell cell = { NULL, NULL, missing->pdata[i], NULL };

		report_event(report, &(ReportEvent){
			.kind = EVENT_CASE, .file = gate->path, .number = i + 1,
			.verdict = VERDICT_FAILED, .data = &cell });
	}
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .file = gate->path, .number = number,
		.verdict = missing->len ? VERDICT_FAILED : VERDICT_PASSED, .data = &end });
}
