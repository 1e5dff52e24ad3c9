/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants whose conditions are right, and that do something wrong. */
#ifndef SIM_MUTANT_EFFECT_H
#define SIM_MUTANT_EFFECT_H

#include "mutate/mutant.h"

/* Adds those of a command: @add makes a mutant of a kind, about a row that has the name. */
typedef Mutant *MutantAdd(GPtrArray *mutants, const struct rmm_model *m,
			  enum rmm_command_id command, MutantKind kind, const char *row);
void mutant_effects_add(GPtrArray *mutants, const struct rmm_model *m,
			enum rmm_command_id command, MutantAdd *add);

#endif
