/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The deletion lemma: in every step at most two pages or Granules cannot be taken
 * away, and one REC. One can if it is not named by the action, and the same action in the state
 * without it has the same outcome, and leads to the same state without it. Then
 * what happens at any size is what happens at small ones.
 */
#ifndef SIZES_LEMMA_H
#define SIZES_LEMMA_H

#include "sizes/closing.h"

typedef struct {
	guint allowed;                  /* pages and Granules that a step may need */
	guint64 states;                 /* with two components or more */
	guint64 steps;                  /* of these */
	guint64 deletions;              /* that were tried */
	guint64 kept[COMPONENTS_MAX + 1];       /* steps by how many cannot be taken away */
	guint64 kept_recs[RECS_MAX + 1];        /* the same of RECs */
	guint worst_action;             /* of the step where most cannot */
	gboolean interrupted;
	double seconds;
} Lemma;

/* Of every step that @closing ran. */
void lemma_check(Lemma *lemma, const Closing *closing, const ExploreSink *sink);

/*
 * Of every step of @states states of larger worlds, up to all pages and Granules that
 * the alphabet has, chosen at random from what the views allow, the same each time.
 */
void lemma_sample(Lemma *lemma, const Closing *closing, guint states, const ExploreSink *sink);

/* RECs that a step may need. */
#define LEMMA_RECS 1

/* Notes a step in which @kept pages and Granules cannot be taken away, and @recs RECs. */
void lemma_note(Lemma *lemma, guint action, guint kept, guint recs);

/* Most of them in any step. */
guint lemma_most(const Lemma *lemma);
guint lemma_most_recs(const Lemma *lemma);

/* Asked before each state or way: is it to go on? */
gboolean lemma_goes_on(Lemma *lemma, const ExploreSink *sink);

/* Is there a step in which more are needed, whatever was looked at? */
gboolean lemma_fails(const Lemma *lemma);
gboolean lemma_holds(const Lemma *lemma);

#endif
