/* SPDX-License-Identifier: BSD-3-Clause */
/* Suites that are made from the model: what they reach, that they run, that they stay. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "explore/act.h"
#include "explore/engine.h"
#include "inquiry.h"
#include "suites.h"
#include "program.h"
#include "suites/covering.h"

#define ONE_PAGE "scenarios/explore/one-page.ripas"

static void cover_with(GoalsKind kind, const char *path, guint jobs, Covering *covering)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const CoveringRequest request = { .kind = kind, .options.jobs = jobs };

	covering_find(path, &request, diagnostics, covering);
	ck_assert(covering->explorable);
	ck_assert_int_eq(covering->reach.end, EXPLORE_CLOSED);
}

static void cover(GoalsKind kind, const char *path, Covering *covering)
{
	cover_with(kind, path, 0, covering);
}

/* ---- what is reached ---- */

/* The same conditions, and the same alone, as an exploration meets. */
START_TEST(test_conditions_of_exploration)
{
	const ExploreRequest request = { .options.unchecked = TRUE };
	Covering covering;
	Explored explored;

	cover(GOALS_CONDITIONS, ONE_PAGE, &covering);
	inquiry_explore(covering.scenario, &request, &explored);
	ck_assert_uint_eq(covering.reach.states, (guint64)explored.result.states);
	for (guint i = 0; i < covering.reach.goals->all->len; i++) {
		const Goal *goal = goals_at(covering.reach.goals, i);
		const CommandCount *count = &explored.result.commands[goal->command];

		if (goal->first >= 0 && !goal->with_others)
			ck_assert_int_eq(goal_set_has(covering.reach.reached, i),
					 count->alone >> goal->first & 1);
		if (goal->first >= 0 && goal->with_others)
			ck_assert(!goal_set_has(covering.reach.reached, i) ||
				  count->reached >> goal->first & 1);
	}
	explored_clear(&explored);
	covering_clear(&covering);
}
END_TEST

static gboolean reaches(const Covering *covering, const char *what)
{
	for (guint i = 0; i < covering->reach.goals->all->len; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		goal_append(text, covering->reach.goals, goals_at(covering->reach.goals, i));
		if (strcmp(text->str, what) == 0)
			return goal_set_has(covering->reach.reached, i);
	}
	ck_abort_msg("no goal is '%s'", what);
}

static const struct {
	GoalsKind kind;
	const char *what;
	gboolean reached;
} known[] = {
	{ GOALS_CONDITIONS, "RMI_REALM_ACTIVATE success", TRUE },
	{ GOALS_CONDITIONS, "RMI_REALM_ACTIVATE realm_state", TRUE },
	{ GOALS_CONDITIONS, "RMI_REALM_ACTIVATE rd_align", FALSE },
	{ GOALS_TRANSITIONS, "Granule UNDELEGATED -> DELEGATED by RMI_GRANULE_DELEGATE", TRUE },
	{ GOALS_TRANSITIONS, "RIPAS RAM -> DESTROYED by RMI_DATA_DESTROY", TRUE },
	{ GOALS_TRANSITIONS, "Realm ACTIVE -> SYSTEM_OFF by PSCI_SYSTEM_OFF", TRUE },
	{ GOALS_TRANSITIONS, "REC READY -> RUNNING by RMI_REC_ENTER", TRUE },
	{ GOALS_TRANSITIONS, "Realm NEW -> NULL by RMI_REALM_DESTROY", FALSE },
	{ GOALS_ORDERINGS, "RMI_DATA_CREATE rd_bound < realm_state", FALSE },
	{ GOALS_PAIRS, "RMI_DATA_CREATE data_state or realm_state", TRUE },
};

START_TEST(test_known)
{
	Covering covering;

	cover(known[_i].kind, ONE_PAGE, &covering);
	ck_assert_int_eq(reaches(&covering, known[_i].what), known[_i].reached);
	covering_clear(&covering);
}
END_TEST

/* ---- the scenarios ---- */

static void run_passes(const char *text)
{
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const RunOptions run = { .keep_all = FALSE };
	RunResult result;

	scenario_run(scenario, &run, &result);
	ck_assert_msg(result.failed == 0 && !result.limit, "%u steps fail:\n%s", result.failed, text);
	run_result_clear(&result);
}

/* All that can be met is, by scenarios that run, each goal by one; twice the same. */
START_TEST(test_scenarios)
{
	Covering covering, again;
	g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
	guint wanted = 0;

	cover((GoalsKind)_i, ONE_PAGE, &covering);
	cover((GoalsKind)_i, ONE_PAGE, &again);
	/* One page has no two conditions one of which comes first. */
	ck_assert(covering.histories->len > 0 || _i == GOALS_ORDERINGS);
	ck_assert_uint_eq(covering.histories->len, again.histories->len);
	for (guint i = 0; i < covering.histories->len; i++) {
		const History *history = covering.histories->pdata[i];
		g_autoptr(GString) text = g_string_new(NULL), same = g_string_new(NULL);

		for (guint j = 0; j < history->goals->len; j++)
			ck_assert(g_hash_table_add(met, GUINT_TO_POINTER(
				g_array_index(history->goals, guint, j))));
		ck_assert(((Witness *)covering.witnesses->pdata[i])->confirmed);
		covering_append_scenario(text, &covering, i, NULL);
		covering_append_scenario(same, &again, i, NULL);
		ck_assert_str_eq(text->str, same->str);
		run_passes(text->str);
	}
	for (guint i = 0; i < covering.reach.goals->all->len; i++)
		wanted += goal_is_wanted(&covering.reach, i) ? 1 : 0;
	ck_assert_uint_eq(g_hash_table_size(met), wanted);
	covering_clear(&again);
	covering_clear(&covering);
}
END_TEST

