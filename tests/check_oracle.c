/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The judge of a real RMM: what it may return beside what the model returns, and that
 * the model follows.
 */
#include "check/oracle.h"
#include "engine/named.h"
#include "state/address_set.h"
#include "suites.h"
#include "world.h"

#define RD_ granule(G_RD)
#define PAGES(i, count) rmm_descriptor_make(granule(i), count, RMM_PAGE_LEVEL, true)

/* An answer that nobody looked at closer. */
static struct rmm_returned answer(enum rmm_status status)
{
	return (struct rmm_returned){ .status = status, .index = -1 };
}

/* Element @index of output @name was seen, and is @value. */
static void tell_at(const World *world, const struct rmm_call *call,
		    struct rmm_returned *returned, const char *name, unsigned index,
		    uint64_t value)
{
	const struct rmm_command *command = rmm_command(world->model, call->command);
	const struct rmm_value *output =
		rmm_value_named(command->outputs, command->output_count, name);

	ck_assert_ptr_nonnull(output);
	returned->out[output->slot + index] = value;
	returned->told |= (uint64_t)1 << (output->slot + index);
}

static void tell(const World *world, const struct rmm_call *call,
		 struct rmm_returned *returned, const char *name, uint64_t value)
{
	tell_at(world, call, returned, name, 0, value);
}

/* What is said of it, and that a call which is not followed changed nothing. */
static enum rmm_verdict judge(World *world, const struct rmm_call *call,
			      const struct rmm_returned *returned)
{
	g_autofree struct rmm *before = g_malloc0(world->model->layout.size);
	struct rmm_oracle oracle = { world->model, world->state, world->old };
	enum rmm_verdict verdict;

	rmm_state_copy(world->model, before, world->state);
	verdict = rmm_oracle_judge(&oracle, call, returned, NULL, 0, &world->result);
	if (verdict > RMM_PERMITTED)
		ck_assert(rmm_state_equal(world->model, before, world->state));
	return verdict;
}

/* Of failures that are not ordered any may be reported (B1.6), with its own index. */
START_TEST(test_another_failure)
{
	g_autoptr(World) world = world_active(NULL);
	struct rmm_call call = CALL(world, RMI_DATA_DESTROY, RD_ + 8, 4 * PAGE);
	struct rmm_returned returned = answer(RMI_ERROR_INPUT);

	ck_assert_int_eq(judge(world, &call, &returned), RMM_AGREES);
	returned = answer(RMI_ERROR_RTT);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_PERMITTED);
	returned.index = 2;
	ck_assert_int_eq(judge(world, &call, &returned), RMM_PERMITTED);
	returned.index = 3;
	ck_assert_int_eq(judge(world, &call, &returned), RMM_DIVERGES);
	returned = answer(RMI_SUCCESS);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_DIVERGES);
	ck_assert_str_eq(rmm_condition_id(world->model, call.command, world->result.condition),
			 "rd_align");
}
END_TEST

/* So it is with what an SMC of a Realm calls. */
START_TEST(test_failure_of_smc)
{
	g_autoptr(World) world = world_running(NULL);
	/* RSI_IPA_STATE_SET: base_align and top_align, which have one status. */
	struct rmm_call call = CALL(world, SMC, 0xc4000197, 8, 24, 0, 0);
	struct rmm_call none = CALL(world, SMC, 0xc40001a3);
	struct rmm_returned returned = answer(RSI_ERROR_INPUT);

	ck_assert_int_eq(judge(world, &call, &returned), RMM_AGREES);
	returned = answer(RSI_SUCCESS);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_DIVERGES);
	returned = answer(RSI_ERROR_INPUT);
	ck_assert_int_eq(judge(world, &none, &returned), RMM_DIVERGES);
}
END_TEST

