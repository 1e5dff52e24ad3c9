/* SPDX-License-Identifier: BSD-3-Clause */
/* Telling, and counting, what came of the lines of a trace. */
#ifndef SIM_TELL_H
#define SIM_TELL_H

#include "replay/event.h"

/* A run of a trace, and who is told of it. */
typedef struct {
	History *history;
	Trace *trace;
	gboolean every_line;            /* tell of those that agree, too */
	gboolean unexplained;           /* look for no variant */
	ReplayFunction *function;
	gpointer user;
	ReplayCount *count;
} ReplayRun;

static inline const TraceLine *replay_line(const ReplayRun *run, guint i)
{
	return trace_line(run->trace, i);
}

/* Counts lines that agree, and tells of those that are not judged. */
void tell_agreeing(const ReplayRun *run, guint first, guint end);

/* The lines of [first, end) are not judged because of @cause. */
void tell_skipped(const ReplayRun *run, guint first, guint end, UnjudgedReason reason,
		  const TraceLine *cause);

/* The lines from @first on are not judged because of @cause. */
void tell_rest(const ReplayRun *run, guint first, UnjudgedReason reason,
	       const TraceLine *cause);

/* What the model permits for a line, and the state around it. */
typedef struct {
	GArray *answers;        /* of Answer */
	GArray *places;         /* of CallPlace */
	gboolean peeks;
	PeekRecord record;
} LineDescription;

/* Describes a line in the state in which the machine stands. */
LineDescription tell_describe(const ReplayRun *run, const TraceLine *line);

/* Tells an event of the line that was described, and clears the description. */
void tell_described(const ReplayRun *run, ReplayEvent event, const LineDescription *description);

/* Clears one of which nothing is told. */
void tell_clear(LineDescription *description);

/* The history ends in line @first. */
void tell_end(const ReplayRun *run, guint first);

/*
 * Tells what the steps of a unit showed to be wrong. What breaks further up
 * does so since all of the history is taken under @bent.
 */
void tell_findings(const ReplayRun *run, const struct unit *unit, enum rmm_variant bent);

#endif
