/* SPDX-License-Identifier: BSD-3-Clause */
/* The symbolic engine, for engines that go on from what it learned. */
#ifndef EXPLORE_SYMBOLIC_H
#define EXPLORE_SYMBOLIC_H

#include "explore/closure.h"
#include "explore/engine.h"

/* Is given a closure that is complete, and the result so far. */
typedef void SymbolicThen(gpointer user, const Closure *closure, ExploreResult *result);

/* As the engine does; then calls @then, if nothing ended it. */
void symbolic_explore(const struct explore_alphabet *a, const ExploreOptions *options,
		      const ExploreSink *sink, ExploreResult *result, SymbolicThen *then,
		      gpointer user);

#endif
