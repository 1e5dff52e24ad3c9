/* SPDX-License-Identifier: BSD-3-Clause */
/* The first steps of others: ripas-sim init, and the commands that documents tell. */
#include <string.h>

#include "folder.h"
#include "program.h"
#include "suites.h"

/* In an empty folder; what is there must do what its README says. */
static const struct {
	const char *command;
	int code;
	const char *said;
} steps[] = {
	{ "ripas-sim init tests/cca", 0, "tests/cca/first.ripas\ntests/cca/run.sh\ntests/cca/README.md\n" },
	{ "ripas-sim run tests/cca", 0, "1 file, 1 ok, 0 failed" },
	{ "ripas-sim run --spec 1.0 tests/cca", 0, "1 file, 1 ok, 0 failed" },
	{ "ripas-sim run --variant data-destroy-keeps-ram tests/cca", 0, "1 ok" },
	{ "ripas-sim fmt --check tests/cca", 0, "" },
	{ "tests/cca/run.sh", 0, "KTAP version 1\n1..1\n" },
	/* A test that fails is told, and is no skip. */
	{ "sed -i s/wrong=0/wrong=1/ tests/cca/first.ripas; tests/cca/run.sh", 1, "not ok 1" },
	{ "PATH=/usr/bin:/bin tests/cca/run.sh", 4, "# SKIP" },
	/* Nothing is overwritten. */
	{ "ripas-sim init tests/cca", 2, "tests/cca has a file first.ripas already\n" },
	{ "grep -c wrong=1 tests/cca/first.ripas", 0, "1\n" },
	{ "ripas-sim init", 2, "no folder given\n" },
	{ "ripas-sim init a b", 2, "unexpected argument 'b'\n" },
	{ "ripas-sim init /proc/x", 4, "cannot write /proc/x: " },
};

START_TEST(test_init)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *clean = g_strdup_printf("rm -r %s/tests", folder->path);
	int code;

	for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *command = g_strdup_printf("cd %s && %s", folder->path,
							   steps[i].command);
		g_autofree char *said = program_run(command, &code);

		ck_assert_msg(code == steps[i].code && strstr(said, steps[i].said), "%s: exit status %d\n%s",
			      steps[i].command, code, said);
	}
	g_free(program_run(clean, &code));
}
END_TEST

/* ---- documents ---- */

static const char *const documents[] = { "README.md", ".github/CONTRIBUTING.md", "scenarios/README.md",
					 "sim/README.md", "tests/README.md" };

/* Up to what the shell would take for something else. */
static char *command_at(const char *at)
{
	char *command = g_strndup(at, strcspn(at, "\n`#|>;&)'\""));

	return g_strchomp(command);
}

/* A line that is a command, or a command within `...`. */
static gboolean starts_command(const char *text, const char *at)
{
	const char *line = at;

	if (at > text && at[-1] == '`')
		return TRUE;
	while (line > text && line[-1] != '\n')
		line--;
	return strspn(line, " $") == (gsize)(at - line) && at - line >= 4;
}

/* Verbs and options that documents tell of are there. */
START_TEST(test_document)
{
	g_autofree char *text = NULL;
	guint count = 0;

	if (!g_file_get_contents(documents[_i], &text, NULL, NULL))
		return;
	for (const char *at = text; (at = strstr(at, "ripas-sim ")); at++) {
		g_autofree char *command = command_at(at), *asked = NULL, *said = NULL;
		int code;

		/* "ripas-sim VERB --help" stands for all. */
		if (!starts_command(text, at) || strstr(command, "VERB") || strstr(command, "…"))
			continue;
		asked = g_strdup_printf("%s --help", command);
		said = program_run(asked, &code);
		ck_assert_msg(code == 0, "%s: %s: exit status %d\n%s", documents[_i], command, code, said);
		count++;
	}
	ck_assert(count > 0 || !strstr(text, "    ripas-sim "));
}
END_TEST

/* What the first screen of the README has a reader type comes to what it says. */
START_TEST(test_first_screen)
{
	static const char mark[] = "\n    ./ripas-sim ";
	g_autofree char *text = NULL;
	char *end, *at;
	guint count = 0;

	ck_assert(g_file_get_contents("README.md", &text, NULL, NULL));
	end = strstr(text, "![");
	ck_assert(end != NULL);
	*end = '\0';
	for (at = text; (at = strstr(at, mark)) != NULL; at++, count++) {
		g_autofree char *typed = command_at(at + strlen("\n    ./")), *said = NULL;
		g_autofree char *command = g_strdup_printf("RIPAS_PATH=scenarios %s", typed);
		int code;

		said = program_run(command, &code);
		ck_assert_msg(code == 0, "%s: exit status %d\n%s", command, code, said);
	}
	ck_assert_uint_ge(count, 3);
}
END_TEST

