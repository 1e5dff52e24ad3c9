/* SPDX-License-Identifier: BSD-3-Clause */
/* Explorations: known sizes, and what is found where rules are bent. */
#include <string.h>

#include "explore/engine.h"
#include "explore/peer.h"
#include "explore/store.h"
#include "suites.h"

static ExploreResult explore_all(const struct explore_alphabet *a)
{
	const ExploreOptions options = { .all = TRUE };
	const ExploreSink sink = { 0 };
	ExploreResult result;

	explore_plain.explore(a, &options, &sink, &result);
	return result;
}

/* ---- sizes that SPIN, rumur and a program of its own give, too ---- */

static const struct {
	PeerOptions options;
	guint64 states, transitions, depth;
} sizes[] = {
	{ { .pages = 2, .granules = 2, .recs = 1 }, 9422, 58578, 14 },
	{ { .pages = 2, .granules = 2, .recs = 1, .base = TRUE }, 10990, 67034, 14 },
	{ { .pages = 2, .granules = 2, .recs = 1, .ghosts = TRUE }, 118213, 794882, 22 },
};

START_TEST(test_size)
{
	g_autoptr(Exploration) peer = peer_new(&sizes[_i].options);
	ExploreResult result = explore_all(&peer->alphabet);

	ck_assert_int_eq(result.end, EXPLORE_CLOSED);
	ck_assert_uint_eq((guint64)result.states, sizes[_i].states);
	ck_assert_uint_eq((guint64)result.transitions, sizes[_i].transitions);
	ck_assert_uint_eq(result.depth, sizes[_i].depth);
	ck_assert_uint_eq(result.found->len, 0);
	explore_result_clear(&result);
}
END_TEST

/* ---- what breaks, and how soon ---- */

static const struct {
	enum rmm_variant variant;
	const char *row;
	guint length;           /* of the shortest way there */
} bent[] = {
	{ VARIANT_SET_RIPAS_OVER_DESTROYED, "destroyed-left-by-consent", 6 },
	{ VARIANT_DATA_DESTROY_KEEPS_RAM, "lost-contents-not-ram", 3 },
	{ VARIANT_DATA_MAPPED_TWICE, "assigned-owns-data", 3 },
	{ VARIANT_INIT_RIPAS_WHEN_ACTIVE, "rim-fixed-after-new", 2 },
	{ VARIANT_DATA_CREATE_WHEN_ACTIVE, "ram-by-consent", 3 },
	{ VARIANT_FAILURE_HAS_EFFECT, "failure-changes-nothing", 6 },
};

START_TEST(test_bent)
{
	PeerOptions options = { .pages = 2, .granules = 2, .recs = 1, .ghosts = TRUE };
	const ExploreOptions first = { 0 };
	const ExploreSink sink = { 0 };
	g_autoptr(Exploration) peer = NULL;
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	ExploreResult result;
	const Found *found;

	rmm_add_variant(&options.variants, bent[_i].variant);
	peer = peer_new(&options);
	explore_plain.explore(&peer->alphabet, &first, &sink, &result);
	ck_assert_int_eq(result.end, EXPLORE_VIOLATED);
	ck_assert_uint_ge(result.found->len, 1);
	found = result.found->pdata[0];
	ck_assert_int_eq(found->kind, FOUND_INVARIANT);
	ck_assert_str_eq(rows[found->index].id, bent[_i].row);
	ck_assert_uint_eq(found->actions->len, bent[_i].length);
	explore_result_clear(&result);
}
END_TEST

/* ---- the set of states ---- */

START_TEST(test_store)
{
	guint8 state[21] = { 0 }, again[21];
	g_autoptr(Store) store = store_new(state, sizeof(state));
	gboolean is_new;

	/* Bytes that begin to differ late, more states than the first table holds. */
	for (guint i = 0; i < 3000; i++) {
		state[i % 3 * 7] = (guint8)i;
		state[20] = (guint8)(i >> 8);
		store_add(store, state, &is_new);
	}
	memset(state, 0, sizeof(state));
	ck_assert_uint_eq(store_add(store, state, &is_new), 0);
	ck_assert(!is_new);
	for (guint32 i = 0; i < store_count(store); i++) {
		store_get(store, i, again);
		ck_assert_uint_eq(store_add(store, again, &is_new), i);
		ck_assert(!is_new);
	}
	ck_assert_uint_eq(store_width(store), 4);
}
END_TEST

Suite *suite_explore(void)
{
	Suite *suite = suite_create("explore");
	TCase *tcase = tcase_create("explore");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_size, 0, G_N_ELEMENTS(sizes));
	tcase_add_loop_test(tcase, test_bent, 0, G_N_ELEMENTS(bent));
	tcase_add_test(tcase, test_store);
	suite_add_tcase(suite, tcase);
	return suite;
}
