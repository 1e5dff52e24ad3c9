/* SPDX-License-Identifier: BSD-3-Clause */
/* The command line: exit status and first words of every way to call it. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"
#include "program.h"
#include "suites.h"

static const struct {
	const char *command;
	int code;
	const char *said;       /* a part of what is printed */
} calls[] = {
	/* 0: as expected */
	{ "ripas-sim --help", 0, "Usage: ripas-sim VERB" },
	{ "ripas-sim -h", 0, "Exit status, of those that apply the highest:" },
	{ "ripas-sim help", 0, "Verbs:" },
	{ "ripas-sim --version", 0, "models rmm-1.0-rel0\n" },
	{ "ripas-sim help run", 0, "--record" },
	{ "ripas-sim replay --help", 0, "--as=RMM" },
	{ "ripas-sim show --help", 0, "invariants" },
	{ "ripas-sim run scenarios/boot", 0, " 0 failed; " },
	{ "ripas-sim run --self-check --spec 1.0 scenarios/boot/both.ripas", 0, "1 file, 1 ok" },
	{ "ripas-sim run -v scenarios/boot/both.ripas", 0, "# ok   scenarios/boot/both.ripas" },
	{ "ripas-sim run --format tap scenarios/boot/both.ripas", 0, "KTAP version 1\n1..1\n" },
	{ "ripas-sim run --color always scenarios/boot/both.ripas", 0, "\033[32mok   \033[0m" },
	{ "ripas-sim replay tests/traces/rmm-1.0/destroy.trace", 0, " 0 diverge, 0 not judged\n" },
	{ "ripas-sim replay --self-check tests/traces/rmm-1.0/destroy.trace", 0, " 0 diverge" },
	{ "ripas-sim replay --as tf-rmm-1.0 tests/traces/rmm-1.0/departs.trace", 0, " 0 diverge" },
	{ "ripas-sim replay --variant tf-rmm-init-ripas-base-align --variant tf-rmm-data-create-flags "
	  "tests/traces/rmm-1.0/departs.trace", 0, " 0 diverge" },
	{ "echo 'include \"scenarios/common/activate.ripas\"' | ripas-sim run -", 0, "ok   -\n" },
	{ "ripas-sim replay - <tests/traces/rmm-1.0/destroy.trace", 0, " 0 diverge, 0 not judged\n" },
	{ "printf '\\357\\273\\277title \"t\"\nhost RMI_VERSION req=0x20000\n' | ripas-sim run -", 0, "ok   -: t\n" },
	{ "{ printf '\\357\\273\\277'; cat tests/traces/rmm-1.0/destroy.trace; } | ripas-sim replay -", 0,
	  " 0 diverge, 0 not judged\n" },
	{ "RIPAS_PATH=scenarios ripas-sim run boot/both boot/neither.ripas", 0, "2 files, 2 ok" },
	{ "RIPAS_PATH=/not/there:scenarios ripas-sim run kvm", 0, " 0 failed; " },
	{ "cd tests && RIPAS_PATH=../scenarios ripas-sim run boot/host-init", 0, "1 file, 1 ok" },
	{ "ripas-sim show access --spec 1.0 --format md", 0, "| Protected | UNASSIGNED | ASSIGNED |" },	{ "ripas-sim explore --engine plain scenarios/explore/peer/p2g2.ripas", 0,
	  ": 10,990 states, 67,034 transitions, depth 14; closed in " },
	{ "ripas-sim explore --engine plain -v scenarios/explore/one-page.ripas", 0,
	  "    after 4 actions, the fewest:\n    host  RMI_GRANULE_DELEGATE addr=$spare > RMI_SUCCESS" },
	{ "ripas-sim explore --engine plain --format tap scenarios/explore/one-page.ripas", 0,
	  "    ok 5 invariants\nok 1 scenarios/explore/one-page.ripas\n" },
	{ "ripas-sim explore --engine plain --format junit scenarios/explore/one-page.ripas", 0,
	  "tests=\"5\" failures=\"0\"" },
	{ "ripas-sim explore --engine plain --format jsonl scenarios/explore/one-page.ripas", 0,
	  "\"states\":12160,\"transitions\":66916,\"depth\":20" },
	{ "ripas-sim explore --count -v scenarios/explore/peer/p2g2.ripas", 0,
	  "    RMI_DATA_DESTROY         9,420 successes, 12,560 refusals\n    RMI_GRANULE_DELEGATE " },
	/* A failure that may change the state, and here does not. */
	{ "ripas-sim explore --spec 2.0-bet0 --variant tf-rmm-map-granules-late "
	  "scenarios/explore/block-of-data.ripas", 0, "holds   45 invariants\n" },
	{ "ripas-sim explore scenarios/explore/kvm-takes-memory.ripas", 0,
	  "1,272 states, 6,576 transitions, depth 14; closed" },
	{ "ripas-sim explore -q --engine plain scenarios/explore/one-page.ripas", 0, "" },
	{ "ripas-sim explore --engine plain --etf /dev/null scenarios/explore/interrupted.ripas", 0,
	  "1,044 states" },
	{ "ripas-sim explore --depth 2 --etf /dev/null scenarios/explore/one-page.ripas", 4,
	  "/dev/null is not written, as it takes all states: cut short by the depth\n" },
	{ "ripas-sim explore --engine plain --variant data-destroy-keeps-ram --etf /dev/null "
	  "scenarios/explore/one-page.ripas", 4, "as it takes all states: stopped at a violation\n" },
	{ "ripas-sim explore --depth 2 --graph /nowhere/g.aut scenarios/explore/one-page.ripas", 4,
	  "/nowhere/g.aut has a part of the graph: cut short by the depth\n" },
	{ "ripas-sim run scenarios/explore/one-page.ripas", 0,
	  "there is more after these steps: ripas-sim explore scenarios/explore/one-page.ripas\n" },
	{ "ripas-sim run --spec 1.0 scenarios/boot scenarios/spec", 0, " 0 failed, " },
	{ "ripas-sim run --spec 1.0 --format tap scenarios/spec", 0,
	  ".ripas # SKIP not for rmm-1.0-rel0\n" },
	{ "ripas-sim run --spec 1.0 --format junit scenarios/spec", 0,
	  "<skipped message=\"not for rmm-1.0-rel0\"/>" },
	{ "ripas-sim run --match rim-of scenarios", 0, "ok   scenarios/boot/rim-of-host-init.ripas" },
	{ "ripas-sim run --tag kvm-v12 scenarios/kvm", 0, " 0 failed; " },
	{ "ripas-sim run --durations --format junit scenarios/boot/both.ripas", 0, " time=\"0." },
	{ "ripas-sim run scenarios/boot/both.ripas:21", 0, "# 1 file, 1 ok, 0 failed; " },

	{ "ripas-sim run --format trace scenarios/boot/both.ripas:30", 0, "\nSMC_RMI_REALM_ACTIVATE rd=" },
	{ "ripas-sim run --format trace -q -o /dev/null scenarios/boot/both.ripas", 0, "" },

	/* 1: an expectation, an invariant or a log diverged */
	{ "ripas-sim run --format trace tests/golden/fails.ripas", 1, "8 statements of it fail;" },
	{ "ripas-sim run -x tests/golden/fails.ripas scenarios/boot/both.ripas", 1,
	  "skip scenarios/boot/both.ripas: a file before it failed\n" },
	{ "ripas-sim run tests/golden/fails.ripas", 1, "tests/golden/fails.ripas:7:7: FAIL" },
	{ "ripas-sim run --variant data-destroy-keeps-ram scenarios/attack/destroy-after.ripas", 1,
	  "    breaks    " },
	{ "ripas-sim replay tests/traces/rmm-1.0/departs.trace", 1, "(B4.3.18)" },
	{ "ripas-sim replay tests/traces", 1, "diverge" },	{ "ripas-sim explore --engine plain --variant set-ripas-over-destroyed "
	  "scenarios/explore/peer/p2g2.ripas", 1, "breaks destroyed-left-by-consent (A5.4): " },
	{ "ripas-sim explore --engine plain --all --variant data-destroy-keeps-ram "
	  "scenarios/explore/one-page.ripas", 1, "BROKEN  never rtte $dram * RAM and lost $dram\n" },
	{ "ripas-sim explore --engine plain --format tap --variant data-destroy-keeps-ram "
	  "scenarios/explore/one-page.ripas", 1, "    not ok 5 invariants\n" },

	/* 2: bad usage */
	{ "ripas-sim run --format trace scenarios/boot", 2, "--format trace takes one file" },
	{ "ripas-sim run --format trace --record scenarios/boot/both.ripas", 2, "without --record" },
	{ "ripas-sim run --format trace --spec 1.0,2.0 scenarios/boot/both.ripas", 2, "one version" },
	{ "ripas-sim run --cases=lines scenarios/boot", 2, "--cases is files or steps, not 'lines'" },
	{ "ripas-sim run --match no-such scenarios/boot", 2, "no scenario there has these tags" },
	{ "ripas-sim run scenarios/boot:3", 2, "it has no lines" },
	{ "ripas-sim", 2, "ripas-sim: no verb given\nTry 'ripas-sim --help'.\n" },
	{ "ripas-sim rnu", 2, "ripas-sim: unknown verb 'rnu' (did you mean 'run'?)\n" },
	{ "ripas-sim run", 2, "ripas-sim run: no scenario given\n" },
	{ "ripas-sim run --formt tap x", 2, "Unknown option --formt (did you mean '--format'?)\n" },
	{ "ripas-sim run --format", 2, "Missing argument for --format\n" },
	{ "ripas-sim run --format xml x.ripas", 2, "unknown format 'xml' (did you mean 'html'?)\n" },
	{ "ripas-sim run --spec 0.9 x", 2, "unknown version of the specification '0.9' (one of " },
	{ "ripas-sim run --variant data-destroy-keep-ram x", 2,
	  "unknown variant 'data-destroy-keep-ram' (did you mean 'data-destroy-keeps-ram'?)\n" },
	{ "ripas-sim run --color pink scenarios/boot", 2, "--color takes auto, always or never" },
	{ "ripas-sim run model", 2, "no file ends in .ripas in model\n" },
	{ "ripas-sim run -j -1 scenarios/boot/both.ripas", 2, "-j takes a number of files, not -1\n" },
	{ "ripas-sim mutate -j -3 scenarios/boot", 2, "-j takes a number of variants, not -3\n" },
	{ "ripas-sim -v run scenarios", 2, "'-v' stands before the verb: ripas-sim run -v …\n" },
	{ "ripas-sim --versoin", 2, "unknown option '--versoin'\n" },
	{ "ripas-sim help rnu", 2, "unknown verb 'rnu' (did you mean 'run'?)\n" },
	{ "ripas-sim replay", 2, "no log given\n" },
	{ "ripas-sim replay --as tf-rmm-9 x.trace", 2, "unknown implementation 'tf-rmm-9'" },
	{ "ripas-sim replay scenarios", 2,
	  "no file ends in .trace or .log in scenarios, but there are scenarios: ripas-sim run scenarios" },
	{ "ripas-sim run scenarios/boot tests/traces", 2, "but there are logs: ripas-sim replay tests/" },
	{ "ripas-sim run tests/traces/rmm-1.0/destroy.trace", 2,
	  "destroy.trace is a log: ripas-sim replay tests/traces/rmm-1.0/destroy.trace\n" },
	{ "ripas-sim replay scenarios/boot/both.ripas", 2,
	  "both.ripas is a scenario: ripas-sim run scenarios/boot/both.ripas\n" },
	{ "ripas-sim compare --population big", 2, "unknown population 'big' (one of small, fosdem)\n" },
	{ "ripas-sim compare --kvm v19", 2, "unknown version of KVM 'v19' (" },
	{ "ripas-sim compare --spec 2.0-bet0 --kvm later --policy both --guest linux --no-cheats", 0,
	  "both      linux  v16  boots" },
	{ "ripas-sim compare --explain both/linux/later", 0, "kvm.create_realm version=v16 > OK" },
	{ "ripas-sim mutate --explored x.ripas scenarios/boot", 2, "--explored goes with --generated\n" },
	{ "ripas-sim mutate --generated --explored scenarios/boot/both.ripas scenarios/boot/both.ripas", 3,
	  "there is no explore block" },
	{ "ripas-sim compare --actions 3", 2, "--actions and --engine go with --exhaustive\n" },
	{ "ripas-sim compare --exhaustive --no-cheats", 2, "goes with neither --gate nor --no-cheats\n" },
	{ "ripas-sim compare --exhaustive --actions=-1", 2, "--actions takes a number from 0 on\n" },
	{ "ripas-sim compare --exhaustive --engine slow", 2, "no engine 'slow'\n" },
	{ "ripas-sim compare --exhaustive --explain both/linux/v14", 2, "POLICY/GUEST/KVM/HARM\n" },
	{ "ripas-sim compare --exhaustive --explain both/linux/v14/imge", 2, "(did you mean 'image'?)\n" },
	{ "ripas-sim compare --exhaustive --explain both/linx/v14/image", 2, "unknown guest 'linx'" },
	{ "ripas-sim compare --exhaustive --explain guest-init/linux/v14/image", 2, "nothing to lose\n" },
	{ "ripas-sim show", 2, "nothing to show\n" },
	{ "ripas-sim show variant", 2, "cannot show 'variant' (did you mean 'variants'?)\n" },
	{ "ripas-sim show access more", 2, "unexpected argument 'more'\n" },
	{ "ripas-sim show conditions RTT_FOLD", 2, "(did you mean 'RMI_RTT_FOLD'?)\n" },
	{ "ripas-sim show coverage", 2, "coverage of which scenarios?\n" },	{ "ripas-sim explore", 2, "explore" },
	{ "ripas-sim explore --engine slow scenarios/explore/one-page.ripas", 2,
	  "no engine 'slow'; there are: " },
	{ "ripas-sim explore --diff 1.0,2.0 --etf /dev/null scenarios/explore/one-page.ripas", 2,
	  "--etf does not go with --diff, --cover and --for-all\n" },
	{ "ripas-sim explore --for-all --symmetry scenarios/explore/one-page.ripas", 2,
#ifdef EXPLORE_LEARNS
	  "--symmetry does not go with --diff, --cover and --for-all\n" },
#else
	  "no engine 'explicit'; there are: plain; to learn " },