START_TEST(test_outputs)
{
	g_autoptr(World) world = world_active(NULL);
	struct rmm_call call = CALL(world, RMI_RTT_READ_ENTRY, RD_, 0, 3);
	struct rmm_returned returned = answer(RMI_SUCCESS);

	tell(world, &call, &returned, "walk_level", 3);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_AGREES);
	tell(world, &call, &returned, "walk_level", 2);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_DIVERGES);
}
END_TEST

static World *world_2_0(void)
{
	struct rmm_config config;

	world_config_of(&config, &rmm_version_2_0_bet0);
	return world_new(&config);
}

/* A range may end earlier than the model ends it, nowhere else. */
START_TEST(test_progress)
{
	g_autoptr(World) world = world_2_0();
	struct rmm_call call = CALL(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(4));
	struct rmm_call rest = CALL(world, RMI_GRANULE_RANGE_DELEGATE, granule(3), granule(4));
	struct rmm_returned returned = answer(RMI_SUCCESS);

	tell(world, &call, &returned, "out_top", granule(5));
	ck_assert_int_eq(judge(world, &call, &returned), RMM_DIVERGES);
	tell(world, &call, &returned, "out_top", granule(3));
	ck_assert_int_eq(judge(world, &call, &returned), RMM_PERMITTED);
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(2)), GRANULE_DELEGATED);
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(3)), GRANULE_UNDELEGATED);
	tell(world, &rest, &returned, "out_top", granule(4));
	ck_assert_int_eq(judge(world, &rest, &returned), RMM_AGREES);
}
END_TEST

/* An interrupt may be pending at once. */
START_TEST(test_interrupt)
{
	g_autoptr(World) world = world_2_0();
	struct rmm_call call = CALL(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(4));
	struct rmm_call next = CALL(world, RMI_OP_CONTINUE, 0, 0);
	struct rmm_returned returned = answer(RMI_INCOMPLETE);

	ck_assert_int_eq(judge(world, &call, &returned), RMM_PERMITTED);
	returned = answer(RMI_SUCCESS);
	ck_assert_int_eq(judge(world, &next, &returned), RMM_AGREES);
	ck_assert_int_eq(judge(world, &next, &returned), RMM_DIVERGES);
}
END_TEST

/* Of donated Granules an RMM takes as many as it likes, and gives back some at a time. */
START_TEST(test_memory)
{
	g_autoptr(World) world = world_asking();
	struct rmm_call donate = CALL(world, RMI_OP_MEM_DONATE, 0, granule(G_SPARE), 1,
				      PAGES(G_DATA, 2));
	struct rmm_call rest = CALL(world, RMI_OP_MEM_DONATE, 0, granule(G_SPARE), 1,
				    PAGES(G_DATA + 1, 1));
	struct rmm_call reclaim = CALL(world, RMI_OP_MEM_RECLAIM, 0, granule(G_SPARE), 2);
	struct rmm_returned returned = answer(RMI_INCOMPLETE);

	tell(world, &donate, &returned, "donated_count", 1);
	ck_assert_int_eq(judge(world, &donate, &returned), RMM_PERMITTED);
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(G_DATA)), GRANULE_INTERNAL);
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(G_DATA + 1)),
			 GRANULE_DELEGATED);
	ck_assert_int_eq(judge(world, &rest, &returned), RMM_AGREES);
	STEP_IS(world, RMI_INCOMPLETE, RMI_OP_CANCEL, 0);
	returned = answer(RMI_INCOMPLETE);
	tell(world, &reclaim, &returned, "reclaim_count", 1);
	tell_at(world, &reclaim, &returned, "list", 0, PAGES(G_DATA + 1, 1));
	ck_assert_int_eq(judge(world, &reclaim, &returned), RMM_DIVERGES);
	tell_at(world, &reclaim, &returned, "list", 0, PAGES(G_DATA, 1));
	ck_assert_int_eq(judge(world, &reclaim, &returned), RMM_PERMITTED);
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(G_DATA)), GRANULE_DELEGATED);
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(G_DATA + 1)),
			 GRANULE_INTERNAL);
	/* More than was looked at cannot be chosen. */
	tell(world, &reclaim, &returned, "reclaim_count", 70);
	ck_assert_int_eq(judge(world, &reclaim, &returned), RMM_DIVERGES);
}
END_TEST

