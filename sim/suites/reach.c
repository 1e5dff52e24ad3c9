/* SPDX-License-Identifier: BSD-3-Clause */
/* Every state, breadth-first on the plain model, and the goals that are met. */
#include "suites/reach.h"

#include <string.h>

#include "explore/act.h"
#include "explore/bounds.h"
#include "explore/settle.h"
#include "explore/store.h"

typedef struct {
	const struct explore_alphabet *a;
	const ExploreOptions *options;
	const ExploreSink *sink;
	const ReachWatcher *watcher;    /* or NULL */
	Reach *reach;
	Store *store;
	GArray *place_of;               /* of guint32: by state */
	guint8 *froms;                  /* states that are expanded together */
	const struct rmm *from;         /* that of them from which an action is taken */
	struct rmm *now, *old;
	GArray *met;                    /* of guint: goals, by the action that is being taken */
	gint64 began;                   /* microseconds */
	guint32 state;                  /* the next to expand */
} Search;

/*
 * So many are expanded together, action by action: calls are large, and an action that
 * is taken in many states is read from memory once.
 */
#define TOGETHER 32

/* ---- calls ---- */

static void note_goal(gpointer user, guint number)
{
	Search *search = user;

	g_array_append_val(search->met, number);
}

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Search *search = user;

	(void)call;
	search->reach->runs++;
	if (search->reach->goals->kind == GOALS_TRANSITIONS || search->watcher)
		memcpy(search->old, state, search->a->model->layout.size);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Search *search = user;
	gboolean taken = explore_is_taken(search->a->model, call, result);

	/* Conditions are only read; the context that they are read in may be written. */
	goals_met(search->reach->goals, taken ? search->old : NULL, (struct rmm *)(guintptr)state,
		  call, result, note_goal, search);
	if (search->watcher)
		search->watcher->called(search->watcher->user, search->old, state, call, result);
}

/* ---- places ---- */

/* Few goals of many are met by an action. */
static void add_met(const Search *search, GoalSet into)
{
	for (guint i = 0; i < search->met->len; i++) {
		guint goal = g_array_index(search->met, guint, i);

		into[goal / 64] |= (guint64)1 << goal % 64;
	}
}

static gboolean has_new(const Search *search)
{
	for (guint i = 0; i < search->met->len; i++)
		if (!goal_set_has(search->reach->reached, g_array_index(search->met, guint, i)))
			return TRUE;
	return FALSE;
}

/* The set of a place before is copied into the array: its address may change. */
static void add_place(Search *search, guint32 from, guint action, gboolean ends)
{
	Reach *reach = search->reach;
	gboolean first = reach->places->len == 0;
	Place place = { from, action, 0, ends };
	guint32 number = reach->places->len;

	if (!first)
		place.depth = g_array_index(reach->places, Place, from).depth + 1;
	g_array_append_val(reach->places, place);
	g_array_set_size(reach->sets, (number + 1) * reach->words);
	memset(reach_set(reach, number), 0, 8 * reach->words);
	if (!first)
		add_met(search, reach_set(reach, number));
	if (!ends)
		g_array_append_val(search->place_of, number);
}

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	const Search *search = user;

	return memcmp(rmm_part(state, offset), rmm_part(search->from, offset), size) != 0;
}

/* What an action came to; @place is that of the state. */
static void settle_action(Search *search, guint32 place, guint action, enum explore_taken taken)
{
	gboolean is_new = FALSE, has = has_new(search);

	if (taken == ACTION_TAKEN) {
		explore_settle(search->a, search->now, wrote, search);
		if (!search->a->ghosts)
			explore_settle_ghosts(search->a, search->now, wrote, search);
		store_add(search->store, search->now, &is_new);
		if (is_new || has)
			add_place(search, place, action, !is_new);
	} else if (search->a->actions[action].step_count == 1) {
		/* It changed nothing: others may come behind it. */
		add_met(search, reach_set(search->reach, place));
	} else if (has) {
		add_place(search, place, action, TRUE);
	}
	add_met(search, search->reach->reached);
}

static void take(Search *search, guint32 state, guint action)
{
	const struct explore_observer observer = { search, before_call, after_call, false };
	guint32 place = g_array_index(search->place_of, guint32, state);
	enum explore_taken taken;

	memcpy(search->now, search->from, search->a->state_size);
	g_array_set_size(search->met, 0);
	taken = explore_act(search->a, &search->a->actions[action], search->now, &observer);
	if (taken == ACTION_LIMIT)
		search->reach->end = EXPLORE_STORAGE;
	else if (taken != ACTION_DISABLED)
		settle_action(search, place, action, taken);
}

