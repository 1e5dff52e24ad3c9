/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of suites that are made from the model. */
#ifndef SIM_COVERING_SOURCE_H
#define SIM_COVERING_SOURCE_H

#include "report/explore_text.h"
#include "suites/covering.h"

/* @covering NULL: the file has errors. */
typedef struct {
	const char *path;
	const Covering *covering;
	const Diagnostics *diagnostics;
	const char *folder;             /* of the scenarios */
} CoveringFile;

extern const ReportSource covering_source;

/* The events of a file, the @number-th. */
void covering_report_file(Report *report, guint number, const CoveringFile *file);

#endif
