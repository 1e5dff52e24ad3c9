/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs: what holds, what fails and what is said of it. */
#include <string.h>

#include "library.h"
#include "suites.h"

#define ACTIVE "include \"scenarios/common/activate.ripas\"\n"
#define ENTERED ACTIVE "host RMI_REC_ENTER rec=$rec\n"
#define BOOTED "host kvm.create_realm\nhost kvm.set_ripas_of_protected_regions\nhost kvm.populate\n" \
	"host kvm.create_rec\nhost kvm.activate\nguest linux.boot\nhost kvm.run\n"
#define ENTERED_2_0 "spec rmm-2.0-bet0\n" ENTERED

/* A scenario and what it came to. */
struct run {
	Scenario *scenario;
	RunResult result;
};

/* Runs @text, as 1.0 has it unless it says; the test fails if it is no scenario. */
static struct run run_text(const char *text, const RunOptions *options)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const struct rmm_version *version = g_str_has_prefix(text, "spec ") ? NULL : &rmm_version_1_0;
	struct run run = { .scenario = library_parse_text("t", text, version, diagnostics) };

	if (!run.scenario)
		ck_abort_msg("%s", (char *)diagnostics->messages->pdata[0]);
	scenario_run(run.scenario, options, &run.result);
	return run;
}

static void run_clear(struct run *run)
{
	run_result_clear(&run->result);
	scenario_free(run->scenario);
}

/* ---- what holds ---- */

