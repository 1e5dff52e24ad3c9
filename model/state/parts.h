/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The parts of a state: every byte is in exactly one, and each says what it is
 * of and what it holds. For tools that look at states as tuples of values.
 */
#ifndef RMM_PARTS_H
#define RMM_PARTS_H

#include "state/rtt.h"

/* What the value of a part is. */
enum rmm_part_kind {
	PART_PLAIN,             /* a number, a flag, an enumeration */
	PART_UNUSED,            /* padding and reserved bytes: always 0 */
	PART_IPA,
	PART_PA,
	PART_GRANULE,           /* index of a Granule */
	PART_GRANULE_OR_NONE,   /* the same plus 1; 0: none */
	PART_SLOT,              /* of a Realm */
	PART_LINK,              /* of a Granule: to a slot, or a Realm's slot and IPA */
	PART_POSITION,          /* of an RTT: struct rmm_position, encoded; 0: free */
	PART_RTTE,              /* struct rmm_rtte */
	PART_INPUT,             /* of a command: what the command says */
	PART_WORD               /* index of a word plus 1; 0: none */
};

/* What a part belongs to. */
enum rmm_part_owner {
	OWNER_STATE,            /* the state as a whole */
	OWNER_GRANULE, OWNER_RTT, OWNER_REALM, OWNER_REC, OWNER_GLOBAL,
	OWNER_TRACKING,         /* a tracking region */
	OWNER_OPERATION, OWNER_WORD
};

struct rmm_part {
	uint32_t offset;        /* bytes from the start of the state */
	uint32_t size;          /* 1, 2, 4 or 8 bytes; PART_UNUSED: any */
	enum rmm_part_kind kind;
	/* For invariants alone: no command depends on it. Of an RTTE, a bit is. */
	bool ghost;
	enum rmm_part_owner owner;
	uint32_t subject;       /* index or slot of the owner */
	/* RTT: index of the entry. Realm, REC: a field (diff.h), where it is one. */
	uint32_t item;
};

/* Of an item that is no field. */
#define RMM_NO_ITEM UINT32_MAX

typedef void rmm_part_function(void *user, const struct rmm_part *part);

/* Calls @function for each part, in ascending order of offsets. */
void rmm_parts(const struct rmm_model *m, rmm_part_function *function, void *user);

#endif
