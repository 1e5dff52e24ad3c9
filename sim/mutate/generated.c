/* SPDX-License-Identifier: BSD-3-Clause */
/* Trying mutants on scenarios. */
#include "mutate/generated.h"

#include <string.h>

#include "language/parser.h"
#include "mutate/mutants.h"
#include "system/interrupt.h"
#include "system/parallel.h"
#include "system/version.h"
#include "version/make.h"

static void file_free(gpointer data)
{
	GeneratedFile *file = data;

	g_free(file->path);
	scenario_free(file->scenario);
	g_hash_table_unref(file->meets);
	g_array_unref(file->suites);
	g_free(file);
}

void generated_init(Generated *generated, const struct rmm_version *version,
		    gboolean no_invariants, guint jobs)
{
	struct rmm_config config;

	memset(generated, 0, sizeof(*generated));
	generated->version = version;
	generated->no_invariants = no_invariants;
	generated->jobs = jobs;
	generated->files = g_ptr_array_new_with_free_func(file_free);
	generated->suites = g_ptr_array_new_with_free_func(g_free);
	rmm_config_default(&config, version);
	rmm_model_init(&generated->model, &config);
	generated->mutants = mutants_of(&generated->model);
	generated->fates = g_new0(MutantFate, generated->mutants->len + 1);
}

void generated_clear(Generated *generated)
{
	for (guint i = 0; i < generated->mutants->len; i++)
		g_free(generated->fates[i].by);
	g_free(generated->fates);
	g_ptr_array_unref(generated->files);
	g_ptr_array_unref(generated->suites);
	g_ptr_array_unref(generated->mutants);
}

/* ---- what a file can notice ---- */

/* Instead of a condition: the call was carried out. */
#define CARRIED_OUT 64

/* A call of a command that a condition may refuse: with 64 conditions at most. */
static gpointer meeting(enum rmm_command_id command, unsigned condition)
{
	return GUINT_TO_POINTER(command * (CARRIED_OUT + 1) + condition + 1);
}

static void note_outcome(gpointer user, const StepOutcome *outcome, const Machine *machine)
{
	GHashTable *meets = user;
	const struct rmm_result *result = outcome->result;

	(void)machine;
	for (unsigned i = 0; result && i < CARRIED_OUT; i++)
		if (result->permitted >> i & 1)
			g_hash_table_add(meets, meeting(result->command, i));
	if (!result || result->permitted)
		return;
	g_hash_table_add(meets, meeting(result->command, CARRIED_OUT));
	/* What RMI_OP_CONTINUE goes on with is a command of its own. */
	g_hash_table_add(meets, meeting(outcome->called, CARRIED_OUT));
}

/* NULL: it is for other versions, or tells nothing. */
static GeneratedFile *read_file(const Generated *generated, const char *path)
{
	VersionSet declared = 0;
	const ParseOptions parse = { .version = generated->version, .declared = &declared };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(GHashTable) meets = g_hash_table_new(NULL, NULL);
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);
	const RunOptions run = { .keep_all = TRUE, .kept = note_outcome, .user = meets };
	GeneratedFile *file = NULL;
	RunResult result = { 0 };

	if (!scenario || (declared && !(declared & version_set(generated->version))))
		return NULL;
	scenario_run(scenario, &run, &result);
	if (result.failed == 0 && !result.limit) {
		file = g_new0(GeneratedFile, 1);
		*file = (GeneratedFile){ g_strdup(path), g_steal_pointer(&scenario),
					 g_steal_pointer(&meets),
					 g_array_new(FALSE, FALSE, sizeof(guint)) };
	}
	run_result_clear(&result);
	return file;
}

static const GeneratedFile *file_at(const Generated *generated, guint index)
{
	return generated->files->pdata[index];
}

void generated_add_suite(Generated *generated, const char *name)
{
	g_ptr_array_add(generated->suites, g_strdup(name));
}

void generated_add(Generated *generated, const char *path)
{
	guint known = 0, suite = generated->suites->len - 1;

	while (known < generated->files->len &&
	       strcmp(file_at(generated, known)->path, path) != 0)
		known++;
	if (known == generated->files->len) {
		GeneratedFile *file = read_file(generated, path);

		if (!file)
			return;
		g_ptr_array_add(generated->files, file);
	}
	g_array_append_val(file_at(generated, known)->suites, suite);
}

/* ---- trying ---- */

/* Statements, and calls of actors: one may do page by page what it did at once. */
#define WORK_MAX 20000

typedef struct {
	const Mutant *mutant;
} Bending;

static void bend(gpointer user, struct rmm_model *model)
{
	mutant_apply(((const Bending *)user)->mutant, model);
}

