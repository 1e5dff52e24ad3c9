/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * State transitions as a table (A2.1.5.2, A2.2.3.2, A2.3.4.2, A5.2, A5.3.5,
 * A5.5): what may become what, and by which command. Commands do not look
 * here; invariants hold them to it.
 */
#ifndef RMM_TRANSITION_H
#define RMM_TRANSITION_H

#include "base/model.h"

enum rmm_object {
	OBJECT_GRANULE,         /* enum rmm_granule_state */
	OBJECT_REALM,           /* enum rmm_realm_state */
	OBJECT_REC,             /* enum rmm_rec_state */
	OBJECT_RTTE,            /* enum rmm_rtte_state */
	OBJECT_RIPAS,           /* enum rmm_ripas, of a Protected IPA */
	OBJECTS
};

/* Instead of a state. */
#define TRANSITION_NONE 0xfe    /* the object does not exist */
#define TRANSITION_ANY  0xff

struct rmm_transition {
	enum rmm_object object;
	uint8_t from, to;
	enum rmm_command_id command;    /* CMD_NONE: by any action of the Realm */
	const char *section;
	const char *guard;              /* or NULL */
	unsigned in, until;             /* lines that it begins and ends with */
};

/* The table; *count rows. */
const struct rmm_transition *rmm_transitions(unsigned *count);

/* The names of the states of an object. */
const struct rmm_enumeration *rmm_object_states(enum rmm_object object);
const char *rmm_object_name(enum rmm_object object);

/* Is there a row for it in the model's version? */
bool rmm_may_become(const struct rmm_model *m, enum rmm_object object,
		    uint8_t from, uint8_t to, enum rmm_command_id command);

#endif
