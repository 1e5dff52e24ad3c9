/* SPDX-License-Identifier: BSD-3-Clause */
/* Tables: aligned, and as wide as the terminal allows. */
#include <string.h>

#include "program.h"
#include "report/table.h"
#include "suites.h"

static char *printed(guint width)
{
	g_autoptr(Table) table = table_new("name|what|text");
	char *text = NULL;
	size_t size;
	Output output = { .file = open_memstream(&text, &size), .width = width };

	table_row(table);
	table_cell(table, "one");
	table_cell(table, "a thing");
	table_cell(table, "some words that say much");
	table_row(table);
	table_cell(table, "second");
	table_cell(table, "x");
	table_cell(table, "%s", "");
	table_print(table, &output, TABLE_TEXT);
	fclose(output.file);
	return text;
}

static const struct {
	guint width;
	const char *text;
} fitted[] = {
	{ 0, "name    what     text\none     a thing  some words that say much\nsecond  x\n" },
	{ 41, "name    what     text\none     a thing  some words that say much\nsecond  x\n" },
	{ 40, "name    what     text\none     a thing  some words that say\n                 much\n"
	      "second  x\n" },
	{ 28, "name    what     text\none     a thing  some words\n                 that say\n"
	      "                 much\nsecond  x\n" },
	/* Columns before the last wrap too; words stay whole. */
	{ 20, "name    what   text\none     a      some\n        thing  words\n               that\n"
	      "               say\n               much\nsecond  x\n" },
	/* Closer together; then, without room beside the others, below. */
	{ 18, "name   what  text\none    a     some\n       thing words\n             that\n"
	      "             say\n             much\nsecond x\n" },
	{ 16, "name    what\none     a thing\n    some words\n    that say\n    much\nsecond  x\n" },
	{ 12, "name   what\none    a\n       thing\n    some\n    words\n    that say\n    much\n"
	      "second x\n" },
};

START_TEST(test_fitted)
{
	g_autofree char *text = printed(fitted[_i].width);

	ck_assert_str_eq(text, fitted[_i].text);
}
END_TEST

/* Tables of the tool that fit 80 columns. */
static const char *const shown[] = {
	"show invariants", "show variants", "show conditions", "show commands", "show access",
	"show transitions", "show conditions RMI_RTT_SET_RIPAS", "show commands --diff 1.0 2.0",
	"compare --guest linux --no-cheats", "compare --guest linux --guest early-toucher", "show actors",
	"compare --exhaustive --actions 2 --guest legacy",
};

START_TEST(test_shown)
{
	g_autofree char *command = g_strdup_printf("COLUMNS=80 ripas-sim %s", shown[_i]);
	int code;
	g_autofree char *said = program_run(command, &code);
	g_auto(GStrv) lines = g_strsplit(said, "\n", -1);

	ck_assert_int_eq(code, 0);
	for (char **line = lines; *line; line++)
		ck_assert_msg(g_utf8_strlen(*line, -1) <= 80, "%s", *line);
}
END_TEST

Suite *suite_table(void)
{
	Suite *suite = suite_create("table");
	TCase *tcase = tcase_create("table");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_fitted, 0, G_N_ELEMENTS(fitted));
	tcase_add_loop_test(tcase, test_shown, 0, G_N_ELEMENTS(shown));
	suite_add_tcase(suite, tcase);
	return suite;
}
