/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mistakes planted in what is learned, each of which is noticed: a condition that looks
 * at what is not tracked, that is another when it is asked again, or when it is tracked; functions that were changed; counterexamples that are none.
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "explore/engine.h"
#include "explore/peer.h"
#include "inquiry/witness.h"
#include "suites.h"

#ifdef EXPLORE_LEARNS

#include "engine/command.h"
#include "explore/act.h"
#include "explore/confirm.h"
#include "explore/verify.h"
#include "state/granule.h"

/* ---- a condition with a mistake ---- */

/* Of the Granules of the Host, which are the first. */
static bool looks_past_hooks(struct rmm_context *c, struct rmm_operands o)
{
	return rmm_granule_state(c->model, c->state, 1) == GRANULE_DELEGATED;
}

static bool changes_its_mind(struct rmm_context *c, struct rmm_operands o)
{
	static guint asked;

	return asked++ % 2;
}

static bool differs_when_tracked(struct rmm_context *c, struct rmm_operands o)
{
	return asking != NULL;
}

static bool is_right(struct rmm_context *c, struct rmm_operands o)
{
	return false;
}

typedef bool Holds(struct rmm_context *c, struct rmm_operands o);

static const struct {
	Holds *holds;
	/* What is said in a second run, and when all is learned and verified; NULL: nothing. */
	const char *again, *verified;
} planted[] = {
	{ is_right, NULL, NULL },
	{ looks_past_hooks, "contradict each other", "contradict each other" },
	{ changes_its_mind, "contradict each other", "contradict each other" },
	{ differs_when_tracked, NULL, "succeeds on one side alone" },
};

/* Instead of the first condition of RMI_GRANULE_DELEGATE. */
static void plant(struct rmm_model *m, Holds *holds)
{
	static struct rmm_predicate predicate;
	static struct rmm_failure failure;
	struct rmm_rules *rules = &m->rules[CMD_RMI_GRANULE_DELEGATE];

	predicate = (struct rmm_predicate){ holds, "planted" };
	/* Of a model where it was planted already it is the same. */
	if (rules->failure[0] != &failure)
		failure = *rules->failure[0];
	failure.violated = &predicate;
	rules->failure[0] = &failure;
}

static Exploration *small_peer(guint granules)
{
	const PeerOptions options = { .pages = 1, .granules = granules, .recs = 1 };

	return peer_new(&options);
}

static guint action_named(const struct explore_alphabet *a, enum rmm_command_id command, guint nth)
{
	for (guint i = 0; i < a->action_count; i++)
		if (a->actions[i].steps[0].call.command == command && nth-- == 0)
			return i;
	ck_abort_msg("there is no such action");
}

/* ---- in a process of its own ---- */

/* What @play prints before it ends, or is ended; the caller frees it. */
static char *play_apart(void (*play)(int), int number)
{
	GString *printed = g_string_new(NULL);
	char buffer[4096];
	ssize_t size;
	int ends[2];
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		play(number);
		g_printerr("all is well\n");
		_exit(0);
	}
	close(ends[1]);
	while ((size = read(ends[0], buffer, sizeof(buffer))) > 0)
		g_string_append_len(printed, buffer, size);
	close(ends[0]);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	return g_string_free(printed, FALSE);
}

static void check_apart(void (*play)(int), int number, const char *says)
{
	g_autofree char *printed = play_apart(play, number);

	ck_assert_msg(strstr(printed, says ? says : "all is well"), "%s", printed);
	ck_assert_msg(!says || !strstr(printed, "all is well"), "%s", printed);
}

/* Both Granules are given to the RMM, in two states that differ in what is hidden. */
static void run_again(int number)
{
	g_autoptr(Exploration) peer = small_peer(2);
	const struct explore_alphabet *a = &peer->alphabet;
	g_autoptr(Learner) learner = learner_new(a, FALSE);
	g_autofree struct rmm *state = g_memdup2(a->initial, a->state_size);
	guint first = action_named(a, CMD_RMI_GRANULE_DELEGATE, 0);

	explore_act(a, &a->actions[action_named(a, CMD_RMI_GRANULE_DELEGATE, 1)], state, NULL);
	plant(learner->model, planted[number].holds);
	learner_run(learner, first, a->initial);
	learner_run(learner, first, state);
}

START_TEST(test_run_again)
{
	check_apart(run_again, _i, planted[_i].again);
}
END_TEST

static void verify(int number)
{
	g_autoptr(Exploration) peer = small_peer(2);
	g_autoptr(Learner) learner = learner_new(&peer->alphabet, FALSE);
	Closure closure;
	Mismatch mismatch;

	plant(peer->model, planted[number].holds);
	plant(learner->model, planted[number].holds);
	closure_init(&closure, learner, 0);
	closure_run(&closure);
	if (!closure_verify(&closure, G_MAXUINT64, 1, &mismatch))
		g_error("what was learned %s", mismatch.what);
	closure_clear(&closure);
}

START_TEST(test_verified)
{
	check_apart(verify, _i, planted[_i].verified);
}
END_TEST

/*
 * What an engine finds of a tracked model that is not the one it stands for, it does
 * not show; and verifies that it stands for it, if asked.
 */
static bool refuses(struct rmm_context *c, struct rmm_operands o)
{
	return true;
}

