/* SPDX-License-Identifier: BSD-3-Clause */
/* Reporting what scenarios came to, in one of several formats. */
#ifndef SIM_REPORT_H
#define SIM_REPORT_H

#include "system/output.h"
#include "run/runner.h"

/* What a file came to. */
typedef struct {
	const char *path;
	Scenario *scenario;             /* NULL: it has errors */
	RunResult result;
} FileReport;

typedef struct {
	guint files, failed, broken;    /* broken: with errors, not run */
	guint steps;
	gboolean limit;
} Totals;

typedef struct {
	const Output *output;
	gboolean quiet, verbose;
} ReportStyle;

/* A format is a row: what it prints before, for each file, and after. */
typedef struct {
	const char *name;
	void (*begin)(const ReportStyle *style, guint files);
	void (*file)(const ReportStyle *style, guint number, const FileReport *report);
	void (*end)(const ReportStyle *style, const Totals *totals);
	gboolean needs_all;             /* outcomes of steps that passed, too */
} ReportFormat;

/* NULL if there is none of this name. */
const ReportFormat *report_format(const char *name);

extern const ReportFormat report_text, report_tap, report_junit, report_jsonl;

/* Did all come out as expected? */
gboolean report_passed(const FileReport *report);

#endif
