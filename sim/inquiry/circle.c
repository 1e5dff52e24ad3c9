/* SPDX-License-Identifier: BSD-3-Clause */
/* Finding circles: the components of the graph, and the shortest way round one. */
#include "inquiry/circle.h"

#include <string.h>

/* Edges by the state that they leave: those of state i from first[i] on. */
typedef struct {
	const StateGraph *graph;
	guint32 *first, *edges;
} Forward;

static const Edge *edge_at(const Forward *forward, guint32 i)
{
	return &g_array_index(forward->graph->edges, Edge, forward->edges[i]);
}

static Forward forward_of(const StateGraph *graph)
{
	Forward forward = { graph, g_new0(guint32, graph->states + 2),
			    g_new(guint32, graph->edges->len + 1) };

	for (guint i = 0; i < graph->edges->len; i++)
		if (state_graph_endures(graph, i))
			forward.first[g_array_index(graph->edges, Edge, i).from + 2]++;
	for (guint32 i = 2; i < graph->states + 2; i++)
		forward.first[i] += forward.first[i - 1];
	for (guint i = 0; i < graph->edges->len; i++)
		if (state_graph_endures(graph, i))
			forward.edges[forward.first[g_array_index(graph->edges, Edge, i).from + 1]++] = i;
	return forward;
}

static void forward_clear(Forward *forward)
{
	g_free(forward->first);
	g_free(forward->edges);
}

/* ---- components: Tarjan's, without recursion ---- */

typedef struct {
	const Forward *forward;
	guint32 *number, *low;          /* from 1; 0: not met */
	guint32 *next;                  /* the edge to take next */
	guint8 *open;                   /* on the stack */
	GArray *stack, *way;            /* of guint32 */
	guint32 count;
	guint8 *circular;               /* what is asked for: lies on a circle */
} Components;

static guint32 last(const GArray *array)
{
	return g_array_index(array, guint32, array->len - 1);
}

static void enter(Components *c, guint32 state)
{
	c->number[state] = c->low[state] = ++c->count;
	c->next[state] = c->forward->first[state];
	c->open[state] = TRUE;
	g_array_append_val(c->stack, state);
	g_array_append_val(c->way, state);
}

/* A state alone lies on a circle if it leads to itself. */
static void close_component(Components *c, guint32 root)
{
	gboolean alone = last(c->stack) == root;
	guint32 state;

	do {
		state = last(c->stack);
		g_array_set_size(c->stack, c->stack->len - 1);
		c->open[state] = FALSE;
		if (!alone)
			c->circular[state] = TRUE;
	} while (state != root);
	for (guint32 i = c->forward->first[root]; i < c->forward->first[root + 1]; i++)
		if (edge_at(c->forward, i)->to == root)
			c->circular[root] = TRUE;
}

static void leave(Components *c, guint32 state)
{
	g_array_set_size(c->way, c->way->len - 1);
	if (c->low[state] == c->number[state])
		close_component(c, state);
	if (c->way->len)
		c->low[last(c->way)] = MIN(c->low[last(c->way)], c->low[state]);
}

static void advance(Components *c)
{
	guint32 state = last(c->way), to;

	if (c->next[state] == c->forward->first[state + 1]) {
		leave(c, state);
		return;
	}
	to = edge_at(c->forward, c->next[state]++)->to;
	if (!c->number[to])
		enter(c, to);
	else if (c->open[to])
		c->low[state] = MIN(c->low[state], c->number[to]);
}

/* A byte for each state: does it lie on a circle? */
static guint8 *circular_states(const Forward *forward)
{
	guint32 states = forward->graph->states;
	Components c = {
		forward, g_new0(guint32, states), g_new0(guint32, states), g_new0(guint32, states),
		g_new0(guint8, states), g_array_new(FALSE, FALSE, sizeof(guint32)),
		g_array_new(FALSE, FALSE, sizeof(guint32)), 0, g_new0(guint8, states)
	};

	/* What leads there may be an interrupt, which is no part of a circle. */
	for (guint32 i = 0; i < states; i++) {
		if (!c.number[i])
			enter(&c, i);
		while (c.way->len)
			advance(&c);
	}
	g_free(c.number);
	g_free(c.low);
	g_free(c.next);
	g_free(c.open);
	g_array_unref(c.stack);
	g_array_unref(c.way);
	return c.circular;
}

/* ---- round ---- */

/* Adds the actions of the shortest way from @state back to it. Its length. */
static guint add_round(const Forward *forward, guint32 state, GArray *actions)
{
	g_autofree guint32 *by = g_new0(guint32, forward->graph->states);       /* edge, plus 1 */
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(guint32));
	guint before = actions->len;
	guint32 at = state;

	g_array_append_val(queue, state);
	for (guint i = 0; i < queue->len && !by[state]; i++) {
		guint32 from = g_array_index(queue, guint32, i);

		for (guint32 j = forward->first[from]; j < forward->first[from + 1]; j++) {
			guint32 to = edge_at(forward, j)->to;

			if (by[to])
				continue;
			by[to] = j + 1;
			g_array_append_val(queue, to);
		}
	}
	do {
		const Edge *edge = edge_at(forward, by[at] - 1);

		g_array_insert_val(actions, before, edge->action);
		at = edge->from;
	} while (at != state);
	return actions->len - before;
}

GArray *circle_find(const StateGraph *graph, guint *loop)
{
	Forward forward = forward_of(graph);
	g_autofree guint8 *circular = circular_states(&forward);
	guint32 state = 0;
	GArray *actions = NULL;

	/* States are numbered by their distance. */
	while (state < graph->states && !circular[state])
		state++;
	if (state < graph->states) {
		actions = state_graph_path(graph, state);
		*loop = add_round(&forward, state, actions);
	}
	forward_clear(&forward);
	return actions;
}
