/* SPDX-License-Identifier: BSD-3-Clause */
/* Which failures of a scenario follow from one before, and which stand by themselves. */
#include "library.h"
#include "suites.h"

#define ACTIVE "include \"scenarios/common/activate.ripas\"\n"
#define ENTERED ACTIVE "host RMI_REC_ENTER rec=$rec\n"
#define NEW "include \"scenarios/common/new-realm.ripas\"\n"

/*
 * A scenario of 1.0, and its failures by their lines: "4<2" follows from what
 * failed in line 2.
 */
static const struct {
	const char *text, *failures;
} rows[] = {
	/* What was not made is not there: transitively. */
	{ "let $rec = 0x88103000\n"
	  "host RMI_REALM_CREATE rd=0x88100000 s2sz=33 rtt_base=0x88101000 rtt_level_start=1\n"
	  "host RMI_REC_CREATE rd=0x88100000 rec=$rec pc=0\n"
	  "host RMI_REC_ENTER rec=$rec\nguest $rec: READ ipa=0\nhost $rec: > RMI_SUCCESS\n"
	  "expect realm 0x88100000 NEW\nexpect granule $rec REC\n"
	  "expect granule 0x88200000 DELEGATED\n",
	  "2 3<2 4<2 5<2 6<2 7<2 8<2 9" },
	/* A page that is not mapped, where it is looked for; not the one beside it. */
	{ NEW "host RMI_DATA_CREATE rd=$rd data=0x88180000 ipa=$dram\n"
	  "expect ripas $dram RAM\nexpect ripas $dram+4K RAM\n", "2 3<2 4" },
	/* Until it is made after all. */
	{ "host RMI_GRANULE_UNDELEGATE addr=0x88100000\nhost RMI_GRANULE_DELEGATE addr=0x88100000\n"
	  "host RMI_GRANULE_DELEGATE addr=0x88100000\n", "1 3" },
	{ "host RMI_GRANULE_UNDELEGATE addr=0x88100000\nhost RMI_GRANULE_UNDELEGATE addr=0x88100000\n"
	  "host RMI_GRANULE_UNDELEGATE addr=0x88101000\n", "1 2<1 3" },
	/* What was not to succeed. */
	{ "host RMI_GRANULE_DELEGATE addr=0x88100000 > fails\n"
	  "host RMI_GRANULE_DELEGATE addr=0x88100000\n", "1 2<1" },
	/* No REC runs: once. */
	{ ACTIVE "guest READ ipa=$image\nguest READ ipa=$dram\nhost > RMI_SUCCESS\n", "2 3<2 4<2" },
	/* The Realm left where it was not to, and back it goes. */
	{ ENTERED "guest READ ipa=$dram+4G > OK\nguest READ ipa=$image\n"
	  "host > RMI_SUCCESS exit_reason=IRQ\nhost RMI_REC_ENTER rec=$rec\n"
	  "guest READ ipa=$dram+5G > OK\n", "3 4<3 5<3 7" },
	/* Another exit than expected, and what is made of it. */
	{ ENTERED "guest WFI\nhost > RMI_SUCCESS exit_reason=RIPAS_CHANGE\n"
	  "host RMI_RTT_SET_RIPAS rd=$rd rec=$rec base=$dram top=$dram+2M\n"
	  "expect ripas $dram RAM\n", "4 5<4 6<4" },
	/* Where nothing was to change, nothing follows: values, states, abort for abort. */
	{ "host RMI_VERSION req=0x10000 > RMI_SUCCESS lower=1\n"
	  "host RMI_VERSION req=0x10000 > RMI_SUCCESS lower=2\n", "1 2" },
	{ ACTIVE "expect ripas $dram RAM\nexpect ripas $dram RAM\n", "2 3" },
	{ ENTERED "guest READ ipa=$dram > OK\nguest READ ipa=$dram > OK\n", "3 4" },
	{ "host RMI_GRANULE_DELEGATE addr=1 > RMI_ERROR_INPUT by=gran_state\n"
	  "host RMI_GRANULE_DELEGATE addr=1 > RMI_ERROR_INPUT by=gran_gpt\n", "1 2" },
	/* Pages by which the Host passes values are no reason. */
	{ "host RMI_REALM_CREATE rd=0x88100000 params=0x88001000 rtt_base=0x88101000\n"
	  "host RMI_REALM_CREATE rd=0x88102000 params=0x88001000 rtt_base=0x88103000\n", "1 2" },
	/* Actors: what fails since it came too early, not what fails by itself. */
	{ "host kvm.create_realm ipa_bits=20\nhost kvm.populate\nhost kvm.create_rec\n"
	  "guest linux.boot\nhost kvm.run\nexpect ripas 0x80000000 RAM\n",
	  "1 2<1 3<1 5<1 6<1 4<1" },
	{ "host kvm.create_realm\nhost kvm.populate base=1 size=4K\n"
	  "host kvm.populate base=2 size=4K\nhost kvm.create_rec vcpus=9\n"
	  "host kvm.activate\nhost kvm.run\n", "2 3 4 6<4" },
	{ "host kvm.create_realm\nhost kvm.create_realm\nhost kvm.run\n", "2 3" },
	{ "host kvm.create_realm ipa_bits=20\nhost kvm.create_realm\nhost kvm.run\n", "1 3" },
};

START_TEST(test_follow)
{
	static const RunOptions options = { .self_check = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(GString) found = g_string_new(NULL);
	Scenario *scenario = library_parse_text("t", rows[_i].text, &rmm_version_1_0, diagnostics);
	RunResult result;

	ck_assert_msg(scenario != NULL, "%s", rows[_i].text);
	scenario_run(scenario, &options, &result);
	for (guint i = 0; i < result.outcomes->len; i++) {
		const StepOutcome *outcome = result.outcomes->pdata[i];

		if (outcome->passed)
			continue;
		g_string_append_printf(found, "%s%u", found->len ? " " : "", outcome->step->at.line);
		if (outcome->follows)
			g_string_append_printf(found, "<%u", outcome->follows->at.line);
	}
	ck_assert_msg(g_strcmp0(found->str, rows[_i].failures) == 0, "%s\n%s", rows[_i].text,
		      found->str);
	run_result_clear(&result);
	scenario_free(scenario);
}
END_TEST

Suite *suite_follow(void)
{
	Suite *suite = suite_create("follow");
	TCase *tcase = tcase_create("follow");

	tcase_add_loop_test(tcase, test_follow, 0, (int)G_N_ELEMENTS(rows));
	suite_add_tcase(suite, tcase);
	return suite;
}
