/* SPDX-License-Identifier: BSD-3-Clause */
/* What may be called in a state, and about which objects. */
#ifndef CALLS_POSSIBLE_H
#define CALLS_POSSIBLE_H

#include <glib.h>

#include "engine/command.h"

/*
 * The calls (struct rmm_call) that succeed in @state, in the order of commands
 * and inputs: each is tried. Of Granules, entries and tables that are alike one
 * is named; what is neither an object nor a choice has its usual value. Who
 * calls for a Realm is a REC that runs. The caller frees.
 */
GArray *calls_possible(const struct rmm_model *model, const struct rmm *state);

#endif