#endif
	{ "ripas-sim explore --time 1m scenarios/explore/one-page.ripas", 2,
	  "--time takes seconds, 60 or 60s for example" },
	{ "ripas-sim explore --time 1e999 scenarios/explore/one-page.ripas", 2, "--time takes seconds" },
	{ "ripas-sim explore --time -1s scenarios/explore/one-page.ripas", 2, "not negative" },
	{ "ripas-sim explore --spec 2.0-bet0 scenarios/explore/cpus.ripas", 0,
	  "\nas rmm-2.0-bet0: with --spec as others that the file is for\n" },
	{ "ripas-sim explore --depth 1 scenarios/explore/one-table.ripas", 4,
	  "\nit asks for every number of pages and Granules: --for-all\n" },
	{ "ripas-sim explore scenarios/explore/ram-after-activation.ripas", 0,
	  "\nnever carried out: RMI_DATA_CREATE, RMI_RTT_INIT_RIPAS, RMI_RTT_SET_RIPAS\n" },
	{ "ripas-sim explore --time 60s scenarios/explore/cpus.ripas", 0, "closed in" },
	{ "ripas-sim explore --diff bet0,bet3 scenarios/explore/one-page.ripas", 2,
	  "(did you mean '2.0-bet0'?)" },
	{ "ripas-sim explore --diff data-destroy-keep-ram scenarios/explore/one-page.ripas", 2,
	  "(did you mean 'data-destroy-keeps-ram'?)" },
	{ "ripas-sim explore --memory much scenarios/explore/one-page.ripas", 2,
	  "--memory takes a size" },
	{ "ripas-sim diagram", 2, "nothing to draw\n" },
	{ "ripas-sim diagram ripsa", 2, "cannot draw 'ripsa' (did you mean 'ripas'?)\n" },
	{ "ripas-sim diagram rtt", 2, "rtt of which scenario?\n" },
	{ "ripas-sim diagram compare both/linux", 2, "'both/linux' is no cell" },
	{ "ripas-sim diagram access --diff 1.0 2.0", 2, "access takes no --diff\n" },
	{ "ripas-sim diagram rec --diff 1.0", 2, "--diff takes two versions\n" },
	{ "ripas-sim diagram ripas more", 2, "unexpected argument 'more'\n" },
	{ "ripas-sim explore --depth -1 scenarios/explore/one-page.ripas", 2, "not negative" },
	{ "ripas-sim explore scenarios/boot", 2, "no scenario there has an explore block" },
	{ "ripas-sim explore --for-all --memory 8G scenarios/explore/one-table.ripas", 2,
	  "--memory does not go with --for-all" },
	{ "ripas-sim explore --for-all --engine plain scenarios/explore/one-table.ripas", 2,
	  "--engine does not go with --for-all" },
	{ "ripas-sim explore --for-all -j 2 scenarios/explore/one-table.ripas", 2,
	  "--jobs does not go with --for-all" },
	{ "ripas-sim explore --for-all --time 0.05 scenarios/sizes/any-recs.ripas", 4,
	  "closure: cut short by time; nothing breaks so far" },
	{ "ripas-sim explore scenarios/sizes", 2, "('sizes all' is for --for-all)" },
	{ "ripas-sim explore --graph g.png scenarios/explore/one-page.ripas", 2, ".dot or .aut" },
	{ "ripas-sim explore --graph g.aut scenarios/explore", 2, "take one scenario" },

	/* 3: bad input; before 1 */
	{ "ripas-sim explore --for-all --components 6 scenarios/explore/one-table.ripas", 3,
	  "--for-all: for states of 6 components it needs 6 Granules, and has 5" },
	{ "echo host NO_SUCH | ripas-sim run --format trace -", 3, "-:1:6: error: " },
	{ "ripas-sim run not-there.ripas", 3, "not-there.ripas:1:1: error: cannot read: " },
	{ "ripas-sim run -q tests/bad/unknown-state.ripas tests/golden/fails.ripas", 3, "FAIL" },
	{ "ripas-sim run --format tap tests/bad/unknown-state.ripas", 3, "not ok 1 tests/bad/" },
	{ "ripas-sim run --record tests/bad/unknown-state.ripas", 3, ":2:27: error: unknown Granule" },
	{ "RIPAS_PATH=scenarios ripas-sim run boot/not-there", 3, "boot/not-there:1:1: error: cannot read: " },
	{ "ripas-sim show commands --diff --format jsonl 1.0 2.0", 0,
	  "{\"type\":\"change\",\"of\":\"RMI_RTT_DATA_MAP_INIT, was RMI_DATA_CREATE\",\"row\":\"" },
	{ "ripas-sim show access --diff --format jsonl 1.0 2.0", 0,
	  "{\"type\":\"change\",\"of\":\"Protected\",\"row\":\"VOID\",\"now\":\"EMPTY SEA" },
	{ "ripas-sim show readings c1 --format jsonl", 0, "{\"type\":\"reading\",\"reading\":\"C1\",\"" },
	{ "ripas-sim run scenarios/boot/both.ripas scenarios/boot scenarios/boot/both.ripas:3", 0,
	  "\n# 16 files, 16 ok" },
	{ "printf 'let $x = 1\\n' | ripas-sim run -", 3, "ripas-sim run: nothing was tested\n" },
	{ "ripas-sim run - </dev/null --record", 2, "--record writes files back, not standard input\n" },
	{ "ripas-sim replay not-there.trace", 3, "not-there.trace:1:1: error: cannot read: " },
	{ "ripas-sim replay tests/bad/no-entry.trace tests/traces/rmm-1.0/diverges.trace", 3, "1 diverge" },
	{ "ripas-sim replay --format tap tests/bad/no-entry.trace", 3, "not ok 1 tests/bad/" },
	{ "ripas-sim show coverage not-there.ripas", 3, "cannot read: " },
	{ "ripas-sim explore scenarios/boot/both.ripas", 3,
	  "scenarios/boot/both.ripas:1:1: error: there is no explore block\n" },

	/* 4: incomplete; before 3 and 1 */
	{ "ripas-sim run tests/golden/limit.ripas tests/golden/fails.ripas "
	  "tests/bad/unknown-state.ripas", 4, "3 files, 0 ok, 2 failed, 1 with errors" },
	{ "ripas-sim explore --engine plain --depth 3 scenarios/explore/one-page.ripas", 4,
	  "cut short by the depth" },
	{ "ripas-sim explore --engine plain --states 100 scenarios/explore/one-page.ripas", 4,
	  "so far  42 invariants" },
	/* A REC of no Realm, which only a mistake asks for, is not made. */
	{ "ripas-sim explore --engine plain --all --depth 3 --spec 1.0 --variant "
	  "tf-rmm-rec-create-late-checks scenarios/explore/realms.ripas", 1, "cut short by the depth" },
	{ "ripas-sim explore --engine plain --all --depth 9 --spec 2.0-bet0 --variant "
	  "realm-destroy-leaks-rd scenarios/explore/realms.ripas", 1, "breaks rd-holds-realm" },
	{ "ripas-sim explore --engine plain --memory 1K scenarios/explore/one-page.ripas", 4,
	  "cut short by memory" },
	{ "ripas-sim run tests/golden/limit.ripas", 4, ": incomplete\n" },
	{ "ripas-sim run --format trace tests/golden/limit.ripas", 4, "\nSMC_RMI_REALM_CREATE rd=" },
	{ "ripas-sim run -o /not/there scenarios/boot/both.ripas", 4,
	  "ripas-sim run: cannot write /not/there: No such file or directory\n" },
	{ "ripas-sim run -o /dev/full scenarios/boot/both.ripas", 4, "cannot write /dev/full: " },
	{ "ripas-sim run scenarios/boot/both.ripas >/dev/full", 4, "cannot write standard output: " },
	{ "ripas-sim --help >/dev/full", 4, "ripas-sim: cannot write standard output: " },
	{ "ripas-sim show --help >/dev/full", 4, "ripas-sim: cannot write standard output: " },
	{ "ripas-sim --version >/dev/full", 4, "ripas-sim: cannot write standard output: " },
};

