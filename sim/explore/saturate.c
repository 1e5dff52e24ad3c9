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
		.children = g_array_new(FALSE, TRUE, sizeof(MddNode)),
	};
	mdd->epoch++;
}

void saturation_clear(Saturation *saturation)
{
	g_array_unref(saturation->children);
}

/* ---- nodes under construction: a child for each number of the level ---- */

static guint open_node(Saturation *saturation, guint level)
{
	guint at = saturation->children->len;

	g_array_set_size(saturation->children, at + saturation->domain[level]);
	memset(&g_array_index(saturation->children, MddNode, at), 0,
	       saturation->domain[level] * sizeof(MddNode));
	return at;
}

static inline MddNode child_at(const Saturation *saturation, guint at, guint32 value)
{
	return g_array_index(saturation->children, MddNode, at + value);
}

/* Does the child become larger? */
static gboolean add_child(Saturation *saturation, guint at, guint32 value, MddNode more)
{
	MddNode old = child_at(saturation, at, value), both;

	if (more == MDD_EMPTY || more == old)
		return FALSE;
	both = mdd_union(saturation->mdd, old, more);
	g_array_index(saturation->children, MddNode, at + value) = both;
	return both != old;
}

static MddNode close_node(Saturation *saturation, guint level, guint at)
{
	g_autofree MddEdge *many = NULL;
	MddEdge few[64], *edges = few;
	guint count = 0;
	MddNode node;

	if (saturation->domain[level] > G_N_ELEMENTS(few))
		edges = many = g_new(MddEdge, saturation->domain[level]);
	for (guint32 i = 0; i < saturation->domain[level]; i++)
		if (child_at(saturation, at, i) != MDD_EMPTY)
			edges[count++] = (MddEdge){ i, child_at(saturation, at, i) };
	node = mdd_make(saturation->mdd, level, edges, count);
	g_array_set_size(saturation->children, at);
	return node;
}

/* ---- closing a level ---- */

static MddNode product(Saturation *saturation, MddNode set, RelationNode events);

/* Takes @edge from every number that it may start from; does anything grow? */
static gboolean fire(Saturation *saturation, guint level, guint at, const RelationEdge *edge)
{
	guint32 first = edge->from == RELATION_ANY ? 0 : edge->from;
	guint32 end = edge->from == RELATION_ANY ? saturation->domain[level] : first + 1;
	gboolean grown = FALSE;

	for (guint32 from = first; from < end; from++)
		if (child_at(saturation, at, from) != MDD_EMPTY)
			grown |= add_child(saturation, at, edge->to,
					   product(saturation, child_at(saturation, at, from),
						   edge->child));
	return grown;
}

static void close_level(Saturation *saturation, guint level, guint at)
{
	guint root_count, edge_count;
	const RelationNode *roots = relation_roots(saturation->relation, level, &root_count);
	gboolean grown = root_count > 0;

	while (grown && !mdd_stopped(saturation->mdd)) {
		grown = FALSE;
		for (guint i = 0; i < root_count; i++) {
			const RelationEdge *edges = relation_edges(saturation->relation, roots[i],
								   &edge_count);

			for (guint j = 0; j < edge_count; j++)
				grown |= fire(saturation, level, at, &edges[j]);
		}
	}
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
	guint count, set_count = mdd_edge_count(saturation->mdd, set);
	const RelationEdge *edges = relation_edges(saturation->relation, events, &count);

	for (guint i = 0; i < set_count; i++) {
		MddEdge edge = mdd_edges(saturation->mdd, set)[i];

		for (guint j = 0; j < count; j++)
			if (edges[j].from == RELATION_ANY || edges[j].from == edge.value)
				add_child(saturation, at, edges[j].to,
					  product(saturation, edge.child, edges[j].child));
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
	close_level(saturation, level, at);
	result = close_node(saturation, level, at);
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
	level = mdd_level(mdd, set);
	at = open_node(saturation, level);
	count = mdd_edge_count(mdd, set);
	for (guint i = 0; i < count; i++) {
		MddEdge edge = mdd_edges(mdd, set)[i];

		add_child(saturation, at, edge.value, saturate(saturation, edge.child));
	}
	close_level(saturation, level, at);
	result = close_node(saturation, level, at);
	if (mdd->exhausted)
		return result == MDD_EMPTY ? set : result;
	mdd_cache(mdd, operation, set, 0, result);
	return result;
}

/* ---- one step ---- */

static MddNode image(Saturation *saturation, MddNode set, RelationNode events)
{
	Mdd *mdd = saturation->mdd;
	guint32 operation = mdd_operation(MDD_IMAGE, mdd->epoch);
	guint level, at, count, set_count;
	const RelationEdge *edges;
	MddNode result;

	if (events == RELATION_END || set == MDD_EMPTY)
		return set;
	if (mdd_cached(mdd, operation, set, events, &result))
		return result;
	level = mdd_level(mdd, set);
	at = open_node(saturation, level);
	set_count = mdd_edge_count(mdd, set);
	edges = relation_edges(saturation->relation, events, &count);
	for (guint i = 0; i < set_count && !mdd_stopped(mdd); i++) {
		MddEdge edge = mdd_edges(mdd, set)[i];

		if (relation_level(saturation->relation, events) > level) {
			add_child(saturation, at, edge.value, image(saturation, edge.child, events));
			continue;
		}
		for (guint j = 0; j < count; j++)
			if (edges[j].from == RELATION_ANY || edges[j].from == edge.value)
				add_child(saturation, at, edges[j].to,
					  image(saturation, edge.child, edges[j].child));
	}
	result = close_node(saturation, level, at);
	mdd_cache(mdd, operation, set, events, result);
	return result;
}

MddNode saturation_image(Saturation *saturation, MddNode set)
{
	MddNode all = MDD_EMPTY;

	for (guint level = 0; level < saturation->mdd->levels; level++) {
		guint count;
		const RelationNode *roots = relation_roots(saturation->relation, level, &count);

		for (guint i = 0; i < count; i++)
			all = mdd_union(saturation->mdd, all, image(saturation, set, roots[i]));
	}
	return all;
}
