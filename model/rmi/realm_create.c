/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.9 RMI_REALM_CREATE (2.0: B4.5.46): RD and starting level RTTs of a new
 * Realm.
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/tracked.h"
#include "state/tracking.h"
#include "rmi/realm_params.h"
#include "state/measurement.h"
#include "state/memory.h"

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(PARAMS_PTR, "params_ptr", rmm_pa),
	MEMBER(FLAGS, "flags", rmm_bits64),
	MEMBER_FROM(S2SZ, "s2sz", rmm_uint64, 40),
	MEMBER(SVE_VL, "sve_vl", rmm_uint64),
	MEMBER_FROM(NUM_BPS, "num_bps", rmm_uint64, 1),
	MEMBER_FROM(NUM_WPS, "num_wps", rmm_uint64, 1),
	MEMBER(PMU_NUM_CTRS, "pmu_num_ctrs", rmm_uint64),
	MEMBER(PARAM_HASH_ALGO, "hash_algo", rmm_hash_algo),
	MEMBER(VMID, "vmid", rmm_uint64),
	MEMBER(RTT_BASE, "rtt_base", rmm_pa),
	MEMBER(RTT_LEVEL_START, "rtt_level_start", rmm_int64),
	MEMBER_FROM(RTT_NUM_START, "rtt_num_start", rmm_uint64, 1),
	MEMBERS(RPV, "rpv", rmm_bits512, 8),
};

static const struct rmm_value inputs_2_0[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(PARAMS_PTR, "params_ptr", rmm_pa),
	MEMBER(FLAGS, "flags0", rmm_bits64),
	MEMBER_FROM(S2SZ, "s2sz", rmm_uint64, 40),
	MEMBER(SVE_VL, "sve_vl", rmm_uint64),
	MEMBER_FROM(NUM_BPS, "num_bps", rmm_uint64, 1),
	MEMBER_FROM(NUM_WPS, "num_wps", rmm_uint64, 1),
	MEMBER(PMU_NUM_CTRS, "pmu_num_ctrs", rmm_uint64),
	MEMBER(PARAM_HASH_ALGO, "hash_algo", rmm_hash_algo),
	MEMBER(NUM_AUX_PLANES, "num_aux_planes", rmm_uint64),
	MEMBERS(RPV, "rpv", rmm_bits512, 8),
	MEMBER(ATS_PLANE, "ats_plane", rmm_uint64),
	MEMBER(RTT_BASE, "rtt_base", rmm_pa),
	MEMBER(RTT_LEVEL_START, "rtt_level_start", rmm_int64),
	MEMBER_FROM(RTT_NUM_START, "rtt_num_start", rmm_uint64, 1),
	MEMBER(FLAGS1, "flags1", rmm_bits64),
};

