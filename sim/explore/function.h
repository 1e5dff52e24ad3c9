/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A learned function of states: a tree of questions, with what comes of it at
 * the leaves. It grows by a path for each run of the model (track.h) that took
 * a way it did not know.
 */
#ifndef EXPLORE_FUNCTION_H
#define EXPLORE_FUNCTION_H

#include "explore/track.h"

typedef guint32 FunctionNode;

/* Nothing was learned there. */
#define FUNCTION_UNKNOWN G_MAXUINT32

typedef struct {
	guint64 result;                 /* what it means is the learner's */
	guint32 write_count;
	Write *writes;                  /* by part */
} Leaf;

typedef struct {
	guint64 answer;
	FunctionNode child;
} Branch;

typedef struct {
	gboolean is_leaf;
	union {
		Question question;
		Leaf leaf;
	};
	GArray *branches;               /* of Branch; of a question */
} FunctionPoint;

typedef struct {
	GArray *points;                 /* of FunctionPoint; 0 is the first */
	guint leaves;
	GArray *wants;                  /* of guint: parts that it asks for, and was not told */
} Function;

void function_init(Function *function);
void function_clear(Function *function);

/* FUNCTION_UNKNOWN: nothing at all was learned. */
static inline FunctionNode function_root(const Function *function)
{
	return function->points->len ? 0 : FUNCTION_UNKNOWN;
}

static inline const FunctionPoint *function_point(const Function *function, FunctionNode node)
{
	return &g_array_index(function->points, FunctionPoint, node);
}

/* Does the function depend on a part, as far as is known? */
gboolean function_asks(const Function *function, guint part);

/* It would ask for a part, which it could not be told. */
void function_want(Function *function, guint part);

/* Where an answer leads. */
FunctionNode function_follow(const Function *function, FunctionNode node, guint64 answer);

/*
 * Adds a run: what was asked, what came of it. A run that differs from what is
 * known though all answers were alike ends the program: something was not seen
 * that the model depends on, and nothing that was learned can be relied on.
 */
void function_learn(Function *function, const Track *track, guint64 result);

/* Has a leaf a result that is not 0? */
gboolean function_finds(const Function *function);

/* The leaf for @state; NULL: unknown. */
const Leaf *function_find(const Function *function, const Terms *terms, const Space *space,
			  gconstpointer state);

/* What a leaf leaves in a part; NULL: what was there. */
const Write *leaf_write(const Leaf *leaf, guint part);

/* Changes @state as @leaf says, which is that for @state. */
void leaf_apply(const Leaf *leaf, const Terms *terms, const Space *space, gpointer state);

#endif
