/* SPDX-License-Identifier: BSD-3-Clause */
/* Consoles of RMM 2.0: operations that go on, ranges, memory that is donated. */
#include <string.h>

#include "consoles.h"
#include "suites.h"

#define BOOT \
	"Booting RMM v.0.9.0(debug) mine Built: May  6 2026 09:10:11 with GCC 14.2.0\n" \
	"SMC_RMI_REALM_CREATE              90a00000 90a10000 > RMI_SUCCESS\n"
#define REC "SMC_RMI_REC_CREATE                90a00000 90a20000 90a21000 > RMI_INCOMPLETE 1 24\n"
#define OP(name, text) "      SMC_RMI_OP_" name " " text "\n"

static const struct {
	const char *text;
	guint agree, diverge, not_judged;       /* of the lines behind BOOT */
} logs[] = {
	/* memory that was asked for, and the end */
	{ REC OP("MEM_DONATE", "1 90a22000 1 > RMI_INCOMPLETE 9 0") OP("CONTINUE", "1 0 > RMI_SUCCESS 0 0")
	  "SMC_RMI_REC_DESTROY               90a20000 > RMI_SUCCESS 0\n", 4, 0, 0 },
	/* more than was asked for; more again */
	{ REC OP("MEM_DONATE", "1 90a22000 1 > RMI_INCOMPLETE a 0"), 1, 1, 0 },
	{ REC OP("MEM_DONATE", "1 90a22000 1 > RMI_INCOMPLETE 4 14")
	  OP("MEM_DONATE", "1 90a22000 1 > RMI_INCOMPLETE 6 0"), 2, 1, 0 },
	/* what waits for memory does not go on; what cannot fail so */
	{ REC OP("CONTINUE", "1 0 > RMI_ERROR_INPUT") OP("CONTINUE", "1 0 > RMI_INCOMPLETE 0 0"), 3, 0, 0 },
	{ REC OP("CONTINUE", "1 0 > RMI_ERROR_REALM") OP("CONTINUE", "1 0 > RMI_SUCCESS 0 0"), 2, 1, 0 },
	/* a handle that is taken; one that nobody has */
	{ REC "SMC_RMI_REC_CREATE                90a00000 90a30000 90a21000 > RMI_INCOMPLETE 1 24\n", 1, 1, 0 },
	{ OP("CONTINUE", "7 0 > RMI_ERROR_INPUT") OP("CONTINUE", "7 0 > RMI_SUCCESS 0 0"), 1, 0, 1 },
	{ REC OP("CANCEL", "1 > RMI_SUCCESS") OP("MEM_DONATE", "1 90a22000 1 > RMI_SUCCESS 1 0"), 2, 0, 1 },
	{ REC OP("MEM_RECLAIM", "1 90a22000 1 > RMI_INCOMPLETE 1"), 2, 0, 0 },
	/* a command that nothing interrupts, or one without a handle */
	{ "SMC_RMI_VERSION                   20000 > RMI_INCOMPLETE 1 0\n", 0, 1, 0 },
	{ "SMC_RMI_REC_CREATE                90a00000 90a20000 90a21000 > RMI_INCOMPLETE\n", 0, 0, 1 },
	/* what was begun cannot be, nor end so: the Realm is no more NEW */
	{ "SMC_RMI_REALM_ACTIVATE            90a00000 > RMI_SUCCESS\n"
	  REC OP("CONTINUE", "1 0 > RMI_SUCCESS 0 0"), 1, 2, 0 },
	/* blocked by something, by nothing that is known, and busy */
	{ REC "SMC_RMI_REC_DESTROY               90a20000 > RMI_BLOCKED\n", 2, 0, 0 },
	{ "SMC_RMI_REC_DESTROY               90a20000 > RMI_BLOCKED\n"
	  "SMC_RMI_REALM_ACTIVATE            90a00000 > RMI_BUSY\n", 1, 0, 1 },
	/* ranges of Granules: the first decides */
	{ "SMC_RMI_GRANULE_RANGE_DELEGATE    90a00000 90a20000 > RMI_ERROR_INPUT\n", 1, 0, 0 },
	{ "SMC_RMI_GRANULE_RANGE_DELEGATE    90a00000 90a20000 > RMI_SUCCESS 90a20000\n", 0, 1, 0 },
	{ "SMC_RMI_GRANULE_RANGE_UNDELEGATE  90a00000 90a20000 > RMI_SUCCESS 90a20000\n", 0, 1, 0 },
	{ "SMC_RMI_GRANULE_RANGE_DELEGATE    90a00000 909ff000 > RMI_ERROR_INPUT\n", 1, 0, 0 },
	/* a page where there is a table, and where there is none; blocks are not followed */
	{ "SMC_RMI_RTT_DATA_MAP              90a00000 40000000 40001000 1 90b00004 > RMI_ERROR_RTT 1\n"
	  "SMC_RMI_RTT_DATA_MAP              90a00000 40000000 40001000 1 90b00004 > RMI_ERROR_RTT 2\n"
	  "SMC_RMI_RTT_DATA_MAP              90a00000 40000000 40200000 1 90b00005 > RMI_ERROR_RTT 2\n",
	  2, 0, 1 },
	/* a block of which the stage has no pages */
	{ "SMC_RMI_RTT_DATA_UNMAP            90a00000 40000000 40200000 0 0 > RMI_SUCCESS 40200000 0 0\n",
	  1, 0, 0 },
	/* a table that is there stays while the RMM says nothing of it */
	{ "SMC_RMI_RTT_READ_ENTRY            90a00000 40000000 3 > RMI_ERROR_RTT 2\n", 0, 1, 0 },
};

