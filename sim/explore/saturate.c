/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Saturation: a node is closed under the events whose first level is its own or
 * below before anything is built on it, so that diagrams stay small and what
 * they say is final. Closed sets may be united: an event looks at one tuple.
 */
#include "explore/saturate.h"

#include <string.h>

void saturation_init(Saturation *saturation, Mdd *mdd, const Relation *relation,
		     const guint *domain)
{
	*saturation = (Saturation){
		.mdd = mdd, .relation = relation, .domain = domain,
		.children = g_array_new(FALSE, FALSE, sizeof(MddNode)),
		.grown = g_array_new(FALSE, FALSE, sizeof(guint8)),
	};
	mdd->epoch++;
}

void saturation_clear(Saturation *saturation)
{
	g_array_unref(saturation->children);
	g_array_unref(saturation->grown);
}

/* ---- nodes under construction: a child for each number of the level ---- */

static guint open_node(Saturation *saturation, guint level)
{
	guint at = saturation->children->len;

	g_array_set_size(saturation->children, at + saturation->domain[level]);
	g_array_set_size(saturation->grown, at + saturation->domain[level]);
	memset(&g_array_index(saturation->children, MddNode, at), 0,
	       saturation->domain[level] * sizeof(MddNode));
	memset(&g_array_index(saturation->grown, guint8, at), 0, saturation->domain[level]);
	return at;
}

static inline MddNode child_at(const Saturation *saturation, guint at, guint32 value)
{
	return g_array_index(saturation->children, MddNode, at + value);
}

static void add_child(Saturation *saturation, guint at, guint32 value, MddNode more)
{
	MddNode old = child_at(saturation, at, value), both;

	if (more == MDD_EMPTY || more == old)
		return;
	both = mdd_union(saturation->mdd, old, more);
	if (both == old)
		return;
	g_array_index(saturation->children, MddNode, at + value) = both;
	g_array_index(saturation->grown, guint8, at + value) = TRUE;
}

static MddNode make_node(Saturation *saturation, guint level, guint at)
{
	g_autofree MddEdge *many = NULL;
	MddEdge few[64], *edges = few;
	guint count = 0;

	if (saturation->domain[level] > G_N_ELEMENTS(few))
		edges = many = g_new(MddEdge, saturation->domain[level]);
	for (guint32 i = 0; i < saturation->domain[level]; i++)
		if (child_at(saturation, at, i) != MDD_EMPTY)
			edges[count++] = (MddEdge){ i, child_at(saturation, at, i) };
	return mdd_make(saturation->mdd, level, edges, count);
}

static void drop_node(Saturation *saturation, guint at)
{
	g_array_set_size(saturation->children, at);
	g_array_set_size(saturation->grown, at);
}

static MddNode close_node(Saturation *saturation, guint level, guint at)
{
	MddNode node = make_node(saturation, level, at);

	drop_node(saturation, at);
	return node;
}

/* ---- closing a level ---- */

static MddNode product(Saturation *saturation, MddNode set, RelationNode events);

/* The next number from @from on, in a circle, whose child grew; -1: none. */
static gint64 next_grown(const Saturation *saturation, guint level, guint at, guint32 from)
{
	guint domain = saturation->domain[level];

	for (guint32 i = 0; i < domain; i++) {
		guint32 value = (from + i) % domain;

		if (g_array_index(saturation->grown, guint8, at + value))
			return value;
	}
	return -1;
}

/* Takes events from a number again when its child has grown, until none does. */
static void close_level(Saturation *saturation, guint level, guint at)
{
	for (gint64 from = 0; !mdd_stopped(saturation->mdd);) {
		const RelationEdge *edges;
		guint count;

		from = next_grown(saturation, level, at, (guint32)from);
		if (from < 0)
			break;
		g_array_index(saturation->grown, guint8, at + from) = FALSE;
		edges = relation_starts(saturation->relation, level, (guint32)from, &count);
		for (guint i = 0; i < count; i++)
			add_child(saturation, at, edges[i].to,
				  product(saturation, child_at(saturation, at, (guint32)from),
					  edges[i].child));
	}
}

/* Makes the node that is open @at, and closes it; that may have been done before. */
static MddNode close_open(Saturation *saturation, guint level, guint at)
{
	Mdd *mdd = saturation->mdd;
	guint32 operation = mdd_operation(MDD_CLOSE, mdd->epoch);
	MddNode node, result;
	guint roots;

	relation_roots(saturation->relation, level, &roots);
	if (!roots)
		return close_node(saturation, level, at);
	node = make_node(saturation, level, at);
	if (node == MDD_EMPTY || mdd_cached(mdd, operation, node, 0, &result)) {
		drop_node(saturation, at);
		return node == MDD_EMPTY ? node : result;
	}
	close_level(saturation, level, at);
	result = close_node(saturation, level, at);
	mdd_cache(mdd, operation, node, 0, result);
	return result;
}

/* ---- events below ---- */

/* The event does not touch the level of @set. */
static void pass_on(Saturation *saturation, MddNode set, RelationNode events, guint at)
{
	guint count = mdd_edge_count(saturation->mdd, set);

	for (guint i = 0; i < count; i++) {
		MddEdge edge = mdd_edges(saturation->mdd, set)[i];

		add_child(saturation, at, edge.value, product(saturation, edge.child, events));
	}
}

