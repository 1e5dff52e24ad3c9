/* SPDX-License-Identifier: BSD-3-Clause */
/* Which part of a state stands at which level. */
#include "explore/levels.h"

#include <string.h>

#include "explore/owner.h"

/* ---- order ---- */

typedef struct {
	guint part;
	guint actions;          /* that depend on it or write it */
	gboolean asked;         /* some depend on it */
	guint group;            /* the most of any part of the same owner */
	gboolean entry;         /* of a table: these are in its order */
	guint32 realm;          /* that has it, where there are several; or NO_REALM */
} Weight;

/* Counts a part once for an action. */
static void count(Weight *weights, guint *last, guint part, guint action)
{
	if (last[part] != action + 1)
		weights[part].actions++;
	last[part] = action + 1;
}

static void weigh(const Learner *learner, Weight *weights)
{
	g_autofree guint *last = g_new0(guint, learner->space->count);

	for (guint i = 0; i < learner->a->action_count; i++) {
		const Function *function = &learner->actions[i];

		for (guint j = 0; j < function->wants->len; j++)
			weights[g_array_index(function->wants, guint, j)].asked = TRUE;
		for (guint j = 0; j < function->points->len; j++) {
			const FunctionPoint *point = function_point(function, j);

			if (!point->is_leaf) {
				count(weights, last, point->question.part, i);
				weights[point->question.part].asked = TRUE;
			}
			for (guint k = 0; point->is_leaf && k < point->leaf.write_count; k++)
				count(weights, last, point->leaf.writes[k].part, i);
		}
	}
}

static gboolean has_level(const Space *space, const Weight *weight, const gboolean *needed)
{
	return space_values(space, weight->part) > 1 && (weight->asked || needed[weight->part]);
}

/* The weights of all parts. */
static Weight *weights_new(const Learner *learner)
{
	Weight *weights = g_new0(Weight, learner->space->count);
	gboolean several = learner->a->model->config.realms > 1;

	for (guint i = 0; i < learner->space->count; i++)
		weights[i] = (Weight){
			.part = i, .entry = space_is_entry(learner->space, i),
			.realm = several ? owner_of_part(learner->a, &learner->space->parts[i].is)
					 : NO_REALM
		};
	weigh(learner, weights);
	return weights;
}

/* Parts of one REC, table or operation stay together; of several Realms, parts of each. */
static gboolean is_together(const Space *space, const Weight *a, const Weight *b)
{
	const struct rmm_part *x = &space->parts[a->part].is, *y = &space->parts[b->part].is;

	if (a->realm != NO_REALM || b->realm != NO_REALM)
		return a->realm == b->realm;
	return x->owner == y->owner && x->subject == y->subject &&
	       (x->kind == PART_RTTE) == (y->kind == PART_RTTE);
}

static gint compare_weights(gconstpointer a, gconstpointer b)
{
	const Weight *x = a, *y = b;

	if (x->group != y->group)
		return x->group > y->group ? -1 : 1;
	if (x->realm != y->realm)
		return x->realm < y->realm ? -1 : 1;
	if (x->entry != y->entry)
		return x->entry ? 1 : -1;
	if (!x->entry && x->actions != y->actions)
		return x->actions > y->actions ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

void levels_take(Levels *levels, const Space *space, const guint *parts, guint count)
{
	levels->count = levels->visible = count;
	levels->part_at = g_new(guint, count + 1);
	levels->domain = g_new(guint, count + 1);
	levels->level_of = g_new(guint, space->count);
	for (guint i = 0; i < space->count; i++)
		levels->level_of[i] = NO_LEVEL;
	for (guint i = 0; i < count; i++) {
		levels->part_at[i] = parts[i];
		levels->level_of[parts[i]] = i;
	}
	levels_update(levels, space);
}

void levels_choose(Levels *levels, const Learner *learner, const gboolean *needed)
{
	const Space *space = learner->space;
	g_autofree Weight *weights = weights_new(learner);
	g_autofree guint *parts = g_new(guint, space->count);
	g_autofree gboolean *given = g_new0(gboolean, space->count);
	guint used = 0, all;

	for (guint i = 0; i < space->count; i++)
		if (has_level(space, &weights[i], needed))
			weights[used++] = weights[i];
	for (guint i = 0; i < used; i++)
		for (guint j = 0; j < used; j++)
			if (i == j || is_together(space, &weights[i], &weights[j]))
				weights[i].group = MAX(weights[i].group, weights[j].actions);
	qsort(weights, used, sizeof(*weights), compare_weights);
	for (guint i = 0; i < used; i++) {
		parts[i] = weights[i].part;
		given[parts[i]] = TRUE;
	}
	all = used;
	for (guint i = 0; i < space->count; i++)
		if (!given[i] && space_values(space, i) > 1)
			parts[all++] = i;
	levels_take(levels, space, parts, all);
	levels->visible = used;
}

void levels_clear(Levels *levels)
{
	g_free(levels->part_at);
	g_free(levels->level_of);
	g_free(levels->domain);
	memset(levels, 0, sizeof(*levels));
}

gboolean levels_lack_part(const Levels *levels, const Learner *learner, const gboolean *needed)
{
	g_autofree Weight *weights = weights_new(learner);

	for (guint i = 0; i < learner->space->count; i++) {
		gboolean visible = levels->level_of[i] < levels->visible;

		if (levels->level_of[i] == NO_LEVEL ? space_values(learner->space, i) > 1
		    : !visible && has_level(learner->space, &weights[i], needed))
			return TRUE;
	}
	return FALSE;
}

void levels_update(Levels *levels, const Space *space)
{
	for (guint i = 0; i < levels->count; i++)
		levels->domain[i] = space_values(space, levels->part_at[i]);
}

void levels_state(const Levels *levels, const Space *space, const guint32 *numbers,
		  gpointer state)
{
	memcpy(state, space->a->initial, space->a->state_size);
	for (guint i = 0; i < levels->count; i++)
		space_set(space, levels->part_at[i], state,
			  space_value(space, levels->part_at[i], numbers[i]));
}
