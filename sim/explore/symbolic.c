/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The symbolic engine: what actions do is learned from the model, and closed on
 * sets of states. It counts what could never be visited state by state.
 */
#include "explore/engine.h"

#include "explore/layers.h"
#include "explore/verify.h"

#define MEMORY_DEFAULT ((gsize)1 << 30)
/* States that learned actions are compared with the plain model in. */
#define VERIFIED_MOST  20000

typedef struct {
	const struct explore_alphabet *a;
	const ExploreOptions *options;
	const ExploreSink *sink;
	ExploreResult *result;
	Learner *learner;
	Closure closure;
	MddView *view;                  /* of all states */
	gint64 began;                   /* microseconds */
} Symbolic;

/* Should the work end, be it incomplete? */
static gboolean must_end(gpointer user)
{
	Symbolic *symbolic = user;
	const ExploreOptions *options = symbolic->options;

	if (options->seconds > 0 &&
	    (double)(g_get_monotonic_time() - symbolic->began) > options->seconds * 1e6)
		symbolic->result->end = EXPLORE_TIME;
	else if (symbolic->sink->progress &&
		 !symbolic->sink->progress(symbolic->sink->user, symbolic->result->states,
					   symbolic->result->transitions, symbolic->result->depth))
		symbolic->result->end = EXPLORE_INTERRUPTED;
	return symbolic->result->end != EXPLORE_CLOSED;
}

/* ---- counting ---- */

typedef struct {
	Symbolic *symbolic;
	guint action;
} Counting;

static void count_leaf(gpointer user, const Leaf *leaf, const Cube *cube)
{
	const Counting *counting = user;
	ExploreResult *result = counting->symbolic->result;
	const Outcome *outcome = learner_outcome(counting->symbolic->learner, leaf);
	Count states = mdd_view_count(counting->symbolic->view, cube_restriction(cube));

	if (!states)
		return;
	if (outcome->taken == ACTION_TAKEN) {
		result->transitions += states;
		result->taken[counting->action] += states;
	}
	for (guint i = 0; i < outcome->calls->len; i++) {
		const CallRecord *call = &g_array_index(outcome->calls, CallRecord, i);
		CommandCount *count = &result->commands[call->command];

		if (call->taken)
			count->successes += states;
		else
			count->refusals += states;
		count->reached |= call->permitted;
		if (call->permitted && !(call->permitted & (call->permitted - 1)))
			count->alone |= call->permitted;
	}
}

static void count_all(Symbolic *symbolic)
{
	const Learner *learner = symbolic->learner;
	Cube cube;

	symbolic->result->states = mdd_view_count(symbolic->view, NULL);
	cube_init(&cube, &symbolic->closure.levels);
	for (guint i = 0; i < symbolic->a->action_count; i++) {
		Counting counting = { symbolic, i };

		cube_leaves(&cube, learner->space, &learner->terms, &learner->actions[i],
			    count_leaf, &counting);
	}
	cube_clear(&cube);
}

/* ---- the whole ---- */

static void verify(Symbolic *symbolic)
{
	Mismatch mismatch;

	/* Nothing that was learned can be relied on. */
	if (!closure_verify(&symbolic->closure, VERIFIED_MOST, 1, &mismatch))
		g_error("%s: what was learned %s than the model does",
			symbolic->a->actions[mismatch.action].name, mismatch.what);
}

static void measure_depth(Symbolic *symbolic)
{
	g_autoptr(Layers) layers = layers_new(&symbolic->closure);

	symbolic->result->depth = layers->sets->len - 1;
	symbolic->result->has_depth = !layers->incomplete;
}

static void run(Symbolic *symbolic)
{
	Closure *closure = &symbolic->closure;
	ExploreResult *result = symbolic->result;

	closure_run(closure);
	if (closure->storage)
		result->end = EXPLORE_STORAGE;
	else if (closure->incomplete && result->end == EXPLORE_CLOSED)
		result->end = EXPLORE_MEMORY;
	symbolic->view = mdd_view_new(closure->mdd, closure->reached);
	count_all(symbolic);
	if (result->end == EXPLORE_CLOSED && symbolic->options->verify)
		verify(symbolic);
	if (result->end == EXPLORE_CLOSED && !symbolic->options->no_depth)
		measure_depth(symbolic);
}

static void explore(const struct explore_alphabet *a, const ExploreOptions *options,
		    const ExploreSink *sink, ExploreResult *result)
{
	Symbolic symbolic = { .a = a, .options = options, .sink = sink, .result = result };
	g_autoptr(Learner) learner = learner_new(a);

	if (!learner) {
		/* A version that was added from outside. */
		explore_plain.explore(a, options, sink, result);
		return;
	}
	explore_result_init(result);
	result->taken = g_new0(Count, a->action_count);
	symbolic.began = g_get_monotonic_time();
	symbolic.learner = learner;
	closure_init(&symbolic.closure, learner,
		     options->memory ? (gsize)options->memory : MEMORY_DEFAULT,
		     must_end, &symbolic);
	run(&symbolic);
	result->runs = learner->runs;
	result->memory = mdd_memory(symbolic.closure.mdd);
	result->seconds = (double)(g_get_monotonic_time() - symbolic.began) / 1e6;
	mdd_view_free(symbolic.view);
	closure_clear(&symbolic.closure);
}

const ExploreEngine explore_symbolic = {
	"symbolic", "learns what actions do, and closes it on sets of states", FALSE, explore
};
