/* SPDX-License-Identifier: BSD-3-Clause */
/* Explorations for people: how many states, what holds, how to get where it does not. */
#include "report/explore_text.h"

#include <string.h>

#include "inquiry/witness_text.h"
#include "report/explore_words.h"
#include "report/json_line.h"
#include "report/run_step.h"

/* A setup that fails leads nowhere. */
static void print_setup(const Report *report, const RunResult *setup)
{
	for (guint i = 0; i < setup->outcomes->len; i++)
		run_step_print(report, setup, setup->outcomes->pdata[i]);
}

/* "9,422 states, 58,578 transitions, depth 14; closed in 0.05 s, 251 runs of the model" */
static void print_size(const Report *report, const ExploreFile *file)
{
	const ExploreResult *result = &file->explored->result;
	g_autoptr(GString) line = g_string_new(NULL);

	g_string_append_printf(line, "%s: %s", file->path, result->counted ? "" : "at least ");
	explore_append_count(line, result->states);
	g_string_append(line, result->states == 1 ? " state, " : " states, ");
	explore_append_count(line, result->transitions);
	g_string_append(line, result->transitions == 1 ? " transition" : " transitions");
	if (result->has_depth)
		g_string_append_printf(line, ", depth %" G_GUINT64_FORMAT, result->depth);
	g_string_append_printf(line, "; %s in %.2f s, ", explore_end_text(result->end),
			       result->seconds);
	explore_append_count(line, result->runs);
	g_string_append(line, " runs of the model\n");
	if (result->instead)
		g_string_append_printf(line, "counted on sets, not state by state: %s\n",
				       result->instead);
	if (result->end == EXPLORE_STORAGE)
		g_string_append_printf(line, "exhausted by %s\n", file->explored->exploration->
				       alphabet.actions[result->exhausting].name);
	if (report->verbose && result->found_in > 0)
		g_string_append_printf(line, "found %.0f ms after all was learned\n",
				       result->found_in * 1e3);
	fputs(line->str, report->output->file);
}

/* What else the file asks for: it is one version, and one size, that was explored. */
static void print_scope(const Report *report, const Scenario *scenario)
{
	VersionSet declared = scenario->declared;

	if (declared & (declared - 1))
		fprintf(report->output->file, "as %s: with --spec as others that the file is for\n",
			scenario->config.version->id);
	if (scenario->explore->all_sizes)
		fputs("it asks for every number of pages and Granules: --for-all\n",
		      report->output->file);
}

/* "    4 of 4 Granules may change places"; or why another engine did it. */
static void print_means(const Report *report, const Explored *explored)
{
	g_autoptr(GString) lines = g_string_new(NULL);

	if (explored->wanted)
		fprintf(report->output->file, "    by the %s engine: a graph or a bound is asked for, "
			"which the %s one does not have\n", explored->engine->name,
			explored->wanted->name);
	if (report->verbose && explore_plain_alone())
		fprintf(report->output->file, "    by the plain engine: %s\n", explore_plain_alone());
	explore_append_symmetry(lines, explored, "\n    ");
	if (lines->len)
		fprintf(report->output->file, "    %s\n", lines->str);
}

static void print_answer(const Report *report, Answer answer, const char *text)
{
	static const Paint paints[] = {
		[ANSWER_HOLDS] = PAINT_GOOD, [ANSWER_BROKEN] = PAINT_BAD,
		[ANSWER_REACHED] = PAINT_GOOD, [ANSWER_NOT_REACHED] = PAINT_BAD,
		[ANSWER_SO_FAR] = PAINT_STRONG,
	};
	const char *word = explore_answer_text(answer);

	output_paint(report->output, paints[answer], word);
	/* "reached rtte ...": the word is said. */
	if (answer == ANSWER_REACHED || answer == ANSWER_NOT_REACHED)
		text += strlen("reach ");
	fprintf(report->output->file, "%*s%s\n", (int)MAX(8 - (int)strlen(word), 1), "", text);
}

/* Of a number that is another: which one. */
static void print_rims(const Report *report, const Explored *explored, guint property)
{
	if (explored->exploration->alphabet.properties[property].kind == PROPERTY_RIMS &&
	    explored_answer(explored, property) == ANSWER_BROKEN)
		fprintf(report->output->file, "        there are %u\n",
			explored_rims(explored, property));
}

static void print_answers(const Report *report, const Explored *explored)
{
	const struct explore_alphabet *a = &explored->exploration->alphabet;
	g_autofree char *near = explored->result.near
		? g_strdup_printf(" in states up to %u actions away", explored->result.near) : NULL;
	g_autofree char *invariants = g_strdup_printf("%u invariants%s", explore_invariants(explored),
						      near ? near : "");
	Answer answer = explore_invariants_answer(explored);

	for (unsigned i = 0; i < a->property_count; i++) {
		print_answer(report, explored_answer(explored, i), a->properties[i].text);
		print_rims(report, explored, i);
		if (explored_is_vacuous(explored, i))
			fprintf(report->output->file, "        of no state: what stands behind 'always' "
				"holds in none\n");
	}
	if (explored->asks_progress)
		print_answer(report, explored_progress(explored), "progress: no way goes on for ever");
	if (answer != ANSWER_BROKEN && explored->result.checked)
		print_answer(report, answer, invariants);
}

/* An interrupt is what actions end by; what is continued counts as the command that began it. */
static gboolean is_counted_alone(unsigned id)
{
	return id != CMD_IRQ && id != CMD_RMI_OP_CONTINUE;
}

