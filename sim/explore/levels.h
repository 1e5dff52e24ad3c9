/* SPDX-License-Identifier: BSD-3-Clause */
/* Which part of a state stands at which level of a decision diagram. */
#ifndef EXPLORE_LEVELS_H
#define EXPLORE_LEVELS_H

#include "explore/learner.h"

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
 * first, so that it is decided early; parts of one owner stay together, entries of a
 * table in its order. Of several Realms each has its parts side by side, with those of its
 * RECs and tables: what is alike of all of them has one weight, and would be mixed. Five Realms
 * that share a Granule (scenarios/sizes/any-realms) are closed in a second so, where they took
 * 20, or more than 1 GB.
 *
 * Rules that were compared on scenarios/explore/large and its peer/: entries by use,
 * each for itself, takes up to 1.8 times as many nodes; what has one number side by
 * side, up to 3.7 times; the order of the state does not end for four pages. Centres
 * of gravity of actions (FORCE) need a thirtieth where two Realms share little, but
 * do not end for six pages, where the sum of spans is less as well: that sum, which
 * they make small, does not tell a good order.
 */
void levels_choose(Levels *levels, const Learner *learner, const gboolean *needed);

/* These parts, in this order. */
void levels_take(Levels *levels, const Space *space, const guint *parts, guint count);
void levels_clear(Levels *levels);

/* Would levels_choose give a level, or a visible one, to a part that has none? */
gboolean levels_lack_part(const Levels *levels, const Learner *learner, const gboolean *needed);

/* Notes the values that are known now. */
void levels_update(Levels *levels, const Space *space);

/* The state that a tuple stands for. */
void levels_state(const Levels *levels, const Space *space, const guint32 *numbers,
		  gpointer state);

#endif
