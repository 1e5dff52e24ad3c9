/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The parser: what each kind of statement becomes, and every diagnostic, of
 * which tests/bad/statements.tsv has an example each.
 */
#include <string.h>

#include "library.h"
#include "suites.h"

/* The scenario that @text is; the test fails if it is none. */
static Scenario *parse(const char *text)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Scenario *scenario = library_parse_text("t", text, &rmm_version_1_0, diagnostics);

	if (!scenario)
		ck_abort_msg("%s", (char *)diagnostics->messages->pdata[0]);
	return scenario;
}

#define STATEMENTS "tests/bad/statements.tsv"

START_TEST(test_diagnostic)
{
	g_autoptr(GPtrArray) rows = library_table(STATEMENTS);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	char **row = rows->pdata[_i];
	g_autofree char *text = g_strcompress(row[0]);
	g_autoptr(Scenario) scenario = library_parse_text("t", text, &rmm_version_1_0, diagnostics);

	ck_assert_msg(scenario == NULL, "accepted: %s", row[0]);
	ck_assert_str_eq(diagnostics->messages->pdata[0], row[1]);
}
END_TEST

/* All errors of a file are told, one a statement. */
START_TEST(test_all_errors)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = library_parse_text("t",
		"spec rmm-9\nhost RMI_NOTHING a=1 b=2\nmark ok\nexpect ripas 0 ROM\nend\n",
		&rmm_version_1_0, diagnostics);

	ck_assert_ptr_null(scenario);
	ck_assert_uint_eq(diagnostics->messages->len, 4);
}
END_TEST

START_TEST(test_header)
{
	g_autoptr(Scenario) scenario = parse(
		"title \"one\"\ntitle \"two\"\nquestion \"why?\"\ntag a b-c\ntag d\n"
		"spec rmm-1.0-rel0\nmemory 0x1000 +8K\nmemory 0x8000 +2*2K device delegable\n"
		"geometry entries=4 granule=4K realms=1\nplatform aux_count=2 sve=1\n"
		"variant data-destroy-keeps-ram\nlet $x = 1\nplatform srt=7\n");
	const struct rmm_config *config = &scenario->config;

	ck_assert_str_eq(scenario->title, "two");
	ck_assert_str_eq(scenario->question, "why?");
	ck_assert_uint_eq(scenario->tags->len, 3);
	ck_assert_str_eq(scenario->tags->pdata[1], "b-c");
	ck_assert_ptr_eq(config->version, &rmm_version_1_0);
	ck_assert_uint_eq(config->region_count, 2);
	ck_assert(config->regions[0].base == 0x1000 && config->regions[0].size == 0x2000 &&
		  config->regions[0].delegable && !config->regions[0].device);
	ck_assert(config->regions[1].size == 0x1000 && config->regions[1].device &&
		  config->regions[1].delegable);
	ck_assert_uint_eq(config->rtt_entries, 4);
	ck_assert_uint_eq(config->realms, 1);
	ck_assert_uint_eq(config->platform.aux_count, 2);
	ck_assert(config->platform.sve && config->platform.srt == 7);
	ck_assert(rmm_has_variant(&config->variants, VARIANT_NONE) == false);
	ck_assert_uint_eq(scenario->steps->len, 1);
}
END_TEST

/* A statement, the kind of step that it is, and the command. */
static const struct {
	const char *text;
	StepKind kind;
	enum rmm_command_id command;
} statements[] = {
	{ "host RMI_GRANULE_DELEGATE addr=0", STEP_COMMAND, CMD_RMI_GRANULE_DELEGATE },
	{ "host RMI_GRANULE_DELEGATE 0x1000 > any", STEP_COMMAND, CMD_RMI_GRANULE_DELEGATE },
	{ "host SMC_RMI_GRANULE_DELEGATE addr=0", STEP_COMMAND, CMD_RMI_GRANULE_DELEGATE },
	{ "SMC_RMI_GRANULE_DELEGATE 88000000 > RMI_SUCCESS", STEP_COMMAND,
	  CMD_RMI_GRANULE_DELEGATE },
	{ "SMC_RMM_GRANULE_DELEGATE 88000000", STEP_COMMAND, CMD_RMI_GRANULE_DELEGATE },
	{ "SMC_RSI_VERSION 10000 > RSI_SUCCESS 10000 10000", STEP_COMMAND, CMD_RSI_VERSION },
	{ "host READ pa=0 > GPF", STEP_COMMAND, CMD_HOST_READ },
	{ "guest READ ipa=0 isv=0 > EXIT", STEP_COMMAND, CMD_READ },
	{ "guest 5: PSCI_SYSTEM_OFF", STEP_COMMAND, CMD_PSCI_SYSTEM_OFF },
	{ "host > RMI_SUCCESS exit_reason=IRQ", STEP_EXIT, CMD_RMI_REC_ENTER },
	{ "host 5: > SUCCESS", STEP_EXIT, CMD_RMI_REC_ENTER },
	{ "guest > OK value=1", STEP_COMPLETION, CMD_NONE },
	{ "guest > version=0x10001", STEP_COMPLETION, CMD_NONE },
	{ "expect ripas 0 .. 4K RAM", STEP_EXPECT, CMD_NONE },
	{ "expect rtte 1 2 != * RAM level=3", STEP_EXPECT, CMD_NONE },
	{ "expect hipas 0 == ASSIGNED", STEP_EXPECT, CMD_NONE },
	{ "expect granule 0x88000000 RD", STEP_EXPECT, CMD_NONE },
	{ "expect realm ACTIVE", STEP_EXPECT, CMD_NONE },
	{ "expect rim 1 != rim 2", STEP_EXPECT, CMD_NONE },
	{ "expect rim == 0x5f3a", STEP_EXPECT, CMD_NONE },
	{ "expect violates ripas-lifecycle", STEP_EXPECT, CMD_NONE },
	{ "never rtte 0 == ASSIGNED RAM", STEP_NEVER, CMD_NONE },
	{ "reach realm 0 SYSTEM_OFF", STEP_REACH, CMD_NONE },
	{ "mark here", STEP_MARK, CMD_NONE },
	{ "check off ripas-lifecycle", STEP_CHECK_OFF, CMD_NONE },
	{ "let $x = 1", STEP_LET, CMD_NONE },
	{ "for $x in 1 .. 2 step 1\nend", STEP_FOR, CMD_NONE },
};

