/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The deletion lemma: in every step at most two components cannot be taken away.
 * One can if it is not named by the action, and the same action in the state
 * without it has the same outcome, and leads to the same state without it. Then
 * what happens at any size is what happens at small ones.
 */
#ifndef SIZES_LEMMA_H
#define SIZES_LEMMA_H

#include "sizes/closing.h"

typedef struct {
	guint allowed;                  /* components that a step may need */
	guint64 states;                 /* with two components or more */
	guint64 steps;                  /* of these */
	guint64 deletions;              /* that were tried */
	guint64 kept[COMPONENTS_MAX + 1];       /* steps by how many cannot be taken away */
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

/* Notes a step in which @kept components cannot be taken away. */
void lemma_note(Lemma *lemma, guint action, guint kept);

gboolean lemma_holds(const Lemma *lemma);

#endif
