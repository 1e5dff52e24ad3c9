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

void generated_init(Generated *generated, const struct rmm_version *version,
		    gboolean no_invariants, guint jobs)
{
	struct rmm_config config;

	memset(generated, 0, sizeof(*generated));
	generated->version = version;
	generated->no_invariants = no_invariants;
	generated->jobs = jobs;
	generated->paths = g_ptr_array_new_with_free_func(g_free);
	generated->scenarios = g_ptr_array_new_with_free_func((GDestroyNotify)scenario_free);
	generated->meets = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
	rmm_config_default(&config, version);
	rmm_model_init(&generated->model, &config);
	generated->mutants = mutants_of(&generated->model);
	generated->by = g_new(gint, generated->mutants->len + 1);
	for (guint i = 0; i < generated->mutants->len; i++)
		generated->by[i] = MUTANT_UNTRIED;
}

void generated_clear(Generated *generated)
{
	g_ptr_array_unref(generated->paths);
	g_ptr_array_unref(generated->scenarios);
	g_ptr_array_unref(generated->meets);
	g_ptr_array_unref(generated->mutants);
	g_free(generated->by);
	g_free(generated->told);
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
	if (result && !result->permitted)
		g_hash_table_add(meets, meeting(result->command, CARRIED_OUT));
}

void generated_add(Generated *generated, const char *path)
{
	const ParseOptions parse = { .version = generated->version };
	VersionSet declared = 0;
	ParseOptions asking = parse;
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	GHashTable *meets = g_hash_table_new(NULL, NULL);
	const RunOptions run = { .keep_all = TRUE, .kept = note_outcome, .user = meets };
	Scenario *scenario;
	RunResult result = { 0 };

	asking.declared = &declared;
	scenario = scenario_parse(path, &asking, diagnostics);
	if (scenario && (!declared || declared & version_set(generated->version))) {
		scenario_run(scenario, &run, &result);
		if (result.failed == 0 && !result.limit) {
			g_ptr_array_add(generated->paths, g_strdup(path));
			g_ptr_array_add(generated->scenarios, g_steal_pointer(&scenario));
			g_ptr_array_add(generated->meets, g_hash_table_ref(meets));
		}
		run_result_clear(&result);
	}
	scenario_free(scenario);
	g_hash_table_unref(meets);
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
	Scenario scenario = *(const Scenario *)generated->scenarios->pdata[file];
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

	return g_hash_table_contains(generated->meets->pdata[file], meeting(mutant->command, first));
}

static void try_mutant(guint item, HashCache *cache, gpointer data)
{
	Generated *generated = data;
	const Mutant *mutant = generated->mutants->pdata[item];

	gint by = MUTANT_UNNOTICED;

	for (guint i = 0; i < generated->paths->len && by < 0; i++)
		if (can_notice(generated, i, mutant) && notices(generated, i, mutant, cache))
			by = (gint)i;
	/* What Ctrl-C cut off has failed, and noticed nothing. */
	if (!interrupted())
		generated->by[item] = by;
}

gboolean generated_run(Generated *generated)
{
	return parallel_run(&(Parallel){ generated->mutants->len, "mutants", generated->jobs,
					 try_mutant, NULL }, generated);
}

static guint score(const Generated *generated, MutantKind kind, const gboolean *counts,
		   guint *noticed)
{
	guint all = 0;

	*noticed = 0;
	for (guint i = 0; i < generated->mutants->len; i++) {
		const Mutant *mutant = generated->mutants->pdata[i];

		if ((kind != MUTANT_KINDS && mutant->kind != kind) || mutant->equivalent ||
		    generated->by[i] == MUTANT_UNTRIED || (counts && !counts[i]))
			continue;
		all++;
		*noticed += generated->by[i] >= 0 ? 1 : 0;
	}
	return all;
}

guint generated_score(const Generated *generated, MutantKind kind, guint *noticed)
{
	return score(generated, kind, NULL, noticed);
}

guint generated_score_told(const Generated *generated, MutantKind kind, guint *noticed)
{
	return score(generated, kind, generated->told, noticed);
}

guint generated_equivalent(const Generated *generated, MutantKind kind)
{
	guint all = 0;

	for (guint i = 0; i < generated->mutants->len; i++) {
		const Mutant *mutant = generated->mutants->pdata[i];

		all += (kind == MUTANT_KINDS || mutant->kind == kind) && mutant->equivalent &&
		       generated->by[i] != MUTANT_UNTRIED ? 1 : 0;
	}
	return all;
}