START_TEST(test_call)
{
	int code;
	g_autofree char *said = program_run(calls[_i].command, &code);

	ck_assert_msg(code == calls[_i].code, "%s: exit status %d\n%.500s", calls[_i].command, code,
		      said);
	ck_assert_msg(strstr(said, calls[_i].said) != NULL, "%s:\n%.700s", calls[_i].command, said);
}
END_TEST

/* Colour only where it is asked for, or a terminal. */
START_TEST(test_colour)
{
	static const char *const plain[] = {
		"ripas-sim run scenarios/boot/both.ripas",
		"ripas-sim run --color never scenarios/boot/both.ripas",
		"NO_COLOR=1 ripas-sim run scenarios/boot/both.ripas",
	};
	int code;
	g_autofree char *said = program_run(plain[_i], &code);

	ck_assert_int_eq(code, 0);
	ck_assert_ptr_null(strchr(said, '\033'));
}
END_TEST

/* A terminal without colours, which "script" makes, has none. */
START_TEST(test_dumb_terminal)
{
	int code;
	g_autofree char *dumb = program_run(
		"TERM=dumb script -qec 'ripas-sim run scenarios/boot/both.ripas' /dev/null", &code);
	g_autofree char *able = program_run(
		"TERM=xterm script -qec 'ripas-sim run scenarios/boot/both.ripas' /dev/null", &code);

	ck_assert_msg(strstr(dumb, "1 ok") && !strchr(dumb, '\033'), "%s", dumb);
	ck_assert_msg(strchr(able, '\033') != NULL, "%s", able);
}
END_TEST

