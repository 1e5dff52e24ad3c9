/* SPDX-License-Identifier: BSD-3-Clause */
/* Learning the most of it before anything is closed. */
#ifndef EXPLORE_WANDER_H
#define EXPLORE_WANDER_H

#include "explore/learner.h"

/*
 * Goes from the initial state by actions at random, trying all in each state, until
 * nothing new was met for a while. What closure finds early with half of the events
 * is less regular, so larger, than what it finds in the end.
 */
void learner_wander(Learner *learner);

#endif
