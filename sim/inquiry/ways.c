/* SPDX-License-Identifier: BSD-3-Clause */
/* Where ways lead, and whether they end: over the whole graph of a small space. */
#include "inquiry/ways.h"

#include <string.h>

/* ---- sets of states, a byte each ---- */

/* An action that leaves a state as it is goes nowhere. */
static gboolean goes_on(const Edge *edge)
{
	return edge->from != edge->to;
}

/* Edges by the state that they lead to: those of state i from first[i] on. */
typedef struct {
	guint32 *first, *edges;
} Backward;

static Backward backward_of(const StateGraph *graph)
{
	Backward backward = { g_new0(guint32, graph->states + 2), g_new(guint32, graph->edges->len) };

	for (guint i = 0; i < graph->edges->len; i++)
		backward.first[state_graph_edge(graph, i)->to + 2]++;
	for (guint32 i = 2; i < graph->states + 2; i++)
		backward.first[i] += backward.first[i - 1];
	for (guint i = 0; i < graph->edges->len; i++)
		backward.edges[backward.first[state_graph_edge(graph, i)->to + 1]++] = i;
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
			guint32 from = state_graph_edge(graph, backward->edges[i])->from;

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
		const Edge *edge = state_graph_edge(graph, i);

		if (!goes_on(edge))
			continue;
		ends[edge->from] = FALSE;
		if (set[edge->from] && set[edge->to] && state_graph_endures(graph, i))
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
			const Edge *edge = state_graph_edge(graph, backward->edges[i]);

			if (!set[edge->from] || !goes_on(edge) || ends[edge->from] ||
			    !state_graph_endures(graph, backward->edges[i]))
				continue;
			if (--ways[edge->from] == 0)
				g_array_append_val(work, edge->from);
		}
	}
}

/* ---- answers ---- */

/* The states from which what is asked for need not come (or cannot). */
static guint8 *failing_states(const StateGraph *graph, const Backward *backward,
			      enum explore_property_kind kind, const guint8 *truths)
{
	guint8 *set = g_new(guint8, graph->states);
	g_autofree guint8 *without = g_new(guint8, graph->states);

	for (guint32 i = 0; i < graph->states; i++) {
		without[i] = !(truths[i] & TRUTH_TEST);
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
			     enum explore_property_kind kind, const guint8 *truths)
{
	g_autofree guint8 *failing = failing_states(graph, backward, kind, truths);
	guint32 state = 0;

	while (state < graph->states && !(failing[state] && truths[state] & TRUTH_WHEN))
		state++;
	return state;
}

/* Looks for where property @number fails: that is what it says of, or is not to be. */
static void answer_one(const StateGraph *graph, const Backward *backward, guint number,
		       ExploreResult *result)
{
	const struct explore_property *property = &graph->a->properties[number];
	guint32 nearest = graph->states;
	guint which = 0;

	for (unsigned j = 0; j < property->test->part_count; j++) {
		guint32 state = first_failing(graph, backward, property->kind,
					      state_graph_truths(graph, number, j));

		if (state >= nearest)
			continue;
		nearest = state;
		which = j;
	}
	if (nearest < graph->states)
		explore_result_add_instance(result, property->negated ? FOUND_NOT_ALWAYS : FOUND_ALWAYS,
					    number, which, state_graph_path(graph, nearest));
}

void ways_answer(const StateGraph *graph, ExploreResult *result)
{
	Backward backward = backward_of(graph);

	for (unsigned i = 0; i < graph->a->property_count; i++) {
		enum explore_property_kind kind = graph->a->properties[i].kind;

		if (kind == PROPERTY_EVENTUALLY || kind == PROPERTY_POSSIBLE)
			answer_one(graph, &backward, i, result);
	}
	backward_clear(&backward);
}
