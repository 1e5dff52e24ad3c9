/* SPDX-License-Identifier: BSD-3-Clause */
/* Granules (A2.2) and what memory contains. */
#include <string.h>

#include "state/memory.h"
#include "suites.h"
#include "world.h"

#define FAR ((uint64_t)0x100000)

/* Two regions; the second is not delegable. */
static World *two_regions(void)
{
	struct rmm_config config;

	world_config(&config);
	config.regions[1] = (struct rmm_region){ FAR, 2 * PAGE, false, false };
	config.region_count = 2;
	return world_new(&config);
}

START_TEST(test_lookup)
{
	g_autoptr(World) world = two_regions();
	const struct rmm_model *m = world->model;

	ck_assert_uint_eq(m->layout.granules, WORLD_GRANULES + 2);
	for (uint32_t i = 0; i < m->layout.granules; i++) {
		uint64_t pa = rmm_granule_pa(m, i);

		ck_assert_uint_eq(rmm_granule_at(m, pa), i);
		ck_assert_uint_eq(rmm_granule_at(m, pa + PAGE - 1), i);
		ck_assert_ptr_eq(rmm_granule_region(m, i),
				 &m->config.regions[i >= WORLD_GRANULES]);
		ck_assert(rmm_pa_is_delegable(m, pa) == (i < WORLD_GRANULES));
		ck_assert(rmm_state_at(m, world->state, pa) == GRANULE_UNDELEGATED);
		ck_assert(rmm_ns_accessible(m, world->state, pa));
	}
	ck_assert_uint_eq(rmm_granule_pa(m, WORLD_GRANULES), FAR);
}
END_TEST

START_TEST(test_untracked)
{
	static const uint64_t addresses[] = { 0, WORLD_BASE - 1, granule(WORLD_GRANULES),
					      FAR - 1, FAR + 2 * PAGE, UINT64_MAX };
	g_autoptr(World) world = two_regions();

	for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
		uint64_t pa = addresses[i];

		ck_assert_uint_eq(rmm_granule_at(world->model, pa), RMM_NONE);
		ck_assert(!rmm_pa_is_delegable(world->model, pa));
		ck_assert(!rmm_ns_accessible(world->model, world->state, pa));
		ck_assert(rmm_state_at(world->model, world->state, pa) == GRANULE_STATES);
		ck_assert_uint_eq(rmm_realm_at(world->model, world->state, pa), RMM_NONE);
		/* The Host may touch it: it is no memory of the model. */
		OK(world, HOST_WRITE, pa, 1);
		OK(world, HOST_FILL, pa, 1);
		OK(world, HOST_SET_GPT, pa, GPT_ROOT);
		OK(world, HOST_READ, pa);
		ck_assert_uint_eq(world->result.out[0], 0);
	}
}
END_TEST

START_TEST(test_granules_in_state)
{
	g_autoptr(World) world = two_regions();
	const struct rmm_model *m = world->model;

	OK(world, RMI_GRANULE_DELEGATE, granule(1));
	OK(world, RMI_GRANULE_DELEGATE, granule(2));
	ck_assert(rmm_granules_in_state(m, world->state, granule(1), 2, GRANULE_DELEGATED));
	ck_assert(!rmm_granules_in_state(m, world->state, granule(1), 3, GRANULE_DELEGATED));
	ck_assert(!rmm_granules_in_state(m, world->state, granule(0), 2, GRANULE_DELEGATED));
	ck_assert(rmm_granules_in_state(m, world->state, granule(0), 0, GRANULE_DELEGATED));
	/* Not delegable: not in any state that the RMM looks at. */
	ck_assert(!rmm_granules_in_state(m, world->state, FAR, 1, GRANULE_UNDELEGATED));
}
END_TEST

/* State and GPT entry share a byte; neither spoils the other. */
START_TEST(test_state_and_gpt)
{
	g_autoptr(World) world = world_new(NULL);
	const struct rmm_model *m = world->model;

	for (unsigned state = 0; state < GRANULE_STATES; state++) {
		for (unsigned gpt = 0; gpt < GPT_STATES; gpt++) {
			rmm_granule_set(m, world->state, 3, (enum rmm_granule_state)state, 77);
			rmm_granule_set_gpt(m, world->state, 3, (enum rmm_gpt)gpt);
			ck_assert_uint_eq(rmm_granule_state(m, world->state, 3), state);
			ck_assert_uint_eq(rmm_granule_gpt(m, world->state, 3), gpt);
			ck_assert_uint_eq(rmm_granule_link(m, world->state, 3), 77);
			ck_assert(rmm_ns_accessible(m, world->state, granule(3)) ==
				  (gpt == GPT_NS || gpt == GPT_AAP));
		}
	}
	ck_assert_uint_eq(rmm_granule_link(m, world->state, 2), 0);
	ck_assert_uint_eq(rmm_granule_link(m, world->state, 4), 0);
}
END_TEST

/* Links tell where DATA is mapped: a byte wide, or eight. */
START_TEST(test_data_link)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;

	world_config(&config);
	config.realms = _i ? 4 : 2;
	world = world_new(&config);
	for (uint32_t realm = 0; realm < config.realms; realm++) {
		for (uint64_t ipa = 0; ipa < IPA_END; ipa += PAGE) {
			uint64_t link = rmm_data_link(world->model, realm, ipa);

			rmm_granule_set(world->model, world->state, 5, GRANULE_DATA, link);
			link = rmm_granule_link(world->model, world->state, 5);
			ck_assert_uint_eq(rmm_data_link_realm(world->model, link), realm);
			ck_assert_uint_eq(rmm_data_link_ipa(world->model, link), ipa);
		}
	}
}
END_TEST

