/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The plain engine: breadth-first over the model's own step, every call made
 * and checked. Slow, and what the other engines are held to.
 */
#include "explore/engine.h"

#include <string.h>

#include "explore/act.h"
#include "explore/bounds.h"
#include "explore/settle.h"
#include "explore/store.h"

/* How a state was first reached. */
typedef struct {
	guint32 from;
	guint32 action;
} Origin;

typedef struct {
	const struct explore_alphabet *a;
	const ExploreOptions *options;
	const ExploreSink *sink;
	ExploreResult *result;
	Store *store;
	GArray *origins;                /* of Origin, by state */
	gint64 began;                   /* microseconds */
	struct rmm *from, *now;         /* the state expanded, and what an action makes of it */
	struct rmm *old;                /* before the last call */
	guint32 state;                  /* its number */
	guint action;                   /* being taken */
	guint64 broken;                 /* rows that were reported, bit per row */
	guint64 properties;             /* that were reported, bit per property */
	gboolean effect;                /* a refused call that changed something, too */
	gboolean unsound;               /* something broke during this action */
	gboolean dirty;                 /* @now is not as @from */
} Search;

/* ---- what is found ---- */

/* The actions from the initial state to @state, and @last, if it is one. */
static GArray *path_to(const Search *search, guint32 state, gint64 last)
{
	GArray *path = g_array_new(FALSE, FALSE, sizeof(guint));

	if (last >= 0) {
		guint action = (guint)last;

		g_array_append_val(path, action);
	}
	while (state) {
		const Origin *origin = &g_array_index(search->origins, Origin, state);

		g_array_prepend_val(path, origin->action);
		state = origin->from;
	}
	return path;
}

static void found(Search *search, FoundKind kind, guint index)
{
	explore_result_add(search->result, kind, index,
			   path_to(search, search->state, search->action));
	search->unsound = TRUE;
	if (!search->options->all)
		search->result->end = EXPLORE_VIOLATED;
}

/* Properties of a state that is new. */
static void check_properties(Search *search, guint32 number, const struct rmm *state)
{
	for (guint i = 0; i < search->a->property_count; i++) {
		const struct explore_property *property = &search->a->properties[i];
		gboolean never = property->kind == PROPERTY_NEVER;

		if ((!never && property->kind != PROPERTY_REACH) || search->properties >> i & 1 ||
		    !explore_test_holds(search->a, state, property->test))
			continue;
		search->properties |= (guint64)1 << i;
		explore_result_add(search->result, never ? FOUND_NEVER : FOUND_REACH, i,
				   path_to(search, number, -1));
		if (never && !search->options->all)
			search->result->end = EXPLORE_VIOLATED;
	}
}

/* ---- calls ---- */

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Search *search = user;

	search->result->runs++;
	if (!search->options->unchecked)
		memcpy(search->old, state, search->a->model->layout.size);
}

static void count_call(Search *search, const struct rmm_result *result, gboolean taken)
{
	CommandCount *count = &search->result->commands[result->command];

	if (taken)
		count->successes++;
	else
		count->refusals++;
	count->reached |= result->permitted;
	if (result->permitted && !(result->permitted & (result->permitted - 1)))
		count->alone |= result->permitted;
}

static gboolean is_bent(const struct rmm_model *m)
{
	static const struct rmm_variants none;

	return memcmp(&m->config.variants, &none, sizeof(none)) != 0;
}

/*
 * A condition that refuses a call lets nothing happen, which is looked at unless
 * nothing is; in models that are wrong on purpose it may.
 */
static gboolean may_have_changed(const Search *search, gboolean taken,
				 const struct rmm_result *result)
{
	return taken || result->condition == RMM_NO_CONDITION ||
	       is_bent(search->a->model);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Search *search = user;
	const struct rmm_model *m = search->a->model;
	gboolean taken = explore_is_taken(m, call, result);
	struct rmm_event event = { m, search->old, state, call, result, false };
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned rows, count;
	const struct rmm_invariant *first = rmm_invariants(&rows);

	count_call(search, result, taken);
	search->dirty |= may_have_changed(search, taken, result);
	if (search->options->unchecked)
		return;
	count = rmm_check_invariants(&event, search->a->ignored | search->broken, broken,
				     RMM_INVARIANTS_MAX);
	for (unsigned i = 0; i < count; i++) {
		unsigned row = (unsigned)(broken[i].invariant - first);

		search->broken |= (guint64)1 << row;
		found(search, FOUND_INVARIANT, row);
	}
	search->dirty |= event.changed;
	if (!taken && event.changed && !search->effect && !count) {
		search->effect = TRUE;
		found(search, FOUND_EFFECT, 0);
	}
}

