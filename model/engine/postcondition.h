/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Success conditions that commands share (B1.7). They look at the state after
 * (c->state) and before (c->old); the walk is the one made before the effect.
 * THEN(...) completes a row of success conditions.
 */
#ifndef RMM_POSTCONDITION_H
#define RMM_POSTCONDITION_H

#include "engine/context.h"

#define THEN(...) THEN_(__VA_ARGS__, 0, 0, 0)
#define THEN_(predicate, a, b, ...) .holds = &rmm_##predicate, .operands = { (a), (b) }

extern const struct rmm_predicate rmm_granule_state_is;     /* a: input, b: state */
extern const struct rmm_predicate rmm_granule_gpt_is;       /* a: input, b: GPT */
extern const struct rmm_predicate rmm_granule_is_wiped;     /* a: input */
extern const struct rmm_predicate rmm_entry_state_is;       /* a: state */
extern const struct rmm_predicate rmm_entry_ripas_is;       /* a: RIPAS */
extern const struct rmm_predicate rmm_entry_address_is;     /* a: input */
extern const struct rmm_predicate rmm_old_output_is_delegated;
extern const struct rmm_predicate rmm_output_is_old_address;        /* a: output */
extern const struct rmm_predicate rmm_output_is_walk_top;   /* a: output */
extern const struct rmm_predicate rmm_realm_state_becomes;  /* a: state */
extern const struct rmm_predicate rmm_result_is_success;
extern const struct rmm_predicate rmm_rim_changes;
extern const struct rmm_predicate rmm_num_recs_changes;     /* a: by how much */
extern const struct rmm_predicate rmm_range_ripas_is;       /* a: output top, b: RIPAS */

/* The entry at the end of the walk, as it is now. */
struct rmm_rtte rmm_entry_now(const struct rmm_context *c);

/* Slots looked up before the effect, in c->old. */
uint32_t rmm_old_realm(const struct rmm_context *c, int rd);
uint32_t rmm_old_rec(const struct rmm_context *c, int rec);

#endif
