/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The self-check: it finds a success condition that does not hold, a change
 * outside the footprint, and a failure that changed the state.
 */
#include <string.h>

#include "state/memory.h"
#include "state/rtt.h"
#include "check/self_check.h"
#include "folder.h"
#include "language/parser.h"
#include "run/runner.h"
#include "suites.h"
#include "world.h"

#define RD_ granule(G_RD)

/* A step that was made right; what is spoilt afterwards is found. */
static World *after_data_create(void)
{
	World *world = world_build(NULL);

	OK(world, RMI_DATA_CREATE, RD_, granule(G_DATA), PAGE, granule(G_SOURCE), 1);
	return world;
}

static struct rmm_rtte *created_entry(World *w)
{
	return &rmm_rtt_entries(w->model, w->state, world_walk(w, PAGE, 3).rtt)[1];
}

static void granule_stays(World *w)
{
	rmm_granule_set(w->model, w->state, G_DATA, GRANULE_DELEGATED, 0);
}
static void entry_stays(World *w) { *created_entry(w) = rtte_make(RTTE_UNASSIGNED, RIPAS_RAM, 0); }
static void ripas_stays(World *w)
{
	*created_entry(w) = rtte_make(RTTE_ASSIGNED, RIPAS_EMPTY, granule(G_DATA));
}
static void other_address(World *w)
{
	*created_entry(w) = rtte_make(RTTE_ASSIGNED, RIPAS_RAM, granule(G_DATA + 1));
}
static void rim_stays(World *w)
{
	memcpy(rmm_measurement(w->model, w->state, 0, 0), rmm_measurement(w->model, w->old, 0, 0), 8);
}

START_TEST(test_success_conditions)
{
	static const struct {
		void (*spoil)(World *world);
		const char *id;
	} rows[] = {
		{ granule_stays, "data_state" }, { entry_stays, "rtte_state" },
		{ ripas_stays, "rtte_ripas" }, { other_address, "rtte_addr" }, { rim_stays, "rim" },
	};
	g_autoptr(World) world = after_data_create();
	struct rmm_finding finding;

	ck_assert(world_keeps_word(world, &finding));
	ck_assert_int_eq(finding.kind, FINDING_NONE);
	rows[_i].spoil(world);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_int_eq(finding.kind, FINDING_SUCCESS);
	ck_assert_str_eq(finding.id, rows[_i].id);
}
END_TEST

static void other_granule(World *w)
{
	rmm_granule_set(w->model, w->state, G_DATA + 1, GRANULE_DATA, 0);
}
static void other_gpt(World *w) { rmm_granule_set_gpt(w->model, w->state, G_HOST, GPT_SECURE); }
static void other_contents(World *w)
{
	rmm_memory_fill(w->model, w->state, G_HOST, 5, ORIGIN_HOST);
}
static void other_entry(World *w)
{
	created_entry(w)[1] = rtte_make(RTTE_UNASSIGNED, RIPAS_RAM, 0);
}
static void other_realm_field(World *w) { world_realm(w)->vmid++; }
static void rec_field(World *w) { world_rec(w, G_REC)->runnable = 0; }
static void gpr(World *w) { rmm_gprs(w->model, w->state, 0)[4]++; }

START_TEST(test_footprint)
{
	static const struct {
		void (*spoil)(World *world);
		enum rmm_change_kind kind;
	} rows[] = {
		{ other_granule, CHANGE_GRANULE_STATE }, { other_gpt, CHANGE_GRANULE_GPT },
		{ other_contents, CHANGE_CONTENTS }, { other_entry, CHANGE_RTTE },
		{ other_realm_field, CHANGE_REALM }, { rec_field, CHANGE_REC },
		{ gpr, CHANGE_GPR },
	};
	g_autoptr(World) world = after_data_create();
	struct rmm_finding finding;

	rows[_i].spoil(world);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_int_eq(finding.kind, FINDING_FOOTPRINT);
	ck_assert_int_eq(finding.change.kind, rows[_i].kind);
}
END_TEST

/* Refused, not run, no room, not modelled: nothing may change. */
START_TEST(test_failure_changes_nothing)
{
	static const enum rmm_status statuses[] = {
		STATUS_NOT_RUN, STATUS_LIMIT, STATUS_UNMODELLED, RMI_ERROR_INPUT
	};
	g_autoptr(World) world = world_build(NULL);
	struct rmm_finding finding;

	STEP(world, RMI_DATA_CREATE, RD_, granule(G_HOST), PAGE, granule(G_SOURCE), 1);
	ck_assert_int_eq(world->result.status, RMI_ERROR_INPUT);
	if (statuses[_i] != RMI_ERROR_INPUT)
		world->result.permitted = 0;
	world->result.status = statuses[_i];
	ck_assert(world_keeps_word(world, &finding));
	other_gpt(world);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_int_eq(finding.kind, FINDING_CHANGED);
	ck_assert_int_eq(finding.change.kind, CHANGE_GRANULE_GPT);
	ck_assert_uint_eq(finding.change.subject, G_HOST);
}
END_TEST

/* What software does has no footprint; of no command nothing is known. */
START_TEST(test_software)
{
	g_autoptr(World) world = world_build(NULL);
	struct rmm_finding finding;

	OK(world, HOST_WRITE, granule(G_SPARE), 5);
	other_gpt(world);
	ck_assert(world_keeps_word(world, &finding));
	world->call.command = CMD_NONE;
	ck_assert(world_keeps_word(world, &finding));
}
END_TEST

/* How many statements fail if @between happens while an unmapping of two pages waits. */
static guint failing_between(const char *between)
{
	g_autofree char *here = g_get_current_dir();
	g_autofree char *text = g_strdup_printf(
		"spec 2.0-bet0 2.0-bet3\ninclude \"%s/scenarios/common/one-table.ripas\"\n"
		"host RMI_GRANULE_RANGE_DELEGATE base=$spare top=$spare+8K\n"
		"host RMI_RTT_DATA_MAP rd=$rd base=4K top=8K oaddr=$spare/3/1\n"
		"host RMI_RTT_DATA_UNMAP rd=$rd base=0 top=8K oaddr_type=SINGLE irq after=1 "
		"> RMI_INCOMPLETE handle=$h\n%s"
		"host RMI_OP_CONTINUE handle=$h > RMI_SUCCESS out_top=8K\n", here, between);
	static const RunOptions options = { .self_check = TRUE };
	const ParseOptions parse = { NULL };
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "between.ripas", text, -1);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);
	RunResult result;
	guint failed;

	ck_assert_msg(scenario != NULL, "%s", text);
	scenario_run(scenario, &options, &result);
	failed = result.failed;
	run_result_clear(&result);
	return failed;
}

/* An operation that goes on and succeeds has made of its range what it says. */
START_TEST(test_resumed)
{
	ck_assert_uint_eq(failing_between(""), 0);
	/* What it says is unmapped, another PE has mapped meanwhile. */
	ck_assert_uint_eq(failing_between(
		"host RMI_RTT_DATA_MAP rd=$rd base=0 top=4K oaddr=$spare+4K/3/1\n"), 1);
}
END_TEST

Suite *suite_self_check(void)
{
	Suite *suite = suite_create("self_check");
	TCase *tcase = tcase_create("self_check");

	tcase_add_loop_test(tcase, test_success_conditions, 0, 5);
	tcase_add_loop_test(tcase, test_footprint, 0, 7);
	tcase_add_loop_test(tcase, test_failure_changes_nothing, 0, 4);
	tcase_add_test(tcase, test_software);
	tcase_add_test(tcase, test_resumed);
	suite_add_tcase(suite, tcase);
	return suite;
}
