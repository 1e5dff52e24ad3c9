/* SPDX-License-Identifier: BSD-3-Clause */
/* The state of an RMM that has just booted. */
#ifndef RMM_BOOT_H
#define RMM_BOOT_H

#include "state/state.h"

/* Makes @state as after boot: nothing delegated, no Realm. */
void rmm_state_init(const struct rmm_model *model, struct rmm *state);

/* The same for memory that is all zero already; what is not used stays untouched. */
void rmm_state_init_zeroed(const struct rmm_model *model, struct rmm *state);

#endif
