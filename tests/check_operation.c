/* SPDX-License-Identifier: BSD-3-Clause */
/* Sets of addresses, tracking regions and stateful operations (2.0). */
#include <string.h>

#include "state/address_set.h"
#include "suites.h"
#include "state/tracking.h"
#include "world.h"

static World *world_2_0(void)
{
	struct rmm_config config;

	world_config_of(&config, &rmm_version_2_0_bet0);
	return world_new(&config);
}

/* ---- sets of addresses ---- */

#define PAGES(i, count) rmm_descriptor_make(granule(i), count, RMM_PAGE_LEVEL, true)

START_TEST(test_set)
{
	g_autoptr(World) world = world_2_0();
	const uint64_t descriptors[] = { PAGES(2, 2), PAGES(8, 0), PAGES(4, 1), PAGES(9, 1) };
	struct rmm_address_set set = { descriptors, 4 }, none = { descriptors, 0 };
	uint64_t pa = 0;

	ck_assert(rmm_set_is_aligned(world->model, world->state, &set));
	ck_assert_uint_eq(rmm_set_size(world->model, world->state, &set), 4 * PAGE);
	ck_assert_uint_eq(rmm_set_size(world->model, world->state, &none), 0);
	ck_assert_uint_eq(rmm_set_at(world->model, world->state, &set, 2 * PAGE + 8, &pa), descriptors[2]);
	ck_assert_uint_eq(pa, granule(4) + 8);
	ck_assert_uint_eq(rmm_set_at(world->model, world->state, &set, 4 * PAGE, &pa), 0);
	ck_assert(rmm_set_holds(world->model, world->state, &set, granule(3)));
	ck_assert(!rmm_set_holds(world->model, world->state, &set, granule(5)));
	ck_assert(!rmm_set_holds(world->model, world->state, &set, granule(8)));
	ck_assert(!rmm_set_holds(world->model, world->state, &none, granule(2)));
}
END_TEST

/* What an entry can map: contiguous over descriptors, aligned to itself. */
START_TEST(test_take)
{
	g_autoptr(World) world = world_2_0();
	const uint64_t descriptors[] = { PAGES(4, 3), PAGES(7, 1), PAGES(9, 4) };
	struct rmm_address_set set = { descriptors, 3 };
	uint64_t pa = 0;

	ck_assert(rmm_set_take(world->model, world->state, &set, 0, 4 * PAGE, &pa));
	ck_assert_uint_eq(pa, granule(4));
	ck_assert(rmm_set_take(world->model, world->state, &set, 4 * PAGE, PAGE, &pa));
	ck_assert_uint_eq(pa, granule(9));
	/* not aligned, not contiguous, not there */
	ck_assert(!rmm_set_take(world->model, world->state, &set, 4 * PAGE, 4 * PAGE, &pa));
	ck_assert(!rmm_set_take(world->model, world->state, &set, 2 * PAGE, 4 * PAGE, &pa));
	ck_assert(!rmm_set_take(world->model, world->state, &set, 8 * PAGE, PAGE, &pa));
}
END_TEST

START_TEST(test_unaligned)
{
	g_autoptr(World) world = world_2_0();
	const uint64_t wrong[] = { rmm_descriptor_make(granule(1), 1, 2, true),
				   rmm_descriptor_make(0, 1, 0, true) };

	for (unsigned i = 0; i < 2; i++) {
		struct rmm_address_set set = { &wrong[i], 1 };

		ck_assert(!rmm_set_is_aligned(world->model, world->state, &set));
	}
}
END_TEST

