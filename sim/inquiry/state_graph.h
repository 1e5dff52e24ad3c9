/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The whole graph of a small space, as an engine tells it: for questions about
 * ways, and for other programs.
 */
#ifndef INQUIRY_STATE_GRAPH_H
#define INQUIRY_STATE_GRAPH_H

#include "explore/engine.h"
#include "explore/store.h"
#include "inquiry/rim_classes.h"

typedef struct {
	guint32 from, to;
	guint32 action;
} Edge;

typedef struct {
	const struct explore_alphabet *a;
	guint32 states;
	GArray *edges;          /* of Edge */
	GArray *origins;        /* of guint32, by state: the edge that led there first */
	/* By property, of GPtrArray by instance, of GByteArray: a byte for each state, TRUTH_* */
	GPtrArray *truths;
	GPtrArray *copies;      /* of the states; NULL: not kept */
	RimClasses *rims;       /* of the states; NULL: nothing asks about them */
	/* Where an operation is not interrupted for ever. */
	gboolean fair_irq;
} StateGraph;

/* What of an instance of a question holds in a state. */
enum { TRUTH_WHEN = 1, TRUTH_TEST = 2 };

StateGraph *state_graph_new(const struct explore_alphabet *alphabet, gboolean keep_states);
void state_graph_free(StateGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StateGraph, state_graph_free)

/* Does the alphabet ask about the graph as a whole? */
gboolean state_graph_is_asked(const struct explore_alphabet *alphabet);

/* Sets the functions of @sink that tell @graph; others stay. */
void state_graph_listen(StateGraph *graph, ExploreSink *sink);

static inline const Edge *state_graph_edge(const StateGraph *graph, guint i)
{
	return &g_array_index(graph->edges, Edge, i);
}

/* What of an instance of property @property holds, by state. */
static inline const guint8 *state_graph_truths(const StateGraph *graph, guint property,
					       guint instance)
{
	const GPtrArray *instances = graph->truths->pdata[property];

	return ((const GByteArray *)instances->pdata[instance])->data;
}

/* May edge number @edge be taken for ever? Not if it is interrupted, where that is fair. */
gboolean state_graph_endures(const StateGraph *graph, guint edge);

/* The actions on the shortest way from the beginning to @state. */
GArray *state_graph_path(const StateGraph *graph, guint32 state);

#endif
