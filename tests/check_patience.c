/* SPDX-License-Identifier: BSD-3-Clause */
/* Work that takes long: how far it is, and Ctrl-C. */
#include <string.h>

#include "folder.h"
#include "program.h"
#include "suites.h"
#include "system/parallel.h"

/* Runs for minutes, if nobody stops it. */
static const char endless[] =
	"for $x in 0 .. 2000 step 1\nfor $y in 0 .. 2000 step 1\n"
	"host RMI_GRANULE_RANGE_DELEGATE base=0x8800_0000 top=0x8820_0000\n"
	"host RMI_GRANULE_RANGE_UNDELEGATE base=0x8800_0000 top=0x8820_0000\nend\nend\n";

static const struct {
	const char *command;    /* %s: a scenario that takes minutes */
	const char *said;
} stopped[] = {
	{ "run -j1 scenarios/boot/both.ripas %s scenarios/boot/neither.ripas", "ok   scenarios/boot/both" },
	{ "run -j1 scenarios/boot/both.ripas %s scenarios/boot/neither.ripas", ": incomplete" },
	{ "run -j1 %s scenarios/boot/neither.ripas", "interrupted: 1 of 2 files" },
	{ "run --format jsonl -j1 %s scenarios/boot/neither.ripas", "\"limit\":true" },
	{ "compare --population fosdem -j1", "interrupted: " },
	{ "mutate %s", "interrupted: " },
	{ "mutate --generated %s", "interrupted: 0 of " },
	{ "mutate --spec 2.0 %s", "0 of 0\n" },
	{ "mutate --generated --format jsonl %s", "\"mutants\":0,\"noticed\":0,\"equivalent\":" },
	{ "show coverage %s", "\nall " },
	{ "explore scenarios/explore/large/two-levels.ripas", ": at least " },
};

/* What there is, and exit status 4. */
START_TEST(test_interrupted)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas", endless, -1);
	g_auto(GStrv) parts = g_strsplit(stopped[_i].command, "%s", 2);
	g_autofree char *line = g_strjoinv(path, parts);
	/* In the foreground, or the group, and with it the program, gets the signal twice. */
	g_autofree char *command = g_strdup_printf(
		"timeout --foreground --preserve-status -s INT 1.2 ripas-sim %s", line);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(code == 4, "%s: exit status %d\n%.500s", command, code, said);
	ck_assert_msg(strstr(said, stopped[_i].said) != NULL, "%s:\n%.700s", command, said);
	/* What was cut off is nobody's failure. */
	ck_assert_ptr_null(strstr(said, "without any variant"));
}
END_TEST

/* On a terminal, which script(1) makes, after two seconds; nowhere else. */
START_TEST(test_progress)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas", endless, -1);
	g_autofree char *command = g_strdup_printf(
		"timeout --foreground --preserve-status -s INT 3.5 ripas-sim run -j1 "
		"scenarios/boot/both.ripas %s", path);
	g_autofree char *on_terminal = g_strdup_printf("script -qec '%s' /dev/null", command);
	int code;
	g_autofree char *seen = program_run(on_terminal, &code);
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(strstr(seen, "1 of 2 files\r") != NULL, "%s", seen);
	ck_assert_ptr_null(strstr(said, " of 2 files\r"));
}
END_TEST

static void square(guint item, HashCache *cache, gpointer data)
{
	guint *squares = data;

	ck_assert_ptr_nonnull(cache);
	squares[item] = item * item;
}

static guint told;

static void check(guint item, gpointer data)
{
	const guint *squares = data;

	ck_assert_uint_eq(item, told);
	ck_assert_uint_eq(squares[item], item * item);
	told++;
}

/* All items, each told in its turn, by however many threads. */
START_TEST(test_parallel)
{
	guint squares[100] = { 0 };
	Parallel parallel = { G_N_ELEMENTS(squares), "squares", (guint)_i, square, check };

	told = 0;
	ck_assert(parallel_run(&parallel, squares));
	ck_assert_uint_eq(told, G_N_ELEMENTS(squares));
}
END_TEST

Suite *suite_patience(void)
{
	Suite *suite = suite_create("patience");
	TCase *tcase = tcase_create("patience");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_interrupted, 0, G_N_ELEMENTS(stopped));
	tcase_add_test(tcase, test_progress);
	tcase_add_loop_test(tcase, test_parallel, 0, 5);
	suite_add_tcase(suite, tcase);
	return suite;
}