static const char *const good[] = {
	/* what is named must match, what is not is free */
	"host RMI_VERSION req=0x10000 > RMI_SUCCESS lower=0x10000",
	"host RMI_VERSION 0x10000 > SUCCESS\nhost RMI_VERSION req=0 > ERROR_INPUT",
	"host RMI_GRANULE_DELEGATE addr=1 > fails by=gran_align|gran_bound",
	"host RMI_GRANULE_DELEGATE addr=1 > any\nhost RMI_GRANULE_DELEGATE addr=0x88000000 > succeeds",
	/* outputs bind variables; numbers combine */
	ACTIVE "host RMI_RTT_READ_ENTRY rd=$rd ipa=$dram level=3 > RMI_SUCCESS walk_level=$level\n"
	"host RMI_RTT_READ_ENTRY rd=$rd ipa=$dram level=$level > RMI_SUCCESS walk_level=4-2",
	"let $a = 0x88000000\nlet $b = $a + 2*4K\nfor $p in $a .. $b step 4K\n"
	"host RMI_GRANULE_DELEGATE addr=$p\nend\nexpect granule $a .. $b DELEGATED\n"
	"expect granule $b UNDELEGATED",
	/* the Host's and the Realm's memory */
	"host WRITE pa=0x88000008 value=7 > OK\nhost READ pa=0x88000008 > OK value=7",
	"host RMI_GRANULE_DELEGATE addr=1 > 1\nhost RMI_GRANULE_DELEGATE addr=0x88000000 > 0",
	ACTIVE "host RMI_RTT_READ_ENTRY rd=$rd ipa=$image level=0 > 1\n"
	"host RMI_DATA_DESTROY rd=$rd ipa=$dram > 0x204",
	"host FILL pa=0x88000000 value=9\nhost READ pa=0x88000ff8 > OK value=9",
	"host SET_GPT pa=0x88000000 pas=SECURE\nhost READ pa=0x88000000 > GPF",
	ENTERED "guest READ ipa=$image > OK\nguest FETCH ipa=$image > OK level=3\n"
	"guest READ ipa=$dram > SEA\nhost > RMI_SUCCESS exit_reason=IRQ",
	/* what is fetched is what is there */
	ENTERED "guest WRITE ipa=$image value=0x1234\nguest FETCH ipa=$image > OK value=0x1234",
	/* exits and what was pending */
	ENTERED "guest RSI_IPA_STATE_SET base=$dram top=$dram+2M ripas=RAM > EXIT\n"
	"host > RMI_SUCCESS exit_reason=RIPAS_CHANGE ripas_base=$dram ripas_top=$dram+2M\n"
	"host RMI_REC_ENTER rec=$rec\nguest > RSI_SUCCESS new_base=$dram",
	/* without a word about the exit an interrupt ends the run */
	ACTIVE "host RMI_REC_ENTER rec=$rec > RMI_SUCCESS exit_reason=IRQ\nhost > SUCCESS",
	/* a command from another PE while the REC runs */
	ENTERED "host RMI_RTT_READ_ENTRY rd=$rd ipa=$image level=3 > SUCCESS ripas=RAM\nguest READ ipa=$image",
	/* an SMC by its FID returns a register, whatever its value is called */
	ENTERED "guest SMC fid=0x84000006 > PSCI_NOT_SUPPORTED\n"
	"guest SMC fid=0x84000006 > SMC_UNKNOWN\nguest SMC fid=0x84000050 > SMC_UNKNOWN",
	/* a line of a log */
	"SMC_RMI_GRANULE_DELEGATE 88000000 > RMI_SUCCESS\nSMC_RMI_GRANULE_DELEGATE 88000000 > RMI_ERROR_INPUT",
	/* states, of one page or of all, of Realms by name */
	ACTIVE "expect rtte $rd $image ASSIGNED RAM level=3\nexpect rtte $image * RAM\n"
	"expect hipas $dram UNASSIGNED\nexpect ripas $dram .. $image EMPTY\nexpect ripas $dram != RAM\n"
	"expect realm ACTIVE\nexpect realm $rd == ACTIVE\nexpect realm $rec NULL\nexpect granule $rd RD",
	ACTIVE "expect rim unchanged since activated\nexpect rim $rd == rim $rd",
	/* of addresses that nothing tracks, too, and quickly */
	"expect granule 0 .. 0xffff_ffff_ffff_ffff != RD",
	/* the Host's memory is mapped to be read and written, unless it says otherwise */
	"spec rmm-2.0-bet0\ninclude \"scenarios/common/unprotected.ripas\"\n"
	"host RMI_RTT_UNPROT_MAP rd=$rd base=$ns top=$ns+4K oaddr=$window/3/1\n"
	"host RMI_RTT_UNPROT_MAP rd=$rd base=$ns+4K top=$ns+8K oaddr=$window+4K/3/1 s2ap=2\n"
	"host RMI_REC_ENTER rec=$rec\nguest WRITE ipa=$ns value=1 > OK\n"
	"guest READ ipa=$ns > OK value=1\nguest WRITE ipa=$ns+4K value=1 > EXIT",
	/* a command that is interrupted states nothing until it is complete */
	"spec rmm-2.0-bet0\nlet $rd = 0x8810_0000\n"
	"host RMI_GRANULE_RANGE_DELEGATE base=$rd top=$rd+32K\n"
	"host RMI_REALM_CREATE rd=$rd s2sz=33 rtt_base=$rd+4K rtt_level_start=1\n"
	"host RMI_RTT_CREATE rd=$rd rtt=$rd+8K ipa=0x80000000 level=2\n"
	"host RMI_RTT_CREATE rd=$rd rtt=$rd+12K ipa=0x80000000 level=3\n"
	"host RMI_RTT_DATA_MAP rd=$rd base=0x80000000 top=0x80001000 oaddr=$rd+16K+4 irq after=1 "
	"> RMI_INCOMPLETE handle=$h\nhost RMI_OP_CONTINUE handle=$h > RMI_SUCCESS",
	/* watched from here on, or at some step */
	"host RMI_GRANULE_DELEGATE addr=0x88000000\nhost RMI_GRANULE_UNDELEGATE addr=0x88000000\n"
	"never granule 0x88000000 .. 0x88004000 == DELEGATED\nreach granule 0x88004000 DELEGATED\n"
	"host RMI_GRANULE_DELEGATE addr=0x88004000\nhost RMI_GRANULE_UNDELEGATE addr=0x88004000",
};

