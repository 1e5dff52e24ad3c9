/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pre-conditions that commands share (B3). Each names in operands the inputs
 * it looks at. IF(...) completes a row of failure conditions.
 */
#ifndef RMM_PREDICATE_H
#define RMM_PREDICATE_H

#include "engine/context.h"

#define IF(...) IF_(__VA_ARGS__, 0, 0, 0)
#define IF_(predicate, a, b, ...) .violated = &(predicate), .operands = { (a), (b) }

/* addresses: operand a is an input */
extern const struct rmm_predicate not_granule_aligned;
extern const struct rmm_predicate not_aligned;          /* b: bytes */
extern const struct rmm_predicate not_delegable;
extern const struct rmm_predicate not_ns_accessible;
extern const struct rmm_predicate granule_state_is_not; /* b: state */
extern const struct rmm_predicate granule_state_not_in; /* b: set of states */
extern const struct rmm_predicate granule_gpt_is_not;   /* b: GPT */
extern const struct rmm_predicate beyond_48_bits;

/* IPAs: operand a is an input */
extern const struct rmm_predicate not_protected;
extern const struct rmm_predicate not_unprotected;
extern const struct rmm_predicate outside_ipa_space;
extern const struct rmm_predicate range_is_empty;       /* b: top */
extern const struct rmm_predicate range_not_protected;  /* b: top */

/* levels: operand a is an input */
extern const struct rmm_predicate level_is_invalid;
extern const struct rmm_predicate level_is_invalid_or_starting;
extern const struct rmm_predicate level_is_not_block_or_page;
extern const struct rmm_predicate not_level_aligned;    /* b: level input */
extern const struct rmm_predicate not_parent_aligned;   /* b: level input */

/* the RTT entry at the end of the walk */
extern const struct rmm_predicate walk_ends_early;
extern const struct rmm_predicate rtte_state_is;        /* a: state */
extern const struct rmm_predicate rtte_state_is_not;    /* a: state */
extern const struct rmm_predicate child_is_live;
extern const struct rmm_predicate child_is_not_homogeneous;

/* Realm and REC */
extern const struct rmm_predicate realm_state_is;       /* a: state */
extern const struct rmm_predicate realm_state_is_not;   /* a: state */
extern const struct rmm_predicate realm_state_not_in;   /* a: set of states */
extern const struct rmm_predicate rec_is_running;

/* A failure that only the effect can meet. */
extern const struct rmm_predicate never;

/* plain values: operand a is an input, b a number */
extern const struct rmm_predicate input_exceeds;
extern const struct rmm_predicate input_is_at_least;
extern const struct rmm_predicate input_is_not;

/* A5.5.10: the level that the walk of the command aims at. */
int rmm_walk_target(struct rmm_context *c);

#endif
