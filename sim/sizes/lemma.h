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
#include "sizes/without.h"

typedef struct {
	guint allowed;                  /* pages and Granules that a step may need */
	guint64 states;                 /* with two components or more */
	guint64 steps;                  /* of these */
	guint64 deletions;              /* that were tried */
	guint64 kept[COMPONENTS_MAX + 1];       /* steps by how many cannot be taken away */
	/* The same of RECs; where Realms are components of these, in steps that are taken. */
	guint64 kept_recs[RECS_MAX + 1];
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

/* RECs that a step may need; Realms, if it is taken: what is refused may be so for another's sake. */
#define LEMMA_RECS 1

/* What cannot be taken away from a step: pages and Granules; RECs, or Realms if it is taken. */
typedef struct {
	guint components, recs;
} Needed;

/* One more, of @kind. */
void lemma_need(Needed *needed, const SizedWorld *world, WithoutKind kind, gboolean taken);

/* Notes a step that needs so much. */
void lemma_note(Lemma *lemma, guint action, Needed needed);

/* Most of them in any step. */
guint lemma_most(const Lemma *lemma);
guint lemma_most_recs(const Lemma *lemma);

/* Asked before each state or way: is it to go on? */
gboolean lemma_goes_on(Lemma *lemma, const ExploreSink *sink);

/* Is there a step in which more are needed, whatever was looked at? */
gboolean lemma_fails(const Lemma *lemma);
gboolean lemma_holds(const Lemma *lemma);

#endif
