/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm Management Interface: what the Host calls (B4.3; 2.0: B4.5). */
#ifndef RMM_RMI_H
#define RMM_RMI_H

#include "engine/command.h"

extern const struct rmm_command rmm_rmi_data_create,
	rmm_rmi_data_create_unknown, rmm_rmi_data_destroy, rmm_rmi_features,
	rmm_rmi_granule_delegate, rmm_rmi_granule_undelegate,
	rmm_rmi_psci_complete, rmm_rmi_realm_activate, rmm_rmi_realm_create,
	rmm_rmi_realm_destroy, rmm_rmi_rec_aux_count, rmm_rmi_rec_create,
	rmm_rmi_rec_destroy, rmm_rmi_rec_enter, rmm_rmi_rtt_create,
	rmm_rmi_rtt_destroy, rmm_rmi_rtt_fold, rmm_rmi_rtt_init_ripas,
	rmm_rmi_rtt_map_unprotected, rmm_rmi_rtt_read_entry,
	rmm_rmi_rtt_set_ripas, rmm_rmi_rtt_unmap_unprotected, rmm_rmi_version;

/* 2.0 only */
extern const struct rmm_command rmm_rmi_features_2_0, rmm_rmi_granule_range_delegate,
	rmm_rmi_granule_range_undelegate, rmm_rmi_granule_tracking_get,
	rmm_rmi_granule_tracking_set, rmm_rmi_op_cancel, rmm_rmi_op_continue,
	rmm_rmi_op_mem_donate, rmm_rmi_op_mem_reclaim, rmm_rmi_realm_create_2_0,
	rmm_rmi_realm_terminate, rmm_rmi_rec_create_2_0, rmm_rmi_rec_destroy_2_0,
	rmm_rmi_rmm_activate, rmm_rmi_rmm_config_get, rmm_rmi_rmm_config_set,
	rmm_rmi_rtt_data_map, rmm_rmi_rtt_data_map_init, rmm_rmi_rtt_data_unmap,
	rmm_rmi_rtt_unprot_map, rmm_rmi_rtt_unprot_unmap;

/* from 2.0-bet3 on */
extern const struct rmm_command rmm_rmi_gpt_info, rmm_rmi_granule_tracking_get_bet3,
	rmm_rmi_psci_complete_bet3, rmm_rmi_rmm_deactivate, rmm_rmi_rmm_state_get,
	rmm_rmi_rtt_init_ripas_bet3, rmm_rmi_rtt_set_s2ap;

#endif
