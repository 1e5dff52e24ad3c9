/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants by the goals that their rows stand for. */
#include "suites/telling.h"

#include "inquiry/inquiry.h"
#include "suites/reach.h"

/* Does a caller see which of two conditions refused? */
static gboolean answer_alike(const struct rmm_rules *rules, unsigned first, unsigned second)
{
	const struct rmm_failure *a = rules->failure[first], *b = rules->failure[second];

	return a->status == b->status && a->index == b->index;
}

/* The goal that was met where the mutant answers otherwise; FALSE: there is none of the kind. */
static gboolean goal_of(const Mutant *mutant, const Goals *goals, guint *number)
{
	const struct rmm_rules *rules = &goals->model->rules[mutant->command];
	guint first = goals->first[mutant->command];
	guint end = mutant->command + 1 < COMMANDS ? goals->first[mutant->command + 1]
						   : goals->all->len;
	gboolean swapped = mutant->kind == MUTANT_SWAPPED;

	/* A command that is not of the alphabet has no goals. */
	if (swapped != (goals->kind == GOALS_ORDERINGS) || first == end)
		return FALSE;
	if (swapped && answer_alike(rules, mutant->condition, mutant->other))
		return FALSE;
	/* A condition that alone may be reported: what is said instead is wrong. */
	*number = swapped ? first + mutant->other * rules->count + mutant->condition
			  : first + 1 + 2 * mutant->condition;
	return TRUE;
}

static void note_told(Generated *generated, const Reach *reach)
{
	for (guint i = 0; i < generated->mutants->len; i++) {
		guint goal;

		if (goal_of(generated->mutants->pdata[i], reach->goals, &goal) &&
		    goal_set_has(reach->reached, goal))
			generated->told[i] = TRUE;
	}
}

static void explore_kind(Generated *generated, const Explored *explored, GoalsKind kind,
			     const ExploreOptions *options)
{
	static const ExploreSink none;
	const ExploreOptions bounded = explore_bounded(options, explored->scenario->explore);
	Reach reach;

	reach_find(&explored->exploration->alphabet, kind, &bounded, &none, &reach);
	note_told(generated, &reach);
	reach_clear(&reach);
}

gboolean telling_explore(Generated *generated, const char *path, const ExploreOptions *options,
			 Diagnostics *diagnostics)
{
	const ParseOptions parse = { .version = generated->version };
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);
	Explored explored;
	gboolean ok;

	if (!scenario || !scenario_asks(scenario, diagnostics))
		return FALSE;
	if (!generated->told)
		generated->told = g_new0(gboolean, generated->mutants->len + 1);
	ok = explored_begin(&explored, scenario, diagnostics);
	if (!ok && diagnostics->messages->len == 0)
		diagnostics_error(diagnostics, scenario->explore->at, "a step before the block fails");
	if (ok) {
		explore_kind(generated, &explored, GOALS_CONDITIONS, options);
		explore_kind(generated, &explored, GOALS_ORDERINGS, options);
	}
	explored_clear(&explored);
	return ok;
}
