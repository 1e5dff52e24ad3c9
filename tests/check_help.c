/* SPDX-License-Identifier: BSD-3-Clause */
/* --help: each verb's, within 80 columns; and the breaking of lines. */
#include <string.h>

#include "cli/verbs.h"
#include "options/help.h"
#include "program.h"
#include "suites.h"
#include "text/wrap.h"

static int verb_count(void)
{
	int count = 0;

	while (verbs[count])
		count++;
	return count;
}

static void check_width(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		ck_assert_msg(g_utf8_strlen(*line, -1) <= 80, "%s", *line);
		ck_assert_msg(!g_str_has_suffix(*line, " "), "'%s'", *line);
	}
}

/* Help has all that the verb's row says. */
START_TEST(test_verb)
{
	const Verb *verb = verbs[_i];
	g_autofree char *help = help_of_verb(verb);

	check_width(help);
	ck_assert(strstr(help, verb->summary));
	for (const GOptionEntry *option = verb->options; option && option->long_name; option++) {
		g_autofree char *text = help_option_text(option);

		ck_assert_msg(strstr(help, text) && option->description, "%s", text);
	}
	ck_assert_msg(verb->examples && verb->examples->command, "%s has no example", verb->name);
	for (const Example *example = verb->examples; example->command; example++)
		ck_assert_msg(strstr(help, example->command) && strstr(help, example->purpose),
			      "%s", example->command);
}
END_TEST

/* What the examples say can be said: no option is unknown, none lacks its value. */
START_TEST(test_examples)
{
	for (const Example *example = verbs[_i]->examples; example->command; example++) {
		g_auto(GStrv) parts = g_strsplit_set(example->command, "<>", 2);
		g_autofree char *command = g_strdup_printf("ripas-sim %s --help", parts[0]);
		int code;
		g_autofree char *said = program_run(command, &code);

		ck_assert_msg(code == 0 && g_str_has_prefix(said, "Usage: ripas-sim "), "%s: %s",
			      command, said);
	}
}
END_TEST

START_TEST(test_tool)
{
	g_autofree char *help = help_of_tool(verbs);

	check_width(help);
	for (const Verb *const *verb = verbs; *verb; verb++)
		ck_assert_msg(strstr(help, (*verb)->summary) != NULL, "%s", (*verb)->name);
}
END_TEST

static const struct {
	const char *text;
	guint column, indent, width;
	const char *lines;
} wrapped[] = {
	{ "one two three", 0, 0, 80, "one two three" },
	{ "one two three", 0, 0, 0, "one two three" },
	{ "one two three", 0, 0, 7, "one two\nthree" },
	{ "one two three", 0, 2, 6, "one\n  two\n  three" },
	{ "one two", 4, 4, 8, "one\n    two" },
	{ "incomprehensible a", 0, 0, 5, "incomprehensible\na" },
	{ "a incomprehensible", 0, 0, 5, "a\nincomprehensible" },
	{ "äöü äöü", 0, 0, 7, "äöü äöü" },
	{ "a\n\nb c", 0, 0, 3, "a\n\nb c" },
	{ "a\nb", 3, 3, 9, "a\n   b" },
	{ "a  b", 0, 0, 9, "a  b" },
	{ "", 0, 0, 9, "" },
};

START_TEST(test_wrap)
{
	g_autoptr(GString) out = g_string_new(NULL);

	wrap_append(out, wrapped[_i].text, wrapped[_i].column, wrapped[_i].indent,
		    wrapped[_i].width);
	ck_assert_str_eq(out->str, wrapped[_i].lines);
}
END_TEST

Suite *suite_help(void)
{
	Suite *suite = suite_create("help");
	TCase *tcase = tcase_create("help");

	tcase_add_loop_test(tcase, test_verb, 0, verb_count());
	tcase_add_loop_test(tcase, test_examples, 0, verb_count());
	tcase_add_test(tcase, test_tool);
	tcase_add_loop_test(tcase, test_wrap, 0, G_N_ELEMENTS(wrapped));
	suite_add_tcase(suite, tcase);
	return suite;
}