static void find_what_is_not(int verify)
{
	g_autoptr(Exploration) peer = small_peer(1);
	struct explore_alphabet a = peer->alphabet;
	const struct state_test test = {
		.kind = TEST_GRANULE, .quantifier = EVERY_PAGE, .state = GRANULE_DELEGATED,
		.base = rmm_granule_pa(a.model, 0), .top = rmm_granule_pa(a.model, 1),
	};
	const struct explore_property never = {
		.kind = PROPERTY_NEVER, .test = &test, .text = "never"
	};
	const ExploreOptions options = { .no_depth = TRUE, .verify = verify };
	const ExploreSink sink = { 0 };
	ExploreResult result;

	plant(peer->model, refuses);
	a.properties = &never;
	a.property_count = 1;
	explore_symbolic.explore(&a, &options, &sink, &result);
}

START_TEST(test_not_shown)
{
	check_apart(find_what_is_not, FALSE, "what was found does not show on the model itself");
	check_apart(find_what_is_not, TRUE, "succeeds on one side alone");
}
END_TEST

/* ---- functions that were changed ---- */

/* A leaf by which an action is taken and writes a value, or by which it is not taken. */
static Leaf *find_leaf(const Learner *learner, gboolean taken)
{
	for (guint i = 0; i < learner->a->action_count; i++)
		for (guint j = 0; j < learner->actions[i].points->len; j++) {
			FunctionPoint *point = &g_array_index(learner->actions[i].points,
							      FunctionPoint, j);

			if (point->is_leaf && taken ==
			    (learner_outcome(learner, &point->leaf)->taken == ACTION_TAKEN) &&
			    (!taken || (point->leaf.write_count &&
					point->leaf.writes[0].term == TERM_ITSELF)))
				return &point->leaf;
		}
	ck_abort_msg("there is no such leaf");
}

static void check_verified(Closure *closure, const char *what)
{
	Mismatch mismatch = { 0, NULL, NULL };

	ck_assert_int_eq(closure_verify(closure, G_MAXUINT64, 1, &mismatch) > 0, what == NULL);
	if (what)
		ck_assert_str_eq(mismatch.what, what);
	g_free(mismatch.state);
}

START_TEST(test_changed)
{
	const PeerOptions options = { .pages = 1, .granules = 1, .recs = 1 };
	g_autoptr(Exploration) peer = peer_new(&options);
	g_autoptr(Learner) learner = learner_new(&peer->alphabet, FALSE);
	guint64 result;
	Closure closure;
	GArray *branches;
	Leaf *leaf;

	closure_init(&closure, learner, 0);
	closure_run(&closure);
	check_verified(&closure, NULL);
	leaf = find_leaf(learner, TRUE);
	leaf->writes[0].value ^= 1;
	check_verified(&closure, "leads to different states");
	leaf->writes[0].value ^= 1;
	result = leaf->result;
	leaf->result = find_leaf(learner, FALSE)->result;
	check_verified(&closure, "succeeds on one side alone");
	leaf->result = result;
	check_verified(&closure, NULL);
	branches = g_array_index(learner->actions[0].points, FunctionPoint, 0).branches;
	g_array_set_size(branches, 0);
	check_verified(&closure, "was not learned");
	closure_clear(&closure);
}
END_TEST

#endif

/* ---- counterexamples that are none ---- */

static Exploration *bent_peer(enum rmm_variant variant)
{
	PeerOptions options = { .pages = 1, .granules = 1, .recs = 1 };

	if (variant != VARIANT_NONE)
		rmm_add_variant(&options.variants, variant);
	return peer_new(&options);
}

/* Does the model of @exploration show it? By each of those who ask. */
static gboolean is_shown(const Exploration *exploration, const Found *found)
{
	Witness *witness = witness_new(exploration, found);
	gboolean confirmed = witness->confirmed;

#ifdef EXPLORE_LEARNS
	ck_assert_int_eq(found_is_confirmed(&exploration->alphabet, found), confirmed);
#endif
	witness_free(witness);
	return confirmed;
}

START_TEST(test_no_counterexample)
{
	g_autoptr(Exploration) bent = bent_peer(VARIANT_INIT_RIPAS_WHEN_ACTIVE);
	g_autoptr(Exploration) right = bent_peer(VARIANT_NONE);
	const ExploreOptions options = { .no_depth = TRUE };
	const ExploreSink sink = { 0 };
	ExploreResult result;
	Found *found, other;

	explore_plain.explore(&bent->alphabet, &options, &sink, &result);
	ck_assert_uint_ge(result.found->len, 1);
	found = result.found->pdata[0];
	ck_assert_int_eq(found->kind, FOUND_INVARIANT);
	ck_assert(is_shown(bent, found));
	/* the same calls of a right model; another rule, or kind; fewer actions, or in another order */
	ck_assert(!is_shown(right, found));
	other = *found;
	other.index ^= 1;
	ck_assert(!is_shown(bent, &other));
	other = *found;
	other.kind = FOUND_EFFECT;
	ck_assert(!is_shown(bent, &other));
	ck_assert_uint_eq(found->actions->len, 2);
	g_array_set_size(found->actions, 1);
	ck_assert(!is_shown(bent, found));
	g_array_append_val(found->actions, g_array_index(found->actions, guint, 0));
	ck_assert(!is_shown(bent, found));
	explore_result_clear(&result);
}
END_TEST

Suite *suite_learn_planted(void)
{
	Suite *suite = suite_create("learn_planted");
	TCase *tcase = tcase_create("learn_planted");

	tcase_set_timeout(tcase, 60);
#ifdef EXPLORE_LEARNS
	tcase_add_loop_test(tcase, test_run_again, 0, G_N_ELEMENTS(planted));
	tcase_add_loop_test(tcase, test_verified, 0, G_N_ELEMENTS(planted));
	tcase_add_test(tcase, test_not_shown);
	tcase_add_test(tcase, test_changed);
#endif
	tcase_add_test(tcase, test_no_counterexample);
	suite_add_tcase(suite, tcase);
	return suite;
}
