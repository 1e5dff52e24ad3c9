/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The shell, its lines from standard input: what each command answers, exit
 * statuses, speed.
 */
#include <string.h>

#include "folder.h"
#include "program.h"
#include "suites.h"

#define SMALL "include \"tests/golden/inputs/one-table.ripas\"\n"
#define ACTIVE "spec rmm-1.0\ninclude \"scenarios/common/activate.ripas\"\n"
#define DELEGATE "host RMI_GRANULE_DELEGATE addr=$spare\n"

/* What lines come to; errors are behind answers. */
static char *answers(const char *arguments, const char *lines, int *code)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "lines", lines, -1);
	g_autofree char *command = g_strdup_printf("ripas-sim shell %s < %s", arguments, path);

	return program_run(command, code);
}

/* Lines, exit status, what their answer has, and what it has not. */
static const struct {
	const char *lines;
	int code;
	const char *has, *lacks;
} cases[] = {
	{ "", 0, "", "rmm" },
	{ "# only a comment\n", 0, "", "error" },
	/* statements */
	{ SMALL DELEGATE, 0, "host  RMI_GRANULE_DELEGATE addr=0x88000000 > RMI_SUCCESS\n"
	  "      # granule 0x88000000: UNDELEGATED -> DELEGATED\n", NULL },
	{ SMALL DELEGATE DELEGATE, 0, "> RMI_ERROR_INPUT by=gran_state\n", "FAIL" },
	{ SMALL DELEGATE "host RMI_GRANULE_DELEGATE addr=$spare > RMI_SUCCESS\n", 1,
	  "shell:3:6: FAIL host  RMI_GRANULE_DELEGATE addr=0x88000000\n", NULL },
	{ SMALL "for $g in $spare .. $spare+8K step 4K\nhost RMI_GRANULE_DELEGATE addr=$g\nend\n", 0,
	  "addr=0x88001000 > RMI_SUCCESS", NULL },
	{ SMALL "host RMI_GRANULE_DELEGATE \\\n addr=$spare\n", 0, "> RMI_SUCCESS", NULL },
	{ SMALL "expect granule $spare DELEGATED\n", 1, "got       UNDELEGATED", NULL },
	{ SMALL "never granule $spare DELEGATED\n" DELEGATE, 1, "never     granule $spare DELEGATED", NULL },
	{ SMALL "reach granule $spare DELEGATED\n", 1, "at some step: granule $spare DELEGATED", NULL },
	{ "let $x = 4K\nmemory 0x90000000 +8K\nhost RMI_GRANULE_DELEGATE addr=0x90000000+$x\n"
	  "show granules\n", 3, "RMI_GRANULE_DELEGATE is of rmm-1.0-rel0, not of rmm-2.0-bet3", NULL },
	{ "let $x = 4K\nspec rmm-1.0\nmemory 0x90000000 +8K\n"
	  "host RMI_GRANULE_DELEGATE addr=0x90000000+$x\n", 0, "addr=0x90001000 > RMI_SUCCESS", NULL },
	{ "spec rmm-2.0-bet0\nhost kvm.init\n", 0, "# host  kvm.init > OK calls=6\n", NULL },
	{ SMALL "host RMI_GRANULE_DELEGTE addr=$spare\n", 3, "did you mean 'RMI_GRANULE_DELEGATE'?", NULL },
	{ SMALL "memory 0x90000000 +8K\n", 3, "'memory' must stand before the first step", NULL },
	{ "include \"no-such-file.ripas\"\n", 3, "shell:1:9: error: cannot include", NULL },
	{ "for $x in 0 .. 4 step 1\n", 3, "the last statement is not complete", NULL },
	{ "undo\n", 3, "shell:1:1: error: there is nothing to undo\n", NULL },
	/* undo, redo, goto */
	{ SMALL DELEGATE "undo\nshow granules\n", 0, "at line 1: include", "0x88000000  0x88001000" },
	{ SMALL DELEGATE "undo\nundo\nundo\n", 3, "at the beginning\n", NULL },
	{ SMALL DELEGATE "undo 2\n" SMALL DELEGATE, 0, "at the beginning\n", "by=gran_state" },
	{ SMALL DELEGATE "undo\nredo\nexpect granule $spare DELEGATED\n", 0, "at line 1", "FAIL" },
	{ SMALL DELEGATE "redo\n", 3, "there is nothing to redo", NULL },
	{ SMALL DELEGATE DELEGATE "goto 1\ngoto 2\nexpect granule $spare DELEGATED\n", 0, "at line 2", "FAIL" },
	{ SMALL DELEGATE "goto 0\n", 0, "at the beginning", NULL },
	{ SMALL "goto x\n", 3, "expected a number, not 'x'", NULL },
	/* a failure that was taken back is none */
	{ SMALL "expect granule $spare DELEGATED\nundo\n", 0, "at line 1", NULL },
	/* what actors did is made again */
	{ "spec rmm-2.0-bet0\nhost kvm.init\nhost kvm.init\nundo\nhost kvm.init\n", 0, "> OK", "error" },
	/* why */
	{ "why\n", 3, "nothing was refused", NULL },
	{ SMALL DELEGATE DELEGATE "why\n", 0, "gran_state  yes: refused    RMI_ERROR_INPUT", NULL },
	{ SMALL DELEGATE DELEGATE "why\n", 0, "gran_align  no ", NULL },
	{ SMALL DELEGATE DELEGATE "undo\nwhy\n", 3, "nothing was refused", NULL },
	{ SMALL "host RMI_GRANULE_DELEGATE addr=1\nwhy\n", 0, "permitted as well: RMI_ERROR_INPUT by=gran_bound", NULL },
	{ ACTIVE "host RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+2M\nwhy\n", 0,
	  "Realm ACTIVE, since scenarios/common/activate.ripas:", NULL },
	{ ACTIVE "host RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+1 > fails\nwhy\n", 0,
	  "permitted as well: RMI_ERROR_", NULL },
	/* what */
	{ SMALL "what RMI_GRANULE_*\n", 0, "host  RMI_GRANULE_DELEGATE addr=$spare\n", "RMI_VERSION" },
	{ SMALL DELEGATE "what rmi_granule_undelegate\n", 0, "RMI_GRANULE_UNDELEGATE addr=$spare\n"
	  "# 1 call that succeeds;", NULL },
	{ ACTIVE "host RMI_REC_ENTER rec=$rec\nwhat RSI_IPA*\n", 0, "guest $rec: RSI_IPA_STATE_GET", NULL },
	/* how */
	{ SMALL "how granule $spare DELEGATED\n", 0, "host  RMI_GRANULE_DELEGATE addr=$spare > RMI_SUCCESS", NULL },
	{ SMALL DELEGATE "how granule $spare DELEGATED\n", 0, "it holds already", NULL },
	{ SMALL "how realm ACTIVE and rtte 0 ASSIGNED\n", 0, "host  RMI_REALM_ACTIVATE rd=$rd > RMI_SUCCESS", NULL },
	{ SMALL "how\n", 3, "expected what must hold", NULL },
	{ SMALL "how granule $no DELEGATED\n", 3, "variable '$no' is not set", NULL },
	/* show */
	{ SMALL "show ripas\n", 0, "0x0   0x2000", NULL },
	{ SMALL "show rtt\n", 0, "0x88003000  3      0x0", NULL },
	{ SMALL "show granules\n", 0, "RD     REALM", NULL },
	{ SMALL "show rec\n", 0, "REC 0x88004000\n", NULL },
	{ SMALL "show rim\n", 0, "RIM   0x", NULL },
	{ "show ripas\nshow rec\n", 0, "there is no Realm\nthere is no REC\n", NULL },
	{ "show all\n", 3, "cannot show 'all' (one of ripas, rtt, granules, rec, rim)", NULL },
	/* diff */
	{ SMALL DELEGATE "diff\n", 0, "\ngranule 0x88000000: UNDELEGATED -> DELEGATED\n", NULL },
	{ SMALL DELEGATE "host RMI_GRANULE_UNDELEGATE addr=$spare\ndiff 1\n", 0, "\nnothing changed\n", NULL },
	{ SMALL "diff 0\n", 0, "granule 0x88002000: UNDELEGATED -> RD\n", NULL },
	/* watch */
	{ SMALL "watch granule $spare\n" DELEGATE, 0, "      granule $spare: UNDELEGATED, GPT_NS\n", NULL },
	{ SMALL "watch granule $spare\n" DELEGATE, 0, "      granule $spare: DELEGATED, GPT_REALM\n", NULL },
	{ SMALL "watch granule $spare DELEGATED\n" DELEGATE, 0, "granule $spare DELEGATED: yes\n", NULL },
	{ SMALL "watch $spare+4K\n", 0, "      $spare+4K: 0x88001000\n", NULL },
	{ SMALL "watch realm\nwatch off\n" DELEGATE, 0, "      realm: NEW\n", "DELEGATED\n      realm" },
	{ SMALL "watch $no\n", 3, "variable '$no' is not set", NULL },
	/* variant, spec */
	{ ACTIVE "host RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+2M\nvariant init-ripas-when-active on\n",
	  1, "parts at shell:3: host  RMI_RTT_INIT_RIPAS", NULL },
	{ ACTIVE "variant init-ripas-when-active on\nhost RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+2M\n",
	  1, "breaks    rim-fixed-after-new", "by=realm_state" },
	{ ACTIVE "variant init-ripas-when-active on\nvariant init-ripas-when-active off\n"
	  "host RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+2M\n", 0, "by=realm_state", NULL },
	{ ACTIVE "variant init-ripas-when-active off\n", 3, "it is not on", NULL },
	{ ACTIVE "variant init-ripas on\n", 3, "unknown variant 'init-ripas'", NULL },
	{ "include \"scenarios/common/activate.ripas\"\nhost RMI_VERSION req=0x10000\nspec 1.0\n", 0,
	  "parts at shell:2: host  RMI_VERSION req=0x10000\n    rmm-2.0-bet3     RMI_ERROR_INPUT", NULL },
	{ SMALL "spec 3.0\n", 3, "unknown version of the specification '3.0'", NULL },
	{ SMALL DELEGATE "spec 2.0\n", 3, "is of rmm-1.0-rel0, not of rmm-2.0-bet3", NULL },
	/* history, help */
	{ SMALL DELEGATE DELEGATE "undo\nhistory\n", 0, "     2  host RMI_GRANULE_DELEGATE addr=$spare > RMI_SUCCESS\n"
	  "-    3  host RMI_GRANULE_DELEGATE addr=$spare\n", NULL },
	{ "help\n", 0, "  undo [N]           take back", NULL },
	{ "help include\n", 0, "include \"FILE\"", "undo" },
	{ "help nothing\n", 3, "'nothing' is no word of the shell or of the language", NULL },
	{ "quit\nbogus\n", 0, "", "bogus" },
	{ "historx\n", 3, "unknown command 'historx' (did you mean 'history'?)", NULL },
};

