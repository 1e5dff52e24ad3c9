/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which mutants an exploration tells apart from the model: it comes to a call that
 * they answer otherwise.
 */
#ifndef SUITES_TELLING_H
#define SUITES_TELLING_H

#include "explore/engine.h"
#include "language/parser.h"
#include "mutate/generated.h"

typedef struct {
	ExploreOptions options;         /* the narrower of these and of the block's bounds */
	ExploreSink sink;               /* its progress ends an exploration early */
} TellingBounds;

/*
 * Explores what the explore block of the scenario leads to, and notes in
 * @generated which of its mutants are told apart, as far as @bounds let it go. FALSE,
 * with diagnostics: the scenario has errors, or fails.
 */
gboolean telling_explore(Generated *generated, const char *path, const TellingBounds *bounds,
			 Diagnostics *diagnostics);

#endif
