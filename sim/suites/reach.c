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
	struct rmm *from, *now, *old;
	GoalSet met;                    /* by the action that is being taken */
	gint64 began;                   /* microseconds */
	guint32 state;
} Search;

/* ---- calls ---- */

static void note_goal(gpointer user, guint number)
{
	Search *search = user;

	search->met[number / 64] |= (guint64)1 << number % 64;
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

static void add_set(GoalSet into, const guint64 *set, guint words)
{
	for (guint i = 0; i < words; i++)
		into[i] |= set[i];
}

static gboolean has_new(const Search *search)
{
	for (guint i = 0; i < search->reach->words; i++)
		if (search->met[i] & ~search->reach->reached[i])
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
		add_set(reach_set(reach, number), search->met, reach->words);
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
		add_set(reach_set(search->reach, place), search->met, search->reach->words);
	} else if (has) {
		add_place(search, place, action, TRUE);
	}
	add_set(search->reach->reached, search->met, search->reach->words);
}

static void expand(Search *search)
{
	const struct explore_observer observer = { search, before_call, after_call, false };
	guint32 place = g_array_index(search->place_of, guint32, search->state);

	store_get(search->store, search->state, search->from);
	for (guint i = 0; i < search->a->action_count; i++) {
		enum explore_taken taken;

		memcpy(search->now, search->from, search->a->state_size);
		memset(search->met, 0, 8 * search->reach->words);
		taken = explore_act(search->a, &search->a->actions[i], search->now, &observer);
		if (taken == ACTION_LIMIT)
			search->reach->end = EXPLORE_STORAGE;
		else if (taken != ACTION_DISABLED)
			settle_action(search, place, i, taken);
	}
}

/* ---- the search ---- */

/* Of a search that an exhausted pool has cut short, too. */
static ExploreEnd bound_reached(const Search *search)
{
	guint32 place = g_array_index(search->place_of, guint32, search->state);
	const SearchExtent extent = {
		store_count(search->store), search->state, search->reach->runs,
		g_array_index(search->reach->places, Place, place).depth,
		store_memory(search->store), search->began
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
	for (guint32 i = 1; i < reach->places->len; i++)
		add_set(reach_set(reach, i),
			reach_set(reach, g_array_index(reach->places, Place, i).from),
			reach->words);
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
	search.met = g_new0(guint64, reach->words);
	search.place_of = g_array_new(FALSE, FALSE, sizeof(guint32));
	search.store = store_new(a->initial, a->state_size);
	search.from = g_malloc(a->state_size);
	search.now = g_malloc(a->state_size);
	search.old = g_malloc(a->state_size);
	search.began = g_get_monotonic_time();
	add_place(&search, 0, 0, FALSE);
	while (search.state < store_count(search.store) &&
	       goes_on(reach->end = bound_reached(&search))) {
		expand(&search);
		search.state++;
	}
	inherit(reach);
	reach->states = store_count(search.store);
	reach->seconds = (double)(g_get_monotonic_time() - search.began) / 1e6;
	store_free(search.store);
	g_array_unref(search.place_of);
	g_free(search.from);
	g_free(search.now);
	g_free(search.old);
	g_free(search.met);
}

void reach_clear(Reach *reach)
{
	g_clear_pointer(&reach->goals, goals_free);
	g_clear_pointer(&reach->places, g_array_unref);
	g_clear_pointer(&reach->sets, g_array_unref);
	g_clear_pointer(&reach->reached, g_free);
}
