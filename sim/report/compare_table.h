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

/*
 * "an honest Host comes to 5 RIMs in 8 ways", and which of its choices matter; "" if
 * nothing was tried. The caller frees it.
 */
char *compare_table_honest(const HonestRims *honest);

/* If @quiet, the rows alone where something goes wrong. */
void compare_table_print(const Comparison *comparison, const Output *output, TableStyle style,
			 gboolean quiet);

#endif
