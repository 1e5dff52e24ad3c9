/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What was learned in LTSmin's Enumerated Table Format: a slot of the state vector
 * for each visible level, groups of transitions of one action that touch the same
 * slots. Of a space however large, as no state is visited.
 */
#ifndef EXPLORE_ETF_H
#define EXPLORE_ETF_H

#include "explore/closure.h"

/* The closure is complete; @reached views its states. */
void etf_append(GString *out, const Closure *closure, MddView *reached);

#endif
