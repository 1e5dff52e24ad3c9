/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The state as bytes: copied, compared and hashed, small ones whole, large
 * ones as far as they are in use; and what rmm_diff tells of two of them.
 */
#include <string.h>

#include "calls/random.h"
#include "state/boot.h"
#include "state/diff.h"
#include "state/memory.h"
#include "suites.h"
#include "version/versions.h"
#include "world.h"

enum { SMALL, LARGE, SMALL_2_0, CONFIGS };

/* Small: below 4096 bytes, where all pools count as in use. Large: not. */
static void config_of(struct rmm_config *config, int kind)
{
	gboolean large = kind == LARGE;

	world_config_of(config, kind == SMALL_2_0 ? &rmm_version_2_0_bet3 : &rmm_version_1_0);
	config->contents = large;
	config->gprs = 4;
	config->words = large ? 256 : 0;
	config->rtts = large ? 64 : 12;
	config->operations = 2;
	config->descriptors = 1;
}

START_TEST(test_copy_is_equal)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	g_autofree struct rmm *copy = NULL;
	CallSource source = { .state = 11 };
	uint64_t hash;

	config_of(&config, _i);
	world = world_new(&config);
	copy = g_malloc0(world->model->layout.size);
	ck_assert_int_eq(world->model->layout.size > 4096, _i == LARGE);
	rmm_state_init(world->model, copy);
	for (unsigned i = 0; i < 3000; i++) {
		struct rmm_call call = random_call(&source, world->model, world->state);

		hash = rmm_state_hash(world->model, world->state);
		world_step(world, &call);
		/* The state before is what was copied before the step. */
		ck_assert_uint_eq(hash, rmm_state_hash(world->model, world->old));
		rmm_state_copy(world->model, copy, world->state);
		ck_assert(rmm_state_equal(world->model, copy, world->state));
		ck_assert(!memcmp(copy, world->state, world->model->layout.size));
		ck_assert_uint_eq(rmm_state_hash(world->model, copy),
				  rmm_state_hash(world->model, world->state));
		if (!rmm_state_equal(world->model, world->old, world->state))
			ck_assert_uint_ne(hash, rmm_state_hash(world->model, world->state));
	}
}
END_TEST

/* A copy that keeps up step by step is as good as one of everything. */
START_TEST(test_copy_keeps_up)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	g_autofree struct rmm *copy = NULL;
	CallSource source = { .state = 12 };
	guint few = 0;

	config_of(&config, _i);
	world = world_new(&config);
	copy = g_malloc0(world->model->layout.size);
	rmm_state_init(world->model, copy);
	for (unsigned i = 0; i < 3000; i++) {
		struct rmm_call call = random_call(&source, world->model, world->state);
		uint32_t rtts[2 * RMM_WRITTEN_MAX];
		struct rmm_result result;
		unsigned count;

		rmm_step(world->model, world->state, &call, &result);
		few += rmm_state_written(world->model, copy, world->state, NOTED_RTTS, rtts, &count);
		ck_assert(rmm_state_noted(world->model, copy, world->state));
		rmm_state_follow(world->model, copy, world->state, i + 1);
		ck_assert(!memcmp(copy, world->state, world->model->layout.size));
	}
	ck_assert((few > 2900) == (_i == 1));
}
END_TEST

