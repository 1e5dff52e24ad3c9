/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The deletion lemma (lemma.h) on ways: what an action does on a way it does
 * without a component, too, whatever way it goes then. A way stands for all states
 * that lead there, so this is about every state of a world that is reached.
 */
#ifndef SIZES_WAY_LEMMA_H
#define SIZES_WAY_LEMMA_H

#include "sizes/lemma.h"
#include "sizes/way.h"

/* The ways of smaller worlds; NULL: not known, and not looked at. */
typedef const Ways *SmallerWays(gpointer user, WorldSize size);

/*
 * Adds the ways of @ways to @lemma: as steps; and where most cannot be taken away,
 * which action that is.
 */
void lemma_check_ways(Lemma *lemma, const Roles *roles, const Ways *ways, SmallerWays *smaller,
		      gpointer user, const ExploreSink *sink);

#endif
