/* SPDX-License-Identifier: BSD-3-Clause */
/* DEN0137 1.0-rel0 as a table: the commands that it has. */
#include "version/spec.h"

#include "psci/psci.h"
#include "rmi/rmi.h"
#include "rsi/rsi.h"
#include "software/software.h"

static const struct rmm_command *const commands[COMMANDS] = {
	[CMD_RMI_DATA_CREATE]           = &rmm_rmi_data_create,
	[CMD_RMI_DATA_CREATE_UNKNOWN]   = &rmm_rmi_data_create_unknown,
	[CMD_RMI_DATA_DESTROY]          = &rmm_rmi_data_destroy,
	[CMD_RMI_FEATURES]              = &rmm_rmi_features,
	[CMD_RMI_GRANULE_DELEGATE]      = &rmm_rmi_granule_delegate,
	[CMD_RMI_GRANULE_UNDELEGATE]    = &rmm_rmi_granule_undelegate,
	[CMD_RMI_PSCI_COMPLETE]         = &rmm_rmi_psci_complete,
	[CMD_RMI_REALM_ACTIVATE]        = &rmm_rmi_realm_activate,
	[CMD_RMI_REALM_CREATE]          = &rmm_rmi_realm_create,
	[CMD_RMI_REALM_DESTROY]         = &rmm_rmi_realm_destroy,
	[CMD_RMI_REC_AUX_COUNT]         = &rmm_rmi_rec_aux_count,
	[CMD_RMI_REC_CREATE]            = &rmm_rmi_rec_create,
	[CMD_RMI_REC_DESTROY]           = &rmm_rmi_rec_destroy,
	[CMD_RMI_REC_ENTER]             = &rmm_rmi_rec_enter,
	[CMD_RMI_RTT_CREATE]            = &rmm_rmi_rtt_create,
	[CMD_RMI_RTT_DESTROY]           = &rmm_rmi_rtt_destroy,
	[CMD_RMI_RTT_FOLD]              = &rmm_rmi_rtt_fold,
	[CMD_RMI_RTT_INIT_RIPAS]        = &rmm_rmi_rtt_init_ripas,
	[CMD_RMI_RTT_MAP_UNPROTECTED]   = &rmm_rmi_rtt_map_unprotected,
	[CMD_RMI_RTT_READ_ENTRY]        = &rmm_rmi_rtt_read_entry,
	[CMD_RMI_RTT_SET_RIPAS]         = &rmm_rmi_rtt_set_ripas,
	[CMD_RMI_RTT_UNMAP_UNPROTECTED] = &rmm_rmi_rtt_unmap_unprotected,
	[CMD_RMI_VERSION]               = &rmm_rmi_version,
	[CMD_RSI_ATTESTATION_TOKEN_CONTINUE] = &rmm_rsi_attestation_token_continue,
	[CMD_RSI_ATTESTATION_TOKEN_INIT]     = &rmm_rsi_attestation_token_init,
	[CMD_RSI_FEATURES]              = &rmm_rsi_features,
	[CMD_RSI_HOST_CALL]             = &rmm_rsi_host_call,
	[CMD_RSI_IPA_STATE_GET]         = &rmm_rsi_ipa_state_get,
	[CMD_RSI_IPA_STATE_SET]         = &rmm_rsi_ipa_state_set,
	[CMD_RSI_MEASUREMENT_EXTEND]    = &rmm_rsi_measurement_extend,
	[CMD_RSI_MEASUREMENT_READ]      = &rmm_rsi_measurement_read,
	[CMD_RSI_REALM_CONFIG]          = &rmm_rsi_realm_config,
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

const struct rmm_spec rmm_spec_1_0 = {
	"rmm-1.0-rel0", "1.0", commands,
	TRAIT_INIT_RIPAS_EXTENDS_RIM | TRAIT_DESTROYED_HALTS_EMPTY | TRAIT_REALM_PARAMS_IN_RIM,
	1, 1, NULL
};
