/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm Execution Contexts (A2.3). */
#include "rec.h"

uint32_t rmm_rec_from_mpidr(const struct rmm_model *m, const struct rmm *s,
			    uint32_t realm, uint64_t mpidr)
{
	for (uint32_t i = 0; i < s->recs_high; i++) {
		const struct rmm_rec *rec = rmm_rec(m, s, i);

		if (rec->granule && rec->owner == realm &&
		    rmm_mpidr_of_index(rec->index) == mpidr)
			return i;
	}
	return RMM_NONE;
}

uint32_t rmm_rec_free_slot(const struct rmm_model *m, const struct rmm *s)
{
	for (uint32_t i = 0; i < m->config.recs; i++)
		if (rmm_rec(m, s, i)->granule == 0)
			return i;
	return RMM_NONE;
}
