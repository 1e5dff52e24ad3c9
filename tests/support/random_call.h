/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls at random that Host and Realm might make in a small world: mostly
 * plausible, so that they succeed often, sometimes absurd.
 */
#ifndef TESTS_RANDOM_CALL_H
#define TESTS_RANDOM_CALL_H

#include "world.h"

/* A source of numbers; the same seed (not 0), the same numbers. */
struct random_source {
	uint64_t state;
	unsigned calls; /* made so far */
};

/* A number below @end. */
uint64_t random_below(struct random_source *source, uint64_t end);

/* A call for the state that the world is in. */
struct rmm_call random_call(struct random_source *source, const World *world);

#endif
