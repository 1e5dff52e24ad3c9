/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The explicit engine: visits states one by one, as words, by the tables of what
 * was learned (packing.h). It checks the symbolic engine, and counts states up
 * to symmetry; violations are the symbolic engine's. Where states do not fit words,
 * or memory, it says so, and the answer is the symbolic engine's.
 */
#include "explore/symbolic.h"
#include "explore/words.h"

#define MEMORY_DEFAULT ((gsize)4 << 30)

/* Of every class at least so many states are one: the table grows until all fit. */
static gboolean search_classes(WordSearch *search, guint64 states)
{
	search->expected /= symmetry_order(search->symmetry);
	do {
		search->expected = search->expected * 2 + 1000;
		if (word_search_run(search))
			return TRUE;
	} while (!patience_over(search->patience, 0) && search->expected < states && search->expected < search->memory);
	return FALSE;
}

/* Counts by tables what the closure has found. */
static void count_words(gpointer user, const Closure *closure, ExploreResult *result)
{
	const ExploreOptions *options = user;
	const char *why;
	g_autoptr(Packing) packing = packing_new(closure, &why);
	g_autoptr(Symmetry) symmetry = packing && options->symmetry
				       ? symmetry_new(packing, result->symmetry) : NULL;
	WordSearch search = {
		.packing = packing, .symmetry = symmetry,
		.expected = result->states < G_MAXINT64 ? (guint64)result->states : G_MAXINT64,
		.memory = options->memory ? (gsize)options->memory : MEMORY_DEFAULT,
		.jobs = options->jobs ? options->jobs : g_get_num_processors(),
		.patience = closure->learner->patience,
	};

	/* Then what is known is what the closure has: all but the depth. */
	if (!packing || closure->mdd->exhausted ||
	    !(symmetry ? search_classes(&search, search.expected) : word_search_run(&search))) {
		result->instead = packing ? "their table takes more than the memory" : why;
		return;
	}
	result->has_symmetry = options->symmetry;
	result->states = search.states;
	result->transitions = search.transitions;
	result->depth = search.depth;
	result->has_depth = TRUE;
	result->memory = search.bytes + packing_memory(packing);
}

static void explore(const struct explore_alphabet *a, const ExploreOptions *options,
		    const ExploreSink *sink, ExploreResult *result)
{
	ExploreOptions without_depth = *options;

	without_depth.no_depth = TRUE;
	symbolic_explore(a, &without_depth, sink, result, count_words, (gpointer)options);
}

const ExploreEngine explore_explicit = {
	EXPLORE_EXPLICIT, "visits states one by one, by what was learned", FALSE, explore
};
