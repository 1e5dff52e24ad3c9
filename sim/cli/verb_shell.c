/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim shell: a machine line by line, and back. */
#include <string.h>

#include "cli/verbs.h"
#include "options/arguments.h"
#include "options/options.h"
#include "shell/commands.h"
#include "shell/loop.h"
#include "system/files.h"
#include "system/search.h"

/* "FILE:LINE": @line gets the number, G_MAXUINT if there is none. */
static char *split_line(const char *argument, guint *line)
{
	const char *colon = strrchr(argument, ':');
	guint64 number;

	*line = G_MAXUINT;
	if (!colon || !g_ascii_string_to_unsigned(colon + 1, 10, 0, G_MAXINT, &number, NULL))
		return g_strdup(argument);
	*line = (guint)number;
	return g_strndup(argument, (gsize)(colon - argument));
}

/*
 * A file that says no version may be for another than the one by default, since
 * it names a KVM that speaks to that: NULL if it is not, or has errors.
 */
static const struct rmm_version *version_of(const char *path, const ParseOptions *options)
{
	g_autoptr(Diagnostics) none = diagnostics_new();
	g_autoptr(Scenario) scenario = options->version ? NULL
				       : scenario_parse(path, options, none);

	return scenario && !scenario->declared &&
	       scenario->config.version != PLATFORM_DEFAULT_VERSION ? scenario->config.version
								     : options->version;
}

/* The statements of a file, of which those up to @line are carried out. FALSE, which is said. */
static gboolean load(Draft *draft, const char *path, guint line)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_load(path, diagnostics);

	if (source && !draft_add(draft, source->text, FALSE))
		diagnostics_error(diagnostics, (Position){ source, 1, 1 },
				  "the last statement is not complete");
	while (diagnostics->messages->len == 0 && draft->now < draft->entries->len &&
	       draft_entry(draft, draft->now)->line <= line)
		draft_forward(draft, diagnostics);
	diagnostics_print(diagnostics);
	return diagnostics->messages->len == 0;
}

static ExitCode open_and_run(const Options *options, Draft *draft)
{
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	if (!output_open(&output, options->output, options->color, &error)) {
		draft_free(draft);
		return output_error("shell", error);
	}
	code = loop_run(draft, &output);
	return output_close(&output, &error) ? code : output_error("shell", error);
}

static ExitCode shell_arguments(const Options *options)
{
	char **arguments = options->arguments;
	HashCache *cache = hash_cache_new();
	ParseOptions parse = { options->version, options->variants, cache, NULL };
	const RunOptions run = { .changes = !options->quiet, .self_check = options->self_check };
	g_autofree char *file = NULL, *path = NULL;
	guint line = 0;
	ExitCode code = EXIT_BAD_INPUT;
	Draft *draft;

	if (arguments && arguments[1])
		return usage_error("shell", "unexpected argument '%s'", arguments[1]);
	file = arguments ? split_line(arguments[0], &line) : NULL;
	path = file ? search_argument(file) : NULL;
	if (path)
		parse.version = version_of(path, &parse);
	draft = draft_new(path ? path : file ? file : "shell", &parse, &run);
	if (!file || load(draft, draft->path, line))
		code = open_and_run(options, g_steal_pointer(&draft));
	draft_free(draft);
	hash_cache_free(cache);
	return code;
}

static ExitCode shell_verb(char **argv)
{
	Options options;
	ExitCode code;

	if (options_parse(&options, &verb_shell, NULL, argv, &code))
		code = shell_arguments(&options);
	options_clear(&options);
	return code;
}

static const Example examples[] = {
	{ "shell boot/host-init:20", "a boot up to line 20; 'redo' goes on from there" },
	{ "shell < commands.txt", "the same answers, without a terminal" },
	{ NULL, NULL }
};

const Verb verb_shell = {
	.name = "shell", .arguments = "[FILE[:LINE]]",
	.summary = "Try statements one by one, take them back, and ask why",
	.description =
	"Carries out each line, a statement of a scenario, and says what it came to and what it "
	"changed. With FILE it goes on from there, with LINE behind that line: what follows in the "
	"file is what 'redo' carries out. A statement that says nothing of its result may come to "
	"any.\n\n"
	"On a terminal lines are edited, remembered and completed, if the program was built with "
	"libedit or readline ('ripas-sim --version' says so). Otherwise lines are read from standard "
	"input, without prompts. With -q changes are not printed.",
	.examples = examples, .run = shell_verb, .versions_max = 1, .term = command_term,
	.terms = "Commands, beside the statements of scenarios",
	.complete = arguments_complete_scenarios,
	.status = {
		[EXIT_AS_EXPECTED] = "All is as it is said to be; or a terminal was used, which shows "
				     "what is not.",
		[EXIT_DIVERGED] = "A result that a statement says, a predicate or an invariant does not "
				  "hold, and it was not taken back.",
		[EXIT_BAD_INPUT] = "A line is no statement and no command, or could not be carried out.",
	},
};
