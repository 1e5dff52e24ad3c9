/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is reported of explorations for every number of pages and Granules: a
 * case for each of the parts of the proof, an item for each invariant.
 */
#include "report/sized_source.h"

#include <string.h>

#include "inquiry/witness_text.h"
#include "report/explore_words.h"
#include "report/json_line.h"
#include "report/rules.h"
#include "report/sized_words.h"

typedef struct {
	const SizedFile *file;
	ProofPart part;
} Case;

/* Was it looked at, and holds? */
static gboolean is_shown(const Case *of)
{
	return sized_part_was_tried(of->file->sized, of->part) &&
	       sized_part_holds(of->file->sized, of->part);
}

/* An invariant, and what is known of it. */
typedef struct {
	const SizedFile *file;
	const struct rmm_invariant *row;
	const char *what;
} Item;

const char *sized_error(const SizedFile *file)
{
	return !file->sized ? "the file has errors and was not explored" :
	       !file->sized->explorable ? explore_why_not(&file->sized->explored) : NULL;
}

/* ---- invariants ---- */

static gboolean is_in_force(const struct rmm_model *m, const struct rmm_invariant *row, guint number)
{
	const struct rmm_rows *rows = &m->invariants[row->subject];

	return memchr(rows->row, (int)number, rows->count) != NULL;
}

static const char *row_text(const Sized *sized, const struct rmm_invariant *row, RowState state)
{
	static const char *const texts[ROW_STATES] = {
		[ROW_BROKEN] = "BROKEN",
		[ROW_OPEN] = "not proven",
		[ROW_UNCHECKED] = "not checked: about contents, which no state has here (ghosts off)",
		[ROW_HOLDS] = "proven for every number, or says nothing here: which was not looked at",
		[ROW_SILENT] = "says nothing here: no wrong value of what there is would break it",
		[ROW_PROVEN] = "proven for every number",
	};

	if (state != ROW_PROVEN || (row->subject != SUBJECT_REALM && row->subject != SUBJECT_REC))
		return texts[state];
	return sized->world->realms ? "proven for every number, of Realms with these RECs" :
	       sized->world->most.recs ? "proven for every number, of this Realm"
				       : "proven for every number, of this Realm and its RECs";
}

typedef void RowFunction(gpointer user, const struct rmm_invariant *row, RowState state);

static void each_row(const Sized *sized, RowFunction *function, gpointer user)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++)
		if (is_in_force(sized->explored.exploration->alphabet.model, &rows[i], i))
			function(user, &rows[i], sized_row(sized, i));
}

/* ---- for people ---- */

static void print_part(const Report *report, const Sized *sized, ProofPart part)
{
	gboolean holds = sized_part_holds(sized, part);
	g_autofree char *text = NULL;

	if (!sized_part_was_tried(sized, part))
		return;
	text = holds ? sized_part_text(sized, part) : sized_part_failure(sized, part);
	output_paint(report->output, holds ? PAINT_GOOD : PAINT_BAD,
		     holds ? "holds" : sized_is_open(sized) ? "open " : "FAILS");
	fprintf(report->output->file, "   %s\n", text);
}

static void print_witness(const Report *report, const Sized *sized)
{
	g_autoptr(GString) out = g_string_new(NULL);
	const SizedNames *names = sized_names(sized->world);

	if (!sized->witness) {
		fprintf(report->output->file, "        %s\n", sized->end == EXPLORE_CLOSED
			? "no small world shows a rule that breaks"
			: "no small world was found in time that shows a rule that breaks");
		return;
	}
	g_string_append_printf(out, "        with %u %s and %u Granule%s: ", sized->witness_size.pages,
			       sized->witness_size.pages == 1 ? names->page : names->pages,
			       sized->witness_size.granules,
			       sized->witness_size.granules == 1 ? "" : "s");
	witness_append_subject(out, &sized->explored, sized->witness);
	g_string_append_c(out, '\n');
	witness_append_calls(out, &sized->explored, sized->witness, "    ");
	fputs(out->str, report->output->file);
}

typedef struct {
	const Report *report;
	const Sized *sized;
} Rows;

static void print_row(gpointer user, const struct rmm_invariant *row, RowState state)
{
	const Rows *rows = user;

	fprintf(rows->report->output->file, "    %-28s %s\n", row->id,
		row_text(rows->sized, row, state));
}

static void count_row(gpointer user, const struct rmm_invariant *row, RowState state)
{
	guint *counts = user;

	(void)row;
	counts[state]++;
}

