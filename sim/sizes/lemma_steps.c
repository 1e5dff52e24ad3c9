/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking components away from steps that the closure has run. */
#include "sizes/lemma.h"

#include <string.h>

#include "explore/act.h"
#include "sizes/rec.h"
#include "sizes/size_action.h"
#include "sizes/sizes.h"

typedef struct {
	Lemma *lemma;
	SizedWorld *world;
	const Steps *steps;
	GHashTable *places;             /* by size and deletion: see places_without */
} Replaying;

/* A component of a state, and the state without it. */
typedef struct {
	guint page, granule, rec;       /* which of its pages, of its free Granules, or RECs */
	const Composition *of;          /* the state */
	guint32 content;                /* of the Granule */
	guint32 less;                   /* the number of the state without */
	const guint *places;
} Without;

/*
 * For each action of a world of @size, by its place: the place that it has in the
 * world without @gone; WORLD_NONE: it is about that.
 */
static const guint *places_without(Replaying *replaying, WorldSize size, Deletion gone)
{
	guint64 key = (((size.pages * 32 + size.granules) * 32 + MIN(gone.page, 31)) * 32 +
		       MIN(gone.granule, 31)) * 64 + size.recs * 8 + MIN(gone.rec, 7);
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

/* The state that a step led to, without what is gone. FALSE: this is not as it was. */
static gboolean led_without(const SizedWorld *world, const Composition *led,
			    const Without *without, Composition *less)
{
	for (guint i = 0; without->rec != WORLD_NONE && i < led->recs; i++)
		if (rec_equal(world, led, i, without->of, without->rec)) {
			*less = recs_without(world, led, i);
			return TRUE;
		}
	if (without->rec != WORLD_NONE)
		return FALSE;
	if (without->page != WORLD_NONE) {
		*less = sizes_without_page(led, without->page);
		return TRUE;
	}
	for (guint i = 0; i < led->granules; i++)
		if (led->granule[i] == without->content) {
			*less = sizes_without_granule(led, i);
			return TRUE;
		}
	return FALSE;
}

/* Does the @at-th action do the same without it? */
static gboolean is_same_without(Replaying *replaying, guint32 led, const Without *without, guint at)
{
	guint place = without->places[at];
	guint32 led_less;
	Composition expected;

	replaying->lemma->deletions++;
	if (place == WORLD_NONE || without->less == NUMBER_NONE)
		return FALSE;
	led_less = steps_led(replaying->steps, without->less, place);
	if (led >= STEP_NOT_TAKEN || led_less >= STEP_NOT_TAKEN)
		return led == led_less;
	return led_without(replaying->world, steps_composition(replaying->steps, led), without,
			   &expected) &&
	       sizes_same(replaying->world, expected, *steps_composition(replaying->steps, led_less));
}

/* Each component of a state; how many. */
static guint find_without(Replaying *replaying, const Composition *composition, WorldSize size,
			  Without *without)
{
	guint count = 0;

	for (guint i = 0; i < composition->pages; i++) {
		const Composition less = sizes_without_page(composition, i);
		const Deletion gone = { i, sizes_granule_of_page(replaying->world, composition, i),
					WORLD_NONE };

		without[count++] = (Without){ i, WORLD_NONE, WORLD_NONE, composition, 0,
					      steps_find(replaying->steps, &less),
					      places_without(replaying, size, gone) };
	}
	for (guint i = 0; i < composition->granules; i++) {
		const Composition less = sizes_without_granule(composition, i);
		const Deletion gone = { WORLD_NONE,
					sizes_free_granule(replaying->world, composition, i),
					WORLD_NONE };

		without[count++] = (Without){ WORLD_NONE, i, WORLD_NONE, composition,
					      composition->granule[i],
					      steps_find(replaying->steps, &less),
					      places_without(replaying, size, gone) };
	}
	return count;
}

/* Its RECs come last. */
static guint find_without_recs(Replaying *replaying, const Composition *composition,
			       WorldSize size, Without *without)
{
	for (guint i = 0; i < composition->recs; i++) {
		const Composition less = recs_without(replaying->world, composition, i);
		const Deletion gone = { WORLD_NONE, WORLD_NONE, i };

		without[i] = (Without){ WORLD_NONE, WORLD_NONE, i, composition, 0,
					less.recs ? steps_find(replaying->steps, &less) : NUMBER_NONE,
					places_without(replaying, size, gone) };
	}
	return composition->recs;
}

static void replay_state(Replaying *replaying, guint32 number)
{
	const Composition *composition = steps_composition(replaying->steps, number);
	WorldSize size = { composition->pages,
			   sizes_free_granule(replaying->world, composition, composition->granules),
			   composition->recs };
	const SizeActions *actions = sizes_actions(replaying->world, size);
	Without without[2 * COMPONENTS_MAX + RECS_MAX];
	guint others = find_without(replaying, composition, size, without);
	guint count = others + find_without_recs(replaying, composition, size, without + others);

	if (count < 2)
		return;
	replaying->lemma->states++;
	for (guint i = 0; i < actions->count; i++) {
		guint32 led = steps_led(replaying->steps, number, i);
		guint kept = 0, recs = 0;

		if (led == STEP_NOT_TAKEN + ACTION_DISABLED)
			continue;
		for (guint j = 0; j < count; j++)
			*(j < others ? &kept : &recs) += !is_same_without(replaying, led,
									  &without[j], i);
		lemma_note(replaying->lemma, actions->actions[i], kept, recs);
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
	for (guint32 i = 0; i < closing->done.first->len && lemma_goes_on(lemma, sink); i++)
		if (steps_has_run(&closing->done, i))
			replay_state(&replaying, i);
	g_hash_table_unref(replaying.places);
	lemma->seconds = (double)(g_get_monotonic_time() - began) / 1e6;
}
