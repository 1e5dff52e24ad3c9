/* SPDX-License-Identifier: BSD-3-Clause */
/* What memory there is in a tracking region (2.0: B4.6.38). */
#ifndef RMM_MEMORY_CATEGORY_H
#define RMM_MEMORY_CATEGORY_H

#include "state/tracking.h"

/* What an output address of the hardware can reach: pasz. */
#define RMM_PA_SIZE ((uint64_t)1 << 52)

/* The first configured memory in the 2^@shift bytes around @pa; NULL: none. */
static inline const struct rmm_region *rmm_memory_of(const struct rmm_model *m,
						      unsigned shift, uint64_t pa)
{
	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *region = &m->config.regions[i];

		if (region->base >> shift <= pa >> shift &&
		    (region->base + region->size - 1) >> shift >= pa >> shift)
			return region;
	}
	return NULL;
}

/* Of a tracking region; CATEGORY_NONE where there is no memory (2.0-bet3). */
static inline enum rmm_category rmm_category_of(const struct rmm_model *m,
						const struct rmm *s, uint64_t pa)
{
	const struct rmm_region *region = rmm_memory_of(m, rmm_region_shift(s), pa);

	return !region ? CATEGORY_NONE : region->device ? CATEGORY_DEV_NCOH
							  : CATEGORY_CONVENTIONAL;
}

#endif
