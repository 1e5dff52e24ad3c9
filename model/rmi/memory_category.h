/* SPDX-License-Identifier: BSD-3-Clause */
/* What memory there is in a tracking region (2.0: B4.6.38). */
#ifndef RMM_MEMORY_CATEGORY_H
#define RMM_MEMORY_CATEGORY_H

#include "base/model.h"

/* What an output address of the hardware can reach: pasz. */
#define RMM_PA_SIZE ((uint64_t)1 << 52)

/* The first configured memory in the region of @pa; NULL: none. */
static inline const struct rmm_region *rmm_memory_of(const struct rmm_model *m, uint64_t pa)
{
	for (unsigned i = 0; i < m->config.region_count; i++) {
		const struct rmm_region *region = &m->config.regions[i];

		if (region->base >> RMM_TRACKING_SHIFT <= pa >> RMM_TRACKING_SHIFT &&
		    (region->base + region->size - 1) >> RMM_TRACKING_SHIFT >=
		    pa >> RMM_TRACKING_SHIFT)
			return region;
	}
	return NULL;
}

/* CATEGORY_NONE where there is no memory (2.0-bet3). */
static inline enum rmm_category rmm_category_of(const struct rmm_model *m, uint64_t pa)
{
	const struct rmm_region *region = rmm_memory_of(m, pa);

	return !region ? CATEGORY_NONE : region->device ? CATEGORY_DEV_NCOH
							  : CATEGORY_CONVENTIONAL;
}

#endif
