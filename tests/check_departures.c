/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Readings and departures: tests/departures has a scenario for each, named
 * after it, which comes out so with the variant and otherwise without it.
 */
#include <string.h>

#include "library.h"
#include "suites.h"
#include "text/variants.h"

/* A reading or departure; or NULL. */
static const struct rmm_variant_info *departure(int variant)
{
	const struct rmm_variant_info *info = rmm_variant_info((enum rmm_variant)variant);

	return info && info->kind != VARIANT_MISTAKE &&
	       info->kind != VARIANT_BUG ? info : NULL;
}

static char *path_of(const struct rmm_variant_info *info)
{
	return g_strdup_printf("tests/departures/%s.ripas", info->id);
}

/* Steps that do not come out as the scenario says; the first one's text. */
static guint failures_of(const Scenario *scenario, char **first)
{
	RunOptions options = { .keep_all = TRUE };
	RunResult result;
	guint failed = 0;

	scenario_run(scenario, &options, &result);
	for (guint i = 0; i < result.outcomes->len; i++) {
		const StepOutcome *outcome = result.outcomes->pdata[i];

		if (outcome->passed)
			continue;
		if (failed++ == 0)
			*first = g_strdup_printf("line %u: %s\n%s", outcome->step->at.line,
						 outcome->text, library_detail(&result, outcome));
	}
	run_result_clear(&result);
	return failed;
}

/* The scenario of a departure, and how many of its steps fail; or NULL. */
static const struct rmm_variant_info *run_departure(int variant, gboolean bent, char **first,
						    guint *failed)
{
	const struct rmm_variant_info *info = departure(variant);
	g_autofree char *path = info ? path_of(info) : NULL;
	g_autoptr(Scenario) scenario = NULL;

	if (!info)
		return NULL;
	scenario = library_parse(path);
	ck_assert_msg(rmm_has_variant(&scenario->config.variants, (enum rmm_variant)variant),
		      "%s does not bend %s", path, info->id);
	if (!bent)
		memset(&scenario->config.variants, 0, sizeof(scenario->config.variants));
	*failed = failures_of(scenario, first);
	return info;
}

START_TEST(test_departure)
{
	g_autofree char *first = NULL;
	guint failed;
	const struct rmm_variant_info *info = run_departure(_i, TRUE, &first, &failed);

	ck_assert_msg(!info || failed == 0, "%s, %s", info->id, first);
}
END_TEST

/* The same steps under the plain specification come out otherwise. */
START_TEST(test_without_it)
{
	g_autofree char *first = NULL;
	guint failed;
	const struct rmm_variant_info *info = run_departure(_i, FALSE, &first, &failed);

	ck_assert_msg(!info || failed > 0, "the scenario of %s does not need it", info->id);
}
END_TEST

Suite *suite_departures(void)
{
	Suite *suite = suite_create("departures");
	TCase *tcase = tcase_create("departures");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_departure, VARIANT_NONE + 1, VARIANTS);
	tcase_add_loop_test(tcase, test_without_it, VARIANT_NONE + 1, VARIANTS);
	suite_add_tcase(suite, tcase);
	return suite;
}
