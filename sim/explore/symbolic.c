/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The symbolic engine: what actions do is learned from the model, and closed on
 * sets of states. It counts what could never be visited state by state.
 */
#include "explore/symbolic.h"

#include "explore/checking.h"
#include "explore/counting.h"
#include "explore/etf.h"
#include "explore/verify.h"

#define MEMORY_DEFAULT ((gsize)1 << 30)
/*
 * Where not all states can be had: those up to so many actions away, and the work that
 * may be done for them, or for counting, when someone waits: less than a second.
 */
#define NEAR_STEPS     6
#define NEAR_WORK      ((guint64)1 << 22)
/* States that learned actions are compared with the plain model in. */
#define VERIFIED_MOST  20000

typedef struct {
	const struct explore_alphabet *a;
	const ExploreOptions *options;
	const ExploreSink *sink;
	ExploreResult *result;
	Patience patience;
	Learner *learner;
	Closure closure;
	Checking checking;
	MddView *view;                  /* of all states */
	gint64 began;                   /* microseconds */
	ExploreEnd cut;                 /* why work ended that was not done; EXPLORE_CLOSED */
} Symbolic;

/* Should the work end, be it incomplete? */
static gboolean must_end(gpointer user)
{
	Symbolic *symbolic = user;
	const ExploreOptions *options = symbolic->options;
	const ExploreSink *sink = symbolic->sink;

	/* That was said; what is done since has its own bound. */
	if (symbolic->cut == EXPLORE_TIME || symbolic->cut == EXPLORE_INTERRUPTED)
		return FALSE;
	if (options->seconds > 0 &&
	    (double)(g_get_monotonic_time() - symbolic->began) > options->seconds * 1e6) {
		symbolic->cut = EXPLORE_TIME;
		return TRUE;
	}
	if (!sink->progress ||
	    sink->progress(sink->user, symbolic->result->states, symbolic->result->transitions,
			   symbolic->result->depth))
		return FALSE;
	symbolic->cut = EXPLORE_INTERRUPTED;
	return TRUE;
}

static void verify(Symbolic *symbolic)
{
	Mismatch mismatch;

	/* Nothing that was learned can be relied on. */
	if (!closure_verify(&symbolic->closure, VERIFIED_MOST, 1, &mismatch))
		g_error("%s: what was learned %s than the model does",
			symbolic->a->actions[mismatch.action].name, mismatch.what);
}

/* ---- the whole ---- */

/* Why work ended that was not done. */
static void note_end(Symbolic *symbolic)
{
	if (symbolic->cut == EXPLORE_CLOSED && closure_must_end(&symbolic->closure))
		symbolic->cut = EXPLORE_MEMORY;
}

/* In all states. */
static void look_for(Symbolic *symbolic)
{
	ExploreResult *result = symbolic->result;

	result->searched = checking_run(&symbolic->checking, !symbolic->options->no_depth) &&
			   !symbolic->checking.violated;
	note_end(symbolic);
}

/* Who does not wait any longer gets what little work there is for. */
static void go_on(Symbolic *symbolic)
{
	gboolean waited = symbolic->cut == EXPLORE_TIME || symbolic->cut == EXPLORE_INTERRUPTED;

	patience_renew(&symbolic->patience, waited ? NEAR_WORK : 0);
}

/* How often actions are taken in the states that were found. */
static void count(Symbolic *symbolic)
{
	ExploreResult *result = symbolic->result;

	symbolic->view = mdd_view_new(symbolic->closure.mdd, symbolic->closure.reached);
	result->states = mdd_view_count(symbolic->view, NULL);
	go_on(symbolic);
	if (!closure_count(&symbolic->closure, symbolic->view, result) &&
	    symbolic->cut == EXPLORE_CLOSED)
		symbolic->cut = EXPLORE_STORAGE;
	note_end(symbolic);
	result->counted = symbolic->cut == EXPLORE_CLOSED;
}

/* All states are too many, or there is not the time: what breaks in those that are near. */
static void look_near(Symbolic *symbolic)
{
	Closure *closure = &symbolic->closure;

	go_on(symbolic);
	for (guint steps = NEAR_STEPS / 2; steps <= NEAR_STEPS && !symbolic->checking.violated;
	     steps += NEAR_STEPS / 2) {
		closure_run_near(closure, steps);
		if (!closure_must_end(closure) && checking_run(&symbolic->checking, FALSE))
			symbolic->result->near = closure->near;
	}
}

static gboolean has_checks(const Symbolic *symbolic)
{
	return !symbolic->options->unchecked || symbolic->a->property_count;
}

static void run(Symbolic *symbolic)
{
	Closure *closure = &symbolic->closure;
	ExploreResult *result = symbolic->result;

	closure_run(closure);
	note_end(symbolic);
	count(symbolic);
	if (symbolic->cut == EXPLORE_CLOSED && symbolic->options->verify)
		verify(symbolic);
	note_end(symbolic);
	if (symbolic->cut == EXPLORE_CLOSED)
		look_for(symbolic);
	if (symbolic->sink->etf && result->counted)
		etf_append(symbolic->sink->etf, closure, symbolic->view);
	if (!result->searched && !symbolic->checking.violated && has_checks(symbolic))
		look_near(symbolic);
	result->end = symbolic->cut != EXPLORE_CLOSED ? symbolic->cut
		      : symbolic->checking.violated ? EXPLORE_VIOLATED : EXPLORE_CLOSED;
	if (!symbolic->options->unchecked && (result->searched || result->near))
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
	symbolic.patience = (Patience){ .asked = must_end, .user = &symbolic };
	symbolic.learner = learner;
	learner->patience = &symbolic.patience;
	closure_init(&symbolic.closure, learner,
		     options->memory ? (gsize)options->memory : MEMORY_DEFAULT);
	symbolic.checking = (Checking){ a, options, result, &symbolic.closure, FALSE };
	run(&symbolic);
	result->runs = learner->runs;
	result->all_conditions = learner->coverage;
	result->memory = mdd_memory(symbolic.closure.mdd);
	if (then && result->end == EXPLORE_CLOSED)
		then(user, &symbolic.closure, result);
	if (symbolic.cut != EXPLORE_CLOSED)
		result->end = symbolic.cut;
	result->work = symbolic.patience.work;
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
