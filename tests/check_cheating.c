/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every Host: what none can do to the guest of a cell, and what one can; what is
 * found runs as a scenario, with an RMM that measures.
 */
#include <string.h>

#include "cheating/exhaustive.h"
#include "cheating/honest_cell.h"
#include "compare/cell_name.h"
#include "compare/machine_file.h"
#include "library.h"
#include "run/runner.h"
#include "suites.h"

static Cell cell_of(const char *name, const struct rmm_version *version)
{
	g_autoptr(GError) error = NULL;
	Cell cell;

	ck_assert_msg(cell_named(name, version, &cell, &error), "%s", error ? error->message : "");
	return cell;
}

/* ---- what is known ---- */

#define NONE CHEATING_NONE
#define FOUND CHEATING_FOUND

static const struct {
	const struct rmm_version *version;
	const char *cell;
	CheatingVerdict verdicts[HARMS];
	Harm shown;
	const char *way;        /* of the Host to what is shown; NULL: there is none */
} known[] = {
	/* RMM 1.0 measures each entry that becomes RAM: who destroys one has another RIM. */
	{ &rmm_version_1_0, "both/linux/v12",
	  { [HARM_IMAGE] = NONE, [HARM_DATA] = NONE, [HARM_FOREIGN] = NONE, [HARM_RAM] = NONE,
	    [HARM_SEA] = NONE }, HARM_DATA, NULL },
	/* A guest that never attests is shown anything. */
	{ &rmm_version_1_0, "host-init/legacy/v12",
	  { [HARM_IMAGE] = FOUND, [HARM_DATA] = NONE, [HARM_FOREIGN] = FOUND, [HARM_RAM] = FOUND,
	    [HARM_SEA] = FOUND }, HARM_FOREIGN,
	  "RMI_DATA_DESTROY, RMI_DATA_CREATE, RMI_REALM_ACTIVATE" },
	/* 2.0 makes RAM of what was destroyed (C1, C6), in the honest Host's call as well. */
	{ &rmm_version_2_0_bet3, "both/linux/v14",
	  { [HARM_IMAGE] = FOUND, [HARM_DATA] = NONE, [HARM_FOREIGN] = NONE, [HARM_RAM] = NONE,
	    [HARM_SEA] = NONE }, HARM_IMAGE,
	  "RMI_RTT_DATA_UNMAP, RMI_RTT_DATA_MAP, set_ripas_of_protected_regions, RMI_REALM_ACTIVATE" },
	/* bet0 does not measure RIPAS: that the guest asks early is no protection. */
	{ &rmm_version_2_0_bet0, "guest-init/edk2+linux/v14",
	  { [HARM_IMAGE] = FOUND, [HARM_DATA] = NONE, [HARM_FOREIGN] = NONE, [HARM_RAM] = FOUND,
	    [HARM_SEA] = NONE }, HARM_IMAGE,
	  "RMI_RTT_DATA_UNMAP, RMI_RTT_INIT_RIPAS, RMI_REALM_ACTIVATE, RMI_RTT_DATA_MAP" },
	/* bet3 does. */
	{ &rmm_version_2_0_bet3, "guest-init/edk2+linux/v14",
	  { [HARM_IMAGE] = NONE, [HARM_DATA] = NONE, [HARM_FOREIGN] = NONE, [HARM_RAM] = NONE,
	    [HARM_SEA] = NONE }, HARM_IMAGE, NULL },
};

/* Its scenario runs; of what was not found the setup does. */
static void check_scenario(const char *name, const char *text)
{
	const ParseOptions parse = { .version = NULL };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse_text(name, g_strdup(text), strlen(text), &parse,
							   diagnostics);
	RunResult result;

	ck_assert_msg(scenario != NULL, "%s", text);
	library_run(name, scenario, &result);
	ck_assert_msg(result.failed == 0 && !result.limit, "%s", text);
	run_result_clear(&result);
}

