/* SPDX-License-Identifier: BSD-3-Clause */
/* What may be called in a state, and about which objects. */
#include <string.h>

#include "calls/call.h"
#include "calls/possible.h"
#include "calls/random.h"
#include "suites.h"
#include "state/granule.h"
#include "version/versions.h"
#include "world.h"

#define STEPS 3000

static const struct rmm_version *version_of(int i)
{
	return i == 0 ? &rmm_version_1_0 : &rmm_version_2_0_bet0;
}

static const struct rmm_call *at(const GArray *calls, guint i)
{
	return &g_array_index(calls, struct rmm_call, i);
}

static gboolean has_command(const GArray *calls, enum rmm_command_id id)
{
	for (guint i = 0; i < calls->len; i++)
		if (at(calls, i)->command == id)
			return TRUE;
	return FALSE;
}

/* Is there a call of @id whose first input is @first? */
static gboolean has_call(const GArray *calls, enum rmm_command_id id, uint64_t first)
{
	for (guint i = 0; i < calls->len; i++)
		if (at(calls, i)->command == id && at(calls, i)->in[0] == first)
			return TRUE;
	return FALSE;
}

START_TEST(test_after_boot)
{
	g_autoptr(World) world = world_new(NULL);
	g_autoptr(GArray) calls = calls_possible(world->model, world->state);

	ck_assert(has_call(calls, CMD_RMI_GRANULE_DELEGATE, granule(0)));
	ck_assert(!has_call(calls, CMD_RMI_GRANULE_DELEGATE, granule(1)));
	ck_assert(has_command(calls, CMD_RMI_VERSION));
	ck_assert(!has_command(calls, CMD_RMI_GRANULE_UNDELEGATE));
	ck_assert(!has_command(calls, CMD_RMI_REALM_CREATE));
	ck_assert(!has_command(calls, CMD_RSI_VERSION));
}
END_TEST

START_TEST(test_under_construction)
{
	g_autoptr(World) world = world_build(NULL);
	g_autoptr(GArray) calls = calls_possible(world->model, world->state);

	ck_assert(has_call(calls, CMD_RMI_REALM_ACTIVATE, granule(G_RD)));
	ck_assert(has_call(calls, CMD_RMI_DATA_CREATE, granule(G_RD)));
	ck_assert(has_call(calls, CMD_RMI_RTT_INIT_RIPAS, granule(G_RD)));
	ck_assert(has_call(calls, CMD_RMI_REC_DESTROY, granule(G_REC_2)));
	ck_assert(!has_command(calls, CMD_RMI_REC_ENTER));
	ck_assert(!has_command(calls, CMD_RMI_REALM_DESTROY));
}
END_TEST

START_TEST(test_while_a_rec_runs)
{
	g_autoptr(World) world = world_running(NULL);
	g_autoptr(GArray) calls = calls_possible(world->model, world->state);

	ck_assert(has_command(calls, CMD_RSI_IPA_STATE_SET));
	ck_assert(has_command(calls, CMD_PSCI_CPU_OFF));
	ck_assert(has_call(calls, CMD_RMI_REC_ENTER, granule(G_REC_2)));
	ck_assert(!has_call(calls, CMD_RMI_REC_ENTER, granule(G_REC)));
	ck_assert(!has_command(calls, CMD_RMI_REALM_ACTIVATE));
	for (guint i = 0; i < calls->len; i++) {
		enum rmm_interface of = rmm_command(world->model, at(calls, i)->command)->interface;

		if (of != INTERFACE_RMI && of != INTERFACE_HOST)
			ck_assert_uint_eq(at(calls, i)->rec, granule(G_REC));
	}
}
END_TEST

/* All of them succeed; asked again, they are the same. */
static void check_list(const World *world, const GArray *calls)
{
	g_autoptr(GArray) again = calls_possible(world->model, world->state);
	g_autofree struct rmm *trial = g_malloc0(world->model->layout.size);

	ck_assert_uint_eq(again->len, calls->len);
	for (guint i = 0; i < calls->len; i++) {
		struct rmm_result result;

		ck_assert(memcmp(at(again, i), at(calls, i), sizeof(struct rmm_call)) == 0);
		memcpy(trial, world->state, world->model->layout.size);
		rmm_step(world->model, trial, at(calls, i), &result);
		ck_assert(rmm_succeeded(result.status) || result.status == RMI_INCOMPLETE ||
			  result.exit.happened);
	}
}

/* A command of the Host that succeeds at random is one of those that are possible. */
START_TEST(test_nothing_is_missing)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	CallSource source = { .state = (guint64)_i + 40 };

	world_config_of(&config, version_of(_i));
	world = world_new(&config);
	world->unchecked = TRUE;
	for (unsigned i = 0; i < STEPS; i++) {
		struct rmm_call call = random_call(&source, world->model, world->state);
		const struct rmm_command *command = rmm_command(world->model, call.command);
		g_autoptr(GArray) calls = calls_possible(world->model, world->state);

		if (i % 100 == 0)
			check_list(world, calls);
		if (rmm_succeeded(world_step(world, &call)) && command->interface == INTERFACE_RMI)
			ck_assert_msg(has_command(calls, call.command), "step %u: %s", i,
				      command->name);
	}
}
END_TEST

/* What versions have different commands for is one call of either. */
START_TEST(test_calls_of_versions)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	struct rmm_call call;

	world_config_of(&config, version_of(_i));
	world = world_new(&config);
	call = call_delegate(world->model, granule(3));
	ck_assert_int_eq(world_step(world, &call), RMI_SUCCESS);
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(3)), GRANULE_DELEGATED);
	call = call_undelegate(world->model, granule(3));
	ck_assert_int_eq(world_step(world, &call), RMI_SUCCESS);
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(3)), GRANULE_UNDELEGATED);
}
END_TEST

Suite *suite_calls(void)
{
	Suite *suite = suite_create("calls");
	TCase *tcase = tcase_create("calls");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_after_boot);
	tcase_add_test(tcase, test_under_construction);
	tcase_add_test(tcase, test_while_a_rec_runs);
	tcase_add_loop_test(tcase, test_nothing_is_missing, 0, 2);
	tcase_add_loop_test(tcase, test_calls_of_versions, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