/* Of a command that there is not, nothing is chosen. */
START_TEST(test_no_command)
{
	g_autoptr(World) world = world_build(NULL);
	struct rmm_call call = { .command = COMMANDS };
	struct rmm_returned returned = answer(RMI_SUCCESS);

	ck_assert(!rmm_take_choices(world->model, world->state, &call, &returned));
	ck_assert(!call.limited);
}
END_TEST

/* A token is as long as an RMM says, told in pieces that it chooses. */
START_TEST(test_token)
{
	g_autoptr(World) world = world_build(NULL);
	struct rmm_call init = CALL(world, RSI_ATTESTATION_TOKEN_INIT, 0);
	struct rmm_call piece = CALL(world, RSI_ATTESTATION_TOKEN_CONTINUE, 0, 0, 64);
	struct rmm_returned returned = answer(RSI_SUCCESS);

	OK(world, RMI_RTT_INIT_RIPAS, RD_, 0, PAGE);
	OK(world, RMI_DATA_CREATE_UNKNOWN, RD_, granule(G_DATA), 0);
	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	tell(world, &init, &returned, "size", 100);
	ck_assert_int_eq(judge(world, &init, &returned), RMM_PERMITTED);
	returned = answer(RSI_INCOMPLETE);
	tell(world, &piece, &returned, "len", 64);
	ck_assert_int_eq(judge(world, &piece, &returned), RMM_AGREES);
	tell(world, &piece, &returned, "len", 65);
	ck_assert_int_eq(judge(world, &piece, &returned), RMM_DIVERGES);
	tell(world, &piece, &returned, "len", 16);
	ck_assert_int_eq(judge(world, &piece, &returned), RMM_PERMITTED);
	/* The end came earlier than was said. */
	returned = answer(RSI_SUCCESS);
	tell(world, &piece, &returned, "len", 16);
	ck_assert_int_eq(judge(world, &piece, &returned), RMM_PERMITTED);
	returned = answer(RSI_ERROR_STATE);
	ck_assert_int_eq(judge(world, &piece, &returned), RMM_AGREES);
}
END_TEST

/* B5.3.5.1.3: any end of a run of one RIPAS is right. */
START_TEST(test_another_run)
{
	g_autoptr(World) world = world_running(NULL);
	struct rmm_call call = CALL(world, RSI_IPA_STATE_GET, 4 * PAGE, 7 * PAGE);
	struct rmm_returned returned = answer(RSI_SUCCESS);

	tell(world, &call, &returned, "ripas", RIPAS_EMPTY);
	tell(world, &call, &returned, "out_top", 7 * PAGE);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_AGREES);
	tell(world, &call, &returned, "out_top", 5 * PAGE);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_PERMITTED);
	tell(world, &call, &returned, "out_top", 8 * PAGE);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_DIVERGES);
	tell(world, &call, &returned, "out_top", 5 * PAGE);
	tell(world, &call, &returned, "ripas", RIPAS_RAM);
	ck_assert_int_eq(judge(world, &call, &returned), RMM_DIVERGES);
}
END_TEST

Suite *suite_oracle(void)
{
	Suite *suite = suite_create("oracle");
	TCase *tcase = tcase_create("oracle");

	tcase_add_test(tcase, test_another_failure);
	tcase_add_test(tcase, test_failure_of_smc);
	tcase_add_test(tcase, test_outputs);
	tcase_add_test(tcase, test_progress);
	tcase_add_test(tcase, test_interrupt);
	tcase_add_test(tcase, test_memory);
	tcase_add_test(tcase, test_no_command);
	tcase_add_test(tcase, test_token);
	tcase_add_test(tcase, test_another_run);
	suite_add_tcase(suite, tcase);
	return suite;
}