/* A write that is not noted does not go unseen, nor one of very many. */
START_TEST(test_written)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	g_autofree struct rmm *copy = NULL;
	uint32_t rtts[2 * RMM_WRITTEN_MAX];
	unsigned count;

	config_of(&config, LARGE);
	world = world_new(&config);
	copy = g_malloc0(world->model->layout.size);
	world->state->rtts_high = 40;
	rmm_state_follow(world->model, copy, world->state, 1);
	rmm_rtt_entries(world->model, world->state, 5)[1] = rtte_make(RTTE_ASSIGNED, RIPAS_RAM, 0);
	ck_assert(!rmm_state_noted(world->model, copy, world->state));
	ck_assert(rmm_state_equal(world->model, copy, world->state));
	rmm_note_rtt(world->model, world->state, 5);
	rmm_note_rtt(world->model, world->state, 2);
	rmm_note_rtt(world->model, world->state, 5);
	ck_assert(rmm_state_noted(world->model, copy, world->state));
	ck_assert(!rmm_state_equal(world->model, copy, world->state));
	ck_assert(rmm_state_written(world->model, copy, world->state, NOTED_RTTS, rtts, &count));
	ck_assert(count == 2 && rtts[0] == 2 && rtts[1] == 5);
	for (uint32_t i = 0; i < RMM_WRITTEN_MAX + 1; i++)
		rmm_note_rtt(world->model, world->state, i);
	ck_assert(!rmm_state_written(world->model, copy, world->state, NOTED_RTTS, rtts, &count));
	ck_assert(!rmm_state_equal(world->model, copy, world->state));
	/* The same of Granules: a write past the setters, then one by them. */
	world->state->granules_high = 3;
	rmm_state_follow(world->model, copy, world->state, 1);
	*rmm_granule_origin(world->model, world->state, 1) ^= 1;
	ck_assert(!rmm_state_noted(world->model, copy, world->state));
	ck_assert(rmm_state_equal(world->model, copy, world->state));
	rmm_granule_observe(world->model, world->state, 2);
	ck_assert(rmm_state_noted(world->model, copy, world->state));
	ck_assert(!rmm_state_equal(world->model, copy, world->state));
	/* Another copy than the one that was followed. */
	rmm_state_follow(world->model, copy, world->state, 2);
	rmm_written(world->model, copy)->stamp = 1;
	ck_assert(!rmm_state_written(world->model, copy, world->state, NOTED_RTTS, rtts, &count));
}
END_TEST

/* A copy over a state that used more leaves nothing of that. */
START_TEST(test_copy_over_more)
{
	struct rmm_config config;
	g_autoptr(World) less = NULL, more = NULL;

	config_of(&config, _i);
	less = world_new(&config);
	more = world_running(&config);
	OK(more, HOST_WRITE, granule(WORLD_GRANULES - 1), 7);
	ck_assert(!rmm_state_equal(less->model, less->state, more->state));
	ck_assert(!rmm_state_equal(less->model, more->state, less->state));
	rmm_state_copy(less->model, more->state, less->state);
	ck_assert(rmm_state_equal(less->model, more->state, less->state));
	ck_assert(!memcmp(more->state, less->state, less->model->layout.size));
}
END_TEST

/* Equal states hash alike, though one of them once used more. */
START_TEST(test_hash_of_equal)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	g_autofree struct rmm *copy = NULL;

	config_of(&config, _i);
	world = world_running(&config);
	copy = g_malloc0(world->model->layout.size);
	rmm_state_copy(world->model, copy, world->state);
	OK(world, HOST_SET_GPT, granule(WORLD_GRANULES - 1), GPT_ROOT);
	ck_assert_uint_ne(rmm_state_hash(world->model, copy),
			  rmm_state_hash(world->model, world->state));
	OK(world, HOST_SET_GPT, granule(WORLD_GRANULES - 1), GPT_NS);
	ck_assert(!_i || world->state->granules_high != copy->granules_high);
	ck_assert(rmm_state_equal(world->model, copy, world->state));
	ck_assert_uint_eq(rmm_state_hash(world->model, copy),
			  rmm_state_hash(world->model, world->state));
}
END_TEST

/* Which bytes differ: adjoining ones are told at once, and none that is alike. */
static void note_bytes(void *user, size_t offset, size_t size)
{
	unsigned char *differ = user;

	memset(differ + offset, 1, size);
}

