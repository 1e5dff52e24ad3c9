/* SPDX-License-Identifier: BSD-3-Clause */
/* A set of tuples laid out to be gone through from end to end. */
#include "explore/view.h"

#include <string.h>

/* Nodes of one level after the other, the root first. */
static GArray *collect(const Mdd *mdd, MddNode set, GHashTable *places)
{
	GArray *nodes = g_array_new(FALSE, FALSE, sizeof(MddNode));

	g_array_append_val(nodes, set);
	g_hash_table_insert(places, GUINT_TO_POINTER(set), GUINT_TO_POINTER(0));
	for (guint i = 0; i < nodes->len; i++) {
		MddNode node = g_array_index(nodes, MddNode, i);

		for (guint j = 0; j < mdd_edge_count(mdd, node); j++) {
			MddNode child = mdd_edges(mdd, node)[j].child;

			if (child == MDD_END ||
			    g_hash_table_contains(places, GUINT_TO_POINTER(child)))
				continue;
			g_hash_table_insert(places, GUINT_TO_POINTER(child),
					    GUINT_TO_POINTER(nodes->len));
			g_array_append_val(nodes, child);
		}
	}
	return nodes;
}

MddView *mdd_view_new(const Mdd *mdd, MddNode set)
{
	MddView *view = g_new0(MddView, 1);
	g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) nodes = NULL;
	g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(MddEdge));

	view->levels = mdd->levels;
	nodes = set > MDD_END ? collect(mdd, set, places)
			      : g_array_new(FALSE, FALSE, sizeof(MddNode));
	view->nodes = nodes->len;
	view->first = g_new0(guint32, nodes->len + 1);
	view->level = g_new0(guint, nodes->len + 1);
	view->counts = g_new0(MddCount, nodes->len + 1);
	for (guint i = 0; i < nodes->len; i++) {
		MddNode node = g_array_index(nodes, MddNode, i);

		view->first[i] = edges->len;
		view->level[i] = mdd_level(mdd, node);
		for (guint j = 0; j < mdd_edge_count(mdd, node); j++) {
			MddEdge edge = mdd_edges(mdd, node)[j];

			edge.child = edge.child == MDD_END ? nodes->len :
				     GPOINTER_TO_UINT(g_hash_table_lookup(places,
							GUINT_TO_POINTER(edge.child)));
			g_array_append_val(edges, edge);
		}
	}
	view->first[nodes->len] = edges->len;
	view->edges = (MddEdge *)(gpointer)g_array_free(g_steal_pointer(&edges), FALSE);
	/* Of the set without levels, and of the empty set. */
	view->counts[nodes->len] = set != MDD_EMPTY;
	return view;
}

void mdd_view_free(MddView *view)
{
	if (!view)
		return;
	g_free(view->first);
	g_free(view->level);
	g_free(view->edges);
	g_free(view->counts);
	g_free(view);
}

static inline gboolean is_meant(MddRestriction restriction, guint level, guint32 value)
{
	return !restriction || !restriction[level] ||
	       restriction[level][value / 64] >> value % 64 & 1;
}

MddCount mdd_view_count(MddView *view, MddRestriction restriction)
{
	for (guint i = view->nodes; i-- > 0;) {
		MddCount count = 0;

		for (guint32 j = view->first[i]; j < view->first[i + 1]; j++)
			if (is_meant(restriction, view->level[i], view->edges[j].value))
				count += view->counts[view->edges[j].child];
		view->counts[i] = count;
	}
	return view->counts[0];
}

gboolean mdd_view_has(MddView *view, MddRestriction restriction)
{
	return mdd_view_count(view, restriction) != 0;
}

gboolean mdd_view_pick(MddView *view, MddRestriction restriction, guint32 *values)
{
	if (!mdd_view_count(view, restriction))
		return FALSE;
	for (guint at = 0; at < view->nodes;) {
		guint32 edge = view->first[at];

		while (!is_meant(restriction, view->level[at], view->edges[edge].value) ||
		       !view->counts[view->edges[edge].child])
			edge++;
		values[view->level[at]] = view->edges[edge].value;
		at = view->edges[edge].child;
	}
	return TRUE;
}

void mdd_view_nth(const MddView *view, MddCount number, guint32 *values)
{
	for (guint at = 0; at < view->nodes;) {
		guint32 edge = view->first[at];

		for (; number >= view->counts[view->edges[edge].child]; edge++)
			number -= view->counts[view->edges[edge].child];
		values[view->level[at]] = view->edges[edge].value;
		at = view->edges[edge].child;
	}
}
