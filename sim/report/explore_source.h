/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of explorations. */
#ifndef SIM_EXPLORE_SOURCE_H
#define SIM_EXPLORE_SOURCE_H

#include "report/explore_text.h"

extern const ReportSource explore_source;

/* The events of a file, the @number-th, and of the end. */
void explore_report_file(Report *report, guint number, const ExploreFile *file);
void explore_report_end(Report *report, const ExploreTotals *totals);

#endif
