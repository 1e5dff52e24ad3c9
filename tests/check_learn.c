/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is learned of the model: that it leads where the plain model does, in
 * every state, and that it counts what the plain engine counts.
 */
#include <string.h>

#include "explore/engine.h"
#include "explore/peer.h"
#include "folder.h"
#include "program.h"
#include "suites.h"

/* Which engines a build has, and why it has no more, is printed. */
static void check_printed(const char *command, int status, const char *says)
{
	int code;
	g_autofree char *printed = program_run(command, &code);

	ck_assert_int_eq(code, status);
	ck_assert_msg(strstr(printed, says), "%s", printed);
}

#ifdef EXPLORE_LEARNS

#include "explore/verify.h"
#include "explore/view.h"

static ExploreResult explore_by(const ExploreEngine *engine, const struct explore_alphabet *a,
				gboolean depth)
{
	const ExploreOptions options = {
		.all = TRUE, .unchecked = TRUE, .no_depth = !depth, .verify = depth
	};
	const ExploreSink sink = { 0 };
	ExploreResult result;

	engine->explore(a, &options, &sink, &result);
	return result;
}

/* ---- against the plain engine ---- */

/* Alphabets that the plain engine goes through in a moment. */
static const PeerOptions small[] = {
	{ .pages = 1, .granules = 1, .recs = 1 },
	{ .pages = 1, .granules = 2, .recs = 1 },
	{ .pages = 2, .granules = 1, .recs = 1 },
	{ .pages = 2, .granules = 2, .recs = 1 },
	{ .pages = 3, .granules = 1, .recs = 1 },
	{ .pages = 1, .granules = 3, .recs = 1 },
	{ .pages = 3, .granules = 2, .recs = 1 },
	{ .pages = 1, .granules = 1, .recs = 2 },
	{ .pages = 2, .granules = 1, .recs = 2 },
	{ .pages = 1, .granules = 2, .recs = 2 },
	{ .pages = 2, .granules = 1, .recs = 1, .base = TRUE },
	{ .pages = 2, .granules = 2, .recs = 1, .base = TRUE },
	{ .pages = 1, .granules = 1, .recs = 1, .ghosts = TRUE },
	{ .pages = 2, .granules = 1, .recs = 1, .ghosts = TRUE },
	{ .pages = 1, .granules = 2, .recs = 1, .ghosts = TRUE },
	{ .pages = 1, .granules = 1, .recs = 1, .coverage = TRUE },
	{ .pages = 2, .granules = 2, .recs = 1, .coverage = TRUE },
	{ .pages = 2, .granules = 1, .recs = 2, .coverage = TRUE },
	{ .pages = 2, .granules = 1, .recs = 1, .ghosts = TRUE, .coverage = TRUE },
	{ .pages = 2, .granules = 1, .recs = 2, .base = TRUE, .coverage = TRUE },
};

static void check_conditions(const CommandCount *plain, const CommandCount *learned,
			     gboolean coverage)
{
	for (guint i = 0; i < COMMANDS; i++) {
		ck_assert(plain[i].successes == learned[i].successes);
		ck_assert(plain[i].refusals == learned[i].refusals);
		if (coverage) {
			ck_assert_uint_eq(plain[i].reached, learned[i].reached);
			ck_assert_uint_eq(plain[i].alone, learned[i].alone);
		}
	}
}

/* With invariants, and every condition evaluated. */
static void check_checked(const struct explore_alphabet *a, const ExploreResult *plain)
{
	const ExploreOptions options = { .all = TRUE, .no_depth = TRUE };
	const ExploreSink sink = { 0 };
	ExploreResult result;

	explore_symbolic.explore(a, &options, &sink, &result);
	ck_assert_int_eq(result.end, EXPLORE_CLOSED);
	ck_assert_uint_eq(result.found->len, 0);
	ck_assert_uint_eq(result.checked, ~a->ignored);
	ck_assert(result.states == plain->states);
	check_conditions(plain->commands, result.commands, TRUE);
	explore_result_clear(&result);
}

