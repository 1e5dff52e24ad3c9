/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What one sees at a place of the state: an RTT entry, a Granule, a Realm. A
 * place can be looked at in any state; so its history can be told.
 */
#ifndef SIM_SIGHT_H
#define SIM_SIGHT_H

#include "machine/machine.h"

typedef enum {
	SIGHT_ENTRY,            /* what the tables say of an IPA */
	SIGHT_GRANULE,          /* state */
	SIGHT_MEMORY,           /* state of the Granule and its GPT entry */
	SIGHT_REALM,            /* state */
	SIGHT_RIM
} SightKind;

typedef struct {
	SightKind kind;
	uint64_t rd;            /* of the Realm that it is about */
	uint64_t address;       /* IPA of an entry, PA of a Granule */
	struct {
		gboolean exists;        /* the Realm; the Granule is tracked */
		gboolean in_space;      /* the IPA is one of the Realm's */
		gboolean is_protected;
		int level;
		struct rmm_rtte rtte;
		unsigned state, gpt;
		uint8_t rim[32];
	} found;
	Since since;            /* who made it read so */
} Sight;

/* Looks at the place in @state: fills in what is found. */
void sight_look(Sight *sight, const struct rmm_model *model, const struct rmm *state);

/* Finds since when each of @count places reads as it does now. */
void sight_find_since(Machine *machine, Sight *sights, guint count);

/* Appends "ASSIGNED RAM 0x88104000 (level 3)", "DELEGATED, GPT_REALM", "NEW". */
void sight_append(GString *out, const struct rmm_model *model, const Sight *sight);

#endif
