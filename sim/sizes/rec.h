/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RECs as components. All are of one Realm, made by the setup, and stay: which REC
 * is which does not matter, as actions are about each alike.
 */
#ifndef SIZES_REC_H
#define SIZES_REC_H

#include "sizes/component.h"

/* How many RECs of an alphabet are components; 0: what there is of them is control. */
guint recs_find(const struct explore_alphabet *a);

/* The REC in the Granule at @pa; WORLD_NONE: none that is a component. */
guint rec_at(const SizedWorld *world, guint64 pa);
guint64 rec_pa(const SizedWorld *world, guint rec);

/*
 * Adds the RECs of @state, of a world of @size; their positions as @position has
 * them. FALSE: one is not that of the setup.
 */
gboolean recs_read(SizedWorld *world, const struct rmm *state, WorldSize size,
		   const guint8 *position, Composition *composition);

/* Takes the RECs of a world of @size out of @state: what is left is control. */
void recs_blank(const SizedWorld *world, struct rmm *state, WorldSize size);

/* Puts those of @composition in, but for their positions. */
void recs_write(const SizedWorld *world, const Composition *composition, struct rmm *state);

/* Without a REC. */
Composition recs_without(const SizedWorld *world, const Composition *composition, guint rec);

/* Are two RECs of compositions of @world alike, positions included? */
gboolean rec_equal(const SizedWorld *world, const Composition *a, guint rec_of_a,
		   const Composition *b, guint rec_of_b);

/* Puts them in the order of what they are, then of positions: so compositions are compared. */
void recs_sort(const SizedWorld *world, Composition *composition);

#endif
