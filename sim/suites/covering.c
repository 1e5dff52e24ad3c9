/* SPDX-License-Identifier: BSD-3-Clause */
/* From a scenario's explore block to a suite of scenarios. */
#include "suites/covering.h"

#include <string.h>

#include "inquiry/witness_text.h"

/* ---- finding ---- */

static void add_witnesses(Covering *covering)
{
	for (guint i = 0; i < covering->histories->len; i++) {
		const History *history = covering->histories->pdata[i];
		Found *found = g_new0(Found, 1);

		found->kind = FOUND_HISTORY;
		found->actions = history->actions;
		g_ptr_array_add(covering->found, found);
		g_ptr_array_add(covering->witnesses,
				witness_new(covering->explored.exploration, found));
	}
}

void covering_find(const char *path, const CoveringRequest *request, Diagnostics *diagnostics,
		   Covering *covering)
{
	const struct explore_alphabet *a;
	ExploreOptions options;

	memset(covering, 0, sizeof(*covering));
	covering->found = g_ptr_array_new_with_free_func(g_free);
	covering->witnesses = g_ptr_array_new_with_free_func((GDestroyNotify)witness_free);
	covering->scenario = scenario_parse(path, &request->parse, diagnostics);
	covering->explorable =
		covering->scenario && scenario_asks(covering->scenario, diagnostics) &&
		explored_begin(&covering->explored, covering->scenario, diagnostics);
	if (!covering->explorable)
		return;
	a = &covering->explored.exploration->alphabet;
	options = explore_bounded(&request->options, covering->scenario->explore);
	reach_find(a, request->kind, &options, &request->sink, NULL, &covering->reach);
	covering->histories = choose_histories(a, &covering->reach);
	add_witnesses(covering);
	if (request->library)
		elsewhere_find(covering->reach.goals, request->library, &covering->elsewhere);
}

void covering_clear(Covering *covering)
{
	g_clear_pointer(&covering->witnesses, g_ptr_array_unref);
	g_clear_pointer(&covering->found, g_ptr_array_unref);
	g_clear_pointer(&covering->histories, g_ptr_array_unref);
	elsewhere_clear(&covering->elsewhere);
	reach_clear(&covering->reach);
	if (covering->explored.scenario)
		explored_clear(&covering->explored);
	scenario_free(covering->scenario);
}

/* ---- what is covered, and what is not ---- */

/* Of the two goals of a condition the first stands for both. */
static gboolean counts(const Reach *reach, guint goal)
{
	const Goal *of = goals_at(reach->goals, goal);

	return !of->with_others && goal_is_possible(reach->goals, of);
}

/* The other of the two goals of a condition; 0: it is of another kind. */
static guint with_others(const Reach *reach, guint goal)
{
	return goal + 1 < reach->goals->all->len && goals_at(reach->goals, goal + 1)->with_others
	       ? goal + 1 : 0;
}

static gboolean is_met(const Reach *reach, guint goal)
{
	guint other = with_others(reach, goal);

	return goal_set_has(reach->reached, goal) ||
	       (other && goal_set_has(reach->reached, other));
}

guint covering_goals(const Covering *covering, guint *met)
{
	guint all = 0;

	*met = 0;
	for (guint i = 0; i < covering->reach.goals->all->len; i++)
		if (counts(&covering->reach, i)) {
			all++;
			*met += is_met(&covering->reach, i) ? 1 : 0;
		}
	return all;
}

/* The scenario that meets it; NULL: none does, or none was asked. */
static const char *met_elsewhere(const Covering *covering, guint goal)
{
	guint other = with_others(&covering->reach, goal);
	const char **by = covering->elsewhere.by;

	return !by ? NULL : by[goal] || !other ? by[goal] : by[other];
}

void covering_missed(const Covering *covering, CoveringMissed *missed, gpointer user)
{
	gboolean closed = covering->reach.end == EXPLORE_CLOSED;

	for (guint i = 0; i < covering->reach.goals->all->len; i++) {
		Missed why;

		if (!counts(&covering->reach, i) || is_met(&covering->reach, i))
			continue;
		why = missed_why(covering->reach.goals, i, met_elsewhere(covering, i),
				 covering->elsewhere.nearly ? covering->elsewhere.nearly[i] : NULL,
				 closed);
		missed(user, i, &why);
	}
}

/* ---- as scenarios ---- */

static void append_covers(GString *out, const Covering *covering, const History *history)
{
	for (guint i = 0; i < history->goals->len; i++) {
		const Goal *goal = goals_at(covering->reach.goals,
					    g_array_index(history->goals, guint, i));

		g_string_append(out, "# covers: ");
		goal_append(out, covering->reach.goals, goal);
		g_string_append_c(out, '\n');
	}
}

void covering_append_scenario(GString *out, const Covering *covering, guint number,
			      const char *path)
{
	const Explored *explored = &covering->explored;
	const Witness *witness = covering->witnesses->pdata[number];
	const Source *source = covering->scenario->sources->pdata[0];

	g_string_append_printf(out, "title \"%s that can be reached, %u of %u\"\n# made from %s\n",
			       goals_kind_name(covering->reach.goals->kind), number + 1,
			       covering->histories->len, source->path);
	append_covers(out, covering, covering->histories->pdata[number]);
	g_string_append_printf(out, "spec %s\n",
			       explored->exploration->model->config.version->id);
	witness_append_setup(out, explored, path, TRUE);
	witness_append_some(out, explored, witness, 0, witness->calls->len, "");
}
