/* SPDX-License-Identifier: BSD-3-Clause */
/* The explore block: what its lines expand into, and what is refused. */
#include <string.h>

#include "explore/engine.h"
#include "inquiry.h"
#include "report/explore_words.h"
#include "suites.h"

/* Blocks, and how many actions they give. */
static const struct {
	const char *block;
	guint actions;
} blocks[] = {
	{ "host RMI_GRANULE_DELEGATE addr=$spare\n", 1 },
	{ "any $g in $spare .. $spare+8K step 4K\nhost RMI_GRANULE_DELEGATE addr=$g\n", 2 },
	{ "any $g in $spare | $spare+4K\nhost RMI_GRANULE_DELEGATE addr=$g\n", 2 },
	{ "any $p, $q in 0 .. 8K step 4K\n"
	  "host RMI_RTT_INIT_RIPAS rd=$rd base=$p top=$q+4K where $p <= $q\n", 3 },
	{ "any $p, $q in 0 .. 8K step 4K\n"
	  "host RMI_RTT_INIT_RIPAS rd=$rd base=$p top=$q where $p < $q and $q != 0\n", 1 },
	{ "realm $rec RSI_IPA_STATE_SET base=0 top=4K ripas=EMPTY|RAM flags=any\n", 4 },
	{ "realm $rec RSI_IPA_STATE_SET base=0 top=4K ripas=any\n", 4 },
	{ "host RMI_REC_ENTER rec=$rec ripas_response=any trap_wfi=any when pending $rec\n", 4 },
	{ "host RMI_RTT_SET_RIPAS rd=$rd rec=$rec base=pending|0 top=pending+4K|4K\n", 4 },
	{ "action touch\nhost RMI_REC_ENTER rec=$rec\nguest READ ipa=0|4K\nguest IRQ\nend\n", 2 },
	{ "host any RMI_GRANULE_* except RMI_GRANULE_UNDELEGATE\n", 6 },
	{ "guest any PSCI_SYSTEM_*\n", 2 },
	{ "guest any RSI_*_READ\n", 3 },
	{ "any $g in $spare\nhost any RMI_REALM_*E except RMI_REALM_CREATE\n", 4 },
	/* where Realms are created they can be named */
	{ "any $g in $spare\nnamed only\nhost any RMI_REALM_*\n", 6 },
	{ "any $g in $spare\nnamed only\nhost any RMI_REC_CREATE\n", 10 },
	/* what the Host passes: right, misaligned, where nothing is, not its own */
	{ "any $p in 0\nhost any RMI_REC_ENTER\n", 4 * 32 + 3 * 32 },
	{ "any $g in $spare\nhost any RMI_GRANULE_* irq after=1 when realm NEW\n", 14 },
	{ "any $g in $spare\nnamed only\nhost any RMI_GRANULE_*\n", 2 },
	{ "in rmm-2.0 host RMI_GRANULE_RANGE_DELEGATE base=0 top=4K\nguest IRQ\n", 1 },
};

