/* SPDX-License-Identifier: BSD-3-Clause */
/* Why a goal is not met by any history of an exploration. */
#ifndef SUITES_MISSED_H
#define SUITES_MISSED_H

#include "suites/goals.h"

typedef enum {
	MISSED_BOUNDS,          /* another world or alphabet meets it */
	MISSED_TEXT,            /* the text lets no call meet it */
	MISSED_MODEL,           /* it is about what the model does not have */
	MISSED_OPEN             /* none is known that meets it */
} MissedKind;

typedef struct {
	MissedKind kind;
	const char *why;
	gboolean by;            /* @why is the scenario that meets it */
} Missed;

/*
 * @by: a scenario that meets it, or NULL; @nearly: how another nearly does, or NULL; @closed:
 * was all of the space explored?
 */
Missed missed_why(const Goals *goals, guint number, const char *by, const char *nearly,
		  gboolean closed);

/* "bounds" */
const char *missed_kind_name(MissedKind kind);

/* "bounds: scenarios/acs/command/data-destroy.ripas reaches it" */
void missed_append(GString *out, const Missed *missed);

#endif
