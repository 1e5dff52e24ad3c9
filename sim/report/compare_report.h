/* SPDX-License-Identifier: BSD-3-Clause */
/* Printing a comparison: a table for people, or lines of JSON. */
#ifndef SIM_COMPARE_REPORT_H
#define SIM_COMPARE_REPORT_H

#include "compare/compare.h"
#include "report/table.h"

/* @quiet: only rows where the guest does not boot or a cheat is never noticed. */
void compare_print_table(const Comparison *comparison, const Output *output, TableStyle style,
			 gboolean quiet);

/* An object a cell: its schema is in scenarios/README.md. */
void compare_print_json(const Comparison *comparison, const Output *output);

#endif
