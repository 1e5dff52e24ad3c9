/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates of the invariants about states: invariant.c is the table. */
#ifndef RMM_INVARIANT_STATE_H
#define RMM_INVARIANT_STATE_H

#include "check/invariant.h"

rmm_granule_holds rmm_gpt_matches_state, rmm_granule_is_whole, rmm_coarse_is_uniform, rmm_data_is_mapped_by_owner, rmm_rtt_hangs_in_tree,
	rmm_rec_granule_is_owned, rmm_rd_holds_realm, rmm_host_memory_is_clean,
	rmm_data_origin_is_known, rmm_internal_granule_is_owned, rmm_intermediate_granule_is_held;
rmm_entry_holds rmm_assigned_entry_owns_data, rmm_table_entry_leads_to_rtt,
	rmm_valid_iff_assigned_ram, rmm_blocks_fit_levels, rmm_halves_are_separate,
	rmm_ram_keeps_contents, rmm_intermediate_entry_is_held;
/* of Realms, of RECs */
rmm_slot_holds rmm_rec_count_is_right, rmm_vmid_is_unique;
rmm_slot_holds rmm_request_only_while_pending, rmm_emulatable_only_unprotected;

#endif
