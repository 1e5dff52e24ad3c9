/* SPDX-License-Identifier: BSD-3-Clause */
/* What an input may be that nobody names: "host any RMI_*". */
#ifndef INQUIRY_ANY_VALUES_H
#define INQUIRY_ANY_VALUES_H

#include "calls/call.h"
#include "calls/object.h"

/* What there is to be called about. */
typedef struct {
	GArray *granules;       /* of guint64: domains of PAs, and what the setup left delegated */
	GArray *rds, *recs;
	GArray *ipas;           /* domains of IPAs, and what lies behind and before */
	gboolean named_only;    /* nothing else, and none that is absurd */
} Places;

void places_init(Places *places, gboolean named_only);
void places_clear(Places *places);
void places_add(GArray *values, guint64 value);

/*
 * Adds what @element of @input may be; nothing where the usual value is the only
 * sensible one. Absurd addresses are added with @absurd alone: one that is
 * misaligned, one where nothing is, and one that is both.
 */
void any_values(const CallScope *scope, const struct rmm_value *input, unsigned element,
		const Places *places, gboolean absurd, GArray *values);
/* How many elements of @input may be chosen. */
unsigned any_elements(const CallScope *scope, const struct rmm_value *input);
/*
 * Adds what is wrong for an input that has one right value: a page that the Host passes,
 * a number of Granules. Nothing for others.
 */
void any_wrong_values(const CallScope *scope, const struct rmm_value *input, const Places *places,
		      GArray *values);

/* How a call passes ranges: inputs that have one value then; a name NULL ends them. */
typedef struct {
	CallInput held[4];
	gboolean has_list;      /* the list may be any */
} PassedRanges;

/* The @number-th way that @command of the scope has; FALSE: there are fewer. Each has one. */
gboolean any_passed_ranges(const CallScope *scope, const struct rmm_command *command, guint number,
			   PassedRanges *passed);

#endif