START_TEST(test_statement)
{
	g_autoptr(Scenario) scenario = parse(statements[_i].text);
	const Step *step = scenario->steps->pdata[0];

	ck_assert_uint_eq(scenario->steps->len, 1);
	ck_assert_int_eq(step->kind, statements[_i].kind);
	ck_assert_int_eq(step->command, statements[_i].command);
	ck_assert_uint_eq(step->at.line, 1);
}
END_TEST

START_TEST(test_expectation)
{
	g_autoptr(Scenario) scenario = parse(
		"host RMI_RTT_INIT_RIPAS rd=0 base=0 top=0 > ERROR_RTT  level=2 \\\n by=base_align|rtte_state\n"
		"host RMI_RTT_INIT_RIPAS rd=0 base=0 top=0 > SUCCESS out_top=$next\n"
		"host RMI_GRANULE_DELEGATE addr=$next > fails # why\n");
	const Step *refused = scenario->steps->pdata[0], *bound = scenario->steps->pdata[1];
	const Step *fails = scenario->steps->pdata[2];
	const ExpectedOutput *output = bound->expectation.outputs->pdata[0];

	ck_assert_int_eq(refused->expectation.kind, EXPECT_STATUS);
	ck_assert_int_eq(refused->expectation.status, RMI_ERROR_RTT);
	ck_assert_str_eq(refused->expectation.by[1], "rtte_state");
	ck_assert_str_eq(refused->expectation.text, "ERROR_RTT level=2 by=base_align|rtte_state");
	ck_assert_str_eq(output->bind, "next");
	ck_assert_int_eq(fails->expectation.kind, EXPECT_FAILS);
	ck_assert_str_eq(fails->expectation.text, "fails");
}
END_TEST

START_TEST(test_nested_loops)
{
	g_autoptr(Scenario) scenario = parse(
		"for $a in 0 .. 2 step 1\nmark m\nfor $b in 0 .. $a step 1\nmark n\nend\nend\nmark o\n");
	const Step *outer = scenario->steps->pdata[0];
	const Step *inner = outer->body->pdata[1];

	ck_assert_uint_eq(scenario->steps->len, 2);
	ck_assert_uint_eq(outer->body->len, 2);
	ck_assert_int_eq(inner->kind, STEP_FOR);
	ck_assert_uint_eq(inner->body->len, 1);
}
END_TEST

static char *loops(guint depth)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < depth; i++)
		g_string_append(text, "for $a in 0 .. 1 step 1\n");
	for (guint i = 0; i < depth; i++)
		g_string_append(text, "end\n");
	return g_string_free(text, FALSE);
}

START_TEST(test_loops_too_deep)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *fits = loops(16), *deep = loops(17);
	g_autoptr(Scenario) good = parse(fits);
	g_autoptr(Scenario) bad = library_parse_text("t", deep, &rmm_version_1_0, diagnostics);

	ck_assert(good && !bad);
	ck_assert_str_eq(diagnostics->messages->pdata[0],
			 "t:17:1: error: 'for' nested more than 16 deep");
}
END_TEST

Suite *suite_parser(void)
{
	Suite *suite = suite_create("parser");
	TCase *tcase = tcase_create("parser");
	g_autoptr(GPtrArray) rows = library_table(STATEMENTS);

	tcase_add_loop_test(tcase, test_diagnostic, 0, (int)rows->len);
	tcase_add_test(tcase, test_all_errors);
	tcase_add_test(tcase, test_header);
	tcase_add_loop_test(tcase, test_statement, 0, G_N_ELEMENTS(statements));
	tcase_add_test(tcase, test_expectation);
	tcase_add_test(tcase, test_nested_loops);
	tcase_add_test(tcase, test_loops_too_deep);
	suite_add_tcase(suite, tcase);
	return suite;
}
