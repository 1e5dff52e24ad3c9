/* SPDX-License-Identifier: BSD-3-Clause */
/* Every state that an alphabet leads to, as a decision diagram. */
#include "explore/closure.h"

#include "explore/dependent.h"
#include "explore/events.h"
#include "explore/wander.h"

/* Of the memory, for the states that are near. */
#define NEAR_SHARE 8

void closure_init(Closure *closure, Learner *learner, gsize memory)
{
	*closure = (Closure){
		.learner = learner, .memory = memory,
		.needed = g_new0(gboolean, learner->space->count),
		.dependents = g_ptr_array_new_with_free_func((GDestroyNotify)dependent_free),
	};
}

void closure_clear(Closure *closure)
{
	levels_clear(&closure->levels);
	g_clear_pointer(&closure->view, mdd_view_free);
	g_clear_pointer(&closure->mdd, mdd_free);
	g_clear_pointer(&closure->closed, relation_free);
	g_free(closure->needed);
	g_ptr_array_unref(closure->dependents);
}

gboolean closure_must_end(const Closure *closure)
{
	return closure->mdd->exhausted || patience_over(closure->learner->patience, 0);
}

/* ---- rounds ---- */

MddNode closure_initial(const Closure *closure)
{
	/* Number 0 is the value of each part there. */
	g_autofree guint32 *numbers = g_new0(guint32, closure->levels.count + 1);

	return mdd_tuple(closure->mdd, numbers);
}

/* Begins anew with the initial state, and a level for each part that varies. */
static void begin(Closure *closure)
{
	g_ptr_array_set_size(closure->dependents, 0);
	levels_clear(&closure->levels);
	g_clear_pointer(&closure->view, mdd_view_free);
	g_clear_pointer(&closure->mdd, mdd_free);
	g_clear_pointer(&closure->closed, relation_free);
	levels_choose(&closure->levels, closure->learner, closure->needed);
	closure->mdd = mdd_new(closure->levels.count, closure->memory);
	closure->mdd->patience = closure->learner->patience;
	closure->reached = closure_initial(closure);
}

typedef struct {
	Closure *closure;
	guint action;
} ActionRun;

static gboolean run_action(gpointer user, gconstpointer state)
{
	ActionRun *run = user;

	return learner_run(run->closure->learner, run->action, state);
}

/* FALSE if something was learned. */
static gboolean expand_all(Closure *closure)
{
	gboolean known = TRUE;

	for (guint i = 0; i < closure->learner->a->action_count; i++) {
		ActionRun run = { closure, i };

		known &= closure_expand(closure, closure->reached, &closure->learner->actions[i],
					run_action, &run);
	}
	return known;
}

static void close_set(Closure *closure)
{
	Relation *relation;
	Saturation saturation;

	levels_update(&closure->levels, closure->learner->space);
	relation = events_relation(closure->learner, &closure->levels);
	/* What was learned may have been refusals alone. */
	if (closure->closed && relation_equal(closure->closed, relation)) {
		relation_free(relation);
		return;
	}
	g_clear_pointer(&closure->closed, relation_free);
	closure->closed = relation;
	saturation_init(&saturation, closure->mdd, relation, closure->levels.domain);
	closure->reached = saturate(&saturation, closure->reached);
	saturation_clear(&saturation);
}

/* Closes what is known, with a level for every part that varies by it. */
static void close_known(Closure *closure)
{
	Learner *learner = closure->learner;

	/* Values that terms lead to may be a part's second, too. */
	relation_free(events_relation(learner, &closure->levels));
	if (closure_must_end(closure))
		return;
	if (levels_lack_part(&closure->levels, learner, closure->needed))
		begin(closure);
	close_set(closure);
}

/* Rounds until nothing is learned. */
static void close_rounds(Closure *closure)
{
	gboolean known;

	do {
		closure->rounds++;
		close_known(closure);
		known = expand_all(closure);
		/* What ended early learned nothing, perhaps because it did not look. */
		closure->incomplete = closure_must_end(closure);
	} while (!closure->incomplete && !known);
}

