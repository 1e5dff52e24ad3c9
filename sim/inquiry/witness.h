/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Witnesses: what an engine found, made again call by call on the plain model
 * from the state behind the setup, with nothing settled in between. Only what
 * shows here is shown to users.
 */
#ifndef INQUIRY_WITNESS_H
#define INQUIRY_WITNESS_H

#include "explore/engine.h"
#include "explore/exploration.h"
#include "machine/finding.h"

typedef struct {
	guint action;           /* index into the alphabet */
	guint nth;              /* of the actions of the history */
	gboolean begins;        /* is the first call of it */
	struct rmm_call call;
	struct rmm_result result;
	GArray *changes;        /* of Change */
} WitnessCall;

typedef struct {
	const Found *found;
	GArray *calls;          /* of WitnessCall */
	gboolean confirmed;     /* the plain model shows it, too */
	Finding finding;        /* FOUND_INVARIANT */
	struct rmm *last;       /* the state that it ends in, with monitors */
} Witness;

Witness *witness_new(const Exploration *exploration, const Found *found);
void witness_free(Witness *witness);

#endif