/* State by state, by so many threads. */
static void check_words(const struct explore_alphabet *a, const ExploreResult *plain, guint jobs)
{
	const ExploreOptions options = { .all = TRUE, .unchecked = TRUE, .jobs = jobs };
	const ExploreSink sink = { 0 };
	ExploreResult result;

	explore_explicit.explore(a, &options, &sink, &result);
	ck_assert_int_eq(result.end, EXPLORE_CLOSED);
	ck_assert(result.states == plain->states);
	ck_assert(result.transitions == plain->transitions);
	ck_assert_uint_eq(result.depth, plain->depth);
	explore_result_clear(&result);
}

START_TEST(test_as_plain)
{
	g_autoptr(Exploration) peer = peer_new(&small[_i]);
	ExploreResult plain = explore_by(&explore_plain, &peer->alphabet, TRUE);
	ExploreResult learned = explore_by(&explore_symbolic, &peer->alphabet, TRUE);

	ck_assert_int_eq(learned.end, EXPLORE_CLOSED);
	ck_assert(plain.states == learned.states);
	ck_assert(plain.transitions == learned.transitions);
	ck_assert_uint_eq(plain.depth, learned.depth);
	ck_assert(learned.has_depth);
	for (guint i = 0; i < peer->alphabet.action_count; i++)
		ck_assert(plain.taken[i] == learned.taken[i]);
	check_conditions(plain.commands, learned.commands, small[_i].coverage);
	if (!small[_i].coverage)
		check_checked(&peer->alphabet, &plain);
	ck_assert_uint_lt(learned.runs, plain.runs);
	check_words(&peer->alphabet, &plain, 1);
	check_words(&peer->alphabet, &plain, 3);
	explore_result_clear(&plain);
	explore_result_clear(&learned);
}
END_TEST

/* ---- questions of the library ---- */

static const struct {
	const char *name;
	gboolean ghosts;
} library[] = {
	{ "tables", FALSE }, { "tables", TRUE }, { "interrupted", FALSE },
	{ "interrupted", TRUE }, { "two-realms", FALSE }, { "two-recs", FALSE },
	{ "two-pages", FALSE }, { "one-page", FALSE }, { "kvm-two-vcpus", FALSE },
};

/* The question, without what needs a graph of all states. */
static const char *add_question(Folder *folder, const char *name, gboolean ghosts)
{
	g_autofree char *path = g_strdup_printf("scenarios/explore/%s.ripas", name);
	g_autofree char *text = NULL;
	g_autoptr(GRegex) regex = g_regex_new("^ *always .*\n", G_REGEX_MULTILINE, 0, NULL);
	g_autofree char *plain = NULL, *here = NULL, *common = NULL;
	g_autoptr(GString) all = NULL;

	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	plain = g_regex_replace(regex, text, -1, 0, "", 0, NULL);
	all = g_string_new(plain);
	here = g_get_current_dir();
	common = g_strconcat(here, "/scenarios/common/", NULL);
	g_string_replace(all, "../common/", common, 0);
	if (ghosts)
		ck_assert_uint_eq(g_string_replace(all, "ghosts off", "ghosts on", 0), 1);
	return folder_add(folder, "question.ripas", all->str, -1);
}

/* What the tool prints of it, up to what differs by engine. */
static char *sizes_by(const char *engine, const char *path)
{
	g_autofree char *command = g_strdup_printf(
		"ripas-sim explore --all --verify --engine %s '%s'", engine, path);
	int code;
	char *printed = program_run(command, &code), *end = strstr(printed, "; closed");

	ck_assert_msg(code == 0 && end, "%s", printed);
	*end = '\0';
	return printed;
}

START_TEST(test_library)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = add_question(folder, library[_i].name, library[_i].ghosts);
	g_autofree char *plain = sizes_by("plain", path);
	g_autofree char *learned = sizes_by("symbolic", path);

	ck_assert_str_eq(plain, learned);
}
END_TEST

