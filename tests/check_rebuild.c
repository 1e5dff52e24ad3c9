/* SPDX-License-Identifier: BSD-3-Clause */
/* Consoles and traces as scenarios: they run, and repeat what the log says. */
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "program.h"
#include "suites.h"

static const struct {
	const char *log, *kept;         /* what is told of it */
} consoles[] = {
	{ "tf-rmm-v0.6", "37 of 37 lines" }, { "tf-rmm-v0.8", "22 of 22 lines" },
	{ "tf-rmm-v0.4", "13 of 13 lines" }, { "tf-rmm-v0.1", "6 of 6 lines" },
	/* A line is cut; commands are of an earlier specification; parameters are not printed. */
	{ "noise", "7 of 8 lines" }, { "tf-rmm-v0.3", "5 of 8 lines" },
	{ "islet", "22 of 24 lines" },
};

/* What is said of writing the log @name, with @text, as a scenario; *@scenario is its path. */
static char *rebuilt(Folder *folder, const char *name, const char *text, char **scenario, int *code)
{
	const char *path = folder_add(folder, name, text, -1);
	g_autofree char *command = NULL;

	*scenario = g_strconcat(path, ".ripas", NULL);
	command = g_strdup_printf("ripas-sim replay -q --to-scenario %s %s", *scenario, path);
	return program_run(command, code);
}

static void check_runs(const char *scenario)
{
	g_autofree char *command = g_strdup_printf("ripas-sim run %s", scenario);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(code == 0 && strstr(said, "1 file, 1 ok") != NULL, "%s", said);
}

START_TEST(test_runs)
{
	g_autoptr(Folder) folder = folder_new();
	const char *scenario = folder_add(folder, "a.ripas", "", 0);
	g_autofree char *command = g_strdup_printf(
		"ripas-sim replay -q --to-scenario %s tests/consoles/%s.log", scenario,
		consoles[_i].log);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(strstr(said, consoles[_i].kept) != NULL, "%s: %s", consoles[_i].log, said);
	check_runs(scenario);
}
END_TEST

/* What is asked for a second time needs few calls, though the first of them changes nothing. */
START_TEST(test_again)
{
	static const char log[] =
		"SMC_RMI_REALM_CREATE          21d44000 21cff000 > RMI_SUCCESS\n"
		"SMC_RMI_REC_CREATE            21d44000 21f02000 21f01000 > RMI_SUCCESS\n"
		"SMC_RMI_REALM_ACTIVATE        21d44000 > RMI_SUCCESS\n"
		"SMC_RSI_IPA_STATE_SET         80000000 90000000 1 0 > RSI_SUCCESS 90000000 0\n"
		"SMC_RSI_IPA_STATE_SET         8b200000 8f000000 0 1 > RSI_SUCCESS 8f000000 0\n"
		"SMC_RSI_IPA_STATE_SET         8d000000 8d020000 0 1 > RSI_SUCCESS 8d020000 0\n"
		"SMC_RSI_VERSION               10000 > RSI_SUCCESS 10000 10000\n"
		"SMC_RSI_VERSION               10000 > RSI_SUCCESS 10000 10000\n";
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *scenario = NULL;
	int code;
	g_autofree char *said = rebuilt(folder, "again.log", log, &scenario, &code);
	const char *of = strstr(said, "8 of 8 lines, ");

	ck_assert_msg(of != NULL, "%s", said);
	ck_assert_uint_lt(strtoul(of + strlen("8 of 8 lines, "), NULL, 10), 100);
	check_runs(scenario);
}
END_TEST

