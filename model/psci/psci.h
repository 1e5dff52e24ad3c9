/* SPDX-License-Identifier: BSD-3-Clause */
/* Power State Coordination Interface: what the Realm calls (B6.3). */
#ifndef RMM_PSCI_H
#define RMM_PSCI_H

#include "engine/command.h"

#define FID_SMCCC_VERSION      0x80000000u
#define FID_SMC64              0x40000000u      /* the bit of SMC64 calls */
#define FID_PSCI_VERSION       0x84000000u
#define FID_PSCI_CPU_SUSPEND   0xC4000001u
#define FID_PSCI_CPU_OFF       0x84000002u
#define FID_PSCI_CPU_ON        0xC4000003u
#define FID_PSCI_AFFINITY_INFO 0xC4000004u
#define FID_PSCI_SYSTEM_OFF    0x84000008u
#define FID_PSCI_SYSTEM_RESET  0x84000009u
#define FID_PSCI_FEATURES      0x8400000Au

extern const struct rmm_command rmm_psci_affinity_info, rmm_psci_cpu_off,
	rmm_psci_cpu_on, rmm_psci_cpu_suspend, rmm_psci_features,
	rmm_psci_system_off, rmm_psci_system_reset, rmm_psci_version;

/* B3.24 MpidrIsUsed, in the current Realm */
bool rmm_psci_mpidr_is_used(struct rmm_context *c, uint64_t mpidr);

/* A PSCI command knows its Realm and REC by the REC that runs. */
#define PSCI_COMMAND                                                      \
	.interface = INTERFACE_PSCI

/*
 * REC exit due to PSCI (A4.3.7): X0 to X3 of the REC are FID and arguments.
 * The Host sees the FID and, of the arguments, the MPIDR alone: the model's
 * reading of "sanitised".
 */
void rmm_psci_exit(struct rmm_context *c, const uint64_t x[4], bool shows_mpidr,
		   enum rmm_pending pending);

#endif
