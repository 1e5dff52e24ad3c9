/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of scenarios that were run under several versions. */
#ifndef SIM_VERSIONS_SOURCE_H
#define SIM_VERSIONS_SOURCE_H

#include "report/versions_text.h"

extern const ReportSource versions_source;

void versions_count(VersionTotals *totals, const VersionComparison *comparison);

/* The events of a file, the @number-th. */
void versions_report_file(Report *report, guint number, const VersionComparison *comparison);

#endif
