/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls at random that Host and Realm might make in a state: mostly plausible,
 * so that they succeed often, sometimes absurd. One after another they build
 * Realms, let them run, and take them down, again and again.
 */
#ifndef CALLS_RANDOM_H
#define CALLS_RANDOM_H

#include "calls/source.h"
#include "engine/command.h"

/* The same source and state, the same call. */
struct rmm_call random_call(CallSource *source, const struct rmm_model *model,
			    const struct rmm *state);

#endif
