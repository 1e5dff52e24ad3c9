/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What one run of the model depends on, and what it changes. The model is
 * compiled a second time for this (see the Makefile): its symbols begin with
 * learned_, the compiler calls a function before every load and store, and in
 * the states that it works on, an RTT entry is a token that its accessors take
 * to note what is asked of the entry (tracked_rtte.h).
 *
 * A run asks for the value of a part when it loads one that it has not written.
 * The next thing that it asks follows from the answers to the last ones: there
 * is nothing else that it could depend on.
 */
#ifndef EXPLORE_TRACK_H
#define EXPLORE_TRACK_H

#include "explore/asking.h"

void track_init(Track *track, const Space *space, Terms *terms);
void track_clear(Track *track);

/*
 * What a run must begin with, in the function that calls track_begin and what is
 * tracked: not 0 when the run is given up.
 */
#define track_may_escape(track) setjmp((track)->escape)

/*
 * From here to track_end, this thread's calls of learned_ functions are tracked
 * as they work on @track->now, which is as @origin, and look at @track->old.
 */
void track_begin(Track *track, gconstpointer origin);
void track_end(Track *track);

/* @track->old becomes what @track->now is. */
void track_remember(Track *track);

/* Did the run write any of these bytes? */
gboolean track_wrote(const Track *track, size_t offset, size_t size);

/* Was a part stored to since track_remember, so that it may differ? Never asks. */
gboolean track_touched(const Track *track, guint part);

/* Does any part differ? May ask. */
gboolean track_has_changed(Track *track);

/*
 * Has a part another value in @track->now than in @track->old? May ask. Of
 * parts that neither wrote there is no need to ask.
 */
gboolean track_differs(Track *track, guint part);

#endif
