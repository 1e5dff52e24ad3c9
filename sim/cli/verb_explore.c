/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim explore: every state that a scenario's explore block leads to. */
#include <string.h>
#include <unistd.h>

#include "cli/exploring.h"
#include "cli/verbs.h"
#include "options/arguments.h"
#include "report/explore_words.h"
#include "report/formats.h"
#include "sizes/closing.h"
#include "system/interrupt.h"

/* ---- progress ---- */

/* A search that is over sooner needs none. */
#define PATIENCE (2 * G_USEC_PER_SEC)
#define INTERVAL (G_USEC_PER_SEC / 4)

/* FALSE: the search is to end with what it has. */
static gboolean progress(gpointer user, Count states, Count transitions, guint64 depth)
{
	Exploring *exploring = user;
	gint64 now = g_get_monotonic_time();
	g_autoptr(GString) line = NULL;

	if (!exploring->terminal || now < exploring->due)
		return !interrupted();
	exploring->due = now + INTERVAL;
	exploring->shown = TRUE;
	line = g_string_new("\r\033[K");
	explore_append_count(line, states);
	g_string_append(line, " states, ");
	explore_append_count(line, transitions);
	g_string_append_printf(line, " transitions, depth %" G_GUINT64_FORMAT "\r", depth);
	fputs(line->str, stderr);
	return !interrupted();
}

ParseOptions exploring_parse(const Exploring *exploring)
{
	return (ParseOptions){ exploring->options->version, exploring->options->variants,
			       exploring->cache, NULL };
}

void exploring_begin(Exploring *exploring)
{
	exploring->due = g_get_monotonic_time() + PATIENCE;
}

void exploring_end(Exploring *exploring)
{
	if (exploring->shown)
		fputs("\r\033[K", stderr);
	exploring->shown = FALSE;
}

gboolean exploring_cut_short(const char *path, const Explored *explored)
{
	if (explored->cut_short && interrupted())
		g_printerr("%s: interrupted before anything was explored\n", path);
	return explored->cut_short;
}

/* ---- all files ---- */

void exploring_count(Exploring *exploring, ExitCode code, gboolean partial)
{
	exploring->totals.broken += code == EXIT_BAD_INPUT;
	exploring->totals.failed += code == EXIT_DIVERGED;
	exploring->totals.partial += partial ? 1 : 0;
	exploring->code = MAX(exploring->code, code);
}

static gboolean has_line(const char *text, const char *words)
{
	g_autofree char *pattern = g_strdup_printf("^\\s*%s\\s*(#.*)?$", words);

	return g_regex_match_simple(pattern, text, G_REGEX_MULTILINE, 0);
}

/* In a folder, what has no block is no question, or is one of another kind. */
static gboolean is_question(const char *path, gboolean for_all)
{
	g_autofree char *text = NULL;

	return g_file_get_contents(path, &text, NULL, NULL) && has_line(text, "explore") &&
	       (for_all || !has_line(text, "sizes\\s+all"));
}

static void keep_questions(GPtrArray *files, char **arguments, gboolean for_all)
{
	for (guint i = files->len; i-- > 0;)
		if (!g_strv_contains((const char *const *)arguments, files->pdata[i]) &&
		    !is_question(files->pdata[i], for_all))
			g_ptr_array_remove_index(files, i);
}

static ExitCode explore_files(Exploring *exploring, const GPtrArray *files)
{
	gboolean ok = TRUE;

	interrupt_watch();
	exploring->cache = hash_cache_new();
	exploring->totals.files = files->len;
	report_begin(&exploring->report, files->len);
	for (guint i = 0; i < files->len && !interrupted() && ok; i++) {
		ok = exploring->way->file(exploring, i + 1, files->pdata[i]);
		/* The next file may take long. */
		fflush(exploring->report.output->file);
	}
	report_end(&exploring->report, &exploring->totals);
	hash_cache_free(exploring->cache);
	return ok ? exploring->code : EXIT_INCOMPLETE;
}

