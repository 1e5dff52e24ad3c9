/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a comparison with every Host: a table for people, a case a cell. */
#ifndef SIM_EXHAUSTIVE_SOURCE_H
#define SIM_EXHAUSTIVE_SOURCE_H

#include "cheating/exhaustive.h"
#include "report/report.h"

/* Its objects in JSON Lines are described in scenarios/README.md. */
extern const ReportSource exhaustive_source;

/* The events of a version, the @number-th. */
void exhaustive_report(Report *report, guint number, const Exhaustive *exhaustive);

#endif
