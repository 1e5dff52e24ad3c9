/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of explorations. */
#ifndef SIM_EXPLORE_SOURCE_H
#define SIM_EXPLORE_SOURCE_H

#include "report/explore_text.h"

extern const ReportSource explore_source;

/* The events of a file, the @number-th. */
void explore_report_file(Report *report, guint number, const ExploreFile *file);

#endif
