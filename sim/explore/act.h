/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking an action in a state. */
#ifndef EXPLORE_ACT_H
#define EXPLORE_ACT_H

#include "explore/alphabet.h"

/* Is told of every call of an action; either may be NULL. */
struct explore_observer {
	void *user;
	void (*before)(void *user, const struct rmm *state, const struct rmm_call *call);
	void (*after)(void *user, const struct rmm *state, const struct rmm_call *call,
		      const struct rmm_result *result);
	/* Are results compared? Then what a call does not tell is 0 in them. */
	bool whole;
};

enum explore_taken {
	ACTION_TAKEN,           /* a transition */
	ACTION_DISABLED,        /* its guard does not hold; nothing was called */
	ACTION_REFUSED,         /* a call was refused: the state is to be dropped */
	ACTION_LIMIT            /* the model's storage is exhausted; the same */
};

/*
 * Takes @action in @state, which is not settled then. Unless the action is
 * taken, @state may be anything: keep a copy.
 */
enum explore_taken explore_act(const struct explore_alphabet *a,
			       const struct explore_action *action, struct rmm *state,
			       const struct explore_observer *observer);

/*
 * Was the call carried out, and not refused? RMI_INCOMPLETE is carried out; so
 * is RMI_OP_CONTINUE that ends its operation with a failure, and an access that
 * leaves the Realm or aborts.
 */
bool explore_is_taken(const struct rmm_model *m, const struct rmm_call *call,
		      const struct rmm_result *result);

#endif
