/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of variants that are explored: an item for each, then how many. */
#ifndef SIM_JUDGING_SOURCE_H
#define SIM_JUDGING_SOURCE_H

#include "report/report.h"
#include "suites/judging.h"

extern const ReportSource judging_source;

/* All events, the beginning included. */
void judging_report(Report *report, const Judging *judging);

#endif
