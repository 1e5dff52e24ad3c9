/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pairs of conditions that no order is between: where both hold either may be reported. Those
 * that contradict each other are met by no call, and of the others most are met by one.
 */
#include "coverage/contradiction.h"
#include "suites.h"
#include "suites/covering.h"
#include "system/version.h"

static gboolean contradict(const Goals *goals, guint number, const char **why)
{
	const Goal *goal = goals_at(goals, number);

	return conditions_contradict(goals->model, goal->command, (unsigned)goal->first,
				     (unsigned)goal->second, why);
}

/* What is called impossible, is not. */
static void check_not_met(const Goals *goals, guint number, gboolean met)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const char *why;

	if (!met || !contradict(goals, number, &why))
		return;
	goal_append(text, goals, goals_at(goals, number));
	ck_abort_msg("%s is met, and not impossible: %s", text->str, why);
}

/* ---- by scenarios ---- */

/* Pairs of all commands. */
static const struct {
	const char *version;
	guint contradictory;
	guint nearly;                   /* met by a call of a scenario with another input */
	guint open;
} versions[] = {
	{ "1.0", 79, 677, 31 }, { "2.0-bet0", 127, 1230, 222 }, { "2.0-bet3", 112, 1249, 248 },
};

/* Goals of all commands, of which nothing is explored, and what scenarios for conditions meet. */
static void cover_nothing(const struct rmm_version *version, Covering *covering)
{
	g_autofree char *folder = g_strdup_printf("scenarios/conditions/%s", version->id);
	char *library[] = { folder, NULL };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const CoveringRequest request = {
		.kind = GOALS_PAIRS, .parse.version = version, .options.states = 1,
		.library = library
	};

	covering_find("tests/suites/all-commands.ripas", &request, diagnostics, covering);
	ck_assert(covering->explorable);
}

START_TEST(test_scenarios)
{
	guint contradictory = 0, nearly = 0, open = 0;
	Covering covering;
	const Goals *goals;
	const char *why;

	cover_nothing(version_find(versions[_i].version), &covering);
	goals = covering.reach.goals;
	for (guint i = 0; i < goals->all->len; i++) {
		gboolean met = covering.elsewhere.by[i] || covering.elsewhere.nearly[i];

		if (!goal_is_possible(goals, goals_at(goals, i)))
			continue;
		check_not_met(goals, i, met);
		contradictory += contradict(goals, i, &why) ? 1 : 0;
		nearly += covering.elsewhere.nearly[i] ? 1 : 0;
		open += met || contradict(goals, i, &why) ? 0 : 1;
	}
	ck_assert_uint_eq(contradictory, versions[_i].contradictory);
	ck_assert_uint_eq(nearly, versions[_i].nearly);
	ck_assert_uint_eq(open, versions[_i].open);
	covering_clear(&covering);
}
END_TEST

/* ---- by exploration ---- */

static const struct {
	const char *name, *version;
} explored[] = {
	{ "one-page", "1.0" }, { "tables", "1.0" }, { "realms", "1.0" }, { "realms", "2.0-bet0" },
	{ "host-mappings", "2.0-bet0" }, { "host-mappings", "2.0-bet3" }, { "cpus", "1.0" },
	{ "tracking", "2.0-bet0" },
};

START_TEST(test_explorations)
{
	g_autofree char *path = g_strdup_printf("scenarios/explore/%s.ripas", explored[_i].name);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const CoveringRequest request = {
		.kind = GOALS_PAIRS, .parse.version = version_find(explored[_i].version)
	};
	Covering covering;

	covering_find(path, &request, diagnostics, &covering);
	ck_assert(covering.explorable);
	for (guint i = 0; i < covering.reach.goals->all->len; i++)
		check_not_met(covering.reach.goals, i, goal_set_has(covering.reach.reached, i));
	covering_clear(&covering);
}
END_TEST

Suite *suite_pairs(void)
{
	Suite *suite = suite_create("pairs");
	TCase *tcase = tcase_create("pairs");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_scenarios, 0, G_N_ELEMENTS(versions));
	tcase_add_loop_test(tcase, test_explorations, 0, G_N_ELEMENTS(explored));
	suite_add_tcase(suite, tcase);
	return suite;
}
