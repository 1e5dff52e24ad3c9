/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing a scenario back with the results of a run filled in. */
#ifndef SIM_RECORD_H
#define SIM_RECORD_H

#include "run/outcome.h"

typedef enum {
	RECORD_FILL,            /* results that are missing */
	RECORD_REPLACE          /* those as well that do not hold */
} RecordMode;

/* A result that is new, or that is contradicted and stays. */
typedef struct {
	unsigned line;          /* of the file, from 1 */
	char *was, *now;        /* of the text, without the end of the line */
	gboolean stays;         /* what is written does not hold, and was left */
} RecordedLine;

/*
 * The file of @scenario (not what it includes) as text: behind every command
 * without a result stands what it came to in @result, of which all outcomes
 * were kept. What was written and holds stays as it is; so does a step that
 * loops made differ. @lines (may be NULL) gets RecordedLine *, in order. The
 * caller frees the text.
 */
char *record_text(const Scenario *scenario, const RunResult *result, RecordMode mode,
		  GPtrArray *lines);

/* Of RecordedLine *. */
GPtrArray *recorded_lines_new(void);
guint recorded_changes(const GPtrArray *lines);

#endif
