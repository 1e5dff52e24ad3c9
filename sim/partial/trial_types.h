/* SPDX-License-Identifier: BSD-3-Clause */
/* A call that is tried: the places that it names, and what each may be. */
#ifndef SIM_TRIAL_TYPES_H
#define SIM_TRIAL_TYPES_H

#include "dialect/call.h"
#include "partial/knowledge.h"
#include "partial/stage.h"

#define TRIAL_SLOTS 8
#define TRIAL_VALUES 96

/* A place that a call names, and what it may be. */
typedef enum {
	PLACE_WIDTH, PLACE_REALM, PLACE_LIVE, PLACE_REC, PLACE_ENTRY,
	PLACE_GRANULE,          /* one for each slot, from here on */
	PLACES = PLACE_GRANULE + TRIAL_SLOTS
} TrialPlace;

typedef struct {
	guint value[TRIAL_VALUES];
	guint count;            /* 0: the call does not depend on it */
	guint64 agreeing[2];    /* values, by index, that agree: bits */
} TrialRange;

typedef struct Trial Trial;

/* Is the result of a trial the one that is looked for? */
typedef gboolean TrialTest(const Trial *trial, const struct rmm_result *result);

struct Trial {
	Knowledge *knowledge;
	Stage *stage;
	const LogEvent *event;
	struct rmm_call call;
	const Roles *roles;
	PartialRealm *realm;    /* NULL: the call names none */
	guint64 ipa;
	guint entry_line;
	TrialTest *test;
	TrialRange range[PLACES];
	guint found[PLACES];    /* indexes of an agreeing combination */
	struct rmm_result result;       /* of that; of the likeliest if none agrees */
	Aftermath after;
	gboolean is_single;     /* in the state that was found no other failure is permitted */
	gboolean forced;        /* no state that is permitted makes it return another result */
	Others others;                  /* what the state that was tried last permits beside it */
	guint tried;
};

#endif