/* Blocks that adjoin are one descriptor, at either end; others need room. */
START_TEST(test_list)
{
	g_autoptr(World) world = world_2_0();
	struct rmm_address_list list = { .capacity = 2 };

	ck_assert(rmm_list_add(world->model, world->state, &list, granule(4), RMM_PAGE_LEVEL, true));
	ck_assert(rmm_list_add(world->model, world->state, &list, granule(5), RMM_PAGE_LEVEL, true));
	ck_assert(rmm_list_add(world->model, world->state, &list, granule(3), RMM_PAGE_LEVEL, true));
	ck_assert_uint_eq(list.count, 1);
	ck_assert_uint_eq(list.descriptors[0], PAGES(3, 3));
	ck_assert_uint_eq(rmm_list_granule(world->model, world->state, &list, 2), granule(5));
	/* of another state, of another level */
	ck_assert(rmm_list_add(world->model, world->state, &list, granule(6), RMM_PAGE_LEVEL, false));
	ck_assert_uint_eq(list.count, 2);
	ck_assert(!rmm_list_add(world->model, world->state, &list, granule(8), 2, true));
	ck_assert_uint_eq(list.count, 2);
}
END_TEST

/* ---- tracking ---- */

START_TEST(test_tracking)
{
	g_autoptr(World) world = world_2_0();
	const struct rmm_model *m = world->model;
	uint64_t end = (uint64_t)1 << 30;

	ck_assert_int_eq(rmm_tracking_at(m, world->state, granule(0)), TRACKING_FINE);
	ck_assert_int_eq(rmm_tracking_at(m, world->state, end), TRACKING_RESERVED);
	ck_assert_uint_eq(rmm_global(world->state)->num_tracked, 1);
	rmm_tracking_set(m, world->state, granule(0), TRACKING_COARSE);
	ck_assert_uint_eq(rmm_global(world->state)->num_tracked, 1);
	ck_assert(rmm_pa_is_tracked(m, world->state, granule(3)));
	/* where there is no memory, nothing is tracked */
	ck_assert(!rmm_pa_is_tracked(m, world->state, granule(WORLD_GRANULES)));
	rmm_tracking_set(m, world->state, granule(0), TRACKING_NONE);
	ck_assert_uint_eq(rmm_global(world->state)->num_tracked, 0);
	ck_assert(!rmm_pa_is_tracked(m, world->state, granule(3)));
	/* beyond the table nothing is stored */
	rmm_tracking_set(m, world->state, end, TRACKING_FINE);
	ck_assert_uint_eq(rmm_global(world->state)->num_tracked, 0);
	ck_assert_uint_eq(rmm_tracking_granularity(world->state, TRACKING_COARSE), 1u << 30);
	ck_assert_uint_eq(rmm_tracking_granularity(world->state, TRACKING_FINE), PAGE);
}
END_TEST

/* Places go on from one memory to the next, each with a region of its own. */
START_TEST(test_places)
{
	const uint64_t region = (uint64_t)1 << RMM_REGION_PLACE_SHIFT;
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	uint32_t places;

	world_config_of(&config, &rmm_version_2_0_bet3);
	config.regions[0] = (struct rmm_region){ 0x88000000, 2 * region, true, false };
	config.regions[1] = (struct rmm_region){ 0x100000000, region + PAGE, true, false };
	config.region_count = 2;
	world = world_new(&config);
	places = rmm_region_places(&config.regions[0]);
	ck_assert_uint_eq(places, 2);
	ck_assert_uint_eq(rmm_region_places(&config.regions[1]), 2);
	ck_assert_uint_eq(rmm_region_at_place(world->model, 1), 0x88000000 + region);
	ck_assert_uint_eq(rmm_region_at_place(world->model, places), 0x100000000);
	ck_assert_uint_eq(rmm_region_at_place(world->model, places + 1), 0x100000000 + region);
	/* A region of 1 GB has the place of its first memory. */
	ck_assert_uint_eq(rmm_region_place(world->model, world->state, 0x88000000 + region), 0);
	ck_assert_uint_eq(rmm_region_place(world->model, world->state, 0x100000000 + region), places);
}
END_TEST

/* ---- operations ---- */

static enum rmm_status interrupted(World *world, struct rmm_call call)
{
	call.interrupt = 1;
	return world_step(world, &call);
}

