/* SPDX-License-Identifier: BSD-3-Clause */
/* Explaining a divergence by the variants under which there is none. */
#ifndef SIM_EXPLAIN_H
#define SIM_EXPLAIN_H

#include "replay/history.h"

/* Variants that are named for a line at most. */
#define EXPLAINED_MAX 4

/*
 * Finds what explains the last unit of a history: one variant in this step; or since a mark,
 * of those that implementations have; two in this step; several, or any one, since a mark.
 * The units are bent by what was found, and the machine stands behind the last of them.
 * FALSE: nothing explains it.
 */
gboolean explain(History *history, enum rmm_variant explained[EXPLAINED_MAX]);

#endif
