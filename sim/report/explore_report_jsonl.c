/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Explorations as JSON Lines: "begin", for each file "question", "witness" and
 * "command" objects and then "exploration", at last "end".
 */
#include "inquiry/witness_text.h"
#include "report/explore_report.h"
#include "report/json_line.h"

#define SCHEMA 1

static void begin(const ExploreStyle *style, guint files)
{
	JsonBuilder *builder = json_line_new("begin");

	json_line_number(builder, "schema", SCHEMA);
	json_line_number(builder, "files", files);
	json_line_print(style->output->file, builder);
}

/* Beyond 2^53 numbers lose digits in many readers: then the member is a string. */
static void add_count(JsonBuilder *builder, const char *name, Count count)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (count >> 53 == 0) {
		json_line_number(builder, name, (guint64)count);
		return;
	}
	explore_append_count(text, count);
	g_string_replace(text, ",", "", 0);
	json_line_string(builder, name, text->str);
}

static void print_questions(const ExploreStyle *style, const ExploreFile *file)
{
	static const char *const answers[] = {
		[ANSWER_HOLDS] = "holds", [ANSWER_BROKEN] = "broken", [ANSWER_REACHED] = "reached",
		[ANSWER_NOT_REACHED] = "not reached", [ANSWER_SO_FAR] = "so far",
	};
	const struct explore_alphabet *a = &file->explored->exploration->alphabet;

	for (unsigned i = 0; i < a->property_count; i++) {
		JsonBuilder *builder = json_line_new("question");

		json_line_string(builder, "file", file->path);
		json_line_string(builder, "text", a->properties[i].text);
		json_line_string(builder, "answer", answers[explored_answer(file->explored, i)]);
		json_line_print(style->output->file, builder);
	}
}

static void print_witness(const ExploreStyle *style, const ExploreFile *file,
			  const Witness *witness)
{
	static const char *const kinds[] = {
		[FOUND_INVARIANT] = "invariant", [FOUND_EFFECT] = "effect",
		[FOUND_NEVER] = "never", [FOUND_REACH] = "reach",
		[FOUND_ALWAYS] = "always",
	};
	g_autoptr(GString) subject = g_string_new(NULL);
	g_autoptr(GString) calls = g_string_new(NULL);
	JsonBuilder *builder = json_line_new("witness");

	witness_append_subject(subject, file->explored, witness);
	witness_append_calls(calls, file->explored, witness, "");
	json_line_string(builder, "file", file->path);
	json_line_string(builder, "kind", kinds[witness->found->kind]);
	json_line_string(builder, "subject", subject->str);
	json_line_number(builder, "actions", witness->found->actions->len);
	json_line_truth(builder, "confirmed", witness->confirmed);
	json_line_array(builder, "calls", calls->str);
	json_line_print(style->output->file, builder);
}

static void print_commands(const ExploreStyle *style, const ExploreFile *file)
{
	const Explored *explored = file->explored;

	for (unsigned id = 0; id < COMMANDS; id++) {
		const CommandCount *count = &explored->result.commands[id];
		g_autoptr(GString) never = g_string_new(NULL);
		g_autoptr(GString) alone = g_string_new(NULL);
		JsonBuilder *builder;

		if (!explore_uses(explored, id))
			continue;
		explore_append_missing(never, explored, id, count->reached);
		explore_append_missing(alone, explored, id, count->alone | ~count->reached);
		g_string_replace(never, ", ", "\n", 0);
		g_string_replace(alone, ", ", "\n", 0);
		builder = json_line_new("command");
		json_line_string(builder, "file", file->path);
		json_line_string(builder, "command",
				 rmm_command(explored->exploration->alphabet.model, id)->name);
		add_count(builder, "successes", count->successes);
		add_count(builder, "refusals", count->refusals);
		json_line_array(builder, "never", never->str);
		json_line_array(builder, "never_alone", alone->str);
		json_line_print(style->output->file, builder);
	}
}

static void print_file(const ExploreStyle *style, guint number, const ExploreFile *file)
{
	const Explored *explored = file->explored;
	gboolean was_explored = explored && explored->exploration;
	JsonBuilder *builder;

	if (was_explored) {
		print_questions(style, file);
		for (guint i = 0; i < explored->witnesses->len; i++)
			print_witness(style, file, explored->witnesses->pdata[i]);
		print_commands(style, file);
	}
	builder = json_line_new("exploration");
	json_line_string(builder, "file", file->path);
	json_line_number(builder, "number", number);
	json_line_truth(builder, "passed", was_explored && explored_holds(explored));
	json_line_truth(builder, "errors", !explored);
	if (was_explored) {
		json_line_string(builder, "engine", explored->engine->name);
		json_line_string(builder, "end", explore_end_text(explored->result.end));
		json_line_truth(builder, "partial", explored_is_partial(explored));
		add_count(builder, "states", explored->result.states);
		add_count(builder, "transitions", explored->result.transitions);
		if (explored->result.has_depth)
			json_line_number(builder, "depth", explored->result.depth);
		json_line_number(builder, "runs", explored->result.runs);
		json_line_number(builder, "invariants", explore_invariants(explored));
	}
	json_line_print(style->output->file, builder);
}

static void end(const ExploreStyle *style, const ExploreTotals *totals)
{
	JsonBuilder *builder = json_line_new("end");

	json_line_number(builder, "files", totals->files);
	json_line_number(builder, "failed", totals->failed);
	json_line_number(builder, "errors", totals->broken);
	json_line_number(builder, "partial", totals->partial);
	json_line_print(style->output->file, builder);
}

const ExploreFormat explore_report_jsonl = { "jsonl", begin, print_file, end };