START_TEST(test_good)
{
	static const RunOptions options = { .self_check = TRUE };
	struct run run = run_text(good[_i], &options);

	for (guint i = 0; i < run.result.outcomes->len; i++) {
		const StepOutcome *outcome = run.result.outcomes->pdata[i];

		ck_abort_msg("line %u: %s\n%s", outcome->step->at.line, outcome->text,
			     library_detail(&run.result, outcome));
	}
	ck_assert(run.result.failed == 0 && !run.result.limit && run.result.steps > 0);
	run_clear(&run);
}
END_TEST

/* ---- what fails ---- */

/* $v is 0x10000, in 2.0 0x20000, which only the run tells. */
#define UNKNOWN "host RMI_VERSION req=0x10000 > any lower=$v\n"
#define UNKNOWN_2_0 "spec rmm-2.0-bet0\nhost RMI_VERSION req=0x20000 > any lower=$v\n"

static const struct {
	const char *text;
	const char *detail;     /* a part of what is said of the first failure */
} bad[] = {
	{ "host RMI_GRANULE_DELEGATE addr=1",
	  "    expected  success\n    got       RMI_ERROR_INPUT by=gran_align\n"
	  "    refused   by gran_align: !aligned(addr, GS) (0x1), B4.3.5\n" },
	{ "host RMI_GRANULE_DELEGATE addr=1 > RMI_SUCCESS", "    expected  RMI_SUCCESS\n" },
	{ "host RMI_GRANULE_DELEGATE addr=0x88000000 > fails", "    got       RMI_SUCCESS\n" },
	{ "host RMI_GRANULE_DELEGATE addr=1 > succeeds", "    expected  succeeds\n" },
	{ "host RMI_GRANULE_DELEGATE addr=1 > fails by=gran_state",
	  "    expected  fails by=gran_state\n    got       RMI_ERROR_INPUT by=gran_align" },
	{ "host RMI_VERSION req=0x10000 > SUCCESS lower=0x10001",
	  "    got       RMI_SUCCESS lower=0x10000 higher=0x10000\n" },
	{ "host RMI_GRANULE_DELEGATE addr=0x88000000\nhost RMI_GRANULE_DELEGATE addr=0x88000000",
	  "    or        RMI_ERROR_INPUT by=gran_gpt\n" },
	{ "host WRITE pa=0x88000000 value=1\nhost READ pa=0x88000000 > OK value=2",
	  "    got       OK value=0x1\n" },
	/* who does not run, and since when; what was pending */
	{ "guest READ ipa=0", "    got       NOT_RUN: no REC runs: none was entered\n" },
	{ ACTIVE "guest $rec: READ ipa=0", "    got       NOT_RUN: no REC runs: it was never entered\n" },
	{ ENTERED "guest READ ipa=$dram+4G\nguest READ ipa=$image > OK",
	  "    got       NOT_RUN: no REC runs since line 3, READ (A5.2)\n" },
	{ "host > RMI_SUCCESS", "    error     no REC was entered\n" },
	{ ACTIVE "host $rec: > RMI_SUCCESS", "    error     REC 0x88101000 was never entered\n" },
	{ ENTERED "host > RMI_SUCCESS exit_reason=SYNC",
	  "    of        no action: the Realm had no more to do, and was interrupted\n" },
	{ ENTERED "guest RSI_IPA_STATE_SET base=$dram top=$dram+4K ripas=RAM\nhost > RMI_SUCCESS "
	  "exit_reason=SYNC", "    of        guest RSI_IPA_STATE_SET base=0x80000000 top=0x80001000 "
	  "ripas=RAM flags=NO_CHANGE_DESTROYED, line 3\n" },
	{ ENTERED "guest RSI_IPA_STATE_SET base=$dram top=$dram+4K ripas=RAM\n"
	  "host RMI_REC_ENTER rec=$rec\nguest > RSI_ERROR_INPUT",
	  "    of        guest RSI_IPA_STATE_SET base=0x80000000 top=0x80001000 "
	  "ripas=RAM flags=NO_CHANGE_DESTROYED, line 3\n" },
	/* what did not run has not failed; nor has what the model does not know */
	{ "guest READ ipa=0 > fails", "    expected  fails\n    got       NOT_RUN: " },
	{ ENTERED_2_0 "guest SMC fid=0xc40001a0", "    expected  success\n    got       NOT_MODELLED\n" },
	{ ENTERED_2_0 "guest SMC fid=0xc40001a0 > fails", "    got       NOT_MODELLED\n" },
	/* an access that is made again and aborts again is the one of its line */
	{ ENTERED "guest READ ipa=$dram+4G\nhost RMI_REC_ENTER rec=$rec\nguest > EXIT\n"
	  "host RMI_REC_ENTER rec=$rec\nguest > OK",
	  "    of        guest READ ipa=0x180000000, line 3\n" },
	{ "guest > RSI_SUCCESS", "    error     no REC was entered: nothing was pending\n" },
	{ ENTERED "guest > RSI_SUCCESS", "    error     nothing that the Realm did was pending\n" },
	/* syndromes, and what stands where an access went */
	{ ENTERED "guest READ ipa=1T > OK",
	  "    got       ADDRESS_SIZE_FAULT esr_el1=0x97c08000 far_el1=0x10000000000\n"
	  "    syndrome  Data Abort, address size fault, level 0\n" },
	{ ENTERED "guest READ ipa=$dram+4G > OK",
	  "    got       EXIT: Data Abort, translation fault, level 1, IPA 0x180000000\n"
	  "    state     ipa 0x180000000: UNASSIGNED_NS (level 1), since " },
	{ ENTERED "guest READ ipa=$dram+4G\nhost > RMI_SUCCESS exit_reason=IRQ",
	  "    syndrome  Data Abort, translation fault, level 1, IPA 0x180000000\n"
	  "    of        guest READ ipa=0x180000000, line 3\n" },
	{ ENTERED "guest FETCH ipa=$dram+4G > OK",
	  "    syndrome  Instruction Abort, Synchronous External Abort\n" },
	{ ENTERED "guest READ ipa=$image-1G > OK", "    state     ipa 0x40200000: UNASSIGNED EMPTY "
	  "(level 1), since " },
	{ "spec rmm-2.0-bet0\ninclude \"scenarios/common/activate.ripas\"\n"
	  "host RMI_REC_ENTER rec=$rec trap_wfi=yes\nguest WFI > OK", "    got       EXIT: WFI\n" },
	{ "for $x in 0 .. 1 step 0\nend", "    error     a step of 0 never ends\n" },
	/* what is the same at every run is bad input; this is found only now */
	{ UNKNOWN "for $x in $v .. $v step 1\nend",
	  "    error     the range is empty: nothing was repeated\n" },
	{ UNKNOWN "for $x in $v .. 7 step 1\nend",
	  "    error     the range ends before it begins: nothing was repeated\n" },
	{ UNKNOWN "for $x in $v .. $v step 1\nlet $y = 1\nend\nlet $z = $y",
	  "    error     variable '$y' has no value yet\n" },
	{ UNKNOWN "expect granule $v .. $v RD",
	  "    error     the range is empty: nothing was looked at\n" },
	{ UNKNOWN "never granule $v+4K .. $v RD",
	  "    error     the range ends before it begins: nothing was looked at\n" },
	{ UNKNOWN "host RMI_GRANULE_DELEGATE addr=0xffff_ffff_ffff_f000+$v",
	  "    error     the value is below 0 or does not fit 64 bits\n" },
	{ UNKNOWN "let $x = $v - 128K", "    error     the value is below 0 or does not fit 64 bits\n" },
	{ UNKNOWN "host RMI_GRANULE_DELEGATE addr=$v-64K-64K-0x7fff_ffff_ffff_ffff-2",
	  "    error     the value is below 0 or does not fit 64 bits\n" },
	{ UNKNOWN_2_0 "host RMI_OP_MEM_DONATE handle=1 list=$v+1/3/1",
	  "    error     the address of a range is a multiple of 4K, which 0x20001 is not\n" },
	{ UNKNOWN_2_0 "host RMI_OP_MEM_DONATE handle=1 list=0x8000_0000_0000_0000+$v/3/1",
	  "    error     0x8000000000020000 is too wide for the address of a range\n" },
	/* what Granules of 4K have room for is known where they are */
	{ UNKNOWN_2_0 "host RMI_OP_MEM_DONATE handle=1 list=0x8801_0000/3/2048",
	  "    error     a range has at most 1023 blocks, for Granules of 4K\n" },
	{ "spec rmm-2.0-bet3\ngeometry granule=64K\n"
	  "host RMI_OP_MEM_DONATE handle=1 list=0x8800_1000/3/1",
	  "    error     the address of a range is a multiple of 64K, which 0x88001000 is not\n" },
	{ ACTIVE "expect ripas 0x1_8000_0000 RAM",
	  "    error     0x180000000 is an Unprotected IPA, which has no RIPAS\n" },
	{ ACTIVE "expect rtte 0x1_8000_0000 * RAM",
	  "    error     0x180000000 is an Unprotected IPA, which has no RIPAS\n" },
	/* nobody's fault, and told as what it is */
	{ "geometry rtts=3\nhost kvm.create_realm\nhost kvm.populate > ENXIO",
	  "    limit     the model's storage is exhausted; 'geometry rtts=' gives more\n" },
	{ "geometry words=3\nhost kvm.create_realm\nhost kvm.set_ripas_of_protected_regions\n"
	  "host kvm.populate\nhost kvm.create_rec\nhost kvm.activate\nguest linux.boot\n"
	  "host kvm.run > SEA", "    limit     the model's storage is exhausted; 'geometry words=' gives more\n" },
	{ "memory 0x8800_0000 +24K\nhost kvm.create_realm\nhost kvm.populate > ENXIO",
	  "    as        the Host has no page left: a 'memory' line gives it more\n" },
	{ ACTIVE "guest linux.boot", "    error     no entry of its REC follows: the guest never starts "
	  "it\n" },
	{ BOOTED "guest linux.use base=0x90000000\n",
	  "    error     no entry of its REC follows: the guest never starts it\n" },
	{ "host RMI_GRANULE_DELEGATE addr=1 > 0x101", "    expected  0x101\n" },
	{ ENTERED "guest READ ipa=$dram+4G\nhost > RMI_SUCCESS\n"
	  "host RMI_REC_ENTER rec=$rec emul_mmio=yes gprs0=0x90\nguest > EMULATED value=0x91",
	  "    got       EMULATED value=0x90\n    of        guest READ ipa=0x180000000, line 3\n" },
	{ "host RMI_GRANULE_DELEGATE addr=0x88000000\nexpect granule 0x88000000 .. 0x88002000 DELEGATED",
	  "    expected  granule 0x88000000 .. 0x88002000 DELEGATED\n"
	  "    got       UNDELEGATED at 0x88001000\n" },
	{ "host RMI_GRANULE_DELEGATE addr=0x88000000\nexpect granule 0x88000000 UNDELEGATED",
	  "    got       DELEGATED    since line 1, RMI_GRANULE_DELEGATE (B4.3.5)\n" },
	{ ACTIVE "expect ripas $image EMPTY",
	  "    since scenarios/common/image.ripas:12, RMI_DATA_CREATE (B4.3.1)\n" },
	{ ACTIVE "expect ripas 1T*16 RAM", "    got       outside the IPA space" },
	{ "expect ripas 0 RAM", "    got       no such Realm\n" },
	{ "expect granule 0 RD", "    got       not tracked\n" },
	{ "expect realm 0 NEW", "    got       NULL\n" },
	{ ACTIVE "expect rim changed since activated", "    got       0x" },
	{ ACTIVE "expect rim == 0x1234", "    expected  rim == 0x1234\n" },
	{ "expect violates ripas-lifecycle", "    got       the invariant held so far\n" },
	{ "never granule 0x88000000 DELEGATED\nhost RMI_GRANULE_DELEGATE addr=0x88000000",
	  "    never     granule 0x88000000 DELEGATED\n" },
	{ "reach granule 0x88000000 RD",
	  "    expected  at some step: granule 0x88000000 RD\n" },
	{ "memory 0x88000000 +64M\ngeometry rtts=1\nhost RMI_GRANULE_DELEGATE addr=0x88000000\n"
	  "host RMI_GRANULE_DELEGATE addr=0x88001000\nhost RMI_GRANULE_DELEGATE addr=0x88002000\n"
	  "host RMI_REALM_CREATE rd=0x88000000 s2sz=33 rtt_base=0x88001000 rtt_level_start=1\n"
	  "host RMI_RTT_CREATE rd=0x88000000 rtt=0x88002000 ipa=0 level=2\n",
	  "    limit     the model's storage is exhausted" },
	/* a resumed command is refused by a condition of its own */
	{ "spec rmm-2.0-bet0\nvariant operation-leaves-marks\ncheck off gpt-realm-iff-delegated\n"
	  "host RMI_GRANULE_RANGE_DELEGATE base=0x88100000 top=0x88102000 irq after=0 "
	  "> RMI_INCOMPLETE handle=$h\nhost RMI_OP_CONTINUE handle=$h\n",
	  "    refused   by state, B4.5.17\n" },
	{ "variant data-destroy-keeps-ram\n" ACTIVE "host RMI_DATA_DESTROY rd=$rd ipa=$image",
	  "    breaks    " },
};

