/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of mistakes: which variant spoils the effect of which command, and
 * how. A variant that bends a condition stands there, as .when or .unless; one
 * that bends what commands read (accesses, walks, folding, wiping) beside that.
 */
#include "mistake/mistake.h"

#include "mistake/spoil.h"

#define SPOIL(variant, command, how) \
	{ VARIANT_##variant, CMD_##command, NULL, rmm_spoil_##how }
#define SPOIL_REFUSAL(variant, command, condition, how) \
	{ VARIANT_##variant, CMD_##command, condition, rmm_spoil_##how }

static const struct rmm_mistake mistakes[] = {
	/* RTT entries */
	SPOIL(DATA_DESTROY_KEEPS_RAM, RMI_DATA_DESTROY, keep_ram),
	SPOIL(DATA_DESTROY_KEEPS_RAM, RMI_RTT_DATA_UNMAP, keep_ram),
	SPOIL(DATA_DESTROY_ORPHANS, RMI_DATA_DESTROY, keep_data),
	SPOIL(DATA_DESTROY_ORPHANS, RMI_RTT_DATA_UNMAP, keep_data),
	SPOIL(UNKNOWN_SETS_RAM, RMI_DATA_CREATE_UNKNOWN, make_ram),
	SPOIL(UNKNOWN_SETS_RAM, RMI_RTT_DATA_MAP, make_ram),
	SPOIL(EMPTY_KEEPS_VALID, RMI_RTT_SET_RIPAS, keep_valid),
	SPOIL(SET_RIPAS_UNMAPS_EMPTY, RMI_RTT_SET_RIPAS, unmap_empty),
	SPOIL(RTT_CREATE_FORGETS_RIPAS, RMI_RTT_CREATE, children_empty),
	SPOIL(CREATE_LOSES_ATTRIBUTES, RMI_RTT_CREATE, children_plain),
	SPOIL(RTT_FOLD_LOSES_RIPAS, RMI_RTT_FOLD, parent_empty),
	SPOIL(FOLD_LOSES_ATTRIBUTES, RMI_RTT_FOLD, parent_plain),
	/* Granules */
	SPOIL(DELEGATE_KEEPS_GPT, RMI_GRANULE_DELEGATE, keep_ns),
	SPOIL(DELEGATE_KEEPS_GPT, RMI_GRANULE_RANGE_DELEGATE, keep_ns),
	SPOIL(DELEGATE_FIRST_PAGE, RMI_GRANULE_RANGE_DELEGATE, first_page_only),
	SPOIL(COARSE_IN_PART, RMI_GRANULE_RANGE_DELEGATE, leave_last),
	SPOIL(REC_DESTROY_LEAKS_AUX, RMI_REC_DESTROY, keep_aux),
	SPOIL(REALM_DESTROY_LEAKS_ROOTS, RMI_REALM_DESTROY, keep_roots),
	SPOIL(REALM_DESTROY_LEAKS_RD, RMI_REALM_DESTROY, keep_rd),
	SPOIL(RECLAIM_KEEPS_GRANULES, RMI_OP_MEM_RECLAIM, keep_reclaimed),
	/* Realms and RECs */
	SPOIL(SYSTEM_OFF_FREES_VMID, PSCI_SYSTEM_OFF, free_vmid),
	SPOIL(SYSTEM_OFF_FREES_VMID, PSCI_SYSTEM_RESET, free_vmid),
	SPOIL_REFUSAL(REFUSED_DESTROY_FREES_VMID, RMI_REALM_DESTROY, "realm_live", free_vmid),
	SPOIL(REM_NOT_ZERO, RMI_REALM_CREATE, fill_rems),
	SPOIL(REC_COUNT_FORGOTTEN, RMI_REC_CREATE, forget_rec),
	SPOIL(REQUEST_OF_NEW_REC, RMI_REC_CREATE, request_ram),
	SPOIL_REFUSAL(FAILURE_HAS_EFFECT, RMI_RTT_SET_RIPAS, "base_align", drop_request),
	SPOIL_REFUSAL(FAILURE_HAS_EFFECT, RMI_RTT_SET_RIPAS, "no_progress", drop_request),
	SPOIL(REQUEST_NOT_CLEARED, NONE, keep_request),
	SPOIL(EMULATABLE_AT_PROTECTED, NONE, emulatable),
	/* measurements */
	SPOIL(DATA_CREATE_UNMEASURED, RMI_DATA_CREATE, keep_rim),
	SPOIL(DATA_CREATE_UNMEASURED, RMI_RTT_DATA_MAP_INIT, keep_rim),
	SPOIL(INIT_RIPAS_UNMEASURED, RMI_RTT_INIT_RIPAS, keep_rim),
	SPOIL(INIT_RIPAS_UNMEASURED, RMI_RTT_INIT_RIPAS, keep_lost),
	SPOIL(RIM_TRUNCATES_TOP, RMI_RTT_INIT_RIPAS, measure_short),
	SPOIL(DATA_DESTROY_MEASURED, RMI_DATA_DESTROY, measure_unmapped),
	SPOIL(DATA_DESTROY_MEASURED, RMI_RTT_DATA_UNMAP, measure_unmapped),
	SPOIL(ACTIVATE_EXTENDS_RIM, RMI_REALM_ACTIVATE, measure_nothing),
	/* outputs */
	SPOIL(TOP_BELOW_IPA, RMI_RTT_DESTROY, top_below),
	SPOIL_REFUSAL(TOP_BELOW_IPA, RMI_RTT_DESTROY, "rtt_walk", top_below),
	SPOIL_REFUSAL(TOP_BELOW_IPA, RMI_RTT_DESTROY, "rtte_state", top_below),
	SPOIL_REFUSAL(DATA_DESTROY_STALE_TOP, RMI_DATA_DESTROY, "ipa_align", top_is_ipa),
	SPOIL(UNMAP_BEYOND_TOP, RMI_RTT_DATA_UNMAP, top_beyond),
	SPOIL(UNMAP_BEYOND_TOP, RMI_RTT_UNPROT_UNMAP, top_beyond),
	SPOIL(READ_ENTRY_AS_DESTROYED, RMI_RTT_READ_ENTRY, tell_destroyed),
	SPOIL(STATE_GET_HIDES_DESTROYED, RSI_IPA_STATE_GET, tell_empty),
	SPOIL(STATE_SET_NO_OUTPUTS, RMI_REC_ENTER, tell_nothing),
	SPOIL(EMULATED_BESIDE_SEA, RMI_REC_ENTER, emulate),
};

#define COUNT (sizeof(mistakes) / sizeof(mistakes[0]))
_Static_assert(COUNT <= RMM_MISTAKES_MAX, "one bit per mistake");

void rmm_mistakes_init(struct rmm_model *m)
{
	rmm_mistakes_select(m, mistakes, COUNT);
}
