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
	guint64 known;                  /* states that have run before */
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

/*
 * The state that an action led to, from state @number; NUMBER_NONE: it is not made of
 * components. All views of a state that has a number are known.
 */
static guint32 note_result(Round *round, guint32 number, WorldSize size)
{
	Steps *done = &round->closing->done;
	guint32 known = steps_count(done), led;
	Composition composition;

	if (memcmp(round->now, round->from, round->a->state_size) == 0)
		return number;
	explore_settle(round->a, round->now, wrote, round);
	if (!round->a->ghosts)
		explore_settle_ghosts(round->a, round->now, wrote, round);
	if (!sizes_read(round->closing->world, round->now, size, &composition)) {
		round->closing->is_open = TRUE;
		return NUMBER_NONE;
	}
	led = steps_number(done, &composition);
	if (led >= known)
		round->grew |= views_add(round->closing->views, &composition);
	return led;
}

static void run_state(Round *round, guint32 number, const Composition *composition)
{
	const struct explore_observer observer = { round, before_call, after_call, false };
	WorldSize size = sizes_write(round->closing->world, composition, round->from);
	const SizeActions *actions = sizes_actions(round->closing->world, size);

	for (guint i = 0; i < actions->count; i++) {
		enum explore_taken taken;

		memcpy(round->now, round->from, round->a->state_size);
		round->unsound = FALSE;
		taken = explore_act(round->a, &round->a->actions[actions->actions[i]], round->now,
				    &observer);
		steps_add(&round->closing->done, taken == ACTION_TAKEN && !round->unsound
			  ? note_result(round, number, size) : STEP_NOT_TAKEN + taken);
	}
}

/* Where all states are known it is looked at each time after so many. */
#define COMPOSITIONS_LOOK 1024

/* Is the search to go on? */
static gboolean goes_on(Round *round, gboolean has_run)
{
	Closing *closing = round->closing;

	if (round->sink->progress && (has_run || ++round->known % COMPOSITIONS_LOOK == 0))
		closing->interrupted |= !round->sink->progress(round->sink->user, closing->states,
							       closing->steps, closing->rounds);
	return !closing->interrupted;
}

static gboolean run_once(gpointer user, const Composition *composition)
{
	Round *round = user;
	Closing *closing = round->closing;
	guint32 number = steps_number(&closing->done, composition);

	if (steps_has_run(&closing->done, number))
		return goes_on(round, FALSE);
	steps_begin(&closing->done, number);
	run_state(round, number, composition);
	steps_end(&closing->done, number);
	closing->states++;
	return goes_on(round, TRUE);
}

/* ---- all ---- */

/* The initial state at its full size has the views of the initial states of all sizes. */
static gboolean begin(Closing *closing, Round *round)
{
	Composition composition;
	WorldSize all = closing->world->most;

	if (!sizes_read(closing->world, round->a->initial, all, &composition))
		return FALSE;
	views_add(closing->views, &composition);
	return TRUE;
}

void closing_run(Closing *closing, SizedWorld *world, guint components, const ExploreSink *sink)
{
	gint64 began = g_get_monotonic_time();
	Round round = { .closing = closing, .a = world->a, .sink = sink };
	WorldSize most = world->most;

	memset(closing, 0, sizeof(*closing));
	closing->world = world;
	closing->components = components;
	closing->views = views_new(world);
	most.recs = MIN(most.recs, CLOSING_RECS);
	if (world->realms)
		most.pages = MIN(most.pages, CLOSING_REALMS);
	steps_init(&closing->done, world);
	round.from = g_malloc(round.a->state_size);
	round.now = g_malloc(round.a->state_size);
	round.old = g_malloc(round.a->state_size);
	closing->is_open = !begin(closing, &round);
	round.grew = TRUE;
	while (round.grew && closing_holds(closing)) {
		closing->rounds++;
		round.grew = FALSE;
		views_each(closing->views, components, most, run_once, &round);
	}
	closing->seconds = (double)(g_get_monotonic_time() - began) / 1e6;
	g_free(round.from);
	g_free(round.now);
	g_free(round.old);
}

void closing_clear(Closing *closing)
{
	g_clear_pointer(&closing->views, views_free);
	steps_clear(&closing->done);
}

gboolean closing_fails(const Closing *closing)
{
	return closing->broken || closing->has_effect;
}

gboolean closing_holds(const Closing *closing)
{
	return !closing_fails(closing) && !closing->is_open && !closing->interrupted;
}
