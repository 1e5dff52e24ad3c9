/* SPDX-License-Identifier: BSD-3-Clause */
/* Replay, line by line: which agree, and what a line that cannot be read costs. */
#include <string.h>

#include "found.h"
#include "suites.h"

/* ---- lines, each behind a Granule that was delegated ---- */

#define DELEGATED "SMC_RMI_GRANULE_DELEGATE addr=88000000 > RMI_SUCCESS\n"

static const struct {
	const char *line;
	gboolean agrees;
} lines[] = {
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS", TRUE },
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS lower=10000 higher=10000", TRUE },
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS lower=10001", FALSE },
	{ "SMC_RMI_VERSION req=10000 > RMI_ERROR_INPUT", FALSE },
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS nothing=1", FALSE },
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS ~x1=5", TRUE },
	/* the model's platform; another, which the text allows; none, which it does not */
	{ "SMC_RMI_FEATURES index=0 > RMI_SUCCESS value=283fc104130", TRUE },
	{ "SMC_RMI_FEATURES index=0 > RMI_SUCCESS value=104130", TRUE },
	{ "SMC_RMI_FEATURES index=1 > RMI_SUCCESS value=5", FALSE },
	{ "SMC_RMI_FEATURES index=0 > RMI_ERROR_INPUT", FALSE },
	/* any of the conditions that may refuse */
	{ "SMC_RMI_GRANULE_DELEGATE addr=88000000 > RMI_ERROR_INPUT", TRUE },
	{ "SMC_RMI_GRANULE_DELEGATE addr=88000000 > RMI_SUCCESS", FALSE },
	{ "SMC_RMI_GRANULE_UNDELEGATE addr=88000000 > RMI_SUCCESS", TRUE },
	{ "peek granule=88000000 > state=DELEGATED refcount=7", TRUE },
	{ "peek granule=88000000 > state=NS", FALSE },
	{ "peek granule=88001000 > state=NS", TRUE },
	{ "peek rim rd=88000000 > no_rd", TRUE },
	{ "peek realm rd=88000000 > state=NEW", FALSE },
	{ "host READ pa=88000000 > GPF", TRUE },
	{ "host READ pa=88000000 > OK", FALSE },
	{ "set_gpt pa=88001000 pas=SECURE > OK", TRUE },
	{ "SMC_RMI_REC_ENTER rec=88000000 run=88001000 > RMI_ERROR_INPUT", TRUE },
	{ "guest READ ipa=0 > NOT_RUN\nSMC_RMI_REC_ENTER rec=88000000 run=88001000 > RMI_ERROR_INPUT",
	  TRUE },
	{ "guest READ ipa=0 > OK\nSMC_RMI_REC_ENTER rec=88000000 run=88001000 > RMI_ERROR_INPUT",
	  FALSE },
	{ "pe1 SMC_RMI_VERSION req=10000 > NOT_RUN\n"
	  "SMC_RMI_REC_ENTER rec=88000000 run=88001000 > RMI_ERROR_INPUT", TRUE },
};

START_TEST(test_line)
{
	char *text = g_strconcat(DELEGATED, lines[_i].line, "\n", NULL);
	Found found;

	found_in_text("t", text, strlen(text), &rmm_version_1_0, FALSE, &found);
	ck_assert_msg((found.count.diverge + found.count.flawed == 0) == lines[_i].agrees, "%s", lines[_i].line);
	g_free(found.permitted);
}
END_TEST

/* ---- lines that cannot be read cost no others ---- */

#define ENTRY "SMC_RMI_REC_ENTER rec=88000000 run=88001000 > RMI_ERROR_INPUT\n"
#define NOT_RUN "guest READ ipa=0 > NOT_RUN\n"

