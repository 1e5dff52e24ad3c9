/* SPDX-License-Identifier: BSD-3-Clause */
/* A set of tuples laid out in arrays. */
#include "explore/flat.h"

/* ---- laying out ---- */

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

Flat *flat_new(const Mdd *mdd, MddNode set)
{
	Flat *flat = g_new0(Flat, 1);
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
	flat->nodes = places.nodes->len;
	flat->level = g_new(guint, flat->nodes + 1);
	for (guint i = 0; i < flat->nodes; i++)
		flat->level[i] = mdd_level(mdd, g_array_index(places.nodes, MddNode, i));
	flat->level[flat->nodes] = mdd->levels;
	for (guint i = 0; i < edges->len; i++)
		if (g_array_index(edges, MddEdge, i).child == G_MAXUINT32)
			g_array_index(edges, MddEdge, i).child = flat->nodes;
	flat->first = (guint32 *)(gpointer)g_array_free(first, FALSE);
	flat->edges = (MddEdge *)(gpointer)g_array_free(edges, FALSE);
	g_array_unref(places.nodes);
	g_free(places.slots);
	return flat;
}

MddNode flat_set(const Flat *flat, Mdd *mdd)
{
	g_autofree MddNode *sets = g_new(MddNode, flat->nodes + 1);
	g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(MddEdge));

	sets[flat->nodes] = MDD_END;
	for (guint i = flat->nodes; i-- > 0;) {
		g_array_set_size(edges, 0);
		for (guint32 j = flat->first[i]; j < flat->first[i + 1]; j++) {
			MddEdge edge = flat->edges[j];

			edge.child = sets[edge.child];
			g_array_append_val(edges, edge);
		}
		sets[i] = mdd_make(mdd, flat->level[i],
				   (const MddEdge *)(gpointer)edges->data, edges->len);
	}
	return sets[0];
}

void flat_free(Flat *flat)
{
	if (!flat)
		return;
	g_free(flat->first);
	g_free(flat->level);
	g_free(flat->edges);
	g_free(flat);
}

/* ---- narrowing ---- */

/* The first place of @level, or of those below. */
static guint first_of_level(const Flat *flat, guint level)
{
	guint from = 0, to = flat->nodes;

	while (from < to) {
		guint middle = (from + to) / 2;

		if (flat->level[middle] < level)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static inline gboolean is_meant(const guint64 *bits, guint32 value)
{
	return bits[value / 64] >> value % 64 & 1;
}

gboolean flat_has(const Flat *flat, guint level, const guint64 *bits)
{
	for (guint32 i = flat->first[first_of_level(flat, level)];
	     i < flat->first[first_of_level(flat, level + 1)]; i++)
		if (is_meant(bits, flat->edges[i].value))
			return TRUE;
	return FALSE;
}

void flat_first(const Flat *flat, guint32 *numbers)
{
	for (guint at = 0; at < flat->nodes;) {
		const MddEdge *edge = &flat->edges[flat->first[at]];

		numbers[flat->level[at]] = edge->value;
		at = edge->child;
	}
}

/* What becomes of a place; later, where its node goes to. */
#define LOST  G_MAXUINT32
#define UNMET (G_MAXUINT32 - 1)
#define MET   (G_MAXUINT32 - 2)

typedef struct {
	const Flat *flat;
	const guint64 *bits;
	guint32 begin, end;             /* edges of the level that is narrowed */
	guint32 *place;                 /* by node, the end included */
	guint nodes, edges;             /* that are left */
} Narrowing;

static inline gboolean is_left(const Narrowing *narrowing, guint32 edge)
{
	const MddEdge *of = &narrowing->flat->edges[edge];

	return narrowing->place[of->child] != LOST &&
	       (edge < narrowing->begin || edge >= narrowing->end ||
		is_meant(narrowing->bits, of->value));
}

/* From the last node up: what does not lead to the end any more is lost. */
static void lose(Narrowing *narrowing, guint last)
{
	const Flat *flat = narrowing->flat;

	for (guint i = 0; i <= flat->nodes; i++)
		narrowing->place[i] = UNMET;
	for (guint i = last; i-- > 0;) {
		guint32 edge = flat->first[i];

		while (edge < flat->first[i + 1] && !is_left(narrowing, edge))
			edge++;
		if (edge == flat->first[i + 1])
			narrowing->place[i] = LOST;
	}
}

/* From the first node down: what is met gets its place. */
static void meet(Narrowing *narrowing)
{
	const Flat *flat = narrowing->flat;

	narrowing->place[0] = MET;
	for (guint i = 0; i < flat->nodes; i++) {
		if (narrowing->place[i] != MET)
			continue;
		narrowing->place[i] = narrowing->nodes++;
		for (guint32 edge = flat->first[i]; edge < flat->first[i + 1]; edge++)
			if (is_left(narrowing, edge)) {
				narrowing->place[flat->edges[edge].child] = MET;
				narrowing->edges++;
			}
	}
	narrowing->place[flat->nodes] = narrowing->nodes;
}

static Flat *take(const Narrowing *narrowing)
{
	const Flat *from = narrowing->flat;
	Flat *flat = g_new(Flat, 1);
	guint32 edges = 0;

	flat->nodes = narrowing->nodes;
	flat->first = g_new(guint32, flat->nodes + 1);
	flat->level = g_new(guint, flat->nodes + 1);
	flat->edges = g_new(MddEdge, narrowing->edges);
	for (guint i = 0; i < from->nodes; i++) {
		guint32 place = narrowing->place[i];

		if (place >= narrowing->nodes)
			continue;
		flat->first[place] = edges;
		flat->level[place] = from->level[i];
		for (guint32 edge = from->first[i]; edge < from->first[i + 1]; edge++)
			if (is_left(narrowing, edge))
				flat->edges[edges++] = (MddEdge){
					from->edges[edge].value,
					narrowing->place[from->edges[edge].child]
				};
	}
	flat->first[flat->nodes] = edges;
	flat->level[flat->nodes] = from->level[from->nodes];
	return flat;
}

Flat *flat_narrowed(const Flat *flat, guint level, const guint64 *bits)
{
	guint last = first_of_level(flat, level + 1);
	Narrowing narrowing = {
		.flat = flat, .bits = bits, .begin = flat->first[first_of_level(flat, level)],
		.end = flat->first[last],
	};
	guint32 edge = narrowing.begin;
	Flat *narrowed;

	while (edge < narrowing.end && is_meant(bits, flat->edges[edge].value))
		edge++;
	if (edge == narrowing.end)
		return NULL;
	narrowing.place = g_new(guint32, flat->nodes + 1);
	lose(&narrowing, last);
	meet(&narrowing);
	narrowed = take(&narrowing);
	g_free(narrowing.place);
	return narrowed;
}
