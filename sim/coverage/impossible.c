/* SPDX-License-Identifier: BSD-3-Clause */
/* The tables of what no call meets. */
#include "coverage/impossible.h"

#include <string.h>

#include "base/command_ids.h"

/* ---- conditions ---- */

#define BLOCKED "an entry of another state is in the hands of an operation: blocked"

static const struct {
	unsigned in, until;
	enum rmm_command_id command;
	const char *id;
	Impossible whose;
	const char *why;
} conditions[] = {
	{ 0, 0, CMD_RSI_ATTESTATION_TOKEN_CONTINUE, "unknown", IMPOSSIBLE_BY_MODEL,
	  "a reason that only an implementation knows" },
	{ ONLY_2_0, 0, CMD_RMI_OP_MEM_DONATE, "mem_contig", IMPOSSIBLE_BY_MODEL,
	  "the model asks for single Granules" },
	{ ONLY_2_0, SINCE_BET3, CMD_RMI_RMM_CONFIG_SET, "tracked", IMPOSSIBLE_BY_TEXT,
	  "tracking is set when ACTIVE only (C15)" },
	{ ONLY_2_0, 0, CMD_RMI_RTT_INIT_RIPAS, "rtte_state", IMPOSSIBLE_ALONE, BLOCKED },
	{ ONLY_2_0, 0, CMD_RMI_RTT_INIT_RIPAS, "not_unassigned", IMPOSSIBLE_ALONE, BLOCKED },
	{ ONLY_2_0, 0, CMD_RMI_RTT_SET_RIPAS, "ram_invalid", IMPOSSIBLE_ALONE, BLOCKED },
	{ SINCE_BET3, 0, CMD_RMI_RTT_DATA_MAP, "rtte_state", IMPOSSIBLE_ALONE, BLOCKED },
	{ SINCE_BET3, 0, CMD_RMI_RTT_SET_S2AP, "top_gran_align", IMPOSSIBLE_BY_MODEL,
	  "no REC asks for permissions: top_bound is reported first" },
};

Impossible impossible_condition(const struct rmm_version *version, enum rmm_command_id command,
				const char *id, const char **why)
{
	for (gsize i = 0; i < G_N_ELEMENTS(conditions); i++)
		if (conditions[i].command == command && strcmp(conditions[i].id, id) == 0 &&
		    rmm_in_force(rmm_lineage(version), conditions[i].in, conditions[i].until)) {
			*why = conditions[i].why;
			return conditions[i].whose;
		}
	return IMPOSSIBLE_NOT;
}

/* ---- orderings ---- */

#define LEVEL "at such a level there is no walk"
#define IPA   "outside the IPA space there is no walk"

static const struct {
	unsigned in;
	enum rmm_command_id command;    /* CMD_NONE: any */
	const char *before;
	const char *only;               /* the condition behind it; NULL: any but @except */
	const char *except;             /* NULL: any */
	const char *why;
} orderings[] = {
	{ 0, CMD_NONE, "rd_bound", NULL, NULL,
	  "where no Granule can be delegated is no RD, so no Realm" },
	{ 0, CMD_NONE, "rd_state", NULL, NULL,
	  "without an RD there is no Realm that the other is about" },
	{ ONLY_2_0, CMD_NONE, "rd_tracking", NULL, NULL,
	  "a region with an RD stays tracked finely (C65)" },
	{ ONLY_1_0, CMD_NONE, "rec_bound", NULL, "rec_gicv3",
	  "where no Granule can be delegated is no REC" },
	{ ONLY_1_0, CMD_NONE, "rec_gran_state", NULL, "rec_gicv3",
	  "there is no REC that the other is about" },
	{ ONLY_2_0, CMD_NONE, "rec_bound", NULL, NULL,
	  "where no Granule can be delegated is no REC" },
	{ ONLY_2_0, CMD_NONE, "rec_gran_state", NULL, NULL,
	  "there is no REC that the other is about" },
	{ ONLY_2_0, CMD_NONE, "rec_tracking", NULL, NULL,
	  "a region with a REC stays tracked finely (C65)" },
	{ 0, CMD_RMI_RTT_CREATE, "level_bound", NULL, NULL, LEVEL },
	{ 0, CMD_RMI_RTT_DESTROY, "level_bound", NULL, NULL, LEVEL },
	{ 0, CMD_RMI_RTT_FOLD, "level_bound", NULL, NULL, LEVEL },
	{ 0, CMD_RMI_RTT_CREATE, "ipa_bound", NULL, NULL, IPA },
	{ 0, CMD_RMI_RTT_DESTROY, "ipa_bound", NULL, NULL, IPA },
	{ 0, CMD_RMI_RTT_FOLD, "ipa_bound", NULL, NULL, IPA },
	{ ONLY_2_0, CMD_RMI_RTT_DESTROY, "rtte_state", "rtt_live", NULL,
	  "what is no TABLE leads to no RTT" },
	{ ONLY_2_0, CMD_RMI_RTT_DESTROY, "rtte_state", "aux_ref", NULL,
	  "there are no auxiliary trees" },
	{ ONLY_2_0, CMD_PSCI_CPU_ON, "mpidr", "runnable", NULL,
	  "an MPIDR of no REC leads to none that runs" },
};

Impossible impossible_ordering(const struct rmm_version *version, enum rmm_command_id command,
			       const char *before, const char *after, const char **why)
{
	for (gsize i = 0; i < G_N_ELEMENTS(orderings); i++)
		if (rmm_in_force(rmm_lineage(version), orderings[i].in, 0) &&
		    (orderings[i].command == CMD_NONE || orderings[i].command == command) &&
		    strcmp(orderings[i].before, before) == 0 &&
		    (!orderings[i].only || strcmp(orderings[i].only, after) == 0) &&
		    g_strcmp0(orderings[i].except, after) != 0) {
			*why = orderings[i].why;
			return IMPOSSIBLE_BY_TEXT;
		}
	return IMPOSSIBLE_NOT;
}
