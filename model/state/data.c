/* SPDX-License-Identifier: BSD-3-Clause */
/* What taking DATA from a Realm does to the entry that mapped it (A5.2.5). */
#include "state/data.h"

enum rmm_ripas rmm_ripas_without_data(const struct rmm_model *m, uint64_t rtte)
{
	enum rmm_ripas ripas = rtte_ripas(rtte);

	if (rmm_variant(m, VARIANT_DATA_DESTROY_ALWAYS_DESTROYED))
		return RIPAS_DESTROYED;
	if (rmm_variant(m, VARIANT_DATA_DESTROY_KEEPS_RAM))
		return ripas;
	return ripas == RIPAS_RAM ? RIPAS_DESTROYED : ripas;
}

uint64_t rmm_lost_without_data(const struct rmm_model *m, const struct rmm *s,
			       uint64_t rtte, int level)
{
	uint64_t granules = rmm_level_size(m, level) >> RMM_GRANULE_SHIFT;
	uint32_t first = rmm_granule_at(m, rtte_address(rtte));

	if (rtte_ripas(rtte) != RIPAS_RAM)
		return rtte & RTTE_LOST;
	for (uint64_t i = 0; i < granules; i++)
		if (*rmm_granule_origin(m, s, first + (uint32_t)i) != ORIGIN_WIPED)
			return RTTE_LOST;
	return rtte & RTTE_LOST;
}
