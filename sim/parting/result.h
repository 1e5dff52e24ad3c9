/* SPDX-License-Identifier: BSD-3-Clause */
/* What a search for first differences comes to, and what it is to look at. */
#ifndef PARTING_RESULT_H
#define PARTING_RESULT_H

#include "explore/engine.h"
#include "parting/difference.h"
#include "state/parts.h"

/* A first difference: the last call of a history. */
typedef struct {
	DifferenceKind kind;
	const struct rmm_value *output; /* DIFFERENCE_OUTPUT */
	struct rmm_part part;           /* DIFFERENCE_STATE: the first; of a monitor, size 0 */
	Made made[2];
	GArray *actions;                /* of guint: of the first alphabet */
} Parting;

typedef struct {
	ExploreEnd end;                 /* EXPLORE_VIOLATED: at the first difference */
	guint32 states;                 /* pairs in which both are the same, or are to the Realm */
	gboolean apart;                 /* PARTING_TOLD_TO_REALM */
	guint64 transitions, depth;
	double seconds;
	guint shared;                   /* actions that both alphabets have */
	guint alone[2];                 /* that only one has: they are not taken */
	GPtrArray *partings;            /* of Parting *, shortest first */
} PartingResult;

/* What is compared. */
typedef enum {
	PARTING_SEEN,           /* what a Host or Realm sees */
	PARTING_PERMITTED,      /* and what is permitted besides */
	/*
	 * What the Realm is told: results of its calls, and of those that it left pending.
	 * What the Host alone sees may differ: both go on, in states of their own.
	 */
	PARTING_TOLD_TO_REALM
} PartingSight;

void parting_result_init(PartingResult *result);
void parting_result_clear(PartingResult *result);

#endif
