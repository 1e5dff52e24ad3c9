/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The parts of a state: every byte in one, whatever is configured; what rmm_diff
 * tells of is in a part of the same owner, and unused bytes stay 0.
 */
#include <string.h>

#include "calls/random.h"
#include "state/diff.h"
#include "state/parts.h"
#include "suites.h"
#include "version/versions.h"
#include "world.h"

typedef struct {
	guint8 *times;          /* by byte: how many parts it is in */
	struct rmm_part *part;  /* by byte */
	uint32_t end;
} Map;

static void note(void *user, const struct rmm_part *part)
{
	Map *map = user;

	ck_assert_uint_eq(part->offset, map->end);
	ck_assert(part->kind == PART_UNUSED || part->size == 1 || part->size == 2 ||
		  part->size == 4 || part->size == 8);
	/* What is accessed at once is a part, or several. */
	ck_assert(part->kind == PART_UNUSED || part->offset % part->size == 0);
	ck_assert_uint_gt(part->size, 0);
	for (uint32_t i = 0; i < part->size; i++) {
		map->times[part->offset + i]++;
		map->part[part->offset + i] = *part;
	}
	map->end = part->offset + part->size;
}

static void map_init(Map *map, const struct rmm_model *model)
{
	map->times = g_new0(guint8, model->layout.size);
	map->part = g_new0(struct rmm_part, model->layout.size);
	map->end = 0;
	rmm_parts(model, note, map);
	ck_assert_uint_eq(map->end, model->layout.size);
	for (size_t i = 0; i < model->layout.size; i++)
		ck_assert_uint_eq(map->times[i], 1);
}

static void map_clear(Map *map)
{
	g_free(map->times);
	g_free(map->part);
}

/* A configuration for each of 16 numbers: version, contents, hash, sizes. */
static World *make_world(int number)
{
	struct rmm_config config;
	unsigned count;
	const struct rmm_version *const *versions = rmm_versions(&count);

	world_config(&config);
	config.version = versions[(unsigned)number % count];
	config.contents = number & 2;
	config.words = number & 2 ? 32 : 0;
	config.hash = number & 4 ? world_hash : NULL;
	config.gprs = number & 8 ? 31 : 4;
	config.operations = 2;
	config.descriptors = number & 8 ? 32 : 1;
	config.platform.aux_count = number & 8 ? 3 : 0;
	return world_new(&config);
}

START_TEST(test_every_byte_once)
{
	g_autoptr(World) world = make_world(_i);
	Map map;

	map_init(&map, world->model);
	map_clear(&map);
}
END_TEST

/* What random calls change is in parts that are used. */
START_TEST(test_unused_is_zero)
{
	g_autoptr(World) world = make_world(_i);
	CallSource source = { .state = (guint64)_i + 5 };
	Map map;

	map_init(&map, world->model);
	for (unsigned i = 0; i < 400; i++) {
		struct rmm_call call = random_call(&source, world->model, world->state);

		world_step(world, &call);
		for (uint32_t j = 0; j < world->model->layout.size; j += map.part[j].size)
			for (uint32_t k = 0; map.part[j].kind == PART_UNUSED &&
			     k < map.part[j].size; k++)
				if (((const char *)world->state)[map.part[j].offset + k])
					ck_abort_msg("byte %u", j + k);
	}
	map_clear(&map);
}
END_TEST

/* Parts are where the accessors of the state find what they are called after. */
START_TEST(test_places)
{
	g_autoptr(World) world = make_world(_i);
	const struct rmm_model *m = world->model;
	const struct rmm *s = world->state;
	Map map;

#define PART_AT(address) map.part[(const char *)(address) - (const char *)s]
	map_init(&map, m);
	ck_assert_int_eq(PART_AT(&rmm_rtt_entries(m, s, 1)[2]).kind, PART_RTTE);
	ck_assert_uint_eq(PART_AT(&rmm_rtt_entries(m, s, 1)[2]).subject, 1);
	ck_assert_uint_eq(PART_AT(&rmm_rtt_entries(m, s, 1)[2]).item, 2);
	ck_assert_int_eq(PART_AT(rmm_rtt_position(m, s, 1)).kind, PART_POSITION);
	ck_assert(PART_AT(rmm_granule_origin(m, s, 3)).ghost);
	ck_assert_uint_eq(PART_AT(rmm_granule_byte(m, s, 3)).subject, 3);
	ck_assert(!PART_AT(rmm_granule_byte(m, s, 3)).ghost);
	ck_assert_uint_eq(PART_AT(&rmm_rec(m, s, 0)->pending).item, REC_FIELD_PENDING);
	ck_assert_int_eq(PART_AT(&rmm_rec(m, s, 0)->ripas_top).kind, PART_IPA);
	ck_assert_int_eq(PART_AT(rmm_pc(m, s, 0)).owner, OWNER_REC);
	ck_assert_uint_eq(PART_AT(&rmm_realm(m, s, 1)->vmid).item, REALM_FIELD_VMID);
	ck_assert_int_eq(PART_AT(rmm_measurement(m, s, 1, 0)).owner, OWNER_REALM);
	map_clear(&map);
}
END_TEST

Suite *suite_parts(void)
{
	Suite *suite = suite_create("parts");
	TCase *tcase = tcase_create("parts");

	tcase_add_loop_test(tcase, test_every_byte_once, 0, 16);
	tcase_add_loop_test(tcase, test_unused_is_zero, 0, 16);
	tcase_add_loop_test(tcase, test_places, 0, 16);
	suite_add_tcase(suite, tcase);
	return suite;
}