/* The lines of code of @text from the line @first on, up to one that is no code, as a file. */
static const char *add_example(Folder *folder, const char *text, const char *first)
{
	g_autoptr(GString) example = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;
	const char *at = strstr(text, first);

	ck_assert_msg(at != NULL, "there is no example '%s'", first);
	lines = g_strsplit(at, "\n", -1);
	for (guint i = 0; !*lines[i] || g_str_has_prefix(lines[i], "    "); i++)
		g_string_append_printf(example, "%s\n", *lines[i] ? lines[i] + 4 : "");
	return folder_add(folder, "example.ripas", example->str, -1);
}

static char *example_run(const Folder *folder, const char *verb, int *code)
{
	g_autofree char *here = g_get_current_dir();
	g_autofree char *command = g_strdup_printf(
		"cd %s && RIPAS_PATH=%s/scenarios ripas-sim %s example.ripas", folder->path, here, verb);

	return program_run(command, code);
}

/* The scenario in the README fails as it says there; what is left out is "...". */
START_TEST(test_example)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = NULL, *said = NULL;
	g_auto(GStrv) lines = NULL;
	const char *shown;
	int code;

	ck_assert(g_file_get_contents("README.md", &text, NULL, NULL));
	add_example(folder, text, "    include \"common/activate.ripas\"");
	said = example_run(folder, "run", &code);
	ck_assert_int_eq(code, 1);
	shown = strstr(text, "    example.ripas:");
	ck_assert(shown != NULL);
	lines = g_strsplit(shown, "\n", -1);
	for (guint i = 0; g_str_has_prefix(lines[i], "    "); i++)
		ck_assert_msg(strstr(lines[i], "...") || strstr(said, lines[i] + 4),
			      "README.md shows '%s', which is not printed:\n%s", lines[i] + 4, said);
}
END_TEST

/* Those of the language's reference do what they are to. */
static const struct {
	const char *first, *verb;
} examples[] = {
	{ "    title \"RAM that the Host forgot\"", "run" },
	{ "    spec 1.0\n    include \"common/one-table.ripas\"", "explore" },
};

START_TEST(test_reference)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = NULL, *said = NULL;
	int code;

	ck_assert(g_file_get_contents("scenarios/README.md", &text, NULL, NULL));
	add_example(folder, text, examples[_i].first);
	said = example_run(folder, examples[_i].verb, &code);
	ck_assert_msg(code == 0, "exit status %d\n%s", code, said);
}
END_TEST

/* The table in the README is what its command prints. */
START_TEST(test_table)
{
	static const char mark[] = "    $ ripas-sim ";
	g_autofree char *text = NULL, *command = NULL, *said = NULL;
	g_auto(GStrv) shown = NULL, printed = NULL;
	const char *at;
	int code;

	ck_assert(g_file_get_contents("README.md", &text, NULL, NULL));
	at = strstr(text, mark);
	ck_assert(at != NULL);
	command = g_strndup(at + strlen("    $ "), strcspn(at, "\n") - strlen("    $ "));
	said = program_run(command, &code);
	shown = g_strsplit(strchr(at, '\n') + 1, "\n", -1);
	printed = g_strsplit(said, "\n", -1);
	for (guint i = 0; g_str_has_prefix(shown[i], "    "); i++)
		ck_assert_msg(strcmp(shown[i] + 4, printed[i]) == 0,
			      "README.md: the table is not what %s prints:\n%s\n%s", command,
			      shown[i] + 4, printed[i]);
}
END_TEST

Suite *suite_init(void)
{
	Suite *suite = suite_create("init");
	TCase *tcase = tcase_create("init");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_init);
	tcase_add_loop_test(tcase, test_document, 0, G_N_ELEMENTS(documents));
	tcase_add_test(tcase, test_first_screen);
	tcase_add_test(tcase, test_example);
	tcase_add_loop_test(tcase, test_reference, 0, G_N_ELEMENTS(examples));
	tcase_add_test(tcase, test_table);
	suite_add_tcase(suite, tcase);
	return suite;
}
