/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Realm accesses (A5.2, A5.3.1): what a data access or instruction fetch at an
 * IPA leads to, by RIPAS and HIPAS, Protected or not, inside or outside the
 * IPA space.
 */
#ifndef RMM_ACCESS_H
#define RMM_ACCESS_H

#include "state/rtt.h"

enum rmm_outcome {
	OUTCOME_OK,
	OUTCOME_SEA,            /* Synchronous External Abort to the Realm */
	OUTCOME_EXIT,           /* REC exit due to Data or Instruction Abort */
	OUTCOME_ADDRESS_SIZE,   /* Address Size Fault to the Realm */
	OUTCOME_GPF,            /* Granule Protection Fault */
	OUTCOME_NONE            /* the table has no such row */
};

enum rmm_access_kind { ACCESS_READ, ACCESS_WRITE, ACCESS_FETCH };

struct rmm_translation {
	enum rmm_outcome outcome;
	uint64_t pa;            /* with OUTCOME_OK and OUTCOME_GPF */
	int level;              /* of the entry that decided */
	bool permission;        /* a permission fault, not a translation fault */
	bool is_protected;
};

/* A row of A5.3.1; OUTCOME_NONE for combinations that it does not list. */
struct rmm_access_row {
	enum rmm_outcome data, fetch;
};

struct rmm_access_row rmm_access_row(enum rmm_ripas ripas,
				     enum rmm_rtte_state hipas);

/* What an access of @realm at @ipa leads to. Changes nothing. */
struct rmm_translation rmm_translate(const struct rmm_model *m,
				     const struct rmm *s,
				     const struct rmm_realm *realm,
				     uint64_t ipa, enum rmm_access_kind kind);

#endif
