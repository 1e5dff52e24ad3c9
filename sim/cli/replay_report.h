/* SPDX-License-Identifier: BSD-3-Clause */
/* Reporting what replayed logs came to, in one of several formats. */
#ifndef SIM_REPLAY_REPORT_H
#define SIM_REPLAY_REPORT_H

#include "output.h"
#include "replay.h"

typedef struct {
	guint files, broken;
	guint versions[RMM_VERSIONS];   /* files by version */
	guint explained[RMM_VERSIONS][VARIANTS];        /* divergences by variant */
	guint findings;                 /* of the self-check */
	ReplayCount count;
} ReplayTotals;

typedef struct {
	const Output *output;
	gboolean quiet, verbose;
	guint number;                   /* files told so far */
} ReplayStyle;

typedef struct {
	const char *name;
	void (*begin)(ReplayStyle *style, guint files);
	void (*finding)(ReplayStyle *style, const Trace *trace, const ReplayFinding *finding);
	void (*file)(ReplayStyle *style, const char *path, enum rmm_version version,
		     const ReplayCount *count);
	void (*broken)(ReplayStyle *style, const char *path);
	void (*end)(ReplayStyle *style, const ReplayTotals *totals);
} ReplayFormat;

/* NULL: text. NULL if there is none of this name. */
const ReplayFormat *replay_format(const char *name);

#endif
