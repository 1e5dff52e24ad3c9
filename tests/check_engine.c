/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The engine (B1): who may call what, what a refusal reports, and that a call
 * for which the model has no room changes nothing.
 */
#include <string.h>

#include "engine/context.h"
#include "engine/registers.h"
#include "suites.h"
#include "world.h"

#define RD_ granule(G_RD)

/* Nothing changed, by the bytes of the states. */
static void check_unchanged(const World *world)
{
	ck_assert(rmm_state_equal(world->model, world->old, world->state));
}

START_TEST(test_no_such_command)
{
	g_autoptr(World) world = world_active(NULL);
	struct rmm_call call = { .command = CMD_NONE };

	/* There is nobody's word to check. */
	ck_assert_int_eq(world_step(world, &call), STATUS_UNSUPPORTED);
	ck_assert_int_eq(world->result.condition, RMM_NO_CONDITION);
	check_unchanged(world);
}
END_TEST

/* A Realm acts only through a REC that runs. */
START_TEST(test_only_a_running_rec_acts)
{
	g_autoptr(World) world = world_active(NULL);
	static const uint64_t nobody[] = { 0, granule(G_RD), granule(G_REC), granule(G_SPARE) };

	for (unsigned id = CMD_RSI_FEATURES; id <= CMD_FIQ; id++) {
		struct rmm_call call = world_call(world, (enum rmm_command_id)id, NULL, 0);

		for (gsize i = 0; i < G_N_ELEMENTS(nobody); i++) {
			call.rec = nobody[i];
			ck_assert_int_eq(world_step(world, &call), STATUS_NOT_RUN);
			check_unchanged(world);
		}
	}
}
END_TEST

/* X0 is the FID, and inputs follow in X1 on; the outputs are the command's. */
START_TEST(test_smc)
{
	g_autoptr(World) world = world_running(NULL);

	STEP_IS(world, STATUS_SMC_UNKNOWN, SMC, 0x80000000);
	STEP_IS(world, STATUS_SMC_UNKNOWN, SMC, 0xc40001a3);
	STEP_IS(world, RSI_SUCCESS, SMC, 0xc4000190, 0x10000);
	ck_assert_int_eq(world->result.command, CMD_RSI_VERSION);
	ck_assert_uint_eq(world->result.out[1], 0x10000);
	STEP_IS(world, RSI_ERROR_INPUT, SMC, 0xc4000192, 5);
	ck_assert_int_eq(world->result.command, CMD_RSI_MEASUREMENT_READ);
	STEP_IS(world, STATUS_VERSION, SMC, 0x84000000);
	ck_assert_uint_eq(world->result.out[0], 0x10001);
	/* One that leaves leaves. */
	STEP_IS(world, STATUS_EXIT, SMC, 0x84000008);
	ck_assert(world->result.exit.happened);
}
END_TEST

/* X0 as a command returns it: B4.5, and RmiResult of 2.0. */
START_TEST(test_x0)
{
	g_autoptr(World) world = world_running(NULL);
	struct rmm_result result = { .command = CMD_RSI_IPA_STATE_SET, .index = -1 };
	uint64_t x0 = 0;

	result.status = RMI_ERROR_RTT;
	ck_assert_uint_eq(rmm_result_x0(world->model, &result), 4);
	result.index = 3;
	ck_assert_uint_eq(rmm_result_x0(world->model, &result), 0x304);
	result.status = RMI_INCOMPLETE;
	result.incomplete[INCOMPLETE_MEM_REQ] = 2;
	result.incomplete[INCOMPLETE_CAN_CANCEL] = 1;
	ck_assert_uint_eq(rmm_result_x0(world->model, &result),
			  (uint64_t)rmm_status(RMI_INCOMPLETE)->encoding | 0x600);
	/* Until the Host answers, X0 is what the Realm called. */
	result.status = STATUS_FID;
	ck_assert(rmm_result_register(world->model, &result, result.out, 0, &x0));
	ck_assert_uint_eq(x0, 0xc4000197);
}
END_TEST

