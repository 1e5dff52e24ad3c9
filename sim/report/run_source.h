/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of scenarios that were run. */
#ifndef SIM_RUN_SOURCE_H
#define SIM_RUN_SOURCE_H

#include "report/report.h"
#include "run/outcome.h"
#include "timeline/timeline.h"

/* What a file came to. */
typedef struct {
	const char *path;
	Scenario *scenario;             /* NULL: it has errors, or is skipped */
	const Diagnostics *diagnostics; /* its errors */
	const char *skipped;            /* why it was not run; NULL: it was, or has errors */
	RunResult result;
	gdouble seconds;                /* of the run; 0: not measured */
	Timeline *timeline;             /* NULL: no map is wanted */
} FileReport;

typedef struct {
	guint files, failed, broken;    /* broken: with errors, not run */
	guint skipped;
	guint steps;
	gboolean limit;
} RunTotals;

extern const ReportSource run_source;

/* Did all come out as expected? */
gboolean run_passed(const FileReport *file);

/* The events of a file, the @number-th. At the end: report_end() with RunTotals. */
void run_report_file(Report *report, guint number, const FileReport *file);

#endif