static guint32 depth_of(const Search *search, guint32 state)
{
	guint32 place = g_array_index(search->place_of, guint32, state);

	return g_array_index(search->reach->places, Place, place).depth;
}

/* Those of one depth, so that what is found first is nearest. */
static guint32 count_together(const Search *search)
{
	guint32 count = 1, all = store_count(search->store) - search->state;

	while (count < MIN(all, TOGETHER) &&
	       depth_of(search, search->state + count) == depth_of(search, search->state))
		count++;
	return count;
}

/* What each call is compared with may take long. */
static gboolean is_over(const Search *search)
{
	return search->watcher && search->sink->progress &&
	       !search->sink->progress(search->sink->user, store_count(search->store),
				       search->reach->runs, depth_of(search, search->state));
}

static void expand(Search *search)
{
	gsize size = search->a->state_size;
	guint32 count = count_together(search);

	for (guint32 i = 0; i < count; i++)
		store_get(search->store, search->state + i,
			  (struct rmm *)(search->froms + i * size));
	for (guint action = 0; action < search->a->action_count && !is_over(search); action++)
		for (guint32 i = 0; i < count; i++) {
			search->from = (const struct rmm *)(search->froms + i * size);
			take(search, search->state + i, action);
		}
	search->state += count;
}

/* ---- the search ---- */

/* Of a search that an exhausted pool has cut short, too. */
static ExploreEnd bound_reached(const Search *search)
{
	/* Time and memory are looked at each time: many states have been expanded. */
	const SearchExtent extent = {
		.states = store_count(search->store), .transitions = search->reach->runs,
		.depth = depth_of(search, search->state),
		.memory = store_memory(search->store), .began = search->began
	};
	ExploreEnd end = bounds_reached(search->options, search->sink, &extent);

	return end == EXPLORE_CLOSED ? search->reach->end : end;
}

/* A pool that is exhausted cuts off what lies behind, not all the rest. */
static gboolean goes_on(ExploreEnd end)
{
	return end == EXPLORE_CLOSED || end == EXPLORE_STORAGE;
}

/* What is met on the way to a place is met at those behind it. */
static void inherit(Reach *reach)
{
	for (guint32 i = 1; i < reach->places->len; i++) {
		guint32 from = g_array_index(reach->places, Place, i).from;

		for (guint j = 0; j < reach->words; j++)
			reach_set(reach, i)[j] |= reach_set(reach, from)[j];
	}
}

void reach_find(const struct explore_alphabet *a, GoalsKind kind, const ExploreOptions *options,
		const ExploreSink *sink, const ReachWatcher *watcher, Reach *reach)
{
	Search search = { .a = a, .options = options, .sink = sink, .watcher = watcher,
			  .reach = reach };

	memset(reach, 0, sizeof(*reach));
	reach->goals = goals_new(a, kind);
	reach->words = reach->goals->all->len / 64 + 1;
	reach->places = g_array_new(FALSE, FALSE, sizeof(Place));
	reach->sets = g_array_new(FALSE, FALSE, sizeof(guint64));
	reach->reached = g_new0(guint64, reach->words);
	search.met = g_array_new(FALSE, FALSE, sizeof(guint));
	search.place_of = g_array_new(FALSE, FALSE, sizeof(guint32));
	search.store = store_new(a->initial, a->state_size);
	search.froms = g_malloc(TOGETHER * a->state_size);
	search.now = g_malloc(a->state_size);
	search.old = g_malloc(a->state_size);
	search.began = g_get_monotonic_time();
	add_place(&search, 0, 0, FALSE);
	while (search.state < store_count(search.store) &&
	       goes_on(reach->end = bound_reached(&search)))
		expand(&search);
	inherit(reach);
	reach->states = store_count(search.store);
	reach->seconds = (double)(g_get_monotonic_time() - search.began) / 1e6;
	store_free(search.store);
	g_array_unref(search.place_of);
	g_free(search.froms);
	g_free(search.now);
	g_free(search.old);
	g_array_unref(search.met);
}

void reach_clear(Reach *reach)
{
	g_clear_pointer(&reach->goals, goals_free);
	g_clear_pointer(&reach->places, g_array_unref);
	g_clear_pointer(&reach->sets, g_array_unref);
	g_clear_pointer(&reach->reached, g_free);
}
