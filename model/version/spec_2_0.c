/* SPDX-License-Identifier: BSD-3-Clause */
/* DEN0137 2.0-bet0 as a table: the commands that it has, of those in scope. */
#include "version/spec.h"

#include "psci/psci.h"
#include "rmi/rmi.h"
#include "rsi/rsi.h"
#include "software/software.h"

static const struct rmm_command *const commands[COMMANDS] = {
	[CMD_RMI_FEATURES]              = &rmm_rmi_features_2_0,
	[CMD_RMI_PSCI_COMPLETE]         = &rmm_rmi_psci_complete,
	[CMD_RMI_REALM_ACTIVATE]        = &rmm_rmi_realm_activate,
	[CMD_RMI_REALM_CREATE]          = &rmm_rmi_realm_create_2_0,
	[CMD_RMI_REALM_DESTROY]         = &rmm_rmi_realm_destroy,
	[CMD_RMI_REC_CREATE]            = &rmm_rmi_rec_create_2_0,
	[CMD_RMI_REC_DESTROY]           = &rmm_rmi_rec_destroy_2_0,
	[CMD_RMI_REC_ENTER]             = &rmm_rmi_rec_enter,
	[CMD_RMI_RTT_CREATE]            = &rmm_rmi_rtt_create,
	[CMD_RMI_RTT_DESTROY]           = &rmm_rmi_rtt_destroy,
	[CMD_RMI_RTT_FOLD]              = &rmm_rmi_rtt_fold,
	[CMD_RMI_RTT_INIT_RIPAS]        = &rmm_rmi_rtt_init_ripas,
	[CMD_RMI_RTT_READ_ENTRY]        = &rmm_rmi_rtt_read_entry,
	[CMD_RMI_RTT_SET_RIPAS]         = &rmm_rmi_rtt_set_ripas,
	[CMD_RMI_VERSION]               = &rmm_rmi_version,
	[CMD_RMI_GRANULE_RANGE_DELEGATE]   = &rmm_rmi_granule_range_delegate,
	[CMD_RMI_GRANULE_RANGE_UNDELEGATE] = &rmm_rmi_granule_range_undelegate,
	[CMD_RMI_GRANULE_TRACKING_GET]  = &rmm_rmi_granule_tracking_get,
	[CMD_RMI_GRANULE_TRACKING_SET]  = &rmm_rmi_granule_tracking_set,
	[CMD_RMI_OP_CANCEL]             = &rmm_rmi_op_cancel,
	[CMD_RMI_OP_CONTINUE]           = &rmm_rmi_op_continue,
	[CMD_RMI_OP_MEM_DONATE]         = &rmm_rmi_op_mem_donate,
	[CMD_RMI_OP_MEM_RECLAIM]        = &rmm_rmi_op_mem_reclaim,
	[CMD_RMI_REALM_TERMINATE]       = &rmm_rmi_realm_terminate,
	[CMD_RMI_RMM_ACTIVATE]          = &rmm_rmi_rmm_activate,
	[CMD_RMI_RMM_CONFIG_GET]        = &rmm_rmi_rmm_config_get,
	[CMD_RMI_RMM_CONFIG_SET]        = &rmm_rmi_rmm_config_set,
	[CMD_RMI_RTT_DATA_MAP]          = &rmm_rmi_rtt_data_map,
	[CMD_RMI_RTT_DATA_MAP_INIT]     = &rmm_rmi_rtt_data_map_init,
	[CMD_RMI_RTT_DATA_UNMAP]        = &rmm_rmi_rtt_data_unmap,
	[CMD_RMI_RTT_UNPROT_MAP]        = &rmm_rmi_rtt_unprot_map,
	[CMD_RMI_RTT_UNPROT_UNMAP]      = &rmm_rmi_rtt_unprot_unmap,
	[CMD_RSI_ATTESTATION_TOKEN_CONTINUE] = &rmm_rsi_attestation_token_continue,
	[CMD_RSI_ATTESTATION_TOKEN_INIT]     = &rmm_rsi_attestation_token_init,
	[CMD_RSI_FEATURES]              = &rmm_rsi_features,
	[CMD_RSI_HOST_CALL]             = &rmm_rsi_host_call,
	[CMD_RSI_IPA_STATE_GET]         = &rmm_rsi_ipa_state_get,
	[CMD_RSI_IPA_STATE_SET]         = &rmm_rsi_ipa_state_set,
	[CMD_RSI_MEASUREMENT_EXTEND]    = &rmm_rsi_measurement_extend,
	[CMD_RSI_MEASUREMENT_READ]      = &rmm_rsi_measurement_read,
	[CMD_RSI_REALM_CONFIG]          = &rmm_rsi_realm_config_2_0,
	[CMD_RSI_VERSION]               = &rmm_rsi_version,
	[CMD_PSCI_AFFINITY_INFO]        = &rmm_psci_affinity_info,
	[CMD_PSCI_CPU_OFF]              = &rmm_psci_cpu_off,
	[CMD_PSCI_CPU_ON]               = &rmm_psci_cpu_on,
	[CMD_PSCI_CPU_SUSPEND]          = &rmm_psci_cpu_suspend,
	[CMD_PSCI_FEATURES]             = &rmm_psci_features,
	[CMD_PSCI_SYSTEM_OFF]           = &rmm_psci_system_off,
	[CMD_PSCI_SYSTEM_RESET]         = &rmm_psci_system_reset,
	[CMD_PSCI_VERSION]              = &rmm_psci_version,
	[CMD_READ]                      = &rmm_read,
	[CMD_WRITE]                     = &rmm_write,
	[CMD_FETCH]                     = &rmm_fetch,
	[CMD_WFI]                       = &rmm_wfi,
	[CMD_HVC]                       = &rmm_hvc,
	[CMD_SMC]                       = &rmm_smc,
	[CMD_IRQ]                       = &rmm_irq,
	[CMD_FIQ]                       = &rmm_fiq,
	[CMD_HOST_READ]                 = &rmm_host_read,
	[CMD_HOST_WRITE]                = &rmm_host_write,
	[CMD_HOST_FILL]                 = &rmm_host_fill,
	[CMD_HOST_SET_GPT]              = &rmm_host_set_gpt,
};

