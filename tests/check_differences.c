/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a Host or a guest feels of 2.0-bet3: every difference of tests/spec has a
 * scenario in scenarios/versions, and every scenario there shows one.
 */
#include <string.h>

#include "library.h"
#include "suites.h"

#define TABLE "tests/spec/rmm-2.0-bet3/differences.tsv"

static char *path_of(const char *name)
{
	return g_strdup_printf("scenarios/versions/%s.ripas", name);
}

/* The command is named in the file, which is for 2.0-bet0 and for 2.0-bet3. */
START_TEST(test_every_difference_has_a_scenario)
{
	g_autoptr(GPtrArray) rows = library_table(TABLE);

	ck_assert_uint_ge(rows->len, 40);
	for (guint i = 0; i < rows->len; i++) {
		char **row = rows->pdata[i];
		g_autofree char *path = path_of(row[2]), *text = NULL;

		ck_assert_msg(g_file_get_contents(path, &text, NULL, NULL), "%s: %s", row[0], path);
		ck_assert_msg(strstr(text, row[0]) != NULL, "%s does not call %s", path, row[0]);
		ck_assert_msg(strstr(text, "2.0-bet3") != NULL, "%s", path);
	}
}
END_TEST

START_TEST(test_every_scenario_is_of_a_difference)
{
	g_autoptr(GPtrArray) rows = library_table(TABLE);
	g_autoptr(GPtrArray) files = library_files("scenarios/versions");

	for (guint i = 0; i < files->len; i++) {
		gboolean found = FALSE;

		for (guint j = 0; j < rows->len && !found; j++) {
			g_autofree char *path = path_of(((char **)rows->pdata[j])[2]);

			found = strcmp(path, files->pdata[i]) == 0;
		}
		ck_assert_msg(found, "%s is in no row of " TABLE, (char *)files->pdata[i]);
	}
}
END_TEST

Suite *suite_differences(void)
{
	Suite *suite = suite_create("differences");
	TCase *tcase = tcase_create("differences");

	tcase_add_test(tcase, test_every_difference_has_a_scenario);
	tcase_add_test(tcase, test_every_scenario_is_of_a_difference);
	suite_add_tcase(suite, tcase);
	return suite;
}
