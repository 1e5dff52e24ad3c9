/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of mutants that do the same. Some keep what nobody looks at, some what does
 * not change in a version; and a table is not taken from where something leads to it.
 */
#include "mutate/mutant_idle.h"

#include <string.h>

#include "base/command_ids.h"

#define TABLE "not made: what leads to a table, and the table, go together"
#define ONLY_READING "it changes in the other reading alone"

static const struct {
	unsigned in, until;
	enum rmm_command_id command;
	const char *row;
	MutantKind kind;
	const char *why;
} idle[] = {
	{ 0, 0, CMD_RMI_REALM_CREATE, "rtt_state", MUTANT_KEPT, TABLE },
	{ 0, 0, CMD_RMI_RTT_CREATE, "rtt_state", MUTANT_KEPT, TABLE },
	{ 0, 0, CMD_RMI_RTT_CREATE, "rtte", MUTANT_BESIDE, TABLE },
	{ 0, 0, CMD_RMI_RTT_DESTROY, "rtte", MUTANT_KEPT, TABLE },
	{ 0, 0, CMD_RMI_RTT_FOLD, "rtte", MUTANT_KEPT, TABLE },
	{ 0, 0, CMD_RMI_REC_ENTER, "emul_abt", MUTANT_KEPT,
	  "the next exit says anew whether the access can be emulated" },
	{ 0, 0, CMD_RMI_REC_ENTER, "host_call", MUTANT_KEPT,
	  "not made: words are not taken back, and the page is the Realm's before" },
	{ 0, 0, CMD_PSCI_CPU_OFF, "gprs", MUTANT_KEPT, "a REC that is started has registers of its own" },
	{ 0, 0, CMD_PSCI_SYSTEM_OFF, "gprs", MUTANT_KEPT, "no REC of the Realm is entered any more" },
	{ 0, 0, CMD_PSCI_SYSTEM_RESET, "gprs", MUTANT_KEPT, "no REC of the Realm is entered any more" },
	{ ONLY_2_0, 0, CMD_RMI_REALM_CREATE, "num_realms", MUTANT_KEPT,
	  "no condition asks how many Realms there are" },
	{ ONLY_2_0, 0, CMD_RMI_REALM_DESTROY, "num_realms", MUTANT_KEPT,
	  "no condition asks how many Realms there are" },
	{ ONLY_2_0, 0, CMD_RMI_REC_CREATE, "rec_aux_state", MUTANT_KEPT,
	  "RMM 2.0 has no auxiliary Granules: memory is donated" },
	{ ONLY_2_0, 0, CMD_RMI_REC_DESTROY, "rec_aux_state", MUTANT_KEPT,
	  "RMM 2.0 has no auxiliary Granules: memory is donated" },
	{ ONLY_2_0, 0, CMD_RMI_REC_DESTROY, "rec_index", MUTANT_KEPT, ONLY_READING " (B35)" },
	{ SINCE_BET3, 0, CMD_RMI_REC_CREATE, "rec_index", MUTANT_KEPT,
	  "2.0-bet3 has no rec_index: an MPIDR is used or not" },
	{ ONLY_2_0, SINCE_BET3, CMD_RMI_RTT_INIT_RIPAS, "rim", MUTANT_REMEASURED,
	  ONLY_READING " (C1)" },
	{ ONLY_2_0, SINCE_BET3, CMD_RMI_GRANULE_TRACKING_SET, "num_tracked", MUTANT_KEPT,
	  "RMI_RMM_CONFIG_SET alone asks for it, which comes before any is set (C15)" },
	{ ONLY_2_0, 0, CMD_RMI_RMM_ACTIVATE, "tracking", MUTANT_KEPT,
	  "it changes where tracking is static alone" },
	{ SINCE_BET3, 0, CMD_PSCI_AFFINITY_INFO, "exit", MUTANT_KEPT, "2.0-bet3 answers at once" },
	{ SINCE_BET3, 0, CMD_PSCI_AFFINITY_INFO, "gprs", MUTANT_KEPT, "2.0-bet3 answers at once" },
};

const char *mutant_why_idle(const struct rmm_version *version, const Mutant *mutant,
			    const char *row)
{
	for (gsize i = 0; i < G_N_ELEMENTS(idle); i++)
		if (idle[i].command == mutant->command && idle[i].kind == mutant->kind &&
		    strcmp(idle[i].row, row) == 0 &&
		    rmm_in_force(rmm_lineage(version), idle[i].in, idle[i].until))
			return idle[i].why;
	return NULL;
}
