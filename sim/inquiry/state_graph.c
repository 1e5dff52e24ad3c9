/* SPDX-License-Identifier: BSD-3-Clause */
/* The whole graph of a small space. */
#include "inquiry/state_graph.h"

#include <string.h>

#define NO_EDGE G_MAXUINT32

static gboolean is_about_ways(const struct explore_property *property)
{
	return property->kind == PROPERTY_EVENTUALLY || property->kind == PROPERTY_POSSIBLE;
}

gboolean state_graph_is_asked(const struct explore_alphabet *a)
{
	for (unsigned i = 0; i < a->property_count; i++)
		if (is_about_ways(&a->properties[i]))
			return TRUE;
	return FALSE;
}

static void free_bytes(gpointer data)
{
	g_byte_array_unref(data);
}

StateGraph *state_graph_new(const struct explore_alphabet *a, gboolean keep_states)
{
	StateGraph *graph = g_new0(StateGraph, 1);

	graph->a = a;
	graph->edges = g_array_new(FALSE, FALSE, sizeof(Edge));
	graph->origins = g_array_new(FALSE, FALSE, sizeof(guint32));
	graph->truths = g_ptr_array_new_with_free_func(free_bytes);
	if (keep_states)
		graph->copies = g_ptr_array_new_with_free_func(g_free);
	for (unsigned i = 0; i < a->property_count; i++)
		for (unsigned j = 0; is_about_ways(&a->properties[i]) &&
		     j < a->properties[i].test->part_count; j++)
			g_ptr_array_add(graph->truths, g_byte_array_new());
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
	g_free(graph);
}

/* ---- listening ---- */

