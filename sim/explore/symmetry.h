/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Granules that differ in nothing but their names. States that are one another's
 * with such Granules renamed are one class, of which one state is visited.
 */
#ifndef EXPLORE_SYMMETRY_H
#define EXPLORE_SYMMETRY_H

#include "explore/packing.h"

typedef struct Symmetry Symmetry;

/*
 * NULL: there is none. That exchanging two of them takes events to events, and
 * leaves the initial state as it is, is checked, not believed.
 */
Symmetry *symmetry_new(const Packing *packing);
void symmetry_free(Symmetry *symmetry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Symmetry, symmetry_free)

/* How many Granules may change their names. */
guint symmetry_granules(const Symmetry *symmetry);

/* The state that stands for the class of @word. */
guint64 symmetry_stands_for(const Symmetry *symmetry, guint64 word);

#endif
