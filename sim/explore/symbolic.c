/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The symbolic engine: what actions do is learned from the model, and closed on
 * sets of states. It counts what could never be visited state by state.
 */
#include "explore/symbolic.h"

#include "explore/confirm.h"
#include "explore/cube.h"
#include "explore/etf.h"
#include "explore/verify.h"
#include "explore/witness.h"

#define MEMORY_DEFAULT ((gsize)1 << 30)
/* Where not all states can be had: those up to so many actions away. */
#define NEAR_STEPS     6
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
	gint64 began, learned;          /* microseconds */
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
	const ActionOutcome *outcome = learner_outcome(counting->symbolic->learner, leaf);
	Count states = mdd_view_count(counting->symbolic->view, cube_restriction(cube));

	if (!states)
		return;
	if (outcome->taken == ACTION_LIMIT)
		result->end = EXPLORE_STORAGE;
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

static void verify(Symbolic *symbolic)
{
	Mismatch mismatch;

	/* Nothing that was learned can be relied on. */
	if (!closure_verify(&symbolic->closure, VERIFIED_MOST, 1, &mismatch))
		g_error("%s: what was learned %s than the model does",
			symbolic->a->actions[mismatch.action].name, mismatch.what);
}

/* ---- what is found ---- */

typedef struct {
	Check *check;
	Learner *learner;
} RunOfCheck;

static gboolean run_check(gpointer user, gconstpointer state)
{
	RunOfCheck *run = user;

	return check_run(run->check, run->learner, state);
}

/* Every check, learned in all states; of Check *. */
static GPtrArray *learn_checks(Symbolic *symbolic)
{
	Closure *closure = &symbolic->closure;
	GPtrArray *checks = checks_new(symbolic->learner, symbolic->options->unchecked);

	for (guint i = 0; i < checks->len; i++) {
		RunOfCheck run = { checks->pdata[i], symbolic->learner };

		closure_expand(closure, closure->reached, &run.check->function, run_check, &run);
		/* Diagrams of what was asked are of no use for the next. */
		if (closure->mdd->used > closure->memory / 16)
			closure_collect(closure);
	}
	return checks;
}

/* Something is found for the first time: of a row, a property, an effect. */
static void report(Symbolic *symbolic, const Layers *layers, guint distance,
		   const guint32 *numbers, const Finding *finding)
{
	ExploreResult *result = symbolic->result;
	const Check *check = finding->check;
	gboolean reach = check->kind == CHECK_PROPERTY &&
		symbolic->a->properties[check->action].kind == PROPERTY_REACH;
	FoundKind kind = check->kind == CHECK_EFFECT ? FOUND_EFFECT
			 : check->kind != CHECK_PROPERTY ? FOUND_INVARIANT
			 : reach ? FOUND_REACH : FOUND_NEVER;
	guint index = kind == FOUND_INVARIANT ? (guint)__builtin_ctzll(finding->result)
		      : kind == FOUND_EFFECT ? 0 : check->action;

	for (guint i = 0; i < result->found->len; i++) {
		const Found *found = result->found->pdata[i];

		if (found->kind == kind && found->index == index)
			return;
	}
	explore_result_add(result, kind, index,
			   witness_of(&symbolic->closure, layers, distance, numbers, finding));
	if (!found_is_confirmed(symbolic->a, result->found->pdata[result->found->len - 1]))
		g_error("what was found does not show on the model itself");
	result->found_in = (double)(g_get_monotonic_time() - symbolic->learned) / 1e6;
	if (!reach && !symbolic->options->all)
		result->end = EXPLORE_VIOLATED;
}

/* Layer by layer, so that what is found is found at its least distance. */
static void find(Symbolic *symbolic, Layers *layers, GPtrArray *findings)
{
	Closure *closure = &symbolic->closure;
	g_autofree guint32 *numbers = g_new0(guint32, closure->levels.count + 1);

	for (guint distance = 0; findings->len && symbolic->result->end == EXPLORE_CLOSED;
	     distance++) {
		MddNode layer;

		if (distance == layers->sets->len && !layers_grow(layers))
			break;
		layer = layers_at(layers, distance);
		for (guint i = 0; i < findings->len &&
		     symbolic->result->end == EXPLORE_CLOSED;) {
			Finding *finding = findings->pdata[i];

			if (!finding_is_in(closure, layer, finding, numbers)) {
				i++;
				continue;
			}
			report(symbolic, layers, distance, numbers, finding);
			/* Others that the same case breaks have their turn. */
			finding->result &= finding->result - 1;
			if (!finding->result)
				g_ptr_array_remove_index(findings, i);
		}
	}
}

