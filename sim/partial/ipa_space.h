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
	gboolean is_assumed;    /* it is so by what was taken for granted */
} Piece;

typedef GArray IpaSpace;           /* of Piece, in order; the first begins at 0 */

IpaSpace *ipa_space_new(EntrySet set);

/* The piece that @ipa lies in. */
const Piece *ipa_space_at(const IpaSpace *space, guint64 ipa);

/* Where the piece of @ipa ends; 0: nowhere. */
guint64 ipa_space_end(const IpaSpace *space, guint64 ipa);

typedef EntrySet IpaSpaceFunction(gpointer user, const Piece *piece);

/*
 * Sets what the pieces of [base, top) are, told by @line; one that stays as it is keeps its
 * line. What is assumed of a piece stays so.
 */
void ipa_space_change(IpaSpace *space, guint64 base, guint64 top, IpaSpaceFunction *function,
		  gpointer user, guint line);

/* What is known of [base, top) is assumed, or is no longer. */
void ipa_space_assume(IpaSpace *space, guint64 base, guint64 top, gboolean is_assumed);

/* Is anything that is known of [base, top)? */
gboolean ipa_space_is_assumed(const IpaSpace *space, guint64 base, guint64 top);

/* The same for all of them. */
void ipa_space_change_all(IpaSpace *space, IpaSpaceFunction *function, gpointer user, guint line);

#endif
