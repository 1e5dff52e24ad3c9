/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RmiRealmParams (B4.4.12; 2.0: B4.6.60) as inputs of RMI_REALM_CREATE, and
 * conditions on them.
 */
#ifndef RMM_REALM_PARAMS_H
#define RMM_REALM_PARAMS_H

#include "engine/predicate.h"

/* Slots; FLAGS is flags0 in 2.0. */
enum {
	RD, PARAMS_PTR, FLAGS, S2SZ, SVE_VL, NUM_BPS, NUM_WPS, PMU_NUM_CTRS,
	PARAM_HASH_ALGO, VMID, RTT_BASE, RTT_LEVEL_START, RTT_NUM_START, RPV,
	FLAGS1 = RPV + 8, NUM_AUX_PLANES, ATS_PLANE
};

#define FLAG_LPA2 0x001
#define FLAG_SVE  0x002
#define FLAG_PMU  0x004
/* 2.0 only, from here on */
#define FLAG_DA   RMM_REALM_DA
#define FLAG_MEC_PRIVATE 0x080
#define FLAG_MEC_RESERVED 0x100
#define FLAG1_S2AP_INDIRECT  2

#define AUX_PLANES_MAX 0

/* A parameter of 8 bits, such as S2SZ; an implementation reads 32. */
uint64_t rmm_small_param(const struct rmm_context *c, int slot);

/* The lowest VMID that no Realm has; false if all are taken. */
bool rmm_free_vmid(const struct rmm_model *m, const struct rmm *s, uint16_t *vmid);

extern const struct rmm_predicate rmm_params_invalid, rmm_policy_invalid,
	rmm_params_unsupported, rmm_rd_aliases_rtt, rmm_rtt_unaligned,
	rmm_rtt_config_invalid, rmm_rtts_not_delegated, rmm_vmid_unusable,
	rmm_features_unsupported, rmm_pat_is_invalid, rmm_ats_plane_beyond,
	rmm_no_vmid_left, rmm_no_mecid_left;

#endif
