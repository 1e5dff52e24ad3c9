/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates of the invariants about steps: invariant.c is the table. */
#ifndef RMM_INVARIANT_TRANSITION_H
#define RMM_INVARIANT_TRANSITION_H

#include "check/invariant.h"

/* Granules, Realms */
rmm_granule_holds rmm_granule_follows_lifecycle, rmm_data_starts_clean, rmm_contents_change_rim;
rmm_slot_holds rmm_realm_follows_lifecycle, rmm_realm_attributes_fixed,
	rmm_destroyed_realm_was_not_live, rmm_rem_changes_by_realm, rmm_rim_fixed_after_new;
/* RIPAS and HIPAS of entries */
rmm_entry_holds rmm_rim_records_ram, rmm_destroyed_leaves_rim, rmm_ram_by_consent,
	rmm_empty_by_consent, rmm_destroyed_left_by_consent, rmm_ripas_follows_lifecycle,
	rmm_rtte_follows_lifecycle, rmm_dependency_on_ripas, rmm_fold_keeps_translation;
/* the step as a whole */
rmm_step_holds rmm_no_access_to_destroyed, rmm_no_sea_at_ram, rmm_access_follows_table,
	rmm_host_keeps_out, rmm_failure_changes_nothing, rmm_output_makes_progress,
	rmm_enters_ready_rec, rmm_request_confines_change;

#endif