/* ---- mistakes are learned like anything else ---- */

static const enum rmm_variant bent[] = {
	VARIANT_SET_RIPAS_OVER_DESTROYED, VARIANT_DATA_DESTROY_KEEPS_RAM,
	VARIANT_DATA_MAPPED_TWICE, VARIANT_INIT_RIPAS_WHEN_ACTIVE,
	VARIANT_DATA_CREATE_WHEN_ACTIVE, VARIANT_EMPTY_KEEPS_VALID,
	VARIANT_DATA_DESTROY_ORPHANS, VARIANT_SET_RIPAS_UNMAPS_EMPTY,
};

START_TEST(test_bent)
{
	PeerOptions options = { .pages = 2, .granules = 1, .recs = 1, .ghosts = TRUE };
	g_autoptr(Exploration) peer = NULL;
	g_autoptr(Learner) learner = NULL;
	ExploreResult plain;
	Closure closure;
	Mismatch mismatch;
	MddView *view;

	rmm_add_variant(&options.variants, bent[_i]);
	peer = peer_new(&options);
	learner = learner_new(&peer->alphabet, FALSE);
	closure_init(&closure, learner, 0);
	closure_run(&closure);
	ck_assert(!closure.incomplete);
	ck_assert_msg(closure_verify(&closure, G_MAXUINT64, 1, &mismatch) > 0, "%s",
		      peer->alphabet.actions[mismatch.action].name);
	plain = explore_by(&explore_plain, &peer->alphabet, TRUE);
	view = mdd_view_new(closure.mdd, closure.reached);
	ck_assert(mdd_view_count(view, NULL) == plain.states);
	mdd_view_free(view);
	explore_result_clear(&plain);
	closure_clear(&closure);
}
END_TEST

/* ---- bounds ---- */

/* What was found before memory was used up is told, and is more than where it began. */
START_TEST(test_memory)
{
	PeerOptions options = { .pages = 4, .granules = 4, .recs = 1 };
	const ExploreOptions bound = { .memory = 16 << 20, .unchecked = TRUE, .no_depth = TRUE };
	const ExploreSink sink = { 0 };
	g_autoptr(Exploration) peer = NULL;
	ExploreResult result;

	rmm_add_variant(&options.variants, VARIANT_DATA_MAPPED_TWICE);
	peer = peer_new(&options);
	explore_symbolic.explore(&peer->alphabet, &bound, &sink, &result);
	ck_assert_int_eq(result.end, EXPLORE_MEMORY);
	ck_assert_uint_gt((guint64)result.states, 100000);
	ck_assert_uint_le(result.memory, bound.memory);
	explore_result_clear(&result);
}
END_TEST

/* What breaks near where it began is found in the memory that there is. */
START_TEST(test_near)
{
	PeerOptions options = { .pages = 4, .granules = 4, .recs = 1 };
	const ExploreOptions bound = { .memory = 16 << 20 };
	const ExploreSink sink = { 0 };
	g_autoptr(Exploration) peer = NULL;
	ExploreResult result;
	const Found *found;

	rmm_add_variant(&options.variants, VARIANT_DATA_MAPPED_TWICE);
	peer = peer_new(&options);
	explore_symbolic.explore(&peer->alphabet, &bound, &sink, &result);
	ck_assert_int_eq(result.end, EXPLORE_MEMORY);
	ck_assert_uint_eq(result.found->len, 1);
	found = result.found->pdata[0];
	ck_assert_int_eq(found->kind, FOUND_INVARIANT);
	ck_assert_uint_eq(found->actions->len, 3);
	explore_result_clear(&result);
}
END_TEST

/* ---- what breaks, and how soon ---- */

