/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of invariants. */
#include "check/invariant.h"

#include "check/invariant_state.h"
#include "check/invariant_transition.h"

/* Where the version of a line says it: two arguments of a row. */
#define SOURCE(section, rules) section, rules
#define NOWHERE NULL, NULL
#define ROW(...) ROW_(__VA_ARGS__)
#define ROW_(kind, subject, id, function, section_1_0, rules_1_0, section_2_0, rules_2_0, text, first) \
	{ id, text, { [LINE_1_0] = section_1_0, [LINE_2_0] = section_2_0 }, \
	  { [LINE_1_0] = rules_1_0, [LINE_2_0] = rules_2_0 }, kind, subject, \
	  .HOLDS_##subject = function, .in = first }
#define HOLDS_SUBJECT_GRANULE holds.granule
#define HOLDS_SUBJECT_ENTRY holds.entry
#define HOLDS_SUBJECT_REALM holds.slot
#define HOLDS_SUBJECT_REC holds.slot
#define HOLDS_SUBJECT_STEP holds.step
#define STATE_ROW(subject, id, function, in_1_0, in_2_0, text) \
	ROW(INVARIANT_STATE, subject, id, rmm_##function, in_1_0, in_2_0, text, 0)
#define STEP_ROW(subject, id, function, in_1_0, in_2_0, text) \
	ROW(INVARIANT_TRANSITION, subject, id, rmm_##function, in_1_0, in_2_0, text, 0)
#define STATE_ROW_2_0(subject, id, function, in_2_0, text) \
	ROW(INVARIANT_STATE, subject, id, rmm_##function, NOWHERE, in_2_0, text, ONLY_2_0)
#define STEP_ROW_1_0(subject, id, function, in_1_0, text) \
	ROW(INVARIANT_TRANSITION, subject, id, rmm_##function, in_1_0, NOWHERE, text, ONLY_1_0)

static const struct rmm_invariant invariants[] = {
	STATE_ROW(SUBJECT_GRANULE, "gpt-realm-iff-delegated", gpt_matches_state,
		SOURCE("A2.2.3.1", "(table)"), SOURCE("A2.3.6", "(table)"),
		"a Granule's GPT entry is REALM exactly when it is not UNDELEGATED"),
	STATE_ROW_2_0(SUBJECT_GRANULE, "granule-whole", granule_is_whole,
		SOURCE("A2.3.1", "DPQBNY"),
		"memory has one state over each RMI Granule"),
	STATE_ROW_2_0(SUBJECT_GRANULE, "coarse-uniform", coarse_is_uniform,
		SOURCE("A2.3.4", "(prose)"),
		"Granules of a region that is tracked as one share one state"),
	STATE_ROW(SUBJECT_GRANULE, "data-mapped-once", data_is_mapped_by_owner,
		SOURCE("A2.2.2", "IQCNRM IDMVQM"), SOURCE("A2.3.7", "(prose)"),
		"a DATA Granule is the output of one entry of its owner"),
	STATE_ROW(SUBJECT_ENTRY, "assigned-owns-data", assigned_entry_owns_data,
		SOURCE("A5.5.4", "IQCNRM"), SOURCE("A5.6.4", "(prose)"),
		"an entry that maps DATA points to Granules that are mapped there and nowhere else"),
	STATE_ROW(SUBJECT_GRANULE, "rtt-in-tree", rtt_hangs_in_tree,
		SOURCE("A2.2.2", "ITYHTD IDJZTM"), SOURCE("A2.3.7", "IDJZTM"),
		"an RTT is a starting level RTT of its Realm or hangs from one TABLE entry"),
	STATE_ROW(SUBJECT_ENTRY, "table-leads-to-rtt", table_entry_leads_to_rtt,
		SOURCE("A5.5.4", "DNSHSL"), SOURCE("A5.6.4", "(prose)"),
		"a TABLE entry at level n points to an RTT at level n+1"),
	STATE_ROW(SUBJECT_GRANULE, "rec-owned", rec_granule_is_owned,
		SOURCE("A2.2.2", "IHHPVB"), SOURCE("A2.3.7", "(prose)"),
		"a REC or REC_AUX Granule belongs to a REC of a Realm that exists"),
	STATE_ROW(SUBJECT_GRANULE, "rd-holds-realm", rd_holds_realm,
		SOURCE("A2.2.2", "IZXBZM"), SOURCE("A2.3.7", "(prose)"),
		"an RD Granule holds a Realm"),
	STATE_ROW(SUBJECT_GRANULE, "wiped-for-host", host_memory_is_clean,
		SOURCE("A2.2.4", "RTMGSL XCTGQZ"), SOURCE("A2.3.8", "RTMGSL XCTGQZ"),
		"a Granule that the Host has back contains nothing of a Realm or the RMM"),
	STATE_ROW(SUBJECT_GRANULE, "contents-known", data_origin_is_known,
		SOURCE("A2.1.2.2", "GQMLCJ"), SOURCE("A2.2.2.2", "GQMLCJ"),
		"what a Realm reads was measured, recorded in the RIM, wiped, or its own"),
	STATE_ROW(SUBJECT_ENTRY, "valid-iff-assigned-ram", valid_iff_assigned_ram,
		SOURCE("A5.3.1", "INQCGS"), SOURCE("A5.3.1", "INQCGS"),
		"a mapping is valid exactly where DATA and RAM meet, or it is of Non-secure memory"),
	STATE_ROW(SUBJECT_ENTRY, "blocks-fit-levels", blocks_fit_levels,
		SOURCE("A5.5.4", "IQWQSB"), SOURCE("A5.6.4", "(prose)"),
		"blocks exist at levels 1 and 2, with aligned output addresses"),
	STATE_ROW(SUBJECT_ENTRY, "halves-separate", halves_are_separate,
		SOURCE("A5.5.4", "(prose)"), SOURCE("A5.6.4", "(prose)"),
		"Protected IPAs have no Non-secure mapping, Unprotected ones no RIPAS"),
	STATE_ROW(SUBJECT_ENTRY, "lost-contents-not-ram", ram_keeps_contents,
		SOURCE("A5.2.5", "XVXHBV"), SOURCE("A5.2.6", "(prose)"),
		"where contents that the Realm relied on were lost, RIPAS is not RAM until the Realm accepts it"),
	STATE_ROW(SUBJECT_REALM, "rec-count", rec_count_is_right,
		SOURCE("A2.1.4", "DPCKRN"), SOURCE("A2.2.4", "DPCKRN"),
		"num_recs counts the RECs of a Realm"),
	STATE_ROW(SUBJECT_REALM, "vmid-unique", vmid_is_unique,
		SOURCE("A2.1.3", "IQRVTT"), SOURCE("A5.6.2", "IQRVTT"),
		"no two Realms have one VMID"),
	STATE_ROW(SUBJECT_REC, "request-while-pending", request_only_while_pending,
		SOURCE("A4.3.8", "RQRMMN"), SOURCE("A4.3.8", "(as RXYYSY)"),
		"a RIPAS change request lasts from its exit to the next one"),
	STATE_ROW_2_0(SUBJECT_GRANULE, "internal-owned", internal_granule_is_owned,
		SOURCE("B4.3.2", "(B4.5.23.3)"),
		"memory that was donated belongs to a REC or an operation"),
	STATE_ROW_2_0(SUBJECT_GRANULE, "intermediate-held", intermediate_granule_is_held,
		SOURCE("B4.3.2", "(prose)"),
		"a Granule is INTERMEDIATE only while an operation is incomplete"),
	STATE_ROW_2_0(SUBJECT_ENTRY, "intermediate-entry-held", intermediate_entry_is_held,
		SOURCE("B4.3.2", "(prose)"),
		"an RTT entry is INTERMEDIATE only while an operation is incomplete"),
	STATE_ROW(SUBJECT_REC, "emulatable-unprotected", emulatable_only_unprotected,
		SOURCE("A4.3.4.3", "RQBTPR"), SOURCE("A4.3.4.3", "RQBTPR"),
		"only an abort at an Unprotected IPA is emulatable"),

	STEP_ROW(SUBJECT_GRANULE, "granule-lifecycle", granule_follows_lifecycle,
		SOURCE("A2.2.3.2", "(table)"), SOURCE("A2.3.6.1", "(table)"),
		"a Granule changes its purpose by way of DELEGATED, as the table of transitions says"),
	STEP_ROW(SUBJECT_GRANULE, "data-starts-clean", data_starts_clean,
		SOURCE("A2.2.4", "RTMGSL XCTGQZ"), SOURCE("A2.3.8", "RTMGSL XCTGQZ"),
		"a Granule becomes DATA wiped or filled, without what a Realm left there"),
	STEP_ROW(SUBJECT_REALM, "realm-lifecycle", realm_follows_lifecycle,
		SOURCE("A2.1.5.2", "(table)"), SOURCE("A2.2.5.2", "(table)"),
		"a Realm goes through its states in their order, never back"),
	STEP_ROW(SUBJECT_REALM, "realm-attributes-fixed", realm_attributes_fixed,
		SOURCE("A5.5.3", "IXXWQW"), SOURCE("A5.6.3", "(prose)"),
		"what was fixed at creation of a Realm stays"),
	STEP_ROW(SUBJECT_REALM, "live-realm-stays", destroyed_realm_was_not_live,
		SOURCE("A2.1.4", "IPVPQB IVKKPJ"), SOURCE("A2.2.4", "IPVPQB IVKKPJ"),
		"a Realm that owns RECs, DATA or child RTTs is not destroyed"),
	STEP_ROW(SUBJECT_REALM, "rem-by-realm", rem_changes_by_realm,
		SOURCE("A7.1.2", "IMDQRP"), SOURCE("A7.1.2", "IMDQRP"),
		"a REM starts at zero and changes by the Realm's own command"),
	STEP_ROW(SUBJECT_REALM, "rim-fixed-after-new", rim_fixed_after_new,
		SOURCE("A7.1.1", "IFQHFC"), SOURCE("A7.1.1", "IFQHFC"),
		"the RIM does not change once the Realm is ACTIVE"),
	STEP_ROW(SUBJECT_GRANULE, "rim-records-contents", contents_change_rim,
		SOURCE("A7.1.1", "INQQTF"), SOURCE("A7.1.1", "INQQTF"),
		"contents chosen by the Host enter a Realm only with an entry in the RIM"),
	STEP_ROW_1_0(SUBJECT_ENTRY, "rim-records-ram", rim_records_ram,
		SOURCE("A5.2.4", "IBSGSW"),
		"while the Realm is NEW, a change to RAM changes the RIM"),
	STEP_ROW(SUBJECT_ENTRY, "destroyed-leaves-rim", destroyed_leaves_rim,
		SOURCE("A5.2.4", "IYXLCP"), SOURCE("A5.2.5", "(prose)"),
		"a change to DESTROYED does not change the RIM"),
	STEP_ROW(SUBJECT_ENTRY, "ram-by-consent", ram_by_consent,
		SOURCE("A5.2.5", "IHNFYR ILPZWK"), SOURCE("A5.2.6", "IHNFYR ILPZWK"),
		"after REALM_NEW, RIPAS becomes RAM only as the Realm requested"),
	STEP_ROW(SUBJECT_ENTRY, "empty-by-consent", empty_by_consent,
		SOURCE("A5.2.5", "IFRJJH XHQLVY"), SOURCE("A5.2.6", "IFRJJH XHQLVY"),
		"after REALM_NEW, RIPAS becomes EMPTY only as the Realm requested"),
	STEP_ROW(SUBJECT_ENTRY, "destroyed-left-by-consent", destroyed_left_by_consent,
		SOURCE("A5.4", "IVVFMX IGXDDX"), SOURCE("A5.4.2", "IGXDDX"),
		"after REALM_NEW, RIPAS leaves DESTROYED only if the Realm permits it"),
	STEP_ROW(SUBJECT_ENTRY, "ripas-lifecycle", ripas_follows_lifecycle,
		SOURCE("A5.3.5", "IYCPNY IKZVDC"), SOURCE("A5.3.19", "(prose)"),
		"RIPAS changes by the commands, and in the ways, of the table of transitions"),
	STEP_ROW(SUBJECT_ENTRY, "rtte-lifecycle", rtte_follows_lifecycle,
		SOURCE("A5.3.1", "IGZMKQ"), SOURCE("A5.3.1", "IGZMKQ"),
		"RTT entries change by the commands, and in the ways, of the table of transitions"),
	STEP_ROW(SUBJECT_ENTRY, "ripas-dependency", dependency_on_ripas,
		SOURCE("A5.3.5", "IWBRCN ITJCGT"), SOURCE("A5.3.19", "ITJCGT"),
		"mapping unknown contents, RTT_CREATE and RTT_FOLD leave the RIPAS alone"),
	STEP_ROW(SUBJECT_ENTRY, "fold-keeps-translation", fold_keeps_translation,
		SOURCE("A5.5.6", "IQMGWK IKWZXN IHMYSW"), SOURCE("A5.6.6", "IQMGWK IKWZXN IHMYSW"),
		"RTT_CREATE and RTT_FOLD change the shape of the tree, not what it says"),
	STEP_ROW(SUBJECT_STEP, "no-access-to-destroyed", no_access_to_destroyed,
		SOURCE("A5.2.3", "RCLVKF RMZYQT"), SOURCE("A5.2.3", "RCLVKF RMZYQT"),
		"no Realm access at DESTROYED succeeds or aborts to the Realm"),
	STEP_ROW(SUBJECT_STEP, "no-sea-at-ram", no_sea_at_ram,
		SOURCE("A5.2.3", "RQSQLF RFCJCP"), SOURCE("A5.2.3", "IQSQLF IFCJCP"),
		"no Realm access at RAM takes an SEA to the Realm"),
	STEP_ROW(SUBJECT_STEP, "access-follows-table", access_follows_table,
		SOURCE("A5.3.1", "RJVQQR RMKLSD"), SOURCE("A5.3.1", "RJVQQR RMKLSD"),
		"a Realm access ends as the table of RIPAS and HIPAS says"),
	STEP_ROW(SUBJECT_STEP, "host-keeps-out", host_keeps_out,
		SOURCE("A2.1.2.2", "GLQFQH IMPGJV"), SOURCE("A2.2.2.2", "GLQFQH IMPGJV"),
		"the Host reaches UNDELEGATED memory only"),
	STEP_ROW(SUBJECT_STEP, "failure-changes-nothing", failure_changes_nothing,
		SOURCE("B1.6", "RDDGDW RWZYBV"), SOURCE("B1.6", "(prose)"),
		"a failed command changes nothing"),
	STEP_ROW(SUBJECT_STEP, "output-makes-progress", output_makes_progress,
		SOURCE("A5.5.8", "(prose)"), SOURCE("A5.6.8", "(prose)"),
		"an output that says where to go on lies ahead"),
	STEP_ROW(SUBJECT_STEP, "enters-ready-rec", enters_ready_rec,
		SOURCE("A2.3.4.2", "(table)"), SOURCE("A2.4.4.2", "(table)"),
		"only a runnable REC that is READY, of an ACTIVE Realm, is entered"),
	STEP_ROW(SUBJECT_STEP, "request-confines-change", request_confines_change,
		SOURCE("A4.3.8", "IMCKKH IMMHMZ"), SOURCE("A4.3.8", "IMCKKH IMMHMZ"),
		"RMI_RTT_SET_RIPAS stays within the request and goes on where it stands"),
};

#define COUNT (sizeof(invariants) / sizeof(invariants[0]))
_Static_assert(COUNT <= RMM_INVARIANTS_MAX, "one bit per invariant");

const struct rmm_invariant *rmm_invariants(unsigned *count)
{
	*count = COUNT;
	return invariants;
}

/* Where Granules are of 4 KiB alone they are whole. */
static bool goes_without_saying(const struct rmm_model *m, const struct rmm_invariant *row)
{
	return row->subject == SUBJECT_GRANULE && row->holds.granule == rmm_granule_is_whole &&
	       rmm_granule_sizes(&m->config) == 1u << RMI_GRANULE_4KB;
}

void rmm_invariants_select(struct rmm_model *m)
{
	for (unsigned i = 0; i < COUNT; i++) {
		struct rmm_rows *rows = &m->invariants[invariants[i].subject];

		if (!goes_without_saying(m, &invariants[i]) &&
		    rmm_is_in(m, invariants[i].in, invariants[i].until))
			rows->row[rows->count++] = (uint8_t)i;
	}
}