/* What may stand in a path, but not in XML or JSON. */
START_TEST(test_odd_path)
{
	static const char *const checked[] = {
		"--format junit \"$f\" 2>/dev/null | xmllint --noout -",
		"--format jsonl \"$f\" 2>/dev/null | iconv -f UTF-8 -t UTF-8 >/dev/null",
	};
	static const struct {
		const char *suffix, *contents, *verb;
	} files[] = {
		{ ".ripas", "title \"good\"", "run" },
		{ ".ripas", "title 1", "run" },
		{ ".ripas", "host RMI_REALM_ACTIVATE rd=1", "run" },
		{ ".trace", "SMC_RMI_REALM_ACTIVATE rd=1 > RMI_SUCCESS", "replay" },
		{ ".trace", "x", "replay" },
	};
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *name = g_strconcat("a\xff\001&b", files[_i / 2].suffix, NULL);
	const char *path = folder_add(folder, name, files[_i / 2].contents, -1);
	g_autofree char *command = g_strdup_printf("f='%s'; ripas-sim %s %s", path,
						   files[_i / 2].verb, checked[_i % 2]);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(code == 0, "%s:\n%s", command, said);
}
END_TEST

/* -o: the same, in a file. */
START_TEST(test_output)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "out", "", 0);
	g_autofree char *command = g_strdup_printf(
		"ripas-sim run -o %s scenarios/boot/both.ripas", path);
	int code;
	g_autofree char *nothing = program_run(command, &code);
	g_autofree char *said = program_run("ripas-sim run scenarios/boot/both.ripas", &code);
	g_autofree char *text = NULL;

	ck_assert_str_eq(nothing, "");
	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_str_eq(text, said);
}
END_TEST

Suite *suite_cli(void)
{
	Suite *suite = suite_create("cli");
	TCase *tcase = tcase_create("cli");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_call, 0, G_N_ELEMENTS(calls));
	tcase_add_loop_test(tcase, test_colour, 0, 3);
	tcase_add_test(tcase, test_dumb_terminal);
	tcase_add_loop_test(tcase, test_odd_path, 0, 10);
	tcase_add_test(tcase, test_output);
	suite_add_tcase(suite, tcase);
	return suite;
}