/* As many operations as there is room for, each about a Granule of its own. */
START_TEST(test_room)
{
	g_autoptr(World) world = world_2_0();
	unsigned room = world->model->config.operations;

	for (unsigned i = 0; i <= room; i++) {
		struct rmm_call call = CALL(world, RMI_GRANULE_RANGE_DELEGATE, granule(i), granule(i + 1));

		ck_assert_int_eq(interrupted(world, call), i < room ? RMI_INCOMPLETE : RMI_BLOCKED);
		ck_assert_uint_eq(rmm_global(world->state)->operations, MIN(i + 1, room));
	}
	/* The handle of one that ended is the next one's. */
	OK(world, RMI_OP_CONTINUE, 1, 0);
	ck_assert_int_eq(interrupted(world, CALL(world, RMI_GRANULE_RANGE_DELEGATE, granule(room),
						 granule(room + 1))), RMI_INCOMPLETE);
	ck_assert_uint_eq(world->result.incomplete[INCOMPLETE_HANDLE], 1);
	REFUSED(world, "complete", RMI_OP_CONTINUE, room, 0);
}
END_TEST

/* What could begin only as one more is refused where it would wait, and does nothing. */
START_TEST(test_no_room_for_ranges)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	struct rmm_call call;

	world_config_of(&config, &rmm_version_2_0_bet3);
	config.operations = 1;
	world = world_build_2_0(&config);
	call = CALL(world, RMI_GRANULE_RANGE_DELEGATE, granule(G_SPARE), granule(G_SPARE + 1));
	ck_assert_int_eq(interrupted(world, call), RMI_INCOMPLETE);
	call = CALL(world, RMI_RTT_INIT_RIPAS, granule(G_RD), 0, UNPROTECTED);
	ck_assert_int_eq(interrupted(world, call), RMI_BLOCKED);
	ck_assert(rmm_state_equal(world->model, world->old, world->state));
}
END_TEST

/* Cancelled, the state is that before the call, byte by byte. */
START_TEST(test_cancel)
{
	g_autoptr(World) world = world_2_0();
	g_autofree struct rmm *before = g_malloc0(world->model->layout.size);

	OK(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(4));
	rmm_state_copy(world->model, before, world->state);
	ck_assert_int_eq(interrupted(world, CALL(world, RMI_GRANULE_RANGE_UNDELEGATE, granule(1),
						 granule(3))), RMI_INCOMPLETE);
	ck_assert(!rmm_state_equal(world->model, before, world->state));
	OK(world, RMI_OP_CANCEL, 0);
	ck_assert(rmm_state_equal(world->model, before, world->state));
}
END_TEST

/* What interrupts later than a command looks does not interrupt it. */
START_TEST(test_late_interrupt)
{
	g_autoptr(World) world = world_2_0();
	struct rmm_call call = CALL(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(2));

	call.interrupt = 2;
	ck_assert_int_eq(world_step(world, &call), RMI_SUCCESS);
	ck_assert_uint_eq(world->result.out[0], granule(2));
}
END_TEST

/* Progress ends where the caller says that an RMM ended it. */
START_TEST(test_limit)
{
	g_autoptr(World) world = world_2_0();
	struct rmm_call call = CALL(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(4));

	call.limited = true;
	call.limit = granule(3);
	ck_assert_int_eq(world_step(world, &call), RMI_SUCCESS);
	ck_assert_uint_eq(world->result.out[0], granule(3));
	ck_assert_int_eq(rmm_state_at(world->model, world->state, granule(3)), GRANULE_UNDELEGATED);
}
END_TEST

Suite *suite_operation(void)
{
	Suite *suite = suite_create("operation");
	TCase *tcase = tcase_create("operation");

	tcase_add_test(tcase, test_set);
	tcase_add_test(tcase, test_take);
	tcase_add_test(tcase, test_unaligned);
	tcase_add_test(tcase, test_list);
	tcase_add_test(tcase, test_tracking);
	tcase_add_test(tcase, test_places);
	tcase_add_test(tcase, test_room);
	tcase_add_test(tcase, test_no_room_for_ranges);
	tcase_add_test(tcase, test_cancel);
	tcase_add_test(tcase, test_late_interrupt);
	tcase_add_test(tcase, test_limit);
	suite_add_tcase(suite, tcase);
	return suite;
}
