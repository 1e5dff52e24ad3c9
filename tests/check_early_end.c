/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Explorations that are ended early, at every point of their work: they end at once,
 * and what they say is true.
 */
#include "explore/engine.h"
#include "explore/patience.h"
#include "explore/peer.h"
#include "suites.h"

/* How often an engine has looked, and when it is told to end. */
typedef struct {
	guint looks, end;               /* 0: never */
} Waiting;

static gboolean look(gpointer user, Count states, Count transitions, guint64 depth)
{
	Waiting *waiting = user;

	return ++waiting->looks != waiting->end;
}

static ExploreResult explore_until(const ExploreEngine *engine, const Exploration *peer,
				   Waiting *waiting)
{
	const ExploreOptions options = { .jobs = 1 };
	const ExploreSink sink = { .user = waiting, .progress = look };
	ExploreResult result;

	engine->explore(&peer->alphabet, &options, &sink, &result);
	return result;
}

static void check_ended(const ExploreResult *result, const ExploreResult *all,
			const Waiting *waiting)
{
	ck_assert_int_eq(result->end, EXPLORE_INTERRUPTED);
	/* Nobody has to be asked twice. */
	ck_assert_uint_eq(waiting->looks, waiting->end);
	ck_assert(result->states <= all->states && result->transitions <= all->transitions);
	ck_assert(!result->counted || (result->states == all->states &&
				       result->transitions == all->transitions));
	ck_assert(!result->searched || (result->counted && !result->has_depth));
	ck_assert_uint_eq(result->found->len, 0);
	/* Between looks, and after the last: what is near has its own bound. */
	ck_assert_uint_le(result->work, (guint64)waiting->end * 2 * PATIENCE_LOOK + (10 << 20));
}

/* Some points of all that there are. */
#define POINTS 5

START_TEST(test_point)
{
	const PeerOptions options = { .pages = 2, .granules = 2, .recs = 1 };
	g_autoptr(Exploration) peer = peer_new(&options);

	for (const ExploreEngine *const *engine = explore_engines(); *engine; engine++) {
		Waiting waiting = { 0, 0 };
		ExploreResult all = explore_until(*engine, peer, &waiting);
		guint looks = waiting.looks;

		ck_assert_int_eq(all.end, EXPLORE_CLOSED);
		ck_assert(all.counted && all.searched);
		ck_assert_uint_ge(looks, POINTS);
		ck_assert_uint_le(all.work, (guint64)(looks + 1) * 2 * PATIENCE_LOOK);
		for (guint i = 0; i <= POINTS; i++) {
			ExploreResult result;

			waiting = (Waiting){ 0, 1 + i * (looks - 1) / POINTS };
			result = explore_until(*engine, peer, &waiting);
			check_ended(&result, &all, &waiting);
			explore_result_clear(&result);
		}
		explore_result_clear(&all);
	}
}
END_TEST

/*
 * What breaks three actions from the initial state is found however early the search is
 * ended, by engines that look near then.
 */
START_TEST(test_near)
{
	PeerOptions options = { .pages = 3, .granules = 2, .recs = 1 };
	g_autoptr(Exploration) peer = NULL;

	rmm_add_variant(&options.variants, VARIANT_DATA_MAPPED_TWICE);
	peer = peer_new(&options);
	for (const ExploreEngine *const *engine = explore_engines(); *engine; engine++) {
		Waiting waiting = { 0, 1 };
		ExploreResult result = explore_until(*engine, peer, &waiting);

		ck_assert_int_eq(result.end, EXPLORE_INTERRUPTED);
		ck_assert(!result.counted && !result.searched);
		if (result.work) {
			ck_assert_uint_eq(result.found->len, 1);
			ck_assert_uint_eq(((const Found *)result.found->pdata[0])->actions->len, 3);
		}
		explore_result_clear(&result);
	}
}
END_TEST

/* A table that is too small for all states takes none of what is known without it. */
START_TEST(test_table)
{
	const PeerOptions options = { .pages = 3, .granules = 2, .recs = 1 };
	g_autoptr(Exploration) peer = peer_new(&options);
	const ExploreOptions small = { .memory = 1 << 16, .jobs = 1 };
	const ExploreSink sink = { 0 };
	const ExploreEngine *engine = explore_engine("explicit");
	Waiting never = { 0, 0 };
	ExploreResult all, result;

	if (!engine)
		return;
	all = explore_until(engine, peer, &never);
	engine->explore(&peer->alphabet, &small, &sink, &result);
	ck_assert_ptr_null(all.instead);
	ck_assert_ptr_nonnull(result.instead);
	ck_assert_int_eq(result.end, EXPLORE_CLOSED);
	ck_assert(result.counted && result.searched && all.has_depth && !result.has_depth);
	ck_assert(result.states == all.states && result.transitions == all.transitions);
	explore_result_clear(&all);
	explore_result_clear(&result);
}
END_TEST

Suite *suite_early_end(void)
{
	Suite *suite = suite_create("early_end");
	TCase *tcase = tcase_create("early_end");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_point);
	tcase_add_test(tcase, test_near);
	tcase_add_test(tcase, test_table);
	suite_add_tcase(suite, tcase);
	return suite;
}
