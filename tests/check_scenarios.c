/* SPDX-License-Identifier: BSD-3-Clause */
/* The library of scenarios: all as expected, in self-check mode, and again. */
#include <string.h>

#include "language/print.h"
#include "library.h"
#include "run/outcome_words.h"
#include "suites.h"
#include "text/variants.h"

/* Looked for once: each test is a process that has them. */
static const GPtrArray *library(void)
{
	static GPtrArray *files;

	if (!files)
		files = library_files("scenarios");
	return files;
}

START_TEST(test_scenario)
{
	const GPtrArray *files = library();
	const char *path = files->pdata[_i];
	g_autoptr(Scenario) scenario = library_parse(path);
	RunResult result;

	library_run(path, scenario, &result);
	ck_assert_msg(result.steps > 0, "%s judges nothing", path);
	run_result_clear(&result);
}
END_TEST

static void run_under(const char *path, const struct rmm_version *version)
{
	ParseOptions options = { .version = version };
	RunOptions plainly = { .self_check = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse(path, &options, diagnostics);
	RunResult result;

	if (!scenario)
		ck_abort_msg("%s", (char *)diagnostics->messages->pdata[0]);
	scenario_run(scenario, &plainly, &result);
	ck_assert_msg(result.failed == 0 && !result.limit, "%s fails under %s", path, version->id);
	run_result_clear(&result);
}

/* It is for the versions that its spec line names, or without one for all: in those that are left. */
START_TEST(test_scenario_of_every_version)
{
	const GPtrArray *files = library();
	const char *path = files->pdata[_i];
	g_autoptr(Scenario) plain = library_parse(path);

	for (guint i = 0; i < version_count(); i++)
		if (version_at(i) != plain->config.version &&
		    (!plain->declared || plain->declared & version_set(version_at(i))))
			run_under(path, version_at(i));
}
END_TEST

/* The trace of a run, as "run -v" prints it. */
static char *trace_of(const Scenario *scenario, const RunResult *result)
{
	GString *out = g_string_new(NULL);

	scenario_append_header(out, scenario);
	for (guint i = 0; i < result->outcomes->len; i++) {
		const StepOutcome *outcome = result->outcomes->pdata[i];

		if (!outcome->text)
			continue;
		g_string_append_printf(out, "%s%s%s", outcome->expanded ? "# " : "",
				       outcome->text, outcome_has_result(outcome) ? " > " : "");
		outcome_append_result(out, result, outcome);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

/* Without the procedures of actors, which their calls stand for. */
static char *calls_of(const char *trace)
{
	g_auto(GStrv) lines = g_strsplit(trace, "\n", -1);
	GString *out = g_string_new(NULL);

	for (char **line = lines; *line; line++)
		if (!g_str_has_prefix(*line, "# "))
			g_string_append_printf(out, "%s\n", *line);
	return g_string_free(out, FALSE);
}

/* What a run prints is a scenario that comes to the same. */
START_TEST(test_trace_is_a_scenario)
{
	const GPtrArray *files = library();
	const char *path = files->pdata[_i];
	g_autoptr(Scenario) scenario = library_parse(path);
	g_autoptr(Scenario) again = NULL;
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	ParseOptions options = { .version = NULL };
	g_autofree char *calls = NULL, *told = NULL, *trace = NULL;
	RunResult result, second;

	library_run(path, scenario, &result);
	trace = trace_of(scenario, &result);
	calls = calls_of(trace);
	again = scenario_parse_text(path, g_strdup(trace), strlen(trace), &options, diagnostics);
	if (!again)
		ck_abort_msg("%s", (char *)diagnostics->messages->pdata[0]);
	library_run(path, again, &second);
	told = trace_of(again, &second);
	g_strchomp(calls);
	g_strchomp(told);
	if (strcmp(calls, told) != 0) {
		g_autofree char *where = library_difference(calls, told);

		ck_abort_msg("%s, %s", path, where);
	}
	run_result_clear(&second);
	run_result_clear(&result);
}
END_TEST

/* Each asks a question, but for those that others include. */
START_TEST(test_scenario_asks_a_question)
{
	const GPtrArray *files = library();
	const char *path = files->pdata[_i];
	g_autoptr(Scenario) scenario = library_parse(path);

	ck_assert_msg(scenario->title != NULL, "%s has no title", path);
	ck_assert_msg(scenario->question != NULL || g_str_has_prefix(path, "scenarios/common/"),
		      "%s has no question", path);
}
END_TEST

/* Does @path fail, in an expectation or an invariant, under @variant alone? */
static gboolean fails_under(const char *path, enum rmm_variant variant, const struct rmm_version *version)
{
	ParseOptions options = { .version = version };
	RunOptions plain = { .keep_all = FALSE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	RunResult result;
	gboolean failed;

	rmm_add_variant(&options.variants, variant);
	scenario = scenario_parse(path, &options, diagnostics);
	ck_assert_msg(scenario != NULL, "%s", path);
	scenario_run(scenario, &plain, &result);
	failed = result.failed > 0;
	run_result_clear(&result);
	return failed;
}

/* In its version, or in one that it is for as well as the variant? */
static gboolean notices(const char *path, const Scenario *scenario, enum rmm_variant variant)
{
	for (guint i = 0; i < version_count(); i++) {
		const struct rmm_version *version = version_at(i);

		if ((!scenario->declared || scenario->declared & version_set(version)) &&
		    variant_applies(rmm_variant_info(variant), version) &&
		    fails_under(path, variant, version))
			return TRUE;
	}
	return FALSE;
}

/* "variant ID must fail" is true. */
START_TEST(test_variant_must_fail)
{
	const GPtrArray *files = library();
	const char *path = files->pdata[_i];
	g_autoptr(Scenario) scenario = library_parse(path);

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(&scenario->must_fail, i))
			ck_assert_msg(notices(path, scenario, i), "%s does not notice %s", path,
				      rmm_variant_info(i)->id);
}
END_TEST

/* Every bug that an RMM had, and every other reading, is claimed by a scenario. */
START_TEST(test_every_bug_is_noticed)
{
	const GPtrArray *files = library();
	struct rmm_variants claimed = { { 0 } };

	for (guint i = 0; i < files->len; i++) {
		g_autoptr(Scenario) scenario = library_parse(files->pdata[i]);

		for (gsize word = 0; word < G_N_ELEMENTS(claimed.bits); word++)
			claimed.bits[word] |= scenario->must_fail.bits[word];
	}
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const struct rmm_variant_info *info = rmm_variant_info(i);

		if (info->kind == VARIANT_BUG || info->kind == VARIANT_READING)
			ck_assert_msg(rmm_has_variant(&claimed, i), "no scenario notices %s",
				      info->id);
	}
}
END_TEST

Suite *suite_scenarios(void)
{
	Suite *suite = suite_create("scenarios");
	TCase *tcase = tcase_create("scenarios");
	int count = (int)library()->len;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_scenario, 0, count);
	tcase_add_loop_test(tcase, test_scenario_of_every_version, 0, count);
	tcase_add_loop_test(tcase, test_trace_is_a_scenario, 0, count);
	tcase_add_loop_test(tcase, test_scenario_asks_a_question, 0, count);
	tcase_add_loop_test(tcase, test_variant_must_fail, 0, count);
	tcase_add_test(tcase, test_every_bug_is_noticed);
	suite_add_tcase(suite, tcase);
	return suite;
}
