/* SPDX-License-Identifier: BSD-3-Clause */
/* How often actions are taken, and what their commands come to, in all states. */
#ifndef EXPLORE_COUNTING_H
#define EXPLORE_COUNTING_H

#include "explore/closure.h"
#include "explore/engine.h"

/*
 * Adds to @result what is known of the states of @view, with result->taken; less if
 * work must end meanwhile. FALSE: some action met a pool of the model that was used up.
 */
gboolean closure_count(const Closure *closure, MddView *view, ExploreResult *result);

#endif
