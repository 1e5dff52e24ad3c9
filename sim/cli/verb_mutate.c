/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim mutate: which variants of the model scenarios notice. */
#include "cli/verbs.h"
#include "mutate/mutate.h"
#include "options/arguments.h"
#include "options/options.h"
#include "report/formats.h"
#include "report/generated_source.h"
#include "report/judging_source.h"
#include "report/mutate_source.h"
#include "suites/telling.h"
#include "system/interrupt.h"
#include "system/ticker.h"

struct mutating {
	MutateOptions options;
	gint jobs;
	gboolean generated, judged;
	char **explored;        /* scenarios that are, for --generated; or NULL */
};

/* Each path is a suite. */
static ExitCode add_suites(Mutation *mutation, char **paths)
{
	for (char **path = paths; *path; path++) {
		g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
		char *arguments[] = { *path, NULL };

		if (arguments_collect("mutate", arguments, FILES_SCENARIO, files) !=
		    EXIT_AS_EXPECTED)
			return EXIT_BAD_USAGE;
		mutation_add_suite(mutation, *path, files);
	}
	return EXIT_AS_EXPECTED;
}

/* Is there one that was asked for, and that a suite does not notice? */
static gboolean misses_chosen(const Mutation *mutation)
{
	guint noticed;

	for (guint i = 0; i < mutation->suites->len && mutation->options->some; i++)
		if (mutation_score(mutation, i, -1, &noticed) > noticed)
			return TRUE;
	return FALSE;
}

static ExitCode exit_code(const Mutation *mutation, gboolean whole)
{
	return !whole ? EXIT_INCOMPLETE : !mutation->good ? EXIT_BAD_INPUT :
	       mutation_tell_liars(mutation) || misses_chosen(mutation) ? EXIT_DIVERGED
									: EXIT_AS_EXPECTED;
}

