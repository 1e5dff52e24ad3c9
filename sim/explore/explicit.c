/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The explicit engine: visits states one by one, as words, by the tables of what
 * was learned (packing.h). It checks the symbolic engine, and counts states up
 * to symmetry; violations are the symbolic engine's.
 */
#include "explore/symbolic.h"
#include "explore/words.h"

#define MEMORY_DEFAULT ((gsize)4 << 30)

/* Counts by tables what the closure has found. */
static void count_words(gpointer user, const Closure *closure, ExploreResult *result)
{
	const ExploreOptions *options = user;
	g_autoptr(Packing) packing = packing_new(closure);
	WordSearch search = {
		.packing = packing, .expected = result->states,
		.memory = options->memory ? (gsize)options->memory : MEMORY_DEFAULT,
		.jobs = options->jobs ? options->jobs : g_get_num_processors(),
	};

	if (!packing || !word_search_run(&search)) {
		result->end = EXPLORE_MEMORY;
		return;
	}
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
	"explicit", "visits states one by one, by what was learned", FALSE, explore
};
