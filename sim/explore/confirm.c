/* SPDX-License-Identifier: BSD-3-Clause */
/* Does what was found show on the plain model? */
#include "explore/confirm.h"

#include <string.h>

#include "explore/act.h"
#include "explore/settle.h"

typedef struct {
	const struct explore_alphabet *a;
	struct rmm *now, *before;       /* the action, the call */
	struct rmm *old;
	guint64 broken;                 /* by the action under way, bit per row */
	gboolean effect;
} Replay;

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Replay *replay = user;

	memcpy(replay->old, state, replay->a->state_size);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Replay *replay = user;
	struct rmm_event event = { replay->a->model, replay->old, state, call, result, false };
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned rows, count;
	const struct rmm_invariant *first = rmm_invariants(&rows);

	count = rmm_check_invariants(&event, replay->a->ignored, broken, RMM_INVARIANTS_MAX);
	for (unsigned i = 0; i < count; i++)
		replay->broken |= (guint64)1 << (broken[i].invariant - first);
	if (!explore_is_taken(replay->a->model, call, result) && event.changed)
		replay->effect = TRUE;
}

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	const Replay *replay = user;

	return memcmp((const char *)state + offset, (const char *)replay->before + offset,
		      size) != 0;
}

static enum explore_taken take(Replay *replay, guint action)
{
	const struct explore_observer observer = { replay, before_call, after_call };
	const struct explore_alphabet *a = replay->a;
	enum explore_taken taken;

	memcpy(replay->before, replay->now, a->state_size);
	replay->broken = 0;
	replay->effect = FALSE;
	taken = explore_act(a, &a->actions[action], replay->now, &observer);
	explore_settle(a, replay->now, wrote, replay);
	if (!a->ghosts)
		explore_settle_ghosts(a, replay->now, wrote, replay);
	return taken;
}

gboolean found_is_confirmed(const struct explore_alphabet *a, const Found *found)
{
	g_autofree struct rmm *now = g_memdup2(a->initial, a->state_size);
	g_autofree struct rmm *before = g_malloc(a->state_size), *old = g_malloc(a->state_size);
	Replay replay = { .a = a, .now = now, .before = before, .old = old };

	for (guint i = 0; i < found->actions->len; i++) {
		enum explore_taken taken = take(&replay, g_array_index(found->actions, guint, i));

		if (taken != ACTION_TAKEN && i + 1 < found->actions->len)
			return FALSE;
	}
	switch (found->kind) {
	case FOUND_INVARIANT:
		return replay.broken >> found->index & 1;
	case FOUND_EFFECT:
		return replay.effect;
	default:
		return explore_test_holds(a, now, a->properties[found->index].test);
	}
}