/* C16, E31: the text wants them tracked, however coarsely. */
PREDICATE(rtts_in_coarse, "a root RTT would be a part of what is tracked as one")
{
	uint64_t last = rmm_in(c, RTT_BASE) +
			(rmm_in(c, RTT_NUM_START) - 1) * rmm_granule_bytes(c->state);

	return rmm_tracking_at(c->model, c->state, rmm_in(c, RTT_BASE)) == TRACKING_COARSE ||
	       rmm_tracking_at(c->model, c->state, last) == TRACKING_COARSE;
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "pat_valid",    RMI_ERROR_GLOBAL, IF(pat_is_invalid), .in = ONLY_2_0 },
	{ "params_align", RMI_ERROR_INPUT, IF(structure_unaligned, PARAMS_PTR) },
	{ "params_bound", RMI_ERROR_INPUT, IF(not_delegable, PARAMS_PTR), .in = ONLY_1_0 },
	{ "params_pas",   RMI_ERROR_INPUT, IF(not_ns_accessible, PARAMS_PTR) },
	{ "params_valid", RMI_ERROR_INPUT, IF(params_invalid) },
	{ "params_valid", RMI_ERROR_INPUT, IF(policy_invalid), .in = ONLY_2_0 },
	{ "params_supp",  RMI_ERROR_INPUT, IF(params_unsupported) },
	{ "params_supp",  RMI_ERROR_INPUT, IF(features_unsupported), .in = ONLY_2_0 },
	{ "alias",        RMI_ERROR_INPUT, IF(rd_aliases_rtt) },
	{ "rd_align",     RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",     RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",     RMI_ERROR_INPUT, IF(not_delegable_fine, RD), .in = ONLY_2_0,
	  .until = SINCE_BET3 },
	{ "rd_pop",       RMI_ERROR_INPUT, IF(not_populated_conventional, RD), .in = SINCE_BET3 },
	{ "rd_track",     RMI_ERROR_TRACKING, IF(region_not_fine, RD), .index = INDEX_TRACKING,
	  .in = SINCE_BET3 },
	{ "rd_state",     RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_DELEGATED) },
	{ "rtt_align",    RMI_ERROR_INPUT, IF(rtt_unaligned),
	  .unless = VARIANT_TF_REALM_CREATE_RTT_ALIGN },
	{ "rtt_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RTT_BASE),
	  .when = VARIANT_TF_REALM_CREATE_RTT_ALIGN },
	{ "rtt_num_level", RMI_ERROR_INPUT, IF(rtt_config_invalid) },
	{ "rtt_state",    RMI_ERROR_INPUT, IF(rtts_not_delegated) },
	{ "one_state",    RMI_ERROR_INPUT, IF(rtts_in_coarse), .in = ONLY_2_0 },
	{ "vmid_valid",   RMI_ERROR_INPUT, IF(vmid_unusable), .in = ONLY_1_0 },
	{ "ats_plane",    RMI_ERROR_INPUT, IF(ats_plane_beyond), .in = ONLY_2_0 },
	{ "vmid",         RMI_ERROR_GLOBAL, IF(no_vmid_left), .in = ONLY_2_0 },
	{ "mec_policy",   RMI_ERROR_GLOBAL, IF(no_mecid_left), .in = ONLY_2_0 },
};

static uint32_t free_realm(struct rmm_context *c)
{
	for (uint32_t i = 0; i < c->model->config.realms; i++)
		if (rmm_realm(c->model, c->state, i)->rd == 0)
			return i;
	return RMM_NONE;
}

/* The starting level RTTs: Protected half UNASSIGNED EMPTY, the rest _NS. */
static void create_rtts(struct rmm_context *c, uint32_t slot)
{
	const struct rmm_model *m = c->model;
	const struct rmm_realm *realm = rmm_realm(m, c->state, slot);
	unsigned shift = rmm_level_shift(m, c->state, realm->rtt_level_start);
	unsigned bits = rmm_index_bits(m, c->state);
	uint32_t count = rmm_entry_count(m, c->state);
	uint64_t in_use = (uint64_t)1 << (realm->ipa_width - shift);

	for (uint32_t i = 0; i < realm->rtt_num_start; i++) {
		uint32_t granule = realm->rtt_base + i * rmm_granule_pages(c->state);
		struct rmm_position at = { slot, realm->rtt_level_start,
					   (uint64_t)i << (shift + bits), false };
		uint32_t rtt = rmm_rtt_allocate(m, c->state, at);
		struct rmm_rtte *entries = rmm_rtt_entries(m, c->state, rtt);

		rmm_note_table(m, c->state, rtt);
		rmm_granule_set(m, c->state, granule, GRANULE_RTT, (uint64_t)rtt + 1);
		rmm_granule_fill(m, c->state, granule, 0, ORIGIN_RMM);
		for (uint32_t j = 0; j < count; j++) {
			uint64_t index = (uint64_t)i * count + j;
			bool is_protected = index < in_use / 2;

			entries[j] = rtte_make(is_protected ? RTTE_UNASSIGNED
						: RTTE_UNASSIGNED_NS, RIPAS_EMPTY, 0);
		}
	}
}

