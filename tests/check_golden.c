/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Golden output of the command line. A file in tests/golden holds commands
 * ("$ ripas-sim ...") and below each what it prints, errors included, and
 * "(exit N)" unless that is 0. "make golden" writes the files anew.
 */
#include <string.h>

#include "system/files.h"
#include "library.h"
#include "program.h"
#include "suites.h"

static GPtrArray *golden_files(void)
{
	static const char *const suffixes[] = { ".golden", NULL };
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	files_collect("tests/golden", suffixes, files);
	return files;
}

static void append_output(GString *out, const char *command)
{
	int code;
	g_autofree char *text = program_run(command, &code);

	g_string_append(out, text);
	if (out->len && out->str[out->len - 1] != '\n')
		g_string_append_c(out, '\n');
	if (code < 0)
		g_string_append(out, "(killed)\n");
	else if (code > 0)
		g_string_append_printf(out, "(exit %d)\n", code);
}

/* The file as it would be if its commands were run now. */
static char *run_again(const char *expected)
{
	g_auto(GStrv) lines = g_strsplit(expected, "\n", -1);
	GString *out = g_string_new(NULL);

	for (char **line = lines; *line; line++) {
		gboolean comment = g_str_has_prefix(*line, "## ");

		if (!comment && !g_str_has_prefix(*line, "$ "))
			continue;
		g_string_append_printf(out, "%s\n", *line);
		if (!comment)
			append_output(out, *line + 2);
	}
	return g_string_free(out, FALSE);
}

START_TEST(test_golden)
{
	g_autoptr(GPtrArray) files = golden_files();
	const char *path = files->pdata[_i];
	g_autofree char *expected = NULL, *actual = NULL, *where = NULL;

	ck_assert(g_file_get_contents(path, &expected, NULL, NULL));
	actual = run_again(expected);
	if (g_getenv("UPDATE_GOLDEN"))
		ck_assert(g_file_set_contents(path, actual, -1, NULL));
	else if (strcmp(expected, actual) != 0) {
		where = library_difference(expected, actual);
		ck_abort_msg("%s, %s", path, where);
	}
}
END_TEST

Suite *suite_golden(void)
{
	Suite *suite = suite_create("golden");
	TCase *tcase = tcase_create("golden");
	g_autoptr(GPtrArray) files = golden_files();

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_golden, 0, (int)files->len);
	suite_add_tcase(suite, tcase);
	return suite;
}
