/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of a comparison, and what is said below it, for people. */
#ifndef SIM_COMPARE_TABLE_H
#define SIM_COMPARE_TABLE_H

#include "compare/compare.h"
#include "report/table.h"

/* Names in a cell of a table: "all" if there are @all, and more than one. The caller frees it. */
char *compare_table_join(const GPtrArray *names, guint all);
/* "boots", "SEA". */
const char *compare_table_outcome(const Facts *facts);

/* If @quiet, the rows alone where something goes wrong. */
void compare_table_print(const Comparison *comparison, const Output *output, TableStyle style,
			 gboolean quiet);

#endif
