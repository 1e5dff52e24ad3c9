/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which goals can be reached, and how: every state of an alphabet, and in each
 * what its actions meet.
 */
#ifndef SUITES_REACH_H
#define SUITES_REACH_H

#include "explore/engine.h"
#include "suites/expand.h"

/*
 * A place that histories may go to: a state, or what an action leads to that
 * meets a goal nothing met before (then nothing comes behind it).
 */
typedef struct {
	guint32 from;           /* the place before; 0 of the first, which is number 0 */
	guint32 action;         /* that leads from there */
	guint32 depth;          /* actions */
	gboolean ends;          /* no state of its own */
} Place;

typedef struct {
	Goals *goals;
	guint words;            /* of a GoalSet */
	GArray *places;         /* of Place: those before come before */
	GArray *sets;           /* of guint64, words for each place */
	GoalSet reached;        /* by any */
	ExploreEnd end;
	guint32 states;
	guint64 runs;
	double seconds;
} Reach;

/* What is met on the way to a place, and by calls that are refused there. */
static inline GoalSet reach_set(const Reach *reach, guint32 place)
{
	return &g_array_index(reach->sets, guint64, (gsize)place * reach->words);
}

/* @watcher may be NULL. The same for any number of threads (options->jobs). */
void reach_find(const struct explore_alphabet *a, GoalsKind kind, const ExploreOptions *options,
		const ExploreSink *sink, const ReachWatcher *watcher, Reach *reach);
void reach_clear(Reach *reach);

#endif
