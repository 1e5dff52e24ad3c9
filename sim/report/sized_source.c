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

/* The parts of the proof. */
typedef enum { PART_CLOSURE, PART_LEMMA, PART_LARGER, PARTS } ProofPart;

typedef struct {
	const SizedFile *file;
	ProofPart part;
} Case;

/* An invariant, and what is known of it. */
typedef struct {
	const SizedFile *file;
	const struct rmm_invariant *row;
	const char *what;
} Item;

const char *sized_error(const SizedFile *file)
{
	return !file->sized ? "the file has errors and was not explored" :
	       !file->sized->explorable ? "a step of the setup fails" : NULL;
}

static gboolean part_holds(const Sized *sized, ProofPart part)
{
	return part == PART_CLOSURE ? closing_holds(&sized->closing) :
	       part == PART_LEMMA ? lemma_holds(&sized->lemma)
				  : sized->larger.steps && lemma_holds(&sized->larger);
}

/* Parts behind one that does not hold are not looked at. */
static gboolean part_was_tried(const Sized *sized, ProofPart part)
{
	for (guint i = 0; i < part; i++)
		if (!part_holds(sized, (ProofPart)i))
			return FALSE;
	return TRUE;
}

/* ---- words ---- */

static void append_closure(GString *out, const Closing *closing)
{
	g_string_append(out, "closure: ");
	explore_append_count(out, views_count(closing->views));
	g_string_append(out, " views of one page or Granule, closed under all actions in ");
	explore_append_count(out, g_hash_table_size(closing->done));
	g_string_append_printf(out, " states of at most %d; ", CLOSING_COMPONENTS);
	explore_append_count(out, closing->steps);
	g_string_append_printf(out, " runs of the model, %u rounds", closing->rounds);
}

static void append_lemma(GString *out, const Lemma *lemma)
{
	const char *separator = "";

	explore_append_count(out, lemma->steps);
	g_string_append(out, " steps, ");
	explore_append_count(out, lemma->deletions);
	g_string_append(out, " deletions: ");
	for (guint i = 0; i <= COMPONENTS_MAX; i++)
		if (lemma->kept[i]) {
			g_string_append_printf(out, "%s%u needed by ", separator, i);
			explore_append_count(out, lemma->kept[i]);
			separator = ", ";
		}
}

static char *part_text(const Sized *sized, ProofPart part)
{
	GString *out = g_string_new(NULL);

	if (part == PART_CLOSURE) {
		append_closure(out, &sized->closing);
	} else if (part == PART_LEMMA) {
		g_string_append_printf(out, "deletion: in no step are more than %d pages or Granules "
				       "needed; ", LEMMA_KEPT_MAX);
		append_lemma(out, &sized->lemma);
	} else {
		g_string_append_printf(out, "larger worlds: the same in a sample of up to %u pages; ",
				       sized->world->most.pages);
		append_lemma(out, &sized->larger);
	}
	return g_string_free(out, FALSE);
}

static const char *part_failure(const Sized *sized, ProofPart part)
{
	const Closing *closing = &sized->closing;

	if (part != PART_CLOSURE)
		return "more are needed in a step: what happens at small sizes says nothing of others";
	return closing->is_open ? "a state cannot be taken apart into pages and Granules" :
	       closing->interrupted ? "interrupted" :
	       closing->has_effect ? "a command that is refused changes the state"
				   : "an invariant breaks";
}

/* ---- invariants ---- */

static gboolean is_in_force(const struct rmm_model *m, const struct rmm_invariant *row, guint number)
{
	const struct rmm_rows *rows = &m->invariants[row->subject];

	return memchr(rows->row, (int)number, rows->count) != NULL;
}

static const char *row_text(const Sized *sized, const struct rmm_invariant *row, guint number)
{
	const struct explore_alphabet *a = &sized->explored.exploration->alphabet;

	if (!is_in_force(a->model, row, number))
		return NULL;
	if (sized->closing.broken >> number & 1)
		return "BROKEN";
	if (a->ignored >> number & 1)
		return "not checked: of what is no part of a state here";
	if (!sized_holds(sized))
		return "not proven";
	return row->subject == SUBJECT_REALM || row->subject == SUBJECT_REC
	       ? "proven for this one Realm and its RECs" : "proven for every number";
}

typedef void RowFunction(gpointer user, const struct rmm_invariant *row, const char *what);

static void each_row(const Sized *sized, RowFunction *function, gpointer user)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++) {
		const char *what = row_text(sized, &rows[i], i);

		if (what)
			function(user, &rows[i], what);
	}
}

/* ---- for people ---- */

static void print_part(const Report *report, const Sized *sized, ProofPart part)
{
	g_autofree char *text = NULL;

	if (!part_was_tried(sized, part))
		return;
	if (part_holds(sized, part)) {
		text = part_text(sized, part);
		output_paint(report->output, PAINT_GOOD, "holds");
		fprintf(report->output->file, "   %s\n", text);
	} else {
		output_paint(report->output, PAINT_BAD, "FAILS");
		fprintf(report->output->file, "   %s\n", part_failure(sized, part));
	}
}

