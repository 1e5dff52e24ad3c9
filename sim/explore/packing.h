/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * States as 64-bit words (word.h), and what actions do to such words, in tables.
 *
 * A word falls into control, the bits that most actions have to do with, and the
 * rest. For each control value there are a few tables that look at the rest.
 */
#ifndef EXPLORE_PACKING_H
#define EXPLORE_PACKING_H

#include "explore/closure.h"
#include "explore/tables.h"

typedef struct {
	guint32 first, count;           /* of Packing.rows */
} PackedControl;

typedef struct {
	const Closure *closure;
	WordLayout layout;
	gboolean *is_control;           /* by level */
	guint64 control_mask;
	PackedControl *controls;        /* by the control bits picked out */
	GArray *rows;                   /* of guint32: tables of a control value */
	Contents *known_rows;           /* the first of each */
	Tables tables;
} Packing;

/*
 * NULL: work must end; or a state has more bits than a word, or an action depends on
 * more at once than a table has room for, which is *@why. The closure must be complete.
 */
Packing *packing_new(const Closure *closure, const char **why);
void packing_free(Packing *packing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Packing, packing_free)

/* Bytes that tables and lists take. */
gsize packing_memory(const Packing *packing);

#endif
