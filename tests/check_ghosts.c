/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ghost state: where contents come from, and which IPAs lost contents that
 * the Realm relied on. Commands keep it and never look at it.
 */
#include "state/rtt.h"
#include "suites.h"
#include "world.h"

#define RD_ granule(G_RD)
#define DATA_ granule(G_DATA)

static uint8_t origin_of(const World *world, unsigned g)
{
	return *rmm_granule_origin(world->model, world->state, g);
}

static bool is_lost(const World *world, uint64_t ipa)
{
	return rtte_is_lost(world_walk(world, ipa, RMM_PAGE_LEVEL).rtte);
}

/* A page that the Realm had is gone: DATA at page 0 was created and destroyed. */
static World *with_lost_page(void)
{
	World *world = world_build(NULL);

	OK(world, RMI_DATA_CREATE, RD_, DATA_, 0, granule(G_SOURCE), 1);
	ck_assert(!is_lost(world, 0));
	OK(world, RMI_DATA_DESTROY, RD_, 0);
	ck_assert(is_lost(world, 0));
	return world;
}

/* ---- where contents come from ---- */

START_TEST(test_origins)
{
	g_autoptr(World) world = world_build(NULL);

	ck_assert_uint_eq(origin_of(world, G_RD), ORIGIN_RMM);
	ck_assert_uint_eq(origin_of(world, G_TABLE_3), ORIGIN_RMM);
	ck_assert_uint_eq(origin_of(world, G_REC), ORIGIN_RMM);
	OK(world, RMI_DATA_CREATE, RD_, DATA_, 0, granule(G_SOURCE), 1);
	ck_assert_uint_eq(origin_of(world, G_DATA), ORIGIN_MEASURED);
	OK(world, RMI_DATA_CREATE, RD_, DATA_ + PAGE, PAGE, granule(G_SOURCE), 0);
	ck_assert_uint_eq(origin_of(world, G_DATA + 1), ORIGIN_UNMEASURED);
	OK(world, RMI_DATA_CREATE_UNKNOWN, RD_, DATA_ + 2 * PAGE, 2 * PAGE);
	ck_assert_uint_eq(origin_of(world, G_DATA + 2), ORIGIN_WIPED);
	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	OK(world, READ, 0);
	ck_assert_uint_eq(origin_of(world, G_DATA), ORIGIN_MEASURED | ORIGIN_OBSERVED);
	OK(world, WRITE, PAGE, 0, 5);
	ck_assert_uint_eq(origin_of(world, G_DATA + 1), ORIGIN_REALM | ORIGIN_OBSERVED);
	OK(world, RMI_DATA_DESTROY, RD_, PAGE);
	OK(world, RMI_GRANULE_UNDELEGATE, DATA_ + PAGE);
	ck_assert_uint_eq(origin_of(world, G_DATA + 1), ORIGIN_WIPED);
	OK(world, HOST_WRITE, DATA_ + PAGE, 1);
	ck_assert_uint_eq(origin_of(world, G_DATA + 1), ORIGIN_HOST);
}
END_TEST

/* ---- what is lost ---- */

/* A page that was wiped and never touched held nothing to rely on. */
START_TEST(test_nothing_is_lost)
{
	g_autoptr(World) world = world_build(NULL);

	OK(world, RMI_RTT_INIT_RIPAS, RD_, 0, 2 * PAGE);
	OK(world, RMI_DATA_CREATE_UNKNOWN, RD_, DATA_, 0);
	OK(world, RMI_DATA_DESTROY, RD_, 0);
	ck_assert(!is_lost(world, 0));
	/* At EMPTY there is nothing that the Realm could have. */
	OK(world, RMI_DATA_CREATE_UNKNOWN, RD_, DATA_, 3 * PAGE);
	OK(world, RMI_DATA_DESTROY, RD_, 3 * PAGE);
	ck_assert(!is_lost(world, 3 * PAGE));
}
END_TEST

/* Another page, another table, no table: it stays lost. */
START_TEST(test_stays_lost)
{
	g_autoptr(World) world = with_lost_page();

	OK(world, RMI_DATA_CREATE_UNKNOWN, RD_, DATA_, 0);
	ck_assert(is_lost(world, 0));
	OK(world, RMI_DATA_DESTROY, RD_, 0);
	ck_assert(is_lost(world, 0));
	OK(world, RMI_RTT_DESTROY, RD_, 0, 3);
	ck_assert(is_lost(world, 0));
	OK(world, RMI_RTT_CREATE, RD_, granule(G_TABLE_3), 0, 3);
	ck_assert(is_lost(world, 0));
	OK(world, RMI_RTT_FOLD, RD_, 0, 3);
	ck_assert(is_lost(world, 0));
	ck_assert(!is_lost(world, 4 * PAGE));
}
END_TEST

/* Folding loses none of it, wherever it lies. */
START_TEST(test_fold_keeps_it)
{
	g_autoptr(World) world = world_build(NULL);

	for (unsigned i = 0; i < 4; i++)
		OK(world, RMI_DATA_CREATE, RD_, DATA_ + i * PAGE, i * PAGE, granule(G_SOURCE), 1);
	for (unsigned i = 0; i < 4; i++)
		OK(world, RMI_DATA_DESTROY, RD_, i * PAGE);
	for (uint64_t i = 0; i < 4; i++) {
		struct rmm_walk walk = world_walk(world, i * PAGE, 3);

		if (i != (unsigned)_i)
			rmm_set_rtte(world->model, world->state, &walk,
				     rtte_with_lost(walk.rtte, false));
	}
	OK(world, RMI_RTT_FOLD, RD_, 0, 3);
	ck_assert(is_lost(world, 0));
}
END_TEST

/* The Realm gives it up: it asks for EMPTY, or for RAM with CHANGE_DESTROYED. */
START_TEST(test_given_up)
{
	static const enum rmm_ripas wanted[] = { RIPAS_EMPTY, RIPAS_RAM };
	g_autoptr(World) world = with_lost_page();

	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	STEP_IS(world, STATUS_EXIT, RSI_IPA_STATE_SET, 0, PAGE, wanted[_i], CHANGE_DESTROYED);
	OK(world, RMI_RTT_SET_RIPAS, RD_, granule(G_REC), 0, PAGE);
	ck_assert(!is_lost(world, 0));
}
END_TEST

/* Before activation the RIM tells that the page was made RAM once more. */
START_TEST(test_measured_again)
{
	g_autoptr(World) world = with_lost_page();

	if (_i)
		OK(world, RMI_DATA_CREATE, RD_, DATA_, 0, granule(G_SOURCE), 1);
	else
		OK(world, RMI_RTT_INIT_RIPAS, RD_, 0, PAGE);
	ck_assert(!is_lost(world, 0));
}
END_TEST

Suite *suite_ghosts(void)
{
	Suite *suite = suite_create("ghosts");
	TCase *tcase = tcase_create("ghosts");

	tcase_add_test(tcase, test_origins);
	tcase_add_test(tcase, test_nothing_is_lost);
	tcase_add_test(tcase, test_stays_lost);
	tcase_add_loop_test(tcase, test_fold_keeps_it, 0, 4);
	tcase_add_loop_test(tcase, test_given_up, 0, 2);
	tcase_add_loop_test(tcase, test_measured_again, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
