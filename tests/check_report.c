/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports: SARIF has what its schema requires; every row of the formats can be asked for. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "program.h"
#include "report/formats.h"
#include "suites.h"

/* ---- the members that the schema of SARIF 2.1.0 requires ---- */

static JsonObject *member(JsonObject *object, const char *name)
{
	ck_assert_msg(json_object_has_member(object, name), "no member '%s'", name);
	return json_object_get_object_member(object, name);
}

static void check_location(JsonObject *result)
{
	JsonArray *locations = json_object_get_array_member(result, "locations");
	JsonObject *physical, *region;

	ck_assert_uint_eq(json_array_get_length(locations), 1);
	physical = member(json_array_get_object_element(locations, 0), "physicalLocation");
	ck_assert(*json_object_get_string_member(member(physical, "artifactLocation"), "uri"));
	if (!json_object_has_member(physical, "region"))
		return;
	region = member(physical, "region");
	ck_assert_int_gt(json_object_get_int_member(region, "startLine"), 0);
	if (json_object_has_member(region, "startColumn"))
		ck_assert_int_gt(json_object_get_int_member(region, "startColumn"), 0);
}

static void check_result(JsonObject *result, JsonArray *rules)
{
	static const char *const levels[] = { "error", "warning", "note", NULL };
	guint index = (guint)json_object_get_int_member(result, "ruleIndex");
	JsonObject *rule;

	ck_assert_uint_lt(index, json_array_get_length(rules));
	rule = json_array_get_object_element(rules, index);
	ck_assert_str_eq(json_object_get_string_member(rule, "id"),
			 json_object_get_string_member(result, "ruleId"));
	ck_assert(*json_object_get_string_member(member(result, "message"), "text"));
	ck_assert(g_strv_contains(levels, json_object_get_string_member(result, "level")));
	check_location(result);
}

static const struct {
	const char *command;
	guint results;
	const char *rules[5];           /* in order */
} logs[] = {
	{ "ripas-sim run --format sarif scenarios/boot/both.ripas", 0, { NULL } },
	/* the condition that refused */
	{ "ripas-sim run --format sarif tests/formats/fails.ripas", 1, { "gran_state" } },
	{ "ripas-sim run --format sarif tests/formats/errors.ripas 2>/dev/null", 1, { "not-run" } },
	/* an invariant, and what was expected but for it */
	{ "ripas-sim run --format sarif --variant no-wipe-on-undelegate "
	  "scenarios/regress/not-wiped.ripas", G_MAXUINT, { "wiped-for-host" } },
	/* variants that explain, conditions that the model permits, the end */
	{ "ripas-sim replay --format sarif tests/traces/rmm-1.0", 6,
	  { "tf-rmm-init-ripas-base-align", "tf-rmm-data-create-flags", "gran_state", "gran_gpt",
	    "not-judged" } },
	{ "ripas-sim replay --as tf-rmm-1.0 --format sarif tests/traces/tf-rmm-1.0/mixed.trace", 2,
	  { "request-while-pending", "emulatable-unprotected" } },
	/* what a search finds, and where a setup fails */
	{ "ripas-sim explore --engine plain --format sarif --all --variant data-destroy-keeps-ram "
	  "scenarios/explore/one-page.ripas", G_MAXUINT, { NULL } },
	{ "ripas-sim compare --format sarif --guest linux --kvm v14 --spec 2.0", 0, { NULL } },
	/* what failed under a version, and that the versions differ */
	{ "ripas-sim run --spec 1.0,2.0 --format sarif tests/golden/inputs/versions.ripas", 2,
	  { "expectation", "version-difference" } },
};

START_TEST(test_sarif)
{
	int code;
	g_autofree char *text = program_run(logs[_i].command, &code);
	g_autoptr(JsonNode) root = json_from_string(text, NULL);
	JsonArray *runs, *rules, *results;
	JsonObject *log, *driver;

	ck_assert_msg(root != NULL, "%s", text);
	log = json_node_get_object(root);
	ck_assert_str_eq(json_object_get_string_member(log, "version"), "2.1.0");
	runs = json_object_get_array_member(log, "runs");
	ck_assert_uint_eq(json_array_get_length(runs), 1);
	driver = member(member(json_array_get_object_element(runs, 0), "tool"), "driver");
	ck_assert_str_eq(json_object_get_string_member(driver, "name"), "ripas-sim");
	rules = json_object_get_array_member(driver, "rules");
	results = json_object_get_array_member(json_array_get_object_element(runs, 0), "results");
	if (logs[_i].results != G_MAXUINT)
		ck_assert_uint_eq(json_array_get_length(results), logs[_i].results);
	for (guint i = 0; i < json_array_get_length(results); i++)
		check_result(json_array_get_object_element(results, i), rules);
	for (guint i = 0; i < G_N_ELEMENTS(logs[_i].rules) && logs[_i].rules[i]; i++)
		ck_assert_str_eq(json_object_get_string_member(
			json_array_get_object_element(rules, i), "id"), logs[_i].rules[i]);
}
END_TEST

/* ---- the table ---- */

