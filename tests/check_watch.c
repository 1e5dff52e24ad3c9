/* SPDX-License-Identifier: BSD-3-Clause */
/* What is watched from a line on: never and reach, and how often it is looked at. */
#include <string.h>

#include "library.h"
#include "suites.h"

#define ACTIVE "include \"scenarios/common/activate.ripas\"\n"
#define NEW "include \"scenarios/common/new-realm.ripas\"\n"
#define SPARE "host RMI_GRANULE_DELEGATE addr=$spare\n"

/* A scenario of 1.0, and the lines that fail. */
static const struct {
	const char *text, *failures;
} rows[] = {
	/* A page of its own, an entry above it, all of a Realm. */
	{ "never granule 0x88000000 DELEGATED\nnever granule 0x88001000 DELEGATED\n"
	  "host RMI_GRANULE_DELEGATE addr=0x88001000\nhost RMI_GRANULE_DELEGATE addr=0x88000000\n",
	  "3 4" },
	{ NEW SPARE "never rtte $dram+4K UNASSIGNED EMPTY level=3\n"
	  "host RMI_RTT_CREATE rd=$rd rtt=$spare ipa=$dram level=3\n", "4" },
	{ NEW "never ripas $dram+1M RAM\nhost RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+2M\n", "3" },
	{ NEW "never ripas $dram .. $dram+2M RAM\n"
	  "host RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+2M\n", "3" },
	/* A Realm that comes. */
	{ "never ripas 0x88100000 0 EMPTY\nhost RMI_GRANULE_DELEGATE addr=0x88100000\n"
	  "host RMI_GRANULE_DELEGATE addr=0x88101000\n"
	  "host RMI_REALM_CREATE rd=0x88100000 s2sz=33 rtt_base=0x88101000 rtt_level_start=1\n", "4" },
	{ NEW "never realm ACTIVE\nhost RMI_REALM_ACTIVATE rd=$rd\n", "3" },
	/* What changes no state. */
	{ "variant sea-at-ram\ninclude \"tests/variants/common/active.ripas\"\n"
	  "reach violates no-sea-at-ram\nhost RMI_REC_ENTER rec=$rec\nguest READ ipa=$dram > SEA\n"
	  "expect violates no-sea-at-ram\nexpect violates access-follows-table\n", "" },
	/* Values are those that variables have there. */
	{ "for $p in 0x88000000 .. 0x88003000 step 4K\nnever granule $p DELEGATED\nend\n"
	  "host RMI_GRANULE_DELEGATE addr=0x88001000\n", "4" },
	{ "let $p = 0x88000000\nnever granule $p DELEGATED\nlet $p = 0x88001000\n"
	  "host RMI_GRANULE_DELEGATE addr=$p\n", "" },
	{ "let $p = 0x88000000\nreach granule $p DELEGATED\nlet $p = 0x88001000\n"
	  "host RMI_GRANULE_DELEGATE addr=$p\n", "2" },
	{ "reach granule 0x88000000 DELEGATED\nhost RMI_GRANULE_DELEGATE addr=0x88000000\n"
	  "host RMI_GRANULE_UNDELEGATE addr=0x88000000\n", "" },
};

static RunResult run(const char *text, Scenario **scenario)
{
	static const RunOptions options = { .self_check = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	RunResult result;

	*scenario = library_parse_text("t", text, &rmm_version_1_0, diagnostics);
	if (!*scenario)
		ck_abort_msg("%s", (char *)diagnostics->messages->pdata[0]);
	scenario_run(*scenario, &options, &result);
	return result;
}

START_TEST(test_watch)
{
	g_autoptr(GString) found = g_string_new(NULL);
	Scenario *scenario;
	RunResult result = run(rows[_i].text, &scenario);

	for (guint i = 0; i < result.outcomes->len; i++) {
		const StepOutcome *outcome = result.outcomes->pdata[i];

		if (!outcome->passed)
			g_string_append_printf(found, "%s%u", found->len ? " " : "",
					       outcome->step->at.line);
	}
	ck_assert_msg(strcmp(found->str, rows[_i].failures) == 0, "%s\n%s", rows[_i].text,
		      found->str);
	run_result_clear(&result);
	scenario_free(scenario);
}
END_TEST

/* ---- how often ---- */

#define LINES 300

/* So many lines that watch a page, and as many steps that change others, or nothing. */
static guint64 looks_at(const char *step)
{
	g_autoptr(GString) text = g_string_new(NULL);
	Scenario *scenario;
	RunResult result;
	guint64 looks;

	for (guint i = 0; i < LINES; i++)
		g_string_append_printf(text, "never granule 0x88100000+%u*4K DELEGATED\n", i);
	for (guint i = 0; i < LINES; i++)
		g_string_append_printf(text, step, i);
	result = run(text->str, &scenario);
	ck_assert_uint_eq(result.failed, 0);
	looks = result.looks;
	run_result_clear(&result);
	scenario_free(scenario);
	return looks;
}

/* Once where it stands, and where its page changes. */
START_TEST(test_looks)
{
	ck_assert_uint_eq(looks_at("host RMI_VERSION req=0x10000 # %u\n"), LINES);
	ck_assert_uint_eq(looks_at("host RMI_GRANULE_DELEGATE addr=0x88300000+%u*4K\n"), LINES);
}
END_TEST

Suite *suite_watch(void)
{
	Suite *suite = suite_create("watch");
	TCase *tcase = tcase_create("watch");

	tcase_add_loop_test(tcase, test_watch, 0, (int)G_N_ELEMENTS(rows));
	tcase_add_test(tcase, test_looks);
	suite_add_tcase(suite, tcase);
	return suite;
}