static void measure(struct rmm_context *c, uint32_t slot)
{
	struct rmm_measured_realm params = {
		.flags = rmm_in(c, FLAGS), .s2sz = (uint32_t)rmm_small_param(c, S2SZ),
		.sve_vl = (uint32_t)rmm_small_param(c, SVE_VL),
		.num_bps = (uint32_t)rmm_small_param(c, NUM_BPS),
		.num_wps = (uint32_t)rmm_small_param(c, NUM_WPS),
		.pmu_num_ctrs = (uint32_t)rmm_small_param(c, PMU_NUM_CTRS),
		.hash_algo = (uint8_t)rmm_in(c, PARAM_HASH_ALGO),
	};

	for (unsigned i = 0; i < rmm_measurements(c->model); i++)
		memset(rmm_measurement(c->model, c->state, slot, i), 0,
		       c->model->layout.measurement_size);
	if (rmm_has(c->model, TRAIT_REALM_PARAMS_IN_RIM) ||
	    rmm_variant(c->model, VARIANT_TF_REALM_PARAMS_IN_RIM))
		rmm_rim_init(c->model, c->state, slot, &params);
}

/* Makes the Realm; RMM_NONE: the model's storage is exhausted. */
static uint32_t make(struct rmm_context *c, uint16_t vmid)
{
	const struct rmm_model *m = c->model;
	uint32_t rd = rmm_granule_at(m, rmm_in(c, RD));
	uint32_t slot = free_realm(c);
	struct rmm_realm *realm;

	if (slot == RMM_NONE || rmm_rtt_room(m, c->state) < rmm_in(c, RTT_NUM_START)) {
		c->result->status = STATUS_LIMIT;
		return RMM_NONE;
	}
	if (slot >= c->state->realms_high)
		c->state->realms_high = slot + 1;
	realm = rmm_realm(m, c->state, slot);
	realm->rd = rd + 1;
	realm->rtt_base = rmm_granule_at(m, rmm_in(c, RTT_BASE));
	realm->vmid = vmid;
	realm->state = REALM_NEW;
	realm->ipa_width = (uint8_t)rmm_small_param(c, S2SZ);
	realm->rtt_num_start = (uint8_t)rmm_in(c, RTT_NUM_START);
	realm->rtt_level_start = (int8_t)(int64_t)rmm_in(c, RTT_LEVEL_START);
	realm->hash_algo = (uint8_t)rmm_in(c, PARAM_HASH_ALGO);
	realm->lpa2 = rmm_in(c, FLAGS) & FLAG_LPA2;
	rmm_granule_set(m, c->state, rd, GRANULE_RD, (uint64_t)slot + 1);
	rmm_granule_fill(m, c->state, rd, 0, ORIGIN_RMM);
	create_rtts(c, slot);
	measure(c, slot);
	for (unsigned i = 0; rmm_rpv(m, c->state, slot) && i < 64; i++)
		rmm_rpv(m, c->state, slot)[i] =
			(uint8_t)(rmm_in(c, RPV + (int)i / 8) >> (i % 8 * 8));
	return slot;
}

static void create(struct rmm_context *c)
{
	make(c, (uint16_t)rmm_in(c, VMID));
}

/* A3.15: the RMM chooses the VMID. */
static uint8_t flags1_of(struct rmm_context *c)
{
	uint8_t flags1 = (uint8_t)rmm_in(c, FLAGS1);

	return rmm_variant(c->model, VARIANT_TF_ATS_IGNORED) ? flags1 & (uint8_t)~RMM_REALM_ATS
							      : flags1;
}

static void create_2_0(struct rmm_context *c)
{
	struct rmm_realm *realm;
	uint16_t vmid;
	uint32_t slot;

	rmm_free_vmid(c->model, c->state, &vmid);
	slot = make(c, vmid);
	if (slot == RMM_NONE)
		return;
	realm = rmm_realm(c->model, c->state, slot);
	realm->flags0 = (uint16_t)rmm_in(c, FLAGS);
	realm->flags1 = flags1_of(c);
	rmm_global(c->state)->num_realms++;
}

/* ---- success conditions ---- */

PREDICATE(realm_field_is, "realm.$a from params")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return rmm_field_value(&rmm_realm_fields[o.b], realm) ==
	       (o.b == REALM_FIELD_RTT_LEVEL_START ? rmm_in(c, o.a) & 0xff
		: o.a == S2SZ ? rmm_small_param(c, S2SZ) : rmm_in(c, o.a));
}

PREDICATE(realm_field_is_zero, "realm field == 0")
{
	return rmm_field_value(&rmm_realm_fields[o.a], rmm_context_realm(c)) == 0;
}

