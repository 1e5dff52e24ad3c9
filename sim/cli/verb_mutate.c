/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim mutate: which variants of the model scenarios notice. */
#include <string.h>

#include "system/files.h"
#include "cli/verbs.h"
#include "options/arguments.h"
#include "options/options.h"
#include "system/parallel.h"
#include "language/parser.h"
#include "run/runner.h"
#include "report/table.h"
#include "text/variants.h"

#define NOBODY G_MAXUINT

/* The verb at work. A suite is a path of the command line. */
struct mutation {
	const Options *options;
	gint jobs_said;
	guint jobs;
	gboolean no_invariants;
	GPtrArray *paths;       /* of all suites, each once for each version */
	GPtrArray *scenarios;   /* by path */
	GPtrArray *suites;      /* of GArray of guint: paths */
	guint *noticed;         /* by variant and suite: a path, or NOBODY */
	gboolean *fails;        /* by path: fails without any variant */
	gboolean good;
};

/* ---- reading ---- */

/* Reads @path under @version, or as it says itself; NULL after an error. */
static const Scenario *read_path(struct mutation *mutation, const char *path,
				 const struct rmm_version *version)
{
	ParseOptions parse = { .version = version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Scenario *scenario = scenario_parse(path, &parse, diagnostics);

	diagnostics_print(diagnostics);
	mutation->good &= scenario != NULL;
	g_ptr_array_add(mutation->paths, g_strdup(path));
	g_ptr_array_add(mutation->scenarios, scenario);
	return scenario;
}

/* A scenario that is for every version is read under each. */
static void read_new(struct mutation *mutation, const char *path)
{
	const Scenario *first = read_path(mutation, path, mutation->options->version);

	if (!first || first->declared || mutation->options->version)
		return;
	for (guint i = 0; i < version_count(); i++)
		if (version_at(i) != first->config.version)
			read_path(mutation, path, version_at(i));
}

/* Adds @path to a suite; it is read if it is new. */
static void add_path(struct mutation *mutation, GArray *suite, const char *path)
{
	guint known = 0;

	while (known < mutation->paths->len && strcmp(mutation->paths->pdata[known], path) != 0)
		known++;
	if (known == mutation->paths->len)
		read_new(mutation, path);
	for (; known < mutation->paths->len &&
	       strcmp(mutation->paths->pdata[known], path) == 0; known++)
		g_array_append_val(suite, known);
}

static ExitCode add_suite(struct mutation *mutation, char *path)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	GArray *suite = g_array_new(FALSE, FALSE, sizeof(guint));
	char *arguments[] = { path, NULL };
	ExitCode code = arguments_collect("mutate", arguments, FILES_SCENARIO, files);

	for (guint i = 0; i < files->len; i++)
		add_path(mutation, suite, files->pdata[i]);
	g_ptr_array_add(mutation->suites, suite);
	return code;
}

/* ---- running ---- */

/* A scenario with variants of its own tells nothing of others. */
static gboolean is_plain(const Scenario *scenario)
{
	struct rmm_variants none = { { 0 } };

	return scenario && memcmp(&scenario->config.variants, &none, sizeof(none)) == 0;
}

/* Scenarios are shared by all threads: a copy bends the rule. */
static gboolean fails_under(const struct mutation *mutation, const Scenario *scenario,
			    enum rmm_variant variant, HashCache *cache)
{
	RunOptions options = { .first_only = TRUE, .no_invariants = mutation->no_invariants };
	Scenario bent = *scenario;
	RunResult result;
	gboolean failed;

	if (variant != VARIANT_NONE)
		rmm_add_variant(&bent.config.variants, variant);
	bent.config.hash_user = cache;
	scenario_run(&bent, &options, &result);
	failed = result.failed > 0;
	run_result_clear(&result);
	return failed;
}

