/* SPDX-License-Identifier: BSD-3-Clause */
/* What searching for a state and learning from it share. */
#ifndef SIM_TRIAL_PRIVATE_H
#define SIM_TRIAL_PRIVATE_H

#include "partial/trial_types.h"

/* The value of @place in the combination @indexes; @otherwise: the call does not depend on it. */
guint trial_value(const Trial *trial, const guint *indexes, guint place, guint otherwise);

/* Tries a combination; does it agree? */
void trial_try(Trial *trial, const guint *indexes, struct rmm_result *result, Aftermath *after);
gboolean trial_agrees(Trial *trial, const guint *indexes, struct rmm_result *result,
		      Aftermath *after);

#endif
