/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What commands of 2.0 ask of the memory that they are given (A2.3.4) and of
 * the RMM itself (A2.1.2), and the rows that each of them begins with.
 */
#ifndef RMM_TRACKED_H
#define RMM_TRACKED_H

#include "engine/operation.h"
#include "engine/predicate.h"

/* Operand a is an input. */
extern const struct rmm_predicate rmm_not_tracked;
extern const struct rmm_predicate rmm_not_tracked_fine;
extern const struct rmm_predicate rmm_not_delegable_fine;   /* conventional memory */

/* Of the region alone, whether there is memory or not (2.0-bet3). */
extern const struct rmm_predicate rmm_region_not_fine;
/* Is there conventional memory? Tracking is another condition (2.0-bet3). */
extern const struct rmm_predicate rmm_not_populated_conventional;

/* The RMM itself (A2.1.2): operand a is its state; a set of states (bits). */
extern const struct rmm_predicate rmm_global_state_is_not, rmm_global_state_not_in;

/* The result tells at which level @pa is tracked: a page's or a region's. */
void rmm_tell_tracking(struct rmm_context *c, uint64_t pa);

/*
 * Rows that every command of 2.0 begins with: its target may be in the hands
 * of an operation (C27); an implementation may ask for RMM_STATE_ACTIVE where
 * the text does not.
 */
#define ROWS_OF_2_0 \
	{ "blocked", RMI_BLOCKED, IF(target_is_intermediate), .in = ONLY_2_0, \
	  .unless = VARIANT_TF_INTERMEDIATE_IS_VOID }, \
	{ "rmm_state", RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE), \
	  .in = ONLY_2_0, .when = VARIANT_TF_RMM_STATE_CHECKED }

#endif