START_TEST(test_bad)
{
	static const RunOptions options = { .self_check = TRUE };
	struct run run = run_text(bad[_i].text, &options);
	g_autoptr(GString) details = g_string_new(NULL);
	const StepOutcome *outcome;

	ck_assert_msg(run.result.outcomes->len > 0, "holds: %s", bad[_i].text);
	for (guint i = 0; i < run.result.outcomes->len; i++) {
		outcome = run.result.outcomes->pdata[i];
		ck_assert(!outcome->passed);
		g_string_append(details, library_detail(&run.result, outcome));
	}
	ck_assert_msg(strstr(details->str, bad[_i].detail) != NULL, "%s", details->str);
	ck_assert_uint_gt(run.result.failed, 0);
	run_clear(&run);
}
END_TEST

/* ---- hints ---- */

/* What may be done, but few expect: told with -v, and no failure; not under the other reading. */
START_TEST(test_hint)
{
	static const char text[] =
		"spec rmm-2.0-bet0\ninclude \"scenarios/common/new-realm.ripas\"\n"
		"host RMI_GRANULE_RANGE_DELEGATE base=$rtt3 top=$rtt3+4K\n"
		"host RMI_RTT_CREATE rd=$rd rtt=$rtt3 ipa=$image level=3\n"
		"host RMI_RTT_DATA_UNMAP rd=$rd base=$image top=$image+32K oaddr_type=SINGLE irq after=2 "
		"> RMI_INCOMPLETE handle=$unmap\nhost RMI_RTT_DESTROY rd=$rd ipa=$image level=3 > any\n";
	static const RunOptions options = { .keep_all = TRUE, .changes = TRUE };
	g_autofree char *bent = g_strconcat("spec rmm-2.0-bet0\nvariant table-held-by-operation\n", text + strlen("spec rmm-2.0-bet0\n"),
					    NULL);
	struct run run = run_text(_i ? bent : text, &options);
	guint hints = 0;

	for (guint i = 0; i < run.result.outcomes->len; i++) {
		const StepOutcome *outcome = run.result.outcomes->pdata[i];

		for (guint j = 0; j < outcome->hints->len; j++)
			ck_assert_str_eq(g_array_index(outcome->hints, Finding, j).id,
					 "table-under-operation");
		hints += outcome->hints->len;
	}
	ck_assert_uint_eq(hints, _i ? 0 : 1);
	ck_assert_uint_eq(run.result.failed, 0);
	run_clear(&run);
}
END_TEST