START_TEST(test_formats)
{
	g_auto(GStrv) names = g_strsplit(TABLE_FORMATS, "|", -1);

	for (char **name = names; *name; name++) {
		ck_assert_ptr_nonnull(format_find(*name));
		ck_assert_str_eq(format_find(*name)->name, *name);
	}
	ck_assert_ptr_null(format_find("pdf"));
	ck_assert_str_eq(format_find(NULL)->name, "text");
	ck_assert(strstr(TABLE_FORMATS, "sarif") && strstr(REPORT_FORMATS, "sarif"));
}
END_TEST

/* ---- the page ---- */

/* Read without scripts: what failed first, statements with results, and why. */
START_TEST(test_page)
{
	int code;
	g_autofree char *text = program_run("ripas-sim report scenarios/boot/both.ripas "
					    "tests/golden/fails.ripas", &code);
	const char *bad = strstr(text, "<b>FAIL</b>"), *good = strstr(text, "<b>ok</b>");

	ck_assert_int_eq(code, 1);
	ck_assert_msg(bad && good && bad < good, "what failed is not first");
	ck_assert_ptr_nonnull(strstr(text, "<p id=\"summary\">2 files, 1 ok, 1 failed</p>"));
	ck_assert_ptr_nonnull(strstr(text, "<code>guest READ ipa=0x80000000</code> <samp>SEA "));
	ck_assert_ptr_nonnull(strstr(text, "<pre>    expected  OK\n"));
	/* Nothing is fetched. */
	ck_assert_ptr_null(strstr(text, " src="));
	ck_assert_ptr_null(strstr(text, "<link"));
}
END_TEST

/* A plan counts what follows it, a suite what it holds. */
START_TEST(test_plan)
{
	int code;
	g_autofree char *text = program_run("ripas-sim run --format tap --cases=steps "
					       "scenarios/regress", &code);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint planned = 0, seen = 0;

	for (char **line = lines; *line; line++) {
		if (g_str_has_prefix(*line, "    1..")) {
			ck_assert_uint_eq(planned, seen);
			planned = (guint)g_ascii_strtoull(*line + strlen("    1.."), NULL, 10);
			seen = 0;
		}
		seen += g_str_has_prefix(*line, "    ok ") || g_str_has_prefix(*line, "    not ok ");
	}
	ck_assert_uint_gt(planned, 0);
	ck_assert_uint_eq(planned, seen);
}
END_TEST

/* ---- cases ---- */

/* The names of all test cases in a JUnit report. */
static GHashTable *case_names(const char *command, guint *count)
{
	int code;
	g_autofree char *text = program_run(command, &code);
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	*count = 0;
	for (char **line = lines; *line; line++) {
		const char *end = strstr(*line, " file=");

		if (!strstr(*line, "<testcase "))
			continue;
		++*count;
		g_hash_table_add(names, end ? g_strndup(*line, (gsize)(end - *line))
					    : g_strdup(*line));
	}
	return names;
}

static const char *const unique[] = {
	"ripas-sim run --format junit scenarios/boot scenarios/kvm",
	"ripas-sim run --format junit --cases=steps scenarios/boot scenarios/kvm",
	"ripas-sim replay --format junit tests/traces/rmm-1.0",
	"ripas-sim explore --engine plain --format junit scenarios/explore/one-page.ripas",
	"ripas-sim compare --format junit --no-cheats",
	"ripas-sim compare --format junit --exhaustive --actions 1 --guest linux --guest legacy",
};

START_TEST(test_unique)
{
	guint count;
	g_autoptr(GHashTable) names = case_names(unique[_i], &count);

	ck_assert_uint_gt(count, 1);
	ck_assert_uint_eq(g_hash_table_size(names), count);
}
END_TEST

/* A line in front of all others changes no name. */
START_TEST(test_stable)
{
	static const char *const commands[] = {
		"ripas-sim run --format junit --cases=steps - <tests/formats/fails.ripas",
		"sed '3i # nothing' tests/formats/fails.ripas | ripas-sim run --format junit "
		"--cases=steps -",
	};
	guint counts[2];
	g_autoptr(GHashTable) before = case_names(commands[0], &counts[0]);
	g_autoptr(GHashTable) after = case_names(commands[1], &counts[1]);
	GHashTableIter iter;
	gpointer name;

	ck_assert_uint_eq(counts[0], 3);
	ck_assert_uint_eq(counts[1], 3);
	g_hash_table_iter_init(&iter, before);
	while (g_hash_table_iter_next(&iter, &name, NULL))
		ck_assert_msg(g_hash_table_contains(after, name), "%s", (char *)name);
}
END_TEST

Suite *suite_report(void)
{
	Suite *suite = suite_create("report");
	TCase *tcase = tcase_create("report");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_sarif, 0, G_N_ELEMENTS(logs));
	tcase_add_test(tcase, test_page);
	tcase_add_test(tcase, test_formats);
	tcase_add_test(tcase, test_plan);
	tcase_add_loop_test(tcase, test_unique, 0, G_N_ELEMENTS(unique));
	tcase_add_test(tcase, test_stable);
	suite_add_tcase(suite, tcase);
	return suite;
}
