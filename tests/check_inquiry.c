/* SPDX-License-Identifier: BSD-3-Clause */
/* Explorations that scenarios ask for: the answers. */
#include <string.h>

#include "explore/engine.h"
#include "inquiry.h"
#include "suites.h"

/* ---- answers ---- */

static const struct {
	const char *question;
	Answer answer;
	guint actions;          /* of what shows it */
} questions[] = {
	{ "never granule $spare DATA", ANSWER_BROKEN, 2 },
	{ "never granule $spare UNDELEGATED and rtte 0 ASSIGNED", ANSWER_HOLDS, 0 },
	{ "never not (granule $spare UNDELEGATED or granule $spare DELEGATED or granule $spare DATA)",
	  ANSWER_HOLDS, 0 },
	{ "reach rtte 0 UNASSIGNED DESTROYED", ANSWER_REACHED, 3 },
	{ "reach realm ACTIVE", ANSWER_NOT_REACHED, 0 },
	{ "reach lost 0", ANSWER_REACHED, 3 },
	{ "reach origin 0 UNMEASURED", ANSWER_REACHED, 2 },
	{ "reach rtte 0 ASSIGNED RAM addr=$spare", ANSWER_REACHED, 2 },
	{ "reach rtte 0 * addr=$spare", ANSWER_REACHED, 2 },
	{ "never rtte 0 * addr=$spare+4K", ANSWER_HOLDS, 0 },
	{ "never rtte 0 UNASSIGNED addr=0", ANSWER_HOLDS, 0 },
	{ "never operations <= 0", ANSWER_BROKEN, 0 },
	{ "never operations >= 1", ANSWER_HOLDS, 0 },
	{ "never rim changed since start", ANSWER_BROKEN, 2 },
	{ "never rim unchanged since start and granule $spare DATA", ANSWER_HOLDS, 0 },
	{ "never pending $rec", ANSWER_HOLDS, 0 },
	{ "never running $rec", ANSWER_HOLDS, 0 },
	/* a way back there is, to the Host there is none */
	{ "always granule $spare DATA possible granule $spare DELEGATED", ANSWER_HOLDS, 0 },
	{ "always granule $spare DATA possible granule $spare UNDELEGATED", ANSWER_BROKEN, 2 },
	{ "always possible rtte 0 * EMPTY", ANSWER_BROKEN, 2 },
	/* from UNDELEGATED there is one way on; DATA_CREATE meets a page that is lost */
	{ "always granule $spare UNDELEGATED eventually granule $spare DELEGATED", ANSWER_HOLDS, 0 },
	{ "always granule $spare UNDELEGATED eventually granule $spare DATA", ANSWER_HOLDS, 0 },
	{ "always granule $spare DATA eventually rtte 0 UNASSIGNED", ANSWER_HOLDS, 0 },
	{ "always eventually realm ACTIVE", ANSWER_BROKEN, 0 },
	/* mapped and unmapped again and again */
	{ "always ends", ANSWER_BROKEN, 8 },
	{ "not always ends", ANSWER_HOLDS, 8 },
	/* the same, asked for */
	{ "not always granule $spare DATA possible granule $spare UNDELEGATED", ANSWER_HOLDS, 2 },
	{ "not always granule $spare DATA possible granule $spare DELEGATED", ANSWER_BROKEN, 0 },
	{ "not always eventually realm ACTIVE", ANSWER_HOLDS, 0 },
};

START_TEST(test_question)
{
	g_autofree char *text = g_strconcat(INQUIRY_ONE_PAGE, questions[_i].question, "\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;
	gboolean negated = g_str_has_prefix(questions[_i].question, "not ");
	gboolean shown = questions[_i].answer == ANSWER_REACHED ||
			 questions[_i].answer == (negated ? ANSWER_HOLDS : ANSWER_BROKEN);

	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored_answer(&explored, 0), questions[_i].answer);
	ck_assert_int_eq(explored_holds(&explored), questions[_i].answer == ANSWER_HOLDS ||
						    questions[_i].answer == ANSWER_REACHED);
	ck_assert_uint_eq(explored.witnesses->len, shown ? 1 : 0);
	if (shown) {
		const Witness *witness = explored.witnesses->pdata[0];

		ck_assert(witness->confirmed);
		ck_assert_uint_eq(witness->found->actions->len, questions[_i].actions);
	}
	explored_clear(&explored);
}
END_TEST

