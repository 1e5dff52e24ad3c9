/* SPDX-License-Identifier: BSD-3-Clause */
/* What was learned of actions, as events on levels of a decision diagram. */
#ifndef EXPLORE_EVENTS_H
#define EXPLORE_EVENTS_H

#include "explore/levels.h"
#include "explore/relation.h"

/*
 * An event for every leaf by which an action is taken. What it asks of a part
 * without a level is left out of account, as is what it leaves there. Values
 * that are new are noted in @levels, too.
 */
Relation *events_relation(const Learner *learner, Levels *levels);

#endif
