/* SPDX-License-Identifier: BSD-3-Clause */
/* What taking DATA from a Realm does to the entry that mapped it (A5.2.5). */
#ifndef RMM_DATA_H
#define RMM_DATA_H

#include "state/rtt.h"

/* The RIPAS that a DATA entry @rtte is left with (B3, B4). */
enum rmm_ripas rmm_ripas_without_data(const struct rmm_model *m, struct rmm_rtte rtte);

/* Ghost: is the entry at @level, or does it become, one whose contents are lost? */
bool rmm_lost_without_data(const struct rmm_model *m, const struct rmm *s,
			       struct rmm_rtte rtte, int level);

#endif