/* Devices, SMMUs, planes, CXL memory. */
static const char *const beyond[] = {
	"RMI_ATTEST_PLAT_TOKEN_REFRESH", "RMI_CMEM_ADD_PDEV", "RMI_CMEM_CREATE",
	"RMI_CMEM_DESTROY", "RMI_CMEM_POPULATE", "RMI_CMEM_REMOVE_PDEV", "RMI_CMEM_START",
	"RMI_CMEM_STOP", "RMI_CMEM_UNPOPULATE", "RMI_DPT_L0_CREATE", "RMI_DPT_L0_DESTROY",
	"RMI_DPT_L1_CREATE", "RMI_DPT_L1_DESTROY", "RMI_GPT_L1_CREATE", "RMI_GPT_L1_DESTROY",
	"RMI_PDEV_ABORT", "RMI_PDEV_COMMUNICATE", "RMI_PDEV_CREATE", "RMI_PDEV_DESTROY",
	"RMI_PDEV_GET_STATE", "RMI_PDEV_MEC_REFRESH", "RMI_PDEV_SET_PUBKEY", "RMI_PDEV_STOP",
	"RMI_PDEV_STREAM_COMPLETE", "RMI_PDEV_STREAM_CONNECT", "RMI_PDEV_STREAM_DISCONNECT",
	"RMI_PDEV_STREAM_KEY_PURGE", "RMI_PDEV_STREAM_KEY_REFRESH", "RMI_PSMMU_ACTIVATE",
	"RMI_PSMMU_DEACTIVATE", "RMI_PSMMU_EVENT_DISCARD", "RMI_PSMMU_IRQ_NOTIFY",
	"RMI_PSMMU_ST_L2_CREATE", "RMI_PSMMU_ST_L2_DESTROY", "RMI_RTT_ARCH_DEV_MAP",
	"RMI_RTT_ARCH_DEV_UNMAP", "RMI_RTT_AUX_CREATE", "RMI_RTT_AUX_DESTROY",
	"RMI_RTT_AUX_FOLD", "RMI_RTT_AUX_PROT_MAP", "RMI_RTT_AUX_PROT_UNMAP",
	"RMI_RTT_AUX_UNPROT_MAP", "RMI_RTT_AUX_UNPROT_UNMAP", "RMI_RTT_DEV_MAP",
	"RMI_RTT_DEV_UNMAP", "RMI_RTT_DEV_VALIDATE", "RMI_RTT_SET_S2AP", "RMI_VDEV_ABORT",
	"RMI_VDEV_COMMUNICATE", "RMI_VDEV_COMPLETE", "RMI_VDEV_CREATE", "RMI_VDEV_DESTROY",
	"RMI_VDEV_GET_INTERFACE_REPORT", "RMI_VDEV_GET_MEASUREMENTS", "RMI_VDEV_GET_STATE",
	"RMI_VDEV_LOCK", "RMI_VDEV_P2P_BIND", "RMI_VDEV_P2P_UNBIND", "RMI_VDEV_START",
	"RMI_VDEV_UNLOCK", "RMI_VSMMU_CMD_COMPLETE", "RMI_VSMMU_CMD_GET", "RMI_VSMMU_CREATE",
	"RMI_VSMMU_DESTROY", "RMI_VSMMU_EVENT_COMPLETE", "RMI_VSMMU_EVENT_NOTIFY",
	"RMI_VSMMU_FEATURES", "RSI_VDEV_VALIDATE_MAPPING",
	NULL
};

const struct rmm_spec rmm_spec_2_0 = {
	"rmm-2.0-bet0", "2.0", commands,
	TRAIT_OPERATIONS,
	/* RSI stays at version 1: guests that ask for 1.0 are served. */
	2, 1, beyond
};
