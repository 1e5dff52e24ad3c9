/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm Execution Contexts (A2.3): index and MPIDR, finding one, AUX. */
#ifndef RMM_REC_H
#define RMM_REC_H

#include "state/granule.h"

/* A2.3.3: REC index and MPIDR determine each other. Aff0 has four bits. */
static inline uint64_t rmm_mpidr_of_index(uint64_t index)
{
	return (index & 0xf) | (index >> 4 & 0xff) << 8 |
	       (index >> 12 & 0xff) << 16 | (index >> 20 & 0xff) << 24;
}

/* B3.38 RecIndex: reserved bits of @mpidr do not count. */
static inline uint64_t rmm_index_of_mpidr(uint64_t mpidr)
{
	return (mpidr & 0xf) | (mpidr >> 8 & 0xff) << 4 |
	       (mpidr >> 16 & 0xff) << 12 | (mpidr >> 24 & 0xff) << 20;
}

/* The REC index in an MPIDR that a Realm names. */
uint64_t rmm_index_named(const struct rmm_model *m, uint64_t mpidr);

/*
 * Does @mpidr, as a Realm names it, say @index? All bits count, as they do in
 * RMI_PSCI_COMPLETE (B4.3.7 target); B3.24 does not say.
 */
bool rmm_mpidr_names(const struct rmm_model *m, uint64_t mpidr, uint64_t index);

/* Are bits set that the index does not follow from? */
static inline bool rmm_mpidr_has_reserved(uint64_t mpidr)
{
	return rmm_mpidr_of_index(rmm_index_of_mpidr(mpidr)) != mpidr;
}

/* B3.37 RecFromMpidr in the Realm in slot @realm, if any; RMM_NONE: B3.24 is false. */
uint32_t rmm_rec_from_mpidr(const struct rmm_model *m, const struct rmm *s,
			    uint32_t realm, uint64_t mpidr);

/* The REC of the Realm with this index; RMM_NONE: there is none. */
uint32_t rmm_rec_with_index(const struct rmm_model *m, const struct rmm *s,
			    uint32_t realm, uint64_t index);

/* A free slot for a REC; RMM_NONE if there is none. */
uint32_t rmm_rec_free_slot(const struct rmm_model *m, const struct rmm *s);

#endif
