/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim reduce: a smallest history that still fails in the same way. */
#include <string.h>
#include <unistd.h>

#include "cli/verbs.h"
#include "language/parser.h"
#include "options/arguments.h"
#include "options/options.h"
#include "rebuild/from_trace.h"
#include "reduce/reduce.h"
#include "replay/detect.h"
#include "system/files.h"
#include "system/interrupt.h"

/* Progress is told on standard error, if that is a terminal, each time so much has gone. */
struct reducing {
	const char *path;
	guint told;
};

static gboolean tell_progress(gpointer user, guint left, guint of)
{
	struct reducing *reducing = user;

	if (isatty(STDERR_FILENO) && (left * 2 <= reducing->told || reducing->told == 0)) {
		g_printerr("%s: %u of %u lines left\n", reducing->path, left, of);
		reducing->told = left;
	}
	return !interrupted();
}

/* A trace as a scenario. NULL: it does not fail as one. */
static char *as_scenario(const FailureOptions *failure, const char *text)
{
	g_autoptr(Trace) trace = trace_parse(failure->path, g_strdup(text), strlen(text));
	const FailureOptions run = { .path = failure->path, .input = INPUT_SCENARIO };
	g_autofree char *scenario = NULL, *fails = NULL;
	RebuildCount count;
	guint line;

	if (failure->input != INPUT_TRACE)
		return NULL;
	scenario = rebuild_from_trace(trace, failure->version ? failure->version
							      : detect_version(trace),
				      &failure->variants, &count, NULL);
	fails = scenario && count.kept == count.lines ? failure_find(&run, scenario, &line) : NULL;
	return fails ? g_steal_pointer(&scenario) : NULL;
}

/* ---- the verb ---- */

static ExitCode print(const Options *options, const FailureOptions *failure,
		      const Reduction *reduction)
{
	g_autofree char *scenario = as_scenario(failure, reduction->text);
	g_autoptr(GError) error = NULL;
	Output output;

	if (!output_open(&output, options->output, options->color, &error))
		return output_error("reduce", error);
	fputs(scenario ? scenario : reduction->text, output.file);
	if (!output_close(&output, &error))
		return output_error("reduce", error);
	if (!options->quiet)
		g_printerr("%s: %u lines, %u left, %u runs: %s\n", failure->path, reduction->lines,
			   reduction->left, reduction->runs, reduction->failure);
	return interrupted() ? EXIT_INCOMPLETE : EXIT_AS_EXPECTED;
}

/* FALSE: what is wrong with it has been told. */
static gboolean can_be_read(const FailureOptions *failure, const char *text)
{
	const ParseOptions parse = { .version = failure->version, .variants = failure->variants };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;

	if (failure->input != INPUT_SCENARIO)
		return TRUE;
	scenario = scenario_parse_text(failure->path, g_strdup(text), strlen(text), &parse,
				       diagnostics);
	diagnostics_print(diagnostics);
	return scenario != NULL;
}

/* There is nothing to reduce: what it is that does not fail, or why it cannot be read. */
static ExitCode tell_none(const FailureOptions *failure, const char *text)
{
	gboolean readable;
	g_autofree char *what = failure_none(failure, text, &readable);

	if (readable)
		g_printerr("%s: does not fail, and there is nothing to reduce: %s\n", failure->path,
			   what);
	else
		g_printerr("%s:%s\n", failure->path, what);
	return readable ? EXIT_AS_EXPECTED : EXIT_BAD_INPUT;
}

static ExitCode reduce_file(const Options *options, const char *path)
{
	struct reducing reducing = { .path = path };
	ReduceOptions reduce = {
		.failure = { .path = path, .version = options->version,
			     .variants = options->variants },
		.progress = tell_progress, .user = &reducing,
	};
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	Reduction reduction;
	ExitCode code;
	gsize size;

	if (!files_read(path, &text, &size, &error)) {
		g_printerr("%s:1:1: error: %s\n", path, error->message);
		return EXIT_BAD_INPUT;
	}
	reduce.failure.input = failure_input(path, text, size);
	interrupt_watch();
	if (!can_be_read(&reduce.failure, text))
		return EXIT_BAD_INPUT;
	if (!reduce_text(&reduce, text, &reduction))
		return tell_none(&reduce.failure, text);
	code = print(options, &reduce.failure, &reduction);
	reduction_clear(&reduction);
	return code;
}

static ExitCode reduce_verb(char **argv)
{
	Options options;
	ExitCode code;

	if (options_parse(&options, &verb_reduce, NULL, argv, &code))
		code = options.arguments && options.arguments[0] && !options.arguments[1]
		       ? reduce_file(&options, options.arguments[0])
		       : usage_error("reduce", "one file is reduced");
	options_clear(&options);
	return code;
}

static void complete_reduce(const char *option, char **before, const char *start, GPtrArray *words)
{
	if (!option) {
		arguments_complete(FILES_SCENARIO, start, words);
		arguments_complete(FILES_TRACE, start, words);
	}
}

static const Example examples[] = {
	{ "reduce -o small.ripas failing.ripas", "the statements without which it would not fail" },
	{ "reduce rmm.trace", "the lines of a trace by which the last one diverges" },
	{ NULL, NULL }
};

const Verb verb_reduce = {
	.name = "reduce", .arguments = "FILE",
	.summary = "Find a smallest history that fails in the same way",
	.description =
	"A scenario that fails, a trace or a console that diverges: lines are left out, ranges "
	"become a page, and objects one, for as long as the same command fails with the same "
	"result and finding. What is left is printed, and runs; a trace is printed as a scenario "
	"that fails. The same file leads to the same result.",
	.examples = examples, .run = reduce_verb, .versions_max = 1, .complete = complete_reduce,
	.status = {
		[EXIT_AS_EXPECTED] = "What is left was printed; or nothing fails, which is said.",
		[EXIT_DIVERGED] = "Not used: that FILE fails is expected.",
	},
};
