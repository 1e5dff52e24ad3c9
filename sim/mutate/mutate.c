/* SPDX-License-Identifier: BSD-3-Clause */
/* Which variants of the model scenarios notice. */
#include "mutate/mutate.h"

#include <string.h>

#include "language/parser.h"
#include "system/interrupt.h"
#include "system/parallel.h"
#include "system/version.h"
#include "text/variants.h"

/* ---- making and freeing ---- */

static void file_free(gpointer data)
{
	MutateFile *file = data;

	g_free(file->path);
	scenario_free(file->scenario);
	g_free(file);
}

static void suite_free(gpointer data)
{
	MutateSuite *suite = data;

	g_free(suite->name);
	g_array_unref(suite->files);
	g_free(suite);
}

static void noticed_free(gpointer data)
{
	Noticed *noticed = data;

	run_result_clear(&noticed->result);
	g_free(noticed);
}

static void try_free(gpointer data)
{
	MutateTry *try = data;

	g_ptr_array_unref(try->noticed);
	g_array_unref(try->liars);
	g_free(try->by);
	g_free(try);
}

Mutation *mutation_new(const MutateOptions *options)
{
	Mutation *mutation = g_new0(Mutation, 1);

	mutation->options = options;
	mutation->files = g_ptr_array_new_with_free_func(file_free);
	mutation->suites = g_ptr_array_new_with_free_func(suite_free);
	mutation->tries = g_ptr_array_new_with_free_func(try_free);
	mutation->good = TRUE;
	return mutation;
}

void mutation_free(Mutation *mutation)
{
	g_ptr_array_unref(mutation->tries);
	g_ptr_array_unref(mutation->suites);
	g_ptr_array_unref(mutation->files);
	g_free(mutation);
}

/* ---- reading ---- */

/* Under @version, or as the file says itself; NULL after an error. */
static const Scenario *read_file(Mutation *mutation, const char *path,
				 const struct rmm_version *version)
{
	ParseOptions parse = { .version = version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	MutateFile *file = g_new0(MutateFile, 1);

	file->path = g_strdup(path);
	file->scenario = scenario_parse(path, &parse, diagnostics);
	diagnostics_print(diagnostics);
	mutation->good &= file->scenario != NULL;
	g_ptr_array_add(mutation->files, file);
	return file->scenario;
}

/* A scenario that is for several versions is read under each. */
static void read_new(Mutation *mutation, const char *path)
{
	const struct rmm_version *version = mutation->options->version;
	const Scenario *first = read_file(mutation, path, version);

	if (!first || version)
		return;
	for (guint i = 0; i < version_count(); i++)
		if (version_at(i) != first->config.version &&
		    (!first->declared || first->declared & version_set(version_at(i))))
			read_file(mutation, path, version_at(i));
}

const MutateFile *mutation_file(const Mutation *mutation, guint index)
{
	return mutation->files->pdata[index];
}

/* Adds @path to a suite, under each version; it is read if it is new. */
static void add_path(Mutation *mutation, MutateSuite *suite, const char *path)
{
	guint known = 0;

	while (known < mutation->files->len &&
	       strcmp(mutation_file(mutation, known)->path, path) != 0)
		known++;
	if (known == mutation->files->len)
		read_new(mutation, path);
	for (; known < mutation->files->len &&
	       strcmp(mutation_file(mutation, known)->path, path) == 0; known++)
		g_array_append_val(suite->files, known);
}

void mutation_add_suite(Mutation *mutation, const char *name, const GPtrArray *paths)
{
	MutateSuite *suite = g_new0(MutateSuite, 1);

	suite->name = g_strdup(name);
	suite->files = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint i = 0; i < paths->len; i++)
		add_path(mutation, suite, paths->pdata[i]);
	g_ptr_array_add(mutation->suites, suite);
}

/* ---- running ---- */

/* A scenario with variants of its own tells nothing of others. */
static gboolean is_plain(const Scenario *scenario)
{
	struct rmm_variants none = { { 0 } };

	return memcmp(&scenario->config.variants, &none, sizeof(none)) == 0;
}