/* ---- bounds ---- */

/* Endless loops end, and the result is incomplete. */
START_TEST(test_work_has_a_bound)
{
	static const RunOptions options = { .work_max = 1000 };
	struct run run = run_text(
		"for $a in 0 .. 0xffffffffffffffff step 1\nfor $b in 0 .. 1G step 1\nend\nend\n"
		"host RMI_VERSION req=0x10000 > fails\n", &options);
	const StepOutcome *outcome = run.result.outcomes->pdata[0];

	ck_assert(run.result.limit);
	ck_assert_uint_eq(run.result.steps, 0);
	ck_assert_str_eq(library_detail(&run.result, outcome),
			 "    limit     more than 1000 statements and rounds of loops\n");
	run_clear(&run);
}
END_TEST

/* A loop up to the highest number ends, too. */
START_TEST(test_loop_that_wraps)
{
	static const RunOptions options = { .keep_all = TRUE };
	struct run run = run_text(
		"for $a in 0xfffffffffffffffd .. 0xffffffffffffffff step 3\nmark m\nend\n",
		&options);

	ck_assert(!run.result.limit);
	ck_assert_uint_eq(run.result.outcomes->len, 1);
	run_clear(&run);
}
END_TEST

/* All failures are counted, some are kept. */
START_TEST(test_many_failures)
{
	static const RunOptions options = { .keep_all = FALSE };
	struct run run = run_text(
		"for $a in 0 .. 2000 step 1\nexpect granule 0 RD\nend\n", &options);

	ck_assert_uint_eq(run.result.failed, 2000);
	ck_assert_uint_eq(run.result.outcomes->len, 1000);
	run_clear(&run);
}
END_TEST

