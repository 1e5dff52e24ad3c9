/* SPDX-License-Identifier: BSD-3-Clause */
/* A set of tuples laid out to be gone through from end to end. */
#include "explore/view.h"

#include <string.h>

/* Nodes in the order they are met, and where each stands there. */
typedef struct {
	GArray *nodes;                  /* of MddNode */
	guint32 *slots;                 /* places plus 1, by hash */
	guint32 mask;
} Places;

static guint32 *slot_of(const Places *places, MddNode node)
{
	guint32 at = (node * 0x9e3779b1u >> 7) & places->mask;

	while (places->slots[at] &&
	       g_array_index(places->nodes, MddNode, places->slots[at] - 1) != node)
		at = (at + 1) & places->mask;
	return &places->slots[at];
}

static void grow(Places *places)
{
	g_free(places->slots);
	places->mask = places->mask * 4 + 3;
	places->slots = g_new0(guint32, (gsize)places->mask + 1);
	for (guint32 i = 0; i < places->nodes->len; i++)
		*slot_of(places, g_array_index(places->nodes, MddNode, i)) = i + 1;
}

/* The place of @node, which it is given if it has none. */
static guint32 place_of(Places *places, MddNode node)
{
	guint32 *slot;

	if (places->nodes->len * 2 >= places->mask)
		grow(places);
	slot = slot_of(places, node);
	if (!*slot) {
		g_array_append_val(places->nodes, node);
		*slot = places->nodes->len;
	}
	return *slot - 1;
}

/* Every node stands behind those that lead to it: those of a level come at once. */
static void lay_out(MddView *view, const Mdd *mdd, MddNode set)
{
	Places places = {
		g_array_new(FALSE, FALSE, sizeof(MddNode)), g_new0(guint32, 16), 15
	};
	GArray *edges = g_array_new(FALSE, FALSE, sizeof(MddEdge));
	GArray *first = g_array_new(FALSE, FALSE, sizeof(guint32));

	if (set > MDD_END)
		place_of(&places, set);
	for (guint i = 0; i < places.nodes->len; i++) {
		MddNode node = g_array_index(places.nodes, MddNode, i);

		g_array_append_val(first, edges->len);
		for (guint j = 0; j < mdd_edge_count(mdd, node); j++) {
			MddEdge edge = mdd_edges(mdd, node)[j];

			edge.child = edge.child == MDD_END ? G_MAXUINT32
							   : place_of(&places, edge.child);
			g_array_append_val(edges, edge);
		}
	}
	g_array_append_val(first, edges->len);
	view->nodes = places.nodes->len;
	view->level = g_new0(guint, view->nodes + 1);
	for (guint i = 0; i < view->nodes; i++)
		view->level[i] = mdd_level(mdd, g_array_index(places.nodes, MddNode, i));
	for (guint i = 0; i < edges->len; i++)
		if (g_array_index(edges, MddEdge, i).child == G_MAXUINT32)
			g_array_index(edges, MddEdge, i).child = view->nodes;
	view->first = (guint32 *)(gpointer)g_array_free(first, FALSE);
	view->edges = (MddEdge *)(gpointer)g_array_free(edges, FALSE);
	g_array_unref(places.nodes);
	g_free(places.slots);
}

MddView *mdd_view_new(const Mdd *mdd, MddNode set)
{
	MddView *view = g_new0(MddView, 1);

	view->levels = mdd->levels;
	lay_out(view, mdd, set);
	view->counts = g_new0(MddCount, view->nodes + 1);
	view->failed = g_new0(guint32, view->nodes + 1);
	/* Of the set without levels, and of the empty set. */
	view->counts[view->nodes] = set != MDD_EMPTY;
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
	g_free(view->failed);
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

/* Is there a tuple below @at? What was in vain is not tried again. */
static gboolean search(MddView *view, MddRestriction restriction, guint32 at, guint32 *values)
{
	if (at == view->nodes)
		return view->counts[at] != 0;
	if (view->failed[at] == view->searches)
		return FALSE;
	for (guint32 i = view->first[at]; i < view->first[at + 1]; i++) {
		const MddEdge *edge = &view->edges[i];

		if (is_meant(restriction, view->level[at], edge->value) &&
		    search(view, restriction, edge->child, values)) {
			if (values)
				values[view->level[at]] = edge->value;
			return TRUE;
		}
	}
	view->failed[at] = view->searches;
	return FALSE;
}

gboolean mdd_view_has(MddView *view, MddRestriction restriction)
{
	view->searches++;
	return search(view, restriction, 0, NULL);
}

gboolean mdd_view_pick(MddView *view, MddRestriction restriction, guint32 *values)
{
	view->searches++;
	return search(view, restriction, 0, values);
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
