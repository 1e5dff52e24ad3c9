/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pairs of conditions that calls of scenarios meet but for one input: two things that are
 * wrong at once, of which scenarios have one each.
 */
#ifndef SUITES_NEARBY_H
#define SUITES_NEARBY_H

#include "suites/goals.h"

typedef struct Nearby Nearby;

/* Of goals that are pairs. */
Nearby *nearby_new(const Goals *goals);
void nearby_free(Nearby *nearby);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Nearby, nearby_free)

/* What else a scenario may name: a Granule that cannot be delegated, if there is room for it. */
void nearby_add_region(struct rmm_config *config);

/* Values of its inputs are those of other calls, too. */
void nearby_collect(Nearby *nearby, const struct rmm_model *model, const struct rmm_call *call);

/* Is told of a pair, and which input is another. */
typedef void NearbyMet(gpointer user, guint number, const struct rmm_value *input);

/* The pairs that the call meets in @state with one of its inputs as another call has it. */
void nearby_try(const Nearby *nearby, const struct rmm_model *model, struct rmm *state,
		const struct rmm_call *call, NearbyMet *met, gpointer user);

#endif
