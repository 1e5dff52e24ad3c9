/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm Execution Contexts (A2.3). */
#include "state/rec.h"

uint64_t rmm_index_named(const struct rmm_model *m, uint64_t mpidr)
{
	/* In MPIDR_EL1 Aff3 is further up. */
	if (rmm_variant(m, VARIANT_TF_MPIDR_OF_REALM))
		mpidr = (mpidr & 0xffffff) | (mpidr >> 32 & 0xff) << 24;
	return rmm_index_of_mpidr(mpidr);
}

bool rmm_mpidr_names(const struct rmm_model *m, uint64_t mpidr, uint64_t index)
{
	return rmm_variant(m, VARIANT_TF_MPIDR_OF_REALM) ? rmm_index_named(m, mpidr) == index
							  : rmm_mpidr_of_index(index) == mpidr;
}

uint32_t rmm_rec_from_mpidr(const struct rmm_model *m, const struct rmm *s,
			    uint32_t realm, uint64_t mpidr)
{
	for (uint32_t i = 0; i < s->recs_high; i++) {
		const struct rmm_rec *rec = rmm_rec(m, s, i);

		if (rec->granule && rec->owner == realm &&
		    rmm_mpidr_names(m, mpidr, rec->index))
			return i;
	}
	return RMM_NONE;
}

uint32_t rmm_rec_with_index(const struct rmm_model *m, const struct rmm *s,
			    uint32_t realm, uint64_t index)
{
	for (uint32_t i = 0; i < s->recs_high; i++) {
		const struct rmm_rec *rec = rmm_rec(m, s, i);

		if (rec->granule && rec->owner == realm && rec->index == index)
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
