/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking components away from steps that the closure has run. */
#include "sizes/lemma.h"

#include <string.h>

#include "explore/act.h"
#include "sizes/size_action.h"
#include "sizes/sizes.h"

typedef struct {
	Lemma *lemma;
	SizedWorld *world;
	const Steps *steps;
	GHashTable *places;             /* by size and deletion: see places_without */
} Replaying;

/* A component of a state, and what is known of the state without it. */
typedef struct {
	Without without;
	guint32 less;                   /* its number; NUMBER_NONE: none */
	const guint *places;
} Smaller;

/*
 * For each action of a world of @size, by its place: the place that it has in the
 * world without @gone; WORLD_NONE: it is about that.
 */
static const guint *places_without(Replaying *replaying, WorldSize size, Deletion gone)
{
	guint64 key = ((((size.pages * 32 + size.granules) * 32 + MIN(gone.page, 31)) * 32 +
		       MIN(gone.granule, 31)) * 64 + size.recs * 8 + MIN(gone.rec, 7)) * 32 +
		       gone.moved + ((guint64)gone.more << 40);
	const SizeActions *actions = sizes_actions(replaying->world, size), *less;
	guint *places = g_hash_table_lookup(replaying->places, &key);

	if (places)
		return places;
	places = g_new(guint, actions->count);
	less = sizes_actions(replaying->world, size_without(size, gone));
	for (guint i = 0; i < actions->count; i++) {
		guint action = sizes_rename_action(replaying->world, actions->actions[i], gone);

		places[i] = action == WORLD_NONE ? WORLD_NONE : less->place[action];
	}
	g_hash_table_insert(replaying->places, g_memdup2(&key, sizeof(key)), places);
	return places;
}

/* A step: from which state, by which of its actions, and where it led, if anywhere. */
typedef struct {
	const Composition *of;
	guint32 number;
	guint at;
	guint32 led;
	Composition to;
} Step;

/* Is @number the state, but for the order of RECs that are alike? */
static gboolean is_led(const Replaying *replaying, guint32 number, const Composition *state)
{
	return steps_is(replaying->steps, number, state) ||
	       (state->recs && sizes_same(replaying->world, *state,
					  steps_composition(replaying->steps, number)));
}

/* Does the action do the same without it? */
static gboolean is_same_without(Replaying *replaying, const Step *step, const Smaller *smaller)
{
	guint place = smaller->places[step->at];
	guint32 led_less;
	Composition expected;

	replaying->lemma->deletions++;
	if (place == WORLD_NONE || smaller->less == NUMBER_NONE)
		return FALSE;
	led_less = steps_led(replaying->steps, smaller->less, place);
	if (step->led >= STEP_NOT_TAKEN || led_less >= STEP_NOT_TAKEN)
		return step->led == led_less;
	/* Neither changes anything. */
	if (step->led == step->number && led_less == smaller->less)
		return TRUE;
	return without_in(replaying->world, &smaller->without, step->of, &step->to, &expected) &&
	       is_led(replaying, led_less, &expected);
}

/* Each component of a state; how many. */
static guint find_smaller(Replaying *replaying, const Composition *of, WorldSize size,
			  Smaller *smaller)
{
	Without all[WITHOUTS_MAX];
	guint count = withouts(replaying->world, of, all);

	for (guint i = 0; i < count; i++)
		smaller[i] = (Smaller){
			all[i], steps_find(replaying->steps, &all[i].less),
			places_without(replaying, size, all[i].gone)
		};
	return count;
}

static void replay_state(Replaying *replaying, guint32 number)
{
	const Composition of = steps_composition(replaying->steps, number);
	WorldSize size = { of.pages, sizes_free_granule(replaying->world, &of, of.granules), of.recs };
	const SizeActions *actions = sizes_actions(replaying->world, size);
	Smaller smaller[WITHOUTS_MAX];
	guint count = find_smaller(replaying, &of, size, smaller);

	if (count < 2)
		return;
	replaying->lemma->states++;
	for (guint i = 0; i < actions->count; i++) {
		Step step = { .of = &of, .number = number, .at = i,
			      .led = steps_led(replaying->steps, number, i) };
		Needed needed = { 0, 0 };

		if (step.led == STEP_NOT_TAKEN + ACTION_DISABLED)
			continue;
		if (step.led < STEP_NOT_TAKEN)
			step.to = steps_composition(replaying->steps, step.led);
		for (guint j = 0; j < count; j++)
			if (!is_same_without(replaying, &step, &smaller[j]))
				lemma_need(&needed, replaying->world, smaller[j].without.kind,
					   step.led < STEP_NOT_TAKEN);
		lemma_note(replaying->lemma, actions->actions[i], needed);
	}
}

void lemma_check(Lemma *lemma, const Closing *closing, const ExploreSink *sink)
{
	gint64 began = g_get_monotonic_time();
	Replaying replaying = {
		lemma, closing->world, &closing->done,
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free)
	};

	memset(lemma, 0, sizeof(*lemma));
	lemma->allowed = closing->world->needed;
	for (guint32 i = 0; i < steps_count(&closing->done) && lemma_goes_on(lemma, sink); i++)
		if (steps_has_run(&closing->done, i))
			replay_state(&replaying, i);
	g_hash_table_unref(replaying.places);
	lemma->seconds = (double)(g_get_monotonic_time() - began) / 1e6;
}
