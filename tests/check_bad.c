/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bad input: every file of tests/bad ends in exit status 3 and the diagnostic
 * that its first line expects ("# expect: LINE:COLUMN: error: ..."), and so do
 * files that are too long, too deep or no files. Nothing ends the program.
 */
#include <string.h>

#include "system/files.h"
#include "folder.h"
#include "program.h"
#include "suites.h"

static GPtrArray *bad_files(void)
{
	static const char *const suffixes[] = { ".ripas", ".trace", NULL };
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	files_collect("tests/bad", suffixes, files);
	return files;
}

/* Exit status 3, and a first line "@path:@expected". */
static void check_refused(const char *path, const char *expected)
{
	const char *verb = g_str_has_suffix(path, ".trace") ? "replay" : "run";
	g_autofree char *command = g_strdup_printf("ripas-sim %s %s", verb, path);
	g_autofree char *line = g_strdup_printf("%s:%s\n", path, expected);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(code == 3, "%s: exit status %d\n%.300s", path, code, said);
	ck_assert_msg(g_str_has_prefix(said, line), "expected %s\ngot %.300s", line, said);
}

START_TEST(test_file)
{
	static const char mark[] = "# expect: ";
	g_autoptr(GPtrArray) files = bad_files();
	const char *path = files->pdata[_i];
	g_autofree char *text = NULL, *expected = NULL;

	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_msg(g_str_has_prefix(text, mark), "%s expects nothing", path);
	expected = g_strndup(text + strlen(mark), strcspn(text, "\n") - strlen(mark));
	check_refused(path, expected);
}
END_TEST

/* Text that is made rather than kept: @count times @part between the others. */
static const struct {
	const char *name, *head, *part, *tail;
	guint count;
	const char *message;
} made[] = {
	{ "long.ripas", "mark ", "x", "\n", 1 << 20, "1:65536: error: line longer than 65536 bytes" },
	{ "long-comment.ripas", "mark m\n#", " ", "", 1 << 20,
	  "2:65536: error: line longer than 65536 bytes" },
	{ "deep.ripas", "let $x = ", "(", "1\n", 60000, "1:75: error: expression nested too deeply" },
	{ "loops.ripas", "", "for $x in 0 .. 1 step 1\n", "", 5000,
	  "17:1: error: 'for' nested more than 16 deep" },
	{ "quotes.ripas", "title ", "\"", "\n", 50000, "1:9: error: unexpected words at the end" },
	{ "long.trace", "SMC_RMI_GRANULE_DELEGATE addr=", "0", " > RMI_SUCCESS\n", 1 << 19,
	  "1:26: error: bad value for 'addr' of SMC_RMI_GRANULE_DELEGATE" },
	{ "words.trace", "SMC_RMI_GRANULE_DELEGATE", " a=0", " > RMI_SUCCESS\n", 1 << 17,
	  "1:30: error: value given twice" },
	{ "longer.trace", "# a comment\nSMC_RMI_GRANULE_DELEGATE addr=", "0",
	  " > RMI_SUCCESS\nSMC_RMI_GRANULE_DELEGATE addr=88000000 > RMI_SUCCESS\n", 1 << 20,
	  "2:1048577: error: line longer than 1048576 bytes" },
	{ "guests.trace", "", "guest READ ipa=0 > OK\n", "", 20000,
	  "1:1: error: no RMI_REC_ENTER follows" },
};

START_TEST(test_made)
{
	g_autoptr(Folder) folder = folder_new();
	GString *text = g_string_new(made[_i].head);
	g_autofree char *all = NULL, *first = NULL;
	const char *path;
	g_autofree char *command = NULL, *said = NULL;
	int code;

	for (guint i = 0; i < made[_i].count; i++)
		g_string_append(text, made[_i].part);
	g_string_append(text, made[_i].tail);
	all = g_string_free(text, FALSE);
	path = folder_add(folder, made[_i].name, all, -1);
	command = g_strdup_printf("ripas-sim %s %s",
				  g_str_has_suffix(path, ".trace") ? "replay" : "run", path);
	said = program_run(command, &code);
	first = g_strdup_printf("%s:%s", path, made[_i].message);
	ck_assert_int_eq(code, 3);
	ck_assert_msg(g_str_has_prefix(said, first), "%.300s", said);
}
END_TEST

static const struct {
	const char *path, *message;
} unreadable[] = {
	{ "/not/there.ripas", "1:1: error: cannot read: No such file or directory" },
	{ "/not/there.trace", "1:1: error: cannot read: No such file or directory" },
	{ "/dev/zero", "1:1: error: file larger than 268435456 bytes" },
};

START_TEST(test_unreadable)
{
	check_refused(unreadable[_i].path, unreadable[_i].message);
}
END_TEST

/* A file cut off anywhere is refused or runs; it never ends the program. */
START_TEST(test_cut_off)
{
	static const char *const paths[] = {
		"scenarios/boot/secondary-cpu.ripas", "tests/traces/rmm-1.0/boot-guest-init.trace"
	};
	g_autofree char *text = NULL;
	gsize size;
	g_autoptr(GString) script = g_string_new(NULL);
	const char *verb = _i ? "replay" : "run";
	g_autofree char *said = NULL;
	int code;

	ck_assert(g_file_get_contents(paths[_i], &text, &size, NULL));
	g_string_append_printf(script,
		"f=$(mktemp) && for n in $(seq 1 %u %u); do head -c $n %s >$f; "
		"ripas-sim %s $f >/dev/null 2>&1; c=$?; "
		"[ $c = 0 ] || [ $c = 1 ] || [ $c = 3 ] || { echo \"$n: $c\"; break; }; done; rm $f",
		(guint)size / 40, (guint)size, paths[_i], verb);
	said = program_run(script->str, &code);
	ck_assert_str_eq(said, "");
}
END_TEST

Suite *suite_bad(void)
{
	Suite *suite = suite_create("bad");
	TCase *tcase = tcase_create("bad");
	g_autoptr(GPtrArray) files = bad_files();

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_file, 0, (int)files->len);
	tcase_add_loop_test(tcase, test_made, 0, G_N_ELEMENTS(made));
	tcase_add_loop_test(tcase, test_unreadable, 0, G_N_ELEMENTS(unreadable));
	tcase_add_loop_test(tcase, test_cut_off, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