START_TEST(test_bytes_that_differ)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	g_autofree unsigned char *differ = NULL;
	const unsigned char *old, *now;
	size_t told = 0;

	config_of(&config, _i);
	world = world_running(&config);
	rmm_state_copy(world->model, world->old, world->state);
	*rmm_granule_byte(world->model, world->state, G_DATA) ^= 1;
	rmm_rec(world->model, world->state, 0)->ripas_top ^= 0x100;
	old = (const unsigned char *)world->old;
	now = (const unsigned char *)world->state;
	differ = g_malloc0(world->model->layout.size);
	rmm_state_differences(world->model, world->old, world->state, note_bytes, differ);
	for (size_t i = 0; i < world->model->layout.size; i++) {
		ck_assert(differ[i] || old[i] == now[i]);
		told += differ[i];
	}
	ck_assert_uint_gt(told, 0);
	ck_assert_uint_le(told, 2 * RMM_STRETCH);
}
END_TEST

/* ---- differences ---- */

struct changes {
	unsigned count, stop_at;
	struct rmm_change last;
	unsigned kinds;         /* bits */
};

static bool note(void *user, const struct rmm_change *change)
{
	struct changes *changes = user;

	changes->last = *change;
	changes->kinds |= 1u << change->kind;
	return ++changes->count != changes->stop_at;
}

static struct changes changes_between(const World *world, unsigned stop_at)
{
	struct changes changes = { .stop_at = stop_at };
	bool all = rmm_diff(world->model, world->old, world->state, note, &changes);

	ck_assert(all == (changes.count != stop_at || stop_at == 0));
	return changes;
}

START_TEST(test_no_difference)
{
	g_autoptr(World) world = world_running(NULL);

	rmm_state_copy(world->model, world->old, world->state);
	ck_assert_uint_eq(changes_between(world, 0).count, 0);
}
END_TEST

/* Every byte that changes is told, as the item that it belongs to. */
START_TEST(test_every_item)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	const struct rmm_model *m;
	struct rmm *s;
	uint32_t g = G_DATA;

	config_of(&config, LARGE);
	config.hash = world_hash;
	world = world_running(&config);
	m = world->model;
	s = world->state;
#define DIFFERENCE(statement, expected_kind, expected_subject, expected_item) do {        \
	struct changes c_;                                                                \
	rmm_state_copy(m, world->old, s);                                                 \
	statement;                                                                        \
	c_ = changes_between(world, 0);                                                   \
	ck_assert_msg(c_.count == 1, #statement ": %u changes", c_.count);                \
	ck_assert_int_eq(c_.last.kind, expected_kind);                                    \
	ck_assert_uint_eq(c_.last.subject, expected_subject);                             \
	ck_assert_uint_eq(c_.last.item, expected_item);                                   \
	ck_assert_uint_eq(changes_between(world, 1).count, 1);                            \
} while (0)
	DIFFERENCE(*rmm_granule_byte(m, s, g) ^= 1, CHANGE_GRANULE_STATE, g, 0);
	DIFFERENCE(*rmm_granule_byte(m, s, g) ^= 0x20, CHANGE_GRANULE_GPT, g, 0);
	DIFFERENCE(*rmm_granule_origin(m, s, g) ^= 1, CHANGE_CONTENTS, g, 0);
	DIFFERENCE(rmm_memory_fill(m, s, G_HOST, 5, ORIGIN_HOST), CHANGE_CONTENTS, G_HOST, 0);
	DIFFERENCE(rmm_memory_write(m, s, granule(G_HOST), 6), CHANGE_CONTENTS, G_HOST, 0);
	/* The same word again: in no column of the Granule, only in the word. */
	DIFFERENCE(rmm_memory_write(m, s, granule(G_HOST), 7), CHANGE_CONTENTS, G_HOST, 0);
	DIFFERENCE(rmm_rtt_entries(m, s, 1)[3] = rtte_make(RTTE_TABLE, 0, 0), CHANGE_RTTE, 1, 3);
	DIFFERENCE(rmm_measurement(m, s, 0, 0)[9] ^= 1, CHANGE_MEASUREMENT, 0, 0);
	DIFFERENCE(rmm_measurement(m, s, 0, 4)[0] ^= 1, CHANGE_MEASUREMENT, 0, 4);
	DIFFERENCE(rmm_gprs(m, s, 1)[3] ^= 1, CHANGE_GPR, 1, 3);
	DIFFERENCE(*rmm_pc(m, s, 2) ^= 1, CHANGE_GPR, 2, 31);
	for (unsigned i = 0; i < REALM_FIELDS; i++)
		DIFFERENCE(((char *)rmm_realm(m, s, 1))[rmm_realm_fields[i].offset] ^= 1,
			   CHANGE_REALM, 1, i);
	for (unsigned i = 0; i < REC_FIELDS; i++)
		DIFFERENCE(((char *)rmm_rec(m, s, 1))[rmm_rec_fields[i].offset] ^= 1,
			   CHANGE_REC, 1, i);
