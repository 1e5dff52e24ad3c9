/* SPDX-License-Identifier: BSD-3-Clause */
/* Learning the most of it before anything is closed. */
#include "explore/wander.h"

#include <string.h>

/* States of a way; states without news after which it ends; actions tried in all. */
#define WAY_LENGTH   48
#define WITHOUT_NEWS 150
#define TRIES_MOST   400000

typedef struct {
	Learner *learner;
	gpointer state, next;
	guint64 seed;
	gboolean learned;               /* in this state */
} Wander;

static guint below(Wander *wander, guint end)
{
	wander->seed = wander->seed * 6364136223846793005u + 1442695040888963407u;
	return (guint)((wander->seed >> 33) % end);
}

/* What @action comes to in the state, learned if need be. */
static const Leaf *try_action(Wander *wander, guint action)
{
	Learner *learner = wander->learner;
	const Leaf *leaf = function_find(&learner->actions[action], &learner->terms,
					 learner->space, wander->state);

	if (leaf)
		return leaf;
	wander->learned = TRUE;
	/* The state is a real one: nothing is hidden. */
	learner_run(learner, action, wander->state);
	return function_find(&learner->actions[action], &learner->terms, learner->space,
			     wander->state);
}

/* Tries all actions, and goes one that changes something; FALSE: there is none. */
static gboolean take_step(Wander *wander)
{
	Learner *learner = wander->learner;
	guint candidates = 0;

	for (guint i = 0; i < learner->a->action_count; i++) {
		const Leaf *leaf = try_action(wander, i);

		if (learner_outcome(learner, leaf)->taken != ACTION_TAKEN ||
		    !leaf->write_count || below(wander, ++candidates))
			continue;
		memcpy(wander->next, wander->state, learner->a->state_size);
		leaf_apply(leaf, &learner->terms, learner->space, wander->next);
	}
	if (candidates)
		memcpy(wander->state, wander->next, learner->a->state_size);
	return candidates > 0;
}

void learner_wander(Learner *learner)
{
	gsize size = learner->a->state_size;
	g_autofree gpointer state = g_memdup2(learner->a->initial, size);
	g_autofree gpointer next = g_malloc(size);
	Wander wander = { learner, state, next, 1, FALSE };

	guint most = TRIES_MOST / MAX(learner->a->action_count, 1);

	for (guint i = 0, news = 0; i < most && i - news < WITHOUT_NEWS; i++) {
		if (patience_over(learner->patience, learner->a->action_count))
			break;
		wander.learned = FALSE;
		if (i % WAY_LENGTH == 0)
			memcpy(state, learner->a->initial, size);
		if (!take_step(&wander))
			memcpy(state, learner->a->initial, size);
		if (wander.learned)
			news = i;
	}
}
