/* SPDX-License-Identifier: BSD-3-Clause */
/* RTTs (A5.5): which geometries fit, walks, scans, liveness. */
#include "base/config.h"
#include "state/rtt.h"
#include "suites.h"
#include "version/make.h"
#include "world.h"

/* ---- B3.55: width, starting level and number of starting level RTTs ---- */

static const struct {
	unsigned entries;
	unsigned width;
	int level;
	unsigned num;
	bool lpa2, good;
	unsigned granule;       /* RmiGranuleSize */
} geometries[] = {
	/* 4 KiB pages, 512 entries: a table of level 2 resolves 30 bits, ... */
	{ 512, 30, 2, 1, false, true }, { 512, 31, 2, 2, false, true },
	{ 512, 34, 2, 16, false, true }, { 512, 35, 2, 32, false, false },
	{ 512, 34, 1, 1, false, true }, { 512, 39, 1, 1, false, true },
	{ 512, 39, 1, 2, false, false }, { 512, 40, 1, 2, false, true },
	{ 512, 40, 1, 1, false, false }, { 512, 43, 1, 16, false, true },
	{ 512, 48, 0, 1, false, true }, { 512, 48, -1, 1, false, false },
	{ 512, 49, 0, 2, false, false }, { 512, 49, 0, 2, true, true },
	{ 512, 52, 0, 16, true, true }, { 512, 52, -1, 1, true, true },
	{ 512, 53, -1, 1, true, false }, { 512, 48, -1, 1, true, false },
	/* The starting level must have a bit to resolve. */
	{ 512, 30, 1, 1, false, false }, { 512, 31, 1, 1, false, true },
	{ 512, 39, 0, 1, false, false }, { 512, 21, 3, 1, false, true },
	{ 512, 25, 3, 16, false, true }, { 512, 13, 3, 1, false, true },
	{ 512, 12, 3, 1, false, false }, { 512, 21, 4, 1, false, false },
	{ 512, 48, -2, 1, true, false },
	{ 4, 14, 3, 1, false, true }, { 4, 18, 1, 1, false, true }, { 4, 18, 2, 4, false, true },
	{ 2, 13, 3, 1, false, true }, { 2, 14, 3, 2, false, true },
	/* 16 KiB pages, 2048 entries: level 2 resolves 36 bits, level 1 47, level 0 with LPA2 */
	{ 512, 36, 2, 1, false, true, 1 }, { 512, 40, 2, 16, false, true, 1 },
	{ 512, 41, 2, 32, false, false, 1 }, { 512, 47, 1, 1, false, true, 1 },
	{ 512, 48, 1, 2, false, true, 1 }, { 512, 48, 0, 1, false, false, 1 },
	{ 512, 48, 0, 1, true, true, 1 }, { 512, 52, 0, 1, true, true, 1 },
	{ 512, 52, 1, 32, true, false, 1 }, { 512, 52, -1, 1, true, false, 1 },
	{ 512, 25, 3, 1, false, true, 1 }, { 512, 14, 3, 1, false, false, 1 },
	/* 64 KiB pages, 8192 entries: level 2 resolves 42 bits, level 1 all; there is no level 0 */
	{ 512, 42, 2, 1, false, true, 2 }, { 512, 46, 2, 16, false, true, 2 },
	{ 512, 48, 2, 64, false, false, 2 }, { 512, 48, 1, 1, false, true, 2 },
	{ 512, 52, 1, 1, true, true, 2 }, { 512, 48, 0, 1, true, false, 2 },
	{ 512, 29, 3, 1, false, true, 2 }, { 512, 16, 3, 1, false, false, 2 },
	/* the same of small tables */
	{ 2, 17, 3, 1, false, true, 1 }, { 2, 21, 3, 1, false, true, 2 },
	{ 4, 20, 2, 1, false, true, 1 }, { 4, 24, 3, 4, false, true, 2 },
};

START_TEST(test_geometry)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm state = { .global.granule_size = (uint8_t)geometries[_i].granule };
	struct rmm_config config;

	rmm_config_default(&config, &rmm_version_1_0);
	config.rtt_entries = geometries[_i].entries;
	ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
	ck_assert(rmm_rtt_config_is_valid(model, &state, geometries[_i].width,
					  geometries[_i].level, geometries[_i].num,
					  geometries[_i].lpa2) == geometries[_i].good);
}
END_TEST

