/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Variants: rules bent on purpose. A variant answers "what if the
 * specification said ...", stands for what a real RMM does differently, or
 * proves that an invariant can fire.
 */
#ifndef RMM_VARIANT_H
#define RMM_VARIANT_H

#include "types.h"

enum rmm_variant {
	VARIANT_NONE,
	/* readings of the text (differences.md, part B) */
	VARIANT_INIT_RIPAS_STOPS_AT_DESTROYED,
	VARIANT_INIT_RIPAS_RIM_INPUT_RANGE,
	VARIANT_RTT_DESTROY_UNPROTECTED_UNASSIGNED,
	VARIANT_SET_RIPAS_BELOW_BASE,
	VARIANT_SET_RIPAS_ACTIVE_ONLY,
	VARIANT_DATA_DESTROY_ALWAYS_DESTROYED,
	VARIANT_REC_INDEX_REUSED,
	VARIANT_RTT_WHOLE_TABLE,
	VARIANT_REM_EXTEND_PADDED,
	VARIANT_INIT_RIPAS_EXTENDS_RIM,
	/* what TF-RMM does, tag rmm-spec-v1.0-rel0 */
	VARIANT_TF_REALM_CREATE_RTT_ALIGN,
	VARIANT_TF_INIT_RIPAS_BASE_ALIGN,
	VARIANT_TF_INIT_RIPAS_STOPS_EARLY,
	VARIANT_TF_SET_RIPAS_TOP_ALIGN,
	VARIANT_TF_SET_RIPAS_SAME_RIPAS,
	VARIANT_TF_READ_ENTRY_ASSIGNED_DESTROYED,
	VARIANT_TF_EMUL_MMIO_PROTECTED,
	VARIANT_TF_INJECT_SEA_REFUSED,
	VARIANT_TF_EMUL_MMIO_WITH_INJECT_SEA,
	VARIANT_TF_DATA_CREATE_FLAGS,
	VARIANT_TF_PSCI_DENIED_SIDE_EFFECT,
	VARIANT_TF_HOST_CALL_EMPTY,
	VARIANT_TF_TOP_NOT_ALIGNED_DOWN,
	VARIANT_TF_OUTSIDE_IPA_SEA,
	VARIANT_TF_UNPROTECTED_SYNDROME,
	VARIANT_TF_RIPAS_ADDR_KEPT,
	VARIANT_TF_CHANGE_FLAGS_ENUM,
	VARIANT_TF_HOST_CALL_HPFAR,
	VARIANT_TF_MPIDR_OF_DESTROYED,
	/* what TF-RMM does, main of July 2026 */
	VARIANT_TF_RMM_STATE_CHECKED,
	VARIANT_TF_INTERMEDIATE_IS_VOID,
	VARIANT_TF_REC_CREATE_LATE_CHECKS,
	VARIANT_TF_DONATE_RECLAIMS,
	VARIANT_TF_REALM_PARAMS_IN_RIM,
	VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR,
	VARIANT_TF_MAP_IDEMPOTENT,
	VARIANT_TF_MAP_GRANULES_LATE,
	VARIANT_TF_UNMAP_CHECKS,
	VARIANT_TF_UNPROT_UNMAP_SKIPS,
	VARIANT_TF_FOLD_PARENT_LEVEL,
	/* mistakes, each of which some invariant must notice */
	VARIANT_DATA_DESTROY_KEEPS_RAM,
	VARIANT_INIT_RIPAS_WHEN_ACTIVE,
	VARIANT_SET_RIPAS_OVER_DESTROYED,
	VARIANT_SET_RIPAS_WITHOUT_REQUEST,
	VARIANT_INIT_RIPAS_UNMEASURED,
	VARIANT_DATA_CREATE_UNMEASURED,
	VARIANT_DATA_CREATE_WHEN_ACTIVE,
	VARIANT_DATA_DESTROY_MEASURED,
	VARIANT_NO_WIPE_ON_UNDELEGATE,
	VARIANT_NO_WIPE_ON_UNKNOWN,
	VARIANT_DESTROYED_READABLE,
	VARIANT_EMPTY_KEEPS_VALID,
	VARIANT_DATA_MAPPED_TWICE,
	VARIANT_DATA_DESTROY_ORPHANS,
	VARIANT_RTT_DESTROY_LIVE,
	VARIANT_RTT_FOLD_LOSES_RIPAS,
	VARIANT_RTT_CREATE_FORGETS_RIPAS,
	VARIANT_UNKNOWN_SETS_RAM,
	VARIANT_UNDELEGATE_MAPPED,
	VARIANT_DELEGATE_KEEPS_GPT,
	VARIANT_REALM_DESTROY_LIVE,
	VARIANT_REC_DESTROY_LEAKS_AUX,
	VARIANT_REC_COUNT_FORGOTTEN,
	VARIANT_VMID_SHARED,
	VARIANT_ACTIVATE_EXTENDS_RIM,
	VARIANT_REM_NOT_ZERO,
	VARIANT_EMULATABLE_AT_PROTECTED,
	VARIANT_SET_RIPAS_BEYOND_REQUEST,
	VARIANT_REQUEST_NOT_CLEARED,
	VARIANT_MAP_PROTECTED_NS,
	VARIANT_HOST_READS_REALM,
	VARIANT_BLOCK_AT_LEVEL_0,
	VARIANT_FAILURE_HAS_EFFECT,
	VARIANT_REACTIVATE_FROM_OFF,
	VARIANT_SEA_AT_RAM,
	VARIANT_TOP_BELOW_IPA,
	VARIANT_RUN_TWICE,
	VARIANT_RTT_CREATE_SKIPS_LEVEL,
	VARIANT_REALM_DESTROY_LEAKS_RD,
	VARIANT_SYSTEM_OFF_FREES_VMID,
	VARIANT_REALM_DESTROY_NOT_ZOMBIE,
	VARIANT_OPERATION_LEAVES_MARKS,
	VARIANTS
};

/* A set of variants. */
struct rmm_variants {
	uint64_t bits[2];
};

static inline bool rmm_has_variant(const struct rmm_variants *set,
				   enum rmm_variant variant)
{
	return (set->bits[variant / 64] >> (variant % 64)) & 1;
}

static inline void rmm_add_variant(struct rmm_variants *set,
				   enum rmm_variant variant)
{
	set->bits[variant / 64] |= (uint64_t)1 << (variant % 64);
}

/* Implementations whose known departures are variants. */
enum rmm_implementation { TF_RMM_1_0, TF_RMM_2_0, IMPLEMENTATIONS };

/* What a variant is for. */
enum rmm_variant_kind {
	VARIANT_READING,        /* another reading of an unclear text */
	VARIANT_DEPARTURE,      /* what an implementation does */
	VARIANT_MISTAKE         /* breaks an invariant */
};

struct rmm_variant_info {
	const char *id;
	enum rmm_variant_kind kind;
	const char *section;    /* what it departs from */
	const char *text;       /* one line */
	unsigned implementations;       /* bit per enum rmm_implementation */
	unsigned in;            /* versions it applies to; 0: all */
};

/* NULL for VARIANT_NONE and for @variant out of range. */
const struct rmm_variant_info *rmm_variant_info(enum rmm_variant variant);

/* The set of known departures of an implementation. */
struct rmm_variants rmm_implementation_variants(enum rmm_implementation which);

#endif
