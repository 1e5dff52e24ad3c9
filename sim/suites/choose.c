/* SPDX-License-Identifier: BSD-3-Clause */
/* Choosing histories: the place that meets most of what is missing, then the next. */
#include "suites/choose.h"

#include <string.h>

#include "explore/act.h"
#include "explore/settle.h"

typedef struct {
	const struct explore_alphabet *a;
	const Reach *reach;
	GoalSet missing;
	GoalSet met;                    /* by the action that is being taken */
	struct rmm *from, *now, *old;
	History *history;
} Choosing;

gboolean goal_is_wanted(const Reach *reach, guint goal)
{
	const Goal *of = goals_at(reach->goals, goal);

	/* The goal before it is that the condition is the only one. */
	return goal_set_has(reach->reached, goal) &&
	       !(of->with_others && goal_set_has(reach->reached, goal - 1));
}

/* ---- which place ---- */

static guint gain(const Choosing *choosing, guint32 place)
{
	const guint64 *set = reach_set(choosing->reach, place);
	guint count = 0;

	for (guint i = 0; i < choosing->reach->words; i++)
		count += (guint)__builtin_popcountll(set[i] & choosing->missing[i]);
	return count;
}

/* That with the highest gain; of those alike the nearest, which comes first. */
static guint32 best_place(const Choosing *choosing, guint *most)
{
	guint32 best = 0;

	*most = gain(choosing, 0);
	for (guint32 i = 1; i < choosing->reach->places->len; i++) {
		guint count = gain(choosing, i);
		guint32 depth = g_array_index(choosing->reach->places, Place, i).depth;

		if (count < *most || !count || (count == *most &&
		    depth >= g_array_index(choosing->reach->places, Place, best).depth))
			continue;
		best = i;
		*most = count;
	}
	return best;
}

/* ---- what to do on the way there ---- */

static void note_goal(gpointer user, guint number)
{
	Choosing *choosing = user;

	choosing->met[number / 64] |= (guint64)1 << number % 64;
}

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Choosing *choosing = user;

	(void)call;
	memcpy(choosing->old, state, choosing->a->model->layout.size);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Choosing *choosing = user;
	gboolean taken = explore_is_taken(choosing->a->model, call, result);

	goals_met(choosing->reach->goals, taken ? choosing->old : NULL,
		  (struct rmm *)(guintptr)state, call, result, note_goal, choosing);
}

static enum explore_taken take(Choosing *choosing, guint action)
{
	const struct explore_observer observer = { choosing, before_call, after_call, false };

	memset(choosing->met, 0, 8 * choosing->reach->words);
	memcpy(choosing->now, choosing->from, choosing->a->state_size);
	return explore_act(choosing->a, &choosing->a->actions[action], choosing->now, &observer);
}

/* Does the action meet what is missing? Then it is part of the history. */
static gboolean keep_action(Choosing *choosing, guint action, gboolean always)
{
	gboolean helps = always;

	for (guint i = 0; i < choosing->reach->goals->all->len; i++) {
		if (!goal_set_has(choosing->met, i) || !goal_set_has(choosing->missing, i))
			continue;
		helps = TRUE;
		choosing->missing[i / 64] &= ~((guint64)1 << i % 64);
		g_array_append_val(choosing->history->goals, i);
	}
	if (helps)
		g_array_append_val(choosing->history->actions, action);
	return helps;
}

/* What is refused here and changes nothing. */
static void add_refusals(Choosing *choosing)
{
	for (guint i = 0; i < choosing->a->action_count; i++)
		if (choosing->a->actions[i].step_count == 1 &&
		    take(choosing, i) == ACTION_REFUSED)
			keep_action(choosing, i, FALSE);
}

static void move(Choosing *choosing, guint action)
{
	take(choosing, action);
	keep_action(choosing, action, TRUE);
	explore_settle(choosing->a, choosing->now, explore_wrote_all, NULL);
	if (!choosing->a->ghosts)
		explore_settle_ghosts(choosing->a, choosing->now, explore_wrote_all, NULL);
	memcpy(choosing->from, choosing->now, choosing->a->state_size);
}

/* The actions from the first place to @place. */
static GArray *way_to(const Reach *reach, guint32 place)
{
	GArray *way = g_array_new(FALSE, FALSE, sizeof(guint));

	while (place) {
		const Place *at = &g_array_index(reach->places, Place, place);
		guint action = at->action;

		g_array_prepend_val(way, action);
		place = at->from;
	}
	return way;
}

static void go(Choosing *choosing, guint32 place)
{
	g_autoptr(GArray) way = way_to(choosing->reach, place);

	memcpy(choosing->from, choosing->a->initial, choosing->a->state_size);
	add_refusals(choosing);
	for (guint i = 0; i < way->len; i++) {
		move(choosing, g_array_index(way, guint, i));
		if (i + 1 < way->len || !g_array_index(choosing->reach->places, Place, place).ends)
			add_refusals(choosing);
	}
}

/* ---- the whole ---- */

/* Microseconds that who has lost patience waits for what was found so far. */
#define PATIENCE 100000

static gboolean goes_on(const Reach *reach, gint64 began)
{
	return reach->end != EXPLORE_INTERRUPTED || g_get_monotonic_time() - began < PATIENCE;
}

static void history_free(gpointer data)
{
	History *history = data;

	g_array_unref(history->actions);
	g_array_unref(history->goals);
	g_free(history);
}

static History *history_new(void)
{
	History *history = g_new(History, 1);

	history->actions = g_array_new(FALSE, FALSE, sizeof(guint));
	history->goals = g_array_new(FALSE, FALSE, sizeof(guint));
	return history;
}

GPtrArray *choose_histories(const struct explore_alphabet *a, const Reach *reach)
{
	GPtrArray *histories = g_ptr_array_new_with_free_func(history_free);
	Choosing choosing = { .a = a, .reach = reach };
	gint64 began = g_get_monotonic_time();
	guint most;
	guint32 place;

	choosing.missing = g_new0(guint64, reach->words);
	choosing.met = g_new0(guint64, reach->words);
	choosing.from = g_malloc(a->state_size);
	choosing.now = g_malloc(a->state_size);
	choosing.old = g_malloc(a->state_size);
	for (guint i = 0; i < reach->goals->all->len; i++)
		if (goal_is_wanted(reach, i))
			choosing.missing[i / 64] |= (guint64)1 << i % 64;
	while (place = best_place(&choosing, &most), most && goes_on(reach, began)) {
		choosing.history = history_new();
		go(&choosing, place);
		g_ptr_array_add(histories, choosing.history);
		/* What the way there promised, it kept: else this would not end. */
		g_assert(choosing.history->goals->len > 0);
	}
	g_free(choosing.missing);
	g_free(choosing.met);
	g_free(choosing.from);
	g_free(choosing.now);
	g_free(choosing.old);
	return histories;
}
