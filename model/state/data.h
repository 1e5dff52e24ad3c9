/* SPDX-License-Identifier: BSD-3-Clause */
/* What taking DATA from a Realm does to the entry that mapped it (A5.2.5). */
#ifndef RMM_DATA_H
#define RMM_DATA_H

#include "state/rtt.h"

/* The RIPAS that a DATA entry @rtte is left with (B3, B4). */
enum rmm_ripas rmm_ripas_without_data(const struct rmm_model *m, uint64_t rtte);

/* Ghost: RTTE_LOST if the Realm relied on what the entry at @level mapped, or 0. */
uint64_t rmm_lost_without_data(const struct rmm_model *m, const struct rmm *s,
			       uint64_t rtte, int level);

#endif
