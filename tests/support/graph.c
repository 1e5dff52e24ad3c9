/* SPDX-License-Identifier: BSD-3-Clause */
/* A directed graph whose nodes have names. */
#include "graph.h"

#include <string.h>

/* From each node (char *) to the set of those it uses, both in order. */
struct Graph {
	GTree *nodes;
};

static int by_name(gconstpointer a, gconstpointer b, gpointer data)
{
	return strcmp(a, b);
}

Graph *graph_new(void)
{
	Graph *graph = g_new0(Graph, 1);

	graph->nodes = g_tree_new_full(by_name, NULL, g_free, (GDestroyNotify)g_tree_unref);
	return graph;
}

void graph_free(Graph *graph)
{
	g_tree_unref(graph->nodes);
	g_free(graph);
}

static GTree *used_by(const Graph *graph, const char *node)
{
	return g_tree_lookup(graph->nodes, node);
}

void graph_add(Graph *graph, const char *from, const char *to)
{
	if (strcmp(from, to) == 0)
		return;
	if (!used_by(graph, from))
		g_tree_insert(graph->nodes, g_strdup(from),
			      g_tree_new_full(by_name, NULL, g_free, NULL));
	g_tree_insert(used_by(graph, from), g_strdup(to), GINT_TO_POINTER(1));
}

gboolean graph_has(const Graph *graph, const char *from, const char *to)
{
	GTree *used = used_by(graph, from);

	return used && g_tree_lookup(used, to);
}

/*
 * Looks for @goal from the last node of @path on, depth first; of the nodes in
 * @seen it is known already that they do not lead there.
 */
static gboolean search(const Graph *graph, GPtrArray *path, GHashTable *seen, const char *goal)
{
	GTree *used = used_by(graph, path->pdata[path->len - 1]);

	for (GTreeNode *i = used ? g_tree_node_first(used) : NULL; i; i = g_tree_node_next(i)) {
		char *node = g_tree_node_key(i);

		if (strcmp(node, goal) != 0 && !g_hash_table_add(seen, node))
			continue;
		g_ptr_array_add(path, node);
		if (strcmp(node, goal) == 0 || search(graph, path, seen, goal))
			return TRUE;
		g_ptr_array_set_size(path, (int)path->len - 1);
	}
	return FALSE;
}

/* The nodes from @from to @to, or NULL. */
static GPtrArray *find_path(const Graph *graph, const char *from, const char *to)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) path = g_ptr_array_new();

	g_ptr_array_add(path, (gpointer)from);
	return search(graph, path, seen, to) ? g_steal_pointer(&path) : NULL;
}

gboolean graph_leads(const Graph *graph, const char *from, const char *to)
{
	g_autoptr(GPtrArray) path = find_path(graph, from, to);

	return path != NULL;
}

char *graph_circle(const Graph *graph)
{
	for (GTreeNode *i = g_tree_node_first(graph->nodes); i; i = g_tree_node_next(i)) {
		const char *node = g_tree_node_key(i);
		g_autoptr(GPtrArray) path = find_path(graph, node, node);

		if (!path)
			continue;
		g_ptr_array_add(path, NULL);
		return g_strjoinv(" -> ", (char **)path->pdata);
	}
	return NULL;
}
