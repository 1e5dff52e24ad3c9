/* SPDX-License-Identifier: BSD-3-Clause */
/* Bounds of a search. */
#include "explore/bounds.h"

/* Time and memory are looked at after so many states, some of which take milliseconds. */
#define LOOK 8
/* Numbers of states are 32 bits wide. */
#define STATES_MOST (G_MAXUINT32 - 0xffff)

ExploreEnd bounds_reached(const ExploreOptions *options, const ExploreSink *sink,
			  const SearchExtent *extent)
{
	if (options->depth && extent->depth >= options->depth)
		return EXPLORE_DEPTH;
	if ((options->states && extent->states >= options->states) || extent->states >= STATES_MOST)
		return EXPLORE_STATES;
	if (extent->expanded % LOOK != 0)
		return EXPLORE_CLOSED;
	if (options->memory && extent->memory > options->memory)
		return EXPLORE_MEMORY;
	if (options->seconds > 0 &&
	    (double)(g_get_monotonic_time() - extent->began) > options->seconds * 1e6)
		return EXPLORE_TIME;
	if (sink->progress &&
	    !sink->progress(sink->user, extent->states, extent->transitions, extent->depth))
		return EXPLORE_INTERRUPTED;
	return EXPLORE_CLOSED;
}