static const struct {
	const char *text;
	guint agree, diverge, not_judged, flawed;
} flaws[] = {
	{ DELEGATED "no line\nSMC_RMI_GRANULE_UNDELEGATE addr=88000000 > RMI_SUCCESS\n", 2, 0, 1, 1 },
	/* what it was to answer is unknown, but it was carried out */
	{ "SMC_RMI_GRANULE_DELEGATE addr=88000000 > BANANA\n"
	  "SMC_RMI_GRANULE_UNDELEGATE addr=88000000 > RMI_SUCCESS\n", 1, 0, 1, 1 },
	{ "SMC_RMI_GRANULE_DELEGATE addr=880000zz > RMI_SUCCESS\n"
	  "SMC_RMI_GRANULE_UNDELEGATE addr=88000000 > RMI_ERROR_INPUT\n", 1, 0, 1, 1 },
	/* within a run, its end, and none at all */
	{ NOT_RUN "guest READ ipa=zz > NOT_RUN\n" NOT_RUN ENTRY, 3, 0, 1, 1 },
	{ NOT_RUN "guest READ ipa=0 > MAYBE\n" ENTRY, 2, 0, 1, 1 },
	{ NOT_RUN NOT_RUN "SMC_RMI_REC_ENTER rec=880\n" NOT_RUN ENTRY, 2, 0, 3, 1 },
	{ NOT_RUN "SMC_RMI_REC_ENTER rec=zz run=88001000 > RMI_ERROR_INPUT\n" ENTRY, 1, 0, 2, 1 },
	{ DELEGATED NOT_RUN NOT_RUN NOT_RUN, 1, 0, 3, 1 },
	{ DELEGATED NOT_RUN "SMC_RMI_REC_EN", 1, 0, 2, 2 },
	/* names of other versions, or none */
	{ "SMC_RMI_DEV_MEM_MAP rd=0 ipa=0 > RMI_ERROR_INPUT\n" DELEGATED, 1, 0, 1, 0 },
	{ "guest RSI_PLANE_ENTER plane_idx=1 > RSI_ERROR_INPUT\n" NOT_RUN ENTRY, 2, 0, 1, 0 },
	{ "SMC_RMI_NO_SUCH rd=0 > RMI_ERROR_INPUT\n" DELEGATED, 1, 0, 1, 1 },
	{ "guest CALL fid=84000000 > NOT_RUN\n" ENTRY, 2, 0, 0, 0 },
	/* behind a line that nothing explains */
	{ "SMC_RMI_GRANULE_DELEGATE addr=88000000 > RMI_ERROR_REALM\n"
	  "SMC_RMI_GRANULE_DELEGATE addr=zz > RMI_SUCCESS\n", 0, 1, 1, 1 },
	/* an interrupt: of a command, of none, within a run */
	{ "irq after=1\n" DELEGATED, 2, 0, 0, 0 },
	{ "irq after=zz\n" DELEGATED, 0, 0, 2, 1 },
	{ "irq\n" ENTRY, 2, 0, 0, 0 },
	{ NOT_RUN "irq after=1\n" NOT_RUN ENTRY, 4, 0, 0, 0 },
	/* what the Host wrote before */
	{ "SMC_RMI_DATA_CREATE rd=0 data=88000000 ipa=0 src=0 flags=0 fill=100 > RMI_ERROR_INPUT\n",
	  0, 0, 1, 1 },
	{ "SMC_RMI_DATA_CREATE rd=0 data=88000000 ipa=0 src=0 flags=0 src_value=100 > RMI_ERROR_INPUT\n",
	  1, 0, 0, 0 },
};

START_TEST(test_flaw)
{
	ReplayOptions options = { .version = &rmm_version_1_0 };
	g_autoptr(Replay) replay = replay_new(&options, NULL);
	g_autoptr(Trace) trace = trace_parse("t", g_strdup(flaws[_i].text),
					     strlen(flaws[_i].text));
	Found found = { .ends = 0 };

	ck_assert(replay_run(replay, trace, found_note, &found, &found.count, NULL));
	ck_assert_uint_eq(found.count.agree, flaws[_i].agree);
	ck_assert_uint_eq(found.count.diverge, flaws[_i].diverge);
	ck_assert_uint_eq(found.count.not_judged, flaws[_i].not_judged);
	ck_assert_uint_eq(found.count.flawed, flaws[_i].flawed);
	ck_assert_uint_eq(found.count.lines, found.count.agree + found.count.diverge +
			  found.count.not_judged);
	g_free(found.permitted);
}
END_TEST

Suite *suite_replay_line(void)
{
	Suite *suite = suite_create("replay_line");
	TCase *tcase = tcase_create("replay_line");

	tcase_add_loop_test(tcase, test_line, 0, G_N_ELEMENTS(lines));
	tcase_add_loop_test(tcase, test_flaw, 0, G_N_ELEMENTS(flaws));
	suite_add_tcase(suite, tcase);
	return suite;
}