static void note_truths(StateGraph *graph, const struct rmm *state)
{
	guint instance = 0;

	for (unsigned i = 0; i < graph->a->property_count; i++) {
		const struct explore_property *property = &graph->a->properties[i];

		for (unsigned j = 0; is_about_ways(property) && j < property->test->part_count; j++) {
			guint8 truth = 0;

			if (explore_test_holds(graph->a, state, &property->when->parts[j]))
				truth |= TRUTH_WHEN;
			if (explore_test_holds(graph->a, state, &property->test->parts[j]))
				truth |= TRUTH_TEST;
			g_byte_array_append(graph->truths->pdata[instance++], &truth, 1);
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

/* ---- sets of states, a byte each ---- */

static const Edge *edge_at(const StateGraph *graph, guint i)
{
	return &g_array_index(graph->edges, Edge, i);
}

/* An action that leaves a state as it is goes nowhere. */
static gboolean goes_on(const Edge *edge)
{
	return edge->from != edge->to;
}

static gboolean is_interrupted(const StateGraph *graph, const Edge *edge)
{
	const struct explore_action *action = &graph->a->actions[edge->action];

	for (unsigned i = 0; i < action->step_count; i++)
		if (action->steps[i].call.interrupt)
			return TRUE;
	return FALSE;
}

gboolean state_graph_endures(const StateGraph *graph, guint edge)
{
	return !(graph->fair_irq && is_interrupted(graph, edge_at(graph, edge)));
}

/* Edges by the state that they lead to: those of state i from first[i] on. */
typedef struct {
	guint32 *first, *edges;
} Backward;

static Backward backward_of(const StateGraph *graph)
{
	Backward backward = { g_new0(guint32, graph->states + 2), g_new(guint32, graph->edges->len) };

	for (guint i = 0; i < graph->edges->len; i++)
		backward.first[edge_at(graph, i)->to + 2]++;
	for (guint32 i = 2; i < graph->states + 2; i++)
		backward.first[i] += backward.first[i - 1];
	for (guint i = 0; i < graph->edges->len; i++)
		backward.edges[backward.first[edge_at(graph, i)->to + 1]++] = i;
	return backward;
}

static void backward_clear(Backward *backward)
{
	g_free(backward->first);
	g_free(backward->edges);
}

/* Adds to @set every state that leads to it, through states that @through has (or any). */
static void close_backward(const StateGraph *graph, const Backward *backward, guint8 *set,
			   const guint8 *through)
{
	g_autoptr(GArray) work = g_array_new(FALSE, FALSE, sizeof(guint32));

	for (guint32 i = 0; i < graph->states; i++)
		if (set[i])
			g_array_append_val(work, i);
	while (work->len) {
		guint32 state = g_array_index(work, guint32, work->len - 1);

		g_array_set_size(work, work->len - 1);
		for (guint32 i = backward->first[state]; i < backward->first[state + 1]; i++) {
			guint32 from = edge_at(graph, backward->edges[i])->from;

			if (set[from] || (through && !through[from]))
				continue;
			set[from] = TRUE;
			g_array_append_val(work, from);
		}
	}
}

/*
 * Of the states in @set: those from which a way stays within it for ever, or
 * ends there. Interruptions do not make such a way where they are fair.
 */
static void keep_endless(const StateGraph *graph, const Backward *backward, guint8 *set)
{
	g_autofree guint32 *ways = g_new0(guint32, graph->states);
	g_autofree guint8 *ends = g_new(guint8, graph->states);
	g_autoptr(GArray) work = g_array_new(FALSE, FALSE, sizeof(guint32));

	memset(ends, TRUE, graph->states);
	for (guint i = 0; i < graph->edges->len; i++) {
		const Edge *edge = edge_at(graph, i);

		if (!goes_on(edge))
			continue;
		ends[edge->from] = FALSE;
		if (set[edge->from] && set[edge->to] &&
		    !(graph->fair_irq && is_interrupted(graph, edge)))
			ways[edge->from]++;
	}
	for (guint32 i = 0; i < graph->states; i++)
		if (set[i] && !ways[i] && !ends[i])
			g_array_append_val(work, i);
	while (work->len) {
		guint32 state = g_array_index(work, guint32, work->len - 1);

		g_array_set_size(work, work->len - 1);
		set[state] = FALSE;
		for (guint32 i = backward->first[state]; i < backward->first[state + 1]; i++) {
			const Edge *edge = edge_at(graph, backward->edges[i]);

			if (!set[edge->from] || !goes_on(edge) || ends[edge->from] ||
			    (graph->fair_irq && is_interrupted(graph, edge)))
				continue;
			if (--ways[edge->from] == 0)
				g_array_append_val(work, edge->from);
		}
	}
}

/* ---- answers ---- */

/* The states from which what is asked for need not come (or cannot). */
static guint8 *failing_states(const StateGraph *graph, const Backward *backward,
			      enum explore_property_kind kind, const GByteArray *truths)
{
	guint8 *set = g_new(guint8, graph->states);
	g_autofree guint8 *without = g_new(guint8, graph->states);

	for (guint32 i = 0; i < graph->states; i++) {
		without[i] = !(truths->data[i] & TRUTH_TEST);
		set[i] = kind == PROPERTY_POSSIBLE ? !without[i] : without[i];
	}
	if (kind == PROPERTY_POSSIBLE) {
		close_backward(graph, backward, set, NULL);
		for (guint32 i = 0; i < graph->states; i++)
			set[i] = !set[i];
	} else {
		keep_endless(graph, backward, set);
		close_backward(graph, backward, set, without);
	}
	return set;
}

/* The first state, hence a nearest one, where an instance fails; states: none. */
static guint32 first_failing(const StateGraph *graph, const Backward *backward,
			     enum explore_property_kind kind, const GByteArray *truths)
{
	g_autofree guint8 *failing = failing_states(graph, backward, kind, truths);
	guint32 state = 0;

	while (state < graph->states && !(failing[state] && truths->data[state] & TRUTH_WHEN))
		state++;
	return state;
}

void state_graph_answer(const StateGraph *graph, ExploreResult *result)
{
	Backward backward = backward_of(graph);
	guint instance = 0;

	for (unsigned i = 0; i < graph->a->property_count; i++) {
		const struct explore_property *property = &graph->a->properties[i];
		guint32 nearest = graph->states;
		guint which = 0;

		for (unsigned j = 0; is_about_ways(property) && j < property->test->part_count; j++) {
			guint32 state = first_failing(graph, &backward, property->kind,
						      graph->truths->pdata[instance++]);

			if (state >= nearest)
				continue;
			nearest = state;
			which = j;
		}
		if (nearest < graph->states)
			explore_result_add_instance(result, FOUND_ALWAYS, i, which,
						    state_graph_path(graph, nearest));
	}
	backward_clear(&backward);
}
