/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What becomes of words, in tables: the bits that a table looks at, picked out of
 * a word, are the index of a list of changes. Tables of equal content are one.
 */
#ifndef EXPLORE_TABLES_H
#define EXPLORE_TABLES_H

#include "explore/cases.h"
#include "explore/contents.h"
#include "explore/word.h"

/* The bits of @mask become those of @value. */
typedef struct {
	guint64 mask, value;
} TableChange;

typedef struct {
	guint32 first, count;           /* of Tables.changes */
} TableList;

typedef struct {
	guint64 mask;                   /* the bits looked at */
	guint32 *lists;                 /* by the bits picked out: of Tables.lists */
} Table;

typedef struct {
	const Learner *learner;
	const Levels *levels;
	const WordLayout *layout;
	const gboolean *fixed;          /* by level: no table looks at it */
	GArray *tables;                 /* of Table */
	GArray *lists;                  /* of TableList; 0 is empty */
	GArray *changes;                /* of TableChange */
	Contents *known_lists, *known_tables, *known_cases;
	GHashTable *joined_lists, *joined_tables;       /* two numbers to one */
} Tables;

void tables_init(Tables *tables, const Learner *learner, const Levels *levels,
		 const WordLayout *layout, const gboolean *fixed);
void tables_clear(Tables *tables);

/* The table of the cases (cases.h) of an action; FALSE: it would be too large. */
gboolean tables_add(Tables *tables, const GPtrArray *cases, guint32 *number);

/* Makes several tables (of guint32) fewer, which come to the same. */
void tables_join(Tables *tables, GArray *numbers);

/* Bytes that they take. */
gsize tables_memory(const Tables *tables);

#endif