/* The first thing that is found: by how many actions; 0: nothing. */
static guint soonest(const ExploreEngine *engine, const struct explore_alphabet *a)
{
	const ExploreOptions options = { .no_depth = TRUE };
	const ExploreSink sink = { 0 };
	ExploreResult result;
	guint length = 0;

	engine->explore(a, &options, &sink, &result);
	if (result.found->len)
		length = ((const Found *)result.found->pdata[0])->actions->len;
	ck_assert_int_eq(result.found_in > 0, length > 0 && engine == &explore_symbolic);
	explore_result_clear(&result);
	return length;
}

/* Every variant: the verdict of both engines, and the length of the way there. */
START_TEST(test_variant)
{
	PeerOptions options = { .pages = 1, .granules = 1, .recs = 1, .ghosts = TRUE };
	g_autoptr(Exploration) peer = NULL;

	rmm_add_variant(&options.variants, (enum rmm_variant)_i);
	peer = peer_new(&options);
	ck_assert_uint_eq(soonest(&explore_symbolic, &peer->alphabet),
			  soonest(&explore_plain, &peer->alphabet));
}
END_TEST

/* Some of two pages and Granules, and that these are not found by one. */
static const struct {
	enum rmm_variant variant;
	guint length;
} soon[] = {
	{ VARIANT_SET_RIPAS_OVER_DESTROYED, 6 }, { VARIANT_DATA_DESTROY_KEEPS_RAM, 3 },
	{ VARIANT_DATA_MAPPED_TWICE, 3 }, { VARIANT_INIT_RIPAS_WHEN_ACTIVE, 2 },
	{ VARIANT_DATA_CREATE_WHEN_ACTIVE, 3 }, { VARIANT_FAILURE_HAS_EFFECT, 6 },
	{ VARIANT_EMPTY_KEEPS_VALID, 5 },
};

START_TEST(test_soonest)
{
	PeerOptions options = { .pages = 2, .granules = 2, .recs = 1, .ghosts = TRUE };
	g_autoptr(Exploration) peer = NULL;

	rmm_add_variant(&options.variants, soon[_i].variant);
	peer = peer_new(&options);
	ck_assert_uint_eq(soonest(&explore_symbolic, &peer->alphabet), soon[_i].length);
}
END_TEST

START_TEST(test_engines)
{
	check_printed("ripas-sim --version", 0, "explores by symbolic, explicit, plain\n");
}
END_TEST

Suite *suite_learn(void)
{
	Suite *suite = suite_create("learn");
	TCase *tcase = tcase_create("learn");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_engines);
	tcase_add_loop_test(tcase, test_as_plain, 0, G_N_ELEMENTS(small));
	tcase_add_loop_test(tcase, test_library, 0, G_N_ELEMENTS(library));
	tcase_add_test(tcase, test_memory);
	tcase_add_test(tcase, test_near);
	tcase_add_loop_test(tcase, test_bent, 0, G_N_ELEMENTS(bent));
	tcase_add_loop_test(tcase, test_variant, 1, VARIANTS);
	tcase_add_loop_test(tcase, test_soonest, 0, G_N_ELEMENTS(soon));
	suite_add_tcase(suite, tcase);
	return suite;
}

#else

/* This compiler does not tell what the model depends on: exploration is plain. */
START_TEST(test_no_engine)
{
	ck_assert_ptr_null(explore_engine("symbolic"));
	check_printed("ripas-sim --version", 0, "explores by plain alone: ");
	check_printed("ripas-sim explore --engine symbolic scenarios/explore/one-page.ripas", 2,
		      "no engine 'symbolic'; there are: plain; to learn ");
	check_printed("ripas-sim explore -v scenarios/explore/call-without-page.ripas", 0,
		      "by the plain engine: to learn ");
}
END_TEST

Suite *suite_learn(void)
{
	Suite *suite = suite_create("learn");
	TCase *tcase = tcase_create("learn");

	tcase_add_test(tcase, test_no_engine);
	suite_add_tcase(suite, tcase);
	return suite;
}

#endif