/* Hidden parts that others do not determine are needed. */
static gboolean lacks_nothing(Closure *closure)
{
	const Learner *learner = closure->learner;
	gboolean lacks = FALSE;

	for (guint i = closure->levels.visible;
	     i < closure->levels.count && !closure_must_end(closure); i++) {
		guint part = closure->levels.part_at[i];
		Dependent *dependent = dependent_new(learner, &closure->levels, part);

		if (dependent)
			g_ptr_array_add(closure->dependents, dependent);
		else if (!closure_must_end(closure))
			closure->needed[part] = lacks = TRUE;
	}
	return !lacks;
}

void closure_collect(Closure *closure)
{
	MddNode *roots[] = { &closure->reached };

	g_clear_pointer(&closure->view, mdd_view_free);
	mdd_collect(closure->mdd, roots, G_N_ELEMENTS(roots));
}

MddView *closure_view(Closure *closure, MddNode set)
{
	if (closure->view && closure->viewed == set)
		return closure->view;
	g_clear_pointer(&closure->view, mdd_view_free);
	closure->viewed = set;
	return closure->view = mdd_view_new(closure->mdd, set);
}

gboolean closure_can_show(const Closure *closure, guint part)
{
	if (closure->levels.level_of[part] < closure->levels.visible)
		return TRUE;
	for (guint i = 0; i < closure->dependents->len; i++)
		if (((const Dependent *)closure->dependents->pdata[i])->part == part)
			return TRUE;
	return FALSE;
}

MddNode closure_show_part(Closure *closure, MddNode set, guint part)
{
	for (guint i = 0; i < closure->dependents->len; i++) {
		const Dependent *dependent = closure->dependents->pdata[i];

		if (dependent->part == part)
			set = dependent_show(dependent, closure->mdd, &closure->levels, set, i);
	}
	return set;
}

MddNode closure_show(Closure *closure, MddNode set, const Function *function)
{
	for (guint i = 0; i < closure->dependents->len; i++) {
		const Dependent *dependent = closure->dependents->pdata[i];

		if (function_asks(function, dependent->part))
			set = dependent_show(dependent, closure->mdd, &closure->levels, set, i);
	}
	return set;
}

/* What @steps of actions that are known lead to, unless that takes too much. */
static void step_from_initial(Closure *closure, guint steps)
{
	g_autoptr(Relation) relation = NULL;
	Mdd *mdd = closure->mdd;
	Saturation saturation;

	levels_update(&closure->levels, closure->learner->space);
	relation = events_relation(closure->learner, &closure->levels);
	saturation_init(&saturation, mdd, relation, closure->levels.domain);
	closure->reached = closure_initial(closure);
	for (closure->near = 0; closure->near < steps && !closure_must_end(closure) &&
	     mdd_memory(mdd) < closure->memory / NEAR_SHARE; closure->near++)
		closure->reached = saturation_step(&saturation, closure->reached);
	saturation_clear(&saturation);
}

void closure_run_near(Closure *closure, guint steps)
{
	closure->incomplete = TRUE;
	do {
		do {
			/* What diagrams of a round took is free again. */
			begin(closure);
			relation_free(events_relation(closure->learner, &closure->levels));
			if (levels_lack_part(&closure->levels, closure->learner, closure->needed))
				begin(closure);
			step_from_initial(closure, steps);
		} while (!expand_all(closure) && !closure_must_end(closure));
	} while (!lacks_nothing(closure) && !closure_must_end(closure));
}

void closure_run(Closure *closure)
{
	learner_wander(closure->learner);
	begin(closure);
	/* What is not determined by little that is known is not by all. */
	lacks_nothing(closure);
	begin(closure);
	close_rounds(closure);
	while (!closure->incomplete && !lacks_nothing(closure) && !closure_must_end(closure)) {
		begin(closure);
		close_rounds(closure);
	}
	closure->incomplete |= closure_must_end(closure);
}
