/* SPDX-License-Identifier: BSD-3-Clause */
/* Conditions on RmiRealmParams (B4.4.12; 2.0: B4.6.60), and how wide they are. */
#include "rmi/realm_params.h"

uint64_t rmm_small_param(const struct rmm_context *c, int slot)
{
	return rmm_in(c, slot) &
	       (rmm_variant(c->model, VARIANT_TF_REALM_PARAMS_32_BIT) ? UINT32_MAX : UINT8_MAX);
}

static bool vmid_is_taken(const struct rmm_model *m, const struct rmm *s, uint64_t vmid)
{
	for (uint32_t i = 0; i < m->config.realms; i++) {
		const struct rmm_realm *realm = rmm_realm(m, s, i);

		if (realm->rd && realm->vmid == vmid)
			return true;
	}
	return false;
}

bool rmm_free_vmid(const struct rmm_model *m, const struct rmm *s, uint16_t *vmid)
{
	uint32_t count = m->config.platform.vmids;

	if (count == 0)
		count = 1u << m->config.platform.vmid_bits;
	for (uint32_t i = 0; i < count; i++) {
		*vmid = (uint16_t)i;
		if (!vmid_is_taken(m, s, i))
			return true;
	}
	return false;
}

/* B3.50 RmiRealmParamsIsValid: only hash_algo has encodings without meaning. */
SHARED_PREDICATE(params_invalid, "!encodable(*params_ptr)")
{
	return !rmm_name(&rmm_hash_algos, c->model->config.version, rmm_in(c, PARAM_HASH_ALGO));
}

/* B3.34 RealmParamsSupported, against RmiFeatureRegister0 (A3.1) */
SHARED_PREDICATE(params_unsupported, "!supported(params)")
{
	const struct rmm_platform *p = &c->model->config.platform;
	uint64_t flags = rmm_in(c, FLAGS), s2sz = rmm_small_param(c, S2SZ);
	uint64_t bps = rmm_small_param(c, NUM_BPS), wps = rmm_small_param(c, NUM_WPS);
	uint64_t counters = rmm_small_param(c, PMU_NUM_CTRS);

	return (flags & FLAG_LPA2 && !p->lpa2) ||
	       s2sz < p->ipa_width_min || s2sz > p->ipa_width_max ||
	       (flags & FLAG_SVE && (!p->sve || rmm_small_param(c, SVE_VL) > p->sve_vl)) ||
	       bps == 0 || bps > p->num_bps || wps == 0 || wps > p->num_wps ||
	       (flags & FLAG_PMU && (!p->pmu || counters > p->pmu_num_ctrs ||
				     (counters == 0 && !p->hpmn0)));
}

SHARED_PREDICATE(policy_invalid, "params.flags0.mec_policy reserved")
{
	return rmm_in(c, FLAGS) & FLAG_MEC_RESERVED;
}

/* 2.0: RmiRealmFlags1 and planes, of which the model supports none. */
SHARED_PREDICATE(features_unsupported, "!supported(params)")
{
	uint64_t flags1 = rmm_in(c, FLAGS1);

	return (rmm_in(c, FLAGS) & FLAG_DA && !c->model->config.platform.da) ||
	       flags1 & FLAG1_S2AP_INDIRECT ||
	       (flags1 & RMM_REALM_ATS && !c->model->config.platform.ats &&
		!rmm_variant(c->model, VARIANT_TF_ATS_IGNORED)) ||
	       rmm_in(c, NUM_AUX_PLANES) > AUX_PLANES_MAX;
}

SHARED_PREDICATE(pat_is_invalid, "!rmm.pat_valid")
{
	return c->model->config.platform.pat_invalid;
}

SHARED_PREDICATE(ats_plane_beyond, "params.ats_plane > params.num_aux_planes")
{
	return rmm_in(c, ATS_PLANE) > rmm_in(c, NUM_AUX_PLANES);
}

SHARED_PREDICATE(no_vmid_left, "!vmids_available(num_aux_planes + 1)")
{
	uint16_t vmid;

	return !rmm_free_vmid(c->model, c->state, &vmid);
}

SHARED_PREDICATE(no_mecid_left, "!mecid_available(policy)")
{
	unsigned used = 0;

	for (uint32_t i = 0; i < c->model->config.realms; i++) {
		const struct rmm_realm *realm = rmm_realm(c->model, c->state, i);

		used += realm->rd && realm->flags0 & FLAG_MEC_PRIVATE;
	}
	return rmm_in(c, FLAGS) & FLAG_MEC_PRIVATE && used >= c->model->config.platform.mecids;
}

/* B3.1 AddrInRange, inclusive at the top (B29). */
SHARED_PREDICATE(rd_aliases_rtt, "rd in [rtt_base, rtt_base + (rtt_num_start-1)*GS]")
{
	uint64_t base = rmm_in(c, RTT_BASE), num = rmm_in(c, RTT_NUM_START);

	return num != 0 && rmm_in(c, RD) >= base &&
	       rmm_in(c, RD) - base <= (num - 1) * rmm_granule_bytes(c->state);
}

SHARED_PREDICATE(rtt_unaligned, "!aligned(rtt_base, rtt_num_start * GS)")
{
	uint64_t num = rmm_in(c, RTT_NUM_START);

	return num == 0 || num >> 32 ||
	       rmm_in(c, RTT_BASE) % (num * rmm_granule_bytes(c->state)) != 0;
}

SHARED_PREDICATE(rtt_config_invalid, "!rtt_geometry_ok(s2sz, rtt_level_start, rtt_num_start)")
{
	uint64_t s2sz = rmm_small_param(c, S2SZ);

	return s2sz > 52 || s2sz <= RMM_GRANULE_SHIFT ||
	       !rmm_rtt_config_is_valid(c->model, c->state, (unsigned)s2sz,
					(int64_t)rmm_in(c, RTT_LEVEL_START),
					rmm_in(c, RTT_NUM_START),
					rmm_in(c, FLAGS) & FLAG_LPA2);
}

SHARED_PREDICATE(rtts_not_delegated, "!all_root_rtts(gran == DELEGATED && delegable)")
{
	uint64_t num = rmm_in(c, RTT_NUM_START);

	return num > c->model->layout.granules ||
	       (rmm_granule_at(c->model, rmm_in(c, RTT_BASE)) != RMM_NONE &&
		rmm_is_refused_device(c->model, rmm_granule_at(c->model, rmm_in(c, RTT_BASE)))) ||
	       !rmm_granules_in_state(c->model, c->state, rmm_in(c, RTT_BASE),
				      num, GRANULE_DELEGATED);
}

/* B3.81 VmidIsFree, B3.82 VmidIsValid */
SHARED_PREDICATE(vmid_unusable, "!vmid_valid || !vmid_free")
{
	uint64_t vmid = rmm_in(c, VMID);

	if (vmid >> c->model->config.platform.vmid_bits)
		return true;
	if (rmm_variant(c->model, VARIANT_VMID_SHARED))
		return false;
	return vmid_is_taken(c->model, c->state, vmid);
}
