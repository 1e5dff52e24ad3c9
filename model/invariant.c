/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of invariants. */
#include "invariant.h"

#include "invariant_transition.h"

#define STATE_ROW(subject, id, section, rules, function, text) \
	{ id, text, rules, section, INVARIANT_STATE, subject, function, 0 }
#define STEP_ROW(subject, id, section, rules, function, text) \
	{ id, text, rules, section, INVARIANT_TRANSITION, subject, function, 0 }

static const struct rmm_invariant invariants[] = {
	STATE_ROW(SUBJECT_GRANULE, "gpt-realm-iff-delegated", "A2.2.3.1", "(table)", gpt_matches_state,
		  "a Granule's GPT entry is REALM exactly when it is not UNDELEGATED"),
	STATE_ROW(SUBJECT_GRANULE, "data-mapped-once", "A2.2.2", "IQCNRM IDMVQM", data_is_mapped_by_owner,
		  "a DATA Granule is the output of an ASSIGNED entry of its owner"),
	STATE_ROW(SUBJECT_ENTRY, "assigned-owns-data", "A5.5.4", "IQCNRM", assigned_entry_owns_data,
		  "an ASSIGNED entry points to DATA Granules that are mapped there and nowhere else"),
	STATE_ROW(SUBJECT_GRANULE, "rtt-in-tree", "A2.2.2", "ITYHTD IDJZTM", rtt_hangs_in_tree,
		  "an RTT is a starting level RTT of its Realm or hangs from one TABLE entry"),
	STATE_ROW(SUBJECT_ENTRY, "table-leads-to-rtt", "A5.5.4", "DNSHSL", table_entry_leads_to_rtt,
		  "a TABLE entry at level n points to an RTT at level n+1"),
	STATE_ROW(SUBJECT_GRANULE, "rec-owned", "A2.2.2", "IHHPVB", rec_granule_is_owned,
		  "a REC or REC_AUX Granule belongs to a REC of a Realm that exists"),
	STATE_ROW(SUBJECT_GRANULE, "rd-holds-realm", "A2.2.2", "IZXBZM", rd_holds_realm,
		  "an RD Granule holds a Realm"),
	STATE_ROW(SUBJECT_GRANULE, "wiped-for-host", "A2.2.4", "RTMGSL XCTGQZ", host_memory_is_clean,
		  "a Granule that the Host has back contains nothing of a Realm or the RMM"),
	STATE_ROW(SUBJECT_GRANULE, "contents-known", "A2.1.2.2", "GQMLCJ", data_origin_is_known,
		  "what a Realm reads was measured, recorded in the RIM, wiped, or its own"),
	STATE_ROW(SUBJECT_ENTRY, "valid-iff-assigned-ram", "A5.3.1", "INQCGS", valid_iff_assigned_ram,
		  "a mapping is valid exactly when it is ASSIGNED and RAM, or ASSIGNED_NS"),
	STATE_ROW(SUBJECT_ENTRY, "blocks-fit-levels", "A5.5.4", "IQWQSB", blocks_fit_levels,
		  "blocks exist at levels 1 and 2, with aligned output addresses"),
	STATE_ROW(SUBJECT_ENTRY, "halves-separate", "A5.5.4", "(prose)", halves_are_separate,
		  "Protected IPAs have no Non-secure mapping, Unprotected ones no RIPAS"),
	STATE_ROW(SUBJECT_ENTRY, "lost-contents-not-ram", "A5.2.5", "XVXHBV", ram_keeps_contents,
		  "where contents that the Realm relied on were lost, RIPAS is not RAM until the Realm accepts it"),
	STATE_ROW(SUBJECT_REALM, "rec-count", "A2.1.4", "DPCKRN", rec_count_is_right,
		  "num_recs counts the RECs of a Realm"),
	STATE_ROW(SUBJECT_REALM, "vmid-unique", "A2.1.3", "IQRVTT", vmid_is_unique,
		  "no two Realms have one VMID"),
	STATE_ROW(SUBJECT_REC, "request-while-pending", "A4.3.8", "RQRMMN", request_only_while_pending,
		  "a RIPAS change request lasts from its exit to the next one"),
	{ "internal-owned", "memory that was donated belongs to a REC or an operation",
	  "(B4.5.23.3)", "B4.3.2", INVARIANT_STATE, SUBJECT_GRANULE, internal_granule_is_owned,
	  ONLY_2_0 },
	{ "intermediate-held", "a Granule is INTERMEDIATE only while an operation is incomplete",
	  "(prose)", "B4.3.2", INVARIANT_STATE, SUBJECT_GRANULE, intermediate_granule_is_held,
	  ONLY_2_0 },
	{ "intermediate-entry-held", "an RTT entry is INTERMEDIATE only while an operation is incomplete",
	  "(prose)", "B4.3.2", INVARIANT_STATE, SUBJECT_ENTRY, intermediate_entry_is_held,
	  ONLY_2_0 },
	STATE_ROW(SUBJECT_REC, "emulatable-unprotected", "A4.3.4.3", "RQBTPR", emulatable_only_unprotected,
		  "only an abort at an Unprotected IPA is emulatable"),

	STEP_ROW(SUBJECT_GRANULE, "granule-lifecycle", "A2.2.3.2", "(table)", granule_follows_lifecycle,
		 "a Granule changes its purpose by way of DELEGATED, as the table of transitions says"),
	STEP_ROW(SUBJECT_GRANULE, "data-starts-clean", "A2.2.4", "RTMGSL XCTGQZ", data_starts_clean,
		 "a Granule becomes DATA wiped or filled, without what a Realm left there"),
	STEP_ROW(SUBJECT_REALM, "realm-lifecycle", "A2.1.5.2", "(table)", realm_follows_lifecycle,
		 "a Realm goes from NEW to ACTIVE to SYSTEM_OFF, never back"),
	STEP_ROW(SUBJECT_REALM, "realm-attributes-fixed", "A5.5.3", "IXXWQW", realm_attributes_fixed,
		 "what was fixed at creation of a Realm stays"),
	STEP_ROW(SUBJECT_REALM, "live-realm-stays", "A2.1.4", "IPVPQB IVKKPJ", destroyed_realm_was_not_live,
		 "a Realm that owns RECs, DATA or child RTTs is not destroyed"),
	STEP_ROW(SUBJECT_REALM, "rem-by-realm", "A7.1.2", "IMDQRP", rem_changes_by_realm,
		 "a REM starts at zero and changes by the Realm's own command"),
	STEP_ROW(SUBJECT_REALM, "rim-fixed-after-new", "A7.1.1", "IFQHFC", rim_fixed_after_new,
		 "the RIM does not change once the Realm is ACTIVE"),
	STEP_ROW(SUBJECT_GRANULE, "rim-records-contents", "A7.1.1", "INQQTF", contents_change_rim,
		 "contents chosen by the Host enter a Realm only with an entry in the RIM"),
	{ "rim-records-ram", "while the Realm is NEW, a change to RAM changes the RIM",
	  "IBSGSW", "A5.2.4", INVARIANT_TRANSITION, SUBJECT_ENTRY, rim_records_ram, ONLY_1_0 },
	STEP_ROW(SUBJECT_ENTRY, "destroyed-leaves-rim", "A5.2.4", "IYXLCP", destroyed_leaves_rim,
		 "a change to DESTROYED does not change the RIM"),
	STEP_ROW(SUBJECT_ENTRY, "ram-by-consent", "A5.2.5", "IHNFYR ILPZWK", ram_by_consent,
		 "after REALM_NEW, RIPAS becomes RAM only as the Realm requested"),
	STEP_ROW(SUBJECT_ENTRY, "empty-by-consent", "A5.2.5", "IFRJJH XHQLVY", empty_by_consent,
		 "after REALM_NEW, RIPAS becomes EMPTY only as the Realm requested"),
	STEP_ROW(SUBJECT_ENTRY, "destroyed-left-by-consent", "A5.4", "IVVFMX IGXDDX", destroyed_left_by_consent,
		 "after REALM_NEW, RIPAS leaves DESTROYED only if the Realm permits it"),
	STEP_ROW(SUBJECT_ENTRY, "ripas-lifecycle", "A5.3.5", "IYCPNY IKZVDC", ripas_follows_lifecycle,
		 "RIPAS changes by the commands, and in the ways, of the table of transitions"),
	STEP_ROW(SUBJECT_ENTRY, "rtte-lifecycle", "A5.3.1", "IGZMKQ", rtte_follows_lifecycle,
		 "RTT entries change by the commands, and in the ways, of the table of transitions"),
	STEP_ROW(SUBJECT_ENTRY, "ripas-dependency", "A5.3.5", "IWBRCN ITJCGT", dependency_on_ripas,
		 "DATA_CREATE_UNKNOWN, RTT_CREATE and RTT_FOLD leave the RIPAS alone"),
	STEP_ROW(SUBJECT_ENTRY, "fold-keeps-translation", "A5.5.6", "IQMGWK IKWZXN IHMYSW", fold_keeps_translation,
		 "RTT_CREATE and RTT_FOLD change the shape of the tree, not what it says"),
	STEP_ROW(SUBJECT_STEP, "no-access-to-destroyed", "A5.2.3", "RCLVKF RMZYQT", no_access_to_destroyed,
		 "no Realm access at DESTROYED succeeds or aborts to the Realm"),
	STEP_ROW(SUBJECT_STEP, "no-sea-at-ram", "A5.2.3", "RQSQLF RFCJCP", no_sea_at_ram,
		 "no Realm access at RAM takes an SEA to the Realm"),
	STEP_ROW(SUBJECT_STEP, "access-follows-table", "A5.3.1", "RJVQQR RMKLSD", access_follows_table,
		 "a Realm access ends as the table of RIPAS and HIPAS says"),
	STEP_ROW(SUBJECT_STEP, "host-keeps-out", "A2.1.2.2", "GLQFQH IMPGJV", host_keeps_out,
		 "the Host reaches UNDELEGATED memory only"),
	STEP_ROW(SUBJECT_STEP, "failure-changes-nothing", "B1.6", "RDDGDW RWZYBV", failure_changes_nothing,
		 "a failed command changes nothing"),
	STEP_ROW(SUBJECT_STEP, "output-makes-progress", "A5.5.8", "(prose)", output_makes_progress,
		 "an output that says where to go on lies ahead"),
	STEP_ROW(SUBJECT_STEP, "enters-ready-rec", "A2.3.4.2", "(table)", enters_ready_rec,
		 "only a runnable REC that is READY, of an ACTIVE Realm, is entered"),
	STEP_ROW(SUBJECT_STEP, "request-confines-change", "A4.3.8", "IMCKKH IMMHMZ", request_confines_change,
		 "RMI_RTT_SET_RIPAS stays within the request and goes on where it stands"),
};

#define COUNT (sizeof(invariants) / sizeof(invariants[0]))
_Static_assert(COUNT <= RMM_INVARIANTS_MAX, "one bit per invariant");

const struct rmm_invariant *rmm_invariants(unsigned *count)
{
	*count = COUNT;
	return invariants;
}

void rmm_invariants_select(struct rmm_model *m)
{
	for (unsigned i = 0; i < COUNT; i++)
		if (invariants[i].in == 0 || invariants[i].in >> m->config.version & 1)
			m->invariants[invariants[i].subject] |= (uint64_t)1 << i;
}