/* What variants explain the scenario repeats with them: it is all as the log has it. */
START_TEST(test_explained)
{
	static const char log[] =
		"SMC_RMI_REALM_CREATE          21d44000 21cff000 > RMI_SUCCESS\n"
		"SMC_RMI_REC_CREATE            21d44000 21f02000 21f01000 > RMI_SUCCESS\n"
		"SMC_RMI_REALM_ACTIVATE        21d44000 > RMI_SUCCESS\n"
		"SMC_80000000                  0 0 0 0 0 0 0 > 10002 0 0 0\n";
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *judge = NULL, *judged = NULL, *scenario = NULL;
	int code;
	g_autofree char *said = rebuilt(folder, "explained.log", log, &scenario, &code);

	ck_assert_msg(code == 0, "%s", said);
	check_runs(scenario);
	judge = g_strdup_printf("ripas-sim replay -q %s/explained.log", folder->path);
	judged = program_run(judge, &code);
	ck_assert_msg(code == 1, "%s", judged);
}
END_TEST

/* A level is as far away as can be: there is no table that deep, and none is asked for. */
START_TEST(test_level)
{
	static const char log[] =
		"[TRACE]islet_rmm::event -- RMI: GRANULE_DELEGATE     [88A10000] > [0]\n"
		"[TRACE]islet_rmm::event -- RMI: REALM_CREATE         [88A10000, 88A0F000] > [0]\n"
		"[TRACE]islet_rmm::event -- RMI: RTT_CREATE           [88A10000, 88A31000, 80000000, 80000000] > [0]\n"
		"[TRACE]islet_rmm::event -- RMI: RTT_CREATE           [88A10000, 88A31000, 80000000, 7FFFFFFFFFFFFFFF] > [0]\n";
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *scenario = NULL;
	int code;
	g_autofree char *said = rebuilt(folder, "level.log", log, &scenario, &code);

	ck_assert_msg(code == 1 && strstr(said, "2 of 4 lines") != NULL, "%s", said);
}
END_TEST

#define BOOT(rd) \
	"Booting RMM v.0.6.0(debug) 5e1b7c2 Built with GCC 13.2.0\n" \
	"SMC_RMI_REALM_CREATE          " rd " 21cff000 > RMI_SUCCESS\n"

/* Each boot is a scenario of its own, of all logs; standard output takes one. */
START_TEST(test_boots)
{
	g_autoptr(Folder) folder = folder_new();
	const char *two = folder_add(folder, "two.log", "noise\n" BOOT("21d44000") BOOT("21d45000"), -1);
	const char *one = folder_add(folder, "one.log", BOOT("21d46000"), -1);
	g_autofree char *many = g_strdup_printf(
		"ripas-sim replay -q --to-scenario %s/a.b/boot.ripas --write-platform %s/p %s %s",
		folder->path, folder->path, two, one);
	g_autofree char *out = g_strdup_printf("ripas-sim replay -q --to-scenario - %s", two);
	g_autofree char *run = g_strdup_printf("ripas-sim run -v %s/a.b", folder->path);
	g_autofree char *platform = g_build_filename(folder->path, "p-3", NULL);
	g_autofree char *said = NULL, *twice = NULL, *came = NULL;
	int code;

	folder_add(folder, "a.b/none", "", 0);
	said = program_run(many, &code);
	ck_assert_msg(code == 0, "%s", said);
	ck_assert_msg(strstr(said, "two.log:3") == NULL, "%s", said);
	ck_assert_msg(strstr(said, "boot-2.ripas: 1 of 1 lines") != NULL, "%s", said);
	ck_assert_msg(strstr(said, "two.log:4\n") != NULL, "%s", said);
	ck_assert_msg(strstr(said, "one.log:1\n") != NULL, "%s", said);
	ck_assert(g_file_test(platform, G_FILE_TEST_EXISTS));
	came = program_run(run, &code);
	ck_assert_msg(code == 0, "%s", came);
	ck_assert_msg(strstr(came, "3 files, 3 ok") != NULL, "%s", came);
	twice = program_run(out, &code);
	ck_assert_int_eq(code, 3);
	ck_assert_msg(strstr(twice, "two.log:4:1: error: an RMM boots here once more") != NULL, "%s",
		      twice);
}
END_TEST