#undef DIFFERENCE
}
END_TEST

/* The function may stop at any change; it then sees no more. */
START_TEST(test_diff_stops)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	unsigned all;

	config_of(&config, LARGE);
	config.hash = world_hash;
	world = world_running(&config);
	rmm_state_init(world->model, world->old);
	all = changes_between(world, 0).count;
	ck_assert_uint_gt(all, 60);
	ck_assert_uint_eq(changes_between(world, 0).kinds, (1u << (CHANGE_GPR + 1)) - 1);
	for (unsigned i = 1; i <= all; i++)
		ck_assert_uint_eq(changes_between(world, i).count, i);
}
END_TEST

/* Values of one, two, four and eight bytes, by their names. */
START_TEST(test_field_values)
{
	static const struct rmm_realm realm = { .rd = 0x12345678, .vmid = 0x1234, .state = 2,
						.rtt_level_start = -1 };
	static const struct rmm_rec rec = { .ripas_top = 0x123456789abcdef0, .granule = 9 };

	ck_assert_uint_eq(rmm_field_value(&rmm_realm_fields[REALM_FIELD_RD], &realm), 0x12345678);
	ck_assert_uint_eq(rmm_field_value(&rmm_realm_fields[REALM_FIELD_VMID], &realm), 0x1234);
	ck_assert_uint_eq(rmm_field_value(&rmm_realm_fields[REALM_FIELD_STATE], &realm), 2);
	ck_assert_uint_eq(rmm_field_value(&rmm_realm_fields[REALM_FIELD_RTT_LEVEL_START], &realm), 0xff);
	ck_assert_uint_eq(rmm_field_value(&rmm_rec_fields[REC_FIELD_RIPAS_TOP], &rec),
			  0x123456789abcdef0);
	ck_assert_uint_eq(rmm_field_value(&rmm_rec_fields[REC_FIELD_GRANULE], &rec), 9);
	ck_assert_str_eq(rmm_rec_fields[REC_FIELD_RIPAS_TOP].name, "ripas_top");
}
END_TEST

Suite *suite_state(void)
{
	Suite *suite = suite_create("state");
	TCase *tcase = tcase_create("state");

	tcase_add_loop_test(tcase, test_copy_is_equal, 0, CONFIGS);
	tcase_add_loop_test(tcase, test_copy_keeps_up, 0, SMALL_2_0);
	tcase_add_test(tcase, test_written);
	tcase_add_loop_test(tcase, test_copy_over_more, 0, SMALL_2_0);
	tcase_add_loop_test(tcase, test_hash_of_equal, 0, SMALL_2_0);
	tcase_add_loop_test(tcase, test_bytes_that_differ, 0, SMALL_2_0);
	tcase_add_test(tcase, test_no_difference);
	tcase_add_test(tcase, test_every_item);
	tcase_add_test(tcase, test_diff_stops);
	tcase_add_test(tcase, test_field_values);
	suite_add_tcase(suite, tcase);
	return suite;
}
