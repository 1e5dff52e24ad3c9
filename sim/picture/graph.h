/* SPDX-License-Identifier: BSD-3-Clause */
/* Graphs with words on them, as dot, Mermaid, or (by Graphviz) SVG. */
#ifndef SIM_GRAPH_H
#define SIM_GRAPH_H

#include <glib.h>

/* Of two versions: in both, in the second alone, in the first alone. */
typedef enum { GRAPH_BOTH, GRAPH_NEW, GRAPH_GONE } GraphMark;

typedef enum {
	GRAPH_STATE,            /* a state of an object */
	GRAPH_NOTHING,          /* the object does not exist */
	GRAPH_TABLE             /* an RTT, or what it holds */
} GraphShape;

typedef struct {
	char *label;            /* lines */
	GraphShape shape;
	GraphMark mark;
	const char *colour;     /* of the style sheet's variables; NULL: none */
} GraphNode;

typedef struct {
	guint from, to;         /* nodes */
	char *label;            /* lines */
	GraphMark mark;
} GraphEdge;

typedef struct {
	char *title;
	gboolean is_tree;       /* grows downwards; else states and their edges */
	GArray *nodes, *edges;
} PictureGraph;

PictureGraph *picture_graph_new(char *title, gboolean is_tree);
void picture_graph_free(PictureGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PictureGraph, picture_graph_free)

/* Its index; the label is taken. */
guint picture_graph_node(PictureGraph *graph, GraphShape shape, char *label, GraphMark mark,
			 const char *colour);
void picture_graph_edge(PictureGraph *graph, guint from, guint to, char *label, GraphMark mark);

void picture_graph_append_dot(GString *out, const PictureGraph *graph);
void picture_graph_append_mermaid(GString *out, const PictureGraph *graph);

/* FALSE with @error if Graphviz is not installed, or fails. */
gboolean picture_graph_append_svg(GString *out, const PictureGraph *graph, GError **error);

#endif