static void try_alone(guint item, HashCache *cache, gpointer data)
{
	struct mutation *mutation = data;
	const Scenario *scenario = mutation->scenarios->pdata[item];

	mutation->fails[item] = is_plain(scenario) &&
				fails_under(mutation, scenario, VARIANT_NONE, cache);
}

static void tell_alone(guint item, gpointer data)
{
	struct mutation *mutation = data;

	/* Without invariants one that says "expect violates" cannot hold: it is left out. */
	if (!mutation->fails[item] || mutation->no_invariants)
		return;
	g_printerr("%s:1:1: error: fails without any variant\n",
		   (char *)mutation->paths->pdata[item]);
	mutation->good = FALSE;
}

/* Those that claim to notice the variant come first. */
static guint find_in(const struct mutation *mutation, const GArray *suite,
		     enum rmm_variant variant, gboolean claimed, int *known, HashCache *cache)
{
	for (guint i = 0; i < suite->len; i++) {
		guint path = g_array_index(suite, guint, i);
		const Scenario *scenario = mutation->scenarios->pdata[path];

		if (!is_plain(scenario) || mutation->fails[path] ||
		    rmm_has_variant(&scenario->must_fail, variant) != claimed ||
		    !variant_applies(rmm_variant_info(variant), scenario->config.version))
			continue;
		if (known[path] < 0)
			known[path] = fails_under(mutation, scenario, variant, cache);
		if (known[path])
			return path;
	}
	return NOBODY;
}

static void try_variant(guint item, HashCache *cache, gpointer data)
{
	struct mutation *mutation = data;
	enum rmm_variant variant = item + 1;
	g_autofree int *known = g_new(int, mutation->paths->len);       /* -1: not yet */

	for (guint i = 0; i < mutation->paths->len; i++)
		known[i] = -1;
	for (guint i = 0; i < mutation->suites->len; i++) {
		const GArray *suite = mutation->suites->pdata[i];
		guint *noticed = &mutation->noticed[item * mutation->suites->len + i];

		*noticed = find_in(mutation, suite, variant, TRUE, known, cache);
		if (*noticed == NOBODY)
			*noticed = find_in(mutation, suite, variant, FALSE, known, cache);
	}
}

/* ---- telling ---- */

static void print_variants(const struct mutation *mutation, const Output *output,
			   TableStyle style)
{
	g_autofree char *suites = g_strjoinv("|", mutation->options->arguments);
	g_autofree char *heads = g_strconcat("variant|kind|", suites, NULL);
	g_autoptr(Table) table = table_new(heads);

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const guint *noticed = &mutation->noticed[(i - 1) * mutation->suites->len];

		table_row(table);
		table_cell(table, "%s", rmm_variant_info(i)->id);
		table_cell(table, "%s", variant_kind_name(rmm_variant_info(i)->kind));
		for (guint suite = 0; suite < mutation->suites->len; suite++)
			table_cell(table, "%s", noticed[suite] == NOBODY ? "-" :
				   (char *)mutation->paths->pdata[noticed[suite]]);
	}
	table_print(table, output, style);
	fputc('\n', output->file);
}

static void add_score(const struct mutation *mutation, Table *table, int kind, guint suite)
{
	guint noticed = 0, all = 0;

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		if (kind >= 0 && (int)rmm_variant_info(i)->kind != kind)
			continue;
		all++;
		noticed += mutation->noticed[(i - 1) * mutation->suites->len + suite] != NOBODY;
	}
	table_cell(table, "%u of %u", noticed, all);
}

static void print_scores(const struct mutation *mutation, const Output *output, TableStyle style)
{
	g_autoptr(Table) table = table_new("noticed by|runs|readings|departures|mistakes|bugs|all");

	for (guint suite = 0; suite < mutation->suites->len; suite++) {
		table_row(table);
		table_cell(table, "%s", mutation->options->arguments[suite]);
		table_cell(table, "%u", ((GArray *)mutation->suites->pdata[suite])->len);
		for (int kind = VARIANT_READING; kind <= VARIANT_BUG; kind++)
			add_score(mutation, table, kind, suite);
		add_score(mutation, table, -1, suite);
	}
	table_print(table, output, style);
}

