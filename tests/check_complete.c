/* SPDX-License-Identifier: BSD-3-Clause */
/* Completion: what the program offers, and what bash and zsh make of it. */
#include <string.h>

#include "program.h"
#include "suites.h"

static const struct {
	const char *words;      /* of the shell, behind --complete */
	const char *candidates; /* lines joined by ' ' */
} asked[] = {
	{ "''", "--help --version compare" },
	{ "r", "reduce replay report run" },
	{ "help co", "compare" },
	{ "nothing ''", "" },
	{ "run --fo", "--format" },
	{ "run --", "--cases --color --durations" },
	{ "run --cases s", "steps" },
	{ "run --format ''", "html jsonl" },
	{ "run --format = t", "tap text trace" },
	{ "run --format =", "html jsonl" },
	{ "run --format=ta", "--format=tap" },
	{ "run --record --format t", "tap text trace" },
	{ "run -o x --color a", "always auto" },
	{ "run -o ''", "" },
	{ "show --format ''", "jsonl md text" },
	{ "show --spec ''", "1.0 2.0" },
	{ "run --variant data-destroy-keeps-r", "data-destroy-keeps-ram" },
	{ "compare --guest li", "linux linux-early" },
	{ "compare --kvm = v12", "v12" },
	{ "compare --population ''", "fosdem small" },
	{ "compare --explain n", "neither" },
	{ "compare --explain neither/edk2", "neither/edk2+linux" },
	{ "compare --explain neither/linux/v14/replace-e", "neither/linux/v14/replace-early" },
	{ "compare --explain a/b/c/d/e", "" },
	{ "compare ''", "" },
	{ "replay --as ''", "tf-rmm-1.0 tf-rmm-2.0" },
	{ "replay tests/traces/rmm-1.0/boot-h", "tests/traces/rmm-1.0/boot-host-init.trace" },
	{ "show co", "commands conditions coverage" },
	{ "show --format md co", "commands conditions coverage" },
	{ "show conditions RMI_RTT_FO", "RMI_RTT_FOLD" },
	{ "show actors k", "kvm" }, { "show readings C1", "C1" },
	{ "show manual ripas-sc", "ripas-scenario.5" },
	{ "show coverage scenarios/boot/bot", "scenarios/boot/both.ripas" },
	{ "run scenarios/bo", "scenarios/boot/" },
	{ "run scenarios/boot/hos", "scenarios/boot/host-init.ripas" },
	{ "mutate scenarios/ac", "scenarios/acs/" },
	{ "run boot/both", "boot/both" },
	{ "run -v kvm/hu", "kvm/huge-pages" },
	{ "run /not/there/x", "" },
};

/* The first candidates are those; there are more only where several begin so. */
START_TEST(test_asked)
{
	g_autofree char *command = g_strdup_printf("RIPAS_PATH=scenarios ripas-sim --complete %s",
						   asked[_i].words);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_int_eq(code, 0);
	g_strdelimit(said, "\n", ' ');
	ck_assert_msg(g_str_has_prefix(said, asked[_i].candidates), "%s: %s", asked[_i].words, said);
	ck_assert_msg(*asked[_i].candidates || !*said, "%s: %s", asked[_i].words, said);
}
END_TEST

/* What bash would offer for a command line that ends here. */
static const struct {
	const char *words, *offered;
} typed[] = {
	{ "ripas-sim ru", "run" },
	{ "ripas-sim run --format ju", "junit" },
	{ "ripas-sim run --format = ju", "junit" },
	{ "ripas-sim show actors kv", "kvm" },
};

START_TEST(test_bash)
{
	g_autofree char *command = g_strdup_printf(
		"bash -c '. sim/share/completion/ripas-sim.bash; compopt() { :; }; COMP_WORDS=(%s); "
		"COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _ripas_sim; echo \"${COMPREPLY[*]}\"'",
		typed[_i].words);
	g_autofree char *expected = g_strconcat(typed[_i].offered, "\n", NULL);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_str_eq(said, expected);
}
END_TEST

/* zsh, where there is one: the same, and folders that go on. */
START_TEST(test_zsh)
{
	g_autofree char *command = g_strdup_printf(
		"! command -v zsh >/dev/null || zsh -c 'compadd() { print -l -- \"$@\" }; "
		"words=(%s); CURRENT=${#words}; source sim/share/completion/_ripas-sim'", typed[_i].words);
	g_autofree char *expected = g_strdup_printf("-Q\n--\n%s\n", typed[_i].offered);
	g_autofree char *folders = NULL, *said = NULL;
	int code;

	said = program_run(command, &code);
	ck_assert_msg(!*said || strcmp(said, expected) == 0, "%s", said);
	folders = program_run("! command -v zsh >/dev/null || zsh -c 'compadd() { print -- \"$@\" }; "
			      "words=(ripas-sim run scenarios/bo); CURRENT=3; "
			      "source sim/share/completion/_ripas-sim'", &code);
	ck_assert_msg(!*folders || strcmp(folders, "-Q -S  -- scenarios/boot/\n") == 0, "%s", folders);
}
END_TEST

Suite *suite_complete(void)
{
	Suite *suite = suite_create("complete");
	TCase *tcase = tcase_create("complete");

	tcase_add_loop_test(tcase, test_asked, 0, G_N_ELEMENTS(asked));
	tcase_add_loop_test(tcase, test_bash, 0, G_N_ELEMENTS(typed));
	tcase_add_loop_test(tcase, test_zsh, 0, G_N_ELEMENTS(typed));
	suite_add_tcase(suite, tcase);
	return suite;
}
