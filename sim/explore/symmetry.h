/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Granules, pages of a table and RECs that differ in nothing but their names. States
 * that are one another's with such things in one another's place are one class, of
 * which one state is visited.
 */
#ifndef EXPLORE_SYMMETRY_H
#define EXPLORE_SYMMETRY_H

#include "explore/engine.h"
#include "explore/packing.h"

typedef struct Symmetry Symmetry;

/*
 * What may change places is found out, not told: two things of a kind may if that
 * takes each action to an action, and the initial state to itself (exchange.h).
 * Properties and invariants are asked of all states, so that they are no matter.
 * @notes: for each kind, what came of it. NULL: nothing may.
 */
Symmetry *symmetry_new(const Packing *packing, SymmetryNote notes[SYMMETRY_KINDS]);
void symmetry_free(Symmetry *symmetry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Symmetry, symmetry_free)

/* States of a class, at most; or a number that is less. */
guint64 symmetry_order(const Symmetry *symmetry);

/* The state that stands for the class of @word. */
guint64 symmetry_stands_for(const Symmetry *symmetry, guint64 word);

#endif
