/* SPDX-License-Identifier: BSD-3-Clause */
/* What of the GICv3 the Host passes to a REC (A6.1). */
#include "base/gicv3.h"

/* Fields of ICH_LR<n>_EL2. */
#define LR_STATE(lr)    ((lr) >> 62)            /* 0: no interrupt */
#define LR_HW           ((uint64_t)1 << 61)
#define LR_PRIORITY(lr) ((lr) >> 48 & 0xff)
#define LR_PINTID(lr)   ((lr) >> 32 & 0x1fff)
#define LR_EOI          0x200u                  /* in pINTID, where HW is 0 */
#define LR_VINTID(lr)   ((lr) & 0xffffffff)

/* INTIDs of 16 bits; between these two are none (GICv3: special and reserved). */
#define INTID_SPECIAL 1020u
#define INTID_LPI     8192u
#define INTID_END     0x10000u

/* What the Host may set in ICH_HCR_EL2. */
#define HCR_HOST (0xfeu | 1u << 14)

static bool is_encoding(const struct rmm_platform *platform, uint64_t lr)
{
	uint64_t vintid = LR_VINTID(lr);
	uint64_t unimplemented = (1u << (8 - platform->gicv3_pri_bits)) - 1;

	return (vintid < INTID_SPECIAL || (vintid >= INTID_LPI && vintid < INTID_END)) &&
	       (LR_PINTID(lr) & ~LR_EOI) == 0 && (LR_PRIORITY(lr) & unimplemented) == 0;
}

/* A6.1: a valid encoding, and HW is 0, as the RMM knows nothing of the interrupt behind. */
static bool lr_is_valid(const struct rmm_model *m, uint64_t lr)
{
	if (LR_STATE(lr) == 0)
		return !(lr & LR_HW) || rmm_variant(m, VARIANT_TF_IDLE_LR);
	return !(lr & LR_HW) && is_encoding(&m->config.platform, lr);
}

bool rmm_gicv3_is_valid(const struct rmm_model *m, uint64_t hcr, const uint64_t *lrs)
{
	if (hcr & ~(uint64_t)HCR_HOST)
		return false;
	for (int i = 0; i <= m->config.platform.gicv3_num_lrs; i++)
		if (!lr_is_valid(m, lrs[i]))
			return false;
	return true;
}