static ExitCode open_and_explore(Exploring *exploring, const GPtrArray *files)
{
	const Options *options = exploring->options;
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	if (!output_open(&output, options->output, options->color, &error))
		return output_error("explore", error);
	report_open(&exploring->report, format_find(options->format), exploring->way->source, &output);
	exploring->report.quiet = options->quiet;
	exploring->report.verbose = options->verbose;
	exploring->terminal = isatty(STDERR_FILENO) && !options->quiet;
	code = explore_files(exploring, files);
	report_close(&exploring->report);
	return output_close(&output, &error) ? code : output_error("explore", error);
}

/* ---- the command line ---- */

/* States of a graph that is written, unless --states says otherwise. */
#define GRAPH_STATES 1000000

/* The engine that is named, or that an option takes. */
static ExitCode set_engine(Exploring *exploring)
{
	ExploreRequest *request = &exploring->request;

	if (exploring->symmetry && !exploring->engine)
		exploring->engine = g_strdup(EXPLORE_EXPLICIT);
	if (exploring->engine)
		request->engine = explore_engine(exploring->engine);
	if (exploring->engine && !request->engine) {
		g_autoptr(GString) names = g_string_new(NULL);

		for (guint i = 0; explore_engines()[i]; i++)
			g_string_append_printf(names, "%s%s", i ? ", " : "",
					       explore_engines()[i]->name);
		if (explore_plain_alone())
			g_string_append_printf(names, "; %s", explore_plain_alone());
		return usage_error("explore", "no engine '%s'; there are: %s", exploring->engine,
				   names->str);
	}
	if (exploring->symmetry && strcmp(exploring->engine, EXPLORE_EXPLICIT) != 0)
		return usage_error("explore", "--symmetry takes --engine %s", EXPLORE_EXPLICIT);
	return EXIT_AS_EXPECTED;
}

