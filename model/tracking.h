/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tracking regions (2.0: A2.3.4): which memory the RMM tracks, and how finely.
 * A region of TRACKING_FINE holds single Granules of any state, one of
 * TRACKING_COARSE only Granules of one state.
 */
#ifndef RMM_TRACKING_H
#define RMM_TRACKING_H

#include "context.h"
#include "operation.h"
#include "predicate.h"

/* The state of the region at @pa; TRACKING_RESERVED where there is no memory. */
enum rmm_tracking rmm_tracking_at(const struct rmm_model *m, const struct rmm *s,
				  uint64_t pa);
void rmm_tracking_set(const struct rmm_model *m, struct rmm *s, uint64_t pa,
		      enum rmm_tracking tracking);

/* The same for every region with delegable memory. */
void rmm_tracking_set_all(const struct rmm_model *m, struct rmm *s,
			  enum rmm_tracking tracking);

/* How regions are tracked after boot. */
void rmm_tracking_init(const struct rmm_model *m, struct rmm *s);

/* B3.67 */
static inline bool rmm_is_tracked(enum rmm_tracking tracking)
{
	return tracking == TRACKING_FINE || tracking == TRACKING_COARSE;
}

/* Bytes that a region tracks as one. */
uint64_t rmm_tracking_granularity(enum rmm_tracking tracking);

/* B3.160 PaIsTracked: memory in a region that is tracked. */
bool rmm_pa_is_tracked(const struct rmm_model *m, const struct rmm *s, uint64_t pa);

/* Operand a is an input. */
extern const struct rmm_predicate not_tracked;
extern const struct rmm_predicate not_tracked_fine;
extern const struct rmm_predicate not_delegable_fine;   /* conventional memory */

/* The RMM itself (A2.1.2): operand a is its state. */
extern const struct rmm_predicate global_state_is_not;

/*
 * Rows that every command of 2.0 begins with: its target may be in the hands
 * of an operation (C27); an implementation may ask for RMM_STATE_ACTIVE where
 * the text does not.
 */
#define ROWS_OF_2_0 \
	{ "blocked", RMI_BLOCKED, IF(target_is_intermediate), .in = ONLY_2_0, \
	  .unless = VARIANT_TF_INTERMEDIATE_IS_VOID }, \
	{ "rmm_state", RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_ACTIVE), \
	  .in = ONLY_2_0, .when = VARIANT_TF_RMM_STATE_CHECKED }

#endif