START_TEST(test_level_sizes)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm state = { .global.granule_size = (uint8_t)_i };
	/* of levels 3 to -1; larger Granules have fewer levels */
	static const unsigned shifts[RMI_GRANULES][5] = {
		{ 12, 21, 30, 39, 48 }, { 14, 25, 36, 47 }, { 16, 29, 42 },
	};
	struct rmm_config config;

	rmm_config_default(&config, &rmm_version_1_0);
	ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
	for (int i = 0; i < 5 && shifts[_i][i]; i++) {
		uint64_t size = (uint64_t)1 << shifts[_i][i];

		ck_assert_uint_eq(rmm_level_size(model, &state, 3 - i), size);
		ck_assert(rmm_level_aligned(model, &state, size, 3 - i));
		ck_assert(!rmm_level_aligned(model, &state, size / 2, 3 - i));
		ck_assert_uint_eq(rmm_align_down(model, &state, size + PAGE / 2, 3 - i), size);
	}
	ck_assert_uint_eq(rmm_entry_count(model, &state), 512u << 2 * _i);
	ck_assert_uint_eq(rmm_granule_bytes(&state), PAGE << 2 * _i);
}
END_TEST

/* ---- walks ---- */

/* Where a walk as deep as @level ends, for an IPA of the Realm of world_build. */
static const struct {
	uint64_t ipa;
	int level;
	int ends;
	unsigned index;
	enum rmm_rtte_state state;
} walks[] = {
	{ 0, 1, 1, 0, RTTE_TABLE }, { 0, 2, 2, 0, RTTE_TABLE }, { 0, 3, 3, 0, RTTE_UNASSIGNED },
	{ PAGE, 3, 3, 1, RTTE_UNASSIGNED }, { 3 * PAGE + 5, 3, 3, 3, RTTE_UNASSIGNED },
	{ 4 * PAGE, 3, 2, 1, RTTE_UNASSIGNED }, { 15 * PAGE, 3, 2, 3, RTTE_UNASSIGNED },
	{ 16 * PAGE, 3, 1, 1, RTTE_UNASSIGNED }, { 31 * PAGE, 2, 1, 1, RTTE_UNASSIGNED },
	{ UNPROTECTED, 3, 1, 2, RTTE_UNASSIGNED_NS },
	{ IPA_END - 1, 3, 1, 3, RTTE_UNASSIGNED_NS },
};

START_TEST(test_walk)
{
	g_autoptr(World) world = world_build(NULL);
	struct rmm_walk walk = world_walk(world, walks[_i].ipa, walks[_i].level);

	ck_assert_int_eq(walk.level, walks[_i].ends);
	ck_assert_uint_eq(walk.index, walks[_i].index);
	ck_assert_int_eq(rtte_state(walk.rtte), walks[_i].state);
	ck_assert(rtte_equal(walk.rtte,
			     rmm_rtt_entries(world->model, world->state, walk.rtt)[walk.index]));
}
END_TEST

/* A Realm whose starting level is 2, with four tables in a row. */
static World *concatenated(void)
{
	World *world = world_new(NULL);

	for (unsigned i = 0; i < 12; i++)
		OK(world, RMI_GRANULE_DELEGATE, granule(i));
	OK(world, RMI_REALM_CREATE, granule(G_RD), granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1, 0,
	   0, VMID, granule(4), 2, 4);
	return world;
}

