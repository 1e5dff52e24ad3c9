/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates of the invariants about states: invariant.c is the table. */
#ifndef RMM_INVARIANT_STATE_H
#define RMM_INVARIANT_STATE_H

#include "check/invariant.h"

typedef bool rmm_holds(const struct rmm_event *e, uint32_t subject, uint32_t item);

rmm_holds gpt_matches_state, data_is_mapped_by_owner, rtt_hangs_in_tree,
	rec_granule_is_owned, rd_holds_realm, host_memory_is_clean,
	data_origin_is_known;
rmm_holds assigned_entry_owns_data, table_entry_leads_to_rtt,
	valid_iff_assigned_ram, blocks_fit_levels, halves_are_separate,
	ram_keeps_contents;
rmm_holds internal_granule_is_owned, intermediate_granule_is_held,
	intermediate_entry_is_held;
rmm_holds rec_count_is_right, vmid_is_unique;
rmm_holds request_only_while_pending, emulatable_only_unprotected;

#endif
