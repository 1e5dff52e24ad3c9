/* SPDX-License-Identifier: BSD-3-Clause */
/* Reporting what replayed logs came to, in one of several formats. */
#ifndef SIM_REPLAY_REPORT_H
#define SIM_REPLAY_REPORT_H

#include "system/output.h"
#include "replay/replay.h"
#include "system/version.h"

typedef struct {
	guint files, broken;
	guint versions[VERSIONS_MAX];   /* files by version_index() */
	guint explained[VERSIONS_MAX][VARIANTS];        /* divergences by variant */
	ReplayCount count;
} ReplayTotals;

typedef struct {
	const Output *output;
	gboolean quiet, verbose;
	guint number;                   /* files told so far */
	GString *cases;                 /* of the file, for formats that tell it first */
	guint case_count, case_failures;
} ReplayStyle;

/* A format is a row: what it prints before, for each finding, each file, and after. */
typedef struct {
	const char *name;
	void (*begin)(ReplayStyle *style, guint files);
	void (*event)(ReplayStyle *style, const ReplayEvent *event);
	void (*file)(ReplayStyle *style, const char *path, const struct rmm_version *version,
		     const ReplayCount *count);
	void (*broken)(ReplayStyle *style, const char *path);
	void (*end)(ReplayStyle *style, const ReplayTotals *totals);
} ReplayFormat;

/* NULL: text. NULL if there is none of this name. */
const ReplayFormat *replay_format(const char *name);

extern const ReplayFormat replay_text, replay_tap, replay_junit, replay_jsonl;

/* "diverges, explained", ... */
const char *replay_kind(const ReplayEvent *event);

/* Why lines are not judged; what the model permits. The caller frees them. */
char *replay_why(const ReplayEvent *event);
char *replay_permitted(const ReplayEvent *event);

/* What is to be said of an event, a line each, behind @indent. */
char *replay_detail(const ReplayEvent *event, const char *indent);

/* Did all of a file that was judged agree, and was all that can be judged? */
gboolean replay_passed(const ReplayCount *count);

#endif
