/* SPDX-License-Identifier: BSD-3-Clause */
/* A call that was refused, and what every condition of its command found then. */
#ifndef SIM_REFUSAL_H
#define SIM_REFUSAL_H

#include "machine/cause.h"
#include "machine/machine.h"

typedef struct {
	const struct rmm_model *model;  /* outlives it */
	PackedCall *call;
	enum rmm_command_id command;
	unsigned granule_shift; /* of the Granules then */
	Origin at;
	/* Of the rules: the one that is reported; that may be reported; that hold: bits. */
	int condition;
	uint64_t permitted, violated;
	GPtrArray *values;      /* by condition: GArray of CauseValue */
	GPtrArray *results;     /* by condition: "RMI_ERROR_RTT level=2", if it may be reported; or NULL */
} Refusal;

/*
 * Of @call, which @result refused just now: the state is as it was. NULL where
 * the conditions are those of a command that was resumed.
 */
Refusal *refusal_new(Machine *machine, const struct rmm_call *call,
		     const struct rmm_result *result);
void refusal_free(Refusal *refusal);

#endif
