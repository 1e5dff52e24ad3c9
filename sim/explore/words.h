/* SPDX-License-Identifier: BSD-3-Clause */
/* Searching through states as words (packing.h), layer by layer, by threads. */
#ifndef EXPLORE_WORDS_H
#define EXPLORE_WORDS_H

#include "explore/symmetry.h"

typedef struct {
	const Packing *packing;
	const Symmetry *symmetry;       /* NULL: every state is visited */
	guint64 expected;               /* states: the table has room for these */
	gsize memory;                   /* bytes that the table may take */
	guint jobs;
	Patience *patience;             /* may be NULL */
	/* What came of it. */
	guint64 states, transitions, depth;
	gsize bytes;                    /* of the table */
} WordSearch;

/*
 * FALSE: the table would take more memory, or there were more states than expected; or
 * work must end.
 */
gboolean word_search_run(WordSearch *search);

#endif
