/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of logs that were replayed. */
#ifndef SIM_REPLAY_SOURCE_H
#define SIM_REPLAY_SOURCE_H

#include "replay/console.h"
#include "replay/replay.h"
#include "report/report.h"
#include "system/version.h"
#include "timeline/timeline.h"

/* What a log came to. */
typedef struct {
	const char *path;
	const struct rmm_version *version;      /* NULL: it cannot be read */
	ReplayCount count;
	ConsoleSummary console;                 /* of one; else its dialect is NULL */
	ConsoleLeavesOut leaves_out;
	gboolean is_foreign;                    /* nothing in it is of an RMM */
	const char *error;      /* why it cannot be read: "path:line:column: error: ..." */
	gdouble seconds;        /* 0: not measured */
	Timeline *timeline;     /* NULL: no map is wanted */
} LogReport;

typedef struct {
	guint files, broken;
	guint versions[VERSIONS_MAX];   /* files, by version_index() */
	guint dialects[LOG_DIALECTS_MAX];       /* consoles, by dialect */
	guint explained[VERSIONS_MAX][VARIANTS];        /* divergences, by variant */
	guint unexplained;                              /* by none */
	ReplayCount count;
} ReplayTotals;

extern const ReportSource replay_source;

/* Before the lines of a console, or of its part from @line on: how it is read. */
void replay_report_begin(Report *report, const LogReport *log, guint line);

/* The event of a line, of a log, the @number-th, and of the end. */
void replay_report_event(Report *report, const ReplayEvent *event);
void replay_report_log(Report *report, guint number, const LogReport *log);

#endif