/* How many rows are what: all of them are accounted for. */
static void print_rows(const Report *report, const Sized *sized)
{
	static const char *const words[ROW_STATES] = {
		[ROW_PROVEN] = "proven for every number", [ROW_SILENT] = "say nothing here",
		[ROW_HOLDS] = "proven for every number, or say nothing here",
		[ROW_UNCHECKED] = "not checked", [ROW_OPEN] = "not proven", [ROW_BROKEN] = "broken"
	};
	static const RowState order[] = {
		ROW_BROKEN, ROW_PROVEN, ROW_HOLDS, ROW_SILENT, ROW_UNCHECKED, ROW_OPEN
	};
	guint counts[ROW_STATES] = { 0 };
	const char *separator = "invariants: ";

	each_row(sized, count_row, counts);
	for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
		if (counts[order[i]]) {
			fprintf(report->output->file, "%s%u %s", separator, counts[order[i]],
				words[order[i]]);
			separator = ", ";
		}
	fputs(report->verbose ? "\n" : " (-v: which)\n", report->output->file);
	if (report->verbose)
		each_row(sized, print_row, &(Rows){ report, sized });
}

static void print_assumptions_of_tables(const Report *report, const Sized *sized)
{
	fprintf(report->output->file,
		"proven for every number of tables below the starting level, of pages and of Granules, if\n"
		"in a step of a larger world, too, no more than %u entries or Granules are needed: looked at\n"
		"in all states of up to %u, and in a sample of worlds of up to %u entries. Assumed: what\n"
		"actions do in larger worlds has no other shapes, as range commands go from entry to entry\n"
		"(model/README.md); so far worlds of %u sizes are learned. An RTT has %u entries; the numbers\n"
		"of Realms and RECs are those of the setup, and no entry is a block: sim/sizes/README.md says\n"
		"why.\n",
		sized->world->needed, sized->closing.components, sized->world->most.pages,
		sized->uniform.sizes->len, sized->world->page_unit);
}

static void print_assumptions(const Report *report, const Sized *sized)
{
	gboolean has_recs = sized->world->most.recs > 0, has_realms = sized->world->realms != NULL;
	const SizedNames *names = sized_names(sized->world);

	if (sized->world->has_subtrees) {
		print_assumptions_of_tables(report, sized);
		return;
	}
	fprintf(report->output->file,
		"proven for every number of %s, if in a step of a larger\n"
		"world, too, no more than %u%s are needed: looked at in all states of up to %u%s,\n"
		"and in what is learned of worlds of %u sizes. Assumed: what actions do in larger\n"
		"worlds has no other shapes, as range commands go from entry to entry\n"
		"(model/README.md). The numbers of %s are those of the setup:\n"
		"sim/sizes/README.md says why.\n",
		names->numbers, sized->world->needed,
		has_recs ? ", and one REC," : has_realms ? ", and one Realm if it is taken," : "",
		sized->closing.components,
		has_recs ? ", and two RECs" : has_realms ? " that have at most two Realms" : "",
		sized->uniform.sizes->len, names->fixed);
}

static void print_file(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const SizedFile *file = event->data;
	const Sized *sized = file->sized;

	if (sized_error(file)) {
		if (sized)
			fprintf(report->output->file, "%s: %s\n", file->path,
				sized_error(file));
		return;
	}
	fprintf(report->output->file, "%s: every number of %s and Granules, %.2f s\n", file->path,
		sized->world->realms ? "Realms" : "pages", sized->seconds);
	for (guint i = 0; i < PROOF_PARTS; i++)
		print_part(report, sized, (ProofPart)i);
	if (!sized_holds(sized) && !sized_is_open(sized))
		print_witness(report, sized);
	if (!report->quiet)
		print_rows(report, sized);
	if (sized_holds(sized) && !report->quiet)
		print_assumptions(report, sized);
	if (file->written)
		fprintf(report->output->file, "written to %s; ripas-sim run %s replays it\n",
			file->written, file->written);
}

/* ---- words for all formats ---- */

static char *case_name(const ReportEvent *event)
{
	static const char *const names[] = {
		[PART_CLOSURE] = "closure", [PART_LEMMA] = "deletion", [PART_LARGER] = "larger worlds",
		[PART_UNIFORM] = "uniformity"
	};

	return g_strdup(names[((const Case *)event->data)->part]);
}

static char *case_message(const ReportEvent *event)
{
	const Case *of = event->data;

	return is_shown(of) ? sized_part_text(of->file->sized, of->part)
			    : sized_part_failure(of->file->sized, of->part);
}

static char *case_detail(const ReportEvent *event)
{
	GString *out = g_string_new(NULL);
	const Case *of = event->data;

	if (!is_shown(of) && of->file->sized->witness)
		witness_append_calls(out, &of->file->sized->explored, of->file->sized->witness, "    ");
	return g_string_free(out, FALSE);
}

static void case_rules(const ReportEvent *event, GArray *rules)
{
	const Case *of = event->data;

	if (!is_shown(of) && !sized_is_open(of->file->sized))
		report_add_rule(rules, "every-number", NULL,
				"invariants hold for every number of pages and Granules", FALSE);
}

