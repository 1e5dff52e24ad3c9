/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm Management Interface: what the Host calls (B4.3; 2.0: B4.5). */
#ifndef RMM_RMI_H
#define RMM_RMI_H

#include "command.h"

extern const struct rmm_command rmi_data_create, rmi_data_create_unknown,
	rmi_data_destroy, rmi_features, rmi_granule_delegate,
	rmi_granule_undelegate, rmi_psci_complete, rmi_realm_activate,
	rmi_realm_create, rmi_realm_destroy, rmi_rec_aux_count, rmi_rec_create,
	rmi_rec_destroy, rmi_rec_enter, rmi_rtt_create, rmi_rtt_destroy,
	rmi_rtt_fold, rmi_rtt_init_ripas, rmi_rtt_map_unprotected,
	rmi_rtt_read_entry, rmi_rtt_set_ripas, rmi_rtt_unmap_unprotected,
	rmi_version;

#endif
