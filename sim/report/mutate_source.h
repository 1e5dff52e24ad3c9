/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of variants that scenarios notice: a case for each, in each suite. */
#ifndef SIM_MUTATE_SOURCE_H
#define SIM_MUTATE_SOURCE_H

#include "mutate/mutate.h"
#include "report/report.h"

extern const ReportSource mutate_source;

/* All events, the beginning included. */
void mutate_report(Report *report, const Mutation *mutation);

#endif
