/* SPDX-License-Identifier: BSD-3-Clause */
/* A cell of the comparison with an honest Host, and what its guest does page by page. */
#ifndef CHEATING_HONEST_CELL_H
#define CHEATING_HONEST_CELL_H

#include "cheating/watched.h"
#include "compare/cell.h"

typedef struct {
	const Cell *cell;
	Facts facts;
	GPtrArray *pages;       /* of WatchedPage */
	/* Calls of the procedure that sets RIPAS, as lines of a scenario. */
	GPtrArray *calls;       /* of char * */
	/* Surrogates of the RIM: before these calls, and at activation. */
	guint64 rim_before, rim_after;
	guint64 memory, used;   /* PA where the Host's begins, and up to where it is in use */
	/* What is not in use is not carried along: the memory of the cell is in one piece. */
	gboolean is_cut;
	guint64 spare;          /* a Granule of the Host that nobody uses, apart from others */
	gboolean has_ranges;    /* commands delegate ranges of Granules */
	guint rtts, recs;       /* slots that it needs, of RTTs a few more */
} HonestCell;

/* Runs @cell. FALSE: its guest does not boot, which no cheat can make worse. */
gboolean honest_cell_init(HonestCell *honest, const Cell *cell, HashCache *cache);
void honest_cell_clear(HonestCell *honest);

/* The lines of the cell up to where the exploration begins, names bound; the caller frees it. */
char *honest_cell_setup(const HonestCell *honest);

#endif