/* ---- RECs and Realms by name ---- */

START_TEST(test_two_recs)
{
	static const RunOptions options = { .self_check = TRUE };
	struct run run = run_text(
		"include \"scenarios/common/image.ripas\"\nlet $two = $rec + 64K*8\n"
		"host RMI_GRANULE_DELEGATE addr=$rec\nhost RMI_GRANULE_DELEGATE addr=$two\n"
		"host RMI_REC_CREATE rd=$rd rec=$rec pc=$image\n"
		"host RMI_REC_CREATE rd=$rd rec=$two mpidr=1 pc=$image\nhost RMI_REALM_ACTIVATE rd=$rd\n"
		"host RMI_REC_ENTER rec=$rec\nhost RMI_REC_ENTER rec=$two\n"
		"guest $rec: READ ipa=$image > OK\n"
		"guest $rec: RSI_IPA_STATE_SET base=$dram top=$dram+4K ripas=RAM > EXIT\n"
		"guest READ ipa=$image > OK\n"
		"host $rec: > RMI_SUCCESS exit_reason=RIPAS_CHANGE\n"
		"host $two: > RMI_SUCCESS exit_reason=IRQ\n"
		"host RMI_REC_ENTER rec=$rec\nguest $rec: > RSI_SUCCESS new_base=$dram\n", &options);

	ck_assert_msg(run.result.failed == 0, "%s",
		      library_detail(&run.result, run.result.outcomes->pdata[0]));
	run_clear(&run);
}
END_TEST

Suite *suite_runner(void)
{
	Suite *suite = suite_create("runner");
	TCase *tcase = tcase_create("runner");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_good, 0, G_N_ELEMENTS(good));
	tcase_add_loop_test(tcase, test_bad, 0, G_N_ELEMENTS(bad));
	tcase_add_loop_test(tcase, test_hint, 0, 2);
	tcase_add_test(tcase, test_work_has_a_bound);
	tcase_add_test(tcase, test_loop_that_wraps);
	tcase_add_test(tcase, test_many_failures);
	tcase_add_test(tcase, test_two_recs);
	suite_add_tcase(suite, tcase);
	return suite;
}
