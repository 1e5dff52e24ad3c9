/* SPDX-License-Identifier: BSD-3-Clause */
/* The layout of scenarios: what it is, that it changes no word, and that it stays. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "language/lexer.h"
#include "layout/layout.h"
#include "library.h"
#include "program.h"
#include "suites.h"

static char *lay_out(const char *text)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_from_text("t", g_strdup(text), strlen(text), diagnostics);

	return source ? layout_text(source, diagnostics) : NULL;
}

static const struct {
	const char *text, *laid_out;
} cases[] = {
	{ "", "" }, { "\n\n", "" }, { "# a", "# a\n" },
	{ "\n\nlet $a=1\n\n\n\nlet $b  =  2 ", "let $a = 1\n\nlet $b = 2\n" },
	{ "let $a=1\nlet $long=2\n", "let $a    = 1\nlet $long = 2\n" },
	{ "let $a=1\n# between\nlet $long=2\n", "let $a = 1\n# between\nlet $long = 2\n" },
	{ "title  \"two  blanks\"\ntag a   b\n", "title \"two  blanks\"\ntag a b\n" },
	{ "host  RMI_VERSION req = 0>RMI_SUCCESS\n", "host RMI_VERSION req=0 > RMI_SUCCESS\n" },
	{ "host+ X\nguest Y\n", "host  + X\nguest Y\n" },
	{ "host X a=1 > =b\nhost Y , | =\n", "host X a=1 > =b\nhost Y, | =\n" },
	{ "host$r: X\nguest Y\n", "host  $r: X\nguest Y\n" },
	{ "host X a=1\nguest Y\nhost > Z\n", "host  X a=1\nguest Y\nhost  > Z\n" },
	{ "host X a=1 > A\nhost X a=100 > B\nhost Y > C\n",
	  "host X a=1   > A\nhost X a=100 > B\nhost Y > C\n" },
	{ "in rmm-1.0 host X a=1 > A\nin rmm-2.0 host X a=100 > B\n",
	  "in rmm-1.0 host X a=1   > A\nin rmm-2.0 host X a=100 > B\n" },
	{ "guest $rec :READ ipa=$a+4K,8K\n", "guest $rec: READ ipa=$a+4K,8K\n" },
	{ "let $x = $a  +4K*( 2 -1 )\n", "let $x = $a +4K*(2 -1)\n" },
	{ "expect ripas $a..$b   RAM\n", "expect ripas $a .. $b RAM\n" },
	{ "expect rim $a==rim $b\n", "expect rim $a == rim $b\n" },
	{ "host X > fails by=a | b\n", "host X > fails by=a|b\n" },
	{ "host X oaddr=$a / 3 / 1\n", "host X oaddr=$a/3/1\n" },
	{ "for $x in 0..8K step 4K\nmark m\n# of the loop\nend\n# after\n",
	  "for $x in 0 .. 8K step 4K\n  mark m\n  # of the loop\nend\n# after\n" },
	{ "in rmm-1.0 for $x in 0 .. 1 step 1\nmark m\nend\nmark n\n",
	  "in rmm-1.0 for $x in 0 .. 1 step 1\n  mark m\nend\nmark n\n" },
	{ "end\nmark m\n", "end\nmark m\n" },
	{ "mark m# one\nmark mm   # two\n\nmark mmm # three\n",
	  "mark m   # one\nmark mm  # two\n\nmark mmm  # three\n" },
	{ "host X a=1 \\\n  b=2 > OK # why\n", "host X a=1 \\\n      b=2 > OK  # why\n" },
	{ "\tmark m\r\n#\tx  \r\n", "mark m\n#\tx\n" },
	{ "\xef\xbb\xbfmark m\n", "mark m\n" },
	{ "SMC_RMI_VERSION   10000 > RMI_SUCCESS 10000  10000\n",
	  "SMC_RMI_VERSION 10000 > RMI_SUCCESS 10000 10000\n" },
	{ "# äöü\nmark m # ä\n", "# äöü\nmark m  # ä\n" },
	/* What cannot be read stays. */
	{ "mark $\n", NULL }, { "title \"x\n", NULL }, { "a \x01\n", NULL },
};

START_TEST(test_case)
{
	g_autofree char *text = lay_out(cases[_i].text);
	g_autofree char *again = text ? lay_out(text) : NULL;

	ck_assert_pstr_eq(text, cases[_i].laid_out);
	ck_assert_pstr_eq(again, text);
}
END_TEST

/* Kinds and texts of all tokens, and all comments: what must not change. */
static char *words(const char *path, const char *text)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_from_text(path, g_strdup(text), strlen(text), diagnostics);
	g_autoptr(Lexer) lexer = lexer_new(source, diagnostics);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *out = g_string_new(NULL);
	TokenLine line;
	gboolean ok;

	while (lexer_next(lexer, &line, &ok)) {
		for (guint i = 0; i < line.count; i++)
			g_string_append_printf(out, "%d %s\n", line.tokens[i].kind,
					       line.tokens[i].text);
		token_line_clear(&line);
	}
	/* No string of the library has a '#'. */
	for (char **at = lines; *at; at++)
		if (strchr(*at, '#'))
			g_string_append_printf(out, "%s\n", g_strchomp(strchr(*at, '#')));
	return g_string_free(out, FALSE);
}