/* Named traces, which agree as they were recorded. */
static const char *const traces[] = {
	"rmm-1.0/boot-guest-init", "rmm-1.0/destroy", "rmm-2.0/whole-life",
	"tf-rmm-1.0/gpf-level", "tf-rmm-1.0/attestation", "tf-rmm-2.0/list-of-33",
	"tf-rmm-2.0/smccc-version", "tf-rmm-2.0/interrupt-first-attributes",
};

START_TEST(test_trace)
{
	g_autoptr(Folder) folder = folder_new();
	const char *scenario = folder_add(folder, "a.ripas", "", 0);
	g_autofree char *command = g_strdup_printf(
		"ripas-sim replay -q --to-scenario %s --write-platform %s.p tests/traces/%s.trace",
		scenario, scenario, traces[_i]);
	g_autofree char *run = g_strdup_printf("ripas-sim run %s", scenario);
	g_autofree char *said = NULL, *came = NULL;
	int code;

	said = program_run(command, &code);
	ck_assert_msg(code == 0, "%s: %s", traces[_i], said);
	came = program_run(run, &code);
	ck_assert_msg(code == 0, "%s: %s", traces[_i], came);
}
END_TEST

/* Where nothing is called there is nothing to write; where a line diverges, it fails. */
START_TEST(test_not_written)
{
	g_autoptr(Folder) folder = folder_new();
	const char *noise = folder_add(folder, "a.log", "Booting RMM v.0.6.0(debug) x\n", -1);
	g_autofree char *none = g_strdup_printf("ripas-sim replay -q --to-scenario %s.s %s", noise, noise);
	g_autofree char *bad = g_strdup_printf(
		"ripas-sim replay -q --to-scenario %s.s tests/traces/rmm-1.0/diverges.trace", noise);
	g_autofree char *run = g_strdup_printf("ripas-sim run %s.s", noise);
	g_autofree char *said = NULL, *came = NULL;
	int code;

	said = program_run(none, &code);
	ck_assert_int_eq(code, 3);
	ck_assert_msg(strstr(said, "there is no call of which anything could be written") != NULL,
		      "%s", said);
	g_free(program_run(bad, &code));
	ck_assert_int_eq(code, 1);
	came = program_run(run, &code);
	ck_assert_int_eq(code, 1);
	ck_assert_msg(strstr(came, "FAIL host  RMI_GRANULE_DELEGATE addr=0x88200000") != NULL, "%s",
		      came);
}
END_TEST

/* What a log tells of the platform is header lines, and they are read back. */
START_TEST(test_platform)
{
	g_autoptr(Folder) folder = folder_new();
	const char *file = folder_add(folder, "a.ripas", "", 0);
	g_autofree char *write = g_strdup_printf(
		"ripas-sim replay -q --write-platform %s tests/consoles/tf-rmm-v0.6.log", file);
	g_autofree char *read = g_strdup_printf(
		"ripas-sim replay -q --platform %s tests/consoles/tf-rmm-v0.6.log", file);
	g_autofree char *said = NULL, *again = NULL, *text = NULL;
	int code;

	said = program_run(write, &code);
	ck_assert_int_eq(code, 0);
	ck_assert(g_file_get_contents(file, &text, NULL, NULL));
	ck_assert_msg(strstr(text, "memory 0x21c00000") != NULL, "%s", text);
	ck_assert_msg(strstr(text, "aux_count=9") != NULL, "%s", text);
	again = program_run(read, &code);
	ck_assert_int_eq(code, 0);
	ck_assert_str_eq(said, again);
}
END_TEST

Suite *suite_rebuild(void)
{
	Suite *suite = suite_create("rebuild");
	TCase *tcase = tcase_create("rebuild");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_runs, 0, G_N_ELEMENTS(consoles));
	tcase_add_test(tcase, test_again);
	tcase_add_test(tcase, test_explained);
	tcase_add_test(tcase, test_level);
	tcase_add_test(tcase, test_boots);
	tcase_add_loop_test(tcase, test_trace, 0, G_N_ELEMENTS(traces));
	tcase_add_test(tcase, test_not_written);
	tcase_add_test(tcase, test_platform);
	suite_add_tcase(suite, tcase);
	return suite;
}