START_TEST(test_case)
{
	int code;
	g_autofree char *text = answers("", cases[_i].lines, &code);

	ck_assert_msg(code == cases[_i].code, "exit status %d of\n%s\n%s", code, cases[_i].lines, text);
	ck_assert_msg(strstr(text, cases[_i].has), "no '%s' in the answer to\n%s\n%s", cases[_i].has,
		      cases[_i].lines, text);
	ck_assert_msg(!cases[_i].lacks || !strstr(text, cases[_i].lacks), "'%s' in the answer to\n%s\n%s",
		      cases[_i].lacks, cases[_i].lines, text);
}
END_TEST

/* ---- files ---- */

#define FILE_TEXT \
	"# a file\n" \
	"spec rmm-1.0\n" \
	"let $g = 0x88000000\n" \
	"host RMI_GRANULE_DELEGATE addr=$g\n" \
	"# another\n" \
	"host RMI_GRANULE_UNDELEGATE addr=$g\n"

/* Up to a line; then what follows in the file is there to be carried out. */
static const struct {
	const char *line, *lines;
	int code;
	const char *has;
} of_files[] = {
	{ "", "expect granule $g UNDELEGATED\n", 0, "expect" },
	{ ":4", "expect granule $g DELEGATED\n", 0, "expect" },
	{ ":4", "redo\n", 0, "host  RMI_GRANULE_UNDELEGATE addr=0x88000000 > RMI_SUCCESS" },
	{ ":4", "redo 2\n", 3, "there are only 1 statements" },
	{ ":0", "history\n", 0, "-    2  spec rmm-1.0\n" },
	{ "", "history\n", 0, "     6  host RMI_GRANULE_UNDELEGATE addr=$g > RMI_SUCCESS\n" },
	{ "", "goto 4\nhost RMI_GRANULE_DELEGATE addr=$g+4K\nhistory\n", 0,
	  "     5  host RMI_GRANULE_DELEGATE addr=$g+4K > RMI_SUCCESS\n" },
};

