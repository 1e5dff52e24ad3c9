/* SPDX-License-Identifier: BSD-3-Clause */
/* What a replay tells of the lines of a trace. */
#ifndef SIM_EVENT_H
#define SIM_EVENT_H

#include "partial/answer.h"
#include "replay/describe.h"
#include "replay/explain.h"
#include "replay/peek.h"

typedef enum {
	REPLAY_LINE,            /* it agrees: told with .every_line */
	REPLAY_DIVERGES,
	REPLAY_ENDS,            /* the history ends in an assert here */
	REPLAY_NOT_JUDGED,      /* from line to last */
	REPLAY_FINDING,         /* a step of the line shows something wrong */
	REPLAY_SKIPPED          /* of a console, no call; told with .every_line */
} ReplayEventKind;

/* Why lines are not judged. */
typedef enum {
	UNJUDGED_UNEXPLAINED,   /* behind a line that diverges, and no variant explains it */
	UNJUDGED_END,           /* behind the end of the history */
	UNJUDGED_FLAW,          /* a line cannot be read, or a run that it ends */
	UNJUDGED_LIMIT,         /* a pool of the model was exhausted */
	UNJUDGED_BEYOND         /* the model has nothing to say of them */
} UnjudgedReason;

/* What comes of a line. Lasts as long as the call that tells of it. */
typedef struct {
	ReplayEventKind kind;
	const Trace *trace;
	const TraceLine *line;
	const struct rmm_model *model;
	const Machine *machine;         /* behind the line and those that go with it; or NULL */
	/* Of REPLAY_DIVERGES; of REPLAY_FINDING: the departure that causes it. */
	enum rmm_variant explained[EXPLAINED_MAX];      /* VARIANT_NONE: none */
	/* Of REPLAY_NOT_JUDGED. */
	UnjudgedReason reason;
	const TraceLine *last, *cause;
	/* Of REPLAY_FINDING. */
	const Finding *finding;
	/* What the model permits, and what is at the places that the line names. */
	const GArray *answers;          /* of Answer */
	const GArray *places;           /* of CallPlace */
	const PeekRecord *record;       /* that differs, of a peek; or NULL */
	/* Of a console, whose states are partly known; else NULL. */
	const char *why;                /* it is not judged */
	const char *permitted;          /* what the model returns instead */
	const GPtrArray *known;         /* of char *: of the places that the line names */
	const PartialValues *values;    /* that it tells */
	/* What the line changed; empty unless changes are watched. */
	const GArray *changes;          /* of Change */
} ReplayEvent;

typedef struct {
	guint lines, agree, diverge, not_judged;
	guint flawed;           /* of those that are not judged: bad input */
	guint unsound;          /* findings of the self-check */
	guint caused;           /* invariants that break by a departure that is expected */
	guint broken;           /* invariants that break otherwise */
	gboolean limit;         /* a pool of the model was exhausted */
	guint64 again;          /* lines that were taken again, to explain some */
} ReplayCount;

typedef void ReplayFunction(gpointer user, const ReplayEvent *event);

#endif
