/* SPDX-License-Identifier: BSD-3-Clause */
/* An IPA space, partly known. */
#include "partial/ipa_space.h"

#define PIECE(space, i) (&g_array_index(space, Piece, i))

IpaSpace *ipa_space_new(EntrySet set)
{
	const Piece whole = { 0, set, 0, FALSE };
	IpaSpace *space = g_array_new(FALSE, FALSE, sizeof(Piece));

	g_array_append_val(space, whole);
	return space;
}

/* The last piece that begins at or before @ipa. */
static guint find(const IpaSpace *space, guint64 ipa)
{
	guint low = 0, high = space->len;

	while (high - low > 1) {
		guint middle = (low + high) / 2;

		if (PIECE(space, middle)->base <= ipa)
			low = middle;
		else
			high = middle;
	}
	return low;
}

const Piece *ipa_space_at(const IpaSpace *space, guint64 ipa)
{
	return PIECE(space, find(space, ipa));
}

guint64 ipa_space_end(const IpaSpace *space, guint64 ipa)
{
	guint i = find(space, ipa);

	return i + 1 < space->len ? PIECE(space, i + 1)->base : 0;
}

/* A piece begins at @ipa; which. */
static guint split(IpaSpace *space, guint64 ipa)
{
	guint i = find(space, ipa);
	Piece piece = *PIECE(space, i);

	if (piece.base == ipa)
		return i;
	piece.base = ipa;
	g_array_insert_val(space, i + 1, piece);
	return i + 1;
}

static gboolean are_alike(const Piece *a, const Piece *b)
{
	return a->set == b->set && a->line == b->line && a->is_assumed == b->is_assumed;
}

/* Pieces from @first to behind @last that say the same are one. */
static void join(IpaSpace *space, guint first, guint last)
{
	for (guint i = MIN(last + 1, space->len - 1); i > 0 && i >= first; i--)
		if (are_alike(PIECE(space, i - 1), PIECE(space, i)))
			g_array_remove_index(space, i);
}

static gboolean change(IpaSpace *space, guint first, guint end, IpaSpaceFunction *function,
		       gpointer user, guint line)
{
	gboolean changed = FALSE;

	for (guint i = first; i < end; i++) {
		Piece *piece = PIECE(space, i);
		EntrySet set = function(user, piece);

		if (set == piece->set)
			continue;
		piece->set = set;
		piece->line = line;
		changed = TRUE;
	}
	return changed;
}

void ipa_space_change(IpaSpace *space, guint64 base, guint64 top, IpaSpaceFunction *function,
		  gpointer user, guint line)
{
	guint first, end;

	if (top <= base || base < PIECE(space, 0)->base)
		return;
	first = split(space, base);
	end = split(space, top);
	change(space, first, end, function, user, line);
	join(space, first, end);
}

void ipa_space_assume(IpaSpace *space, guint64 base, guint64 top, gboolean is_assumed)
{
	guint first, end;

	if (top <= base || (!is_assumed && !ipa_space_is_assumed(space, base, top)))
		return;
	first = split(space, base);
	end = split(space, top);
	for (guint i = first; i < end; i++)
		PIECE(space, i)->is_assumed = is_assumed;
	join(space, first, end);
}

gboolean ipa_space_is_assumed(const IpaSpace *space, guint64 base, guint64 top)
{
	for (guint i = find(space, base); i < space->len && PIECE(space, i)->base < top; i++)
		if (PIECE(space, i)->is_assumed)
			return TRUE;
	return FALSE;
}

void ipa_space_change_all(IpaSpace *space, IpaSpaceFunction *function, gpointer user, guint line)
{
	change(space, 0, space->len, function, user, line);
	join(space, 1, space->len - 1);
}
