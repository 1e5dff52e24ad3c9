/* SPDX-License-Identifier: BSD-3-Clause */
/* What is at the places that a call names: Realm, Granules, entries. */
#ifndef SIM_PLACE_H
#define SIM_PLACE_H

#include "machine/sight.h"

/* What is at a place that a call names. */
typedef struct {
	const char *name;       /* of the input; NULL: the Realm */
	const char *operation;  /* that has it as input; or NULL */
	gboolean is_walked_to;  /* the Granule is the table that the walk to base reaches */
	Sight sight;
} CallPlace;

/* The RD of the Realm that a call names, or whose REC makes it; FALSE: there is none. */
gboolean place_realm(const struct rmm_model *model, const struct rmm *state,
		     const struct rmm_call *call, uint64_t *rd);

/*
 * The Granules, entries and Realm that the inputs of a call name, as they are
 * in the state of @machine and since when: to an array of CallPlace.
 */
void places_find(Machine *machine, const struct rmm_call *call, GArray *places);

/*
 * Appends "data 0x88103000: DELEGATED, GPT_REALM, since line 8, RMI_..."; a
 * line of the file @path is told without it.
 */
void place_append(GString *out, const struct rmm_model *model, const CallPlace *place,
			   const char *path);

#endif