PREDICATE(rtt_base_is, "realm.rtt_base == params.rtt_base")
{
	return rmm_granule_pa(c->model, rmm_context_realm(c)->rtt_base) ==
	       rmm_in(c, RTT_BASE);
}

PREDICATE(lpa2_is, "realm.lpa2 == params.flags.lpa2")
{
	return rmm_context_realm(c)->lpa2 == (rmm_in(c, FLAGS) & FLAG_LPA2);
}

PREDICATE(root_rtts_are_rtt, "all root RTTs gran == RTT")
{
	return rmm_granules_in_state(c->model, c->state, rmm_in(c, RTT_BASE),
				     rmm_in(c, RTT_NUM_START), GRANULE_RTT);
}

/* operand a: the Protected half?; the entries are all @b */
PREDICATE(root_entries_are, "all root RTTEs of the half are $Rb, RIPAS EMPTY")
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	uint64_t size = rmm_level_size(c->model, c->state, realm->rtt_level_start);
	uint64_t half = (uint64_t)1 << (realm->ipa_width - 1);
	struct rmm_walk walk;

	for (uint64_t ipa = o.a ? 0 : half; ipa < (o.a ? half : 2 * half); ipa += size) {
		rmm_rtt_walk(c->model, c->state, realm, ipa, realm->rtt_level_start, &walk);
		if (rtte_state(walk.rtte) != (enum rmm_rtte_state)o.b ||
		    !rtte_has_ripas(walk.rtte, RIPAS_EMPTY))
			return false;
	}
	return true;
}

PREDICATE(rim_is_initial, "realm.RIM == H(measured params), not 0")
{
	const uint8_t *rim;
	uint8_t any = 0;

	rmm_context_realm(c);
	rim = rmm_measurement(c->model, c->state, c->realm, 0);
	for (unsigned i = 0; i < c->model->layout.measurement_size; i++)
		any |= rim[i];
	return any != 0;
}

PREDICATE(rim_is_zero, "realm.rim == 0")
{
	return rmm_variant(c->model, VARIANT_TF_REALM_PARAMS_IN_RIM) ||
	       !rmm_rim_is_initial.holds(c, o);
}

PREDICATE(num_realms_rises, "rmm.num_realms += 1")
{
	return rmm_global(c->state)->num_realms ==
	       rmm_global(c->old)->num_realms + 1;
}

PREDICATE(flags_are, "realm flags from params")
{
	return rmm_context_realm(c)->flags0 == (uint16_t)rmm_in(c, FLAGS) &&
	       rmm_context_realm(c)->flags1 == flags1_of(c);
}

PREDICATE(no_aux_planes, "realm.num_aux_planes, ats_plane from params")
{
	return rmm_in(c, NUM_AUX_PLANES) == AUX_PLANES_MAX && rmm_in(c, ATS_PLANE) == 0;
}

PREDICATE(rems_are_zero, "REM[0..3] == 0")
{
	uint8_t any = 0;

	rmm_context_realm(c);
	for (unsigned i = 1; i < rmm_measurements(c->model); i++)
		for (unsigned j = 0; j < c->model->layout.measurement_size; j++)
			any |= rmm_measurement(c->model, c->state, c->realm, i)[j];
	return any == 0;
}

PREDICATE(rpv_is, "realm.rpv == params.rpv")
{
	const uint8_t *rpv;

	rmm_context_realm(c);
	rpv = rmm_rpv(c->model, c->state, c->realm);
	for (int i = 0; rpv && i < 64; i++)
		if (rpv[i] != (uint8_t)(rmm_in(c, RPV + i / 8) >> (i % 8 * 8)))
			return false;
	return true;
}

