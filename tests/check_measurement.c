/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Measurements (A7.1): RIM and REMs after every command that extends them,
 * against hashes that are computed here from the layouts of C1.11 to C1.13.
 */
#include <string.h>

#include "suites.h"
#include "world.h"

/* ---- the hash ---- */

static GChecksumType checksum_type(enum rmm_hash_algo algo)
{
	return algo == HASH_SHA_256 ? G_CHECKSUM_SHA256 : G_CHECKSUM_SHA512;
}

static void hash(void *user, enum rmm_hash_algo algo, const uint8_t *data, size_t size,
		 uint8_t digest[64])
{
	g_autoptr(GChecksum) checksum = g_checksum_new(checksum_type(algo));
	gsize length = 64;
	unsigned *calls = user;

	++*calls;
	g_checksum_update(checksum, data, (gssize)size);
	g_checksum_get_digest(checksum, digest, &length);
}

/* ---- what is expected: a RIM that follows the commands ---- */

struct expected {
	enum rmm_hash_algo algo;
	uint8_t rim[64];
};

static void digest_of(const struct expected *e, const uint8_t *data, gsize size, uint8_t digest[64])
{
	unsigned calls = 0;

	memset(digest, 0, 64);
	hash(&calls, e->algo, data, size, digest);
}

static void put(uint8_t *at, uint64_t value)
{
	value = GUINT64_TO_LE(value);
	memcpy(at, &value, sizeof(value));
}

/* A descriptor of 256 bytes: type, length, RIM; what follows is from 0x50 on. */
static void extend(struct expected *e, uint8_t type, const uint8_t *rest, gsize size)
{
	uint8_t descriptor[256] = { type };

	put(descriptor + 8, sizeof(descriptor));
	memcpy(descriptor + 0x10, e->rim, 64);
	memcpy(descriptor + 0x50, rest, size);
	digest_of(e, descriptor, sizeof(descriptor), e->rim);
}

static void expect_create(struct expected *e, uint64_t flags, uint64_t s2sz, uint64_t num_bps,
			  uint64_t num_wps)
{
	uint8_t page[4096] = { 0 };

	put(page, flags);
	put(page + 0x08, s2sz);
	put(page + 0x18, num_bps);
	put(page + 0x20, num_wps);
	put(page + 0x30, e->algo);
	digest_of(e, page, sizeof(page), e->rim);
}

static void expect_data(struct expected *e, uint64_t ipa, uint64_t flags, uint64_t fill)
{
	uint8_t page[4096], rest[16 + 64] = { 0 };

	for (unsigned i = 0; i < sizeof(page); i += 8)
		put(page + i, fill);
	put(rest, ipa);
	put(rest + 8, flags);
	if (flags & 1)
		digest_of(e, page, sizeof(page), rest + 16);
	extend(e, 0, rest, sizeof(rest));
}

static void expect_rec(struct expected *e, const uint64_t gprs[8], uint64_t pc)
{
	uint8_t page[4096] = { 0 }, rest[64];

	put(page, 1);
	put(page + 0x200, pc);
	for (unsigned i = 0; i < 8; i++)
		put(page + 0x300 + 8 * i, gprs[i]);
	digest_of(e, page, sizeof(page), rest);
	extend(e, 1, rest, sizeof(rest));
}

static void expect_ripas(struct expected *e, uint64_t base, uint64_t top)
{
	uint8_t rest[16];

	put(rest, base);
	put(rest + 8, top);
	extend(e, 2, rest, sizeof(rest));
}

#define RIM_IS(world, e) \
	ck_assert_mem_eq(rmm_measurement((world)->model, (world)->state, 0, 0), (e).rim, 64)

/* ---- the world ---- */

static unsigned hash_calls;

static World *measured_world(enum rmm_hash_algo algo, enum rmm_variant variant)
{
	struct rmm_config config;
	World *world;

	world_config(&config);
	config.hash = hash;
	config.hash_user = &hash_calls;
	rmm_add_variant(&config.variants, variant);
	world = world_new(&config);
	for (unsigned i = 0; i < G_HOST; i++)
		OK(world, RMI_GRANULE_DELEGATE, granule(i));
	OK(world, RMI_REALM_CREATE, granule(G_RD), granule(G_PARAMS), 1, WORLD_WIDTH, 0, 1, 1, 0,
	   algo, VMID, granule(G_ROOT), 1, 1, 0x1111, 0x2222);
	return world;
}

static const enum rmm_hash_algo algos[] = { HASH_SHA_256, HASH_SHA_512 };

