/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A set of tuples (mdd.h) laid out in arrays: nodes in places, those of a level
 * behind those of the levels above. Every path from the first place leads to the
 * end, so that a number occurs in some tuple if an edge has it.
 */
#ifndef EXPLORE_FLAT_H
#define EXPLORE_FLAT_H

#include "explore/mdd.h"

typedef struct {
	guint nodes;
	guint32 *first;                 /* edges of a node, and one behind the last */
	guint *level;
	MddEdge *edges;                 /* to places: nodes is that of MDD_END */
} Flat;

/* Does not refer to the diagram any more. */
Flat *flat_new(const Mdd *mdd, MddNode set);
void flat_free(Flat *flat);
/* The set again. */
MddNode flat_set(const Flat *flat, Mdd *mdd);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flat, flat_free)

/* Is there a tuple whose number at a level is one of @bits? */
gboolean flat_has(const Flat *flat, guint level, const guint64 *bits);

/* The first tuple. */
void flat_first(const Flat *flat, guint32 *numbers);

/* Those tuples, of which there are some. NULL: they are all. */
Flat *flat_narrowed(const Flat *flat, guint level, const guint64 *bits);

#endif
