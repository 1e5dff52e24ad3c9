/* SPDX-License-Identifier: BSD-3-Clause */
/* States of few components that were run, and what each action came to there. */
#ifndef SIZES_STEPS_H
#define SIZES_STEPS_H

#include "sizes/component.h"

/* An action that was not taken leads nowhere, and why: from this on. */
#define STEP_NOT_TAKEN (G_MAXUINT32 - 16)

typedef struct {
	const SizedWorld *world;
	Numbers *compositions;          /* that were run, or that actions led to */
	GArray *first;                  /* of guint64, by composition: where its steps begin */
	/* guint32: where each action of a world of its size led, or why it was not taken. */
	GArray *led;
} Steps;

void steps_init(Steps *steps, const SizedWorld *world);
void steps_clear(Steps *steps);

/* The number of a composition, which may be new. */
guint32 steps_number(Steps *steps, const Composition *composition);
/* The number of one that was run; NUMBER_NONE: it was not. */
guint32 steps_find(const Steps *steps, const Composition *composition);
gboolean steps_has_run(const Steps *steps, guint32 number);

static inline const Composition *steps_composition(const Steps *steps, guint32 number)
{
	return numbers_bytes(steps->compositions, number);
}

/* Where the steps of @number begin: it is being run. */
void steps_begin(Steps *steps, guint32 number);
/* The next action of it led there, or was not taken (STEP_NOT_TAKEN plus enum explore_taken). */
void steps_add(Steps *steps, guint32 led);

/* What came of its @at-th action. */
static inline guint32 steps_led(const Steps *steps, guint32 number, guint at)
{
	return g_array_index(steps->led, guint32, g_array_index(steps->first, guint64, number) + at);
}

#endif