/* The index that a return code carries (B4.4.1). */
START_TEST(test_index)
{
	g_autoptr(World) world = world_build(NULL);

	REFUSED(world, "rtt_walk", RMI_DATA_DESTROY, RD_, 4 * PAGE);
	ck_assert_int_eq(world->result.index, 2);
	REFUSED(world, "rtte_state", RMI_DATA_DESTROY, RD_, 0);
	ck_assert_int_eq(world->result.index, 3);
	/* The level that was asked for, not that of the walk. */
	OK(world, RMI_DATA_CREATE_UNKNOWN, RD_, granule(G_DATA), 0);
	REFUSED(world, "rtt_live", RMI_RTT_DESTROY, RD_, 0, 3);
	ck_assert_int_eq(world->result.index, 3);
	REFUSED(world, "realm_new", RMI_REC_ENTER, granule(G_REC), granule(G_RUN));
	ck_assert_int_eq(world->result.index, 0);
	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	STEP_IS(world, STATUS_EXIT, PSCI_SYSTEM_OFF, 0);
	REFUSED(world, "system_off", RMI_REC_ENTER, granule(G_REC), granule(G_RUN));
	ck_assert_int_eq(world->result.index, 1);
	REFUSED(world, "rd_align", RMI_REALM_ACTIVATE, RD_ + 8);
	ck_assert_int_eq(world->result.index, -1);
}
END_TEST

/* What an implementation that reports another permitted condition returns. */
START_TEST(test_refusal)
{
	g_autoptr(World) world = world_active(NULL);
	struct rmm_call call = CALL(world, RMI_DATA_DESTROY, RD_ + 8, 4 * PAGE);
	const struct rmm_rules *rules = &world->model->rules[CMD_RMI_DATA_DESTROY];
	struct rmm_result result;

	world_step(world, &call);
	ck_assert_str_eq(world_condition(world), "rd_align");
	/* rtt_walk and rtte_state are not ordered, nor are they against rd_align. */
	ck_assert_int_eq(__builtin_popcountll(world->result.permitted), 3);
	for (unsigned i = 0; i < rules->count; i++) {
		if (!(world->result.permitted >> i & 1))
			continue;
		rmm_refusal(world->model, world->state, &call, (int)i, &result);
		ck_assert_int_eq(result.status, rules->failure[i]->status);
		ck_assert_int_eq(result.condition, (int)i);
		ck_assert_uint_eq(result.permitted, (uint64_t)1 << i);
	}
	/* The last of them, rtte_state, says where to go on. */
	ck_assert_int_eq(result.status, RMI_ERROR_RTT);
	ck_assert_int_eq(result.index, 2);
	ck_assert_uint_eq(result.out[1], 16 * PAGE);
	check_unchanged(world);
}
END_TEST

/* Commands about no Realm and no REC have neither in their context. */
START_TEST(test_context_without_realm)
{
	static const enum rmm_command_id ids[] = {
		CMD_RMI_GRANULE_DELEGATE, CMD_RMI_VERSION, CMD_HOST_READ, CMD_HOST_FILL
	};
	g_autoptr(World) world = world_active(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
		struct rmm_call call = world_call(world, ids[i], INPUTS(RD_), 1);
		struct rmm_context context;
		struct rmm_result result;

		rmm_context_init(&context, world->model, world->state, &call, &result);
		ck_assert_ptr_null(rmm_context_realm(&context));
		ck_assert_ptr_null(rmm_context_rec(&context));
		ck_assert_ptr_null(rmm_context_walk(&context));
		ck_assert_uint_eq(rmm_context_child(&context), RMM_NONE);
	}
}
END_TEST

/* ---- no room ---- */

/* The configuration of world_config with a pool that is as small as can be. */
static struct rmm_config with_pools(unsigned realms, unsigned recs, unsigned rtts, unsigned words)
{
	struct rmm_config config;

	world_config(&config);
	config.realms = realms;
	config.recs = recs;
	config.rtts = rtts;
	config.words = words;
	return config;
}

static void check_limit(World *world)
{
	ck_assert_int_eq(world->result.status, STATUS_LIMIT);
	ck_assert_uint_eq(world->result.permitted, 0);
	check_unchanged(world);
}

START_TEST(test_no_room_for_realms)
{
	struct rmm_config config = with_pools(1, 5, 12, 0);
	g_autoptr(World) world = world_build(&config);

	STEP(world, RMI_REALM_CREATE, granule(G_DATA), granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1,
	     0, 0, 2, granule(G_DATA + 1), 1, 1);
	check_limit(world);
}
END_TEST

START_TEST(test_no_room_for_rtts)
{
	struct rmm_config config = with_pools(2, 5, 3, 0);
	g_autoptr(World) world = world_build(&config);

	STEP(world, RMI_REALM_CREATE, granule(G_DATA), granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1,
	     0, 0, 2, granule(G_DATA + 1), 1, 1);
	check_limit(world);
	STEP(world, RMI_RTT_CREATE, RD_, granule(G_DATA), 4 * PAGE, 3);
	check_limit(world);
}
END_TEST