/* Up to the first failure. Scenarios are shared by all threads: a copy bends the rule. */
static void run_under(const Mutation *mutation, const Scenario *scenario,
		      enum rmm_variant variant, HashCache *cache, RunResult *result)
{
	RunOptions options = { .first_only = TRUE,
			       .no_invariants = mutation->options->no_invariants };
	Scenario bent = *scenario;

	if (variant != VARIANT_NONE)
		rmm_add_variant(&bent.config.variants, variant);
	bent.config.hash_user = cache;
	scenario_run(&bent, &options, result);
}

static gboolean tells_something(const MutateFile *file)
{
	return file->scenario && is_plain(file->scenario) && !file->fails;
}

static void try_alone(guint item, HashCache *cache, gpointer data)
{
	Mutation *mutation = data;
	MutateFile *file = mutation->files->pdata[item];
	RunResult result;

	if (!tells_something(file))
		return;
	run_under(mutation, file->scenario, VARIANT_NONE, cache, &result);
	file->fails = result.failed > 0 && !interrupted();
	run_result_clear(&result);
}

static void tell_alone(guint item, gpointer data)
{
	Mutation *mutation = data;
	const MutateFile *file = mutation_file(mutation, item);
	const char *version;

	/* Without invariants one that says "expect violates" cannot hold: it is left out. */
	if (!file->fails || mutation->options->no_invariants)
		return;
	version = file->scenario->config.version->id;
	g_printerr("%s:1:1: error: fails under %s without any variant\n", file->path, version);
	mutation->good = FALSE;
}

/* A variant while it is tried. */
struct trial {
	const Mutation *mutation;
	enum rmm_variant variant;
	HashCache *cache;
	MutateTry *try;
	gboolean *ran;          /* by file */
};

/* What came of the file before; NULL: it passed. */
static const Noticed *find(const struct trial *trial, guint file)
{
	for (guint i = 0; i < trial->try->noticed->len; i++) {
		const Noticed *noticed = trial->try->noticed->pdata[i];

		if (noticed->file == file)
			return noticed;
	}
	return NULL;
}

static const Noticed *run_file(struct trial *trial, guint index)
{
	const MutateFile *file = mutation_file(trial->mutation, index);
	Noticed *noticed;

	if (trial->ran[index])
		return find(trial, index);
	trial->ran[index] = TRUE;
	noticed = g_new0(Noticed, 1);
	noticed->file = index;
	run_under(trial->mutation, file->scenario, trial->variant, trial->cache,
		  &noticed->result);
	/* What Ctrl-C cut off has failed, and noticed nothing. */
	if (noticed->result.failed == 0 || interrupted()) {
		noticed_free(noticed);
		return NULL;
	}
	g_ptr_array_add(trial->try->noticed, noticed);
	return noticed;
}

static gboolean can_notice(const struct trial *trial, guint index, gboolean claims)
{
	const MutateFile *file = mutation_file(trial->mutation, index);

	return tells_something(file) &&
	       rmm_has_variant(&file->scenario->must_fail, trial->variant) == claims &&
	       variant_applies(rmm_variant_info(trial->variant), file->scenario->config.version);
}

/* All that claim to notice it are asked: do they? */
static const Noticed *ask_claimers(struct trial *trial, const GArray *files)
{
	const Noticed *first = NULL;

	for (guint i = 0; i < files->len; i++) {
		guint index = g_array_index(files, guint, i);
		const Noticed *noticed = can_notice(trial, index, TRUE) ? run_file(trial, index)
									: NULL;

		first = first ? first : noticed;
	}
	return first;
}

/* Of a file that is for several versions, one is enough. */
static gboolean is_noticed_by(const struct trial *trial, const char *path)
{
	for (guint i = 0; i < trial->try->noticed->len; i++) {
		const Noticed *noticed = trial->try->noticed->pdata[i];

		if (strcmp(mutation_file(trial->mutation, noticed->file)->path, path) == 0)
			return TRUE;
	}
	return FALSE;
}

