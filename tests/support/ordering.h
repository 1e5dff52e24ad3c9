/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Orderings of a line of the specification as calls: which conditions hold
 * together in which state.
 */
#ifndef TESTS_ORDERING_H
#define TESTS_ORDERING_H

#include "world.h"

#define ORDERING_INPUTS 8

typedef World *OrderingState(const struct rmm_version *version);

/* A call in a state, and the conditions of which the first comes before the second. */
typedef struct {
	enum rmm_command_id command;
	const char *before, *after;
	OrderingState *make;
	uint64_t in[ORDERING_INPUTS];
} OrderingPair;

/* Inputs of RMI_REC_ENTER that orderings are about. */
enum { ENTER_REC, ENTER_RUN, ENTER_EMUL_MMIO, ENTER_GICV3_HCR = 7 };

/* What is wrong with an address of RMI_REC_ENTER: it comes before all the rest. */
typedef struct {
	const char *id;
	unsigned input;
	uint64_t value;         /* 0: the input as it is, plus 8 */
} OrderingBeforeEntry;

typedef struct {
	const char *id;
	OrderingState *make;
	uint64_t rec;
	uint64_t emul_mmio, gicv3_hcr;
} OrderingAfterEntry;

typedef struct {
	const OrderingPair *pairs;
	const OrderingBeforeEntry *before_entry;
	const OrderingAfterEntry *after_entry;
	guint pair_count, before_count, after_count;
} Orderings;

extern const Orderings orderings_1_0, orderings_2_0;

/* Pair @i of orderings_count(). */
OrderingPair orderings_at(const Orderings *orderings, guint i);
guint orderings_count(const Orderings *orderings);

gboolean orderings_meet(const Orderings *orderings, const struct rmm_command *const *commands,
			const char *command, const char *before, const char *after);
#define ORDERINGS(pairs_, before_, after_) {                                          \
	.pairs = pairs_, .pair_count = G_N_ELEMENTS(pairs_),                          \
	.before_entry = before_, .before_count = G_N_ELEMENTS(before_),               \
	.after_entry = after_, .after_count = G_N_ELEMENTS(after_),                   \
}

#endif
