/* SPDX-License-Identifier: BSD-3-Clause */
/* What an action does in the states of a cube. */
#include "explore/cases.h"

static void case_free(gpointer data)
{
	Case *of = data;

	cube_clear(&of->cube);
	g_free(of);
}

const Write *case_write(const Case *of, guint level)
{
	return leaf_write(of->leaf, of->cube.levels->part_at[level]);
}

gboolean case_is_term(const Case *of, guint level)
{
	const Write *write = case_write(of, level);

	return write && write->term != TERM_ITSELF;
}

/* ---- collecting ---- */

typedef struct {
	const Learner *learner;
	GPtrArray *cases;
} Collection;

static void collect_leaf(gpointer user, const Leaf *leaf, const Cube *cube)
{
	Collection *collection = user;
	Case *new;

	if (learner_outcome(collection->learner, leaf)->taken != ACTION_TAKEN)
		return;
	new = g_new(Case, 1);
	cube_copy(&new->cube, cube);
	new->leaf = leaf;
	for (guint i = 0; i < cube->levels->visible; i++)
		cube_simplify(&new->cube, i);
	g_ptr_array_add(collection->cases, new);
}

static gboolean writes_equal(const Leaf *a, const Leaf *b)
{
	if (a->write_count != b->write_count)
		return FALSE;
	for (guint i = 0; i < a->write_count; i++)
		if (!write_equal(&a->writes[i], &b->writes[i]))
			return FALSE;
	return TRUE;
}

/* FALSE: the two stay two. */
static gboolean merge(Case *into, const Case *from)
{
	const Levels *levels = into->cube.levels;
	guint differ = NO_LEVEL;

	if (!writes_equal(into->leaf, from->leaf))
		return FALSE;
	for (guint i = 0; i < levels->visible; i++) {
		if (cube_level_equal(&into->cube, &from->cube, i))
			continue;
		if (differ != NO_LEVEL)
			return FALSE;
		differ = i;
	}
	if (differ != NO_LEVEL)
		cube_add(&into->cube, &from->cube, differ);
	return TRUE;
}

static void merge_all(GPtrArray *cases)
{
	for (gboolean again = TRUE; again;) {
		again = FALSE;
		for (guint i = 0; i < cases->len; i++)
			for (guint j = i + 1; j < cases->len;)
				if (merge(cases->pdata[i], cases->pdata[j])) {
					g_ptr_array_remove_index(cases, j);
					again = TRUE;
				} else {
					j++;
				}
	}
}

GPtrArray *cases_new(const Learner *learner, const Levels *levels, Cube *cube, guint action)
{
	GPtrArray *cases = g_ptr_array_new_with_free_func(case_free);
	Collection collection = { learner, cases };

	cube_leaves(cube, learner->space, &learner->terms, &learner->actions[action],
		    collect_leaf, &collection);
	merge_all(cases);
	return cases;
}

/* ---- telling apart ---- */

GBytes *cases_key(const GPtrArray *cases, const gboolean *fixed)
{
	GByteArray *key = g_byte_array_new();

	for (guint i = 0; i < cases->len; i++) {
		const Case *of = cases->pdata[i];

		g_byte_array_append(key, (const guint8 *)&of->leaf, sizeof(of->leaf));
		for (guint j = 0; j < of->cube.levels->visible; j++) {
			if (!of->cube.bits[j] || (fixed[j] && !case_is_term(of, j)))
				continue;
			g_byte_array_append(key, (const guint8 *)&j, sizeof(j));
			g_byte_array_append(key, (const guint8 *)of->cube.bits[j],
					    cube_words(&of->cube, j) * (guint)sizeof(guint64));
		}
	}
	return g_byte_array_free_to_bytes(key);
}
