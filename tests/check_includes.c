/* SPDX-License-Identifier: BSD-3-Clause */
/* Files that include others: found, once, not in a circle, not too deep. */
#include <string.h>
#include <unistd.h>

#include "folder.h"
#include "library.h"
#include "suites.h"

static Scenario *parse(const char *path, Diagnostics *diagnostics)
{
	ParseOptions options = { .version = NULL };

	return scenario_parse(path, &options, diagnostics);
}

/* The first message, without the folder's path. */
static char *first_message(const Folder *folder, const Diagnostics *diagnostics)
{
	g_auto(GStrv) parts = NULL;
	g_autofree char *prefix = g_strconcat(folder->path, "/", NULL);

	ck_assert(diagnostics->messages->len > 0);
	parts = g_strsplit(diagnostics->messages->pdata[0], prefix, -1);
	return g_strjoinv("", parts);
}

/* Found from the including file's folder; what it sets is set behind it. */
START_TEST(test_relative)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;

	folder_add(folder, "c.ripas", "title \"not this\"\nlet $c = 3\n", -1);
	folder_add(folder, "in/b.ripas", "include \"./../c.ripas\"\nlet $b = $c\n", -1);
	scenario = parse(folder_add(folder, "a.ripas",
				    "title \"this\"\ninclude \"in/b.ripas\"\nlet $a = $b\n", -1),
			 diagnostics);
	ck_assert(scenario && diagnostics->messages->len == 0);
	ck_assert_uint_eq(scenario->sources->len, 3);
	ck_assert_uint_eq(scenario->steps->len, 3);
	ck_assert_str_eq(scenario->title, "this");
}
END_TEST

START_TEST(test_once)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;

	folder_add(folder, "b.ripas", "let $b = 1\n", -1);
	scenario = parse(folder_add(folder, "a.ripas",
				    "include \"b.ripas\"\ninclude \"./b.ripas\"\n", -1),
			 diagnostics);
	ck_assert(scenario != NULL);
	ck_assert_uint_eq(scenario->steps->len, 1);
}
END_TEST

/*
 * a.ripas stands in a folder that is reached by a link: ".." leads to where the
 * folder is, as for cc. The same file by two paths is included once.
 */
START_TEST(test_linked_folder)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	g_autofree char *link = g_build_filename(folder->path, "link", NULL);
	g_autofree char *path = g_build_filename(link, "a.ripas", NULL);

	folder_add(folder, "b.ripas", "let $wrong = 1\n", -1);
	folder_add(folder, "far/b.ripas", "let $right = 1\n", -1);
	folder_add(folder, "far/in/a.ripas", "include \"../b.ripas\"\ninclude \"../../far/b.ripas\"\n"
		   "let $x = $right\n", -1);
	ck_assert_int_eq(symlink("far/in", link), 0);
	scenario = parse(path, diagnostics);
	ck_assert_int_eq(unlink(link), 0);
	ck_assert(scenario && diagnostics->messages->len == 0);
	ck_assert_uint_eq(scenario->steps->len, 2);
}
END_TEST

/* By name: below a folder of RIPAS_PATH, unless it stands beside the file. */
START_TEST(test_by_name)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	g_autofree char *library = g_build_filename(folder->path, "lib", NULL);
	const char *path = folder_add(folder, "a.ripas", "include \"b.ripas\"\ninclude \"c.ripas\"\n"
				      "let $x = $near + $far\n", -1);

	folder_add(folder, "b.ripas", "let $near = 1\n", -1);
	folder_add(folder, "lib/b.ripas", "let $wrong = 1\n", -1);
	folder_add(folder, "lib/c.ripas", "let $far = 1\n", -1);
	g_setenv("RIPAS_PATH", library, TRUE);
	scenario = parse(path, diagnostics);
	g_unsetenv("RIPAS_PATH");
	ck_assert_msg(scenario != NULL, "%s", (char *)diagnostics->messages->pdata[0]);
	ck_assert_uint_eq(scenario->steps->len, 3);
}
END_TEST

