/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Realm measurements (A7.1): RIM and REMs over the measurement descriptors of
 * C1.11 to C1.13, byte for byte.
 */
#ifndef RMM_MEASUREMENT_H
#define RMM_MEASUREMENT_H

#include "state/state.h"

/* The attributes of RmiRealmParams that are measured (B4.3.9.4). */
struct rmm_measured_realm {
	uint64_t flags;
	uint32_t s2sz, sve_vl, num_bps, num_wps, pmu_num_ctrs;  /* of 8 bits */
	uint8_t hash_algo;
};

/* The attributes of RmiRecParams that are measured (B4.3.12.4). */
struct rmm_measured_rec {
	const uint64_t *gprs;   /* X0 to X7 */
	uint64_t pc, flags;
};

/* B3.48 RimInit */
void rmm_rim_init(const struct rmm_model *m, struct rmm *s, uint32_t realm,
		  const struct rmm_measured_realm *params);

/* B3.44 RimExtendData; the contents of @granule count if @measure. */
void rmm_rim_extend_data(const struct rmm_model *m, struct rmm *s,
			 uint32_t realm, uint64_t ipa, uint32_t granule,
			 uint64_t flags, bool measure);

/* B3.45 RimExtendRec */
void rmm_rim_extend_rec(const struct rmm_model *m, struct rmm *s,
			uint32_t realm, const struct rmm_measured_rec *params);

/* B3.47 RimExtendRipasForEntry */
void rmm_rim_extend_ripas(const struct rmm_model *m, struct rmm *s,
			  uint32_t realm, uint64_t base, uint64_t top);

/* B3.42 RemExtend: REM @index (1 to 4) with the first @size bytes of @value. */
void rmm_rem_extend(const struct rmm_model *m, struct rmm *s, uint32_t realm,
		    unsigned index, const uint8_t *value, size_t size);

#endif