static void find_liars(struct trial *trial)
{
	const char *last = NULL;

	for (guint i = 0; i < trial->mutation->files->len; i++) {
		const char *path = mutation_file(trial->mutation, i)->path;

		if (!can_notice(trial, i, TRUE) || g_strcmp0(path, last) == 0 ||
		    is_noticed_by(trial, path))
			continue;
		g_array_append_val(trial->try->liars, i);
		last = path;
	}
}

static const Noticed *ask_others(struct trial *trial, const GArray *files)
{
	const Noticed *noticed = NULL;

	for (guint i = 0; i < files->len && !noticed; i++) {
		guint index = g_array_index(files, guint, i);

		if (can_notice(trial, index, FALSE))
			noticed = run_file(trial, index);
	}
	return noticed;
}

static gboolean is_chosen(const Mutation *mutation, enum rmm_variant variant)
{
	return !mutation->options->some || rmm_has_variant(&mutation->options->chosen, variant);
}

static void try_variant(guint item, HashCache *cache, gpointer data)
{
	Mutation *mutation = data;
	g_autofree gboolean *ran = g_new0(gboolean, mutation->files->len);
	struct trial trial = { mutation, item + 1, cache, mutation->tries->pdata[item + 1], ran };

	if (!is_chosen(mutation, trial.variant))
		return;
	for (guint i = 0; i < mutation->suites->len; i++) {
		const MutateSuite *suite = mutation->suites->pdata[i];
		const Noticed *noticed = ask_claimers(&trial, suite->files);

		trial.try->by[i] = noticed ? noticed : ask_others(&trial, suite->files);
	}
	trial.try->whole = !interrupted();
	if (trial.try->whole)
		find_liars(&trial);
}

static MutateTry *try_new(guint suites)
{
	MutateTry *try = g_new0(MutateTry, 1);

	try->noticed = g_ptr_array_new_with_free_func(noticed_free);
	try->liars = g_array_new(FALSE, FALSE, sizeof(guint));
	try->by = g_new0(const Noticed *, suites);
	return try;
}

gboolean mutation_run(Mutation *mutation)
{
	guint jobs = mutation->options->jobs;

	for (guint i = 0; i < VARIANTS; i++)
		g_ptr_array_add(mutation->tries, try_new(mutation->suites->len));
	return parallel_run(&(Parallel){ mutation->files->len, "files", jobs, try_alone,
					 tell_alone }, mutation) &&
	       parallel_run(&(Parallel){ VARIANTS - 1, "variants", jobs, try_variant, NULL },
			    mutation);
}

/* ---- asking ---- */

gboolean mutation_tried(const Mutation *mutation, enum rmm_variant variant)
{
	return mutation_try(mutation, variant)->whole;
}

const MutateTry *mutation_try(const Mutation *mutation, enum rmm_variant variant)
{
	return mutation->tries->pdata[variant];
}

guint mutation_score(const Mutation *mutation, guint suite, int kind, guint *noticed)
{
	guint all = 0;

	*noticed = 0;
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		if ((kind >= 0 && (int)rmm_variant_info(i)->kind != kind) ||
		    !mutation_tried(mutation, i))
			continue;
		all++;
		*noticed += mutation_try(mutation, i)->by[suite] != NULL;
	}
	return all;
}

/* Where the file says so. */
static Position claim_of(const MutateFile *file, enum rmm_variant variant)
{
	const GPtrArray *claims = file->scenario->claims;
	guint i = 0;

	while (((const Step *)claims->pdata[i])->variant != variant)
		i++;
	return ((const Step *)claims->pdata[i])->at;
}

gboolean mutation_tell_liars(const Mutation *mutation)
{
	gboolean told = FALSE;

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const GArray *liars = mutation_try(mutation, i)->liars;

		for (guint j = 0; j < liars->len; j++) {
			const MutateFile *file = mutation_file(mutation,
							       g_array_index(liars, guint, j));
			Position at = claim_of(file, i);

			g_printerr("%s:%u:%u: error: under %s it does not fail, as is claimed\n",
				   file->path, at.line, at.column, rmm_variant_info(i)->id);
			told = TRUE;
		}
	}
	return told;
}
