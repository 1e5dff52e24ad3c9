/* SPDX-License-Identifier: BSD-3-Clause */
/* What the model makes of a recorded line: what it permits, and the state around it. */
#ifndef SIM_DESCRIBE_H
#define SIM_DESCRIBE_H

#include "machine/place.h"
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

/*
 * The Granules, entries and Realm that the inputs of a line name, as they are
 * in the state of @machine and since when: to an array of CallPlace.
 */
void describe_state(Machine *machine, const TraceLine *line, GArray *places);

#endif
