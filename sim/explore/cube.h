/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sets of states that restrict every level for itself, and how a learned function
 * divides them: by the answers to a question, down to its leaves.
 */
#ifndef EXPLORE_CUBE_H
#define EXPLORE_CUBE_H

#include "explore/levels.h"
#include "explore/view.h"

/* For each level the values that are meant, or all. */
typedef struct {
	const Levels *levels;
	guint64 **bits;                 /* by level: NULL, or room for all values */
} Cube;

void cube_init(Cube *cube, const Levels *levels);
void cube_clear(Cube *cube);
void cube_copy(Cube *to, const Cube *from);
gboolean cube_has(const Cube *cube, guint level, guint32 number);

/* Words of the bits of a level. */
static inline guint cube_words(const Cube *cube, guint level)
{
	return cube->levels->domain[level] / 64 + 1;
}

static inline MddRestriction cube_restriction(const Cube *cube)
{
	return (MddRestriction)cube->bits;
}

/* Leaves one value at a level. */
void cube_fix(Cube *cube, guint level, guint32 number);

/* Leaves the values of which @term is @value; FALSE if there are none. */
gboolean cube_keep_if(Cube *cube, guint level, const Space *space, const Terms *terms,
		      guint16 term, guint64 value);

/* Do two cubes mean the same values at a level? Both are simple there. */
gboolean cube_level_equal(const Cube *a, const Cube *b, guint level);

/* A level that means every value has no bits. */
void cube_simplify(Cube *cube, guint level);

/* The values of @from at a level are meant, too; simple. */
void cube_add(Cube *to, const Cube *from, guint level);

/*
 * Calls @visit for each answer to @question that states of @cube give, @cube
 * being narrowed to those that give it meanwhile. FALSE if @visit was.
 */
typedef gboolean CubeVisit(gpointer user, guint64 answer);
gboolean cube_split(Cube *cube, const Space *space, const Terms *terms,
		    const Question *question, CubeVisit *visit, gpointer user);

/* Calls @visit for every leaf of @function, with the states that lead to it. */
typedef void LeafVisit(gpointer user, const Leaf *leaf, const Cube *cube);
void cube_leaves(Cube *cube, const Space *space, const Terms *terms, const Function *function,
		 LeafVisit *visit, gpointer user);

#endif
