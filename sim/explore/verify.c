/* SPDX-License-Identifier: BSD-3-Clause */
/* Holding what was learned to the plain model. */
#include "explore/verify.h"

#include <string.h>

#include "explore/settle.h"
#include "explore/view.h"

typedef struct {
	const Learner *learner;
	struct rmm *from, *plain, *learned;
	Mismatch *mismatch;
} Check;

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	const Check *check = user;

	return memcmp((const char *)state + offset, (const char *)check->from + offset, size) != 0;
}

static enum explore_taken take_plainly(Check *check, guint action)
{
	const struct explore_alphabet *a = check->learner->a;
	enum explore_taken taken;

	memcpy(check->plain, check->from, a->state_size);
	taken = explore_act(a, &a->actions[action], check->plain, NULL);
	if (taken != ACTION_TAKEN)
		return taken;
	explore_settle(a, check->plain, wrote, check);
	if (!a->ghosts)
		explore_settle_ghosts(a, check->plain, wrote, check);
	return taken;
}

/* What differs; NULL: nothing. */
static const char *compare(Check *check, guint action)
{
	const Learner *learner = check->learner;
	const Leaf *leaf = function_find(&learner->actions[action], &learner->terms,
					 learner->space, check->from);
	enum explore_taken taken = take_plainly(check, action);

	if (!leaf)
		return "was not learned";
	if (learner_outcome(learner, leaf)->taken != taken)
		return "succeeds on one side alone";
	if (taken != ACTION_TAKEN)
		return NULL;
	memcpy(check->learned, check->from, learner->a->state_size);
	leaf_apply(leaf, &learner->terms, learner->space, check->learned);
	return memcmp(check->learned, check->plain, learner->a->state_size)
	       ? "leads to different states" : NULL;
}

/* All actions in check->from. */
static gboolean check_state(Check *check)
{
	for (guint i = 0; i < check->learner->a->action_count; i++) {
		const char *what = compare(check, i);

		if (!what)
			continue;
		*check->mismatch = (Mismatch){
			i, g_memdup2(check->from, check->learner->a->state_size), what
		};
		return FALSE;
	}
	return TRUE;
}

guint64 closure_verify(Closure *closure, guint64 most, guint64 seed, Mismatch *mismatch)
{
	const Learner *learner = closure->learner;
	size_t size = learner->a->state_size;
	g_autofree gpointer from = g_malloc(size), plain = g_malloc(size), learned = g_malloc(size);
	g_autofree guint32 *numbers = g_new0(guint32, closure->levels.count + 1);
	g_autoptr(MddView) view = mdd_view_new(closure->mdd, closure->reached);
	MddCount all = mdd_view_count(view, NULL);
	guint64 count = all > most ? most : (guint64)all, compared = 0;
	Check check = { learner, from, plain, learned, mismatch };

	while (compared < count) {
		MddCount number = compared;

		if (all > most) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			number = (((MddCount)seed << 64) | (seed * 0x9e3779b97f4a7c15u)) % all;
		}
		mdd_view_nth(view, number, numbers);
		levels_state(&closure->levels, learner->space, numbers, from);
		if (!check_state(&check))
			return 0;
		compared++;
		if (patience_over(learner->patience,
				  (guint64)PATIENCE_CALL * learner->a->action_count))
			break;
	}
	return compared;
}