START_TEST(test_known)
{
	const Cell cell = cell_of(known[_i].cell, known[_i].version);
	HashCache *cache = hash_cache_new();
	const Cheating *shown;
	CheatingResult result;

	cheating_explore(&cell, &cheating_bounds, known[_i].shown, NULL, cache, &result);
	ck_assert(result.boots && !result.partial);
	for (Harm harm = 0; harm < HARMS; harm++)
		ck_assert_msg(result.harms[harm].verdict == known[_i].verdicts[harm], "%s/%s: %s",
			      known[_i].cell, harm_name(harm),
			      result.harms[harm].way ? result.harms[harm].way : "not found");
	shown = &result.harms[known[_i].shown];
	ck_assert_msg(g_strcmp0(shown->way, known[_i].way) == 0, "%s", shown->way);
	check_scenario(known[_i].cell, shown->scenario);
	ck_assert((strstr(shown->scenario, "explore\n") == NULL) == (known[_i].way != NULL));
	cheating_result_clear(&result);
	hash_cache_free(cache);
}
END_TEST

/* Where INIT_RIPAS stops at what was destroyed there is no way. */
START_TEST(test_reading)
{
	Cell cell = cell_of("host-init/linux/v14", &rmm_version_2_0_bet3);
	HashCache *cache = hash_cache_new();
	CheatingResult result;

	rmm_add_variant(&cell.variants, VARIANT_INIT_RIPAS_STOPS_AT_DESTROYED);
	cheating_explore(&cell, &cheating_bounds, HARMS, NULL, cache, &result);
	ck_assert(result.boots);
	ck_assert_int_eq(result.harms[HARM_IMAGE].verdict, CHEATING_NONE);
	cheating_result_clear(&result);
	hash_cache_free(cache);
}
END_TEST

/* ---- bounds ---- */

START_TEST(test_bounds)
{
	const Cell cell = cell_of("host-init/linux/v14", &rmm_version_2_0_bet3);
	const CheatingBounds few = { .depth = 3, .engine = &explore_plain };
	const CheatingBounds small = { .states = 10, .engine = &explore_plain };
	HashCache *cache = hash_cache_new();
	CheatingResult result;

	cheating_explore(&cell, &few, HARMS, NULL, cache, &result);
	ck_assert(!result.partial);
	ck_assert_int_eq(result.harms[HARM_IMAGE].verdict, CHEATING_NONE_SO_FAR);
	cheating_result_clear(&result);
	cheating_explore(&cell, &small, HARMS, NULL, cache, &result);
	ck_assert(result.partial);
	ck_assert_int_eq(result.harms[HARM_DATA].verdict, CHEATING_NONE_SO_FAR);
	cheating_result_clear(&result);
	hash_cache_free(cache);
}
END_TEST

/* However states are found, a cell says the same. */
START_TEST(test_engines)
{
	const Cell cell = cell_of("host-init/legacy/v12", &rmm_version_1_0);
	CheatingBounds bounds = { .depth = 3, .engine = &explore_plain };
	HashCache *cache = hash_cache_new();
	CheatingResult expected, result;

	cheating_explore(&cell, &bounds, HARMS, NULL, cache, &expected);
	ck_assert(expected.boots);
	ck_assert_int_eq(expected.harms[HARM_FOREIGN].verdict, CHEATING_FOUND);
	for (guint i = 0; explore_engines()[i]; i++) {
		bounds.engine = explore_engines()[i];
		cheating_explore(&cell, &bounds, HARMS, NULL, cache, &result);
		ck_assert(result.states == expected.states);
		for (Harm harm = 0; harm < HARMS; harm++) {
			ck_assert_msg(result.harms[harm].verdict == expected.harms[harm].verdict,
				      "%s: %s", bounds.engine->name, harm_name(harm));
			ck_assert_uint_eq(result.harms[harm].actions, expected.harms[harm].actions);
		}
		cheating_result_clear(&result);
	}
	cheating_result_clear(&expected);
	hash_cache_free(cache);
}
END_TEST

