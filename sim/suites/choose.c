/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Choosing histories: the place that meets most of what is missing, then the next; then
 * no two of them that one can stand for are left.
 */
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

/* ---- which places ---- */

static guint gain(const Reach *reach, guint32 place, const guint64 *missing)
{
	const guint64 *set = reach_set(reach, place);
	guint count = 0;

	for (guint i = 0; i < reach->words; i++)
		count += (guint)__builtin_popcountll(set[i] & missing[i]);
	return count;
}

/* That with the highest gain; of those alike the nearest, which comes first. */
static guint32 best_place(const Reach *reach, const guint64 *missing, guint *most)
{
	guint32 best = 0;

	*most = gain(reach, 0, missing);
	for (guint32 i = 1; i < reach->places->len; i++) {
		guint count = gain(reach, i, missing);
		guint32 depth = g_array_index(reach->places, Place, i).depth;

		if (count < *most || !count || (count == *most &&
		    depth >= g_array_index(reach->places, Place, best).depth))
			continue;
		best = i;
		*most = count;
	}
	return best;
}

/* Goals of @wanted that no place of @places meets but those at @first and @second. */
static void find_own(const Reach *reach, const GArray *places, guint first, guint second,
		     const guint64 *wanted, GoalSet own)
{
	memcpy(own, wanted, 8 * reach->words);
	for (guint i = 0; i < places->len; i++)
		for (guint j = 0; i != first && i != second && j < reach->words; j++)
			own[j] &= ~reach_set(reach, g_array_index(places, guint32, i))[j];
}

static gboolean meets_all(const Reach *reach, guint32 place, const guint64 *goals)
{
	for (guint i = 0; i < reach->words; i++)
		if (goals[i] & ~reach_set(reach, place)[i])
			return FALSE;
	return TRUE;
}

/* The nearest that meets all of @goals; FALSE: there is none. */
static gboolean find_place(const Reach *reach, const guint64 *goals, guint32 *place)
{
	gboolean found = FALSE;

	for (guint32 i = 0; i < reach->places->len; i++)
		if (meets_all(reach, i, goals) &&
		    (!found || g_array_index(reach->places, Place, i).depth <
			       g_array_index(reach->places, Place, *place).depth)) {
			found = TRUE;
			*place = i;
		}
	return found;
}

/*
 * Each was best when it was chosen: some that came later may meet all that one does, and
 * one that never was best what two do. TRUE: there is one less.
 */
static gboolean save_one(const Reach *reach, GArray *places, const guint64 *wanted)
{
	g_autofree guint64 *own = g_new(guint64, reach->words);
	guint32 place;

	for (guint i = 0; i + 1 < places->len; i++)
		for (guint j = i + 1; j < places->len; j++) {
			find_own(reach, places, i, j, wanted, own);
			if (!find_place(reach, own, &place))
				continue;
			g_array_index(places, guint32, i) = place;
			g_array_remove_index(places, j);
			return TRUE;
		}
	return FALSE;
}

/* Microseconds that who has lost patience waits for what was found so far. */
#define PATIENCE 100000

static gboolean goes_on(const Reach *reach, gint64 began)
{
	return reach->end != EXPLORE_INTERRUPTED || g_get_monotonic_time() - began < PATIENCE;
}

/* Those that meet all of @wanted, in the order in which each meets most of the rest. */
static GArray *choose_places(const Reach *reach, const guint64 *wanted)
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autofree guint64 *missing = g_memdup2(wanted, 8 * reach->words);
	gint64 began = g_get_monotonic_time();
	guint most;
	guint32 place;

	while (place = best_place(reach, missing, &most), most && goes_on(reach, began)) {
		for (guint i = 0; i < reach->words; i++)
			missing[i] &= ~reach_set(reach, place)[i];
		g_array_append_val(places, place);
	}
	while (goes_on(reach, began) && save_one(reach, places, wanted))
		;
	return places;
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

static void add_goals(Choosing *choosing, guint word, guint64 set)
{
	for (; set; set &= set - 1) {
		guint goal = word * 64 + (guint)__builtin_ctzll(set);

		g_array_append_val(choosing->history->goals, goal);
	}
}

/* Does the action meet what is missing? Then it is part of the history. */
static void keep_action(Choosing *choosing, guint action, gboolean always)
{
	gboolean helps = always;

	for (guint i = 0; i < choosing->reach->words; i++) {
		guint64 met = choosing->met[i] & choosing->missing[i];

		helps |= met != 0;
		choosing->missing[i] &= ~met;
		add_goals(choosing, i, met);
	}
	if (helps)
		g_array_append_val(choosing->history->actions, action);
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
	g_autoptr(GArray) places = NULL;

	choosing.missing = g_new0(guint64, reach->words);
	choosing.met = g_new0(guint64, reach->words);
	choosing.from = g_malloc(a->state_size);
	choosing.now = g_malloc(a->state_size);
	choosing.old = g_malloc(a->state_size);
	for (guint i = 0; i < reach->goals->all->len; i++)
		if (goal_is_wanted(reach, i))
			choosing.missing[i / 64] |= (guint64)1 << i % 64;
	places = choose_places(reach, choosing.missing);
	for (guint i = 0; i < places->len; i++) {
		choosing.history = history_new();
		go(&choosing, g_array_index(places, guint32, i));
		g_ptr_array_add(histories, choosing.history);
	}
	g_free(choosing.missing);
	g_free(choosing.met);
	g_free(choosing.from);
	g_free(choosing.now);
	g_free(choosing.old);
	return histories;
}