/* The first part that is open. */
static char *open_text(const SizedFile *file)
{
	for (guint i = 0; i < PROOF_PARTS; i++)
		if (!is_shown(&(Case){ file, (ProofPart)i }))
			return sized_part_failure(file->sized, (ProofPart)i);
	return g_strdup_printf("%s: which invariants say something is open",
			       explore_end_text(file->sized->end));
}

static gboolean is_file_open(const SizedFile *file)
{
	return !sized_error(file) && sized_is_open(file->sized);
}

static char *file_message(const ReportEvent *event)
{
	return is_file_open(event->data) ? open_text(event->data) : g_strdup(sized_error(event->data));
}

static char *file_detail(const ReportEvent *event)
{
	GString *out = g_string_new(NULL);

	if (sized_error(event->data))
		diagnostics_append(out, ((const SizedFile *)event->data)->diagnostics);
	return g_string_free(out, FALSE);
}

/* ---- members of objects ---- */

static void case_members(const ReportEvent *event, JsonBuilder *builder)
{
	g_autofree char *part = case_name(event), *text = case_message(event);
	const Case *of = event->data;

	json_line_string(builder, "file", event->file);
	json_line_string(builder, "part", part);
	json_line_truth(builder, "holds", is_shown(of));
	json_line_string(builder, "text", text);
}

static void item_members(const ReportEvent *event, JsonBuilder *builder)
{
	const Item *item = event->data;

	json_line_string(builder, "file", event->file);
	json_line_string(builder, "invariant", item->row->id);
	json_line_string(builder, "what", item->what);
}

static void file_members(const ReportEvent *event, JsonBuilder *builder)
{
	const SizedFile *file = event->data;

	json_line_string(builder, "file", file->path);
	json_line_number(builder, "number", event->number);
	json_line_truth(builder, "errors", sized_error(file) != NULL);
	if (sized_error(file))
		return;
	json_line_truth(builder, "passed", sized_holds(file->sized));
	json_line_truth(builder, "partial", sized_is_open(file->sized));
	json_line_string(builder, "end", explore_end_text(file->sized->end));
	json_line_number(builder, "views", views_count(file->sized->closing.views));
	json_line_number(builder, "states", file->sized->closing.states);
	json_line_number(builder, "runs", file->sized->closing.steps);
	json_line_number(builder, "deletions", file->sized->lemma.deletions);
	json_line_number(builder, "sampled", file->sized->larger.steps);
	json_line_number(builder, "learned", file->sized->uniform.lemma.steps);
}

const ReportSource sized_source = {
	"explore", {
		[EVENT_CASE] = { .type = "part", .name = case_name, .message = case_message,
				 .detail = case_detail, .rules = case_rules,
				 .members = case_members },
		[EVENT_ITEM] = { .type = "invariant", .members = item_members },
		[EVENT_FILE] = { .type = "every number", .print = print_file,
				 .message = file_message, .detail = file_detail,
				 .rules = rules_of_file, .members = file_members },
		[EVENT_END] = { .type = "end", .members = explore_end_members },
	},
};

/* ---- events ---- */

typedef struct {
	Report *report;
	const SizedFile *file;
} Telling;

static void tell_row(gpointer user, const struct rmm_invariant *row, RowState state)
{
	const Telling *telling = user;
	const Item item = { telling->file, row, row_text(telling->file->sized, row, state) };

	report_event(telling->report, &(ReportEvent){
		.kind = EVENT_ITEM, .file = telling->file->path, .data = &item });
}

static void tell_part(Report *report, const SizedFile *file, ProofPart part)
{
	const Case of = { file, part };
	const Position *at = &file->sized->scenario->explore->at;

	report_event(report, &(ReportEvent){
		.kind = EVENT_CASE, .verdict = is_shown(&of) ? VERDICT_PASSED :
		sized_part_was_tried(file->sized, part) && !sized_is_open(file->sized)
		? VERDICT_FAILED : VERDICT_SKIPPED, .file = file->path,
		.number = part + 1, .path = at->source->path, .line = at->line, .column = at->column,
		.data = &of });
}

void sized_report_file(Report *report, guint number, const SizedFile *file)
{
	Telling telling = { report, file };
	for (guint i = 0; !sized_error(file) && i < PROOF_PARTS; i++)
		tell_part(report, file, (ProofPart)i);
	if (!sized_error(file))
		each_row(file->sized, tell_row, &telling);
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = sized_error(file) ? VERDICT_ERROR :
		is_file_open(file) ? VERDICT_SKIPPED :
		sized_holds(file->sized) ? VERDICT_PASSED : VERDICT_FAILED, .file = file->path,
		.number = number, .path = file->path, .data = file });
}
