/* SPDX-License-Identifier: BSD-3-Clause */
/* Every state, breadth-first on the plain model, and the goals that are met. */
#include "suites/reach.h"

#include <string.h>

#include "explore/bounds.h"
#include "explore/store.h"

typedef struct {
	const struct explore_alphabet *a;
	const ExploreOptions *options;
	const ExploreSink *sink;
	Reach *reach;
	Store *store;
	Expansion *expansion;
	GArray *place_of;               /* of guint32: by state */
	gint64 began;                   /* microseconds */
	guint32 state;                  /* the next to expand */
} Search;

/* ---- places ---- */

/* Few goals of many are met by an action. */
static void add_met(const Expanded *expanded, GoalSet into)
{
	for (guint i = 0; i < expanded->met_count; i++)
		into[expanded->met[i] / 64] |= (guint64)1 << expanded->met[i] % 64;
}

static gboolean has_new(const Search *search, const Expanded *expanded)
{
	for (guint i = 0; i < expanded->met_count; i++)
		if (!goal_set_has(search->reach->reached, expanded->met[i]))
			return TRUE;
	return FALSE;
}

/* One with no goals yet; the first comes from nowhere. */
static guint32 add_place(Search *search, guint32 from, guint action, gboolean ends)
{
	Reach *reach = search->reach;
	Place place = { from, action, 0, ends };
	guint32 number = reach->places->len;

	if (number)
		place.depth = g_array_index(reach->places, Place, from).depth + 1;
	g_array_append_val(reach->places, place);
	g_array_set_size(reach->sets, (number + 1) * reach->words);
	memset(reach_set(reach, number), 0, 8 * reach->words);
	if (!ends)
		g_array_append_val(search->place_of, number);
	return number;
}

static guint32 place_of(const Search *search, guint32 state)
{
	return g_array_index(search->place_of, guint32, state);
}

/* What is met there without going on. */
static void add_refused(const Search *search, guint32 number)
{
	const guint64 *refused = expansion_refused(search->expansion, number);
	Reach *reach = search->reach;
	GoalSet set = reach_set(reach, place_of(search, search->state + number));

	for (guint i = 0; i < reach->words; i++) {
		set[i] |= refused[i];
		reach->reached[i] |= refused[i];
	}
}

static void add_action(gpointer user, const Expanded *expanded)
{
	Search *search = user;
	gboolean is_new = FALSE;

	if (expanded->state)
		store_add(search->store, expanded->state, &is_new);
	if (is_new || has_new(search, expanded)) {
		guint32 place = add_place(search,
					  place_of(search, search->state + expanded->number),
					  expanded->action, !is_new);

		add_met(expanded, reach_set(search->reach, place));
	}
	add_met(expanded, search->reach->reached);
}

static guint32 depth_of(const Search *search, guint32 state)
{
	return g_array_index(search->reach->places, Place, place_of(search, state)).depth;
}

/* Those of one depth, so that what is found first is nearest. */
static guint32 count_together(const Search *search)
{
	guint32 count = 1, all = store_count(search->store) - search->state;

	while (count < MIN(all, EXPAND_MOST) &&
	       depth_of(search, search->state + count) == depth_of(search, search->state))
		count++;
	return count;
}

/* What each call is compared with may take long. */
static gboolean is_over(gpointer user)
{
	const Search *search = user;

	return search->sink->progress &&
	       !search->sink->progress(search->sink->user, store_count(search->store),
				       search->reach->runs, depth_of(search, search->state));
}

static void expand(Search *search)
{
	guint32 count = count_together(search);

	for (guint32 i = 0; i < count; i++)
		store_get(search->store, search->state + i,
			  expansion_state(search->expansion, i));
	if (!expansion_run(search->expansion, count))
		search->reach->end = EXPLORE_STORAGE;
	for (guint32 i = 0; i < count; i++)
		add_refused(search, i);
	expansion_tell(search->expansion, add_action, search);
	search->reach->runs = expansion_runs(search->expansion);
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
	Search search = { .a = a, .options = options, .sink = sink, .reach = reach };
	const ExpansionRequest request = {
		watcher, options->jobs, watcher ? is_over : NULL, &search
	};

	memset(reach, 0, sizeof(*reach));
	reach->goals = goals_new(a, kind);
	reach->words = goals_words(reach->goals);
	reach->places = g_array_new(FALSE, FALSE, sizeof(Place));
	reach->sets = g_array_new(FALSE, FALSE, sizeof(guint64));
	reach->reached = g_new0(guint64, reach->words);
	search.place_of = g_array_new(FALSE, FALSE, sizeof(guint32));
	search.store = store_new(a->initial, a->state_size);
	search.expansion = expansion_new(a, reach->goals, &request);
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
	expansion_free(search.expansion);
}

void reach_clear(Reach *reach)
{
	g_clear_pointer(&reach->goals, goals_free);
	g_clear_pointer(&reach->places, g_array_unref);
	g_clear_pointer(&reach->sets, g_array_unref);
	g_clear_pointer(&reach->reached, g_free);
}