static const char *const folders[] = { "scenarios", "tests/variants", "tests/departures",
				       "tests/actors", "tests/formats" };

/* The library and more: no word is lost, and a second time changes nothing. */
START_TEST(test_library)
{
	g_autoptr(GPtrArray) files = library_files(folders[_i]);

	ck_assert_uint_gt(files->len, 0);
	for (guint i = 0; i < files->len; i++) {
		const char *path = files->pdata[i];
		g_autofree char *text = NULL, *laid_out = NULL, *again = NULL, *before = NULL;
		g_autofree char *after = NULL;

		ck_assert(g_file_get_contents(path, &text, NULL, NULL));
		laid_out = lay_out(text);
		if (!laid_out)
			continue;
		again = lay_out(laid_out);
		before = words(path, text);
		after = words(path, laid_out);
		ck_assert_msg(strcmp(before, after) == 0, "%s: other words", path);
		ck_assert_msg(strcmp(laid_out, again) == 0, "%s: not laid out at once", path);
	}
}
END_TEST

/* The library keeps to it. */
START_TEST(test_laid_out)
{
	int code;
	g_autofree char *said = program_run("ripas-sim fmt --check scenarios", &code);

	ck_assert_msg(code == 0 && !*said, "not laid out (mend it: ripas-sim fmt scenarios):\n%s", said);
}
END_TEST

/* Bad input never ends the program. */
START_TEST(test_bad)
{
	int code;
	g_autofree char *said = program_run(
		"for f in tests/bad/*.ripas; do ripas-sim fmt - <$f >/dev/null 2>&1; c=$?; "
		"[ $c = 0 ] || [ $c = 3 ] || echo $f: $c; done", &code);

	ck_assert_str_eq(said, "");
}
END_TEST

/* ---- the verb ---- */

static char *run(const char *path, const char *format, int *code)
{
	g_auto(GStrv) parts = g_strsplit(format, "%s", -1);
	g_autofree char *command = g_strjoinv(path, parts);

	return program_run(command, code);
}

START_TEST(test_verb)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas", "mark   m\n", -1);
	g_autofree char *named = g_strconcat(path, "\n", NULL), *text = NULL;
	g_autofree char *checked = NULL, *changed = NULL, *again = NULL, *piped = NULL, *written = NULL;
	int code;

	checked = run(path, "ripas-sim fmt --check %s", &code);
	ck_assert_int_eq(code, 1);
	ck_assert_str_eq(checked, named);
	piped = run(path, "ripas-sim fmt - <%s", &code);
	ck_assert_str_eq(piped, "mark m\n");
	written = run(path, "ripas-sim fmt -o /dev/stdout %s", &code);
	ck_assert_str_eq(written, "mark m\n");
	changed = run(path, "ripas-sim fmt %s", &code);
	ck_assert_int_eq(code, 0);
	ck_assert_str_eq(changed, named);
	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_str_eq(text, "mark m\n");
	again = run(path, "ripas-sim fmt %s && ripas-sim fmt --check %s", &code);
	ck_assert_int_eq(code, 0);
	ck_assert_str_eq(again, "");
}
END_TEST

/* Modes and links stay; what cannot be written is exit status 4, and as it was. */
START_TEST(test_in_place)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas", "mark    m\n", -1);
	g_autofree char *link = g_build_filename(folder->path, "link.ripas", NULL);
	g_autofree char *said = NULL, *text = NULL;
	struct stat after;
	int code;

	ck_assert_int_eq(symlink("a.ripas", link) | chmod(path, 0640), 0);
	g_free(run(link, "ripas-sim fmt %s", &code));
	ck_assert_int_eq(code, 0);
	ck_assert_int_eq(lstat(link, &after), 0);
	ck_assert(S_ISLNK(after.st_mode));
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert_int_eq(after.st_mode & 0777, 0640);
	ck_assert_int_eq(unlink(link), 0);
	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_str_eq(text, "mark m\n");
	ck_assert(g_file_set_contents(path, "mark   m\n", -1, NULL));
	said = run(path, "ripas-sim fmt %s >/dev/full", &code);
	ck_assert_int_eq(code, 4);
	ck_assert(strstr(said, "cannot write standard output"));
}
END_TEST

Suite *suite_layout(void)
{
	Suite *suite = suite_create("layout");
	TCase *tcase = tcase_create("layout");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_case, 0, G_N_ELEMENTS(cases));
	tcase_add_loop_test(tcase, test_library, 0, G_N_ELEMENTS(folders));
	tcase_add_test(tcase, test_laid_out);
	tcase_add_test(tcase, test_bad);
	tcase_add_test(tcase, test_verb);
	tcase_add_test(tcase, test_in_place);
	suite_add_tcase(suite, tcase);
	return suite;
}
