/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sizes of explorations that are known, of all states and of classes of them, and
 * by how few runs of the model; what is left out of a state; an early end.
 */
#include "explore/engine.h"
#include "explore/peer.h"
#include "suites.h"

#ifdef EXPLORE_LEARNS

#include "explore/closure.h"

/* ---- known sizes ---- */

static const struct {
	PeerOptions options;
	guint64 states, transitions, executions;
} sizes[] = {
	{ { .pages = 3, .granules = 3, .recs = 1 }, 303666, 2518548, 1000 },
	{ { .pages = 3, .granules = 3, .recs = 1, .base = TRUE }, 396546, 3189548, 1000 },
	{ { .pages = 4, .granules = 4, .recs = 1 }, 10635624, 109805448, 2000 },
	{ { .pages = 4, .granules = 4, .recs = 1, .base = TRUE }, 15062760, 150162536, 2000 },
	{ { .pages = 2, .granules = 2, .recs = 1, .base = TRUE, .ghosts = TRUE },
	  137175, 906083, 1000 },
	{ { .pages = 2, .granules = 2, .recs = 2 }, 235718, 2102394, 1000 },
};

START_TEST(test_sizes)
{
	g_autoptr(Exploration) peer = peer_new(&sizes[_i].options);
	g_autoptr(Learner) learner = learner_new(&peer->alphabet, FALSE);
	const ExploreOptions options = { .all = TRUE, .unchecked = TRUE, .no_depth = TRUE };
	const ExploreSink sink = { 0 };
	ExploreResult result;
	Closure closure;

	explore_symbolic.explore(&peer->alphabet, &options, &sink, &result);
	ck_assert_uint_eq((guint64)result.states, sizes[_i].states);
	ck_assert_uint_eq((guint64)result.transitions, sizes[_i].transitions);
	ck_assert(!result.has_depth);
	closure_init(&closure, learner, 0, NULL, NULL);
	closure_run(&closure);
	ck_assert_uint_lt(learner->executions, sizes[_i].executions);
	closure_clear(&closure);
	explore_result_clear(&result);
}
END_TEST

/* ---- parts that are left out ---- */

static gboolean is_link(const struct rmm_part *part, unsigned granules)
{
	return part->kind == PART_LINK && part->subject < granules;
}

/*
 * Links of Granules that data may be in are left out: nothing depends on them,
 * and the entries determine them. With two entries that map one Granule, they
 * do not: then links are part of what is counted.
 */
START_TEST(test_dependent)
{
	PeerOptions options = { .pages = 2, .granules = 2, .recs = 1 };
	g_autoptr(Exploration) peer = NULL;
	g_autoptr(Learner) learner = NULL;
	Closure closure;

	if (_i)
		rmm_add_variant(&options.variants, VARIANT_DATA_MAPPED_TWICE);
	peer = peer_new(&options);
	learner = learner_new(&peer->alphabet, FALSE);
	closure_init(&closure, learner, 0, NULL, NULL);
	closure_run(&closure);
	for (guint i = 0; i < learner->space->count; i++)
		if (is_link(&learner->space->parts[i].is, options.granules)) {
			gboolean visible = closure.levels.level_of[i] < closure.levels.visible;

			ck_assert_int_eq(visible, _i);
		}
	closure_clear(&closure);
}
END_TEST

/* ---- up to the names of Granules ---- */

static const struct {
	PeerOptions options;
	guint64 states, transitions;
} classes[] = {
	{ { .pages = 2, .granules = 2, .recs = 1 }, 5384, 34303 },
	{ { .pages = 2, .granules = 2, .recs = 1, .base = TRUE }, 6280, 39263 },
	{ { .pages = 3, .granules = 3, .recs = 1 }, 70620, 621474 },
	{ { .pages = 3, .granules = 3, .recs = 1, .base = TRUE }, 92220, 787994 },
	/* One Granule has no other name. */
	{ { .pages = 2, .granules = 1, .recs = 1 }, 0, 0 },
};

START_TEST(test_classes)
{
	g_autoptr(Exploration) peer = peer_new(&classes[_i].options);
	const ExploreSink sink = { 0 };
	ExploreOptions options = { .unchecked = TRUE, .symmetry = TRUE, .no_depth = TRUE };
	ExploreResult result, all;

	explore_symbolic.explore(&peer->alphabet, &options, &sink, &all);
	for (options.jobs = 1; options.jobs <= 3; options.jobs += 2) {
		explore_explicit.explore(&peer->alphabet, &options, &sink, &result);
		ck_assert_int_eq(result.end, EXPLORE_CLOSED);
		ck_assert_uint_eq((guint64)result.states,
				  classes[_i].states ? classes[_i].states : (guint64)all.states);
		ck_assert_uint_eq((guint64)result.transitions,
				  classes[_i].transitions ? classes[_i].transitions
							  : (guint64)all.transitions);
		explore_result_clear(&result);
	}
	explore_result_clear(&all);
}
END_TEST

/* ---- bounds ---- */

static gboolean stop(gpointer user, Count states, Count transitions, guint64 depth)
{
	return FALSE;
}

START_TEST(test_interrupted)
{
	const PeerOptions options = { .pages = 5, .granules = 5, .recs = 1 };
	const ExploreOptions none = { .unchecked = TRUE, .no_depth = TRUE };
	const ExploreSink sink = { .progress = stop };
	g_autoptr(Exploration) peer = peer_new(&options);
	ExploreResult result;

	explore_symbolic.explore(&peer->alphabet, &none, &sink, &result);
	ck_assert_int_eq(result.end, EXPLORE_INTERRUPTED);
	/* What was found is there, and not all of it. */
	ck_assert(result.states >= 1 && result.states < 610810632);
	explore_result_clear(&result);
}
END_TEST

#endif

/* Empty where nothing is learned: see check_learn.c. */
Suite *suite_sizes(void)
{
	Suite *suite = suite_create("sizes");
	TCase *tcase = tcase_create("sizes");

	tcase_set_timeout(tcase, 120);
#ifdef EXPLORE_LEARNS
	tcase_add_loop_test(tcase, test_sizes, 0, G_N_ELEMENTS(sizes));
	tcase_add_loop_test(tcase, test_dependent, 0, 2);
	tcase_add_loop_test(tcase, test_classes, 0, G_N_ELEMENTS(classes));
	tcase_add_test(tcase, test_interrupted);
#endif
	suite_add_tcase(suite, tcase);
	return suite;
}