/* a.ripas includes b.ripas, whose text is given. */
static const struct {
	const char *b, *message;
} bad[] = {
	{ NULL, "a.ripas:2:9: error: cannot include b.ripas: cannot read: "
		"No such file or directory" },
	{ "include \"a.ripas\"\n", "b.ripas:1:9: error: include loop: a.ripas includes itself" },
	{ "include \"b.ripas\"\n", "b.ripas:1:9: error: include loop: b.ripas includes itself" },
	{ "\n\nhots\n", "b.ripas:3:1: error: unknown statement 'hots' (did you mean 'host'?)" },
	{ "a\377", "a.ripas:2:9: error: cannot include b.ripas:1:2: invalid UTF-8: "
		   "this is not a text file" },
	{ "for $x in 0 .. 1 step 1\n", "b.ripas:1:1: error: 'for' without 'end'" },
	{ "end\n", "b.ripas:1:1: error: 'end' without 'for'" },
	{ "include \"gone.ripas\"\nhost RMI_VERSION req=$x\nlet $y = $x\n"
	  "expect rim unchanged since there\n",
	  "b.ripas:1:9: error: cannot include gone.ripas: cannot read: "
	  "No such file or directory" },
	{ "include \".\"\n", "b.ripas:1:9: error: cannot include .: cannot read: "
		"Is a directory" },
};

START_TEST(test_bad_include)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	g_autofree char *message = NULL;

	if (bad[_i].b)
		folder_add(folder, "b.ripas", bad[_i].b, -1);
	scenario = parse(folder_add(folder, "a.ripas", "# first\ninclude \"b.ripas\"\n", -1),
			 diagnostics);
	ck_assert_ptr_null(scenario);
	message = first_message(folder, diagnostics);
	/* Once, whatever may have been in it. */
	if (strstr(message, "cannot include"))
		ck_assert_msg(diagnostics->messages->len == 1, "%s", (char *)diagnostics->messages->pdata[1]);
	if (g_str_has_suffix(bad[_i].message, "Is a directory"))
		ck_assert(g_str_has_suffix(message, "cannot read: Is a directory"));
	else
		ck_assert_str_eq(message, bad[_i].message);
}
END_TEST

/* 0.ripas includes 1.ripas, and so on: @count files. */
static Scenario *parse_chain(Folder *folder, unsigned count, Diagnostics *diagnostics)
{
	const char *path = NULL;

	for (unsigned i = count; i > 0; i--) {
		g_autofree char *name = g_strdup_printf("%u.ripas", i - 1);
		g_autofree char *text = g_strdup_printf("include \"%u.ripas\"\n", i);

		path = folder_add(folder, name, i == count ? "let $x = 1\n" : text, -1);
	}
	return parse(path, diagnostics);
}

START_TEST(test_depth)
{
	g_autoptr(Folder) fits = folder_new(), deep = folder_new();
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) good = parse_chain(fits, 16, diagnostics);
	g_autoptr(Scenario) bad_one = NULL;
	g_autofree char *message = NULL;

	ck_assert(good && diagnostics->messages->len == 0);
	bad_one = parse_chain(deep, 17, diagnostics);
	ck_assert_ptr_null(bad_one);
	message = first_message(deep, diagnostics);
	ck_assert_str_eq(message, "15.ripas:1:9: error: includes nested more than 16 deep");
}
END_TEST

Suite *suite_includes(void)
{
	Suite *suite = suite_create("includes");
	TCase *tcase = tcase_create("includes");

	tcase_add_test(tcase, test_relative);
	tcase_add_test(tcase, test_once);
	tcase_add_test(tcase, test_linked_folder);
	tcase_add_test(tcase, test_by_name);
	tcase_add_loop_test(tcase, test_bad_include, 0, G_N_ELEMENTS(bad));
	tcase_add_test(tcase, test_depth);
	suite_add_tcase(suite, tcase);
	return suite;
}
