/* SPDX-License-Identifier: BSD-3-Clause */
/* Closing views under the actions of the model. */
#include "sizes/closing.h"

#include <string.h>

#include "check/invariant.h"
#include "explore/act.h"
#include "explore/settle.h"
#include "sizes/sizes.h"
#include "sizes/size_action.h"

typedef struct {
	Closing *closing;
	const struct explore_alphabet *a;
	const ExploreSink *sink;
	struct rmm *from, *now, *old;
	gboolean unsound;               /* something broke during this action */
	gboolean grew;                  /* a view of this round is new */
} Round;

/* ---- calls ---- */

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Round *round = user;

	(void)call;
	round->closing->steps++;
	memcpy(round->old, state, round->a->model->layout.size);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Round *round = user;
	struct rmm_event event = { round->a->model, round->old, state, call, result, false };
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned rows, count;
	const struct rmm_invariant *first = rmm_invariants(&rows);

	count = rmm_check_invariants(&event, round->a->ignored, broken, RMM_INVARIANTS_MAX);
	for (unsigned i = 0; i < count; i++)
		round->closing->broken |= (guint64)1 << (broken[i].invariant - first);
	if (event.changed && !explore_is_taken(round->a->model, call, result))
		round->closing->has_effect = round->unsound = TRUE;
	round->unsound |= count > 0;
}

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	const Round *round = user;

	return memcmp(rmm_part(state, offset), rmm_part(round->from, offset), size) != 0;
}

/* ---- a state ---- */

static void note_result(Round *round, WorldSize size)
{
	Composition composition;

	explore_settle(round->a, round->now, wrote, round);
	if (!round->a->ghosts)
		explore_settle_ghosts(round->a, round->now, wrote, round);
	if (sizes_read(round->closing->world, round->now, size, WORLD_NONE, WORLD_NONE, &composition))
		round->grew |= views_add(round->closing->views, &composition);
	else
		round->closing->is_open = TRUE;
}

static void run_state(Round *round, const Composition *composition)
{
	const struct explore_observer observer = { round, before_call, after_call, false };
	WorldSize size = sizes_write(round->closing->world, composition, round->from);

	for (guint i = 0; i < round->a->action_count; i++) {
		if (!sizes_has(round->closing->world, i, size))
			continue;
		memcpy(round->now, round->from, round->a->state_size);
		round->unsound = FALSE;
		if (explore_act(round->a, &round->a->actions[i], round->now, &observer) ==
		    ACTION_TAKEN && !round->unsound)
			note_result(round, size);
	}
}

/* A composition has no holes: its bytes are compared. */
static guint composition_hash(gconstpointer data)
{
	const guint32 *words = data;
	guint hash = 5381;

	for (gsize i = 0; i < sizeof(Composition) / sizeof(*words); i++)
		hash = hash * 33 + words[i];
	return hash;
}

static gboolean composition_equal(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, sizeof(Composition)) == 0;
}

static void run_once(gpointer user, const Composition *composition)
{
	Round *round = user;
	Closing *closing = round->closing;

	if (closing->interrupted || g_hash_table_contains(closing->done, composition))
		return;
	g_hash_table_add(closing->done, g_memdup2(composition, sizeof(*composition)));
	run_state(round, composition);
	if (round->sink->progress && g_hash_table_size(closing->done) % 256 == 0)
		closing->interrupted = !round->sink->progress(round->sink->user,
							      g_hash_table_size(closing->done),
							      closing->steps, closing->rounds);
}

/* ---- all ---- */

/* The initial state at its full size has the views of the initial states of all sizes. */
static gboolean begin(Closing *closing, Round *round)
{
	Composition composition;
	WorldSize all = closing->world->most;

	if (!sizes_read(closing->world, round->a->initial, all, WORLD_NONE, WORLD_NONE, &composition))
		return FALSE;
	views_add(closing->views, &composition);
	return TRUE;
}

void closing_run(Closing *closing, SizedWorld *world, const ExploreSink *sink)
{
	gint64 began = g_get_monotonic_time();
	Round round = { .closing = closing, .a = world->a, .sink = sink };

	memset(closing, 0, sizeof(*closing));
	closing->world = world;
	closing->views = views_new(world->position_count);
	closing->done = g_hash_table_new_full(composition_hash, composition_equal, g_free, NULL);
	round.from = g_malloc(round.a->state_size);
	round.now = g_malloc(round.a->state_size);
	round.old = g_malloc(round.a->state_size);
	closing->is_open = !begin(closing, &round);
	round.grew = TRUE;
	while (round.grew && !closing->broken && !closing->has_effect && !closing->is_open &&
	       !closing->interrupted) {
		closing->rounds++;
		round.grew = FALSE;
		views_each(closing->views, CLOSING_COMPONENTS, world->most, run_once, &round);
	}
	closing->seconds = (double)(g_get_monotonic_time() - began) / 1e6;
	g_free(round.from);
	g_free(round.now);
	g_free(round.old);
}

void closing_clear(Closing *closing)
{
	g_clear_pointer(&closing->views, views_free);
	g_clear_pointer(&closing->done, g_hash_table_unref);
}

gboolean closing_holds(const Closing *closing)
{
	return !closing->broken && !closing->has_effect && !closing->is_open && !closing->interrupted;
}
