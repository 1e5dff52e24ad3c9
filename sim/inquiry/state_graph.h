/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The whole graph of a small space, as an engine tells it: for questions about
 * ways, and for other programs.
 */
#ifndef INQUIRY_STATE_GRAPH_H
#define INQUIRY_STATE_GRAPH_H

#include "explore/engine.h"
#include "explore/store.h"

typedef struct {
	guint32 from, to;
	guint32 action;
} Edge;

typedef struct {
	const struct explore_alphabet *a;
	guint32 states;
	GArray *edges;          /* of Edge */
	GArray *origins;        /* of guint32, by state: the edge that led there first */
	GPtrArray *truths;      /* of GByteArray, by instance: a byte for each state, TRUTH_* */
	GPtrArray *copies;      /* of the states; NULL: not kept */
	/* Where an operation is not interrupted for ever. */
	gboolean fair_irq;
} StateGraph;

/* What of an instance of a question holds in a state. */
enum { TRUTH_WHEN = 1, TRUTH_TEST = 2 };

StateGraph *state_graph_new(const struct explore_alphabet *alphabet, gboolean keep_states);
void state_graph_free(StateGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StateGraph, state_graph_free)

/* Does the alphabet ask about ways? */
gboolean state_graph_is_asked(const struct explore_alphabet *alphabet);

/* Sets the functions of @sink that tell @graph; others stay. */
void state_graph_listen(StateGraph *graph, ExploreSink *sink);

/*
 * Answers "always ... eventually" and "always ... possible" over the complete
 * graph: what fails is added to @result, with a shortest way to it.
 */
void state_graph_answer(const StateGraph *graph, ExploreResult *result);

/* May edge number @edge be taken for ever? Not if it is interrupted, where that is fair. */
gboolean state_graph_endures(const StateGraph *graph, guint edge);

/* The actions on the shortest way from the beginning to @state. */
GArray *state_graph_path(const StateGraph *graph, guint32 state);

#endif