static void print_witness(const Report *report, const Sized *sized)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (!sized->witness) {
		fputs("        no state of up to three pages and two Granules shows it\n",
		      report->output->file);
		return;
	}
	g_string_append_printf(out, "        with %u page%s and %u Granule%s: ",
			       sized->witness_size.pages, sized->witness_size.pages == 1 ? "" : "s",
			       sized->witness_size.granules,
			       sized->witness_size.granules == 1 ? "" : "s");
	witness_append_subject(out, &sized->explored, sized->witness);
	g_string_append_c(out, '\n');
	witness_append_calls(out, &sized->explored, sized->witness, "    ");
	fputs(out->str, report->output->file);
}

static void print_row(gpointer user, const struct rmm_invariant *row, const char *what)
{
	const Report *report = user;

	fprintf(report->output->file, "    %-28s %s\n", row->id, what);
}

static void print_assumptions(const Report *report, const Sized *sized)
{
	fprintf(report->output->file,
		"proven for every number of pages and Granules of one table, if in a step of a larger\n"
		"world, too, no more than %d are needed: looked at in all states of up to %d, and in a\n"
		"sample of up to %u. The numbers of Realms, RECs and tables are those of the setup.\n",
		LEMMA_KEPT_MAX, CLOSING_COMPONENTS, sized->world->most.pages);
}

static void print_file(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const SizedFile *file = event->data;
	const Sized *sized = file->sized;

	if (sized_error(file))
		return;
	fprintf(report->output->file, "%s: every number of pages and Granules, %.2f s\n", file->path,
		sized->closing.seconds + sized->lemma.seconds + sized->larger.seconds);
	for (guint i = 0; i < PARTS; i++)
		print_part(report, sized, (ProofPart)i);
	if (!closing_holds(&sized->closing) && !sized->closing.interrupted)
		print_witness(report, sized);
	if (report->verbose)
		each_row(sized, print_row, (gpointer)(guintptr)report);
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
		[PART_CLOSURE] = "closure", [PART_LEMMA] = "deletion", [PART_LARGER] = "larger worlds"
	};

	return g_strdup(names[((const Case *)event->data)->part]);
}

static char *case_message(const ReportEvent *event)
{
	const Case *of = event->data;

	return part_holds(of->file->sized, of->part) ? part_text(of->file->sized, of->part)
						     : g_strdup(part_failure(of->file->sized, of->part));
}

static char *case_detail(const ReportEvent *event)
{
	GString *out = g_string_new(NULL);
	const Case *of = event->data;

	if (of->part == PART_CLOSURE && of->file->sized->witness)
		witness_append_calls(out, &of->file->sized->explored, of->file->sized->witness, "    ");
	return g_string_free(out, FALSE);
}

static void case_rules(const ReportEvent *event, GArray *rules)
{
	const Case *of = event->data;

	if (!part_holds(of->file->sized, of->part))
		report_add_rule(rules, "every-number", NULL,
				"invariants hold for every number of pages and Granules", FALSE);
}

static char *file_message(const ReportEvent *event)
{
	return g_strdup(sized_error(event->data));
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
	json_line_truth(builder, "holds", part_holds(of->file->sized, of->part));
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
	json_line_number(builder, "views", views_count(file->sized->closing.views));
	json_line_number(builder, "states", g_hash_table_size(file->sized->closing.done));
	json_line_number(builder, "runs", file->sized->closing.steps);
	json_line_number(builder, "deletions", file->sized->lemma.deletions);
	json_line_number(builder, "sampled", file->sized->larger.steps);
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

static void tell_row(gpointer user, const struct rmm_invariant *row, const char *what)
{
	const Telling *telling = user;
	const Item item = { telling->file, row, what };

	report_event(telling->report, &(ReportEvent){
		.kind = EVENT_ITEM, .file = telling->file->path, .data = &item });
}

static void tell_part(Report *report, const SizedFile *file, ProofPart part)
{
	const Case of = { file, part };
	const Position *at = &file->sized->scenario->explore->at;

	report_event(report, &(ReportEvent){
		.kind = EVENT_CASE, .verdict = !part_was_tried(file->sized, part) ? VERDICT_SKIPPED :
		part_holds(file->sized, part) ? VERDICT_PASSED : VERDICT_FAILED, .file = file->path,
		.number = part + 1, .path = at->source->path, .line = at->line, .column = at->column,
		.data = &of });
}

void sized_report_file(Report *report, guint number, const SizedFile *file)
{
	Telling telling = { report, file };
	gboolean passed = !sized_error(file) && sized_holds(file->sized);

	for (guint i = 0; !sized_error(file) && i < PARTS; i++)
		tell_part(report, file, (ProofPart)i);
	if (!sized_error(file))
		each_row(file->sized, tell_row, &telling);
	report_event(report, &(ReportEvent){
		.kind = EVENT_FILE, .verdict = sized_error(file) ? VERDICT_ERROR :
		passed ? VERDICT_PASSED : VERDICT_FAILED, .file = file->path, .number = number,
		.path = file->path, .data = file });
}
