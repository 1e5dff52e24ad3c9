/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where a check finds something, and a shortest way there: from the first layer
 * of states that has such a state, back to the initial one.
 */
#ifndef EXPLORE_WITNESS_H
#define EXPLORE_WITNESS_H

#include "explore/check.h"
#include "explore/cube.h"
#include "explore/layers.h"

/* States for which a check finds something. */
typedef struct {
	const Check *check;
	guint64 result;
	Cube cube;
} Finding;

/* Of every check that finds something in some state; of Finding *. */
GPtrArray *findings_new(Closure *closure, const GPtrArray *checks);

/* Is a state of @set one of @finding? Then *@numbers is its tuple. */
gboolean finding_is_in(Closure *closure, MddNode set, const Finding *finding,
		       guint32 *numbers);

/*
 * The actions (of guint) of a shortest way to the state @numbers, which is at
 * @distance, and the action that @finding is about.
 */
GArray *witness_of(Closure *closure, const Layers *layers, guint distance,
		   const guint32 *numbers, const Finding *finding);

#endif
