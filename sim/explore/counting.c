/* SPDX-License-Identifier: BSD-3-Clause */
/* How often actions are taken, and what their commands come to. */
#include "explore/counting.h"

#include "explore/cube.h"

/* Nodes that are counted in the time of a unit of work: they stand side by side. */
#define NODES_A_UNIT 16

typedef struct {
	const Learner *learner;
	MddView *view;
	ExploreResult *result;
	guint action;
	gboolean limited;               /* a pool was used up */
} Counting;

static void count_call(ExploreResult *result, const CallRecord *call, Count states)
{
	CommandCount *count = &result->commands[call->command];

	if (call->taken)
		count->successes += states;
	else
		count->refusals += states;
	count->reached |= call->permitted;
	if (call->permitted && !(call->permitted & (call->permitted - 1)))
		count->alone |= call->permitted;
}

static void count_leaf(gpointer user, const Leaf *leaf, const Cube *cube)
{
	Counting *counting = user;
	const ActionOutcome *outcome = learner_outcome(counting->learner, leaf);
	Count states;

	if (patience_over(counting->learner->patience,
			  counting->view->flat->nodes / NODES_A_UNIT + 1))
		return;
	states = mdd_view_count(counting->view, cube_restriction(cube));
	if (!states)
		return;
	if (outcome->taken == ACTION_LIMIT) {
		counting->limited = TRUE;
		counting->result->exhausting = counting->action;
	}
	if (outcome->taken == ACTION_TAKEN) {
		counting->result->transitions += states;
		counting->result->taken[counting->action] += states;
	}
	for (guint i = 0; i < outcome->calls->len; i++)
		count_call(counting->result, &g_array_index(outcome->calls, CallRecord, i), states);
}

gboolean closure_count(const Closure *closure, MddView *view, ExploreResult *result)
{
	const Learner *learner = closure->learner;
	Counting counting = { .learner = learner, .view = view, .result = result };
	Cube cube;

	cube_init(&cube, &closure->levels);
	for (; counting.action < learner->a->action_count; counting.action++)
		cube_leaves(&cube, learner->space, &learner->terms,
			    &learner->actions[counting.action], count_leaf, &counting);
	cube_clear(&cube);
	return !counting.limited;
}
