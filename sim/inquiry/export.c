/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing a graph for other programs. */
#include "inquiry/export.h"

static const Edge *edge_at(const StateGraph *graph, guint i)
{
	return &g_array_index(graph->edges, Edge, i);
}

static const char *label(const StateGraph *graph, const Edge *edge)
{
	return graph->a->actions[edge->action].name;
}

void export_dot(FILE *file, const StateGraph *graph)
{
	fputs("digraph states {\n\t0 [shape=doublecircle]\n", file);
	for (guint i = 0; i < graph->edges->len; i++) {
		const Edge *edge = edge_at(graph, i);
		g_autofree char *text = g_strescape(label(graph, edge), NULL);

		fprintf(file, "\t%u -> %u [label=\"%s\"]\n", edge->from, edge->to, text);
	}
	fputs("}\n", file);
}

void export_aut(FILE *file, const StateGraph *graph)
{
	fprintf(file, "des (0, %u, %u)\n", graph->edges->len, graph->states);
	for (guint i = 0; i < graph->edges->len; i++) {
		const Edge *edge = edge_at(graph, i);

		fprintf(file, "(%u,\"%s\",%u)\n", edge->from, label(graph, edge), edge->to);
	}
}