START_TEST(test_rim)
{
	static const uint64_t gprs[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	struct expected e = { .algo = algos[_i] };
	g_autoptr(World) world = measured_world(e.algo, VARIANT_NONE);
	uint64_t rd = granule(G_RD);

	expect_create(&e, 1, WORLD_WIDTH, 1, 1);
	RIM_IS(world, e);

	/* Tables are not measured; RAM is, entry by entry. */
	OK(world, RMI_RTT_INIT_RIPAS, rd, 16 * PAGE, 32 * PAGE);
	expect_ripas(&e, 16 * PAGE, 32 * PAGE);
	RIM_IS(world, e);
	OK(world, RMI_RTT_CREATE, rd, granule(G_TABLE_2), 0, 2);
	RIM_IS(world, e);
	OK(world, RMI_RTT_INIT_RIPAS, rd, 0, 8 * PAGE);
	expect_ripas(&e, 0, 4 * PAGE);
	expect_ripas(&e, 4 * PAGE, 8 * PAGE);
	RIM_IS(world, e);

	OK(world, RMI_RTT_CREATE, rd, granule(G_TABLE_3), 0, 3);
	OK(world, HOST_FILL, granule(G_SOURCE), 0xabcdef);
	OK(world, RMI_DATA_CREATE, rd, granule(G_DATA), PAGE, granule(G_SOURCE), 1);
	expect_data(&e, PAGE, 1, 0xabcdef);
	RIM_IS(world, e);
	OK(world, RMI_DATA_CREATE, rd, granule(G_DATA + 1), 2 * PAGE, granule(G_SOURCE), 0);
	expect_data(&e, 2 * PAGE, 0, 0xabcdef);
	RIM_IS(world, e);
	OK(world, RMI_DATA_CREATE_UNKNOWN, rd, granule(G_DATA + 2), 0);
	OK(world, RMI_DATA_DESTROY, rd, PAGE);
	RIM_IS(world, e);

	/* A REC that is runnable is measured, another is not. */
	OK(world, RMI_REC_CREATE, rd, granule(G_REC), granule(G_PARAMS), 1, 0, 0x4000, 0,
	   gprs[0], gprs[1], gprs[2], gprs[3], gprs[4], gprs[5], gprs[6], gprs[7]);
	expect_rec(&e, gprs, 0x4000);
	RIM_IS(world, e);
	OK(world, RMI_REC_CREATE, rd, granule(G_REC_2), granule(G_PARAMS), 0, 1, 0x4000, 0);
	OK(world, RMI_REALM_ACTIVATE, rd);
	RIM_IS(world, e);
}
END_TEST

/* A word that differs in a page that is measured. */
START_TEST(test_contents_count)
{
	struct expected e = { .algo = HASH_SHA_256 }, other;
	g_autoptr(World) world = measured_world(e.algo, VARIANT_NONE);
	uint8_t page[4096] = { 0 }, rest[80] = { 0 };
	uint64_t rd = granule(G_RD);

	expect_create(&e, 1, WORLD_WIDTH, 1, 1);
	OK(world, RMI_RTT_CREATE, rd, granule(G_TABLE_2), 0, 2);
	OK(world, RMI_RTT_CREATE, rd, granule(G_TABLE_3), 0, 3);
	OK(world, HOST_WRITE, granule(G_SOURCE) + 4088, 0x0102030405060708);
	OK(world, RMI_DATA_CREATE, rd, granule(G_DATA), 0, granule(G_SOURCE), 1);
	other = e;
	expect_data(&other, 0, 1, 0);
	put(page + 4088, 0x0102030405060708);
	put(rest + 8, 1);
	digest_of(&e, page, sizeof(page), rest + 16);
	extend(&e, 0, rest, sizeof(rest));
	ck_assert_mem_ne(e.rim, other.rim, 64);
	RIM_IS(world, e);
}
END_TEST

/* ---- REMs ---- */

static const unsigned sizes[] = { 0, 1, 8, 32, 63, 64 };

/* B3.42: the old REM, as long as the hash, then the value; padded in a reading. */
static void check_rem(enum rmm_hash_algo algo, unsigned size, gboolean padded)
{
	struct expected e = { .algo = algo };
	g_autoptr(World) world = measured_world(algo, padded ? VARIANT_REM_EXTEND_PADDED
							     : VARIANT_NONE);
	gsize used = algo == HASH_SHA_256 ? 32 : 64;
	uint8_t buffer[128] = { 0 }, rem[64] = { 0 };
	uint64_t value[10] = { 3, size, 1, 2, 3, 4, 5, 6, 7, 0x8000000000000000 };
	struct rmm_call call;

	OK(world, RMI_REC_CREATE, granule(G_RD), granule(G_REC), granule(G_PARAMS), 1);
	OK(world, RMI_REALM_ACTIVATE, granule(G_RD));
	ENTER(world, granule(G_REC));
	call = world_call(world, CMD_RSI_MEASUREMENT_EXTEND, value, 10);
	for (unsigned round = 0; round < 2; round++) {
		ck_assert_int_eq(world_step(world, &call), RSI_SUCCESS);
		memset(buffer, 0, sizeof(buffer));
		memcpy(buffer, rem, used);
		for (unsigned i = 0; i < size; i++)
			buffer[used + i] = (uint8_t)(value[2 + i / 8] >> i % 8 * 8);
		digest_of(&e, buffer, used + (padded ? 64 : size), rem);
		ck_assert_mem_eq(rmm_measurement(world->model, world->state, 0, 3), rem, 64);
	}
	/* What the Realm reads, and what it does not change. */
	OK(world, RSI_MEASUREMENT_READ, 3);
	for (unsigned i = 0; i < 64; i++)
		ck_assert_uint_eq((uint8_t)(world->result.out[i / 8] >> i % 8 * 8), rem[i]);
	OK(world, RSI_MEASUREMENT_READ, 4);
	for (unsigned i = 0; i < 8; i++)
		ck_assert_uint_eq(world->result.out[i], 0);
}

START_TEST(test_rem)
{
	for (gsize i = 0; i < G_N_ELEMENTS(algos); i++) {
		check_rem(algos[i], sizes[_i], FALSE);
		check_rem(algos[i], sizes[_i], TRUE);
	}
}
END_TEST

/* ---- the surrogate ---- */

/* Without a hash function: changes where the RIM would, and by every input. */
START_TEST(test_surrogate)
{
	static const uint64_t calls[][5] = {
		{ 0, PAGE, 1 }, { 0, 2 * PAGE, 1 }, { 0, PAGE, 0 }, { 1, 0, 4 * PAGE },
		{ 1, 4 * PAGE, 8 * PAGE }, { 2, 1, 0 }, { 2, 1, 5 },
	};
	uint64_t rims[G_N_ELEMENTS(calls)], start = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(calls); i++) {
		g_autoptr(World) world = world_build(NULL);
		uint64_t rd = granule(G_RD), before;

		memcpy(&before, rmm_measurement(world->model, world->state, 0, 0), 8);
		ck_assert(i == 0 || before == start);
		start = before;
		if (calls[i][0] == 0)
			OK(world, RMI_DATA_CREATE, rd, granule(G_DATA), calls[i][1],
			   granule(G_SOURCE), calls[i][2]);
		else if (calls[i][0] == 1)
			OK(world, RMI_RTT_INIT_RIPAS, rd, calls[i][1], calls[i][2]);
		else
			OK(world, RMI_REC_CREATE, rd, granule(G_DATA), granule(G_PARAMS),
			   calls[i][1], 3, 0, 0, calls[i][2]);
		memcpy(&rims[i], rmm_measurement(world->model, world->state, 0, 0), 8);
		ck_assert_uint_ne(rims[i], start);
		for (gsize j = 0; j < i; j++)
			ck_assert_uint_ne(rims[i], rims[j]);
	}
}
END_TEST