static gboolean notices(const Generated *generated, guint file, const Mutant *mutant,
			HashCache *cache)
{
	Bending bending = { mutant };
	const RunOptions options = {
		.first_only = TRUE, .no_invariants = generated->no_invariants,
		.work_max = WORK_MAX, .calls_max = WORK_MAX, .bend = bend,
		.user = &bending
	};
	Scenario scenario = *file_at(generated, file)->scenario;
	RunResult result;
	gboolean failed;

	scenario.config.hash_user = cache;
	scenario_run(&scenario, &options, &result);
	/* What goes on for ever is noticed, too. */
	failed = result.failed > 0 || result.limit;
	run_result_clear(&result);
	return failed;
}

/* A file where the condition never may be reported, or nothing is done, runs as before. */
static gboolean can_notice(const Generated *generated, guint file, const Mutant *mutant)
{
	unsigned first = mutant_is_effect(mutant) ? CARRIED_OUT :
			 mutant->kind == MUTANT_SWAPPED ? mutant->other : mutant->condition;

	return g_hash_table_contains(file_at(generated, file)->meets,
				     meeting(mutant->command, first));
}

/* Is the file in a suite that nothing else has helped yet? */
static gboolean is_wanted(const GeneratedFile *file, const MutantFate *fate)
{
	for (guint i = 0; i < file->suites->len; i++)
		if (fate->by[g_array_index(file->suites, guint, i)] < 0)
			return TRUE;
	return FALSE;
}

static void note_noticed(const Generated *generated, guint file, MutantFate *fate)
{
	const GArray *suites = file_at(generated, file)->suites;

	for (guint i = 0; i < suites->len; i++) {
		gint *by = &fate->by[g_array_index(suites, guint, i)];

		*by = *by < 0 ? (gint)file : *by;
	}
}

static void try_mutant(guint item, HashCache *cache, gpointer data)
{
	Generated *generated = data;
	const Mutant *mutant = generated->mutants->pdata[item];
	MutantFate *fate = &generated->fates[item];

	fate->by = g_new(gint, generated->suites->len);
	for (guint i = 0; i < generated->suites->len; i++)
		fate->by[i] = -1;
	for (guint i = 0; i < generated->files->len; i++)
		if (is_wanted(file_at(generated, i), fate) && can_notice(generated, i, mutant) &&
		    notices(generated, i, mutant, cache))
			note_noticed(generated, i, fate);
	/* What Ctrl-C cut off has failed, and noticed nothing. */
	fate->tried = !interrupted();
}

gboolean generated_run(Generated *generated)
{
	return parallel_run(&(Parallel){ generated->mutants->len, "mutants", generated->jobs,
					 try_mutant, NULL }, generated);
}

/* ---- asking ---- */

const char *generated_by(const Generated *generated, guint mutant, guint suite)
{
	const MutantFate *fate = &generated->fates[mutant];
	gint first = -1;

	for (guint i = 0; fate->tried && i < generated->suites->len; i++)
		if (fate->by[i] >= 0 && (suite == i || (suite == SUITE_ANY && first < 0)))
			first = fate->by[i];
	return first < 0 ? NULL : file_at(generated, (guint)first)->path;
}

guint generated_files(const Generated *generated, guint suite)
{
	guint all = 0;

	for (guint i = 0; i < generated->files->len; i++)
		for (guint j = 0; j < file_at(generated, i)->suites->len; j++)
			all += g_array_index(file_at(generated, i)->suites, guint, j) == suite;
	return all;
}

static gboolean is_of(const Generated *generated, guint mutant, MutantKind kind)
{
	return kind == MUTANT_KINDS ||
	       ((const Mutant *)generated->mutants->pdata[mutant])->kind == kind;
}

static gboolean can_be_shown(const Generated *generated, guint mutant)
{
	return !((const Mutant *)generated->mutants->pdata[mutant])->equivalent;
}

guint generated_score(const Generated *generated, MutantsAsked asked, guint suite, guint *noticed)
{
	guint all = 0;

	*noticed = 0;
	for (guint i = 0; i < generated->mutants->len; i++) {
		const MutantFate *fate = &generated->fates[i];

		if (!is_of(generated, i, asked.kind) || !can_be_shown(generated, i) ||
		    !fate->tried || (asked.told && !fate->told))
			continue;
		all++;
		*noticed += generated_by(generated, i, suite) ? 1 : 0;
	}
	return all;
}

guint generated_equivalent(const Generated *generated, MutantKind kind)
{
	guint all = 0;

	for (guint i = 0; i < generated->mutants->len; i++)
		all += is_of(generated, i, kind) && !can_be_shown(generated, i) ? 1 : 0;
	return all;
}

guint generated_told(const Generated *generated, MutantKind kind, guint *all)
{
	guint told = 0;

	*all = 0;
	for (guint i = 0; i < generated->mutants->len; i++) {
		if (!is_of(generated, i, kind) || !can_be_shown(generated, i))
			continue;
		++*all;
		told += generated->fates[i].told ? 1 : 0;
	}
	return told;
}
