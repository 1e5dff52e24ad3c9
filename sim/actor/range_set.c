/* SPDX-License-Identifier: BSD-3-Clause */
/* A set of addresses as ranges: sorted, apart from each other. */
#include "actor/range_set.h"

#include "actor/remembered.h"

typedef struct {
	guint64 base, top;
} Piece;

struct RangeSet {
	GArray *pieces;         /* of Piece */
};

RangeSet *range_set_new(void)
{
	RangeSet *set = g_new(RangeSet, 1);

	set->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
	return set;
}

void range_set_free(RangeSet *set)
{
	g_array_unref(set->pieces);
	g_free(set);
}

RangeSet *range_set_copy(const RangeSet *set)
{
	RangeSet *copy = g_new(RangeSet, 1);

	copy->pieces = g_array_copy(set->pieces);
	return copy;
}

void range_set_describe(const RangeSet *set, GByteArray *description)
{
	describe_bytes(description, set->pieces->data, set->pieces->len * sizeof(Piece));
}

static const Piece *piece(const RangeSet *set, guint i)
{
	return &g_array_index(set->pieces, Piece, i);
}

/* The first piece that ends behind @address. */
static guint find(const RangeSet *set, guint64 address)
{
	guint low = 0, high = set->pieces->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (piece(set, middle)->top > address)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

gboolean range_set_meets(const RangeSet *set, guint64 base, guint64 top)
{
	guint i = find(set, base);

	return base < top && i < set->pieces->len && piece(set, i)->base < top;
}

gboolean range_set_covers(const RangeSet *set, guint64 base, guint64 top)
{
	guint i = find(set, base);

	/* Pieces that touch are one. */
	return base >= top || (i < set->pieces->len && piece(set, i)->base <= base &&
			       piece(set, i)->top >= top);
}

gboolean range_set_put(RangeSet *set, guint64 base, guint64 top, gboolean held)
{
	guint first, end;
	Piece left, right;

	if (held ? range_set_covers(set, base, top) : !range_set_meets(set, base, top))
		return FALSE;
	/* Those that meet the range, or touch it. */
	first = base ? find(set, base - 1) : 0;
	left = right = (Piece){ base, base };
	for (end = first; end < set->pieces->len && piece(set, end)->base <= top; end++) {
		if (piece(set, end)->base < base)
			left = (Piece){ piece(set, end)->base, base };
		if (piece(set, end)->top > top)
			right = (Piece){ top, piece(set, end)->top };
	}
	g_array_remove_range(set->pieces, first, end - first);
	if (held) {
		Piece all = { left.base < left.top ? left.base : base,
			      right.base < right.top ? right.top : top };

		g_array_insert_val(set->pieces, first, all);
		return TRUE;
	}
	if (right.base < right.top)
		g_array_insert_val(set->pieces, first, right);
	if (left.base < left.top)
		g_array_insert_val(set->pieces, first, left);
	return TRUE;
}