START_TEST(test_no_room_for_recs)
{
	struct rmm_config config = with_pools(2, 3, 12, 0);
	g_autoptr(World) world = world_build(&config);

	STEP(world, RMI_REC_CREATE, RD_, granule(G_DATA), granule(G_PARAMS), 1, 3);
	check_limit(world);
}
END_TEST

/* A source with more words than are left; a word by the Host, by the Realm. */
START_TEST(test_no_room_for_words)
{
	struct rmm_config config = with_pools(2, 5, 12, 5);
	g_autoptr(World) world = world_build(&config);

	OK(world, RMI_DATA_CREATE, RD_, granule(G_DATA), 0, granule(G_SOURCE), 1);
	for (unsigned i = 0; i < 3; i++)
		OK(world, HOST_WRITE, granule(G_SOURCE) + 8 * i, i + 1);
	STEP(world, RMI_DATA_CREATE, RD_, granule(G_DATA + 1), PAGE, granule(G_SOURCE), 1);
	check_limit(world);
	OK(world, HOST_WRITE, granule(G_SPARE), 1);
	OK(world, HOST_WRITE, granule(G_SPARE) + 8, 1);
	STEP(world, HOST_WRITE, granule(G_SPARE) + 16, 1);
	check_limit(world);
	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	STEP(world, WRITE, 0, 0, 7);
	check_limit(world);
	STEP(world, RSI_REALM_CONFIG, 0);
	check_limit(world);
	OK(world, RSI_ATTESTATION_TOKEN_INIT, 0);
	STEP(world, RSI_ATTESTATION_TOKEN_CONTINUE, 0, 0, 64);
	check_limit(world);
	/* The Host's answer to a Host call has 31 registers. */
	STEP_IS(world, STATUS_EXIT, RSI_HOST_CALL, 0);
	STEP(world, RMI_REC_ENTER, granule(G_REC), granule(G_RUN));
	check_limit(world);
}
END_TEST

/* ---- exits that the Host cannot be told of ---- */

/* RFRGVT: the RecRun object went out of reach while the REC ran. */
START_TEST(test_exit_without_run_object)
{
	static const struct {
		enum rmm_command_id id;
		uint64_t in[4];
	} exits[] = {
		{ CMD_IRQ, { 0 } }, { CMD_READ, { UNPROTECTED, 1 } }, { CMD_PSCI_CPU_OFF, { 0 } },
		{ CMD_RSI_IPA_STATE_SET, { 0, PAGE, RIPAS_RAM } }, { CMD_RSI_HOST_CALL, { 0 } },
		{ CMD_WFI, { 0, 1 } },
	};
	g_autoptr(World) world = world_build(NULL);
	struct rmm_call call;

	OK(world, RMI_DATA_CREATE, RD_, granule(G_DATA), 0, granule(G_SOURCE), 1);
	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	OK(world, HOST_SET_GPT, granule(G_RUN), GPT_SECURE);
	call = world_call(world, exits[_i].id, exits[_i].in, 4);
	ck_assert_int_eq(world_step(world, &call), STATUS_EXIT);
	ck_assert(world->result.exit.happened);
	ck_assert_int_eq(world->result.exit.status, RMI_ERROR_INPUT);
	for (unsigned i = 0; i < EXIT_FIELDS; i++)
		ck_assert_uint_eq(world->result.exit.field[i], 0);
	ck_assert_int_eq(world_rec(world, G_REC)->state, REC_READY);
}
END_TEST

Suite *suite_engine(void)
{
	Suite *suite = suite_create("engine");
	TCase *tcase = tcase_create("engine");

	tcase_add_test(tcase, test_no_such_command);
	tcase_add_test(tcase, test_only_a_running_rec_acts);
	tcase_add_test(tcase, test_smc);
	tcase_add_test(tcase, test_x0);
	tcase_add_test(tcase, test_index);
	tcase_add_test(tcase, test_refusal);
	tcase_add_test(tcase, test_context_without_realm);
	tcase_add_test(tcase, test_no_room_for_realms);
	tcase_add_test(tcase, test_no_room_for_rtts);
	tcase_add_test(tcase, test_no_room_for_recs);
	tcase_add_test(tcase, test_no_room_for_words);
	tcase_add_loop_test(tcase, test_exit_without_run_object, 0, 6);
	suite_add_tcase(suite, tcase);
	return suite;
}
