/* SPDX-License-Identifier: BSD-3-Clause */
/* Exception syndromes (A4.3.4, A5.2.7; Arm ARM, ESR_ELx). */
#include "state/syndrome.h"

#define EC(class)        ((uint64_t)(class) << 26)
#define EC_MASK          EC(0x3f)
#define EC_WFX           EC(0x01)
#define EC_FETCH_LOWER   EC(0x20)
#define EC_FETCH_SAME    EC(0x21)
#define EC_DATA_LOWER    EC(0x24)
#define EC_DATA_SAME     EC(0x25)
#define IL               ((uint64_t)1 << 25)
#define ISV              ((uint64_t)1 << 24)
#define SAS_MASK         ((uint64_t)3 << 22)
#define SAS_8_BYTES      ((uint64_t)3 << 22)
#define SRT(register)    ((uint64_t)(register) << 16)
#define SF               ((uint64_t)1 << 15)
#define SET_MASK         ((uint64_t)3 << 11)
#define FNV              ((uint64_t)1 << 10)
#define EA               ((uint64_t)1 << 9)
#define WNR              ((uint64_t)1 << 6)
#define FSC_MASK         ((uint64_t)0x3f)
#define FSC_TRANSLATION  0x04
#define FSC_PERMISSION   0x0c
#define FSC_TRANSLATION_MINUS_1 0x2b
#define FSC_SEA          0x10
#define FSC_ADDRESS_SIZE 0x00
#define WFX_TI_WFE       1

/* The instruction specific part that does not depend on the fault. */
static uint64_t instruction(struct rmm_abort abort)
{
	uint64_t iss = IL;

	if (abort.kind == ACCESS_FETCH)
		return iss;
	if (abort.isv)
		iss |= ISV;
	if (abort.isv || abort.iss)
		iss |= SAS_8_BYTES | SRT(abort.srt) | SF;
	if (abort.kind == ACCESS_WRITE)
		iss |= WNR;
	return iss;
}

uint64_t rmm_esr_el2(struct rmm_abort abort, int level, bool permission)
{
	uint64_t class = abort.kind == ACCESS_FETCH ? EC_FETCH_LOWER : EC_DATA_LOWER;
	uint64_t fsc = (uint64_t)(permission ? FSC_PERMISSION : FSC_TRANSLATION) +
		       (uint64_t)(level < 0 ? 0 : level);

	if (level < 0)
		fsc = FSC_TRANSLATION_MINUS_1;
	return class | instruction(abort) | fsc;
}

#define VISIBLE_PROTECTED (EC_MASK | SET_MASK | FNV | EA | FSC_MASK)

uint64_t rmm_exit_esr_protected(uint64_t esr_el2)
{
	return esr_el2 & VISIBLE_PROTECTED;
}

uint64_t rmm_exit_esr_emulatable(uint64_t esr_el2)
{
	return esr_el2 & (VISIBLE_PROTECTED | ISV | SAS_MASK | SF | WNR);
}

uint64_t rmm_exit_esr_unprotected(uint64_t esr_el2)
{
	return esr_el2 & (VISIBLE_PROTECTED | IL);
}

uint64_t rmm_exit_esr_wfx(bool wfe)
{
	return EC_WFX | (wfe ? WFX_TI_WFE : 0);
}

static uint64_t to_realm(struct rmm_abort abort, uint64_t fsc)
{
	uint64_t class = abort.kind == ACCESS_FETCH ? EC_FETCH_SAME : EC_DATA_SAME;

	return class | instruction(abort) | fsc;
}

uint64_t rmm_esr_el1_sea(struct rmm_abort abort)
{
	return to_realm(abort, FSC_SEA) | EA;
}

uint64_t rmm_esr_el1_address_size(struct rmm_abort abort)
{
	return to_realm(abort, FSC_ADDRESS_SIZE);
}
