/* SPDX-License-Identifier: BSD-3-Clause */
/* Graphs with words on them. */
#include "picture/graph.h"

#include <gio/gio.h>
#include <string.h>

static void clear_node(gpointer data)
{
	g_free(((GraphNode *)data)->label);
}

static void clear_edge(gpointer data)
{
	g_free(((GraphEdge *)data)->label);
}

PictureGraph *picture_graph_new(char *title, gboolean is_tree)
{
	PictureGraph *graph = g_new0(PictureGraph, 1);

	graph->title = title;
	graph->is_tree = is_tree;
	graph->nodes = g_array_new(FALSE, FALSE, sizeof(GraphNode));
	graph->edges = g_array_new(FALSE, FALSE, sizeof(GraphEdge));
	g_array_set_clear_func(graph->nodes, clear_node);
	g_array_set_clear_func(graph->edges, clear_edge);
	return graph;
}

void picture_graph_free(PictureGraph *graph)
{
	g_free(graph->title);
	g_array_unref(graph->nodes);
	g_array_unref(graph->edges);
	g_free(graph);
}

guint picture_graph_node(PictureGraph *graph, GraphShape shape, char *label, GraphMark mark,
			 const char *colour)
{
	GraphNode node = { label, shape, mark, colour };

	g_array_append_val(graph->nodes, node);
	return graph->nodes->len - 1;
}

void picture_graph_edge(PictureGraph *graph, guint from, guint to, char *label, GraphMark mark)
{
	GraphEdge edge = { from, to, label, mark };

	g_array_append_val(graph->edges, edge);
}

static const GraphNode *node_at(const PictureGraph *graph, guint i)
{
	return &g_array_index(graph->nodes, GraphNode, i);
}

/* ---- dot ---- */

/* In quotes; lines end as @newline says. */
static char *quoted(const char *text, const char *newline)
{
	GString *out = g_string_new("\"");

	for (; *text; text++) {
		if (*text == '\n')
			g_string_append(out, newline);
		else if (*text == '"' || *text == '\\')
			g_string_append_printf(out, "\\%c", *text);
		else
			g_string_append_c(out, *text);
	}
	g_string_append_c(out, '"');
	return g_string_free(out, FALSE);
}

/* What came is green and bold, what went is red and dashed. */
static const char *const dot_marks[] = {
	[GRAPH_BOTH] = "", [GRAPH_NEW] = " color=\"#1a7f37\" fontcolor=\"#1a7f37\" penwidth=2",
	[GRAPH_GONE] = " color=\"#b3261e\" fontcolor=\"#b3261e\" style=dashed",
};

static void append_dot_node(GString *out, const GraphNode *node, guint i)
{
	static const char *const shapes[] = {
		[GRAPH_STATE] = "shape=box style=\"rounded,filled\" fillcolor=\"#f6f8fa\"",
		[GRAPH_NOTHING] = "shape=point width=0.12",
		[GRAPH_TABLE] = "shape=box style=filled fillcolor=\"#f6f8fa\"",
	};
	g_autofree char *label = quoted(node->label, "\\n");

	g_string_append_printf(out, "\tn%u [label=%s %s", i, label, shapes[node->shape]);
	if (node->colour)
		g_string_append_printf(out, " fillcolor=\"%s\"", node->colour);
	g_string_append_printf(out, "%s];\n", dot_marks[node->mark]);
}

void picture_graph_append_dot(GString *out, const PictureGraph *graph)
{
	g_autofree char *title = quoted(graph->title, "\\n");

	g_string_append_printf(out, "digraph {\n\tlabel=%s labelloc=t fontname=\"sans-serif\" rankdir=%s;\n"
			       "\tnode [fontname=\"sans-serif\" fontsize=11];\n"
			       "\tedge [fontname=\"sans-serif\" fontsize=9];\n", title,
			       graph->is_tree ? "TB" : "LR");
	for (guint i = 0; i < graph->nodes->len; i++)
		append_dot_node(out, node_at(graph, i), i);
	for (guint i = 0; i < graph->edges->len; i++) {
		const GraphEdge *edge = &g_array_index(graph->edges, GraphEdge, i);
		g_autofree char *label = quoted(edge->label, "\\l");

		/* Lines of an edge begin at the same place. */
		if (strchr(edge->label, '\n'))
			memcpy(label + strlen(label) - 1, "", 1);
		g_string_append_printf(out, "\tn%u -> n%u [label=%s%s%s];\n", edge->from, edge->to,
				       label, strchr(edge->label, '\n') ? "\\l\"" : "",
				       dot_marks[edge->mark]);
	}
	g_string_append(out, "}\n");
}

