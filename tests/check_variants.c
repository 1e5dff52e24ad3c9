/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Variants and invariants: every mistake breaks an invariant, and every
 * invariant is broken by a mistake. tests/variants has a scenario for each
 * mistake, named after it; without the variant it breaks nothing.
 */
#include <string.h>

#include "check/invariant.h"
#include "library.h"
#include "suites.h"
#include "text/variants.h"

/* The invariants that a scenario says it breaks: bit per row. */
static uint64_t expected_violations(const GPtrArray *steps)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	uint64_t expected = 0;

	for (guint i = 0; i < steps->len; i++) {
		const Step *step = steps->pdata[i];

		if (step->kind == STEP_EXPECT && step->predicate.kind == PREDICATE_VIOLATES)
			expected |= (uint64_t)1 << (step->predicate.invariant - rows);
	}
	return expected;
}

static char *path_of(const struct rmm_variant_info *info)
{
	return g_strdup_printf("tests/variants/%s.ripas", info->id);
}

static const struct rmm_variant_info *mistake(int variant)
{
	const struct rmm_variant_info *info = rmm_variant_info((enum rmm_variant)variant);

	return info && info->kind == VARIANT_MISTAKE ? info : NULL;
}

START_TEST(test_mistake_breaks_an_invariant)
{
	const struct rmm_variant_info *info = mistake(_i);
	g_autofree char *path = info ? path_of(info) : NULL;
	g_autoptr(Scenario) scenario = NULL;
	RunResult result;

	if (!info)
		return;
	scenario = library_parse(path);
	ck_assert_msg(rmm_has_variant(&scenario->config.variants, (enum rmm_variant)_i),
		      "%s does not bend %s", path, info->id);
	ck_assert_msg(expected_violations(scenario->steps) != 0, "%s breaks nothing", path);
	{
		/* A mistake may fail the self-check; that is not the matter here. */
		RunOptions options = { .keep_all = TRUE };

		scenario_run(scenario, &options, &result);
	}
	for (guint i = 0; i < result.outcomes->len; i++) {
		const StepOutcome *outcome = result.outcomes->pdata[i];

		ck_assert_msg(outcome->passed, "%s:%u: %s\n%s", path, outcome->step->at.line,
			      outcome->text, library_detail(&result, outcome));
	}
	run_result_clear(&result);
}
END_TEST

/* The same steps under the plain specification break nothing. */
START_TEST(test_without_it_all_holds)
{
	const struct rmm_variant_info *info = mistake(_i);
	g_autofree char *path = info ? path_of(info) : NULL;
	g_autoptr(Scenario) scenario = NULL;
	RunOptions options = { .keep_all = TRUE };
	RunResult result;

	if (!info)
		return;
	scenario = library_parse(path);
	memset(&scenario->config.variants, 0, sizeof(scenario->config.variants));
	scenario_run(scenario, &options, &result);
	for (guint i = 0; i < result.outcomes->len; i++) {
		const StepOutcome *outcome = result.outcomes->pdata[i];

		if (outcome->step->kind == STEP_EXPECT &&
		    outcome->step->predicate.kind == PREDICATE_VIOLATES)
			ck_assert_msg(!outcome->passed, "%s:%u: %s holds without %s", path,
				      outcome->step->at.line, outcome->text, info->id);
	}
	run_result_clear(&result);
}
END_TEST

START_TEST(test_every_invariant_can_fire)
{
	uint64_t broken = 0;
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (int i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const struct rmm_variant_info *info = mistake(i);
		g_autofree char *path = info ? path_of(info) : NULL;
		g_autoptr(Scenario) scenario = info ? library_parse(path) : NULL;

		if (scenario)
			broken |= expected_violations(scenario->steps);
	}
	for (unsigned i = 0; i < count; i++)
		ck_assert_msg(broken >> i & 1, "no mistake breaks %s", rows[i].id);
}
END_TEST

START_TEST(test_ids_are_unique_and_found)
{
	g_autoptr(GPtrArray) ids = variant_ids();

	for (guint i = 0; i < ids->len; i++) {
		enum rmm_variant variant = variant_find(ids->pdata[i]);

		ck_assert_uint_eq(variant, i + 1);
	}
	ck_assert(variant_find("no-such-variant") == VARIANT_NONE);
}
END_TEST

Suite *suite_variants(void)
{
	Suite *suite = suite_create("variants");
	TCase *tcase = tcase_create("variants");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_mistake_breaks_an_invariant, 1, VARIANTS);
	tcase_add_loop_test(tcase, test_without_it_all_holds, 1, VARIANTS);
	tcase_add_test(tcase, test_every_invariant_can_fire);
	tcase_add_test(tcase, test_ids_are_unique_and_found);
	suite_add_tcase(suite, tcase);
	return suite;
}
