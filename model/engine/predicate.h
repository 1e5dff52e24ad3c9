/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pre-conditions that commands share (B3). Each names in operands the inputs
 * it looks at. IF(...) completes a row of failure conditions.
 */
#ifndef RMM_PREDICATE_H
#define RMM_PREDICATE_H

#include "engine/context.h"

#define IF(...) IF_(__VA_ARGS__, 0, 0, 0)
#define IF_(predicate, a, b, ...) .violated = &rmm_##predicate, .operands = { (a), (b) }

/* addresses: operand a is an input */
extern const struct rmm_predicate rmm_not_granule_aligned;
extern const struct rmm_predicate rmm_structure_unaligned; /* C81: where one begins */
extern const struct rmm_predicate rmm_not_rsi_aligned;     /* RPJWPJ: to 4 KiB, always */
extern const struct rmm_predicate rmm_not_aligned;          /* b: bytes */
extern const struct rmm_predicate rmm_not_delegable;
extern const struct rmm_predicate rmm_not_ns_accessible;
extern const struct rmm_predicate rmm_ripas_is_empty;       /* an IPA of the Realm */
extern const struct rmm_predicate rmm_beyond_output_width;  /* of the RMM (2.0-bet3) */
extern const struct rmm_predicate rmm_granule_state_is_not; /* b: state */
extern const struct rmm_predicate rmm_granule_state_not_in; /* b: set of states */
extern const struct rmm_predicate rmm_granule_gpt_is_not;   /* b: GPT */
extern const struct rmm_predicate rmm_beyond_48_bits;

/* IPAs: operand a is an input */
extern const struct rmm_predicate rmm_not_protected;
extern const struct rmm_predicate rmm_not_unprotected;
extern const struct rmm_predicate rmm_outside_ipa_space;
extern const struct rmm_predicate rmm_range_is_empty;       /* b: top */
extern const struct rmm_predicate rmm_range_not_protected;  /* b: top */


/* levels: operand a is an input */
extern const struct rmm_predicate rmm_level_is_invalid;
extern const struct rmm_predicate rmm_level_is_invalid_or_starting;
extern const struct rmm_predicate rmm_level_is_not_block_or_page;
extern const struct rmm_predicate rmm_not_level_aligned;    /* b: level input */
extern const struct rmm_predicate rmm_not_parent_aligned;   /* b: level input */

/* the RTT entry at the end of the walk */
extern const struct rmm_predicate rmm_walk_ends_early;
extern const struct rmm_predicate rmm_rtte_state_is;        /* a: state */
extern const struct rmm_predicate rmm_rtte_state_is_not;    /* a: state */
extern const struct rmm_predicate rmm_child_is_live;
extern const struct rmm_predicate rmm_child_is_not_homogeneous;

/* Realm and REC */
extern const struct rmm_predicate rmm_realm_state_is;       /* a: state */
extern const struct rmm_predicate rmm_realm_state_is_not;   /* a: state */
extern const struct rmm_predicate rmm_realm_state_not_in;   /* a: set of states */
extern const struct rmm_predicate rmm_rec_is_running;

/* A failure that only the effect can meet. */
extern const struct rmm_predicate rmm_never;

/* plain values: operand a is an input, b a number */
extern const struct rmm_predicate rmm_input_exceeds;
extern const struct rmm_predicate rmm_input_is_at_least;
extern const struct rmm_predicate rmm_input_is_not;

/* A5.5.10: the level that the walk of the command aims at. */
int rmm_walk_target(struct rmm_context *c);

#endif