/* ---- the verb ---- */

static ExitCode run_mutation(struct mutation *mutation, const Output *output, TableStyle style)
{
	guint jobs = mutation->jobs;
	gboolean whole;

	for (char **path = mutation->options->arguments; *path; path++)
		if (add_suite(mutation, *path) != EXIT_AS_EXPECTED)
			return EXIT_BAD_USAGE;
	mutation->noticed = g_new(guint, VARIANTS * mutation->suites->len);
	mutation->fails = g_new0(gboolean, mutation->paths->len);
	for (guint i = 0; i < VARIANTS * mutation->suites->len; i++)
		mutation->noticed[i] = NOBODY;
	whole = parallel_run(&(Parallel){ mutation->paths->len, "files", jobs, try_alone, tell_alone },
			     mutation) &&
		parallel_run(&(Parallel){ VARIANTS - 1, "variants", jobs, try_variant, NULL },
			     mutation);
	if (!mutation->options->quiet)
		print_variants(mutation, output, style);
	print_scores(mutation, output, style);
	g_free(mutation->noticed);
	g_free(mutation->fails);
	if (!whole)
		return EXIT_INCOMPLETE;
	return mutation->good ? EXIT_AS_EXPECTED : EXIT_BAD_INPUT;
}

static ExitCode open_and_mutate(struct mutation *mutation)
{
	const Options *options = mutation->options;
	TableStyle style = g_strcmp0(options->format, "md") == 0 ? TABLE_MARKDOWN : TABLE_TEXT;
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	if (!options->arguments)
		return usage_error("mutate", "no scenario given");
	if (!options_jobs("mutate", mutation->jobs_said, "variants", &mutation->jobs))
		return EXIT_BAD_USAGE;
	if (!output_open(&output, options->output, options->color, &error))
		return output_error("mutate", error);
	mutation->paths = g_ptr_array_new_with_free_func(g_free);
	mutation->scenarios = g_ptr_array_new_with_free_func((GDestroyNotify)scenario_free);
	mutation->suites = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	code = run_mutation(mutation, &output, style);
	g_ptr_array_unref(mutation->suites);
	g_ptr_array_unref(mutation->scenarios);
	g_ptr_array_unref(mutation->paths);
	return output_close(&output, &error) ? code : output_error("mutate", error);
}

static ExitCode mutate_verb(char **argv)
{
	struct mutation mutation = { .good = TRUE };
	Options options;
	ExitCode code;

	mutation.options = &options;
	if (options_parse(&options, &verb_mutate, &mutation, argv, &code))
		code = open_and_mutate(&mutation);
	options_clear(&options);
	return code;
}

static const GOptionEntry entries[] = {
	{ "jobs", 'j', 0, G_OPTION_ARG_INT, OPTION_AT(struct mutation, jobs_said),
	  "Variants to try at a time (as many as there are processors)", "N" },
	{ "no-invariants", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct mutation, no_invariants),
	  "Check no invariants: what do the expectations notice by themselves?", NULL },
	OPTIONS_END
};

static const Example examples[] = {
	{ "mutate scenarios", "a scenario for each variant" },
	{ "mutate -q scenarios/acs scenarios", "the scores of two suites" },
	{ NULL, NULL }
};

const Verb verb_mutate = {
	.name = "mutate", .arguments = "PATH…",
	.summary = "Find out which variants of the model scenarios notice",
	.description =
	"Each variant (see 'show variants') is tried on the scenarios of each PATH until one "
	"fails: it notices the variant. Scenarios with variants of their own are left out. With "
	"-q only the scores.",
	.options = entries, .examples = examples, .run = mutate_verb, .versions_max = 1,
	.formats = "text|md", .complete = arguments_complete_scenarios,
	.status = { [EXIT_BAD_INPUT] = "A file has errors, or fails by itself." },
};