static ExitCode set_request(Exploring *exploring)
{
	ExploreRequest *request = &exploring->request;

	if (set_engine(exploring) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	if (exploring->time && !options_seconds(exploring->time, &exploring->seconds))
		return usage_error("explore", "--time takes seconds, 60 or 60s for example");
	if (exploring->depth < 0 || exploring->states < 0 || exploring->seconds < 0 ||
	    exploring->jobs < 0)
		return usage_error("explore", "a bound is not negative");
	request->options = (ExploreOptions){
		.depth = (guint64)exploring->depth,
		.states = exploring->files.graph && !exploring->states
			  ? GRAPH_STATES : (guint64)exploring->states,
		.seconds = exploring->seconds, .jobs = (guint)exploring->jobs,
		.all = exploring->all, .verify = exploring->verify,
		.symmetry = exploring->symmetry, .unchecked = exploring->count,
		.no_depth = exploring->count
	};
	if (exploring->memory && !options_size(exploring->memory, &request->options.memory))
		return usage_error("explore", "--memory takes a size, 8G for example");
	if (!found_files_usable(&exploring->files))
		return EXIT_BAD_USAGE;
	request->sink = (ExploreSink){ .user = exploring, .progress = progress };
	request->graph = exploring->files.graph != NULL;
	request->etf = exploring->files.etf != NULL;
	request->progress = exploring->progress;
	return EXIT_AS_EXPECTED;
}

/* An option that is about all states of one model; NULL: there is none. */
static const char *is_of_states(const Exploring *exploring)
{
	return exploring->files.graph ? "--graph" : exploring->files.etf ? "--etf" :
	       exploring->symmetry ? "--symmetry" : exploring->progress ? "--progress" :
	       exploring->verify ? "--verify" : exploring->count ? "--count" : NULL;
}

/* An option that a proof does not have: it bounds a search of states, or says how it is done. */
static const char *is_of_search(const Exploring *exploring)
{
	return exploring->memory ? "--memory" : exploring->depth ? "--depth" :
	       exploring->states ? "--states" : exploring->engine ? "--engine" :
	       exploring->jobs ? "--jobs" : NULL;
}

/* What of it is explored. */
static ExitCode set_way(Exploring *exploring)
{
	g_autoptr(GError) error = NULL;

	exploring->way = exploring->diff ? &exploring_parted :
			 exploring->cover ? &exploring_covering :
			 exploring->for_all ? &exploring_sized : &exploring_states;
	if ((exploring->diff != NULL) + (exploring->cover != NULL) + exploring->for_all > 1)
		return usage_error("explore", "one of --diff, --cover and --for-all");
	if (exploring->way != &exploring_states && is_of_states(exploring))
		return usage_error("explore", "%s does not go with --diff, --cover and --for-all",
				   is_of_states(exploring));
	if (exploring->for_all && is_of_search(exploring))
		return usage_error("explore", "%s does not go with --for-all",
				   is_of_search(exploring));
	if (exploring->diff && !parted_sides_parse(exploring->diff, exploring->sides, &error))
		return usage_error("explore", "--diff: %s", error->message);
	if (exploring->permitted && !exploring->diff)
		return usage_error("explore", "--permitted goes with --diff");
	if (exploring->realm && (!exploring->diff || exploring->permitted))
		return usage_error("explore", "--realm goes with --diff, and without --permitted");
	if (exploring->components &&
	    (!exploring->for_all || exploring->components < CLOSING_COMPONENTS ||
	     exploring->components > CLOSING_COMPONENTS_MAX))
		return usage_error("explore", "--components goes with --for-all, and is %d to %d",
				   CLOSING_COMPONENTS, CLOSING_COMPONENTS_MAX);
	if (!exploring->cover)
		return EXIT_AS_EXPECTED;
	if (!goals_kind(exploring->cover, &exploring->goals))
		return usage_error("explore", "--cover takes conditions, transitions, orderings or "
				   "pairs");
	exploring->folder = exploring->options->arguments[0];
	if (!exploring->folder || !exploring->options->arguments[1] ||
	    exploring->options->arguments[2])
		return usage_error("explore", "--cover takes a folder and one scenario");
	return EXIT_AS_EXPECTED;
}

static ExitCode explore_arguments(Exploring *exploring)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	char **paths = exploring->options->arguments;

	if (set_request(exploring) != EXIT_AS_EXPECTED || set_way(exploring) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	/* The folder of --cover is no input. */
	if (exploring->cover)
		paths++;
	if (arguments_collect("explore", paths, FILES_SCENARIO, files) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	keep_questions(files, paths, exploring->for_all);
	if (files->len == 0)
		return usage_error("explore", "no scenario there has an explore block "
				   "('sizes all' is for --for-all)");
	if (exploring->cover && files->len > 1)
		return usage_error("explore", "--cover takes a folder and one scenario");
	if ((exploring->request.graph || exploring->request.etf) && files->len > 1)
		return usage_error("explore", "--graph and --etf take one scenario");
	return open_and_explore(exploring, files);
}

static ExitCode explore_verb(char **argv)
{
	Exploring exploring = { 0 };
	Options options;
	ExitCode code;

	exploring.options = &options;
	if (options_parse(&options, &verb_explore, &exploring, argv, &code))
		code = explore_arguments(&exploring);
	options_clear(&options);
	g_free(exploring.engine);
	g_free(exploring.memory);
	g_free(exploring.time);
	g_free(exploring.diff);
	g_free(exploring.cover);
	parted_sides_clear(exploring.sides);
	found_files_clear(&exploring.files);
	return code;
}

static void complete_explore(const char *option, char **before, const char *start,
			     GPtrArray *words)
{
	if (!option)
		arguments_complete(FILES_SCENARIO, start, words);
	else if (strcmp(option, "engine") == 0)
		for (guint i = 0; explore_engines()[i]; i++)
			g_ptr_array_add(words, g_strdup(explore_engines()[i]->name));
}

static const GOptionEntry entries[] = {
	{ "engine", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Exploring, engine),
	  "How states are found (the fastest engine there is)", "NAME" },
	{ "all", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Exploring, all),
	  "Go on after the first violation: one for each rule that breaks", NULL },
	{ "diff", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Exploring, diff),
	  "Find where two versions, variants, readings or KVMs (v14,v16) first differ, in "
	  "what a Host or Realm can see; A alone: from the scenario as it is", "A,B" },
	{ "permitted", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Exploring, permitted),
	  "With --diff: also in what else is permitted", NULL },
	{ "realm", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Exploring, realm),
	  "With --diff: only in what the Realm is told, whatever the Host sees", NULL },
	{ "cover", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Exploring, cover),
	  "Write scenarios to the folder that is named first, as few as do: they reach all "
	  "conditions, transitions, orderings or pairs that can be reached; and each as a trace "
	  "for a real RMM", "WHAT" },
	{ "progress", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Exploring, progress),
	  "No way may go on for ever, but by interrupts: a circle of actions fails", NULL },
	{ "for-all", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Exploring, for_all),
	  "Prove the invariants for every number of pages and Granules (of RECs, of Realms, or of "
	  "tables, too, as its setup and its actions have them), not for these alone", NULL },
	{ "components", 0, 0, G_OPTION_ARG_INT, OPTION_AT(Exploring, components),
	  "With --for-all: look at all states of at most so many pages and Granules, 3 to 6 (3)", "N" },
	{ "counterexample", 0, 0, G_OPTION_ARG_FILENAME,
	  OPTION_AT(Exploring, files.counterexample),
	  "Write what was found as a scenario; further ones as FILE-2, FILE-3", "FILE" },
	{ "graph", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Exploring, files.graph),
	  "Write states and transitions, for Graphviz (.dot) or as Aldebaran (.aut): all, or the "
	  "first 1000000 (--states)", "FILE" },
	{ "etf", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Exploring, files.etf),
	  "Write the transition relation for LTSmin", "FILE" },
	{ "depth", 0, 0, G_OPTION_ARG_INT64, OPTION_AT(Exploring, depth),
	  "At most so many actions in a row", "N" },
	{ "states", 0, 0, G_OPTION_ARG_INT64, OPTION_AT(Exploring, states),
	  "At most so many states", "N" },
	{ "memory", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Exploring, memory),
	  "At most so much memory, 8G for example", "SIZE" },
	{ "time", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(Exploring, time),
	  "At most so many seconds for a file", "SECONDS" },
	{ "count", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Exploring, count),
	  "Count states and transitions, check no invariants", NULL },
	{ "symmetry", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Exploring, symmetry),
	  "Take states as one that differ only in which Granule, page or REC is which, where no "
	  "action can tell (--engine explicit)", NULL },
	{ "verify", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Exploring, verify),
	  "Make each transition on the model itself, too", NULL },
	{ "jobs", 'j', 0, G_OPTION_ARG_INT, OPTION_AT(Exploring, jobs),
	  "Threads, where the engine has them", "N" },
	OPTIONS_END
};

