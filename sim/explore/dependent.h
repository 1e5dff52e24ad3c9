/* SPDX-License-Identifier: BSD-3-Clause */
/* Parts of a state that others determine, so that they need not be looked at. */
#ifndef EXPLORE_DEPENDENT_H
#define EXPLORE_DEPENDENT_H

#include "explore/levels.h"

/*
 * Is @part, which no action depends on, the same function of other parts in all
 * states that actions lead to? FALSE: it may not be. All actions must have been
 * learned. @levels gives the order of parts.
 *
 * Shown on fewer parts: those that leaves which write @part ask for or write.
 * What actions do there, whatever the other parts are, leads to no fewer states,
 * and among them @part has one value only wherever the others are alike.
 */
gboolean part_is_dependent(const Learner *learner, const Levels *levels, guint part);

#endif
