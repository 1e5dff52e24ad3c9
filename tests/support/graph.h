/* SPDX-License-Identifier: BSD-3-Clause */
/* A directed graph whose nodes have names: who uses whom, and in circles? */
#ifndef TESTS_GRAPH_H
#define TESTS_GRAPH_H

#include <glib.h>

typedef struct Graph Graph;

Graph *graph_new(void);
void graph_free(Graph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Graph, graph_free)

/* An edge; one from a node to itself is left out. */
void graph_add(Graph *graph, const char *from, const char *to);

gboolean graph_has(const Graph *graph, const char *from, const char *to);

/* Does a path of one edge or more lead from @from to @to? */
gboolean graph_leads(const Graph *graph, const char *from, const char *to);

/* A circle as "a -> b -> a", the same one every time; NULL: there is none. */
char *graph_circle(const Graph *graph);

#endif
