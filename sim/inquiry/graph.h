/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The whole graph of a small space, as an engine tells it: for questions about
 * ways, and for other programs.
 */
#ifndef INQUIRY_GRAPH_H
#define INQUIRY_GRAPH_H

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
} Graph;

/* What of an instance of a question holds in a state. */
enum { TRUTH_WHEN = 1, TRUTH_TEST = 2 };

Graph *graph_new(const struct explore_alphabet *alphabet, gboolean keep_states);
void graph_free(Graph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Graph, graph_free)

/* Does the alphabet ask about ways? */
gboolean graph_is_asked(const struct explore_alphabet *alphabet);

/* Sets the functions of @sink that tell @graph; others stay. */
void graph_listen(Graph *graph, ExploreSink *sink);

/*
 * Answers "always ... eventually" and "always ... possible" over the complete
 * graph: what fails is added to @result, with a shortest way to it.
 */
void graph_answer(const Graph *graph, ExploreResult *result);

/* The actions on the shortest way from the beginning to @state. */
GArray *graph_path(const Graph *graph, guint32 state);

#endif
