/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm Management Interface: what the Host calls (B4.3; 2.0: B4.5). */
#ifndef RMM_RMI_H
#define RMM_RMI_H

#include "engine/command.h"

extern const struct rmm_command rmi_data_create, rmi_data_create_unknown,
	rmi_data_destroy, rmi_features, rmi_granule_delegate,
	rmi_granule_undelegate, rmi_psci_complete, rmi_realm_activate,
	rmi_realm_create, rmi_realm_destroy, rmi_rec_aux_count, rmi_rec_create,
	rmi_rec_destroy, rmi_rec_enter, rmi_rtt_create, rmi_rtt_destroy,
	rmi_rtt_fold, rmi_rtt_init_ripas, rmi_rtt_map_unprotected,
	rmi_rtt_read_entry, rmi_rtt_set_ripas, rmi_rtt_unmap_unprotected,
	rmi_version;

/* 2.0 only */
extern const struct rmm_command rmi_features_2_0, rmi_granule_range_delegate,
	rmi_granule_range_undelegate, rmi_granule_tracking_get,
	rmi_granule_tracking_set, rmi_op_cancel, rmi_op_continue,
	rmi_op_mem_donate, rmi_op_mem_reclaim, rmi_realm_create_2_0,
	rmi_realm_terminate, rmi_rec_create_2_0, rmi_rec_destroy_2_0,
	rmi_rmm_activate, rmi_rmm_config_get, rmi_rmm_config_set,
	rmi_rtt_data_map, rmi_rtt_data_map_init, rmi_rtt_data_unmap,
	rmi_rtt_unprot_map, rmi_rtt_unprot_unmap;

#endif
