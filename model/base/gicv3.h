/* SPDX-License-Identifier: BSD-3-Clause */
/* What of the GICv3 the Host passes to a REC (A6.1). */
#ifndef RMM_GICV3_H
#define RMM_GICV3_H

#include "base/model.h"

/* B3.18 Gicv3ConfigIsValid (2.0: B3.35): ICH_HCR_EL2, and the List Registers there are. */
bool rmm_gicv3_is_valid(const struct rmm_model *m, uint64_t hcr, const uint64_t *lrs);

#endif