/* ---- Mermaid ---- */

/* "+ " and "- " before what came and went: labels have no colours there. */
static const char *const mermaid_marks[] = {
	[GRAPH_BOTH] = "", [GRAPH_NEW] = "+ ", [GRAPH_GONE] = "- ",
};

/* Lines. What ends a label there, entities or not, is told otherwise. */
static char *mermaid_text(const char *text)
{
	GString *out = g_string_new(NULL);

	for (; *text; text++) {
		if (*text == '\n')
			g_string_append(out, "<br/>");
		else if (*text == ';')
			g_string_append_c(out, ',');
		else if (*text == '"')
			g_string_append_c(out, '\'');
		else
			g_string_append_c(out, *text);
	}
	return g_string_free(out, FALSE);
}

/* A state machine has its nothing as [*]. */
static void append_mermaid_name(GString *out, const PictureGraph *graph, guint i)
{
	if (!graph->is_tree && node_at(graph, i)->shape == GRAPH_NOTHING)
		g_string_append(out, "[*]");
	else
		g_string_append_printf(out, "n%u", i);
}

static void append_mermaid_node(GString *out, const PictureGraph *graph, guint i)
{
	const GraphNode *node = node_at(graph, i);
	g_autofree char *label = mermaid_text(node->label);

	if (graph->is_tree)
		g_string_append_printf(out, "    n%u[\"%s%s\"]\n", i, mermaid_marks[node->mark],
				       label);
	else if (node->shape != GRAPH_NOTHING)
		g_string_append_printf(out, "    state \"%s%s\" as n%u\n", mermaid_marks[node->mark],
				       label, i);
}

static void append_mermaid_edge(GString *out, const PictureGraph *graph, const GraphEdge *edge)
{
	g_autofree char *label = mermaid_text(edge->label);

	g_string_append(out, "    ");
	append_mermaid_name(out, graph, edge->from);
	if (graph->is_tree && *label)
		g_string_append_printf(out, " -->|\"%s\"| ", label);
	else
		g_string_append(out, " --> ");
	append_mermaid_name(out, graph, edge->to);
	if (!graph->is_tree && *label)
		g_string_append_printf(out, " : %s%s", mermaid_marks[edge->mark], label);
	g_string_append_c(out, '\n');
}

void picture_graph_append_mermaid(GString *out, const PictureGraph *graph)
{
	g_string_append_printf(out, "---\ntitle: %s\n---\n%s\n", graph->title,
			       graph->is_tree ? "flowchart TB" : "stateDiagram-v2\n    direction LR");
	for (guint i = 0; i < graph->nodes->len; i++)
		append_mermaid_node(out, graph, i);
	for (guint i = 0; i < graph->edges->len; i++)
		append_mermaid_edge(out, graph, &g_array_index(graph->edges, GraphEdge, i));
}

/* ---- SVG ---- */

gboolean picture_graph_append_svg(GString *out, const PictureGraph *graph, GError **error)
{
	g_autoptr(GString) dot = g_string_new(NULL);
	g_autoptr(GSubprocess) process = NULL;
	g_autofree char *svg = NULL, *program = g_find_program_in_path("dot");

	if (!program) {
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
			    "svg of a graph needs Graphviz (apt-get install graphviz); "
			    "dot and mermaid need nothing");
		return FALSE;
	}
	picture_graph_append_dot(dot, graph);
	process = g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
				   error, program, "-Tsvg", NULL);
	if (!process || !g_subprocess_communicate_utf8(process, dot->str, NULL, &svg, NULL, error))
		return FALSE;
	if (!g_subprocess_get_successful(process)) {
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "Graphviz fails on the graph");
		return FALSE;
	}
	g_string_append(out, svg);
	return TRUE;
}
