/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * States as 64-bit words: the numbers of a tuple side by side; and what actions
 * do to such words, in tables.
 *
 * A word falls into control, the bits that most actions have to do with, and the
 * rest. For each control value there are a few tables: the bits that a table
 * looks at, picked out of the word, are the index of a list of changes. Tables of
 * equal content are one.
 */
#ifndef EXPLORE_PACKING_H
#define EXPLORE_PACKING_H

#include "explore/closure.h"

/* The bits of @mask become those of @value. */
typedef struct {
	guint64 mask, value;
} PackedChange;

typedef struct {
	guint32 first, count;           /* of Packing.changes */
} PackedList;

typedef struct {
	guint64 mask;                   /* the bits looked at */
	guint32 *lists;                 /* by the bits picked out: of Packing.lists */
} PackedTable;

typedef struct {
	guint32 first, count;           /* of Packing.rows */
} PackedControl;

typedef struct {
	const Closure *closure;
	guint bits;                     /* of a word; at most 63 */
	guint *shift, *width;           /* by level */
	guint64 control_mask;
	PackedControl *controls;        /* by the control bits picked out */
	GArray *rows;                   /* of guint32: tables of a control value */
	GArray *tables;                 /* of PackedTable */
	GArray *lists;                  /* of PackedList; 0 is empty */
	GArray *changes;                /* of PackedChange */
	/* Content (GBytes) to number: of lists and tables; cases, pairs, rows to tables. */
	GHashTable *known, *known_cases, *known_rows;
	GHashTable *known_joins, *known_lists;  /* two numbers to one */
} Packing;

/*
 * NULL: a state has more bits than a word, or an action depends on more at once
 * than a table has room for. The closure must be complete.
 */
Packing *packing_new(const Closure *closure);
void packing_free(Packing *packing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Packing, packing_free)

/* The word of a tuple, and back. */
guint64 packing_word(const Packing *packing, const guint32 *numbers);
void packing_tuple(const Packing *packing, guint64 word, guint32 *numbers);

/* Bytes that tables and lists take. */
gsize packing_memory(const Packing *packing);

/* The bits of @word that @mask names, side by side. */
static inline guint64 packing_pick(guint64 word, guint64 mask)
{
	guint64 picked = 0;

	for (guint64 to = 1; mask; mask &= mask - 1, to <<= 1)
		if (word & mask & -mask)
			picked |= to;
	return picked;
}

#endif