/* ---- the whole ---- */

/* With @depth that of all states, too. */
static void look_for(Symbolic *symbolic, gboolean depth)
{
	g_autoptr(GPtrArray) checks = learn_checks(symbolic), findings = NULL;
	g_autoptr(Layers) layers = NULL;

	if (symbolic->closure.mdd->exhausted)
		return;
	symbolic->learned = g_get_monotonic_time();
	findings = findings_new(&symbolic->closure, checks);
	if (!findings->len && !depth)
		return;
	layers = layers_new(&symbolic->closure);
	find(symbolic, layers, findings);
	while (depth && symbolic->result->end == EXPLORE_CLOSED && layers_pass(layers))
		;
	symbolic->result->depth = layers->sets->len - 1 + layers->passed;
	symbolic->result->has_depth = depth && symbolic->result->end == EXPLORE_CLOSED &&
				      !symbolic->closure.mdd->exhausted;
}

/* All states are too many: what breaks in those that are near. */
static void look_near(Symbolic *symbolic)
{
	ExploreResult *result = symbolic->result;

	for (guint steps = NEAR_STEPS / 2; steps <= NEAR_STEPS && result->end == EXPLORE_CLOSED;
	     steps += NEAR_STEPS / 2) {
		closure_run_near(&symbolic->closure, steps);
		if (!symbolic->closure.mdd->exhausted)
			look_for(symbolic, FALSE);
	}
	if (result->end == EXPLORE_CLOSED || result->end == EXPLORE_VIOLATED)
		result->end = EXPLORE_MEMORY;
}

static void run(Symbolic *symbolic)
{
	Closure *closure = &symbolic->closure;
	ExploreResult *result = symbolic->result;

	closure_run(closure);
	symbolic->view = mdd_view_new(closure->mdd, closure->reached);
	count_all(symbolic);
	if (result->end == EXPLORE_CLOSED && !closure->incomplete && symbolic->options->verify)
		verify(symbolic);
	if (result->end == EXPLORE_CLOSED && !closure->incomplete)
		look_for(symbolic, !symbolic->options->no_depth);
	else if (result->end == EXPLORE_CLOSED)
		look_near(symbolic);
	if (closure->mdd->exhausted && result->end == EXPLORE_CLOSED)
		result->end = EXPLORE_MEMORY;
	if (symbolic->sink->etf && !closure->incomplete)
		etf_append(symbolic->sink->etf, closure, symbolic->view);
	if (!symbolic->options->unchecked && result->end == EXPLORE_CLOSED)
		result->checked = ~symbolic->a->ignored;
}

void symbolic_explore(const struct explore_alphabet *a, const ExploreOptions *options,
		      const ExploreSink *sink, ExploreResult *result, SymbolicThen *then,
		      gpointer user)
{
	Symbolic symbolic = { .a = a, .options = options, .sink = sink, .result = result };
	g_autoptr(Learner) learner = learner_new(a, !options->unchecked);

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
	result->all_conditions = learner->coverage;
	result->memory = mdd_memory(symbolic.closure.mdd);
	if (then && result->end == EXPLORE_CLOSED)
		then(user, &symbolic.closure, result);
	result->seconds = (double)(g_get_monotonic_time() - symbolic.began) / 1e6;
	mdd_view_free(symbolic.view);
	closure_clear(&symbolic.closure);
}

static void explore(const struct explore_alphabet *a, const ExploreOptions *options,
		    const ExploreSink *sink, ExploreResult *result)
{
	symbolic_explore(a, options, sink, result, NULL, NULL);
}

const ExploreEngine explore_symbolic = {
	"symbolic", "learns what actions do, and closes it on sets of states", FALSE, explore
};
