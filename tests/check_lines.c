/* SPDX-License-Identifier: BSD-3-Clause */
/* Files that are read in pieces: lines, and what is wrong with them. */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suites.h"
#include "support/folder.h"
#include "support/program.h"
#include "system/lines.h"

/* "1:text 2:text!flaw " of all that come. */
static char *all_of(Lines *lines)
{
	GString *out = g_string_new(NULL);
	Line line;

	while (lines_next(lines, &line))
		g_string_append_printf(out, "%u:%.*s%s%s ", line.number, (int)line.size, line.text,
				       line.flaw ? "!" : "", line.flaw ? line.flaw : "");
	return g_string_free(out, FALSE);
}

static const struct {
	const char *text, *lines;
} texts[] = {
	{ "", "" }, { "a", "1:a " }, { "a\n", "1:a " }, { "a\n\nb\r\n", "1:a 2: 3:b " },
	{ "\xef\xbb\xbf" "a\nb", "1:a 2:b " }, { "\n\xef\xbb\xbf", "1: 2:\xef\xbb\xbf " },
	{ "a\rb\r", "1:a\rb " },
};

START_TEST(test_lines)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "lines", texts[_i].text, -1);
	g_autoptr(Lines) of_text = lines_of_text(g_strdup(texts[_i].text), strlen(texts[_i].text));
	g_autoptr(Lines) of_file = lines_open(path, NULL);
	g_autofree char *one = all_of(of_text), *other = all_of(of_file);

	ck_assert_str_eq(one, texts[_i].lines);
	ck_assert_str_eq(other, texts[_i].lines);
	ck_assert_ptr_null(lines_error(of_file));
}
END_TEST

/* Pieces end anywhere in a line, and a line may be longer than several of them. */
START_TEST(test_borders)
{
	g_autoptr(Folder) folder = folder_new();
	GString *text = g_string_new(NULL);
	g_autoptr(Lines) lines = NULL;
	guint count = 0;
	Line line;

	for (guint i = 0; i < 500; i++) {
		g_string_append_printf(text, "%u ", i * 1371);
		for (guint j = 0; j < i * 3; j++)
			g_string_append_c(text, (char)('a' + j % 26));
		g_string_append_c(text, '\n');
	}
	lines = lines_open(folder_add(folder, "lines", text->str, (gssize)text->len), NULL);
	for (const char *at = text->str; lines_next(lines, &line); at += line.size + 1) {
		ck_assert_uint_eq(line.number, ++count);
		ck_assert_uint_eq(line.size, strcspn(at, "\n"));
		ck_assert(memcmp(line.text, at, line.size) == 0);
	}
	ck_assert_uint_eq(count, 500);
	g_string_free(text, TRUE);
}
END_TEST

/* Of a line that is too long the beginning is told; the next ones count on. */
START_TEST(test_too_long)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strnfill(LINES_SIZE_MAX + 100000, 'x');
	g_autofree char *all = NULL;
	g_autoptr(Lines) lines = NULL;

	memcpy(text, "a\n", 2);
	memcpy(text + LINES_SIZE_MAX + 99990, "\nb\nc", 4);
	lines = lines_open(folder_add(folder, "lines", text, LINES_SIZE_MAX + 99994), NULL);
	all = all_of(lines);
	ck_assert_msg(g_str_has_prefix(all, "1:a 2:xxxxxxxx"), "%.80s", all);
	ck_assert_msg(g_str_has_suffix(all, "x!line longer than 1048576 bytes 3:b 4:c "), "%s", all);
}
END_TEST

START_TEST(test_ahead)
{
	static const char text[] = "one\ntwo\nthree";
	g_autoptr(Lines) lines = lines_of_text(g_strdup(text), strlen(text));
	g_autofree char *rest = NULL;
	gboolean more;
	gsize size;

	ck_assert_str_eq(lines_ahead(lines, 1, &size, &more), text);
	ck_assert_uint_eq(size, strlen(text));
	ck_assert(!more);
	lines_take(lines, 4);
	rest = all_of(lines);
	ck_assert_str_eq(rest, "1:two 2:three ");
}
END_TEST

/* What is ahead ends with a line, unless one is longer than was asked for. */
START_TEST(test_ahead_in_pieces)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strnfill(300000, 'x');
	g_autoptr(Lines) lines = NULL;
	gboolean more;
	gsize size;

	text[10] = text[200000] = '\n';
	lines = lines_open(folder_add(folder, "lines", text, 300000), NULL);
	lines_ahead(lines, 20, &size, &more);
	ck_assert_uint_eq(size, 11);
	ck_assert(more);
	lines_take(lines, size);
	lines_ahead(lines, 20, &size, &more);
	ck_assert_uint_eq(size, 200001 - 11);
	lines_ahead(lines, 300000, &size, &more);
	ck_assert_uint_eq(size, 300000 - 11);
	ck_assert(!more);
}
END_TEST

/* A terminal whose other end is closed has what was written to it, then an error. */
static int broken_input(const char *text)
{
	int terminal = posix_openpt(O_RDWR | O_NOCTTY), other;

	if (terminal < 0 || grantpt(terminal) || unlockpt(terminal))
		return -1;
	other = open(ptsname(terminal), O_WRONLY | O_NOCTTY);
	if (other < 0 || write(other, text, strlen(text)) != (gssize)strlen(text))
		return -1;
	close(other);
	return terminal;
}

START_TEST(test_error_in_the_middle)
{
	int terminal = broken_input("a\nb"), input = dup(STDIN_FILENO);
	g_autofree char *all = NULL, *expected = NULL;
	g_autoptr(Lines) lines = NULL;

	if (terminal < 0) {
		g_print("  skipped: no pseudoterminals\n");
		close(input);
		return;
	}
	dup2(terminal, STDIN_FILENO);
	lines = lines_open("-", NULL);
	all = all_of(lines);
	dup2(input, STDIN_FILENO);
	close(input);
	close(terminal);
	expected = g_strdup_printf("1:a 2:b!%s ", lines_error(lines));
	ck_assert_str_eq(all, expected);
	ck_assert(g_str_has_prefix(lines_error(lines), "cannot read: "));
}
END_TEST

START_TEST(test_no_file)
{
	static const char *const paths[] = { "/not/there", "/" };

	for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(GError) error = NULL;

		ck_assert_ptr_null(lines_open(paths[i], &error));
		ck_assert(g_str_has_prefix(error->message, "cannot read: "));
	}
}
END_TEST

Suite *suite_lines(void)
{
	Suite *suite = suite_create("lines");
	TCase *tcase = tcase_create("lines");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_lines, 0, G_N_ELEMENTS(texts));
	tcase_add_test(tcase, test_borders);
	tcase_add_test(tcase, test_too_long);
	tcase_add_test(tcase, test_ahead);
	tcase_add_test(tcase, test_ahead_in_pieces);
	tcase_add_test(tcase, test_error_in_the_middle);
	tcase_add_test(tcase, test_no_file);
	suite_add_tcase(suite, tcase);
	return suite;
}
