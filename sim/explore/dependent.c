/* SPDX-License-Identifier: BSD-3-Clause */
/* Parts of a state that others determine. */
#include "explore/dependent.h"

#include "explore/cube.h"
#include "explore/events.h"
#include "explore/saturate.h"

typedef struct {
	const Learner *learner;
	const Function *function;
	guint part;
	gboolean *chosen;               /* by part */
	GArray *path;                   /* of guint: parts asked for on the way to a leaf */
} Choice;

static void choose_at_leaf(Choice *choice, const Leaf *leaf)
{
	if (learner_outcome(choice->learner, leaf)->taken != ACTION_TAKEN ||
	    !leaf_write(leaf, choice->part))
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
	for (guint i = 0; i < levels->visible; i++)
		if (chosen[levels->part_at[i]] && levels->part_at[i] != part)
			g_array_append_val(parts, levels->part_at[i]);
	g_array_append_val(parts, part);
	levels_take(few, learner->space, (const guint *)(gpointer)parts->data, parts->len);
}

/* Has every node of the last level one value? */
static gboolean ends_are_single(const Mdd *mdd, MddNode set)
{
	g_autoptr(Flat) flat = flat_new(mdd, set);

	for (guint i = 0; i < flat->nodes; i++)
		if (flat->level[i] + 1 == mdd->levels && flat->first[i + 1] - flat->first[i] > 1)
			return FALSE;
	return TRUE;
}

Dependent *dependent_new(const Learner *learner, const Levels *levels, guint part)
{
	Dependent *dependent = g_new0(Dependent, 1);
	g_autoptr(Relation) relation = NULL;
	g_autofree guint32 *numbers = NULL;
	Saturation saturation;

	dependent->part = part;
	choose_levels(learner, levels, part, &dependent->levels);
	numbers = g_new0(guint32, dependent->levels.count);
	relation = events_relation(learner, &dependent->levels);
	dependent->mdd = mdd_new(dependent->levels.count, 0);
	dependent->mdd->patience = learner->patience;
	saturation_init(&saturation, dependent->mdd, relation, dependent->levels.domain);
	dependent->set = saturate(&saturation, mdd_tuple(dependent->mdd, numbers));
	saturation_clear(&saturation);
	if (!dependent->mdd->exhausted && ends_are_single(dependent->mdd, dependent->set))
		return dependent;
	dependent_free(dependent);
	return NULL;
}

void dependent_free(Dependent *dependent)
{
	levels_clear(&dependent->levels);
	mdd_free(dependent->mdd);
	g_free(dependent);
}

/* ---- showing ---- */

typedef struct {
	const Dependent *dependent;
	Mdd *mdd;
	const Levels *levels;
	guint32 operation;
} Show;

static MddNode child_of(const Mdd *mdd, MddNode node, guint32 value)
{
	for (guint i = 0; i < mdd_edge_count(mdd, node); i++)
		if (mdd_edges(mdd, node)[i].value == value)
			return mdd_edges(mdd, node)[i].child;
	return MDD_EMPTY;
}

static MddNode show(const Show *shown, MddNode set, MddNode known);

/* The level of the part: the one number that it may have. */
static MddNode show_part(const Show *shown, MddNode set, MddNode known, guint level)
{
	MddEdge of = mdd_edges(shown->dependent->mdd, known)[0];
	MddEdge edge = { of.value, show(shown, mdd_edges(shown->mdd, set)[0].child, of.child) };

	return mdd_make(shown->mdd, level, &edge, 1);
}

static MddNode show(const Show *shown, MddNode set, MddNode known)
{
	const Dependent *dependent = shown->dependent;
	guint level = mdd_level(shown->mdd, set), part, count;
	g_autofree MddEdge *edges = NULL;
	MddNode result;

	if (set <= MDD_END)
		return set;
	if (mdd_cached(shown->mdd, shown->operation, set, known, &result))
		return result;
	if (mdd_stopped(shown->mdd))
		return MDD_EMPTY;
	part = shown->levels->part_at[level];
	if (part == dependent->part)
		return show_part(shown, set, known, level);
	count = mdd_edge_count(shown->mdd, set);
	edges = g_memdup2(mdd_edges(shown->mdd, set), count * sizeof(MddEdge));
	for (guint i = 0; i < count; i++) {
		MddNode below = dependent->levels.level_of[part] == NO_LEVEL ? known
				: child_of(dependent->mdd, known, edges[i].value);

		/* Every state that is reached is among those that are known. */
		g_assert(below != MDD_EMPTY);
		edges[i].child = show(shown, edges[i].child, below);
	}
	result = mdd_make(shown->mdd, level, edges, count);
	mdd_cache(shown->mdd, shown->operation, set, known, result);
	return result;
}

MddNode dependent_show(const Dependent *dependent, Mdd *mdd, const Levels *levels, MddNode set,
		       guint32 id)
{
	Show shown = { dependent, mdd, levels, mdd_operation(MDD_SHOW, id) };

	return show(&shown, set, dependent->set);
}
