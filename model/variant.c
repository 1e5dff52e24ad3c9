/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of variants. What each bends stands beside the rule it bends. */
#include "variant.h"

#define READING(section, id, text) \
	{ id, VARIANT_READING, section, text, 0, ONLY_1_0 }
#define TF_1_0(section, id, text) \
	{ id, VARIANT_DEPARTURE, section, text, 1u << TF_RMM_1_0, ONLY_1_0 }
/* What both do; the section is that of 1.0. */
#define TF_BOTH(section, id, text) \
	{ id, VARIANT_DEPARTURE, section, text, 1u << TF_RMM_1_0 | 1u << TF_RMM_2_0, 0 }
#define TF_2_0(section, id, text) \
	{ id, VARIANT_DEPARTURE, section, text, 1u << TF_RMM_2_0, ONLY_2_0 }
#define MISTAKE(section, id, text) \
	{ id, VARIANT_MISTAKE, section, text, 0, 0 }

static const struct rmm_variant_info variants[VARIANTS] = {
	/* ---- readings of the text ---- */
	[VARIANT_INIT_RIPAS_STOPS_AT_DESTROYED] = { "init-ripas-stops-at-destroyed",
		VARIANT_READING, "B4.3.18",
		"RMI_RTT_INIT_RIPAS ends its run at a DESTROYED entry (B6, C6)",
		1u << TF_RMM_2_0, 0 },
	[VARIANT_INIT_RIPAS_EXTENDS_RIM] = { "init-ripas-extends-rim", VARIANT_READING, "A5.2.5",
		"RMI_RTT_INIT_RIPAS extends the RIM in 2.0 too (C1)", 0, ONLY_2_0 },
	[VARIANT_INIT_RIPAS_RIM_INPUT_RANGE] = READING("B4.3.18.4", "init-ripas-rim-input-range",
		"the RIM covers the input range, not the entries that changed (B7)"),
	[VARIANT_RTT_DESTROY_UNPROTECTED_UNASSIGNED] = READING("B4.3.16.3", "rtt-destroy-unprotected-unassigned",
		"RMI_RTT_DESTROY leaves UNASSIGNED, DESTROYED at an Unprotected IPA too (B2)"),
	[VARIANT_SET_RIPAS_BELOW_BASE] = READING("B4.3.21", "set-ripas-below-base",
		"RMI_RTT_SET_RIPAS without need of change may set out_top below base (B11)"),
	[VARIANT_SET_RIPAS_ACTIVE_ONLY] = READING("A5.4", "set-ripas-active-only",
		"RMI_RTT_SET_RIPAS fails with RMI_ERROR_REALM unless the Realm is ACTIVE (B14)"),
	[VARIANT_DATA_DESTROY_ALWAYS_DESTROYED] = READING("B4.3.3.1.3", "data-destroy-always-destroyed",
		"RMI_DATA_DESTROY leaves DESTROYED also where the RIPAS was EMPTY (B3)"),
	[VARIANT_REC_INDEX_REUSED] = READING("B4.3.13", "rec-index-reused",
		"RMI_REC_DESTROY of the newest REC gives its index back (B35)"),
	[VARIANT_RTT_WHOLE_TABLE] = { "rtt-whole-table", VARIANT_READING, "B3.76",
		"a scan of a starting level RTT goes on to its last entry, beyond the IPA space",
		1u << TF_RMM_1_0 | 1u << TF_RMM_2_0, 0 },
	[VARIANT_REM_EXTEND_PADDED] = READING("B3.42", "rem-extend-padded",
		"RSI_MEASUREMENT_EXTEND hashes the value padded to 512 bits"),

	/* ---- TF-RMM, tag rmm-spec-v1.0-rel0 ---- */
	[VARIANT_TF_REALM_CREATE_RTT_ALIGN] = TF_1_0("B4.3.9", "tf-rmm-realm-create-rtt-align",
		"rtt_base need not be aligned to rtt_num_start Granules"),
	[VARIANT_TF_INIT_RIPAS_BASE_ALIGN] = TF_BOTH("B4.3.18", "tf-rmm-init-ripas-base-align",
		"base not Granule aligned: RMI_ERROR_INPUT"),
	[VARIANT_TF_INIT_RIPAS_STOPS_EARLY] = TF_1_0("B4.3.18", "tf-rmm-init-ripas-stops-early",
		"RMI_RTT_INIT_RIPAS ends its run at an ASSIGNED or DESTROYED entry"),
	[VARIANT_TF_SET_RIPAS_TOP_ALIGN] = TF_1_0("B4.3.21", "tf-rmm-set-ripas-top-align",
		"top not Granule aligned is rounded down"),
	[VARIANT_TF_SET_RIPAS_SAME_RIPAS] = TF_BOTH("B4.3.21", "tf-rmm-set-ripas-same-ripas",
		"base_align and no_progress fail also where the RIPAS is as requested"),
	[VARIANT_TF_READ_ENTRY_ASSIGNED_DESTROYED] = TF_1_0("B4.3.20", "tf-rmm-read-entry-assigned-destroyed",
		"RMI_RTT_READ_ENTRY gives desc=0 for ASSIGNED, DESTROYED"),
	[VARIANT_TF_EMUL_MMIO_PROTECTED] = TF_1_0("B4.3.14", "tf-rmm-emul-mmio-protected",
		"an abort at a Protected IPA with ISV=1 can be emulated by the Host"),
	[VARIANT_TF_INJECT_SEA_REFUSED] = TF_BOTH("B4.3.14", "tf-rmm-inject-sea-refused",
		"inject_sea without an abort at an Unprotected IPA: RMI_ERROR_REC"),
	[VARIANT_TF_EMUL_MMIO_WITH_INJECT_SEA] = TF_BOTH("B4.3.14", "tf-rmm-emul-mmio-with-inject-sea",
		"emul_mmio is ignored beside inject_sea, as A4.2.3 has it"),
	[VARIANT_TF_DATA_CREATE_FLAGS] = TF_BOTH("B4.3.1", "tf-rmm-data-create-flags",
		"reserved bits in the flags of RMI_DATA_CREATE: RMI_ERROR_INPUT"),
	[VARIANT_TF_PSCI_DENIED_SIDE_EFFECT] = TF_BOTH("B1.6", "tf-rmm-psci-denied-side-effect",
		"RMI_PSCI_COMPLETE with PSCI_DENIED for a target that is on fails, but completes"),
	[VARIANT_TF_HOST_CALL_EMPTY] = TF_BOTH("A4.2.2", "tf-rmm-host-call-empty",
		"a Host call whose page became EMPTY resumes with the FID in X0"),
	[VARIANT_TF_TOP_NOT_ALIGNED_DOWN] = TF_BOTH("B3.76", "tf-rmm-top-not-aligned-down",
		"where the walk ends at a live block, top is ipa, not rounded down"),
	[VARIANT_TF_OUTSIDE_IPA_SEA] = TF_BOTH("A5.2.8", "tf-rmm-outside-ipa-sea",
		"an access outside the IPA space takes an SEA, not an Address Size Fault"),
	[VARIANT_TF_UNPROTECTED_SYNDROME] = TF_1_0("A4.3.4.3", "tf-rmm-unprotected-syndrome",
		"a Non-emulatable Data Abort at an Unprotected IPA shows far and ESR.WnR, but not ESR.IL"),
	[VARIANT_TF_RIPAS_ADDR_KEPT] = TF_BOTH("A4.3.8", "tf-rmm-ripas-addr-kept",
		"rec.ripas_addr is not cleared by another exit"),
	[VARIANT_TF_CHANGE_FLAGS_ENUM] = TF_BOTH("B5.4.9", "tf-rmm-change-flags-enum",
		"RSI_IPA_STATE_SET compares 32 bits of ripas and flags: flags=3 is not CHANGE_DESTROYED"),
	[VARIANT_TF_HOST_CALL_HPFAR] = TF_BOTH("A4.3.4.3", "tf-rmm-host-call-hpfar",
		"exit.hpfar of an abort by a Host call has low bits of the IPA"),

	[VARIANT_TF_MPIDR_OF_DESTROYED] = TF_BOTH("B3.24", "tf-rmm-mpidr-of-destroyed",
		"the MPIDR of a REC that was destroyed counts as used"),

	/* ---- TF-RMM, main of July 2026 ---- */
	[VARIANT_TF_RMM_STATE_CHECKED] = TF_2_0("A2.1.2.1", "tf-rmm-rmm-state-checked",
		"every command but four asks for RMM_STATE_ACTIVE; RMI_RMM_CONFIG_GET does not"),
	[VARIANT_TF_INTERMEDIATE_IS_VOID] = TF_2_0("B4.3.2", "tf-rmm-intermediate-is-void",
		"an entry in the hands of an operation is taken for VOID; RMI_BLOCKED is unknown"),
	[VARIANT_TF_REC_CREATE_LATE_CHECKS] = TF_2_0("B4.5.49", "tf-rmm-rec-create-late-checks",
		"RMI_REC_CREATE looks at Realm and parameters only after memory was donated"),
	[VARIANT_TF_DONATE_RECLAIMS] = TF_2_0("B4.5.23", "tf-rmm-donate-reclaims",
		"a first Granule that cannot be donated ends the operation, with RECLAIM"),
	[VARIANT_TF_REALM_PARAMS_IN_RIM] = TF_2_0("B4.5.46.4", "tf-rmm-realm-params-in-rim",
		"the RIM starts as the hash of the Realm's parameters, without the RPV"),
	[VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR] = TF_2_0("B4.5.65", "tf-rmm-map-level-of-descriptor",
		"map commands walk to the level of the first descriptor's blocks, and want all of one size"),
	[VARIANT_TF_MAP_IDEMPOTENT] = TF_2_0("B4.5.65", "tf-rmm-map-idempotent",
		"map commands succeed where an entry maps the address already"),
	[VARIANT_TF_MAP_GRANULES_LATE] = TF_2_0("B4.5.65", "tf-rmm-map-granules-late",
		"RMI_RTT_DATA_MAP finds out about Granules that are not DELEGATED as it takes them"),
	[VARIANT_TF_UNMAP_CHECKS] = TF_2_0("B4.5.67", "tf-rmm-unmap-checks",
		"unmap commands want unused inputs to be 0, and room in the list"),
	[VARIANT_TF_UNPROT_UNMAP_SKIPS] = TF_2_0("B4.5.78", "tf-rmm-unprot-unmap-skips",
		"RMI_RTT_UNPROT_UNMAP skips entries that are not mapped"),
	[VARIANT_TF_UNPROT_MAP_ATTRIBUTES] = TF_2_0("B4.5.77", "tf-rmm-unprot-map-attributes",
		"RMI_RTT_UNPROT_MAP refuses reserved values of memattr and s2ap"),
	[VARIANT_TF_FOLD_PARENT_LEVEL] = TF_2_0("B4.5.72", "tf-rmm-fold-parent-level",
		"RMI_RTT_FOLD of mappings above level 2 returns the level of the parent"),
	[VARIANT_TF_MPIDR_RESERVED] = TF_2_0("B4.5.49", "tf-rmm-mpidr-reserved",
		"RMI_REC_CREATE refuses reserved bits of the MPIDR"),
	[VARIANT_TF_TRACKING_STATIC] = TF_2_0("A2.3.4", "tf-rmm-tracking-static",
		"all memory is tracked, finely, once the RMM is ACTIVE"),

	/* ---- mistakes ---- */
	[VARIANT_DATA_DESTROY_KEEPS_RAM] = MISTAKE("B4.3.3.3", "data-destroy-keeps-ram",
		"RMI_DATA_DESTROY leaves RAM as RAM"),
	[VARIANT_INIT_RIPAS_WHEN_ACTIVE] = MISTAKE("B4.3.18.2", "init-ripas-when-active",
		"RMI_RTT_INIT_RIPAS works after activation"),
	[VARIANT_SET_RIPAS_OVER_DESTROYED] = MISTAKE("A5.4", "set-ripas-over-destroyed",
		"RMI_RTT_SET_RIPAS changes DESTROYED without the Realm's permission"),
	[VARIANT_SET_RIPAS_WITHOUT_REQUEST] = MISTAKE("B4.3.21.2", "set-ripas-without-request",
		"RMI_RTT_SET_RIPAS does not compare base with the request"),
	[VARIANT_INIT_RIPAS_UNMEASURED] = MISTAKE("B4.3.18.4", "init-ripas-unmeasured",
		"RMI_RTT_INIT_RIPAS does not extend the RIM"),
	[VARIANT_DATA_CREATE_UNMEASURED] = MISTAKE("B4.3.1.4", "data-create-unmeasured",
		"RMI_DATA_CREATE does not extend the RIM"),
	[VARIANT_DATA_CREATE_WHEN_ACTIVE] = MISTAKE("B4.3.1.2", "data-create-when-active",
		"RMI_DATA_CREATE works after activation"),
	[VARIANT_DATA_DESTROY_MEASURED] = MISTAKE("A5.2.4", "data-destroy-measured",
		"RMI_DATA_DESTROY extends the RIM"),
	[VARIANT_NO_WIPE_ON_UNDELEGATE] = MISTAKE("B4.3.6.3", "no-wipe-on-undelegate",
		"RMI_GRANULE_UNDELEGATE leaves the contents"),
	[VARIANT_NO_WIPE_ON_UNKNOWN] = MISTAKE("B4.3.2.3", "no-wipe-on-unknown",
		"RMI_DATA_CREATE_UNKNOWN leaves the contents"),
	[VARIANT_DESTROYED_READABLE] = MISTAKE("A5.2.3", "destroyed-readable",
		"accesses to ASSIGNED, DESTROYED succeed"),
	[VARIANT_EMPTY_KEEPS_VALID] = MISTAKE("A5.3.1", "empty-keeps-valid",
		"a RIPAS change to EMPTY leaves the mapping valid"),
	[VARIANT_DATA_MAPPED_TWICE] = MISTAKE("B4.3.2.2", "data-mapped-twice",
		"RMI_DATA_CREATE_UNKNOWN accepts a DATA Granule"),
	[VARIANT_DATA_DESTROY_ORPHANS] = MISTAKE("B4.3.3.3", "data-destroy-orphans",
		"RMI_DATA_DESTROY leaves the Granule in state DATA"),
	[VARIANT_RTT_DESTROY_LIVE] = MISTAKE("B4.3.16.2", "rtt-destroy-live",
		"RMI_RTT_DESTROY destroys live RTTs"),
	[VARIANT_RTT_FOLD_LOSES_RIPAS] = MISTAKE("B4.3.17.3", "rtt-fold-loses-ripas",
		"RMI_RTT_FOLD of UNASSIGNED entries leaves EMPTY"),
	[VARIANT_RTT_CREATE_FORGETS_RIPAS] = MISTAKE("B4.3.15.3", "rtt-create-forgets-ripas",
		"RMI_RTT_CREATE of an UNASSIGNED entry makes EMPTY children"),
	[VARIANT_UNKNOWN_SETS_RAM] = MISTAKE("A5.3.5", "data-create-unknown-sets-ram",
		"RMI_DATA_CREATE_UNKNOWN makes the page RAM"),
	[VARIANT_UNDELEGATE_MAPPED] = MISTAKE("B4.3.6.2", "undelegate-mapped",
		"RMI_GRANULE_UNDELEGATE takes DATA Granules back"),
	[VARIANT_DELEGATE_KEEPS_GPT] = MISTAKE("B4.3.5.3", "delegate-keeps-gpt",
		"RMI_GRANULE_DELEGATE leaves the Granule Non-secure"),
	[VARIANT_REALM_DESTROY_LIVE] = MISTAKE("B4.3.10.2", "realm-destroy-live",
		"RMI_REALM_DESTROY destroys live Realms"),
	[VARIANT_REC_DESTROY_LEAKS_AUX] = MISTAKE("B4.3.13.3", "rec-destroy-leaks-aux",
		"RMI_REC_DESTROY leaves the auxiliary Granules in state REC_AUX"),
	[VARIANT_REC_COUNT_FORGOTTEN] = MISTAKE("B4.3.12.3", "rec-count-forgotten",
		"RMI_REC_CREATE does not count the REC"),
	[VARIANT_VMID_SHARED] = MISTAKE("A2.1.3", "vmid-shared",
		"RMI_REALM_CREATE accepts a VMID in use"),
	[VARIANT_ACTIVATE_EXTENDS_RIM] = MISTAKE("A7.1.1", "activate-extends-rim",
		"RMI_REALM_ACTIVATE changes the RIM"),
	[VARIANT_REM_NOT_ZERO] = MISTAKE("A7.1.2", "rem-not-zero",
		"REMs of a new Realm are not zero"),
	[VARIANT_EMULATABLE_AT_PROTECTED] = MISTAKE("A4.3.4.3", "emulatable-at-protected",
		"a Data Abort at a Protected IPA counts as emulatable"),
	[VARIANT_SET_RIPAS_BEYOND_REQUEST] = MISTAKE("B4.3.21.2", "set-ripas-beyond-request",
		"RMI_RTT_SET_RIPAS does not compare top with the request"),
	[VARIANT_REQUEST_NOT_CLEARED] = MISTAKE("A4.3.8", "request-not-cleared",
		"a RIPAS change request survives another exit"),
	[VARIANT_MAP_PROTECTED_NS] = MISTAKE("B4.3.19.2", "map-protected-ns",
		"RMI_RTT_MAP_UNPROTECTED accepts a Protected IPA"),
	[VARIANT_HOST_READS_REALM] = MISTAKE("A2.2.3.1", "host-reads-realm",
		"the GPT does not keep the Host from Realm memory"),
	[VARIANT_BLOCK_AT_LEVEL_0] = MISTAKE("A5.5.4", "block-at-level-0",
		"RMI_RTT_FOLD makes blocks above level 1"),
	[VARIANT_FAILURE_HAS_EFFECT] = MISTAKE("B1.6", "failure-has-effect",
		"a refused RMI_RTT_SET_RIPAS drops the Realm's request"),
	[VARIANT_REACTIVATE_FROM_OFF] = MISTAKE("A2.1.5.2", "reactivate-from-off",
		"RMI_REALM_ACTIVATE works after SYSTEM_OFF"),
	[VARIANT_SEA_AT_RAM] = MISTAKE("A5.2.3", "sea-at-ram",
		"an access to unassigned RAM takes an SEA to the Realm"),
	[VARIANT_TOP_BELOW_IPA] = MISTAKE("B4.3.16.1.3", "top-below-ipa",
		"RMI_RTT_DESTROY returns a top below ipa"),
	[VARIANT_RUN_TWICE] = MISTAKE("B4.3.14.2", "run-twice",
		"RMI_REC_ENTER enters a REC that runs"),
	[VARIANT_RTT_CREATE_SKIPS_LEVEL] = MISTAKE("B4.3.15.2", "rtt-create-skips-level",
		"RMI_RTT_CREATE hangs a table from an entry more than one level above"),
	[VARIANT_REALM_DESTROY_LEAKS_RD] = MISTAKE("B4.3.10.3", "realm-destroy-leaks-rd",
		"RMI_REALM_DESTROY leaves the Granule of the RD in state RD"),
	[VARIANT_SYSTEM_OFF_FREES_VMID] = MISTAKE("A2.1.3", "system-off-frees-vmid",
		"PSCI_SYSTEM_OFF gives the VMID back before the Realm is destroyed"),
	[VARIANT_REALM_DESTROY_NOT_ZOMBIE] = { "realm-destroy-not-zombie", VARIANT_MISTAKE,
		"B4.5.47.2", "RMI_REALM_DESTROY destroys a Realm that was not terminated",
		0, ONLY_2_0 },
	[VARIANT_OPERATION_LEAVES_MARKS] = { "operation-leaves-marks", VARIANT_MISTAKE, "B4.3.2",
		"an operation that ends leaves its targets INTERMEDIATE", 0, ONLY_2_0 },
	[VARIANT_RECLAIM_KEEPS_GRANULES] = { "reclaim-keeps-granules", VARIANT_MISTAKE,
		"B4.5.24.3", "RMI_OP_MEM_RECLAIM leaves what it tells in GRAN_INTERNAL", 0, ONLY_2_0 },
};

const struct rmm_variant_info *rmm_variant_info(enum rmm_variant variant)
{
	if (variant >= VARIANTS || !variants[variant].id)
		return NULL;
	return &variants[variant];
}

struct rmm_variants rmm_implementation_variants(enum rmm_implementation which)
{
	struct rmm_variants set = { { 0, 0 } };

	for (unsigned i = 0; i < VARIANTS; i++)
		if (variants[i].implementations >> which & 1)
			rmm_add_variant(&set, (enum rmm_variant)i);
	return set;
}