static const struct rmm_success successes[] = {
	{ "rd_state",       THEN(granule_state_is, RD, GRANULE_RD) },
	{ "realm_state",    THEN(realm_state_becomes, REALM_NEW) },
	{ "rec_index",      THEN(realm_field_is_zero, REALM_FIELD_REC_INDEX), .until = SINCE_BET3 },
	{ "rtt_base",       THEN(rtt_base_is) },
	{ "rtt_state",      THEN(root_rtts_are_rtt) },
	{ "rtte_p_states",  THEN(root_entries_are, true, RTTE_UNASSIGNED) },
	{ "rtte_up_states", THEN(root_entries_are, false, RTTE_UNASSIGNED_NS) },
	{ "rtte_ripas",     THEN(root_entries_are, true, RTTE_UNASSIGNED) },
	{ "lpa2",           THEN(lpa2_is), .until = SINCE_BET3 },
	{ "ipa_width",      THEN(realm_field_is, S2SZ, REALM_FIELD_IPA_WIDTH) },
	{ "hash_algo",      THEN(realm_field_is, PARAM_HASH_ALGO, REALM_FIELD_HASH_ALGO) },
	{ "rim",            THEN(rim_is_initial), .in = ONLY_1_0 },
	{ "rim",            THEN(rim_is_zero), .in = ONLY_2_0 },
	{ "rem",            THEN(rems_are_zero) },
	{ "rtt_level",      THEN(realm_field_is, RTT_LEVEL_START, REALM_FIELD_RTT_LEVEL_START) },
	{ "rtt_num",        THEN(realm_field_is, RTT_NUM_START, REALM_FIELD_RTT_NUM_START) },
	{ "vmid",           THEN(realm_field_is, VMID, REALM_FIELD_VMID), .in = ONLY_1_0 },
	{ "rpv",            THEN(rpv_is) },
	{ "num_recs",       THEN(realm_field_is_zero, REALM_FIELD_NUM_RECS) },
	{ "num_realms",     THEN(num_realms_rises), .in = ONLY_2_0 },
	/* Fields of flags0 and flags1. */
	{ "da",             THEN(flags_are), .in = ONLY_2_0 },
	{ "ats",            THEN(flags_are), .in = ONLY_2_0 },
	{ "rtt_tree_per_plane", THEN(flags_are), .in = ONLY_2_0 },
	{ "rtt_s2ap_encoding", THEN(flags_are), .in = ONLY_2_0 },
	{ "lfa_policy",     THEN(flags_are), .in = ONLY_2_0 },
	{ "mec_policy",     THEN(flags_are), .in = ONLY_2_0 },
	/* The model has the primary plane only. */
	{ "ats_plane",      THEN(no_aux_planes), .in = ONLY_2_0 },
	{ "num_aux_planes", THEN(no_aux_planes), .in = ONLY_2_0 },
};

static bool rmm_covers_root_rtts(struct rmm_context *c, struct rmm_operands o,
				 const struct rmm_change *change)
{
	uint32_t first = rmm_granule_at(c->model, rmm_in(c, RTT_BASE));

	return change->kind == CHANGE_GRANULE_STATE &&
	       change->subject - first < rmm_in(c, RTT_NUM_START) << rmm_granule_order(c->state);
}

static const struct rmm_footprint footprint[] = {
	{ "rd_state",  COVERS(granule_state, RD) },
	{ "rtt_state", COVERS(root_rtts) },
	{ "num_realms", COVERS(global, GLOBAL_FIELD_NUM_REALMS), .in = ONLY_2_0,
	  .note = "a success condition changes it" },
};

const struct rmm_command rmm_rmi_realm_create = {
	.name = "RMI_REALM_CREATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000158, .section = { [LINE_1_0] = "B4.3.9" },
	.summary = "A Realm from its parameters, with starting level RTTs, all EMPTY.",
	.note = "B29: alias is inclusive at the top, as AddrInRange is coded; "
		"no orderings are given, so any violated condition may be "
		"reported.",
	.rd = INPUT(RD),
	ROWS_IN(inputs), ROWS_FAILURE(failures),
	.effect = create, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};

const struct rmm_command rmm_rmi_realm_create_2_0 = {
	.name = "RMI_REALM_CREATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000158, .section = { [LINE_2_0] = "B4.5.46" },
	.summary = "A Realm from its parameters, with starting level RTTs, all EMPTY.",
	.note = "C63: alias and rtt_state are about the primary tree. The model has no "
		"auxiliary planes. The RIM starts at zero (A7.1.1).",
	.rd = INPUT(RD),
	ROWS_IN(inputs_2_0), ROWS_FAILURE(failures),
	.effect = create_2_0, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true, .marks = { INPUT(RD) },
};
