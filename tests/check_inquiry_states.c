/* SPDX-License-Identifier: BSD-3-Clause */
/* Explorations that scenarios ask for: what is part of a state, and bounds. */
#include "explore/engine.h"
#include "inquiry.h"
#include "suites.h"

/* ---- what is part of a state ---- */

static const struct {
	const char *line;
	guint64 states;
} parts[] = {
	/* DELEGATE, then CREATE and DESTROY in turn: the RIM tells how often */
	{ "rim count 3", 8 }, { "rim count 1", 4 }, { "rim off", 4 },
	/* every extension is another RIM, so that there is no end */
	{ "rim exact\nstates 100", 100 },
	{ "ghosts off", 8 },
	/* a number that tells apart what is the same otherwise */
	{ "rim off\nmonitor $m = 7 at RMI_DATA_DESTROY", 5 },
	{ "rim off\nmonitor $m = top at RMI_DATA_DESTROY", 5 },
	/* of the Host's, which there is none of, and of the Realm's */
	{ "rim off\nrealm $rec READ ipa=0\nmonitor $m = 7 at host READ", 4 },
	{ "rim off\nhost RMI_REALM_ACTIVATE rd=$rd\nrealm $rec READ ipa=0\nmonitor $m = 7 at READ", 10 },
	{ "rim off\nmonitor $m = top at RMI_DATA_DESTROY, ipa at RMI_DATA_CREATE", 4 },
};

START_TEST(test_part)
{
	g_autofree char *text = g_strconcat(INQUIRY_ONE_PAGE, parts[_i].line, "\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_uint_eq((guint64)explored.result.states, parts[_i].states);
	explored_clear(&explored);
}
END_TEST

/* With one PE the Host waits until the REC has left. */
START_TEST(test_pe)
{
	static const char text[] = INQUIRY_TABLE
		"host RMI_REALM_ACTIVATE rd=$rd\nexplore\n"
		"host RMI_GRANULE_DELEGATE addr=$spare\nhost RMI_GRANULE_UNDELEGATE addr=$spare\n"
		"host RMI_REC_ENTER rec=$rec\nguest $rec: IRQ\n"
		"monitor $entered = 1 at RMI_REC_ENTER, 0 at RMI_GRANULE_DELEGATE, "
		"0 at RMI_GRANULE_UNDELEGATE\n%snever running $rec and $entered == 0\nend\n";
	const ExploreRequest request = { .options.all = TRUE };

	for (int pe = 0; pe < 2; pe++) {
		g_autofree char *block = g_strdup_printf(text, pe ? "pe 1\n" : "");
		g_autoptr(Scenario) scenario = inquiry_parse(block, (struct rmm_variants){ { 0 } });
		Explored explored;

		inquiry_explore(scenario, &request, &explored);
		ck_assert_int_eq(explored_answer(&explored, 0), pe ? ANSWER_HOLDS : ANSWER_BROKEN);
		explored_clear(&explored);
	}
}
END_TEST

/* ---- bounds ---- */

static const struct {
	const char *bound;
	ExploreEnd end;
} bounds[] = {
	{ "depth 2", EXPLORE_DEPTH }, { "states 3", EXPLORE_STATES }, { "memory 1K", EXPLORE_MEMORY },
};

START_TEST(test_bound)
{
	g_autofree char *text = g_strconcat(INQUIRY_ONE_PAGE "never realm ACTIVE\n", bounds[_i].bound,
					    "\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored.result.end, bounds[_i].end);
	ck_assert(explored_is_partial(&explored));
	ck_assert_int_eq(explored_answer(&explored, 0), ANSWER_SO_FAR);
	explored_clear(&explored);
}
END_TEST

/* However states are found: not more of them, and nothing that is further away. */
START_TEST(test_bound_of_engines)
{
	g_autofree char *text = g_strconcat(INQUIRY_ONE_PAGE "reach granule $spare DATA\n"
					    "reach rtte 0 UNASSIGNED DESTROYED\n", bounds[_i].bound,
					    "\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });

	for (const ExploreEngine *const *engine = explore_engines(); *engine; engine++) {
		const ExploreRequest request = { .engine = *engine };
		g_autoptr(Diagnostics) diagnostics = diagnostics_new();
		Explored explored;

		explore_scenario(scenario, &request, diagnostics, &explored);
		ck_assert_int_eq(explored.result.end, bounds[_i].end);
		ck_assert_int_eq(explored_answer(&explored, 0), ANSWER_REACHED);
		ck_assert_int_eq(explored_answer(&explored, 1), ANSWER_SO_FAR);
		explored_clear(&explored);
	}
}
END_TEST

static gboolean stop(gpointer user, Count states, Count transitions, guint64 depth)
{
	return FALSE;
}

START_TEST(test_interrupted)
{
	g_autoptr(Scenario) scenario = inquiry_parse(INQUIRY_ONE_PAGE "end\n", (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .sink.progress = stop };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored.result.end, EXPLORE_INTERRUPTED);
	explored_clear(&explored);
}
END_TEST

Suite *suite_inquiry_states(void)
{
	Suite *suite = suite_create("inquiry_states");
	TCase *tcase = tcase_create("inquiry_states");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_part, 0, G_N_ELEMENTS(parts));
	tcase_add_test(tcase, test_pe);
	tcase_add_loop_test(tcase, test_bound, 0, G_N_ELEMENTS(bounds));
	/* Memory is reckoned otherwise by each. */
	tcase_add_loop_test(tcase, test_bound_of_engines, 0, 2);
	tcase_add_test(tcase, test_interrupted);
	suite_add_tcase(suite, tcase);
	return suite;
}