/* As many threads as there are: the same scenarios. */
START_TEST(test_threads)
{
	Covering one, three;

	cover_with((GoalsKind)_i, "scenarios/explore/tables.ripas", 1, &one);
	cover_with((GoalsKind)_i, "scenarios/explore/tables.ripas", 3, &three);
	/* More than one thread has something to do. */
	ck_assert_uint_gt(one.reach.states, 500);
	ck_assert_uint_eq(one.reach.runs, three.reach.runs);
	ck_assert_uint_eq(one.histories->len, three.histories->len);
	for (guint i = 0; i < one.histories->len; i++) {
		g_autoptr(GString) text = g_string_new(NULL), same = g_string_new(NULL);

		covering_append_scenario(text, &one, i, NULL);
		covering_append_scenario(same, &three, i, NULL);
		ck_assert_str_eq(text->str, same->str);
	}
	covering_clear(&three);
	covering_clear(&one);
}
END_TEST

/* ---- few ---- */

typedef struct {
	const Covering *covering;
	GHashTable *met;        /* of goals */
	struct rmm *old;
} Replaying;

static void note_goal(gpointer user, guint number)
{
	const Replaying *replaying = user;

	if (goal_is_wanted(&replaying->covering->reach, number))
		g_hash_table_add(replaying->met, GUINT_TO_POINTER(number));
}

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	const Replaying *replaying = user;

	memcpy(replaying->old, state,
	       replaying->covering->reach.goals->model->layout.size);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	const Replaying *replaying = user;
	const Goals *goals = replaying->covering->reach.goals;

	goals_met(goals, explore_is_taken(goals->model, call, result) ? replaying->old : NULL,
		  (struct rmm *)(guintptr)state, call, result, note_goal, user);
}

/* All that it meets, also what others before it meet as well. */
static GHashTable *goals_of(const Covering *covering, const History *history)
{
	const struct explore_alphabet *a = &covering->explored.exploration->alphabet;
	g_autofree struct rmm *state = g_memdup2(a->initial, a->state_size);
	g_autofree struct rmm *now = g_malloc(a->state_size), *old = g_malloc(a->state_size);
	Replaying replaying = { covering, g_hash_table_new(NULL, NULL), old };
	const struct explore_observer observer = { &replaying, before_call, after_call, false };

	for (guint i = 0; i < history->actions->len; i++) {
		memcpy(now, state, a->state_size);
		if (explore_act(a, &a->actions[g_array_index(history->actions, guint, i)], now,
				&observer) == ACTION_TAKEN)
			memcpy(state, now, a->state_size);
	}
	return replaying.met;
}

/* Of tables the best place first, then the best of the rest, are six histories. */
static const struct {
	GoalsKind kind;
	const char *path;
	guint histories;
} sizes[] = {
	{ GOALS_CONDITIONS, ONE_PAGE, 4 },
	{ GOALS_TRANSITIONS, "scenarios/explore/tables.ripas", 5 },
};

/* None can be left out: each meets what no other does. */
START_TEST(test_few)
{
	g_autoptr(GPtrArray) sets =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
	Covering covering;

	cover(sizes[_i].kind, sizes[_i].path, &covering);
	ck_assert_uint_eq(covering.histories->len, sizes[_i].histories);
	for (guint i = 0; i < covering.histories->len; i++)
		g_ptr_array_add(sets, goals_of(&covering, covering.histories->pdata[i]));
	for (guint i = 0; i < sets->len; i++) {
		GHashTableIter iter;
		gpointer goal;
		guint own = 0;

		g_hash_table_iter_init(&iter, sets->pdata[i]);
		while (g_hash_table_iter_next(&iter, &goal, NULL)) {
			guint by = 0;

			for (guint j = 0; j < sets->len; j++)
				by += g_hash_table_contains(sets->pdata[j], goal) ? 1 : 0;
			own += by == 1 ? 1 : 0;
		}
		ck_assert_msg(own > 0, "history %u meets nothing that others do not", i + 1);
	}
	covering_clear(&covering);
}
END_TEST

