/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tracking regions (2.0: A2.3.4): which memory the RMM tracks, and how finely.
 * A region of TRACKING_FINE holds single Granules of any state, one of
 * TRACKING_COARSE only Granules of one state.
 */
#ifndef RMM_TRACKING_H
#define RMM_TRACKING_H

#include "state/granule.h"

/* The state of the region at @pa; TRACKING_RESERVED where there is no memory. */
enum rmm_tracking rmm_tracking_at(const struct rmm_model *m, const struct rmm *s,
				  uint64_t pa);
void rmm_tracking_set(const struct rmm_model *m, struct rmm *s, uint64_t pa,
		      enum rmm_tracking tracking);

/* The same for every region with delegable memory. */
void rmm_tracking_set_all(const struct rmm_model *m, struct rmm *s,
			  enum rmm_tracking tracking);

/* B3.67 */
static inline bool rmm_is_tracked(enum rmm_tracking tracking)
{
	return tracking == TRACKING_FINE || tracking == TRACKING_COARSE;
}

/* Bytes that a region tracks as one. */
uint64_t rmm_tracking_granularity(enum rmm_tracking tracking);
/* The same as the level of an RTT entry; of what is not tracked, the region's. */
int rmm_tracking_level(enum rmm_tracking tracking);

/* B3.160 PaIsTracked: memory in a region that is tracked. */
bool rmm_pa_is_tracked(const struct rmm_model *m, const struct rmm *s, uint64_t pa);

#endif
