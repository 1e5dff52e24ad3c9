/* SPDX-License-Identifier: BSD-3-Clause */
/* States of few components that were run, and what each action came to there. */
#ifndef SIZES_STEPS_H
#define SIZES_STEPS_H

#include "sizes/component.h"

/* An action that was not taken leads nowhere, and why: from this on. */
#define STEP_NOT_TAKEN (G_MAXUINT32 - 16)

typedef struct {
	const SizedWorld *world;
	Numbers *compositions;          /* that were run, or that actions led to: packed */
	GArray *runs;                   /* of Run, by composition */
	/*
	 * What came of the actions of a world of its size (guint32): why one was not taken,
	 * or which of those that were taken it is. There are few such patterns.
	 */
	Numbers *patterns;
	GArray *led;                    /* of guint32: where those that were taken led */
	/* Of the state that is being run: its pattern so far, and how many were taken. */
	GArray *pattern;
	guint32 taken;
} Steps;

void steps_init(Steps *steps, const SizedWorld *world);
void steps_clear(Steps *steps);

/* The number of a composition, which may be new. */
guint32 steps_number(Steps *steps, const Composition *composition);
/* The number of one that was run; NUMBER_NONE: it was not. */
guint32 steps_find(const Steps *steps, const Composition *composition);
gboolean steps_has_run(const Steps *steps, guint32 number);
Composition steps_composition(const Steps *steps, guint32 number);
/* Is it that composition? */
gboolean steps_is(const Steps *steps, guint32 number, const Composition *composition);

/* The steps of @number begin: it is being run. */
void steps_begin(Steps *steps, guint32 number);
/* The next action of it led there, or was not taken (STEP_NOT_TAKEN plus enum explore_taken). */
void steps_add(Steps *steps, guint32 led);
/* That was the last. */
void steps_end(Steps *steps, guint32 number);

/* States that were run, or led to. */
static inline guint32 steps_count(const Steps *steps)
{
	return steps->runs->len;
}

/* What came of its @at-th action. */
guint32 steps_led(const Steps *steps, guint32 number, guint at);

#endif
