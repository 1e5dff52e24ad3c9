/* SPDX-License-Identifier: BSD-3-Clause */
/* Where a check finds something, and a shortest way there. */
#include "explore/witness.h"

#include <string.h>

/* ---- findings ---- */

typedef struct {
	Closure *closure;
	const Check *check;
	MddView *view;
	GPtrArray *findings;
} Search;

static void finding_free(gpointer data)
{
	Finding *finding = data;

	cube_clear(&finding->cube);
	g_free(finding);
}

static void note_leaf(gpointer user, const Leaf *leaf, const Cube *cube)
{
	Search *search = user;
	Finding *finding;

	if (!leaf->result || !mdd_view_has(search->view, cube_restriction(cube)))
		return;
	finding = g_new0(Finding, 1);
	finding->check = search->check;
	finding->result = leaf->result;
	cube_copy(&finding->cube, cube);
	g_ptr_array_add(search->findings, finding);
}

GPtrArray *findings_new(Closure *closure, const GPtrArray *checks)
{
	const Learner *learner = closure->learner;
	GPtrArray *findings = g_ptr_array_new_with_free_func(finding_free);
	Cube cube;

	cube_init(&cube, &closure->levels);
	for (guint i = 0; i < checks->len; i++) {
		const Check *check = checks->pdata[i];
		Search search = { closure, check, NULL, findings };

		if (!function_finds(&check->function))
			continue;
		search.view = closure_view(closure, closure_show(closure, closure->reached,
								 &check->function));
		cube_leaves(&cube, learner->space, &learner->terms, &check->function, note_leaf,
			    &search);
	}
	cube_clear(&cube);
	return findings;
}

/* ---- the way there ---- */

typedef struct {
	Closure *closure;
	MddView *layer;                 /* where to come from */
	guint32 *to;                    /* the tuple to come to */
	guint32 *from;                  /* found */
	guint action;                   /* being tried; then by which */
	gboolean found;
} Step;

/* The numbers at @level from which a leaf leads to step->to; FALSE: none. */
static gboolean restrict_level(const Step *step, Cube *source, guint level, const Write *write)
{
	const Learner *learner = step->closure->learner;
	guint part = step->closure->levels.part_at[level];
	guint32 to = step->to[level];

	if (!write) {
		if (!cube_has(source, level, to))
			return FALSE;
		cube_fix(source, level, to);
		return TRUE;
	}
	if (write->term == TERM_ITSELF)
		return write->value == space_value(learner->space, part, to);
	return cube_keep_if(source, level, learner->space, &learner->terms, write->term,
			    space_value(learner->space, part, to));
}

static void try_leaf(gpointer user, const Leaf *leaf, const Cube *cube)
{
	Step *step = user;
	const Levels *levels = &step->closure->levels;
	gboolean may = TRUE;
	Cube source;

	if (step->found ||
	    learner_outcome(step->closure->learner, leaf)->taken != ACTION_TAKEN)
		return;
	cube_copy(&source, cube);
	for (guint i = 0; may && i < levels->visible; i++)
		may = restrict_level(step, &source, i, leaf_write(leaf, levels->part_at[i]));
	step->found = may && mdd_view_pick(step->layer, cube_restriction(&source), step->from);
	cube_clear(&source);
}

/* An action that leads from a state of @set to the state @to, which becomes that one. */
static guint step_back(Closure *closure, MddNode set, guint32 *to)
{
	const Learner *learner = closure->learner;
	g_autofree guint32 *from = g_new0(guint32, closure->levels.count + 1);
	Step step = { closure, closure_view(closure, set), to, from, 0, FALSE };
	guint action = 0;
	Cube cube;

	cube_init(&cube, &closure->levels);
	for (guint i = 0; i < learner->a->action_count && !step.found; i++) {
		action = i;
		cube_leaves(&cube, learner->space, &learner->terms, &learner->actions[i], try_leaf,
			    &step);
	}
	cube_clear(&cube);
	if (!step.found)
		g_error("a state was reached that nothing leads to");
	memcpy(to, from, closure->levels.count * sizeof(guint32));
	return action;
}

gboolean finding_is_in(Closure *closure, MddNode set, const Finding *finding,
		       guint32 *numbers)
{
	MddNode shown = closure_show(closure, set, &finding->check->function);

	return mdd_view_pick(closure_view(closure, shown), cube_restriction(&finding->cube),
			     numbers);
}

GArray *witness_of(Closure *closure, const Layers *layers, guint distance,
		   const guint32 *numbers, const Finding *finding)
{
	g_autofree guint32 *at = g_memdup2(numbers, closure->levels.count * sizeof(guint32));
	GArray *actions = g_array_new(FALSE, FALSE, sizeof(guint));

	if (finding->check->kind != CHECK_PROPERTY)
		g_array_append_val(actions, finding->check->action);
	while (distance-- > 0) {
		guint action = step_back(closure, layers_at(layers, distance), at);

		g_array_prepend_val(actions, action);
	}
	return actions;
}
