/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Closing a set of views under every action of the real model: whatever state
 * of few components the set allows, what an action makes of it has its views in
 * the set; and no invariant breaks on the way.
 */
#ifndef SIZES_CLOSING_H
#define SIZES_CLOSING_H

#include "explore/engine.h"
#include "sizes/steps.h"
#include "sizes/views.h"

/* Pages and Granules of the states that are run: one that is looked at, two that it may meet. */
#define CLOSING_COMPONENTS 3
#define CLOSING_COMPONENTS_MAX 6
/* RECs of these states, or Realms: one that acts, one that is looked at. */
#define CLOSING_RECS 2
#define CLOSING_REALMS 2

typedef struct {
	SizedWorld *world;
	Views *views;
	Steps done;                     /* states that were run */
	guint states;                   /* how many */
	guint components;               /* pages and Granules of each, at most */
	guint64 steps;                  /* calls of the model */
	guint rounds;
	guint64 broken;                 /* invariants, bit per row */
	gboolean has_effect;            /* a refused command changed something */
	gboolean is_open;               /* a state is not made of components: nothing is shown */
	gboolean interrupted;
	double seconds;
} Closing;

/*
 * In states of at most @components, one more than a step needs, or more. Ends at the first round
 * in which an invariant breaks.
 */
void closing_run(Closing *closing, SizedWorld *world, guint components, const ExploreSink *sink);
void closing_clear(Closing *closing);

/* Did something break? */
gboolean closing_fails(const Closing *closing);
/* Does the closure hold: is it complete, and nothing broke? */
gboolean closing_holds(const Closing *closing);

#endif