/* "always P ..." where P holds somewhere, or nowhere. */
START_TEST(test_vacuous)
{
	g_autoptr(Scenario) scenario = inquiry_parse(
		INQUIRY_ONE_PAGE "always realm ACTIVE possible rtte 0 * RAM\n"
		"always granule $spare DATA possible rtte 0 * RAM\nalways possible granule $spare DATA\n"
		"never realm ACTIVE\nend\n", (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert(explored_is_vacuous(&explored, 0));
	for (guint i = 1; i < 4; i++)
		ck_assert(!explored_is_vacuous(&explored, i));
	explored_clear(&explored);
}
END_TEST

/* A page that is measured or not, and becomes RAM or not, before activation or behind it. */
static const struct {
	const char *question;
	Answer answer;
	guint witnesses;
	guint32 rims;
} rims[] = {
	/* none, RIPAS of one page or two, and contents in two ways before or after each */
	{ "rims == 9 when realm ACTIVE", ANSWER_HOLDS, 0, 9 },
	{ "rims == 3 when realm ACTIVE and ripas 0 RAM", ANSWER_BROKEN, 0, 8 },
	/* of any page */
	{ "rims == 8 when ripas $p RAM", ANSWER_HOLDS, 0, 8 },
	{ "rim tells ripas 0 RAM", ANSWER_HOLDS, 0, 0 },
	{ "rim tells realm ACTIVE", ANSWER_BROKEN, 2, 0 },
	{ "not rim tells realm ACTIVE when ripas 0 RAM", ANSWER_HOLDS, 2, 0 },
	{ "not rim tells ripas 0 RAM when realm ACTIVE", ANSWER_BROKEN, 0, 0 },
	{ "rim tells realm ACTIVE when realm ACTIVE", ANSWER_HOLDS, 0, 0 },
};

START_TEST(test_rims)
{
	g_autofree char *text = g_strconcat(
		INQUIRY_TABLE "host RMI_GRANULE_DELEGATE addr=$spare\nexplore\nany $p in 0\n"
		"host RMI_DATA_CREATE rd=$rd data=$spare ipa=0 flags=0|1\n"
		"host RMI_RTT_INIT_RIPAS rd=$rd base=0 top=4K when ripas 0 EMPTY\n"
		"host RMI_RTT_INIT_RIPAS rd=$rd base=0 top=8K when ripas 4K EMPTY and ripas 0 EMPTY\n"
		"host RMI_REALM_ACTIVATE rd=$rd\nrim exact\n", rims[_i].question, "\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored_answer(&explored, 0), rims[_i].answer);
	ck_assert_int_eq(explored_holds(&explored), rims[_i].answer == ANSWER_HOLDS);
	ck_assert_uint_eq(explored.witnesses->len, rims[_i].witnesses);
	ck_assert_uint_eq(explored_rims(&explored, 0), rims[_i].rims);
	explored_clear(&explored);
}
END_TEST

/* What actions do to a monitor, and where nobody acts. */
static const struct {
	const char *lines;
	guint64 states;
	guint depth;
} guarded[] = {
	{ "monitor $at\nhost RMI_GRANULE_DELEGATE addr=$spare when $at == 0 then $at = 7\n"
	  "host RMI_GRANULE_UNDELEGATE addr=$spare when $at == 7 then $at = 9\n", 3, 2 },
	/* once more, since nobody looks */
	{ "monitor $at\nhost RMI_GRANULE_DELEGATE addr=$spare then $at = 7\n"
	  "host RMI_GRANULE_UNDELEGATE addr=$spare when $at == 7 then $at = 9\n", 4, 3 },
	{ "monitor $at\nhost any RMI_GRANULE_* except RMI_GRANULE_UNDELEGATE then $at = 1\n"
	  "any $g in $spare\nnamed only\n", 2, 1 },
	{ "host RMI_GRANULE_DELEGATE addr=$spare\nhost RMI_DATA_CREATE rd=$rd data=$spare ipa=0\n"
	  "while not granule $spare DELEGATED\n", 2, 1 },
	/* the RIM of a Realm that was just created: not this surrogate */
	{ "rim exact\nhost RMI_GRANULE_DELEGATE addr=$spare when rim == 0x0000000000000001\n", 1, 0 },
	{ "rim exact\nhost RMI_GRANULE_DELEGATE addr=$spare when rim != 0x0000000000000001\n", 2, 1 },
};

/* Of which result a monitor notes, and that RECs are seen as between actions. */
static const struct {
	const char *lines;
	Answer answer;
	guint actions;
} noted[] = {
	{ "monitor $m = 1 at READ > SEA\nrealm $rec READ ipa=0\nreach $m == 1", ANSWER_REACHED, 2 },
	{ "monitor $m = 1 at READ > OK\nrealm $rec READ ipa=0\nnever $m > 0", ANSWER_HOLDS, 0 },
	{ "monitor $m = 1 at READ\nrealm $rec READ ipa=0\nnever $m >= 1", ANSWER_HOLDS, 0 },
	{ "monitor $m = 1 at WRITE > EXIT\nrealm $rec WRITE ipa=8K value=1\nreach $m == 1", ANSWER_REACHED, 2 },
	{ "realm $rec READ ipa=8K\nreach pending $rec ABORT", ANSWER_REACHED, 2 },
	/* behind an interrupt nothing is pending: an action with that guard comes, and is shown */
	{ "monitor $m\nrealm $rec READ ipa=0 then $m = 1\n"
	  "realm $rec READ ipa=0 when $m == 1 and not pending $rec then $m = 2\nreach $m == 2",
	  ANSWER_REACHED, 3 },
};

START_TEST(test_noted)
{
	g_autofree char *text = g_strconcat(INQUIRY_TABLE "explore\nhost RMI_REALM_ACTIVATE rd=$rd\n",
					    noted[_i].lines, "\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored_answer(&explored, 0), noted[_i].answer);
	for (guint i = 0; i < explored.witnesses->len; i++) {
		const Witness *witness = explored.witnesses->pdata[i];

		ck_assert(witness->confirmed);
		ck_assert_uint_eq(witness->found->actions->len, noted[_i].actions);
	}
	explored_clear(&explored);
}
END_TEST

/* A guest's program, any Host between its calls: where it comes to. */
static const struct {
	const char *question;
	Answer answer;
} programs[] = {
	{ "reach program primary_entry", ANSWER_REACHED },
	{ "reach program $rec IDLE", ANSWER_REACHED },
	/* where nobody makes the page beyond the image RAM */
	{ "reach program SEA and ripas 4K EMPTY", ANSWER_REACHED },
	{ "reach program PANIC", ANSWER_REACHED },
	{ "never program REFUSED", ANSWER_HOLDS },
	{ "never program $rec == attest and ripas 4K EMPTY", ANSWER_HOLDS },
	{ "never program run_init and pending $rec RIPAS_CHANGE", ANSWER_HOLDS },
	/* it does not touch the page again before it has an answer */
	{ "always program arm64_rsi_setup_memory possible program IDLE", ANSWER_HOLDS },
	{ "always program SEA possible program IDLE", ANSWER_BROKEN },
};

START_TEST(test_program)
{
	g_autofree char *text = g_strconcat(
		INQUIRY_TABLE
		"host vmm.configure dram=0 dram_size=8K image=0 image_size=4K bss_size=4K dtb=4K dtb_size=0\n"
		"for $g in $spare .. $spare+8K step 4K\nhost RMI_GRANULE_DELEGATE addr=$g\nend\n"
		"host RMI_DATA_CREATE rd=$rd data=$spare ipa=0\nexplore\n"
		"guest $rec: linux.boot\nhost RMI_REC_ENTER rec=$rec ripas_response=any\nguest $rec: IRQ\n"
		"host RMI_RTT_INIT_RIPAS rd=$rd base=4K top=8K when ripas 4K EMPTY\n"
		"host RMI_DATA_CREATE_UNKNOWN rd=$rd data=$spare+4K ipa=4K\n"
		"host RMI_RTT_SET_RIPAS rd=$rd rec=$rec base=pending top=pending\n"
		"host RMI_REALM_ACTIVATE rd=$rd\n", programs[_i].question, "\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored_answer(&explored, 0), programs[_i].answer);
	ck_assert_uint_gt((guint64)explored.result.states, 20);
	for (guint i = 0; i < explored.witnesses->len; i++)
		ck_assert(((Witness *)explored.witnesses->pdata[i])->confirmed);
	explored_clear(&explored);
}
END_TEST

/* A program that the setup gave goes on: it is not started again. */
START_TEST(test_program_of_setup)
{
	static const char text[] = INQUIRY_TABLE
		"host vmm.configure dram=0 dram_size=8K image=0 image_size=4K bss_size=4K dtb=4K dtb_size=0\n"
		"host RMI_RTT_INIT_RIPAS rd=$rd base=0 top=8K\nhost RMI_REALM_ACTIVATE rd=$rd\n"
		"host RMI_REC_ENTER rec=$rec\nguest edk2.boot\n"
		"explore\nhost RMI_REC_ENTER rec=$rec\nguest $rec: linux.boot\n"
		"reach program ArmCcaConfigureSystemMemory\nend\n";
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored_answer(&explored, 0), ANSWER_NOT_REACHED);
	explored_clear(&explored);
}
END_TEST

START_TEST(test_guarded)
{
	g_autofree char *text = g_strconcat(INQUIRY_TABLE "explore\n", guarded[_i].lines, "end\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreEngine *const *engine;

	for (engine = explore_engines(); *engine; engine++) {
		const ExploreRequest request = { .engine = *engine };
		g_autoptr(Diagnostics) diagnostics = diagnostics_new();
		Explored explored;

		explore_scenario(scenario, &request, diagnostics, &explored);
		ck_assert_uint_eq(diagnostics->messages->len, 0);
		ck_assert_msg(explored.result.states == guarded[_i].states, "%s: %u",
			      (*engine)->name, (guint)explored.result.states);
		ck_assert_uint_eq(explored.result.depth, guarded[_i].depth);
		explored_clear(&explored);
	}
}
END_TEST

/* An interrupted command may be interrupted for ever, unless that is not fair. */
START_TEST(test_fair)
{
	static const char text[] =
		"spec rmm-2.0-bet0\nmemory 0x88000000 +20K\n"
		"geometry entries=4 realms=1 recs=1 rtts=1 operations=1 descriptors=1\n"
		"platform ipa_width_min=14 ipa_width_max=14\n"
		"host RMI_GRANULE_RANGE_DELEGATE base=0x88000000 top=0x88003000\n"
		"host RMI_REALM_CREATE rd=0x88001000 s2sz=14 rtt_base=0x88002000 rtt_level_start=3\n"
		"explore\nhost RMI_RTT_DATA_MAP rd=0x88001000 base=0 top=4K oaddr=0x88000000/3/1 "
		"irq after=1\nhost RMI_OP_CONTINUE handle=0 irq after=0\n"
		"always operations == 1 eventually operations == 0\n%send\n";
	const ExploreRequest request = { .options.all = TRUE };

	for (int fair = 0; fair < 2; fair++) {
		g_autofree char *block = g_strdup_printf(text, fair ? "fair IRQ\n" : "");
		g_autoptr(Scenario) scenario = inquiry_parse(block, (struct rmm_variants){ { 0 } });
		Explored explored;

		inquiry_explore(scenario, &request, &explored);
		ck_assert_uint_ge((guint64)explored.result.states, 3);
		ck_assert_int_eq(explored_answer(&explored, 0), ANSWER_HOLDS);
		explored_clear(&explored);
	}
}
END_TEST

/* A Realm that interrupts alone take out goes nowhere for ever; one that asks again does. */
static const struct {
	const char *guest;
	Answer answer;
} realms_that_go_on[] = {
	{ "guest $rec: IRQ\n", ANSWER_HOLDS },
	{ "guest $rec: IRQ\nguest $rec: READ ipa=$dram+16K\n", ANSWER_BROKEN },
};

START_TEST(test_interrupted_realm)
{
	g_autofree char *text = g_strdup_printf(
		"spec 1.0\ninclude \"scenarios/common/one-table.ripas\"\n"
		"host RMI_REALM_ACTIVATE rd=$rd\nexplore\nhost RMI_REC_ENTER rec=$rec\n%s"
		"always ends\nend\n", realms_that_go_on[_i].guest);
	const ExploreRequest request = { .options.all = TRUE };
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored_answer(&explored, 0), realms_that_go_on[_i].answer);
	explored_clear(&explored);
}
END_TEST

Suite *suite_inquiry(void)
{
	Suite *suite = suite_create("inquiry");
	TCase *tcase = tcase_create("inquiry");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_question, 0, G_N_ELEMENTS(questions));
	tcase_add_test(tcase, test_vacuous);
	tcase_add_loop_test(tcase, test_rims, 0, G_N_ELEMENTS(rims));
	tcase_add_loop_test(tcase, test_noted, 0, G_N_ELEMENTS(noted));
	tcase_add_loop_test(tcase, test_program, 0, G_N_ELEMENTS(programs));
	tcase_add_test(tcase, test_program_of_setup);
	tcase_add_loop_test(tcase, test_guarded, 0, (int)G_N_ELEMENTS(guarded));
	tcase_add_test(tcase, test_fair);
	tcase_add_loop_test(tcase, test_interrupted_realm, 0, G_N_ELEMENTS(realms_that_go_on));
	suite_add_tcase(suite, tcase);
	return suite;
}