/* What v14 and v16 lead to is explored once, what another guest leads to anew. */
START_TEST(test_explored_before)
{
	static const struct {
		const char *cell;
		gboolean is_known;
	} cells[] = {
		{ "host-init/legacy/v14", FALSE }, { "host-init/legacy/v16", TRUE },
		/* it asks for nothing, whatever policy expects it to */
		{ "both/legacy/v16", TRUE }, { "host-init/linux/v16", FALSE },
	};
	const CheatingBounds few = { .depth = 2, .engine = &explore_plain };
	HashCache *cache = hash_cache_new();
	KnownPages *pages = known_pages_new();

	for (gsize i = 0; i < G_N_ELEMENTS(cells); i++) {
		const Cell cell = cell_of(cells[i].cell, &rmm_version_2_0_bet3);
		guint before = known_pages_count(pages);
		CheatingResult result, alone;

		cheating_explore(&cell, &few, HARMS, pages, cache, &result);
		cheating_explore(&cell, &few, HARMS, NULL, cache, &alone);
		ck_assert_msg((known_pages_count(pages) == before) == cells[i].is_known, "%s",
			      cells[i].cell);
		ck_assert(result.states == alone.states && result.partial == alone.partial);
		for (Harm harm = 0; harm < HARMS; harm++) {
			ck_assert_int_eq(result.harms[harm].verdict, alone.harms[harm].verdict);
			ck_assert_uint_eq(result.harms[harm].steps, alone.harms[harm].steps);
			ck_assert_pstr_eq(result.harms[harm].way, alone.harms[harm].way);
			ck_assert_pstr_eq(result.harms[harm].area, alone.harms[harm].area);
		}
		cheating_result_clear(&result);
		cheating_result_clear(&alone);
	}
	known_pages_free(pages);
	hash_cache_free(cache);
}
END_TEST

/* A machine has memory that nobody uses: no state carries it along. */
START_TEST(test_machine)
{
	const ParseOptions parse = { .version = NULL };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	MachineFile *machine = machine_file_load("tests/machines/two-banks.ripas", diagnostics);
	HashCache *cache = hash_cache_new();
	g_autoptr(Scenario) scenario = NULL;
	g_autofree char *setup = NULL;
	HonestCell honest;
	Cell cell;

	ck_assert(machine != NULL);
	cell = cell_of("guest-init/linux/v12", &rmm_version_1_0);
	cell.population = &machine->population;
	cell.guest = &machine->guest;
	ck_assert(honest_cell_init(&honest, &cell, cache));
	setup = honest_cell_setup(&honest);
	scenario = scenario_parse_text("cell", g_strdup(setup), strlen(setup), &parse, diagnostics);
	ck_assert_msg(scenario != NULL, "%s", setup);
	ck_assert_uint_lt(scenario->config.rtts, 32);
	ck_assert_uint_eq(scenario->config.region_count, 2);
	ck_assert_uint_lt(scenario->config.regions[0].size, 2 << 20);
	honest_cell_clear(&honest);
	hash_cache_free(cache);
	machine_file_free(machine);
}
END_TEST

/* ---- the table ---- */

/* Versions of KVM that lead to the same are one row, unless they are to stand apart. */
START_TEST(test_rows)
{
	char *by[] = { (char *)"guest-init", NULL }, *guests[] = { (char *)"linux", NULL };
	Choice choice = { .policies = by, .guests = guests, .population = &populations[0],
			  .jobs = 1 };
	Exhaustive *exhaustive = exhaustive_new(&rmm_version_2_0_bet3, &choice, &cheating_bounds);

	ck_assert_uint_eq(exhaustive->rows->len, 1);
	ck_assert_uint_eq(exhaustive->results->len, 3);
	ck_assert(!((CheatingResult *)exhaustive->results->pdata[0])->boots);
	exhaustive_free(exhaustive);
	choice.apart = TRUE;
	exhaustive = exhaustive_new(&rmm_version_2_0_bet3, &choice, &cheating_bounds);
	ck_assert_uint_eq(exhaustive->rows->len, 3);
	exhaustive_free(exhaustive);
}
END_TEST

Suite *suite_cheating(void)
{
	Suite *suite = suite_create("cheating");
	TCase *tcase = tcase_create("cheating");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_known, 0, (int)G_N_ELEMENTS(known));
	tcase_add_test(tcase, test_reading);
	tcase_add_test(tcase, test_bounds);
	tcase_add_test(tcase, test_engines);
	tcase_add_test(tcase, test_explored_before);
	tcase_add_test(tcase, test_machine);
	tcase_add_test(tcase, test_rows);
	suite_add_tcase(suite, tcase);
	return suite;
}
