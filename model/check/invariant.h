/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariants: what must hold of every state, and of every step, whatever Host
 * and Realm do. Each is a row; each is proven able to fire by a variant.
 *
 * A row is about one Granule, RTT entry, Realm or REC, or about the step as a
 * whole. After a step it suffices to look at what changed and at what is tied
 * to that, given that all held before.
 */
#ifndef RMM_INVARIANT_H
#define RMM_INVARIANT_H

#include "check/subject.h"
#include "engine/engine.h"
#include "state/diff.h"

enum rmm_invariant_kind { INVARIANT_STATE, INVARIANT_TRANSITION };

enum rmm_subject {
	SUBJECT_GRANULE,        /* index of a Granule */
	SUBJECT_ENTRY,          /* RTT and index of an entry */
	SUBJECT_REALM,          /* slot */
	SUBJECT_REC,            /* slot */
	SUBJECT_STEP,
	SUBJECTS
};
_Static_assert(SUBJECTS == RMM_SUBJECTS, "struct rmm_model has a set for each");

/* A step that was made. */
struct rmm_event {
	const struct rmm_model *model;
	const struct rmm *old, *now;
	const struct rmm_call *call;
	const struct rmm_result *result;
	bool changed;           /* does now differ from old? */
};

typedef bool rmm_granule_holds(const struct rmm_event *e, const struct rmm_granule_pair *granule);
typedef bool rmm_entry_holds(const struct rmm_event *e, const struct rmm_entry_pair *entry);
/* Of a Realm or REC. */
typedef bool rmm_slot_holds(const struct rmm_event *e, uint32_t slot);
typedef bool rmm_step_holds(const struct rmm_event *e);

struct rmm_invariant {
	const char *id;
	const char *text;       /* one line */
	/* Where versions say it; NULL: where the line before does. */
	const char *section[RMM_LINES];
	const char *rules[RMM_LINES];   /* ids; in brackets: what has none */
	enum rmm_invariant_kind kind;
	enum rmm_subject subject;
	/* By subject. State rows look at what is now alone. */
	union {
		rmm_granule_holds *granule;
		rmm_entry_holds *entry;
		rmm_slot_holds *slot;
		rmm_step_holds *step;
	} holds;
	unsigned in, until;     /* lines that it begins (0: all) and ends with */
};

/* The table; *count rows. */
const struct rmm_invariant *rmm_invariants(unsigned *count);

/* Notes in @m which rows its version has. */
void rmm_invariants_select(struct rmm_model *m);

/* What broke, and where. */
struct rmm_violation {
	const struct rmm_invariant *invariant;
	uint32_t subject, item;
};

/*
 * Checks the rows that @ignored (bit per row) does not name after a step.
 * Returns how many broke; up to @max are told, each row once.
 */
unsigned rmm_check_invariants(struct rmm_event *e, uint64_t ignored,
			      struct rmm_violation *violations, unsigned max);

/*
 * The same in pieces, for tools that ask what each depends on; bit per row. All
 * of them together are every change (diff.h) of the step; for a change that leaves
 * something behind, each Granule, and after an operation each entry, too; and
 * SUBJECT_STEP.
 */
uint64_t rmm_check_change(const struct rmm_event *e, uint64_t ignored,
			  const struct rmm_change *change);
bool rmm_change_leaves_behind(const struct rmm_event *e, const struct rmm_change *change);
uint64_t rmm_check_subject(const struct rmm_event *e, uint64_t ignored, enum rmm_subject kind,
			   uint32_t subject, uint32_t item);

/* Checks all state rows on a whole state: slow, for tests. */
unsigned rmm_check_all_invariants(const struct rmm_model *m, const struct rmm *s,
				  struct rmm_violation *violations, unsigned max);

/* ---- what rows share ---- */

/*
 * Did the call succeed, and was it @command, or RMI_OP_CONTINUE that resumed it?
 */
static inline bool rmm_event_is(const struct rmm_event *e,
				enum rmm_command_id command)
{
	return e->result->command == command && !e->result->permitted;
}

#endif
