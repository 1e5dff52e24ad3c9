/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * DEN0137 2.0-bet3 as a row: what differs from 2.0-bet0. Conditions that came or
 * went with it stand beside the others of their command (SINCE_BET3).
 */
#include "version/versions.h"

#include "rmi/rmi.h"

static const struct rmm_version_command commands[] = {
	{ CMD_RMI_GPT_INFO, &rmm_rmi_gpt_info },
	{ CMD_RMI_GRANULE_TRACKING_GET, &rmm_rmi_granule_tracking_get_bet3 },
	{ CMD_RMI_PSCI_COMPLETE, &rmm_rmi_psci_complete_bet3 },
	{ CMD_RMI_RMM_DEACTIVATE, &rmm_rmi_rmm_deactivate },
	{ CMD_RMI_RMM_STATE_GET, &rmm_rmi_rmm_state_get },
	{ CMD_RMI_RTT_INIT_RIPAS, &rmm_rmi_rtt_init_ripas_bet3 },
	{ CMD_RMI_RTT_SET_S2AP, &rmm_rmi_rtt_set_s2ap },
};

/* Chapters A and B1 to B4.4 are not to be had of bet3: there the numbers of bet0 stay. */
static const struct rmm_version_section sections[] = {
	{ "B4.5.14", "B4.5.6" },
	{ "B4.5.17", "B4.5.10" },
	{ "B4.5.18", "B4.5.11" },
	{ "B4.5.19", "B4.5.12" },
	{ "B4.5.20", "B4.5.13" },
	{ "B4.5.21", "B4.5.14" },
	{ "B4.5.22", "B4.5.15" },
	{ "B4.5.23", "B4.5.16" },
	{ "B4.5.24", "B4.5.17" },
	{ "B4.5.38", "B4.5.31" },
	{ "B4.5.45", "B4.5.39" },
	{ "B4.5.46", "B4.5.40" },
	{ "B4.5.47", "B4.5.41" },
	{ "B4.5.48", "B4.5.42" },
	{ "B4.5.49", "B4.5.43" },
	{ "B4.5.50", "B4.5.44" },
	{ "B4.5.51", "B4.5.45" },
	{ "B4.5.52", "B4.5.46" },
	{ "B4.5.53", "B4.5.47" },
	{ "B4.5.54", "B4.5.48" },
	{ "B4.5.64", "B4.5.60" },
	{ "B4.5.65", "B4.5.61" },
	{ "B4.5.66", "B4.5.62" },
	{ "B4.5.67", "B4.5.63" },
	{ "B4.5.68", "B4.5.64" },
	{ "B4.5.72", "B4.5.68" },
	{ "B4.5.73", "B4.5.69" },
	{ "B4.5.74", "B4.5.70" },
	{ "B4.5.75", "B4.5.71" },
	{ "B4.5.77", "B4.5.73" },
	{ "B4.5.78", "B4.5.74" },
	{ "B4.5.92", "B4.5.85" },
	{ "B5.4.22", "B5.4.21" },
};

