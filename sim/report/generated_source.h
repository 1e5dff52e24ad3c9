/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of mutants that scenarios notice. */
#ifndef SIM_GENERATED_SOURCE_H
#define SIM_GENERATED_SOURCE_H

#include "mutate/generated.h"
#include "report/report.h"

extern const ReportSource generated_source;

void generated_report(Report *report, const Generated *generated);

#endif