START_TEST(test_concatenated_tables)
{
	g_autoptr(World) world = concatenated();
	struct rmm_realm *realm = world_realm(world);

	for (uint64_t page = 0; page < WORLD_IPA_PAGES; page++) {
		struct rmm_walk walk = world_walk(world, page * PAGE, 3);
		struct rmm_run run = rmm_rtt_run(world->model, world->state, realm, &walk,
						 page * PAGE);

		ck_assert_int_eq(walk.level, 2);
		ck_assert_uint_eq(walk.rtt, rmm_rtt_root(world->model, world->state, realm,
							 (uint32_t)page / 16));
		ck_assert_uint_eq(walk.index, page / 4 % 4);
		ck_assert_uint_eq(run.base, page / 16 * 16 * PAGE);
		ck_assert_uint_eq(run.count, 4);
		ck_assert_int_eq(rtte_state(walk.rtte),
				 page < 32 ? RTTE_UNASSIGNED : RTTE_UNASSIGNED_NS);
		ck_assert_uint_eq(rmm_rtt_granule(world->model, world->state, walk.rtt),
				  4 + page / 16);
	}
	/* A child hangs from the third of them. */
	OK(world, RMI_RTT_CREATE, granule(G_RD), granule(10), 36 * PAGE, 3);
	ck_assert_int_eq(world_walk(world, 36 * PAGE, 3).level, 3);
	ck_assert_int_eq(world_walk(world, 35 * PAGE, 3).level, 2);
	ck_assert_int_eq(world_walk(world, 4 * PAGE, 3).level, 2);
	/* Tables in the Protected half: DATA in the second one. */
	OK(world, RMI_RTT_CREATE, granule(G_RD), granule(11), 28 * PAGE, 3);
	OK(world, RMI_DATA_CREATE_UNKNOWN, granule(G_RD), granule(9), 31 * PAGE);
	ck_assert_uint_eq(rtte_address(world_walk(world, 31 * PAGE, 3).rtte), granule(9));
}
END_TEST

/* A TABLE entry that leads to no RTT, left by a mistake, is where a walk ends. */
START_TEST(test_walk_to_no_table)
{
	static const uint64_t nowhere[] = { granule(G_HOST), granule(WORLD_GRANULES) };
	g_autoptr(World) world = world_build(NULL);
	struct rmm_walk walk = world_walk(world, 4 * PAGE, 2);

	rmm_set_rtte(world->model, world->state, &walk,
		     rtte_make(RTTE_TABLE, RIPAS_EMPTY, nowhere[_i]));
	ck_assert_uint_eq(rmm_rtt_child(world->model, world->state,
					world_walk(world, 4 * PAGE, 2).rtte), RMM_NONE);
	ck_assert_int_eq(world_walk(world, 4 * PAGE, 3).level, 2);
}
END_TEST

/* IFBZPQ: entries of a starting level RTT beyond the IPA space do not count. */
START_TEST(test_run_ends_with_the_ipa_space)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	struct rmm_walk walk;
	struct rmm_run run;

	world_config(&config);
	if (_i)
		rmm_add_variant(&config.variants, VARIANT_RTT_WHOLE_TABLE);
	world = world_new(&config);
	for (unsigned i = 0; i < 4; i++)
		OK(world, RMI_GRANULE_DELEGATE, granule(i));
	/* 17 bits: two of four entries of level 1 are in use. */
	OK(world, RMI_REALM_CREATE, granule(G_RD), granule(G_PARAMS), 0, WORLD_WIDTH - 1, 0, 1, 1,
	   0, 0, VMID, granule(G_ROOT), 1, 1);
	walk = world_walk(world, 0, 1);
	run = rmm_rtt_run(world->model, world->state, world_realm(world), &walk, 0);
	ck_assert_uint_eq(run.count, _i ? 4 : 2);
	ck_assert_uint_eq(rmm_rtt_skip_non_live(&run, 0), _i ? 64 * PAGE : 32 * PAGE);
}
END_TEST

/* ---- scans, liveness ---- */

START_TEST(test_skip_and_liveness)
{
	g_autoptr(World) world = world_build(NULL);
	struct rmm_walk walk = world_walk(world, 0, 3);
	struct rmm_run run = rmm_rtt_run(world->model, world->state, world_realm(world), &walk, 0);

	ck_assert(!rmm_rtt_is_live(world->model, world->state, walk.rtt));
	ck_assert_uint_eq(rmm_rtt_skip_non_live(&run, 0), 4 * PAGE);
	OK(world, RMI_DATA_CREATE_UNKNOWN, granule(G_RD), granule(G_DATA), 2 * PAGE);
	ck_assert(rmm_rtt_is_live(world->model, world->state, walk.rtt));
	ck_assert_uint_eq(rmm_rtt_skip_non_live(&run, 0), 2 * PAGE);
	/* From the live entry, or within it: its start. */
	ck_assert_uint_eq(rmm_rtt_skip_non_live(&run, 2 * PAGE), 2 * PAGE);
	ck_assert_uint_eq(rmm_rtt_skip_non_live(&run, 2 * PAGE + 8), 2 * PAGE);
	ck_assert_uint_eq(rmm_rtt_skip_non_live(&run, 3 * PAGE), 4 * PAGE);
	/* A table is live; at level 1 so is the root. */
	ck_assert(rmm_rtt_is_live(world->model, world->state, world_walk(world, 0, 1).rtt));
}
END_TEST

