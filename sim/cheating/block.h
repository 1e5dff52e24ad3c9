/* SPDX-License-Identifier: BSD-3-Clause */
/* The exploration of a page of a cell, as a scenario with an explore block. */
#ifndef CHEATING_BLOCK_H
#define CHEATING_BLOCK_H

#include "cheating/harm.h"

/* Which harms are asked for, in the order of the questions of the block. */
typedef struct {
	Harm harms[HARMS];
	guint count;
} Asked;

/*
 * The scenario of @page: at most @depth actions (0: any number). The caller frees it;
 * NULL: no harm can be done to it.
 */
char *block_text(const HonestCell *honest, const WatchedPage *page, guint64 depth, Asked *asked);

#endif