static void take_edges(Saturation *saturation, MddNode set, RelationNode events, guint at)
{
	guint set_count = mdd_edge_count(saturation->mdd, set);

	for (guint i = 0; i < set_count; i++) {
		MddEdge edge = mdd_edges(saturation->mdd, set)[i];
		const guint32 keys[] = { edge.value, RELATION_ANY };

		for (guint j = 0; j < 2; j++) {
			guint count;
			const RelationEdge *edges = relation_edges(saturation->relation, events,
								   keys[j], &count);

			for (guint k = 0; k < count; k++)
				add_child(saturation, at, edges[k].to,
					  product(saturation, edge.child, edges[k].child));
		}
	}
}

/* What @events lead to from @set, which is closed; closed. */
static MddNode product(Saturation *saturation, MddNode set, RelationNode events)
{
	Mdd *mdd = saturation->mdd;
	guint32 operation = mdd_operation(MDD_PRODUCT, mdd->epoch);
	guint level, at;
	MddNode result;

	if (events == RELATION_END || set == MDD_EMPTY)
		return set;
	if (mdd_cached(mdd, operation, set, events, &result))
		return result;
	if (mdd_stopped(mdd))
		return MDD_EMPTY;
	level = mdd_level(mdd, set);
	at = open_node(saturation, level);
	if (relation_level(saturation->relation, events) > level)
		pass_on(saturation, set, events, at);
	else
		take_edges(saturation, set, events, at);
	result = close_open(saturation, level, at);
	mdd_cache(mdd, operation, set, events, result);
	return result;
}

MddNode saturate(Saturation *saturation, MddNode set)
{
	Mdd *mdd = saturation->mdd;
	guint32 operation = mdd_operation(MDD_SATURATE, mdd->epoch);
	guint level, at, count;
	MddNode result;

	if (set <= MDD_END)
		return set;
	if (mdd_cached(mdd, operation, set, 0, &result))
		return result;
	/* Not once for each way through the set: no result is kept from here on. */
	if (mdd_stopped(mdd))
		return set;
	level = mdd_level(mdd, set);
	at = open_node(saturation, level);
	count = mdd_edge_count(mdd, set);
	for (guint i = 0; i < count; i++) {
		MddEdge edge = mdd_edges(mdd, set)[i];

		add_child(saturation, at, edge.value, saturate(saturation, edge.child));
	}
	result = close_open(saturation, level, at);
	if (mdd->exhausted)
		return result == MDD_EMPTY ? set : result;
	mdd_cache(mdd, operation, set, 0, result);
	return result;
}

/* ---- one step ---- */

static MddNode image(Saturation *saturation, MddNode set, RelationNode events);

static void image_edges(Saturation *saturation, MddEdge from, RelationNode events, guint at,
			guint32 key)
{
	guint count;
	const RelationEdge *edges = relation_edges(saturation->relation, events, key, &count);

	for (guint i = 0; i < count; i++)
		add_child(saturation, at, edges[i].to,
			  image(saturation, from.child, edges[i].child));
}

static MddNode image(Saturation *saturation, MddNode set, RelationNode events)
{
	Mdd *mdd = saturation->mdd;
	guint32 operation = mdd_operation(MDD_IMAGE, mdd->epoch);
	guint level, at, count;
	MddNode result;

	if (events == RELATION_END || set == MDD_EMPTY)
		return set;
	if (mdd_cached(mdd, operation, set, events, &result))
		return result;
	if (mdd_stopped(mdd))
		return MDD_EMPTY;
	level = mdd_level(mdd, set);
	at = open_node(saturation, level);
	count = mdd_edge_count(mdd, set);
	for (guint i = 0; i < count; i++) {
		MddEdge edge = mdd_edges(mdd, set)[i];

		if (relation_level(saturation->relation, events) > level) {
			add_child(saturation, at, edge.value, image(saturation, edge.child, events));
			continue;
		}
		image_edges(saturation, edge, events, at, edge.value);
		image_edges(saturation, edge, events, at, RELATION_ANY);
	}
	result = close_node(saturation, level, at);
	mdd_cache(mdd, operation, set, events, result);
	return result;
}

/* Events that start at the level of @set, or below. */
MddNode saturation_step(Saturation *saturation, MddNode set)
{
	Mdd *mdd = saturation->mdd;
	/* No relation has a node of this number. */
	guint32 operation = mdd_operation(MDD_IMAGE, mdd->epoch), key = G_MAXUINT32;
	guint level, at, set_count;
	MddNode result;

	if (set <= MDD_END)
		return set;
	if (mdd_cached(mdd, operation, set, key, &result))
		return result;
	if (mdd_stopped(mdd))
		return set;
	level = mdd_level(mdd, set);
	at = open_node(saturation, level);
	set_count = mdd_edge_count(mdd, set);
	for (guint i = 0; i < set_count; i++) {
		MddEdge edge = mdd_edges(mdd, set)[i];
		guint count;
		const RelationEdge *starts = relation_starts(saturation->relation, level,
							     edge.value, &count);

		add_child(saturation, at, edge.value, saturation_step(saturation, edge.child));
		for (guint j = 0; j < count; j++)
			add_child(saturation, at, starts[j].to,
				  image(saturation, edge.child, starts[j].child));
	}
	result = close_node(saturation, level, at);
	mdd_cache(mdd, operation, set, key, result);
	return result;
}
