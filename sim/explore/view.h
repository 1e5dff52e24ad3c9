/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A set of tuples (mdd.h) laid out to be gone through from end to end: counting,
 * and finding tuples whose numbers are restricted, level by level.
 */
#ifndef SIM_VIEW_H
#define SIM_VIEW_H

#include "explore/flat.h"

__extension__ typedef unsigned __int128 MddCount;

typedef struct {
	Flat *flat;
	MddCount *counts;               /* by place; as counted last */
	guint32 searches;
	guint32 *failed;                /* by place: the last search that found nothing there */
} MddView;

/* Does not refer to the diagram any more. */
MddView *mdd_view_new(const Mdd *mdd, MddNode set);
void mdd_view_free(MddView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MddView, mdd_view_free)

/*
 * By level: the numbers that are meant, bit by bit; NULL where all are. A level
 * has at least as many bits as it has numbers.
 */
typedef const guint64 *const *MddRestriction;

/* Tuples that are as @restriction says; NULL: all. */
MddCount mdd_view_count(MddView *view, MddRestriction restriction);

/* Is there one? */
gboolean mdd_view_has(MddView *view, MddRestriction restriction);

/* One of them; FALSE if there is none. */
gboolean mdd_view_pick(MddView *view, MddRestriction restriction, guint32 *values);

/* Tuple @number, in ascending order, after mdd_view_count without a restriction. */
void mdd_view_nth(const MddView *view, MddCount number, guint32 *values);

#endif
