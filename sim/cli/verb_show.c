/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim show: what the model knows, from its tables. */
#include <string.h>

#include "actor/actors.h"
#include "cli/show_grammar.h"
#include "cli/show_manual.h"
#include "cli/verbs.h"
#include "manual/manual.h"
#include "engine/command.h"
#include "options/arguments.h"
#include "show/show.h"
#include "system/platform.h"
#include "system/version.h"
#include "text/nearest.h"
#include "version/make.h"
#include "version/reading.h"

static const struct {
	const char *name;
	ExitCode (*show)(const Show *show);
	guint arguments;        /* at most */
	gboolean difference;    /* of two versions: with --diff */
	Term usage;
} subjects[] = {
	{ "commands", show_commands, 0, FALSE,
	  { "commands", "every command with its section and summary" } },
	{ "commands", show_difference, 2, TRUE,
	  { "commands --diff A B", "what changed from one version to another" } },
	{ "conditions", show_conditions_difference, 2, TRUE,
	  { "conditions --diff A B", "of commands that both have, what fails differently" } },
	{ "conditions", show_conditions, 1, FALSE,
	  { "conditions [COMMAND]", "failure and success conditions, orderings, footprint" } },
	{ "invariants", show_invariants, 0, FALSE,
	  { "invariants", "what is checked after every step" } },
	{ "variants", show_variants, 0, FALSE,
	  { "variants", "rules that can be bent, and what they depart from" } },
	{ "readings", show_readings, 1, FALSE,
	  { "readings [ID]", "where the text is unclear: what it says, what the model does" } },
	{ "access", show_access, 0, FALSE,
	  { "access", "what a Realm access leads to, by RIPAS and HIPAS" } },
	{ "access", show_access_difference, 2, TRUE,
	  { "access --diff A B", "which HIPAS are new, gone, renamed, or answer differently" } },
	{ "transitions", show_transitions, 0, FALSE,
	  { "transitions", "what may become what, and by which command" } },
	{ "actors", show_actors, 1, FALSE,
	  { "actors [ACTOR]", "procedures of real software, with their parameters" } },
	{ "dialects", show_dialects, 0, FALSE,
	  { "dialects", "how consoles of real RMMs print calls, and what they leave out" } },
	{ "coverage", show_coverage, G_MAXUINT, FALSE,
	  { "coverage PATH…", "which conditions the scenarios there meet" } },
	{ "index", show_index, 1, FALSE,
	  { "index FOLDER", "its scenarios by question, command, status and tag" } },
	{ "grammar", show_grammar, 1, FALSE,
	  { "grammar vim|textmate", "by which an editor colours scenarios" } },
	{ "manual", show_manual, 2, FALSE,
	  { "manual [PAGE]", "a page for man(1), such as ripas-sim-run; the pages there are" } },
};

static const Term *subject_term(guint index)
{
	return index < G_N_ELEMENTS(subjects) ? &subjects[index].usage : NULL;
}

static ExitCode unknown_subject(const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
		g_ptr_array_add(names, (char *)(guintptr)subjects[i].name);
	hint = nearest_hint(name, names);
	return usage_error("show", "cannot show '%s'%s", name, hint);
}

static ExitCode show_subject(Show *show, const Options *options, gboolean difference)
{
	const char *name = options->arguments ? options->arguments[0] : NULL;

	if (!name)
		return usage_error("show", "nothing to show");
	for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++) {
		if (strcmp(subjects[i].name, name) != 0 || subjects[i].difference != difference)
			continue;
		show->arguments = options->arguments + 1;
		show->argument = show->arguments[0];
		if (g_strv_length(show->arguments) > subjects[i].arguments)
			return usage_error("show", "unexpected argument '%s'",
					   show->arguments[subjects[i].arguments]);
		return subjects[i].show(show);
	}
	if (difference)
		return usage_error("show", "--diff is for commands, conditions and access");
	return unknown_subject(name);
}

