/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants of what a command does that do the same. */
#ifndef SIM_MUTANT_IDLE_H
#define SIM_MUTANT_IDLE_H

#include "mutate/mutant.h"

/* Why no call shows it; NULL: one may. @row: of the footprint, "rtt_state". */
const char *mutant_why_idle(const struct rmm_version *version, const Mutant *mutant,
			    const char *row);

#endif
