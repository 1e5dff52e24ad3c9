/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which part of a state stands at which level of a decision diagram, and sets
 * of states that restrict every part for itself.
 */
#ifndef EXPLORE_LEVELS_H
#define EXPLORE_LEVELS_H

#include "explore/learner.h"
#include "explore/view.h"

/* Of a part that is left out of account, or has one value only. */
#define NO_LEVEL G_MAXUINT

typedef struct {
	guint count;
	/*
	 * Levels from here on are hidden: of parts that no action depends on and that
	 * others determine. They have number 0 in sets, unless it says otherwise.
	 */
	guint visible;
	guint *part_at;                 /* by level */
	guint *level_of;                /* by part; NO_LEVEL */
	guint *domain;                  /* by level: values that are known */
} Levels;

/*
 * A level for every part that was seen to have two values or more, hidden unless
 * some action depends on it or it is @needed. What many actions depend on comes
 * first, so that it is decided early.
 */
void levels_choose(Levels *levels, const Learner *learner, const gboolean *needed);

/* These parts, in this order. */
void levels_take(Levels *levels, const Space *space, const guint *parts, guint count);
void levels_clear(Levels *levels);

/* Would levels_choose give a level, or a visible one, to a part that has none? */
gboolean levels_lack_part(const Levels *levels, const Learner *learner, const gboolean *needed);

/* Notes the values that are known now. */
void levels_update(Levels *levels, const Space *space);

/* The state that a tuple stands for, and back. */
void levels_state(const Levels *levels, const Space *space, const guint32 *numbers,
		  gpointer state);
void levels_tuple(const Levels *levels, Space *space, gconstpointer state, guint32 *numbers);

/* ---- cubes ---- */

/* For each level the values that are meant, or all. */
typedef struct {
	const Levels *levels;
	guint64 **bits;                 /* by level: NULL, or room for all values */
} Cube;

void cube_init(Cube *cube, const Levels *levels);
void cube_clear(Cube *cube);
void cube_copy(Cube *to, const Cube *from);
gboolean cube_has(const Cube *cube, guint level, guint32 number);

static inline MddRestriction cube_restriction(const Cube *cube)
{
	return (MddRestriction)cube->bits;
}

/* Leaves one value at a level. */
void cube_fix(Cube *cube, guint level, guint32 number);

/* Leaves the values of which @term is @value; FALSE if there are none. */
gboolean cube_keep_if(Cube *cube, guint level, const Space *space, const Terms *terms,
		      guint16 term, guint64 value);

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
