/* SPDX-License-Identifier: BSD-3-Clause */
/* A table of the comparison that is kept, and what departs from it. */
#include <string.h>

#include "folder.h"
#include "program.h"
#include "suites.h"

#define ONE "ripas-sim compare --spec 1.0 --guest linux --kvm v12 "

/* In a folder, one after another. */
static const struct {
	const char *command;
	int code;
	const char *said;       /* the end of it; "": nothing */
} steps[] = {
	{ ONE "--format jsonl -o kept.jsonl", 0, "" },
	{ ONE "-q --gate kept.jsonl", 0, "kept.jsonl: 0 of 5 cells depart\n" },
	/* What is not asked for is not missed. */
	{ ONE "-q --policy neither --gate kept.jsonl", 0, "kept.jsonl: 0 of 1 cells depart\n" },
	{ "ripas-sim compare -q --spec 1.0 --guest linux --kvm v14 --hypothetical --gate kept.jsonl", 1,
	  "rmm-1.0-rel0 kernel-init/linux/v14\n    is not in the table that was kept\n"
	  "kept.jsonl: 5 of 5 cells depart\n" },
	/* The RMM is another. */
	{ ONE "-q --policy kernel-init --variant init-ripas-unmeasured --gate kept.jsonl", 1,
	  "kept.jsonl: 1 of 1 cells depart\n" },
	/* The table was another: a member, a cheat, a cell less, a cell more. */
	{ "sed '4s/\"SEA\"/\"IDLE\"/' kept.jsonl > other.jsonl; " ONE "-q --gate other.jsonl", 1,
	  "rmm-1.0-rel0 neither/linux/v12\n    ending               IDLE -> SEA\n"
	  "other.jsonl: 1 of 5 cells depart\n" },
	{ "sed '1s/\"replace\":\"stopped\"/\"replace\":\"unnoticed\"/' kept.jsonl > other.jsonl; "
	  ONE "-q --gate other.jsonl", 1,
	  "rmm-1.0-rel0 host-init/linux/v12\n    hostile.replace      unnoticed -> stopped\n"
	  "other.jsonl: 1 of 5 cells depart\n" },
	{ "sed 1d kept.jsonl > other.jsonl; " ONE "-q --gate other.jsonl", 1,
	  "rmm-1.0-rel0 host-init/linux/v12\n    is not in the table that was kept\n"
	  "other.jsonl: 1 of 5 cells depart\n" },
	{ "sed '1{p;s/\"v12\"/\"v9\"/}' kept.jsonl > other.jsonl; "
	  "ripas-sim compare -q --spec 1.0 --guest linux --gate other.jsonl", 1,
	  "rmm-1.0-rel0 host-init/linux/v9\n    is kept, but there is no such cell now\n"
	  "other.jsonl: 1 of 6 cells depart\n" },
	/* A member that came later is no departure, nor is what an older gate said. */
	{ "sed 's/\"secret\":[a-z]*,/\"departs\":[],/' kept.jsonl > other.jsonl; " ONE
	  "-q --gate other.jsonl", 0, "other.jsonl: 0 of 5 cells depart\n" },
	/* Versions of KVM keep their former names. */
	{ "ripas-sim compare --spec 2.0 --guest legacy --kvm v16 --format jsonl | "
	  "sed 's/\"v16\"/\"later\"/' > other.jsonl; "
	  "ripas-sim compare -q --spec 2.0 --guest legacy --kvm v16 --gate other.jsonl", 0,
	  "other.jsonl: 0 of 5 cells depart\n" },
	/* In the formats of programs. */
	{ "sed '4s/\"SEA\"/\"IDLE\"/' kept.jsonl > other.jsonl; "
	  ONE "--format jsonl --gate other.jsonl | sed -n 's/.*\"departs\"/\"departs\"/;4p'", 0,
	  "\"departs\":[{\"member\":\"ending\",\"kept\":\"IDLE\",\"now\":\"SEA\"}]}\n" },
	{ ONE "--format tap --gate other.jsonl | grep -c 'not ok'", 0, "2\n" },
	{ ONE "--format junit --gate other.jsonl | grep -c 'departs from what was kept'", 0, "1\n" },
	{ "sed '1{p;s/\"v12\"/\"v9\"/}' kept.jsonl > other.jsonl; "
	  "ripas-sim compare --spec 1.0 --guest linux --format html --gate other.jsonl | "
	  "grep -c '<li class=\"bad\"><code>rmm-1.0-rel0 host-init/linux/v9<'", 0, "1\n" },
	/* What is no table. */
	{ "echo '{\"spec\":1}' > bad.jsonl; " ONE "--gate bad.jsonl", 3,
	  "bad.jsonl:1:1: error: this is no cell of a comparison, as 'compare --format jsonl' "
	  "writes it\n" },
	{ "sed 1p kept.jsonl > bad.jsonl; " ONE "--gate bad.jsonl", 3,
	  "bad.jsonl:2:1: error: rmm-1.0-rel0 host-init/linux/v12 stands here a second time\n" },
	{ ": > bad.jsonl; " ONE "--gate bad.jsonl", 3,
	  "bad.jsonl:1:1: error: there is no cell of a comparison here\n" },
	{ ONE "--gate nowhere.jsonl", 3, "nowhere.jsonl:1:1: error: cannot read: No such file or "
	  "directory\n" },
};

START_TEST(test_gate)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *clean = g_strdup_printf("rm %s/*.jsonl", folder->path);
	int code;

	for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *command = g_strdup_printf("cd %s && %s", folder->path,
							   steps[i].command);
		g_autofree char *said = program_run(command, &code);

		ck_assert_msg(code == steps[i].code && g_str_has_suffix(said, steps[i].said) &&
			      (*steps[i].said || !*said), "%s: exit status %d\n%s",
			      steps[i].command, code, said);
	}
	g_free(program_run(clean, &code));
}
END_TEST

Suite *suite_gate(void)
{
	Suite *suite = suite_create("gate");
	TCase *tcase = tcase_create("gate");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_gate);
	suite_add_tcase(suite, tcase);
	return suite;
}