/* What stands in the prose, but in no table of conditions. */
static const struct rmm_addition additions[] = {
	{ COMMANDS, "blocked", "B4.3.2",
	  "an object of an incomplete operation is its own (C27)" },
	{ CMD_RMI_GRANULE_RANGE_DELEGATE, "gpt", "A2.3.6",
	  "the GPT is that of another world (C10)" },
	{ CMD_RMI_GRANULE_RANGE_UNDELEGATE, "populated", "B4.5.11",
	  "where there is no memory there is no Granule" },
	{ CMD_RMI_GRANULE_TRACKING_SET, "one_state", "A2.3.4",
	  "Granules of a coarse region share one state (C16)" },
	{ CMD_RMI_OP_MEM_DONATE, "one_state", "A2.3.4",
	  "what is tracked as one changes as one (C16)" },
	{ CMD_RMI_REALM_CREATE, "one_state", "A2.3.4",
	  "what is tracked as one changes as one (C16)" },
	{ CMD_RMI_REALM_DESTROY, "bound", "B4.3.2",
	  "an operation is bound to the Realm until it ends (E60)" },
	{ CMD_RMI_RTT_DATA_MAP, "one_state", "A2.3.4",
	  "what is tracked as one changes as one (C16)" },
	{ CMD_RMI_RTT_DATA_MAP, "realm_state", "A5.3.5",
	  "only in NEW and ACTIVE (C23, E29)" },
	{ CMD_RMI_RTT_DATA_MAP, "rtte_align", "A5.3.3.2",
	  "base is the start of an entry (C26, E32)" },
	{ CMD_RMI_RTT_DATA_MAP, "oaddr_empty", "A5.3.3.2",
	  "without an address there is no progress" },
	{ CMD_RMI_RTT_DATA_MAP, "oaddr_block_align", "B4.6.5",
	  "an address is aligned to its blocks" },
	{ CMD_RMI_RTT_DATA_MAP, "oaddr_size", "A5.3.3.2",
	  "the set has what the first entry needs" },
	{ CMD_RMI_RTT_DATA_MAP, "oaddr_state", "B4.6.5",
	  "the descriptor says which memory it is" },
	{ CMD_RMI_RTT_DATA_MAP, "oaddr_bound", "A3.1.2",
	  "within the RMM's output addresses (E31)" },
	{ CMD_RMI_RTT_DATA_UNMAP, "one_state", "A2.3.4",
	  "what is tracked as one changes as one (C16)" },
	{ CMD_RMI_RTT_DATA_UNMAP, "oaddr_type", "B4.5.63",
	  "only the types that are defined" },
	{ CMD_RMI_RTT_DATA_UNMAP, "rtte_align", "A5.3.3.3",
	  "base is the start of an entry that is mapped (E35)" },
	{ CMD_RMI_RTT_UNPROT_MAP, "realm_state", "A5.3.5",
	  "as of RMI_RTT_DATA_MAP (C22, E29)" },
	{ CMD_RMI_RTT_UNPROT_MAP, "rtte_align", "A5.3.3.2",
	  "base is the start of an entry (C26)" },
	{ CMD_RMI_RTT_UNPROT_MAP, "oaddr_empty", "A5.3.3.2",
	  "without an address there is no progress" },
	{ CMD_RMI_RTT_UNPROT_MAP, "oaddr_block_align", "B4.6.5",
	  "an address is aligned to its blocks" },
	{ CMD_RMI_RTT_UNPROT_MAP, "oaddr_size", "A5.3.3.2",
	  "the set has what the first entry needs" },
	{ CMD_RMI_RTT_UNPROT_MAP, "oaddr_bound", "A3.1.2",
	  "within the RMM's output addresses (E31)" },
	{ CMD_RMI_RTT_UNPROT_UNMAP, "oaddr_type", "B4.5.74",
	  "only the types that are defined" },
};

/* Beside those of bet0. */
static const char *const beyond[] = {
	"RMI_PSMMU_INFO", "RSI_ARCH_DEV_ACTIVATE", "RSI_MEM_GET_PERM_VALUE",
	"RSI_MEM_SET_PERM_INDEX", "RSI_MEM_SET_PERM_VALUE", "RSI_PLANE_ENTER",
	"RSI_PLANE_SYSREG_READ", "RSI_PLANE_SYSREG_WRITE", "RSI_VDEV_DMA_DISABLE",
	"RSI_VDEV_DMA_ENABLE", "RSI_VDEV_GET_INFO", "RSI_VSMMU_GET_INFO",
	NULL
};

const struct rmm_version rmm_version_2_0_bet3 = {
	.id = "rmm-2.0-bet3", .short_name = "2.0-bet3", .family = "2.0",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0_BET3,
	VERSION_ROWS(command, commands),
	VERSION_ROWS(section, sections),
	VERSION_ROWS(addition, additions),
	.traits = TRAIT_IDEMPOTENT | TRAIT_FINDS_RECS | TRAIT_INIT_RIPAS_IS_OPERATION |
		  TRAIT_BINDS_OPERATIONS,
	.beyond = beyond,
};
