/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Worlds of any number of tables: a component is an entry of the starting level (2),
 * with the RTT below it, if there is one, and all that this maps; or a Granule that is
 * free. Granules that become RTTs are the same as those that become DATA.
 *
 * Without blocks: RMI_RTT_FOLD of what is mapped asks that addresses follow each other,
 * by which Granules of different tables hang together. A run of entries of the starting
 * level ends at the border of an RTT of it: a step may need as many as an RTT has.
 */
#ifndef SIZES_SUBTREE_H
#define SIZES_SUBTREE_H

#include "sizes/component.h"

/* Entries of an RTT, at most: with what they map they are one component. */
#define SUBTREE_ENTRIES_MAX 4
/* Slots of the pool, at most. */
#define SUBTREE_SLOTS_MAX 32

/* Is @world one? Then says so in it. Granules and pages are known. */
gboolean subtree_is(SizedWorld *world);

/* As sizes_read of what is of entries and Granules: not control, and no addresses. */
gboolean subtree_read(SizedWorld *world, const struct rmm *state, WorldSize size,
		      Composition *composition);
/* Takes it out of a state. */
void subtree_blank(const SizedWorld *world, struct rmm *state);
/* Into a state without: all entries of @composition. The Granules that they take. */
guint subtree_write(const SizedWorld *world, const Composition *composition, struct rmm *state);

/* RTTs of the starting level: their slots come first. */
guint subtree_starting(const SizedWorld *world);

/* Granules that an entry of this content takes: of the RTT, and those that it maps. */
guint subtree_granules(const SizedWorld *world, guint32 content);

#endif
