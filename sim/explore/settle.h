/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Settling a state after an action: what no later action can see gets one
 * value, so that states that differ in nothing else are one.
 */
#ifndef EXPLORE_SETTLE_H
#define EXPLORE_SETTLE_H

#include "explore/alphabet.h"

/*
 * May the action have written the @size bytes at @offset? What it did not write
 * is settled, and is not looked at.
 */
typedef bool explore_wrote(void *user, const struct rmm *state, size_t offset, size_t size);

/*
 * RECs, and RIMs unless they are exact: a RIM that was extended counts in its
 * monitor, and is zero again.
 */
void explore_settle(const struct explore_alphabet *a, struct rmm *state,
		    explore_wrote *wrote, void *user);

/*
 * Where ghosts are no part of a state: origins as in the initial state, no entry
 * that lost its contents. Apart, as an engine may leave ghosts out of its states.
 */
void explore_settle_ghosts(const struct explore_alphabet *a, struct rmm *state,
			   explore_wrote *wrote, void *user);

/* A wrote function that is always true. */
explore_wrote explore_wrote_all;

#endif
