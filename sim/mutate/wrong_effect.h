/* SPDX-License-Identifier: BSD-3-Clause */
/* What mutants do in place of a command: the right thing, and then something to it. */
#ifndef SIM_WRONG_EFFECT_H
#define SIM_WRONG_EFFECT_H

#include "engine/context.h"

/* The command of @c is the .bent of a Mutant. */
void wrong_effect(struct rmm_context *c);
void wrong_resume(struct rmm_context *c, uint32_t slot);

#endif