static ExitCode run_mutation(Mutation *mutation, const Options *options, const Output *output)
{
	Report report;
	gboolean whole;

	if (add_suites(mutation, options->arguments) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	whole = mutation_run(mutation);
	report_open(&report, format_find(options->format), &mutate_source, output);
	report.quiet = options->quiet;
	report.verbose = options->verbose;
	mutate_report(&report, mutation);
	report_close(&report);
	return exit_code(mutation, whole);
}

/* What each can notice takes a run. */
static ExitCode add_files(Generated *generated, char *path)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	char *arguments[] = { path, NULL };
	Ticker *ticker;

	if (arguments_collect("mutate", arguments, FILES_SCENARIO, files) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	ticker = ticker_new(files->len, "files");
	generated_add_suite(generated, path);
	for (guint i = 0; i < files->len && !interrupted(); i++) {
		generated_add(generated, files->pdata[i]);
		ticker_advance(ticker);
	}
	ticker_free(ticker);
	return EXIT_AS_EXPECTED;
}

/* Most goals are met early: so many states of an exploration do. */
#define EXPLORED_STATES 500

static gboolean goes_on(gpointer user, Count states, Count transitions, guint64 depth)
{
	return !interrupted();
}

/* Which mutants the explorations tell apart. FALSE: one of their files is bad. */
static gboolean explore_mutants(const struct mutating *mutating, Generated *generated)
{
	static const TellingBounds bounds = {
		.options.states = EXPLORED_STATES, .sink.progress = goes_on
	};
	guint all = mutating->explored ? g_strv_length(mutating->explored) : 0, done = 0;
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Ticker *ticker = ticker_new(all, "explorations");

	while (done < all && !interrupted() &&
	       telling_explore(generated, mutating->explored[done], &bounds, diagnostics)) {
		done += generated->cut_short ? 0 : 1;
		ticker_advance(ticker);
	}
	ticker_free(ticker);
	diagnostics_print(diagnostics);
	if (interrupted() && done < all)
		g_printerr("interrupted: %u of %u explorations\n", done, all);
	return diagnostics->messages->len == 0;
}

/* Mutants of a version; each path is a suite. */
static ExitCode run_generated(const struct mutating *mutating, const Options *options,
			      const Output *output)
{
	const MutateOptions *how = &mutating->options;
	ExitCode code = EXIT_AS_EXPECTED;
	Generated generated;
	Report report;

	interrupt_watch();
	generated_init(&generated, how->version ? how->version : version_at(version_count() - 1),
		       how->no_invariants, how->jobs);
	for (char **path = options->arguments; *path && code == EXIT_AS_EXPECTED; path++)
		code = add_files(&generated, *path);
	if (code == EXIT_AS_EXPECTED && !explore_mutants(mutating, &generated))
		code = EXIT_BAD_INPUT;
	if (code != EXIT_AS_EXPECTED) {
		generated_clear(&generated);
		return code;
	}
	if (!generated_run(&generated))
		code = EXIT_INCOMPLETE;
	report_open(&report, format_find(options->format), &generated_source, output);
	report.quiet = options->quiet;
	report.verbose = options->verbose;
	generated_report(&report, &generated);
	report_close(&report);
	generated_clear(&generated);
	return code;
}

/* Every variant in the exploration that its verdict names. */
static ExitCode run_judging(const struct mutating *mutating, const Options *options,
			    const Output *output)
{
	g_autofree Judging *judging = g_new0(Judging, 1);
	ExitCode code = EXIT_AS_EXPECTED;
	Report report;

	judging->folder = options->arguments[0];
	judging->jobs = mutating->options.jobs;
	judging->some = mutating->options.some;
	judging->chosen = mutating->options.chosen;
	if (!judging_run(judging))
		code = EXIT_INCOMPLETE;
	report_open(&report, format_find(options->format), &judging_source, output);
	report.quiet = options->quiet;
	judging_report(&report, judging);
	report_close(&report);
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (code == EXIT_AS_EXPECTED && judging->all[i].tried && !judging_holds(judging, i))
			code = EXIT_DIVERGED;
	judging_clear(judging);
	return code;
}

static ExitCode open_and_mutate(struct mutating *mutating, const Options *options)
{
	MutateOptions *how = &mutating->options;
	g_autoptr(Mutation) mutation = mutation_new(how);
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	if (!options->arguments)
		return usage_error("mutate", "no scenario given");
	if (mutating->explored && !mutating->generated)
		return usage_error("mutate", "--explored goes with --generated");
	if (mutating->judged && (mutating->generated || options->arguments[1]))
		return usage_error("mutate", "--explorations takes one folder, and all variants");
	if (!options_jobs("mutate", mutating->jobs, "variants", &how->jobs))
		return EXIT_BAD_USAGE;
	if (!output_open(&output, options->output, options->color, &error))
		return output_error("mutate", error);
	how->version = options->version;
	how->chosen = options->variants;
	how->some = options->variant_ids != NULL;
	code = mutating->judged ? run_judging(mutating, options, &output) :
	       mutating->generated ? run_generated(mutating, options, &output)
				   : run_mutation(mutation, options, &output);
	return output_close(&output, &error) ? code : output_error("mutate", error);
}

static ExitCode mutate_verb(char **argv)
{
	struct mutating mutating = { .jobs = 0 };
	Options options;
	ExitCode code;

	if (options_parse(&options, &verb_mutate, &mutating, argv, &code))
		code = open_and_mutate(&mutating, &options);
	options_clear(&options);
	g_strfreev(mutating.explored);
	return code;
}

static const GOptionEntry entries[] = {
	{ "jobs", 'j', 0, G_OPTION_ARG_INT, OPTION_AT(struct mutating, jobs),
	  "Variants to try at a time (as many as there are processors)", "N" },
	{ "no-invariants", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct mutating, options.no_invariants),
	  "Check no invariants: what do the expectations notice by themselves?", NULL },
	{ "generated", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct mutating, generated),
	  "Try mutants made from the tables instead: a condition dropped, another status or level, "
	  "an ordering swapped, state that is kept, not wiped or not measured, a flag ignored, one "
	  "entry too few or too many, another end", NULL },
	{ "explored", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, OPTION_AT(struct mutating, explored),
	  "With --generated: how many of those are noticed that the exploration of FILE tells apart "
	  "from the model; may be given again", "FILE" },
	{ "explorations", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct mutating, judged),
	  "Explore each variant in the file of the folder PATH that is known to show it: which "
	  "rule breaks, or where it parts from the model; of others, why none can", NULL },
	OPTIONS_END
};

static const Example examples[] = {
	{ "mutate scenarios", "a scenario for each variant" },
	{ "mutate -q scenarios/acs scenarios", "the scores of two suites" },
	{ "mutate --generated --spec 1.0 scenarios", "which rows of the tables nobody holds" },
	{ "mutate --explorations scenarios/explore", "a counterexample for each variant" },
	{ "mutate -v --variant sea-at-ram scenarios", "who notices a variant, and by what" },
	{ NULL, NULL }
};

const Verb verb_mutate = {
	.name = "mutate", .arguments = "PATH…",
	.summary = "Find out which variants of the model scenarios notice",
	.description =
	"Each variant (see 'show variants') is tried on the scenarios of each PATH until one "
	"fails: it notices the variant. Scenarios with variants of their own are left out. "
	"--variant tries those alone. With -q only the scores; with -v the statements that fail.",
	.options = entries, .examples = examples, .run = mutate_verb, .versions_max = 1,
	.formats = TABLE_FORMATS, .complete = arguments_complete_scenarios,
	.status = {
		[EXIT_DIVERGED] = "A file does not fail under a variant of which it says so, or "
				  "nothing notices a variant of --variant.",
		[EXIT_BAD_INPUT] = "A file has errors, or fails by itself.",
	},
};