START_TEST(test_file)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas", FILE_TEXT, -1);
	g_autofree char *argument = g_strconcat(path, of_files[_i].line, NULL);
	int code;
	g_autofree char *text = answers(argument, of_files[_i].lines, &code);

	ck_assert_msg(code == of_files[_i].code && strstr(text, of_files[_i].has), "exit status %d: %s",
		      code, text);
}
END_TEST

START_TEST(test_bad_file)
{
	static const struct {
		const char *text;
		const char *error;
	} bad[] = {
		{ "host\n", "a.ripas:1:" }, { "for $x in 0 .. 4 step 1\n", "is not complete" },
		{ "memory 0x1 +4K\nhost RMI_VERSION req=0\n", "must be Granule aligned" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(Folder) folder = folder_new();
		const char *path = folder_add(folder, "a.ripas", bad[i].text, -1);
		int code;
		g_autofree char *text = answers(path, "help\n", &code);

		ck_assert_msg(code == 3 && strstr(text, bad[i].error), "exit status %d: %s", code, text);
	}
}
END_TEST

/* What is saved runs, says what came of it, and fails where another comes. */
START_TEST(test_save)
{
	static const char lines[] =
		"include \"scenarios/common/activate.ripas\"\n"
		"# too late for this\n"
		"host RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+2M\n"
		"variant init-ripas-void-only on\n"
		"save %s/saved.ripas\n";
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "saved.ripas", "", -1);
	g_autofree char *input = g_strdup_printf(lines, folder->path), *text = NULL, *saved = NULL;
	g_autofree char *run = g_strdup_printf("ripas-sim run %s", path), *ran = NULL;
	int code;

	text = answers("", input, &code);
	ck_assert_msg(code == 0, "%s", text);
	ck_assert(g_file_get_contents(path, &saved, NULL, NULL));
	ck_assert_msg(g_str_has_prefix(saved, "spec rmm-2.0-bet3\nvariant init-ripas-void-only\n"),
		      "%s", saved);
	ck_assert_msg(strstr(saved, "# too late for this\nhost RMI_RTT_INIT_RIPAS rd=$rd base=$dram "
			     "top=$dram+2M > RMI_ERROR_REALM by=realm_state\n"), "%s", saved);
	ran = program_run(run, &code);
	ck_assert_msg(code == 0, "%s\n%s", ran, saved);
}
END_TEST

