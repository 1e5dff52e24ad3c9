/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants that an exploration tells apart from the model. */
#include <signal.h>

#include "folder.h"
#include "inquiry/inquiry.h"
#include "mutants.h"
#include "mutate/mutants.h"
#include "suites.h"
#include "suites/telling.h"
#include "system/interrupt.h"
#include "system/version.h"

static gboolean told(const Generated *generated, const char *id)
{
	return generated->fates[mutants_number(generated, id)].told;
}

/* A mutant is told apart where the row that it spoils decides alone. */
START_TEST(test_told)
{
	static const char text[] =
		"spec 1.0\ninclude \"%s/scenarios/common/one-table.ripas\"\nexplore\n"
		"host RMI_DATA_DESTROY rd=$rd|$rd+1 ipa=$dram|$dram+1\n%send\n";
	g_autofree char *here = g_get_current_dir();
	g_autofree char *whole = g_strdup_printf(text, here, "");
	g_autofree char *short_of = g_strdup_printf(text, here, "host X\n");
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = g_strdup(folder_add(folder, "told.ripas", whole, -1));
	const char *bad = folder_add(folder, "bad.ripas", short_of, -1);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const TellingBounds bounds = { .options.states = 10 };
	Generated generated;
	guint all, some;

	mutants_begin(&generated, "1.0");
	generated_add(&generated, "scenarios/acs/command/data-destroy.ripas");
	ck_assert(telling_explore(&generated, path, &bounds, diagnostics));
	ck_assert(generated_run(&generated));
	ck_assert(told(&generated, "RMI_DATA_DESTROY rtte_state silent"));
	/* nothing is carried out */
	ck_assert(!told(&generated, "RMI_DATA_DESTROY rtte kept"));
	ck_assert(told(&generated, "RMI_DATA_DESTROY rtte_state index"));
	/* another condition may be reported there as well, but is another status */
	ck_assert(told(&generated, "RMI_DATA_DESTROY ipa_align dropped"));
	ck_assert(!told(&generated, "RMI_DATA_DESTROY ipa_align status"));
	ck_assert(!told(&generated, "RMI_DATA_DESTROY rtt_walk silent"));
	ck_assert(!told(&generated, "RMI_DATA_CREATE data_state silent"));
	for (guint i = 0; i < generated.mutants->len; i++)
		ck_assert(!((const Mutant *)generated.mutants->pdata[i])->equivalent ||
			  (!generated.fates[i].told && !generated_by(&generated, i, 0)));
	all = generated_score(&generated, (MutantsAsked){ MUTANT_KINDS, TRUE }, 0, &some);
	ck_assert_uint_eq(all, 5);
	ck_assert_uint_eq(some, 5);
	ck_assert(!telling_explore(&generated, bad, &bounds, diagnostics));
	ck_assert_uint_gt(diagnostics->messages->len, 0);
	generated_clear(&generated);
}
END_TEST

static gboolean stop(gpointer user, Count states, Count transitions, guint64 depth)
{
	return FALSE;
}

/* An exploration that is ended leaves what it told apart, and is said to be cut short. */
START_TEST(test_cut_short)
{
	const TellingBounds bounds = { .sink.progress = stop };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Generated generated;
	guint all;

	mutants_begin(&generated, "1.0");
	ck_assert(telling_explore(&generated, "scenarios/explore/one-page.ripas", &bounds,
				  diagnostics));
	ck_assert(generated.explored);
	ck_assert(generated.cut_short);
	ck_assert_uint_eq(generated_told(&generated, MUTANT_KINDS, &all), 0);
	ck_assert_uint_gt(all, 600);
	generated_clear(&generated);
}
END_TEST

/* So is one that Ctrl-C ends in its setup, or while its actions are made. */
START_TEST(test_cut_short_before)
{
	const TellingBounds bounds = { .options.states = 10 };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Generated generated;
	gboolean explored;

	mutants_begin(&generated, "1.0");
	interrupt_watch();
	raise(SIGINT);
	explored = telling_explore(&generated, "scenarios/explore/one-page.ripas", &bounds,
				   diagnostics);
	interrupt_forget();
	ck_assert(explored);
	ck_assert(generated.cut_short);
	ck_assert_uint_eq(diagnostics->messages->len, 0);
	generated_clear(&generated);
}
END_TEST

/* How many of what must never be the exploration of a resumed map finds; @id NULL: of the model. */
static guint found_of_resumed_map(const char *id)
{
	static const ExploreSink none;
	const ExploreOptions options = { .all = TRUE, .unchecked = TRUE };
	const ParseOptions parse = { .version = version_find("2.0-bet3") };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse("scenarios/explore/resumed-map.ripas", &parse,
						      diagnostics);
	Explored explored;
	Generated generated;
	guint found = 0;

	mutants_begin(&generated, "2.0-bet3");
	ck_assert(explored_begin(&explored, scenario, diagnostics));
	if (id)
		mutant_apply(generated.mutants->pdata[mutants_number(&generated, id)],
			     explored.exploration->model);
	explore_plain.explore(&explored.exploration->alphabet, &options, &none, &explored.result);
	for (guint i = 0; i < explored.result.found->len; i++)
		found += ((const Found *)explored.result.found->pdata[i])->kind == FOUND_NEVER;
	explored_clear(&explored);
	generated_clear(&generated);
	return found;
}

/* A map that goes on, and leaves the entry unmapped that it was interrupted in, is found there. */
START_TEST(test_resumed_map)
{
	ck_assert_uint_eq(found_of_resumed_map(NULL), 0);
	ck_assert_uint_ge(found_of_resumed_map("RMI_RTT_DATA_MAP rtte short"), 1);
	ck_assert_uint_ge(found_of_resumed_map("RMI_RTT_DATA_MAP out_top far"), 1);
}
END_TEST

/* An effect is told apart where both do it in a state that exploration comes to. */
START_TEST(test_effects_told)
{
	static const char text[] =
		"spec 1.0\ninclude \"%s/scenarios/common/one-table.ripas\"\nexplore\n"
		"host RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+4K\n"
		"host RMI_REALM_ACTIVATE rd=$rd\nend\n";
	g_autofree char *here = g_get_current_dir();
	g_autofree char *whole = g_strdup_printf(text, here);
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "effects.ripas", whole, -1);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const TellingBounds bounds = { .options.states = 10 };
	Generated generated;

	mutants_begin(&generated, "1.0");
	ck_assert(telling_explore(&generated, path, &bounds, diagnostics));
	ck_assert(told(&generated, "RMI_RTT_INIT_RIPAS rim unmeasured"));
	ck_assert(told(&generated, "RMI_RTT_INIT_RIPAS rtte short"));
	ck_assert(told(&generated, "RMI_RTT_INIT_RIPAS out_top far"));
	ck_assert(told(&generated, "RMI_RTT_INIT_RIPAS realm_state dropped"));
	ck_assert(told(&generated, "RMI_REALM_ACTIVATE realm_state kept"));
	ck_assert(told(&generated, "RMI_REALM_ACTIVATE realm_state dropped"));
	ck_assert(!told(&generated, "RMI_REALM_DESTROY rd_state kept"));
	generated_clear(&generated);
}
END_TEST

Suite *suite_told(void)
{
	Suite *suite = suite_create("told");
	TCase *tcase = tcase_create("told");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_told);
	tcase_add_test(tcase, test_cut_short);
	tcase_add_test(tcase, test_cut_short_before);
	tcase_add_test(tcase, test_resumed_map);
	tcase_add_test(tcase, test_effects_told);
	suite_add_tcase(suite, tcase);
	return suite;
}
