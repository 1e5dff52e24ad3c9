/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates of the invariants about steps: invariant.c is the table. */
#ifndef RMM_INVARIANT_TRANSITION_H
#define RMM_INVARIANT_TRANSITION_H

#include "check/invariant_state.h"

/* Granules, Realms, RECs */
rmm_holds granule_follows_lifecycle, data_starts_clean,
	realm_follows_lifecycle, realm_attributes_fixed, destroyed_realm_was_not_live,
	rem_changes_by_realm, contents_change_rim;
/* RIPAS, HIPAS and RIM */
rmm_holds rim_fixed_after_new, rim_records_ram, destroyed_leaves_rim,
	ram_by_consent, empty_by_consent, destroyed_left_by_consent,
	ripas_follows_lifecycle, rtte_follows_lifecycle, dependency_on_ripas,
	fold_keeps_translation;
/* the step as a whole */
rmm_holds no_access_to_destroyed, no_sea_at_ram, access_follows_table,
	host_keeps_out, failure_changes_nothing, output_makes_progress,
	enters_ready_rec, request_confines_change;

#endif
