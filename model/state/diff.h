/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What differs between two states of one model, item by item. Not told is the
 * link of a Granule, which is no attribute of the specification: it names the
 * object that the Granule is of, and invariants hold it to that.
 */
#ifndef RMM_DIFF_H
#define RMM_DIFF_H

#include "state/rtt.h"

enum rmm_change_kind {
	CHANGE_GRANULE_STATE,   /* subject: Granule */
	CHANGE_GRANULE_GPT,     /* subject: Granule */
	CHANGE_CONTENTS,        /* subject: Granule; fill, words or origin */
	CHANGE_RTTE,            /* subject: RTT, item: index of the entry */
	CHANGE_REALM,           /* subject: Realm, item: a field */
	CHANGE_MEASUREMENT,     /* subject: Realm, item: 0 RIM, 1 to 4 REMs */
	CHANGE_REC,             /* subject: REC, item: a field */
	CHANGE_GPR,             /* subject: REC, item: register; 31 is the pc */
	CHANGE_GLOBAL,          /* item: a field; 2.0 only, from here on */
	CHANGE_TRACKING,        /* subject: tracking region */
	CHANGE_OPERATION        /* subject: operation */
};

struct rmm_change {
	enum rmm_change_kind kind;
	uint32_t subject;
	uint32_t item;
};

/* An attribute of struct rmm_realm or struct rmm_rec, by its spec name. */
struct rmm_field {
	const char *name;
	uint8_t offset, size;
	const struct rmm_enumeration *names;    /* NULL: a number */
	bool is_private;        /* of the model; the specification has none */
};

enum rmm_realm_field {
	REALM_FIELD_RD, REALM_FIELD_RTT_BASE, REALM_FIELD_VMID,
	REALM_FIELD_REC_INDEX, REALM_FIELD_NUM_RECS, REALM_FIELD_STATE,
	REALM_FIELD_IPA_WIDTH, REALM_FIELD_RTT_NUM_START, REALM_FIELD_HASH_ALGO,
	REALM_FIELD_LPA2, REALM_FIELD_RTT_LEVEL_START, REALM_FIELD_FLAGS0,
	REALM_FIELD_FLAGS1, REALM_FIELDS
};

enum rmm_rec_field {
	REC_FIELD_RIPAS_ADDR, REC_FIELD_RIPAS_TOP, REC_FIELD_ADDRESS,
	REC_FIELD_RUN_PTR, REC_FIELD_GRANULE, REC_FIELD_OWNER, REC_FIELD_INDEX,
	REC_FIELD_STATE, REC_FIELD_RUNNABLE, REC_FIELD_PENDING,
	REC_FIELD_RIPAS_VALUE, REC_FIELD_RIPAS_DESTROYED, REC_FIELD_RIPAS_RESPONSE,
	REC_FIELD_EMULATABLE_ABORT, REC_FIELD_ABORT, REC_FIELD_SRT, REC_FIELD_TRAP,
	REC_FIELD_ATTEST_STATE, REC_FIELD_ATTEST_LEFT, REC_FIELDS
};

enum rmm_global_field {
	GLOBAL_FIELD_STATE, GLOBAL_FIELD_GRANULE_SIZE,
	GLOBAL_FIELD_REGION_SIZE, GLOBAL_FIELD_OPERATIONS,
	GLOBAL_FIELD_NUM_REALMS, GLOBAL_FIELD_NUM_TRACKED, GLOBAL_FIELDS
};

extern const struct rmm_field rmm_global_fields[GLOBAL_FIELDS];
extern const struct rmm_field rmm_realm_fields[REALM_FIELDS];
extern const struct rmm_field rmm_rec_fields[REC_FIELDS];

/* The value of a field. */
uint64_t rmm_field_value(const struct rmm_field *field, const void *object);

/* Called for each change, in the order of the state; false stops. */
typedef bool rmm_change_function(void *user, const struct rmm_change *change);

/* False if the function stopped. */
bool rmm_diff(const struct rmm_model *m, const struct rmm *from,
	      const struct rmm *to, rmm_change_function *function, void *user);

#endif
