/* SPDX-License-Identifier: BSD-3-Clause */
/* Realm Services Interface: what the Realm calls (B5.3; 2.0: B5.4). */
#ifndef RMM_RSI_H
#define RMM_RSI_H

#include "engine/command.h"

extern const struct rmm_command rmm_rsi_attestation_token_continue,
	rmm_rsi_attestation_token_init, rmm_rsi_features, rmm_rsi_features_2_0,
	rmm_rsi_host_call,
	rmm_rsi_ipa_state_get, rmm_rsi_ipa_state_set,
	rmm_rsi_measurement_extend, rmm_rsi_measurement_read,
	rmm_rsi_realm_config, rmm_rsi_realm_config_2_0, rmm_rsi_version;

/*
 * Is (@out_top, @ripas) an answer that B5.3.5.1.3 permits for [@base, @top)?
 * An implementation may stop anywhere in a run of equal RIPAS.
 */
bool rmm_rsi_ipa_state_get_agrees(const struct rmm_model *m, const struct rmm *s,
				  const struct rmm_realm *realm, uint64_t base,
				  uint64_t top, uint64_t out_top, uint64_t ripas);

/* An RSI command knows its Realm and REC by the REC that runs. */
#define RSI_COMMAND                                                     \
	.interface = INTERFACE_RSI

#endif