/* ---- states ---- */

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	const Search *search = user;

	return memcmp((const char *)state + offset, (const char *)search->from + offset, size) != 0;
}

static void add_state(Search *search)
{
	gboolean is_new;
	guint32 number;

	explore_settle(search->a, search->now, wrote, search);
	if (!search->a->ghosts)
		explore_settle_ghosts(search->a, search->now, wrote, search);
	number = store_add(search->store, search->now, &is_new);
	search->result->transitions++;
	if (search->result->taken)
		search->result->taken[search->action]++;
	if (is_new) {
		Origin origin = { search->state, search->action };

		g_array_append_val(search->origins, origin);
		if (search->sink->state)
			search->sink->state(search->sink->graph, number, search->now);
		check_properties(search, number, search->now);
	}
	if (search->sink->edge)
		search->sink->edge(search->sink->graph, search->state, search->action, number);
}

/*
 * Every action in one state. What an action leads to that broke something is
 * not looked at further: others would break by it.
 */
static void expand(Search *search)
{
	static const enum explore_taken none = ACTION_DISABLED;
	const struct explore_observer observer = { search, before_call, after_call };

	store_get(search->store, search->state, search->from);
	search->dirty = TRUE;
	for (guint i = 0; i < search->a->action_count && search->result->end == EXPLORE_CLOSED; i++) {
		enum explore_taken taken = none;

		if (search->dirty)
			memcpy(search->now, search->from, search->a->state_size);
		search->dirty = FALSE;
		search->action = i;
		search->unsound = FALSE;
		taken = explore_act(search->a, &search->a->actions[i], search->now, &observer);
		/* What actors know may change without a call. */
		search->dirty |= taken == ACTION_TAKEN;
		if (taken == ACTION_LIMIT) {
			search->result->end = EXPLORE_STORAGE;
			search->result->exhausting = i;
		}
		if (taken == ACTION_TAKEN && !search->unsound)
			add_state(search);
	}
}

/* ---- the search ---- */

static ExploreEnd bound_reached(const Search *search)
{
	const SearchExtent extent = {
		store_count(search->store), search->state, (guint64)search->result->transitions,
		search->result->depth, search->result->memory, search->began
	};

	return bounds_reached(search->options, search->sink, &extent);
}

static void run(Search *search)
{
	ExploreResult *result = search->result;
	guint32 layer_end = 1;

	check_properties(search, 0, search->a->initial);
	for (search->state = 0; search->state < store_count(search->store) &&
	     result->end == EXPLORE_CLOSED; search->state++) {
		if (search->state == layer_end) {
			layer_end = store_count(search->store);
			result->depth++;
		}
		result->memory = store_memory(search->store) +
				 sizeof(Origin) * search->origins->len;
		result->end = bound_reached(search);
		if (result->end == EXPLORE_CLOSED)
			expand(search);
	}
}

static void explore(const struct explore_alphabet *a, const ExploreOptions *options,
		    const ExploreSink *sink, ExploreResult *result)
{
	Origin none = { 0, 0 };
	Search search = { .a = a, .options = options, .sink = sink, .result = result };

	explore_result_init(result);
	search.began = g_get_monotonic_time();
	search.store = store_new(a->initial, a->state_size);
	search.origins = g_array_new(FALSE, FALSE, sizeof(Origin));
	search.from = g_malloc(a->state_size);
	search.now = g_malloc(a->state_size);
	search.old = g_malloc(a->state_size);
	g_array_append_val(search.origins, none);
	result->taken = g_new0(Count, a->action_count);
	if (sink->state)
		sink->state(sink->graph, 0, a->initial);
	run(&search);
	result->states = store_count(search.store);
	result->has_depth = TRUE;
	result->counted = result->searched = result->end == EXPLORE_CLOSED;
	result->all_conditions = !a->model->first_failure && !options->unchecked;
	result->seconds = (double)(g_get_monotonic_time() - search.began) / 1e6;
	if (!options->unchecked)
		result->checked = ~a->ignored;
	store_free(search.store);
	g_array_unref(search.origins);
	g_free(search.from);
	g_free(search.now);
	g_free(search.old);
}

const ExploreEngine explore_plain = {
	"plain", "breadth-first over the model's own step", TRUE, explore
};
