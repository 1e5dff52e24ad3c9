/* SPDX-License-Identifier: BSD-3-Clause */
/* Parts of a state that others determine. */
#include "explore/dependent.h"

#include "explore/events.h"
#include "explore/saturate.h"

typedef struct {
	const Learner *learner;
	const Function *function;
	guint part;
	gboolean *chosen;               /* by part */
	GArray *path;                   /* of guint: parts asked for on the way to a leaf */
} Choice;

static gboolean writes_part(const Leaf *leaf, guint part)
{
	for (guint i = 0; i < leaf->write_count; i++)
		if (leaf->writes[i].part == part)
			return TRUE;
	return FALSE;
}

static void choose_at_leaf(Choice *choice, const Leaf *leaf)
{
	if (learner_outcome(choice->learner, leaf)->taken != ACTION_TAKEN ||
	    !writes_part(leaf, choice->part))
		return;
	for (guint i = 0; i < choice->path->len; i++)
		choice->chosen[g_array_index(choice->path, guint, i)] = TRUE;
	for (guint i = 0; i < leaf->write_count; i++)
		choice->chosen[leaf->writes[i].part] = TRUE;
}

static void choose_below(Choice *choice, FunctionNode node)
{
	const FunctionPoint *point = function_point(choice->function, node);
	guint part;

	if (point->is_leaf) {
		choose_at_leaf(choice, &point->leaf);
		return;
	}
	part = point->question.part;
	g_array_append_val(choice->path, part);
	for (guint i = 0; i < point->branches->len; i++)
		choose_below(choice, g_array_index(point->branches, Branch, i).child);
	g_array_set_size(choice->path, choice->path->len - 1);
}

/* Levels of the parts that leaves which write @part are about, itself the last. */
static void choose_levels(const Learner *learner, const Levels *levels, guint part,
			  Levels *few)
{
	g_autofree gboolean *chosen = g_new0(gboolean, learner->space->count);
	g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < learner->a->action_count; i++) {
		Choice choice = { learner, &learner->actions[i], part, chosen, path };

		if (function_root(choice.function) != FUNCTION_UNKNOWN)
			choose_below(&choice, function_root(choice.function));
	}
	for (guint i = 0; i < levels->count; i++)
		if (chosen[levels->part_at[i]] && levels->part_at[i] != part)
			g_array_append_val(parts, levels->part_at[i]);
	g_array_append_val(parts, part);
	levels_take(few, learner->space, (const guint *)(gpointer)parts->data, parts->len);
}

/* Has every node of the last level one value? */
static gboolean ends_are_single(const Mdd *mdd, MddNode set)
{
	g_autoptr(MddView) view = mdd_view_new(mdd, set);

	for (guint i = 0; i < view->nodes; i++)
		if (view->level[i] + 1 == view->levels && view->first[i + 1] - view->first[i] > 1)
			return FALSE;
	return TRUE;
}

gboolean part_is_dependent(const Learner *learner, const Levels *levels, guint part)
{
	g_autoptr(Relation) relation = NULL;
	g_autoptr(Mdd) mdd = NULL;
	g_autofree guint32 *numbers = NULL;
	Saturation saturation;
	gboolean dependent;
	Levels few;

	choose_levels(learner, levels, part, &few);
	numbers = g_new0(guint32, few.count);
	relation = events_relation(learner, &few);
	mdd = mdd_new(few.count, 0);
	saturation_init(&saturation, mdd, relation, few.domain);
	dependent = ends_are_single(mdd, saturate(&saturation, mdd_tuple(mdd, numbers))) &&
		    !mdd->exhausted;
	saturation_clear(&saturation);
	levels_clear(&few);
	return dependent;
}
