/* SPDX-License-Identifier: BSD-3-Clause */
/* Scenarios that a verb runs, several at a time, and reports in order. */
#ifndef SIM_RUNNING_H
#define SIM_RUNNING_H

#include "cli/selection.h"
#include "options/options.h"
#include "report/run_source.h"

typedef struct Running Running;
struct Running {
	const Options *options;
	const char *verb;
	gboolean fail_fast;
	Selection selection;
	Report report;          /* open */
	guint jobs;
	/* Tells a file that was run, or skipped, in place of the report. NULL: the report does. */
	void (*tell)(Running *running, const FileReport *file);
	gboolean claims;        /* "variant ID must fail" is tried */
	RunTotals totals;

	/* Private. */
	gint failed;            /* atomic: a file has failed */
	gint foreign;           /* atomic: files for another version */
	FileReport *reports;    /* by file */
	Diagnostics **diagnostics;      /* by file */
};

/* Runs the files of the selection; says what to exit with. */
ExitCode running_files(Running *running);

#endif
