/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An IPA space, partly known: pieces of it, and what their entries may be. Pieces of
 * which nothing was told cost nothing.
 */
#ifndef SIM_IPA_SPACE_H
#define SIM_IPA_SPACE_H

#include "partial/entry_set.h"

typedef struct {
	guint64 base;           /* up to the next piece */
	EntrySet set;
	guint line;             /* that told it; 0: nothing did */
} Piece;

typedef GArray IpaSpace;           /* of Piece, in order; the first begins at 0 */

IpaSpace *ipa_space_new(EntrySet set);

/* The piece that @ipa lies in. */
const Piece *ipa_space_at(const IpaSpace *space, guint64 ipa);

/* Where the piece of @ipa ends; 0: nowhere. */
guint64 ipa_space_end(const IpaSpace *space, guint64 ipa);

typedef EntrySet IpaSpaceFunction(gpointer user, const Piece *piece);

/* Sets what the pieces of [base, top) are, told by @line; one that stays as it is keeps its line. */
void ipa_space_change(IpaSpace *space, guint64 base, guint64 top, IpaSpaceFunction *function,
		  gpointer user, guint line);

/* The same for all of them. */
void ipa_space_change_all(IpaSpace *space, IpaSpaceFunction *function, gpointer user, guint line);

#endif