/* IMXJNY: an entry that maps Non-secure memory is live, its RTT is not. */
START_TEST(test_non_secure_entries)
{
	g_autoptr(World) world = world_build(NULL);
	struct rmm_walk walk;

	OK(world, RMI_RTT_CREATE, granule(G_RD), granule(G_DATA), UNPROTECTED, 2);
	OK(world, RMI_RTT_MAP_UNPROTECTED, granule(G_RD), UNPROTECTED, 2, 4 * PAGE);
	walk = world_walk(world, UNPROTECTED, 2);
	ck_assert_int_eq(rtte_state(walk.rtte), RTTE_ASSIGNED_NS);
	ck_assert(rtte_is_live(walk.rtte) && !rtte_keeps_rtt_live(walk.rtte));
	ck_assert(!rmm_rtt_is_live(world->model, world->state, walk.rtt));
	OK(world, RMI_RTT_DESTROY, granule(G_RD), UNPROTECTED, 2);
	ck_assert_int_eq(rtte_state(world_walk(world, UNPROTECTED, 2).rtte), RTTE_UNASSIGNED_NS);
}
END_TEST

/* Which states of an entry are live (DHGYJZ), and which keep the RTT live (DYPSLW). */
START_TEST(test_live_states)
{
	static const struct {
		enum rmm_rtte_state state;
		bool live, keeps;
	} rows[] = {
		{ RTTE_UNASSIGNED, false, false }, { RTTE_ASSIGNED, true, true },
		{ RTTE_UNASSIGNED_NS, false, false }, { RTTE_ASSIGNED_NS, true, false },
		{ RTTE_TABLE, true, true }, { RTTE_NARCH_DEV, true, true },
		{ RTTE_ARCH_DEV, true, true }, { RTTE_AUX_DESTROYED, false, false },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct rmm_rtte rtte = rtte_make(rows[i].state, RIPAS_RAM, 5 * PAGE);
		struct rmm_rtte lost = rtte_with_lost(rtte, true);

		ck_assert_int_eq(rtte_is_live(rtte), rows[i].live);
		ck_assert_int_eq(rtte_keeps_rtt_live(rtte), rows[i].keeps);
		ck_assert_uint_eq(rtte_address(rtte), 5 * PAGE);
		ck_assert_int_eq(rtte_is_valid(rtte), rows[i].state == RTTE_ASSIGNED ||
				 rows[i].state == RTTE_ASSIGNED_NS);
		ck_assert_int_eq(rtte_ripas(rtte_with_ripas(lost, RIPAS_EMPTY)), RIPAS_EMPTY);
		ck_assert(rtte_is_lost(rtte_with_ripas(lost, RIPAS_EMPTY)));
		ck_assert(rtte_equal(rtte_with_lost(lost, false), rtte));
	}
}
END_TEST

Suite *suite_rtt(void)
{
	Suite *suite = suite_create("rtt");
	TCase *tcase = tcase_create("rtt");

	tcase_add_loop_test(tcase, test_geometry, 0, G_N_ELEMENTS(geometries));
	tcase_add_loop_test(tcase, test_level_sizes, 0, RMI_GRANULES);
	tcase_add_loop_test(tcase, test_walk, 0, G_N_ELEMENTS(walks));
	tcase_add_test(tcase, test_concatenated_tables);
	tcase_add_loop_test(tcase, test_walk_to_no_table, 0, 2);
	tcase_add_loop_test(tcase, test_run_ends_with_the_ipa_space, 0, 2);
	tcase_add_test(tcase, test_skip_and_liveness);
	tcase_add_test(tcase, test_non_secure_entries);
	tcase_add_test(tcase, test_live_states);
	suite_add_tcase(suite, tcase);
	return suite;
}
