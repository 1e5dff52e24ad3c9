/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exception syndromes: ESR_EL2 as the hardware has it at an abort, the part of
 * it that the Host sees on REC exit (A4.3.4), and ESR_EL1 of an abort that is
 * taken to the Realm (A5.2.7).
 */
#ifndef RMM_SYNDROME_H
#define RMM_SYNDROME_H

#include "state/access.h"

/* An access as its instruction has it. Accesses are 8 bytes wide. */
struct rmm_abort {
	enum rmm_access_kind kind;
	bool isv;               /* ESR.ISS.ISV: the syndrome is valid */
	uint8_t srt;            /* register loaded or stored */
	bool iss;               /* size and register are told though ISV is 0 */
};

/* ESR_EL2 for a stage 2 fault at @level. */
uint64_t rmm_esr_el2(struct rmm_abort abort, int level, bool permission);

/* exit.esr of a REC exit due to Instruction Abort, or Data Abort that is ... */
uint64_t rmm_exit_esr_protected(uint64_t esr_el2);
uint64_t rmm_exit_esr_emulatable(uint64_t esr_el2);
uint64_t rmm_exit_esr_unprotected(uint64_t esr_el2);

/* exit.esr of a REC exit due to WFI or WFE (A4.3.4.1). */
uint64_t rmm_exit_esr_wfx(bool wfe);

/* ESR_EL1 of a Synchronous External Abort for the access. */
uint64_t rmm_esr_el1_sea(struct rmm_abort abort);

/* ESR_EL1 of a stage 1 level 0 Address Size Fault for the access. */
uint64_t rmm_esr_el1_address_size(struct rmm_abort abort);

/* HPFAR_EL2 for an IPA. */
static inline uint64_t rmm_hpfar(uint64_t ipa)
{
	return ipa >> RMM_GRANULE_SHIFT << 4;
}

#endif
