/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Worlds of some tables and any number of Granules. Tables may map blocks, so that
 * Granules belong together in units, as many as a block takes. A component is a unit of
 * which no entry maps anything; tables and the units that they map are control, in
 * which units have the numbers in which entries come to them.
 */
#ifndef SIZES_TREE_H
#define SIZES_TREE_H

#include "sizes/component.h"

/* As sizes_read, sizes_write, of such a world; sizes in units. */
void tree_read(SizedWorld *world, const struct rmm *state, WorldSize size,
	       Composition *composition);
WorldSize tree_write(const SizedWorld *world, const Composition *composition, struct rmm *state);

/* How many units entries map. */
guint tree_mapped(const SizedWorld *world, const Composition *composition);

#endif
