/* SPDX-License-Identifier: BSD-3-Clause */
/* When a search that goes state by state ends before it has all. */
#ifndef EXPLORE_BOUNDS_H
#define EXPLORE_BOUNDS_H

#include "explore/engine.h"

/* How far a search has come. */
typedef struct {
	guint32 states, expanded;       /* found; looked at */
	guint64 transitions, depth, memory;     /* memory in bytes */
	gint64 began;                   /* g_get_monotonic_time() */
} SearchExtent;

/* The bound that is reached; EXPLORE_CLOSED: none. Time and memory are looked at now and then. */
ExploreEnd bounds_reached(const ExploreOptions *options, const ExploreSink *sink,
			  const SearchExtent *extent);

#endif
