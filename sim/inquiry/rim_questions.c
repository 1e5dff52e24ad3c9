/* SPDX-License-Identifier: BSD-3-Clause */
/* What RIMs tell a verifier. */
#include "inquiry/rim_questions.h"

/* Of the states with one RIM, the nearest in which something holds, and in which not. */
typedef struct {
	guint32 with, without;
} Nearest;

#define NO_STATE G_MAXUINT32

static Nearest *nearest_of(const StateGraph *graph, const guint8 *truths)
{
	guint32 count = rim_classes_count(graph->rims);
	Nearest *nearest = g_new(Nearest, MAX(count, 1));

	for (guint32 i = 0; i < count; i++)
		nearest[i] = (Nearest){ NO_STATE, NO_STATE };
	for (guint32 state = 0; state < graph->states; state++) {
		guint32 class = rim_class_of(graph->rims, state);
		guint32 *first;

		if (class == NO_RIM || !(truths[state] & TRUTH_WHEN))
			continue;
		first = truths[state] & TRUTH_TEST ? &nearest[class].with : &nearest[class].without;
		if (*first == NO_STATE)
			*first = state;
	}
	return nearest;
}

/* A RIM that tells nothing; the two states are nearest. FALSE: each tells. */
static gboolean find_silent(const StateGraph *graph, const guint8 *truths, Nearest *found)
{
	g_autofree Nearest *nearest = nearest_of(graph, truths);
	guint32 best = NO_STATE;

	for (guint32 i = 0; i < rim_classes_count(graph->rims); i++) {
		guint32 farther = MAX(nearest[i].with, nearest[i].without);

		if (farther >= best)
			continue;
		best = farther;
		*found = nearest[i];
	}
	return best != NO_STATE;
}

static void answer_tells(const StateGraph *graph, guint number, ExploreResult *result)
{
	const struct explore_property *property = &graph->a->properties[number];
	FoundKind kind = property->negated ? FOUND_NOT_ALWAYS : FOUND_ALWAYS;

	for (unsigned j = 0; j < property->test->part_count; j++) {
		Nearest found;

		if (!find_silent(graph, state_graph_truths(graph, number, j), &found))
			continue;
		explore_result_add_instance(result, kind, number, j,
					    state_graph_path(graph, found.with));
		explore_result_add_instance(result, kind, number, j,
					    state_graph_path(graph, found.without));
		return;
	}
}

/* How many RIMs there are where the property's predicate holds, of any values. */
static guint32 count_rims(const StateGraph *graph, guint number)
{
	const struct explore_property *property = &graph->a->properties[number];
	g_autofree guint8 *met = g_new0(guint8, MAX(rim_classes_count(graph->rims), 1));
	guint32 count = 0;

	for (unsigned j = 0; j < property->test->part_count; j++)
		for (guint32 state = 0; state < graph->states; state++) {
			guint32 class = rim_class_of(graph->rims, state);

			if (class == NO_RIM || met[class] ||
			    !(state_graph_truths(graph, number, j)[state] & TRUTH_TEST))
				continue;
			met[class] = TRUE;
			count++;
		}
	return count;
}

void rim_questions_answer(const StateGraph *graph, ExploreResult *result, guint32 *counts)
{
	for (unsigned i = 0; i < graph->a->property_count; i++) {
		if (graph->a->properties[i].kind == PROPERTY_RIM_TELLS)
			answer_tells(graph, i, result);
		else if (graph->a->properties[i].kind == PROPERTY_RIMS)
			counts[i] = count_rims(graph, i);
	}
}