static const Example examples[] = {
	{ "explore scenarios/explore/one-page.ripas", "all states of a page" },
	{ "explore --all --counterexample cex.ripas FILE", "the shortest ways to what breaks, as "
	  "scenarios" },
	{ "explore -v scenarios/explore/one-page.ripas", "which conditions no state meets" },
	{ "explore --all --diff 2.0-bet0,2.0-bet3 FILE",
	  "where two versions part" },
	{ "explore --cover conditions DIR FILE", "a suite that meets every condition" },
	{ "explore --for-all -v scenarios/explore/one-table.ripas", "every number of pages and "
	  "Granules, and what is known of each invariant" },
	{ NULL, NULL }
};

const Verb verb_explore = {
	.name = "explore", .arguments = "PATH…",
	.summary = "Find every state that Host and Realm can reach",
	.description =
	"Runs the steps of a scenario, then takes every action that its explore block allows, in "
	"every order, and checks all invariants at every call. Says what holds, and shows the "
	"shortest way to what does not; that way is also a scenario that runs.\n\n"
	"Folders stand for every *.ripas below them that has an explore block; those with 'sizes all' "
	"only with --for-all. Ctrl-C ends a search with what has been found so far.",
	.options = entries, .examples = examples, .run = explore_verb,
	.versions_max = 1, .formats = REPORT_FORMATS, .complete = complete_explore,
	.status = {
		[EXIT_DIVERGED] = "An invariant breaks, a 'never' is reached, or a 'reach' is not; --diff: they part; "
		"--for-all: it does not hold, or not at every size.",
		[EXIT_BAD_INPUT] = "A file cannot be read, or has errors.",
		[EXIT_INCOMPLETE] = "A bound or Ctrl-C cut the search short, and nothing was found so far; --for-all "
		"also: this build cannot tell.",
	},
};
