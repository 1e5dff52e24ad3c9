/* SPDX-License-Identifier: BSD-3-Clause */
/* RTTs (A5.5): fold and unfold, and the pool that they are taken from. */
#include "base/config.h"
#include "state/rtt.h"
#include "suites.h"
#include "world.h"

/* ---- fold and unfold ---- */

/* What an entry unfolds to folds to that entry, at every level that may have it. */
START_TEST(test_fold_undoes_unfold)
{
	static const struct {
		enum rmm_rtte_state state;
		enum rmm_ripas ripas;
		uint64_t address;
	} parents[] = {
		{ RTTE_UNASSIGNED, RIPAS_EMPTY, 0 }, { RTTE_UNASSIGNED, RIPAS_RAM, 0 },
		{ RTTE_UNASSIGNED, RIPAS_DESTROYED, 0 }, { RTTE_UNASSIGNED_NS, RIPAS_EMPTY, 0 },
		{ RTTE_ASSIGNED, RIPAS_EMPTY, 1 }, { RTTE_ASSIGNED, RIPAS_RAM, 3 },
		{ RTTE_ASSIGNED, RIPAS_DESTROYED, 2 }, { RTTE_ASSIGNED_NS, RIPAS_EMPTY, 5 },
	};
	g_autoptr(World) world = world_build(NULL);
	const struct rmm_model *m = world->model;
	uint32_t rtt = world_walk(world, 0, 3).rtt;

	for (int level = 1; level <= RMM_PAGE_LEVEL; level++) {
		uint64_t step = rmm_level_size(m, world->state, level), size = 4 * step;
		bool mapped = parents[_i].address != 0;
		struct rmm_rtte parent = rtte_make(parents[_i].state, parents[_i].ripas,
						   parents[_i].address * size);
		struct rmm_rtte *entries = rmm_rtt_entries(m, world->state, rtt), folded;
		/* IQWQSB: there are no blocks at level 0. */
		bool folds = !mapped || level > 1;

		rmm_rtt_unfold(m, world->state, rtt, level, parent);
		for (unsigned i = 0; i < 4; i++)
			ck_assert(rtte_equal(entries[i], rtte_advance(parent, mapped ? i * step : 0)));
		ck_assert_int_eq(rmm_rtt_fold(m, world->state, rtt, level, &folded), folds);
		if (folds)
			ck_assert(rtte_equal(folded, parent));
	}
}
END_TEST

/* What cannot be folded: each entry in turn spoils it. */
START_TEST(test_not_homogeneous)
{
	g_autoptr(World) world = world_build(NULL);
	const struct rmm_model *m = world->model;
	uint32_t rtt = world_walk(world, 0, 3).rtt;
	struct rmm_rtte *entries = rmm_rtt_entries(m, world->state, rtt), folded;
	const struct rmm_rtte spoilt[] = {
		rtte_make(RTTE_ASSIGNED, RIPAS_RAM, granule(30)),
		rtte_make(RTTE_ASSIGNED, RIPAS_EMPTY, 16 * PAGE + (unsigned)_i * PAGE),
		rtte_make(RTTE_UNASSIGNED, RIPAS_RAM, 0),
		rtte_make(RTTE_TABLE, RIPAS_EMPTY, 16 * PAGE),
		rtte_make_ns(16 * PAGE, 1, 3),
	};

	for (gsize i = 0; i < G_N_ELEMENTS(spoilt); i++) {
		rmm_rtt_unfold(m, world->state, rtt, 3, rtte_make(RTTE_ASSIGNED, RIPAS_RAM,
								  16 * PAGE));
		ck_assert(rmm_rtt_fold(m, world->state, rtt, 3, &folded));
		entries[_i] = spoilt[i];
		ck_assert(!rmm_rtt_fold(m, world->state, rtt, 3, &folded));
	}
	/* Contiguous, but not aligned to the block that it would be. */
	for (unsigned i = 0; i < 4; i++)
		entries[i] = rtte_make(RTTE_ASSIGNED, RIPAS_RAM, granule(1 + i));
	ck_assert(!rmm_rtt_fold(m, world->state, rtt, 3, &folded));
}
END_TEST

/* ---- the pool ---- */

START_TEST(test_positions)
{
	for (int level = -1; level <= 3; level++) {
		struct rmm_position at = { 254, level, ((uint64_t)1 << 52) - PAGE }, again;

		again = rmm_position_decode(rmm_position_encode(at));
		ck_assert_uint_eq(again.realm, 254);
		ck_assert_int_eq(again.level, level);
		ck_assert_uint_eq(again.ipa, at.ipa);
		ck_assert_uint_ne(rmm_position_encode(at), 0);
	}
}
END_TEST

START_TEST(test_pool)
{
	g_autoptr(World) world = world_build(NULL);
	const struct rmm_model *m = world->model;
	struct rmm_position at = { 0, 3, 4 * PAGE };
	uint32_t rtt;

	ck_assert_uint_eq(rmm_rtt_room(m, world->state), 9);
	/* Nothing leads to an RTT that is in no tree. */
	rtt = rmm_rtt_allocate(m, world->state, at);
	ck_assert_uint_eq(rmm_rtt_granule(m, world->state, rtt), RMM_NONE);
	at.realm = 1;
	ck_assert_uint_eq(rmm_rtt_granule(m, world->state,
					  rmm_rtt_allocate(m, world->state, at)), RMM_NONE);
	for (unsigned i = 0; i < 7; i++)
		ck_assert_uint_ne(rmm_rtt_allocate(m, world->state, at), RMM_NONE);
	ck_assert_uint_eq(rmm_rtt_allocate(m, world->state, at), RMM_NONE);
	ck_assert_uint_eq(rmm_rtt_room(m, world->state), 0);
	rmm_rtt_free(m, world->state, rtt);
	ck_assert_uint_eq(rmm_rtt_allocate(m, world->state, at), rtt);
}
END_TEST

Suite *suite_rtt_pool(void)
{
	Suite *suite = suite_create("rtt_pool");
	TCase *tcase = tcase_create("rtt_pool");

	tcase_add_loop_test(tcase, test_fold_undoes_unfold, 0, 8);
	tcase_add_loop_test(tcase, test_not_homogeneous, 1, 4);
	tcase_add_test(tcase, test_positions);
	tcase_add_test(tcase, test_pool);
	suite_add_tcase(suite, tcase);
	return suite;
}