/* A condition that a scenario says it covers, a call of it may report. */
START_TEST(test_covers)
{
	Covering covering;

	cover(GOALS_CONDITIONS, ONE_PAGE, &covering);
	for (guint i = 0; i < covering.histories->len; i++) {
		const History *history = covering.histories->pdata[i];
		const Witness *witness = covering.witnesses->pdata[i];

		for (guint j = 0; j < history->goals->len; j++) {
			const Goal *goal = goals_at(covering.reach.goals,
						    g_array_index(history->goals, guint, j));
			gboolean found = FALSE;

			for (guint k = 0; k < witness->calls->len; k++) {
				const struct rmm_result *result =
					&g_array_index(witness->calls, WitnessCall, k).result;

				found |= result->command == goal->command &&
					 (goal->first < 0 ? result->permitted == 0
					  : goal->with_others
					  ? result->permitted >> goal->first & 1
					  : result->permitted == (guint64)1 << goal->first);
			}
			ck_assert(found);
		}
	}
	covering_clear(&covering);
}
END_TEST

/* What is written runs green, and its traces are as the model does; twice the same. */
START_TEST(test_written)
{
	g_autofree char *folder = g_dir_make_tmp("ripas-suite-XXXXXX", NULL);
	g_autofree char *command = g_strdup_printf(
		"cd %s && for d in a b; do ripas-sim explore -q --cover conditions $d "
		"$OLDPWD/" ONE_PAGE " >/dev/null || exit; done; diff -r a b && ripas-sim run -q a && "
		"ripas-sim replay -q a >/dev/null && ls a | sed 's/.*[.]//' | sort | uniq -c; rm -r a b", folder);
	int code;
	g_autofree char *said = program_run(command, &code);
	guint traces, scenarios;

	ck_assert_int_eq(code, 0);
	ck_assert_msg(sscanf(said, "%u ripas %u trace", &scenarios, &traces) == 2, "%s", said);
	ck_assert_uint_gt(scenarios, 1);
	ck_assert_uint_eq(scenarios, traces);
	g_rmdir(folder);
}
END_TEST

static const struct {
	const char *arguments;
	int code;
	const char *left;               /* what is in the folder then */
} folders[] = {
	/* Of an earlier suite of the kind nothing is left, all else is. */
	{ "conditions x $OLDPWD/scenarios/explore/blocked-retry.ripas", 0,
	  "conditions-1.ripas conditions-1.trace conditions-2.ripas conditions-2.trace "
	  "conditions-3.ripas conditions-3.trace conditions-own.ripas transitions-9.ripas " },
	/* Several suites in one folder would be none. */
	{ "conditions x $OLDPWD/scenarios/explore", 2,
	  "conditions-9.ripas conditions-own.ripas transitions-9.ripas " },
	{ "conditions x/conditions-9.ripas $OLDPWD/" ONE_PAGE, 4,
	  "conditions-9.ripas conditions-own.ripas transitions-9.ripas " },
};

START_TEST(test_folders)
{
	g_autofree char *folder = g_dir_make_tmp("ripas-suite-XXXXXX", NULL);
	g_autofree char *command = g_strdup_printf(
		"cd %s && mkdir x && touch x/conditions-9.ripas x/conditions-own.ripas "
		"x/transitions-9.ripas && ripas-sim explore -q --cover %s >/dev/null 2>&1; code=$?; "
		"ls x | tr '\\n' ' '; rm -r x; exit $code", folder, folders[_i].arguments);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_int_eq(code, folders[_i].code);
	ck_assert_str_eq(said, folders[_i].left);
	g_rmdir(folder);
}
END_TEST

/* Who has lost patience gets what there is, and not all. */
START_TEST(test_interrupted)
{
	Covering covering;
	GPtrArray *some;

	cover(GOALS_CONDITIONS, ONE_PAGE, &covering);
	covering.reach.end = EXPLORE_INTERRUPTED;
	some = choose_histories(&covering.explored.exploration->alphabet, &covering.reach);
	ck_assert_uint_gt(some->len, 0);
	ck_assert_uint_le(some->len, covering.histories->len);
	g_ptr_array_unref(some);
	covering_clear(&covering);
}
END_TEST

START_TEST(test_kinds)
{
	GoalsKind kind;

	for (guint i = GOALS_CONDITIONS; i <= GOALS_PAIRS; i++) {
		ck_assert(goals_kind(goals_kind_name((GoalsKind)i), &kind));
		ck_assert_uint_eq(kind, i);
	}
	ck_assert(!goals_kind("everything", &kind));
}
END_TEST

Suite *suite_suites(void)
{
	Suite *suite = suite_create("suites");
	TCase *tcase = tcase_create("suites");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_conditions_of_exploration);
	tcase_add_loop_test(tcase, test_known, 0, G_N_ELEMENTS(known));
	tcase_add_loop_test(tcase, test_scenarios, GOALS_CONDITIONS, GOALS_PAIRS + 1);
	tcase_add_loop_test(tcase, test_threads, GOALS_CONDITIONS, GOALS_PAIRS + 1);
	tcase_add_loop_test(tcase, test_few, 0, G_N_ELEMENTS(sizes));
	tcase_add_test(tcase, test_covers);
	tcase_add_test(tcase, test_written);
	tcase_add_loop_test(tcase, test_folders, 0, G_N_ELEMENTS(folders));
	tcase_add_test(tcase, test_interrupted);
	tcase_add_test(tcase, test_kinds);
	suite_add_tcase(suite, tcase);
	return suite;
}