/* REMs are not kept then: reading one gives zero, extending is no mistake. */
START_TEST(test_surrogate_has_no_rem)
{
	g_autoptr(World) world = world_running(NULL);

	ck_assert_uint_eq(rmm_measurements(world->model), 1);
	OK(world, RSI_MEASUREMENT_EXTEND, 2, 8, 1);
	OK(world, RSI_MEASUREMENT_READ, 2);
	ck_assert_uint_eq(world->result.out[0], 0);
	OK(world, RSI_MEASUREMENT_READ, 0);
	ck_assert_uint_ne(world->result.out[0], 0);
	ck_assert_ptr_null(rmm_rpv(world->model, world->state, 0));
}
END_TEST

/* B5.4.5: what RSI_REALM_CONFIG tells of the Realm. */
START_TEST(test_personalization_value)
{
	g_autoptr(World) world = measured_world(HASH_SHA_512, VARIANT_NONE);
	uint64_t rd = granule(G_RD);

	OK(world, RMI_RTT_CREATE, rd, granule(G_TABLE_2), 0, 2);
	OK(world, RMI_RTT_CREATE, rd, granule(G_TABLE_3), 0, 3);
	OK(world, RMI_DATA_CREATE, rd, granule(G_DATA), 0, granule(G_SOURCE), 1);
	OK(world, RMI_REC_CREATE, rd, granule(G_REC), granule(G_PARAMS), 1);
	OK(world, RMI_REALM_ACTIVATE, rd);
	ENTER(world, granule(G_REC));
	OK(world, RSI_REALM_CONFIG, 0);
	ck_assert_uint_eq(world->result.out[0], WORLD_WIDTH);
	ck_assert_uint_eq(world->result.out[1], HASH_SHA_512);
	ck_assert_uint_eq(world->result.out[2], 0x1111);
	ck_assert_uint_eq(world->result.out[3], 0x2222);
	OK(world, READ, 0x208);
	ck_assert_uint_eq(world->result.out[2], 0x2222);
}
END_TEST

Suite *suite_measurement(void)
{
	Suite *suite = suite_create("measurement");
	TCase *tcase = tcase_create("measurement");

	tcase_add_loop_test(tcase, test_rim, 0, G_N_ELEMENTS(algos));
	tcase_add_test(tcase, test_contents_count);
	tcase_add_loop_test(tcase, test_rem, 0, G_N_ELEMENTS(sizes));
	tcase_add_test(tcase, test_surrogate);
	tcase_add_test(tcase, test_surrogate_has_no_rem);
	tcase_add_test(tcase, test_personalization_value);
	suite_add_tcase(suite, tcase);
	return suite;
}