START_TEST(test_log)
{
	g_autofree char *text = g_strconcat(BOOT, logs[_i].text, NULL);
	ConsoleFound found = consoles_replay("operations", text, strlen(text));

	ck_assert_str_eq(found.dialect->id, "tf-rmm-v0.9");
	ck_assert_msg(found.count.agree == logs[_i].agree + 1 &&
		      found.count.diverge == logs[_i].diverge &&
		      found.count.not_judged == logs[_i].not_judged,
		      "%u agree, %u diverge, %u not judged:\n%s", found.count.agree - 1,
		      found.count.diverge, found.count.not_judged, logs[_i].text);
}
END_TEST

/* Of a build that prints all calls: an operation that did not begin does not go on. */
START_TEST(test_whole)
{
	static const char text[] = BOOT OP("CONTINUE", "7 0 > RMI_SUCCESS 0 0");
	const ConsoleOptions options = { .leaves_out = LEAVES_OUT_NOTHING };
	g_autoptr(ConsoleReplay) console = console_new(&options);

	ck_assert_uint_eq(consoles_replay_on(console, "whole", text, strlen(text)).count.diverge, 2);
}
END_TEST

/* In the consoles of each dialect that has 2.0 all lines are judged. */
START_TEST(test_all_judged)
{
	g_autoptr(GPtrArray) files = consoles_files();
	guint consoles = 0;

	for (guint i = 0; i < files->len; i++) {
		g_autofree char *text = NULL;
		ConsoleFound found;
		gsize size;

		ck_assert(g_file_get_contents(files->pdata[i], &text, &size, NULL));
		found = consoles_replay(files->pdata[i], text, size);
		if (!g_str_has_prefix(log_dialect_version(found.dialect)->id, "rmm-2.0"))
			continue;
		consoles++;
		ck_assert_uint_eq(found.count.agree, found.count.lines);
	}
	ck_assert_uint_eq(consoles, 2);
}
END_TEST

Suite *suite_console_2_0(void)
{
	Suite *suite = suite_create("console_2_0");
	TCase *tcase = tcase_create("console_2_0");

	tcase_add_loop_test(tcase, test_log, 0, G_N_ELEMENTS(logs));
	tcase_add_test(tcase, test_whole);
	tcase_add_test(tcase, test_all_judged);
	suite_add_tcase(suite, tcase);
	return suite;
}
