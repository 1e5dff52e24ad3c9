/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants by the goals that their rows stand for. */
#include "suites/telling.h"

#include <string.h>

#include "engine/engine.h"
#include "inquiry/inquiry.h"
#include "mutate/mutants.h"
#include "parting/difference.h"
#include "suites/reach.h"

/* ---- mutants that refuse what they should not, or in other words ---- */

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

	if (mutant_is_effect(mutant) || mutant->kind == MUTANT_DROPPED)
		return FALSE;
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
			generated->fates[i].told = TRUE;
	}
}

/* ---- mutants that do what they should not: both do it, from the same state ---- */

typedef struct {
	Generated *generated;
	guint first[COMMANDS + 1];      /* mutant of a command, by id: they stand in this order */
	const struct rmm_model *right;
	struct rmm_model *bent;         /* of the mutant that is tried; else as the right one */
	struct rmm *state;
	Made *made[2];                  /* by the right model, by the mutant */
} Comparing;

/* Is the call one that the mutant may carry out otherwise? */
static gboolean may_differ(const Mutant *mutant, const struct rmm_result *result)
{
	return mutant->kind == MUTANT_DROPPED ? result->permitted >> mutant->condition & 1
					      : mutant_is_effect(mutant) && !result->permitted;
}

static gboolean does_otherwise(const Comparing *comparing, const Mutant *mutant,
			       const struct rmm *old, const struct rmm *now)
{
	const struct rmm_model *right = comparing->right;
	struct rmm_model *bent = comparing->bent;
	const struct rmm_value *output;
	enum rmm_command_id id = mutant->command;
	DifferenceKind kind;

	mutant_apply(mutant, bent);
	memcpy(comparing->state, old, right->layout.size);
	rmm_step(bent, comparing->state, &comparing->made[1]->call, &comparing->made[1]->result);
	bent->rules[id] = right->rules[id];
	bent->commands[id] = right->commands[id];
	kind = difference_of(comparing->made[0], comparing->made[1], &output);
	/* What may be reported besides nobody sees. */
	return kind != DIFFERENCE_STORAGE &&
	       ((kind != DIFFERENCE_NONE && kind != DIFFERENCE_PERMITTED) ||
		memcmp(comparing->state, now, right->layout.size) != 0);
}

static void compare_command(const Comparing *comparing, enum rmm_command_id command,
			    const struct rmm *old, const struct rmm *now,
			    const struct rmm_call *call, const struct rmm_result *result)
{
	Generated *generated = comparing->generated;

	for (guint i = comparing->first[command]; i < comparing->first[command + 1]; i++) {
		const Mutant *mutant = generated->mutants->pdata[i];

		if (generated->fates[i].told || !may_differ(mutant, result))
			continue;
		*comparing->made[0] = (Made){ comparing->right, *call, *result };
		*comparing->made[1] = (Made){ comparing->bent, *call, *result };
		generated->fates[i].told = does_otherwise(comparing, mutant, old, now);
	}
}

/* What RMI_OP_CONTINUE goes on with is a command of its own. */
static void compare_call(gpointer user, const struct rmm *old, const struct rmm *now,
			 const struct rmm_call *call, const struct rmm_result *result)
{
	compare_command(user, result->command, old, now, call, result);
	if (call->command != result->command && !result->permitted)
		compare_command(user, call->command, old, now, call, result);
}

static void find_first(Comparing *comparing)
{
	const GPtrArray *mutants = comparing->generated->mutants;
	guint i = 0;

	for (guint id = 0; id <= COMMANDS; id++) {
		while (i < mutants->len && ((const Mutant *)mutants->pdata[i])->command < id)
			i++;
		comparing->first[id] = i;
	}
}

/* ---- both ---- */

static void explore_kind(Generated *generated, const Explored *explored, GoalsKind kind,
			 const TellingBounds *bounds, const ReachWatcher *watcher)
{
	const ExploreOptions bounded = explore_bounded(&bounds->options, explored->scenario->explore);
	Reach reach;

	reach_find(&explored->exploration->alphabet, kind, &bounded, &bounds->sink, watcher, &reach);
	note_told(generated, &reach);
	generated->cut_short |= reach.end == EXPLORE_INTERRUPTED;
	reach_clear(&reach);
}

static void explore_all(Generated *generated, const Explored *explored,
			const TellingBounds *bounds)
{
	const struct rmm_model *right = explored->exploration->alphabet.model;
	g_autofree struct rmm_model *bent = g_memdup2(right, sizeof(*right));
	g_autofree struct rmm *state = g_malloc(right->layout.size);
	g_autofree Made *made = g_new0(Made, 2);
	Comparing comparing = { .generated = generated, .right = right, .bent = bent, .state = state,
				.made = { &made[0], &made[1] } };
	const ReachWatcher watcher = { compare_call, &comparing };

	bent->first_failure = false;
	find_first(&comparing);
	explore_kind(generated, explored, GOALS_CONDITIONS, bounds, &watcher);
	explore_kind(generated, explored, GOALS_ORDERINGS, bounds, NULL);
}

gboolean telling_explore(Generated *generated, const char *path, const TellingBounds *bounds,
			 Diagnostics *diagnostics)
{
	const ParseOptions parse = { .version = generated->version };
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);
	Explored explored;
	gboolean ok;

	if (!scenario || !scenario_asks(scenario, diagnostics))
		return FALSE;
	generated->explored = TRUE;
	ok = explored_begin(&explored, scenario, diagnostics);
	if (explored.cut_short)
		generated->cut_short = TRUE;
	else if (!ok && diagnostics->messages->len == 0)
		diagnostics_error(diagnostics, scenario->explore->at, "a step before the block fails");
	if (ok)
		explore_all(generated, &explored, bounds);
	explored_clear(&explored);
	return ok || generated->cut_short;
}
