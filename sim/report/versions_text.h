/* SPDX-License-Identifier: BSD-3-Clause */
/* Scenarios under several versions, for people. */
#ifndef SIM_VERSIONS_TEXT_H
#define SIM_VERSIONS_TEXT_H

#include "compare/versions.h"
#include "report/report.h"

typedef struct {
	const struct rmm_version *const *versions;
	guint count;                    /* of them */
	guint files, same, different;
	guint failed, broken;           /* broken: with errors, not run */
	guint skipped;                  /* nothing to compare */
	gboolean limit;
} VersionTotals;

/* "61 steps, 1 differs, 4 only in 1.0"; the caller frees it. */
char *versions_sum(const VersionComparison *comparison);

/* Why it was not compared, or not all of it; NULL: it was. The caller frees it. */
char *versions_message(const VersionComparison *comparison);

/* The result under a version, "" if it does not have the statement; the caller frees it. */
char *versions_result(const VersionComparison *comparison, const VersionDifference *difference,
		      guint run);

/* A line for each version that has the statement: "    1.0      RMI_SUCCESS". */
char *versions_results(const VersionComparison *comparison, const VersionDifference *difference);

void versions_print_file(const Report *report, const ReportEvent *event, gboolean markdown);
void versions_print_end(const Report *report, const ReportEvent *event, gboolean markdown);

#endif