/* ---- contents ---- */

START_TEST(test_words)
{
	g_autoptr(World) world = world_new(NULL);
	const struct rmm_model *m = world->model;
	uint32_t room = rmm_memory_room(m, world->state);
	uint8_t bytes[4096];

	ck_assert_uint_eq(room, 128);
	rmm_memory_fill(m, world->state, 1, 0x1122334455667788, ORIGIN_HOST);
	ck_assert(rmm_memory_write(m, world->state, granule(1) + 16, 5));
	ck_assert(rmm_memory_write(m, world->state, granule(1) + 4095, 6));
	/* The same as the fill: no word is needed; over a word: it stays. */
	ck_assert(rmm_memory_write(m, world->state, granule(1) + 24, 0x1122334455667788));
	ck_assert(rmm_memory_write(m, world->state, granule(1) + 16, 9));
	ck_assert_uint_eq(rmm_memory_words(m, world->state, 1), 2);
	ck_assert_uint_eq(rmm_memory_room(m, world->state), room - 2);
	ck_assert_uint_eq(rmm_memory_read(m, world->state, granule(1) + 16), 9);
	ck_assert_uint_eq(rmm_memory_read(m, world->state, granule(1) + 4088), 6);
	ck_assert_uint_eq(rmm_memory_read(m, world->state, granule(1) + 8), 0x1122334455667788);
	rmm_memory_bytes(m, world->state, 1, bytes);
	for (unsigned i = 0; i < 4096; i += 8) {
		uint64_t word;

		memcpy(&word, bytes + i, 8);
		ck_assert_uint_eq(GUINT64_FROM_LE(word),
				  rmm_memory_read(m, world->state, granule(1) + i));
	}
}
END_TEST

START_TEST(test_copy_and_wipe)
{
	g_autoptr(World) world = world_new(NULL);
	const struct rmm_model *m = world->model;

	for (uint64_t i = 0; i < 10; i++)
		ck_assert(rmm_memory_write(m, world->state, granule(1) + 8 * i, i + 1));
	ck_assert(rmm_memory_copy(m, world->state, 2, 1, ORIGIN_MEASURED));
	for (uint64_t i = 0; i < 10; i++)
		ck_assert_uint_eq(rmm_memory_read(m, world->state, granule(2) + 8 * i), i + 1);
	ck_assert_uint_eq(*rmm_granule_origin(m, world->state, 2), ORIGIN_MEASURED);
	rmm_memory_wipe(m, world->state, 1);
	ck_assert_uint_eq(rmm_memory_words(m, world->state, 1), 0);
	ck_assert_uint_eq(rmm_memory_read(m, world->state, granule(1)), 0);
	ck_assert_uint_eq(*rmm_granule_origin(m, world->state, 1), ORIGIN_WIPED);
	ck_assert_uint_eq(rmm_memory_read(m, world->state, granule(2) + 8), 2);
	/* Words that were given back are used again. */
	ck_assert_uint_eq(rmm_memory_room(m, world->state), 128 - 10);
	for (uint64_t i = 0; i < 118; i++)
		ck_assert(rmm_memory_write(m, world->state, granule(3) + 8 * i, i + 1));
	ck_assert_uint_eq(rmm_memory_room(m, world->state), 0);
	ck_assert(!rmm_memory_write(m, world->state, granule(4), 1));
	ck_assert(!rmm_memory_copy(m, world->state, 4, 2, ORIGIN_HOST));
	ck_assert_uint_eq(rmm_memory_read(m, world->state, granule(2) + 8), 2);
}
END_TEST

/* Without contents everything reads as zero, and only origins are kept. */
START_TEST(test_without_contents)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	const struct rmm_model *m;
	uint8_t bytes[4096], zero[4096] = { 0 };

	world_config(&config);
	config.contents = false;
	world = world_new(&config);
	m = world->model;
	ck_assert(rmm_memory_write(m, world->state, granule(1), 5));
	rmm_memory_fill(m, world->state, 1, 5, ORIGIN_REALM);
	ck_assert(rmm_memory_copy(m, world->state, 2, 1, ORIGIN_UNMEASURED));
	ck_assert_uint_eq(rmm_memory_read(m, world->state, granule(1)), 0);
	ck_assert_uint_eq(*rmm_granule_origin(m, world->state, 1), ORIGIN_REALM);
	ck_assert_uint_eq(*rmm_granule_origin(m, world->state, 2), ORIGIN_UNMEASURED);
	ck_assert_uint_eq(rmm_memory_words(m, world->state, 1), 0);
	ck_assert_uint_eq(rmm_memory_room(m, world->state), UINT32_MAX);
	memset(bytes, 1, sizeof(bytes));
	rmm_memory_bytes(m, world->state, 1, bytes);
	ck_assert(!memcmp(bytes, zero, sizeof(bytes)));
}
END_TEST

Suite *suite_granule(void)
{
	Suite *suite = suite_create("granule");
	TCase *tcase = tcase_create("granule");

	tcase_add_test(tcase, test_lookup);
	tcase_add_test(tcase, test_untracked);
	tcase_add_test(tcase, test_granules_in_state);
	tcase_add_test(tcase, test_state_and_gpt);
	tcase_add_loop_test(tcase, test_data_link, 0, 2);
	tcase_add_test(tcase, test_words);
	tcase_add_test(tcase, test_copy_and_wipe);
	tcase_add_test(tcase, test_without_contents);
	suite_add_tcase(suite, tcase);
	return suite;
}