START_TEST(test_actions)
{
	g_autofree char *text = g_strconcat(INQUIRY_TABLE "explore\n", blocks[_i].block, "depth 1\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .engine = NULL };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_uint_eq(explored.exploration->alphabet.action_count, blocks[_i].actions);
	explored_clear(&explored);
}
END_TEST

/* What the parser refuses, and what only the values show. */
static const struct {
	const char *block, *message;
} refused[] = {
	{ "host RMI_GRANULE_DELEGATE\n", "argument 'addr' of RMI_GRANULE_DELEGATE is missing" },
	{ "host RMI_GRANULE_DELEGATE add=1\n", "did you mean 'addr'?" },
	{ "host RMI_GRANULE_DELEGATE addr=1 addr=2\n", "given twice" },
	{ "host RMI_GRANULE_DELEGATE addr=any\n", "'any' needs an argument that has names" },
	{ "host RMI_GRANULE_DELEGATE addr=$x\n", "variable '$x' is not set" },
	{ "host any SMC_*\n", "no command is like 'SMC_*'" },
	{ "host any $rd\n", "expected a pattern, RMI_* for example" },
	{ "host any RMI_* where 1 < 2\n", "expected 'except', 'when', 'then' or 'irq'" },
	{ "host any RMI_* except RMI_REC\n", "unknown command 'RMI_REC'" },
	{ "host any RMI_* except 1\n", "expected the name of a command" },
	{ "action a\nguest IRQ\nhost any RMI_*\nend\n", "what is like a pattern is an action each" },
	{ "guest IRQ irq after=1\n", "is a command that the Host gives" },
	{ "depth 0\n", "'depth' is at least 1" },
	{ "states 1\nstates 2\n", "'states' given twice" },
	{ "memory many\n", "expected a number" },
	{ "time 0s\n", "'time' is at least 1s" },
	{ "time 1s\ntime 1s\n", "'time' given twice" },
	{ "pe 0\n", "'pe' is at least 1" },
	{ "rim count 0\n", "'rim count' is at least 1" },
	{ "rim off\nrim exact\n", "'rim' given twice" },
	{ "ghosts on\nghosts off\n", "'ghosts' given twice" },
	{ "host RMI_GRANULE_DELEGATE addr=1 where 1 ~ 2\n", "expected <, <=, ==, !=, >= or >" },
	{ "any $rd in 0 .. 4K step 4K\n", "variable '$rd' is set already" },
	{ "any $p in 0 .. 4K\n", "expected 'step'" },
	{ "action a\nend\n", "an action without lines" },
	{ "realm RSI_VERSION\n", "expected a REC" },
	{ "host pe=1\n", "expected a command" },
	{ "host pe=1 any RMI_*\n", "is called on the first PE" },
	{ "host pe=1 kvm.run\n", "others run on the first PE" },
	{ "host kvm.rum\n", "did you mean 'run'?" },
	{ "host kvm.run vcpus=1\n", "did you mean 'vcpu'?" },
	{ "host kvm.run vcpu=0 vcpu=1\n", "given twice" },
	{ "host kvm.run vcpu=any\n", "'any' needs a parameter that has words for values" },
	{ "host linux.boot\n", "linux is an actor of the Realm (guest)" },
	{ "guest vcpu 0: kvm.run\n", "kvm is an actor of the Host (host), not of the Realm" },
	{ "guest $rec: linux.bot\n", "did you mean 'boot'?" },
	{ "guest IRQ\nnever program\n", "expected a step of the guest" },
	{ "guest vcpu RSI_VERSION\n", "expected the number of a vCPU" },
	{ "monitor $m = bse at RSI_IPA_STATE_SET\n", "did you mean 'base'?" },
	{ "rim sometimes\n", "expected count, exact, off or tells" },
	{ "rim tells realm ACTIVE if realm NEW\n", "expected 'when'" },
	{ "rim tells\n", "expected what must hold" },
	{ "rims 3\n", "expected '=='" },
	{ "rims == many\n", "expected a number" },
	{ "rims == 3\n", "expected 'when'" },
	{ "not realm ACTIVE\n", "expected 'always' or 'rim tells'" },
	{ "not rim exact\n", "expected 'always' or 'rim tells'" },
	{ "monitor $m from 1\n", "expected '='" },
	{ "monitor $m = 1 at READ > SEE\n", "did you mean 'SEA'?" },
	{ "monitor $m = 1 at READ > EMULATED\n", "comes with the next entry" },
	{ "monitor $m = 1 at READ >\n", "expected a result, SEA for example" },
	{ "monitor $m = 1 at RMI_REC_ENTER > RMI_ERROR_REC\n", "unknown result of an action" },
	{ "monitor $m = bse at RSI_IPA_STATE_SET > RSI_SUCCESS\n", "did you mean 'base'?" },
	{ "never rtte 0 * level\n", "expected level=NUMBER" },
	{ "never rtte 0 * addr\n", "expected addr=PA" },
	{ "never operations ~ 1\n", "expected ==, !=, <, <=, > or >=" },
	{ "guest IRQ then $rd = 1\n", "expected a monitor" },
	{ "monitor $m\nguest IRQ then $m 1\n", "expected '='" },
	{ "monitor $m\nguest IRQ then $m = 1 then $m = 2\n", "'then' given twice" },
	{ "named all\n", "expected only" },
	{ "while rtte 0 * RAM and\n", "expected what must hold" },
	{ "never realm NEW when realm ACTIVE\n", "'when' is of actions: a question goes on with 'and'" },
	{ "eventually realm ACTIVE\n", "write 'always eventually ...'" },
	{ "ripas $p RAM\n", "it stands behind 'never', 'reach' or 'always'" },
	{ "spec 1.0\n", "it stands in the header of the file" },
	{ "never guest SEA\n", "as in 'monitor $sea = 1 at READ > SEA'" },
	{ "reach READ > SEA\n", "as in 'monitor $sea = 1 at READ > SEA'" },
	{ "never $p == 4K\n", "'$p' is no monitor; other values are compared by 'where'" },
	{ "host RMI_REALM_ACTIVATE rd=$rd wehre $p < 4K\n", "did you mean 'where'?" },
	{ "host RMI_REALM_ACTIVATE rd=$rd 4K\n", "expected an argument: name=value" },
	{ "host RMI_REALM_ACTIVATE rd=$rd where realm NEW\n", "of a state asks 'when'" },
	{ "realm READ ipa=$p\n", "expected a REC, as in 'realm $rec READ ipa=0'" },
	{ "guest $rec|$rd: IRQ\n", "one REC: a variable of 'any' stands for several" },
	{ "host pe=0|1 RMI_REALM_ACTIVATE rd=$rd\n", "one PE: a variable of 'any' stands for several" },
	{ "always ends soon\n", "unexpected words at the end of the line" },
	{ "always rtte 0 * RAM\n", "expected 'eventually', 'possible' or 'ends'" },
	{ "time 60\n", "expected seconds, 60s for example" },
	{ "hots RMI_VERSION\n", "did you mean 'host'?" },
	{ "check off no-such-row\n", "unknown invariant 'no-such-row'" },
	{ "never rtte 0 * RAM and\n", "expected what must hold" },
	{ "never (rtte 0 * RAM\n", "expected ')'" },
};

START_TEST(test_refused)
{
	g_autofree char *text = g_strconcat(INQUIRY_TABLE "explore\n", refused[_i].block, "end\n", NULL);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const ParseOptions options = { .version = NULL };
	g_autoptr(Scenario) scenario = scenario_parse_text("t", g_strdup(text), strlen(text),
							   &options, diagnostics);

	ck_assert(!scenario);
	ck_assert_msg(strstr(diagnostics->messages->pdata[0], refused[_i].message), "%s",
		      (char *)diagnostics->messages->pdata[0]);
}
END_TEST

static const struct {
	const char *block, *message;
} impossible[] = {
	{ "any $p in 0 .. 4K step 0\nhost RMI_GRANULE_DELEGATE addr=$p\n", "a step of 0 never ends" },
	{ "any $p in 4K .. 4K step 4K\nhost RMI_GRANULE_DELEGATE addr=$p\n", "'$p' has no value" },
	{ "any $p in 0 .. 1G step 4K\nhost RMI_GRANULE_DELEGATE addr=$p\n", "more than 4096 values" },
	{ "any $p, $q, $r in 0 .. 16M step 4K\n"
	  "host RMI_DATA_DESTROY rd=$rd ipa=$p where $p < $q where $q < $r where $r < $p\n",
	  "more than 1000000 combinations of values" },
	{ "host pe=255 RMI_REALM_ACTIVATE rd=$rd\n", "expected a PE from 0 to 254" },
	{ "guest IRQ when violates rec-count\n", "is said of a run, not of a state" },
	{ "guest IRQ when rim == 0x00\n", "whether it changed since start" },
	{ "rim exact\nguest IRQ when rim == 0x00\n", "whether it is a surrogate of 8 bytes" },
	{ "rim count 3\nguest IRQ when rim == 0x0000000000000000\n", "a surrogate of 8 bytes" },
	{ "any $x in 0x1_0000_0000\nmonitor $m\nguest IRQ then $m = $x * $x\n", "64 bits" },
	{ "while rim == 0x00\nguest IRQ\n", "whether it changed since start" },
	{ "host RMI_DATA_DESTROY rd=$rd ipa=pending\n", "not for 'ipa'" },
	{ "host kvm.run\n", "no actor has a part in the steps before the block" },
	{ "guest vcpu 0: IRQ\n", "there is no vCPU 0" },
	{ "guest vcpu 0: linux.boot\n", "there is no vCPU 0" },
	{ "guest IRQ\nnever program SEA\n", "no line before gives that REC the program of a guest" },
	{ "guest linux.boot\nguest edk2.boot\n", "runs the program of another line" },
	{ "guest linux.boot ask=yes|no\n", "or with other arguments" },
	{ "guest linux.boot\nnever program asleep\n", "that guest comes to primary_entry, create_init_idmap" },
	{ "ghosts off\n", "the block has no action" },
	{ "host RMI_REALM_ACTIVATE rd=$rd\nnever ripas 8K RAM\n", "is an Unprotected IPA, which has no RIPAS" },
	{ "host RMI_REALM_ACTIVATE rd=$rd when realm NEW and not rtte 8K * RAM\n",
	  "is an Unprotected IPA, which has no RIPAS" },
	{ "guest IRQ\nnever ripas 0 .. 64K RAM\n", "0xffff lies beyond the IPA space of the Realm, of 14 bits" },
	{ "guest IRQ\nnever hipas 64K ASSIGNED\n", "0x10000 lies beyond the IPA space" },
	{ "guest IRQ\nnever granule 0x5000 DATA\n", "there is no Granule at 0x5000" },
	{ "guest IRQ\nnever realm 0x5000 ACTIVE\n", "there is no Granule at 0x5000" },
	{ "guest IRQ\nnever running 0x5000\n", "there is no Granule at 0x5000" },
	{ "guest IRQ\nnever pending RESUME\n", "RESUME is no part of a state" },
	{ "guest IRQ\nghosts off\nnever lost 0\n", "lost contents are no part of a state" },
	{ "guest IRQ\nghosts off\nnever origin 0 REALM\n", "origins are no part of a state" },
	{ "guest IRQ\nrim off\nnever rim changed since start\n", "RIMs are no part of a state" },
	{ "monitor $m\nguest IRQ then $m = $m + 1\n", "'$m' is a monitor, of which nothing is calculated" },
	{ "host RMI_REALM_ACTIVATE rd=$rd\nrims == 1 when realm NEW\n", "needs 'rim exact'" },
	{ "host RMI_REALM_ACTIVATE rd=$rd\nrim tells realm NEW\n", "needs 'rim exact'" },
};

START_TEST(test_impossible)
{
	g_autofree char *text = g_strconcat(INQUIRY_TABLE "explore\n", impossible[_i].block, "end\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const ExploreRequest request = { .engine = &explore_plain };
	Explored explored;

	explore_scenario(scenario, &request, diagnostics, &explored);
	ck_assert(!explored.exploration && diagnostics->messages->len == 1);
	ck_assert_msg(strstr(diagnostics->messages->pdata[0], impossible[_i].message), "%s",
		      (char *)diagnostics->messages->pdata[0]);
	explored_clear(&explored);
}
END_TEST

/* A world without a Realm: what is said of one names it. */
START_TEST(test_nobody)
{
	static const char *const asked[][2] = {
		{ "never realm ACTIVE", "of which Realm?" }, { "never running", "of which REC?" },
		{ "never ripas 0 RAM", "of which Realm?" },
	};
	g_autofree char *text = g_strdup_printf(
		"spec rmm-1.0-rel0\nmemory 0x88000000 +8K\nhost RMI_VERSION req=0x10000\nexplore\n"
		"host RMI_GRANULE_DELEGATE addr=0x88000000\n%s\nend\n", asked[_i][0]);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const ExploreRequest request = { .engine = &explore_plain };
	Explored explored;

	explore_scenario(scenario, &request, diagnostics, &explored);
	ck_assert_uint_eq(diagnostics->messages->len, 1);
	ck_assert_msg(strstr(diagnostics->messages->pdata[0], asked[_i][1]), "%s",
		      (char *)diagnostics->messages->pdata[0]);
	explored_clear(&explored);
}
END_TEST

/* What an alphabet has not, and why. */
START_TEST(test_left_out)
{
	g_autoptr(Scenario) scenario = inquiry_parse(
		"spec rmm-2.0-bet3\nmemory 0x88000000 +8K\nexplore\nnamed only\n"
		"host any except RMI_REALM_CREATE, READ\nhost READ pa=0x88000000\ndepth 1\nend\n",
		(struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .engine = NULL };
	g_autoptr(GString) host = g_string_new(NULL), realm = g_string_new(NULL);
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	explore_append_left_out(host, &explored, TRUE, ", ");
	explore_append_left_out(realm, &explored, FALSE, ", ");
	ck_assert_str_eq(host->str, "RMI_REALM_CREATE (except), RMI_RTT_SET_S2AP (not modelled)");
	ck_assert_str_eq(realm->str, "");
	explored_clear(&explored);
}
END_TEST

Suite *suite_explore_block(void)
{
	Suite *suite = suite_create("explore_block");
	TCase *tcase = tcase_create("explore_block");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_actions, 0, G_N_ELEMENTS(blocks));
	tcase_add_loop_test(tcase, test_refused, 0, G_N_ELEMENTS(refused));
	tcase_add_loop_test(tcase, test_impossible, 0, G_N_ELEMENTS(impossible));
	tcase_add_loop_test(tcase, test_nobody, 0, 3);
	tcase_add_test(tcase, test_left_out);
	suite_add_tcase(suite, tcase);
	return suite;
}
