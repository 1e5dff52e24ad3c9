/* SPDX-License-Identifier: BSD-3-Clause */
/* Tables for people: aligned text, or Markdown. */
#ifndef SIM_TABLE_H
#define SIM_TABLE_H

#include "system/output.h"

/* For people, for documents, for programs: an object a row. */
typedef enum { TABLE_TEXT, TABLE_MARKDOWN, TABLE_JSONL } TableStyle;

typedef struct Table Table;

/* Columns by their heads, separated by '|': "id|result". */
Table *table_new(const char *heads);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

/* Starts a row; cells follow one by one. */
void table_row(Table *table);
void table_cell(Table *table, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Paints the last cell, where there is colour. */
void table_paint(Table *table, Paint paint);

void table_print(const Table *table, const Output *output, TableStyle style);

#endif
