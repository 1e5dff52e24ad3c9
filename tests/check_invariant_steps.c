/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariants about steps: each notices a step that is told wrong. That
 * mistakes of commands break them is shown by tests/variants.
 */
#include <string.h>

#include "check/invariant.h"
#include "suites.h"
#include "world.h"

/* A step that is said to have gone well, though it could not have. */
START_TEST(test_impossible_success)
{
	static const struct {
		enum rmm_command_id command;
		uint64_t in[4];
		enum rmm_status status;
		const char *id;
	} rows[] = {
		{ CMD_RMI_REC_ENTER, { granule(G_SPARE) }, RMI_SUCCESS, "enters-ready-rec" },
		{ CMD_RMI_REC_ENTER, { granule(G_REC_OFF) }, RMI_SUCCESS, "enters-ready-rec" },
		{ CMD_RMI_RTT_SET_RIPAS, { granule(G_RD), granule(G_SPARE) }, RMI_SUCCESS,
		  "request-confines-change" },
		{ CMD_RMI_RTT_SET_RIPAS, { granule(G_RD), granule(G_REC), 2 * PAGE, 2 * PAGE },
		  RMI_SUCCESS, "request-confines-change" },
		{ CMD_RMI_RTT_SET_RIPAS, { granule(G_RD), granule(G_REC), PAGE, 3 * PAGE },
		  RMI_SUCCESS, "request-confines-change" },
		{ CMD_HOST_READ, { granule(G_DATA) }, STATUS_OK, "host-keeps-out" },
		{ CMD_HOST_SET_GPT, { granule(G_RD) }, STATUS_OK, "host-keeps-out" },
		{ CMD_RMI_DATA_DESTROY, { granule(G_RD), PAGE }, RMI_SUCCESS,
		  "output-makes-progress" },
		{ CMD_READ, { 0 }, STATUS_SEA, "no-sea-at-ram" },
		{ CMD_READ, { PAGE }, STATUS_OK, "access-follows-table" },
		{ CMD_FETCH, { 0 }, STATUS_EXIT, "access-follows-table" },
	};
	g_autoptr(World) world = world_lively();
	struct rmm_event event = { world->model, world->old, world->state, &world->call,
				   &world->result, false };
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned count;

	rmm_state_copy(world->model, world->old, world->state);
	world->call = world_call(world, rows[_i].command, rows[_i].in, 4);
	memset(&world->result, 0, sizeof(world->result));
	world->result.command = rows[_i].command;
	world->result.status = rows[_i].status;
	world->result.condition = RMM_NO_CONDITION;
	count = rmm_check_invariants(&event, 0, broken, RMM_INVARIANTS_MAX);
	ck_assert_msg(world_breaks(broken, count, rows[_i].id), "row %d: %s does not break (%u do)",
		      _i, rows[_i].id, count);
}
END_TEST

Suite *suite_invariant_steps(void)
{
	Suite *suite = suite_create("invariant_steps");
	TCase *tcase = tcase_create("invariant_steps");

	tcase_add_loop_test(tcase, test_impossible_success, 0, 11);
	suite_add_tcase(suite, tcase);
	return suite;
}
