/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Does some state that the log permits make a call return what it says? The states of
 * the places that the call names are tried on a stage, and what cannot have been is
 * ruled out.
 */
#ifndef SIM_TRIAL_H
#define SIM_TRIAL_H

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
	gboolean forced;        /* no state that is permitted makes it return another result */
	Others others;                  /* what the state that was tried last permits beside it */
	guint tried;
};

/* Looks at what the call names: @realm is that which calls, or NULL. */
void trial_init(Trial *trial, Knowledge *knowledge, Stage *stage, const LogEvent *event,
		const struct rmm_call *call, PartialRealm *realm, TrialTest *test);

/* Looks for a combination that agrees. */
gboolean trial_search(Trial *trial);

/* Notes which values of each place agree, the others being as found; is the result forced? */
void trial_narrow(Trial *trial);

/* The entries at the IPA that agree. */
EntrySet trial_entries(const Trial *trial);

/* Takes over what was ruled out, and what a call that succeeded did. */
void trial_learn(const Trial *trial);

/* Tells what is known of the places of the call: a line each, to @lines (of char *). */
void trial_tell(const Trial *trial, GPtrArray *lines);

#endif
