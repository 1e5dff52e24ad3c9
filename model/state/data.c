/* SPDX-License-Identifier: BSD-3-Clause */
/* What taking DATA from a Realm does to the entry that mapped it (A5.2.5). */
#include "state/data.h"

enum rmm_ripas rmm_ripas_without_data(const struct rmm_model *m, struct rmm_rtte rtte)
{
	enum rmm_ripas ripas = rtte_ripas(rtte);

	if (rmm_variant(m, VARIANT_DATA_DESTROY_ALWAYS_DESTROYED))
		return RIPAS_DESTROYED;
	return ripas == RIPAS_RAM ? RIPAS_DESTROYED : ripas;
}

bool rmm_lost_without_data(const struct rmm_model *m, const struct rmm *s,
			       struct rmm_rtte rtte, int level)
{
	uint64_t granules = rmm_level_size(m, s, level) >> RMM_GRANULE_SHIFT;
	uint32_t first = rmm_granule_at(m, rtte_address(rtte));

	if (rtte_is_lost(rtte))
		return true;
	if (!rtte_has_ripas(rtte, RIPAS_RAM))
		return false;
	for (uint64_t i = 0; i < granules; i++)
		if (*rmm_granule_origin(m, s, first + (uint32_t)i) != ORIGIN_WIPED)
			return true;
	return false;
}
