/* SPDX-License-Identifier: BSD-3-Clause */
/* Parts of a state that others determine, so that they need not be looked at. */
#ifndef EXPLORE_DEPENDENT_H
#define EXPLORE_DEPENDENT_H

#include "explore/levels.h"
#include "explore/mdd.h"

/* What @part is, given other parts. */
typedef struct {
	guint part;
	Levels levels;                  /* of those, and @part, which is the last */
	Mdd *mdd;
	MddNode set;                    /* has one number of @part for what they may be */
} Dependent;

void dependent_free(Dependent *dependent);

/*
 * Is @part, which no action depends on, the same function of other parts in all
 * states that actions lead to? NULL: it may not be. All actions must have been
 * learned. @levels gives the order of parts.
 *
 * Shown on fewer parts: those that leaves which write @part ask for or write.
 * What actions do there, whatever the other parts are, leads to no fewer states,
 * and among them @part has one value only wherever the others are alike.
 */
Dependent *dependent_new(const Learner *learner, const Levels *levels, guint part);

/*
 * The tuples of @set, which is in @mdd, with the number that the part has there
 * in place of 0. @id tells apart what different dependents came to.
 */
MddNode dependent_show(const Dependent *dependent, Mdd *mdd, const Levels *levels, MddNode set,
		       guint32 id);

#endif