/* ---- the machine of an ordinary size ---- */

/* 10,000 statements, all taken back: each in well under 50 ms. */
START_TEST(test_speed)
{
	g_autoptr(GString) lines = g_string_new("spec rmm-1.0\nmemory 0x88000000 +512M\n");
	gint64 start = g_get_monotonic_time();
	int code;
	g_autofree char *text = NULL;
	const guint count = 10000;

	for (guint i = 0; i < count; i++)
		g_string_append_printf(lines, "host RMI_GRANULE_%s addr=0x%x\n",
				       i % 2 ? "UNDELEGATE" : "DELEGATE", 0x88000000 + i / 2 * 4096);
	g_string_append_printf(lines, "undo %u\nshow granules\n", count);
	text = answers("", lines->str, &code);
	ck_assert_int_eq(code, 0);
	ck_assert(strstr(text, "at line 2: memory"));
	ck_assert_msg((g_get_monotonic_time() - start) / count < 50 * 1000 / 10,
		      "%g ms a line", (double)(g_get_monotonic_time() - start) / count / 1000);
}
END_TEST

Suite *suite_shell(void)
{
	Suite *suite = suite_create("shell");
	TCase *tcase = tcase_create("shell");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_case, 0, G_N_ELEMENTS(cases));
	tcase_add_loop_test(tcase, test_file, 0, G_N_ELEMENTS(of_files));
	tcase_add_test(tcase, test_bad_file);
	tcase_add_test(tcase, test_save);
	tcase_add_test(tcase, test_speed);
	suite_add_tcase(suite, tcase);
	return suite;
}
