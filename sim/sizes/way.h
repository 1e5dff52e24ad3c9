/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What actions do in a world of one size, learned (explore/learner.h): the ways
 * that each can go. A way is what is asked on it, with the answers, and what comes
 * of it; it stands for all states that answer so.
 *
 * Of builds that can learn.
 */
#ifndef SIZES_WAY_H
#define SIZES_WAY_H

#include "explore/engine.h"
#include "explore/learner.h"
#include "sizes/role.h"

typedef struct {
	const Leaf *leaf;               /* what comes of it */
	GArray *asked;                  /* of Asked, in order */
	GArray *parts;                  /* of guint: that are asked for */
	/* By part: the values (guint64) that answer so, of those that it has; NULL: any. */
	GArray **values;
} Way;

typedef struct {
	SizedWorld *world;
	WorldSize size;
	struct explore_alphabet *a;     /* of this size */
	guint *numbers;                 /* by action of @a: its number in the world's */
	Learner *learner;
	GPtrArray **ways;               /* by action of the world's: of Way; NULL: not of this size */
} Ways;

/* Is its version one that was compiled to be learned? */
gboolean ways_can_learn(const SizedWorld *world);

/* NULL: it was interrupted. The version can be learned. */
Ways *ways_learn(SizedWorld *world, WorldSize size, const ExploreSink *sink);
void ways_free(Ways *ways);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ways, ways_free)

/* How many there are in all. */
guint ways_count(const Ways *ways);

#endif
