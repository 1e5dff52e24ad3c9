/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stateful RMI Operations (2.0: B4.3.2): commands that return RMI_INCOMPLETE
 * and go on when the Host tells them to, perhaps with memory that it donates.
 */
#ifndef RMM_OPERATION_H
#define RMM_OPERATION_H

#include "engine/command.h"

/* Link of a Granule of GRANULE_INTERNAL that operation @slot holds; of one that a
 * REC holds, its slot plus 1. */
static inline uint64_t rmm_operation_link(const struct rmm_model *m, uint32_t slot)
{
	return (uint64_t)m->config.recs + slot + 1;
}

/* Counts the checks for a pending interrupt that a call makes. */
struct rmm_interrupts {
	const struct rmm_call *call;
	uint32_t checks;
};

static inline bool rmm_interrupted(struct rmm_interrupts *interrupts)
{
	return interrupts->call->interrupt &&
	       ++interrupts->checks >= interrupts->call->interrupt;
}

/*
 * Begins an operation for the command of @c; its slot. RMM_NONE if no more can
 * be incomplete: the command ends with RMI_BLOCKED (URGDMZ).
 */
uint32_t rmm_operation_begin(struct rmm_context *c);

/* Does an operation go on within the IPAs [base, top) of the Realm of slot @realm? */
bool rmm_operation_lies_in(const struct rmm_model *m, const struct rmm *s, uint32_t realm,
			   uint64_t base, uint64_t top);

/* Could another operation begin? */
bool rmm_operation_room(const struct rmm_context *c);

/* The operation is no more. */
void rmm_operation_end(struct rmm_context *c, uint32_t slot);

/* The operation with this handle; RMM_NONE: there is none, or not on this PE (E23). */
uint32_t rmm_operation_at(const struct rmm_context *c, uint64_t handle);

/* The call that operation @slot began with, with the interrupts of @c. */
struct rmm_call rmm_operation_call(const struct rmm_context *c, uint32_t slot);

/* The result is RMI_INCOMPLETE, with what operation @slot waits for. */
void rmm_operation_wait(struct rmm_context *c, uint32_t slot, enum rmm_phase phase);

/* The result that operation @slot, which holds memory, ends with when that is back. */
void rmm_operation_fail(struct rmm_context *c, uint32_t slot);

/* Marks what the command names, and its RTT entry, as INTERMEDIATE. */
void rmm_operation_mark(struct rmm_context *c, uint32_t slot);

/* Interrupts the command of @c before its effect. */
void rmm_operation_interrupt(struct rmm_context *c);

/* Undoes what an operation that waits has marked. */
void rmm_operation_unmark(struct rmm_context *c, uint32_t slot);

/* Granules and entries in the hands of an operation (RMI_BLOCKED). */
extern const struct rmm_predicate rmm_target_is_intermediate;

/* Does an operation go on in the range of the table that is to go? (C70) */
extern const struct rmm_predicate rmm_operation_lies_in_child;

/* Is an operation bound to the Realm at rd? (2.0-bet3) */
extern const struct rmm_predicate rmm_operation_of_realm;

/* The outputs of RMI_INCOMPLETE, slots of rmm_result.incomplete. */
extern const struct rmm_value rmm_incomplete_values[];
extern const unsigned rmm_incomplete_value_count;

#endif
