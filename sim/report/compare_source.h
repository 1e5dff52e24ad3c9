/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a comparison: a table for people, a case a cell. */
#ifndef SIM_COMPARE_SOURCE_H
#define SIM_COMPARE_SOURCE_H

#include "compare/compare.h"
#include "report/compare_gate.h"
#include "report/report.h"

/* Its objects in JSON Lines are described in scenarios/README.md. */
extern const ReportSource compare_source;

/* The events of a version, the @number-th; @gate (may be NULL) sees its cells. */
void compare_report(Report *report, guint number, const Comparison *comparison, Gate *gate);

/* Those of the kept table itself: its cells that are @missing now. */
void compare_report_gate(Report *report, guint number, const Gate *gate, const GPtrArray *missing);

#endif
