/* SPDX-License-Identifier: BSD-3-Clause */
/* The whole graph of a small space. */
#include "inquiry/state_graph.h"

#define NO_EDGE G_MAXUINT32

static gboolean is_about_rims(const struct explore_property *property)
{
	return property->kind == PROPERTY_RIMS || property->kind == PROPERTY_RIM_TELLS;
}

gboolean state_graph_is_asked(const struct explore_alphabet *a)
{
	for (unsigned i = 0; i < a->property_count; i++)
		if (explore_property_is_of_graph(&a->properties[i]))
			return TRUE;
	return FALSE;
}

static void free_bytes(gpointer data)
{
	g_byte_array_unref(data);
}

static void free_truths(gpointer data)
{
	g_ptr_array_unref(data);
}

StateGraph *state_graph_new(const struct explore_alphabet *a, gboolean keep_states)
{
	StateGraph *graph = g_new0(StateGraph, 1);

	graph->a = a;
	graph->edges = g_array_new(FALSE, FALSE, sizeof(Edge));
	graph->origins = g_array_new(FALSE, FALSE, sizeof(guint32));
	graph->truths = g_ptr_array_new_with_free_func(free_truths);
	if (keep_states)
		graph->copies = g_ptr_array_new_with_free_func(g_free);
	for (unsigned i = 0; i < a->property_count; i++) {
		const struct explore_property *property = &a->properties[i];
		GPtrArray *truths = g_ptr_array_new_with_free_func(free_bytes);

		for (unsigned j = 0; explore_property_is_of_graph(property) &&
		     j < property->test->part_count; j++)
			g_ptr_array_add(truths, g_byte_array_new());
		g_ptr_array_add(graph->truths, truths);
		if (is_about_rims(property) && !graph->rims)
			graph->rims = rim_classes_new(a, property->object);
	}
	return graph;
}

void state_graph_free(StateGraph *graph)
{
	if (!graph)
		return;
	g_array_unref(graph->edges);
	g_array_unref(graph->origins);
	g_ptr_array_unref(graph->truths);
	g_clear_pointer(&graph->copies, g_ptr_array_unref);
	rim_classes_free(graph->rims);
	g_free(graph);
}

/* ---- listening ---- */

static void note_truths(StateGraph *graph, const struct rmm *state)
{
	for (unsigned i = 0; i < graph->a->property_count; i++) {
		const struct explore_property *property = &graph->a->properties[i];
		GPtrArray *truths = graph->truths->pdata[i];

		for (guint j = 0; j < truths->len; j++) {
			guint8 truth = 0;

			if (explore_test_holds(graph->a, state, &property->when->parts[j]))
				truth |= TRUTH_WHEN;
			if (explore_test_holds(graph->a, state, &property->test->parts[j]))
				truth |= TRUTH_TEST;
			g_byte_array_append(truths->pdata[j], &truth, 1);
		}
	}
}

static void note_state(gpointer user, guint64 number, const struct rmm *state)
{
	StateGraph *graph = user;
	guint32 none = NO_EDGE;

	g_assert(number == graph->states);
	graph->states++;
	g_array_append_val(graph->origins, none);
	note_truths(graph, state);
	if (graph->rims)
		rim_classes_note(graph->rims, state);
	if (graph->copies)
		g_ptr_array_add(graph->copies, g_memdup2(state, graph->a->state_size));
}

static void note_edge(gpointer user, guint64 from, guint action, guint64 to)
{
	StateGraph *graph = user;
	Edge edge = { (guint32)from, (guint32)to, action };

	if (to && g_array_index(graph->origins, guint32, to) == NO_EDGE)
		g_array_index(graph->origins, guint32, to) = graph->edges->len;
	g_array_append_val(graph->edges, edge);
}

void state_graph_listen(StateGraph *graph, ExploreSink *sink)
{
	sink->graph = graph;
	sink->state = note_state;
	sink->edge = note_edge;
}

GArray *state_graph_path(const StateGraph *graph, guint32 state)
{
	GArray *path = g_array_new(FALSE, FALSE, sizeof(guint));

	while (state) {
		const Edge *edge = &g_array_index(graph->edges, Edge,
						  g_array_index(graph->origins, guint32, state));

		g_array_prepend_val(path, edge->action);
		state = edge->from;
	}
	return path;
}

/* An operation is, or a Realm, which then did nothing itself. */
static gboolean is_interrupted(const StateGraph *graph, const Edge *edge)
{
	const struct explore_action *action = &graph->a->actions[edge->action];

	if (action->steps[action->main].call.command == CMD_IRQ)
		return TRUE;
	for (unsigned i = 0; i < action->step_count; i++)
		if (action->steps[i].call.interrupt)
			return TRUE;
	return FALSE;
}

gboolean state_graph_endures(const StateGraph *graph, guint edge)
{
	return !(graph->fair_irq && is_interrupted(graph, state_graph_edge(graph, edge)));
}