/* What holds may hold, and what is not reached be missed, as an action never comes about. */
static void print_never_taken(const Report *report, const Explored *explored)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (unsigned id = 0; id < COMMANDS; id++)
		if (is_counted_alone(id) && explore_uses(explored, id) &&
		    explored->result.commands[id].successes == 0)
			g_string_append_printf(names, "%s%s", names->len ? ", " : "",
					       rmm_command(explored->exploration->alphabet.model,
							   id)->name);
	if (names->len)
		fprintf(report->output->file, "never carried out: %s\n", names->str);
}

/* What each command came to; which of its conditions were never met. */
static void print_commands(const Report *report, const Explored *explored)
{
	for (unsigned id = 0; id < COMMANDS; id++) {
		const CommandCount *count = &explored->result.commands[id];
		g_autoptr(GString) line = g_string_new(NULL);
		g_autoptr(GString) never = g_string_new(NULL);
		g_autoptr(GString) alone = g_string_new(NULL);

		if (!explore_uses(explored, id))
			continue;
		g_string_append_printf(line, "    %-24s ",
				       rmm_command(explored->exploration->alphabet.model, id)->name);
		explore_append_count(line, count->successes);
		g_string_append(line, count->successes == 1 ? " success" : " successes");
		if (count->refusals) {
			g_string_append(line, ", ");
			explore_append_count(line, count->refusals);
			g_string_append(line, count->refusals == 1 ? " refusal" : " refusals");
		}
		if (explored->result.all_conditions) {
			explore_append_missing(never, explored, id, count->reached, ", ");
			explore_append_missing(alone, explored, id,
					       count->alone | ~count->reached, ", ");
		}
		if (never->len)
			g_string_append_printf(line, "\n        never refused by  %s", never->str);
		if (alone->len)
			g_string_append_printf(line, "\n        never alone       %s", alone->str);
		fprintf(report->output->file, "%s\n", line->str);
	}
}

static void print_left_out(const Report *report, const Explored *explored)
{
	static const char *const sides[] = { "Realm", "Host" };

	for (gboolean host = TRUE; host >= FALSE; host--) {
		g_autoptr(GString) names = g_string_new(NULL);

		explore_append_left_out(names, explored, host, ", ");
		if (names->len)
			fprintf(report->output->file, "    no action of the %-12s %s\n", sides[host],
				names->str);
	}
}

static void print_refusals(const Report *report, const Explored *explored)
{
	guint reached, all;

	if (explored->result.all_conditions) {
		explore_count_conditions(explored, &reached, &all);
		fprintf(report->output->file, "refusals reached by %u of %u conditions%s%s\n",
			reached, all, explored->result.counted ? "" : " so far",
			report->verbose ? ":" : " (-v: which never)");
	}
	if (explored->result.counted)
		print_never_taken(report, explored);
	if (report->verbose) {
		print_commands(report, explored);
		print_left_out(report, explored);
	}
}

static void print_witness(const Report *report, const ExploreFile *file,
			  const Witness *witness)
{
	g_autoptr(GString) subject = g_string_new(NULL);
	g_autoptr(GString) calls = g_string_new(NULL);
	FILE *out = report->output->file;
	guint actions = witness->found->actions->len;

	witness_append_subject(subject, file->explored, witness);
	witness_append_calls(calls, file->explored, witness, "    ");
	fprintf(out, "\n%s: ", file->path);
	output_paint(report->output, found_is_wanted(witness->found) ? PAINT_GOOD : PAINT_BAD,
		     witness->found->kind == FOUND_INVARIANT ? "breaks " : "");
	if (actions)
		fprintf(out, "%s\n    after %u action%s, the fewest:\n%s", subject->str, actions,
			actions == 1 ? "" : "s", calls->str);
	else
		fprintf(out, "%s\n    behind the steps, before any action\n", subject->str);
	if (!witness->confirmed)
		fprintf(out, "    not confirmed: the model itself does not show it on this way\n");
}

void explore_print_file(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const ExploreFile *file = event->data;
	const Explored *explored = file->explored;

	if (!explored)
		return;
	if (!explored->exploration) {
		print_setup(report, &explored->setup);
		return;
	}
	if (report->quiet && explored_holds(explored) && !explored_is_partial(explored))
		return;
	print_size(report, file);
	print_scope(report, explored->scenario);
	print_means(report, explored);
	print_answers(report, explored);
	if (!report->quiet)
		print_refusals(report, explored);
	for (guint i = 0; i < explored->witnesses->len; i++) {
		const Witness *witness = explored->witnesses->pdata[i];

		if (!found_is_wanted(witness->found) || report->verbose)
			print_witness(report, file, witness);
	}
	if (file->written)
		fprintf(report->output->file, "written to %s; ripas-sim run %s replays it\n",
			file->written, file->written);
}

void explore_print_end(const Report *report, const ReportEvent *event, gboolean markdown)
{
	const ExploreTotals *totals = event->data;

	if (totals->files < 2 || report->quiet)
		return;
	fprintf(report->output->file, "%u explorations: %u as asked, %u not", totals->files,
		totals->files - totals->failed - totals->broken, totals->failed);
	if (totals->broken)
		fprintf(report->output->file, ", %u with errors", totals->broken);
	if (totals->partial)
		fprintf(report->output->file, "; %u cut short", totals->partial);
	fputc('\n', report->output->file);
}

void explore_end_members(const ReportEvent *event, JsonBuilder *builder)
{
	const ExploreTotals *totals = event->data;

	json_line_number(builder, "files", totals->files);
	json_line_number(builder, "failed", totals->failed);
	json_line_number(builder, "errors", totals->broken);
	json_line_number(builder, "partial", totals->partial);
}
