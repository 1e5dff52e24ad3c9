/* SPDX-License-Identifier: BSD-3-Clause */
/* What the model makes of a recorded line: what it permits, and the state around it. */
#ifndef SIM_DESCRIBE_H
#define SIM_DESCRIBE_H

#include "machine/sight.h"
#include "replay/line.h"

/* What the model may answer to a call. */
typedef struct {
	struct rmm_call call;
	struct rmm_result result;       /* its condition refuses, if it has one */
} Answer;

/*
 * What the model permits for a recorded command in the state of @machine: its
 * own result, or every failure that may be reported. To an array of Answer,
 * which stays empty if the line is no command that can be told in advance.
 */
void describe_permitted(const Machine *machine, const TraceLine *line, GArray *answers);

/* Appends "RMI_ERROR_INPUT by rd_align (B4.3.1) or ...". */
void describe_append_answers(GString *out, const struct rmm_model *model, const GArray *answers);

/* What is at a place that a line names. */
typedef struct {
	const char *name;       /* of the input; NULL: the Realm */
	const char *operation;  /* that has it as input; or NULL */
	gboolean is_walked_to;  /* the Granule is the table that the walk to base reaches */
	Sight sight;
} Place;

/*
 * The Granules, entries and Realm that the inputs of a line name, as they are
 * in the state of @machine and since when: to an array of Place.
 */
void describe_state(Machine *machine, const TraceLine *line, GArray *places);

/*
 * Appends "data 0x88103000: DELEGATED, GPT_REALM, since line 8, RMI_..."; the
 * trace is that of @path.
 */
void describe_append_place(GString *out, const struct rmm_model *model, const Place *place,
			   const char *path);

#endif
