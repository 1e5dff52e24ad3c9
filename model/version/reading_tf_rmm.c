/* SPDX-License-Identifier: BSD-3-Clause */
/* What TF-RMM of July 2026 does beside DEN0137 2.0-bet0. */
#include "version/reading.h"

static const struct rmm_reading rows[] = {
	{ "D1", "A2.1.2.1, B4.5.17",
	  "A few commands want RMM_STATE_ACTIVE. TF-RMM wants it of all but four, and "
	  "delegates one Granule in each call.",
	  "Conditions as stated. How far a call gets is free.",
	  { VARIANT_TF_RMM_STATE_CHECKED }, ONLY_2_0 },
	{ "D2", "A2.3.4, B4.5.20",
	  "The Host says how regions are tracked. In TF-RMM tracking is static, and GET "
	  "takes a range as in later texts. Granules are of 4 KiB, regions of 1 GiB.",
	  "The Host says so, and chooses the sizes.",
	  { VARIANT_TF_TRACKING_STATIC, VARIANT_TF_GRANULES_4KB }, ONLY_2_0 },
	{ "D3", "B4.5.46.4",
	  "The RIM starts as zero. In TF-RMM as a hash of the Realm's parameters.",
	  "Zero.",
	  { VARIANT_TF_REALM_PARAMS_IN_RIM }, ONLY_2_0 },
	{ "D4", "B4.5.48",
	  "TF-RMM terminates a Realm in any state when none of its RECs runs.",
	  "The same (C21).",
	  { VARIANT_NONE }, ONLY_2_0 },
	{ "D5", "A5.3.3.2, B4.5.65",
	  "TF-RMM takes the level from the first descriptor, succeeds where the address is "
	  "mapped already, and takes an entry under way for VOID.",
	  "The walk says the level; an entry that is mapped is RMI_ERROR_RTT, one under way "
	  "RMI_BLOCKED.",
	  { VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR, VARIANT_TF_MAP_IDEMPOTENT, VARIANT_TF_INTERMEDIATE_IS_VOID }, ONLY_2_0 },
	{ "D6", "B4.5.67, B4.5.78",
	  "TF-RMM wants unused inputs of an unmap to be zero, and skips what is not mapped.",
	  "Inputs that are not used are not looked at; RMI_RTT_UNPROT_UNMAP refuses what is "
	  "not mapped.",
	  { VARIANT_TF_UNMAP_CHECKS, VARIANT_TF_UNPROT_UNMAP_SKIPS }, ONLY_2_0 },
	{ "D7", "B4.5.72.2",
	  "rtt_homo has the level of the child. TF-RMM has the parent's where the block "
	  "would be above level 1.",
	  "The child's.",
	  { VARIANT_TF_FOLD_PARENT_LEVEL }, ONLY_2_0 },
	{ "D8", "B4.5.74",
	  "TF-RMM reports a TABLE entry with RIPAS EMPTY.",
	  "The same (B24).",
	  { VARIANT_NONE }, ONLY_2_0 },
	{ "D10", "B5.5.6",
	  "TF-RMM does not refuse reserved bits of the flags of RSI_IPA_STATE_SET, and "
	  "compares more bits than the field has.",
	  "Bit 0 alone counts.",
	  { VARIANT_TF_CHANGE_FLAGS_ENUM }, ONLY_2_0 },
	{ "D11", "B6.3",
	  "TF-RMM answers PSCI_CPU_ON and PSCI_AFFINITY_INFO at once when a REC names "
	  "itself.",
	  "PSCI_CPU_ON of a REC that names itself is answered at once too, as runnable "
	  "says; PSCI_AFFINITY_INFO leaves to the Host.",
	  { VARIANT_NONE }, ONLY_2_0 },
};

const struct rmm_reading_table rmm_readings_tf_rmm = {
	rows, sizeof(rows) / sizeof(rows[0])
};