static ExitCode open_and_show(const Options *options, gboolean difference)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autoptr(GError) error = NULL;
	struct rmm_config config;
	Output output, around;
	Show show = {
		.model = model, .output = &around, .tables = &output,
		.style = g_strcmp0(options->format, "md") == 0 ? TABLE_MARKDOWN :
			 g_strcmp0(options->format, "jsonl") == 0 ? TABLE_JSONL : TABLE_TEXT,
	};
	FILE *nowhere = show.style == TABLE_JSONL ? fopen("/dev/null", "w") : NULL;
	ExitCode code;

	if (!output_open(&output, options->output, options->color, &error))
		return output_error("show", error);
	platform_for_scenarios(&config, options->version
			       ? options->version : PLATFORM_DEFAULT_VERSION, NULL);
	config.variants = options->variants;
	rmm_model_init(model, &config);
	around = output;
	if (nowhere)
		around.file = nowhere;
	code = show_subject(&show, options, difference);
	if (nowhere)
		fclose(nowhere);
	return output_close(&output, &error) ? code : output_error("show", error);
}

struct showing {
	gboolean difference;
};

static ExitCode show_verb(char **argv)
{
	struct showing own = { FALSE };
	Options options;
	ExitCode code;

	if (options_parse(&options, &verb_show, &own, argv, &code))
		code = open_and_show(&options, own.difference);
	options_clear(&options);
	return code;
}

/* ---- completion ---- */

static void add_subjects(GPtrArray *words)
{
	for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
		if (!subjects[i].difference)
			g_ptr_array_add(words, g_strdup(subjects[i].name));
}

static void add_commands(GPtrArray *words)
{
	for (guint i = 0; i < version_count(); i++)
		for (unsigned id = 0; id < COMMANDS; id++) {
			const struct rmm_command *command = version_commands(version_at(i))[id];

			if (show_is_specified(command))
				g_ptr_array_add(words, g_strdup(command->name));
		}
}

static void add_actors(GPtrArray *words)
{
	for (guint i = 0; actors[i]; i++)
		g_ptr_array_add(words, g_strdup(actors[i]->name));
}

static void add_readings(GPtrArray *words)
{
	const struct rmm_reading *reading;

	for (unsigned i = 0; (reading = rmm_reading_at(i)); i++)
		g_ptr_array_add(words, g_strdup(reading->id));
}

static void add_pages(GPtrArray *words)
{
	g_autoptr(GPtrArray) names = manual_names(verbs);

	for (guint i = 0; i < names->len; i++)
		g_ptr_array_add(words, g_strdup(names->pdata[i]));
}

static void complete_show(const char *option, char **before, const char *start, GPtrArray *words)
{
	static const struct {
		const char *subject;
		void (*add)(GPtrArray *words);
	} lists[] = {
		{ "conditions", add_commands }, { "actors", add_actors }, { "readings", add_readings },
		{ "grammar", show_grammar_names },
		{ "manual", add_pages },
	};

	if (option)
		return;
	if (!before[0]) {
		add_subjects(words);
		return;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
		if (strcmp(before[0], lists[i].subject) == 0)
			lists[i].add(words);
	if (strcmp(before[0], "coverage") == 0 || strcmp(before[0], "index") == 0)
		arguments_complete(FILES_SCENARIO, start, words);
}

static const GOptionEntry entries[] = {
	{ "diff", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct showing, difference),
	  "Two versions of the specification follow: what changed", NULL },
	OPTIONS_END
};

static const Example examples[] = {
	{ "show conditions RMI_RTT_SET_RIPAS", "what a command checks, and in which order" },
	{ "show commands --diff 1.0 2.0", "what changed between two versions" },
	{ NULL, NULL }
};

const Verb verb_show = {
	.name = "show", .arguments = "WHAT",
	.summary = "Show what the model knows, from its tables",
	.description = "With --format md tables are Markdown. 'ripas-sim show manual ripas-scenario | man -l -' "
	"shows a page that is not installed.",
	.options = entries, .examples = examples, .term = subject_term, .run = show_verb,
	.versions_max = 1, .formats = "text|md|jsonl", .complete = complete_show,
};
