/* SPDX-License-Identifier: BSD-3-Clause */
/* Explorations for people. */
#ifndef SIM_EXPLORE_TEXT_H
#define SIM_EXPLORE_TEXT_H

#include "inquiry/inquiry.h"
#include "report/report.h"

typedef struct {
	guint files, failed, broken;    /* broken: with errors, not explored */
	guint partial;                  /* cut short by a bound */
} ExploreTotals;

/* @explored NULL: the file has errors. @written: of its witness; or NULL. */
typedef struct {
	const char *path;
	const Explored *explored;
	const Diagnostics *diagnostics;
	const char *written;
} ExploreFile;

/* The members of the object at the end. */
void explore_end_members(const ReportEvent *event, JsonBuilder *builder);

void explore_print_file(const Report *report, const ReportEvent *event, gboolean markdown);
void explore_print_end(const Report *report, const ReportEvent *event, gboolean markdown);

#endif
