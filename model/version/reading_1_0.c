/* SPDX-License-Identifier: BSD-3-Clause */
/* Readings of DEN0137 1.0-rel0. */
#include "version/reading.h"

static const struct rmm_reading rows[] = {
	{ "B1", "A2.2.3.2, B4.3.17.3",
	  "The table of Granule transitions names two commands that give an RTT back; the "
	  "success conditions of RMI_RTT_FOLD make it three.",
	  "RMI_RTT_FOLD leaves the child's Granule DELEGATED.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B2", "B4.3.16.3, A5.5.9",
	  "The parent of a destroyed RTT becomes UNASSIGNED, DESTROYED, without an "
	  "exception for an Unprotected IPA, where no RIPAS exists.",
	  "At an Unprotected IPA it becomes UNASSIGNED_NS, as 2.0 states and TF-RMM does.",
	  { VARIANT_RTT_DESTROY_UNPROTECTED_UNASSIGNED }, ONLY_1_0 },
	{ "B3", "B4.3.3.1.3, A5.3.5",
	  "The table of outcomes ends every RMI_DATA_DESTROY at DESTROYED; the condition "
	  "ripas_ram and A5.3.5 only where the RIPAS was RAM.",
	  "Only RAM becomes DESTROYED; EMPTY stays EMPTY.",
	  { VARIANT_DATA_DESTROY_ALWAYS_DESTROYED }, ONLY_1_0 },
	{ "B4", "A5.3.5, B4.3.3",
	  "A page that is ASSIGNED and DESTROYED can be reached, but A5.3.5 has no row for "
	  "RMI_DATA_DESTROY there.",
	  "The command succeeds and the RIPAS stays DESTROYED.",
	  { VARIANT_DATA_DESTROY_REFUSES_DESTROYED }, ONLY_1_0 },
	{ "B5", "B4.3.18, A5.3.5, B3.75",
	  "A5.3.5 wants UNASSIGNED entries; rtte_state looks at the first one, and the scan "
	  "ends at TABLE only.",
	  "ASSIGNED entries behind the first become RAM and are measured.",
	  { VARIANT_TF_INIT_RIPAS_STOPS_EARLY }, ONLY_1_0 },
	{ "B6", "B4.3.18, A5.3.5",
	  "RMI_RTT_INIT_RIPAS depends on no RIPAS, so that a DESTROYED page becomes RAM "
	  "again while the Realm is NEW.",
	  "It does, and the RIM records it.",
	  { VARIANT_INIT_RIPAS_STOPS_AT_DESTROYED }, ONLY_1_0 },
	{ "B7", "B4.3.18.4, B4.3.18.3, B3.46",
	  "The recipe of the RIM covers [base, top), the condition and the helper [base, "
	  "walk_top); the descriptor's top differs between them.",
	  "One descriptor for each entry that changed, of its whole range.",
	  { VARIANT_INIT_RIPAS_RIM_INPUT_RANGE }, ONLY_1_0 },
	{ "B8", "D1.2.3, B4.3.18, B4.3.1",
	  "The flow says that what is RAM cannot be changed again before activation; no "
	  "condition keeps the Host from doing so.",
	  "RMI_RTT_INIT_RIPAS may be repeated, and be followed by RMI_DATA_CREATE or by "
	  "destroying; each that is measured extends the RIM.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B9", "D1.5.1, A5.2.5, B4.3.2",
	  "The flow says that a page with unknown contents cannot be filled again; A5.2.5 "
	  "relies on its being possible.",
	  "After RMI_DATA_DESTROY the page can be filled again.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B10", "A5.2.4, B4.3.1.4",
	  "A change to RAM updates the RIM; RMI_DATA_CREATE where the RIPAS is RAM already "
	  "changes no RIPAS.",
	  "RMI_DATA_CREATE extends the RIM all the same.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B11", "B4.3.21, B3.75",
	  "base_align and no_progress fail only if the first RIPAS differs from the "
	  "request; with base inside an entry that has it, walk_top is rounded down below "
	  "base.",
	  "Success, with out_top and the next address at base, not below it.",
	  { VARIANT_SET_RIPAS_BELOW_BASE, VARIANT_TF_SET_RIPAS_SAME_RIPAS }, ONLY_1_0 },
	{ "B12", "B4.3.21",
	  "With top inside the first entry, and the RIPAS as requested, walk_top is base: "
	  "the conditions let the command succeed without progress.",
	  "It succeeds without progress.",
	  { VARIANT_TF_SET_RIPAS_SAME_RIPAS }, ONLY_1_0 },
	{ "B13", "B4.3.21.3",
	  "out_top is the smaller of top and walk_top, which is never above top.",
	  "out_top is walk_top.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B14", "B4.3.21, A5.4",
	  "RMI_RTT_SET_RIPAS has no condition about the Realm's state; A5.4 speaks of an "
	  "ACTIVE Realm.",
	  "A pending request is served after SYSTEM_OFF too.",
	  { VARIANT_SET_RIPAS_ACTIVE_ONLY }, ONLY_1_0 },
	{ "B15", "A5.3.5, A5.3.1, B4.3.21",
	  "A5.3.5 gives no HIPAS for a change to EMPTY, so that an ASSIGNED page may become "
	  "EMPTY.",
	  "It stays ASSIGNED, with RIPAS EMPTY and no valid mapping.",
	  { VARIANT_SET_RIPAS_UNMAPS_EMPTY }, ONLY_1_0 },
	{ "B16", "B5.3.6.1.3, A5.4",
	  "After a rejection new_base is base, says the command; A5.4 has a row for a "
	  "rejection after a part was done.",
	  "new_base says how far the change got.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B17", "A4.3.8, A5.4",
	  "A5.4 has the RMM record whether DESTROYED may change; the list of what an exit "
	  "records leaves it out.",
	  "The REC records the flag.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B18", "B4.3.12.3",
	  "No success condition says what a new REC has in ripas_value, ripas_destroyed, "
	  "ripas_response, psci_pending and emulatable_abort.",
	  "Each starts as zero, which means: nothing is pending.",
	  { VARIANT_REQUEST_OF_NEW_REC }, ONLY_1_0 },
	{ "B19", "A4.3.4.3, A5.2.9",
	  "One section has an exit for an Unprotected access without permission, the other "
	  "for one that is not mapped only.",
	  "Both leave to the Host.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B20", "A5.2.3, A5.2.9",
	  "An exit for an access names no RIPAS; at EMPTY it never happens.",
	  "At EMPTY the Realm takes an SEA.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B21", "A5.2.2, B4.4, B3.49",
	  "RIPAS DEV is listed, but RMI has no encoding for it and the conversion no case.",
	  "No page of 1.0 is DEV, and a Realm cannot ask for it.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B22", "C1.10, C1.15",
	  "The descriptions of the values for pending and not pending stand the wrong way "
	  "round.",
	  "The names count.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B23", "B4.3, B6.3",
	  "Footprints leave out what success conditions change: num_recs, the VMID, the "
	  "state of a Realm that is switched off, the pc of a started REC.",
	  "Success conditions count; an item that was added to a footprint has a note.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B24", "B4.3.20.3",
	  "walk_level has no success condition, and the RIPAS of a TABLE entry is not "
	  "stated.",
	  "walk_level is the level that the walk reached; at a TABLE entry ripas is EMPTY.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B25", "B4.3",
	  "Orderings leave alignment out: rd_align and rd_state, or ipa_align and rtt_walk, "
	  "stand in no order.",
	  "Either may be reported; the model reports the first that is listed.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B26", "B4.3.16.2, B4.3.17.2",
	  "rtt_live and rtt_homo make sense only where there is a child RTT, but are not "
	  "ordered behind rtte_state.",
	  "They are evaluated only where the entry is a TABLE.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B27", "B4.3.14.2",
	  "RMI_REC_ENTER orders rec_align before what depends on it; other commands do not.",
	  "Each command has the orderings that it states.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B28", "B4.3.5",
	  "The text does not say what comes of a GPT change that EL3 refuses.",
	  "It is not modelled: the GPT changes.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B29", "B4.3.9.2, B3.1",
	  "alias takes a range to include its top; conditions about the root RTTs depend on "
	  "others without an order.",
	  "The top is included, as the helper is written; what depends is evaluated where "
	  "it is well-formed.",
	  { VARIANT_TF_REALM_CREATE_RTT_ALIGN }, ONLY_1_0 },
	{ "B30", "B4.3.7",
	  "RMI_PSCI_COMPLETE looks neither at the Realm's state nor at whether one of the "
	  "two RECs runs.",
	  "Neither matters.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B32", "A4.2.2, B5.3.3, B5.3.11",
	  "Commands of the Realm that use a page are silent where that is EMPTY, or where "
	  "nothing is behind it.",
	  "At EMPTY they fail with RSI_ERROR_INPUT; where the Host has to act the REC exits "
	  "and the command is made again.",
	  { VARIANT_TF_HOST_CALL_EMPTY }, ONLY_1_0 },
	{ "B33", "A2.1.4, B4.3.10",
	  "Non-secure entries do not make an RTT live, so that a Realm is destroyed with "
	  "the Host's pages mapped in its root RTT.",
	  "The entries end with the RTT.",
	  { VARIANT_NONE }, ONLY_1_0 },
	{ "B35", "B4.3.12.3, B4.3.13.3",
	  "rec_index counts RECs that were made and is never said to decrease: a REC that "
	  "was destroyed leaves a gap.",
	  "It does not decrease.",
	  { VARIANT_REC_INDEX_REUSED }, ONLY_1_0 },
	{ "B36", "B3.76, B3.199",
	  "A scan goes on to the end of the table; that of a starting level RTT may "
	  "describe more than the IPA space.",
	  "It ends with the IPA space.",
	  { VARIANT_RTT_WHOLE_TABLE }, ONLY_1_0 },
	{ "B37", "B3.42, B5.3.8",
	  "Whether the value of RSI_MEASUREMENT_EXTEND is hashed with its own size or "
	  "filled up to 512 bits is left open.",
	  "With its own size.",
	  { VARIANT_REM_EXTEND_PADDED }, ONLY_1_0 },
};

const struct rmm_reading_table rmm_readings_1_0 = {
	rows, sizeof(rows) / sizeof(rows[0])
};
