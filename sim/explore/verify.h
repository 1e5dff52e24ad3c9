/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Holding what was learned to the plain model: in states of a set, every action
 * is taken by both, and what they make of the state compared byte by byte.
 */
#ifndef EXPLORE_VERIFY_H
#define EXPLORE_VERIFY_H

#include "explore/closure.h"

/* Where they differ. */
typedef struct {
	guint action;
	gpointer state;                 /* to be freed */
	const char *what;
} Mismatch;

/*
 * Compares in every state, if there are no more than @most, else in so many,
 * taken at random with @seed; in fewer if work must end. How many; 0 and *@mismatch if they differ.
 */
guint64 closure_verify(Closure *closure, guint64 most, guint64 seed, Mismatch *mismatch);

#endif
