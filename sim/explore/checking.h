/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Checks of a closure: they are learned in all of its states, and what they find is
 * looked for from the initial state on, so that the way there is the shortest.
 */
#ifndef EXPLORE_CHECKING_H
#define EXPLORE_CHECKING_H

#include "explore/closure.h"
#include "explore/engine.h"

typedef struct {
	const struct explore_alphabet *a;
	const ExploreOptions *options;
	ExploreResult *result;
	Closure *closure;
	gboolean violated;              /* the first violation has ended it */
} Checking;

/*
 * Checks all states of the closure, and with @depth says how far they are. What was
 * found before work must end is told. FALSE: not everything was looked at.
 */
gboolean checking_run(Checking *checking, gboolean depth);

#endif
