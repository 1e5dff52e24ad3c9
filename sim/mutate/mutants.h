/* SPDX-License-Identifier: BSD-3-Clause */
/* All mutants of a version: one for each row of its tables and way to get it wrong. */
#ifndef SIM_MUTANTS_H
#define SIM_MUTANTS_H

#include "mutate/mutant.h"

/* Those of the version of @m, in the order of its tables; of Mutant. */
GPtrArray *mutants_of(const struct rmm_model *m);

/* Makes @m the mutant, which must live as long. */
void mutant_apply(const Mutant *mutant, struct rmm_model *m);

#endif
