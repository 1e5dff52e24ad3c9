/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking components away from steps. */
#include "sizes/lemma.h"

#include <string.h>

#include "explore/act.h"
#include "explore/settle.h"
#include "sizes/sizes.h"
#include "sizes/size_action.h"

typedef struct {
	Lemma *lemma;
	SizedWorld *world;
	const struct explore_alphabet *a;
	struct rmm *from, *now;         /* the step */
	struct rmm *less_from, *less_now;       /* the same without a component */
	enum explore_taken taken;
	WorldSize size;
	guint kept;                     /* components of the step that cannot be taken away */
} Checking;

/* ---- steps ---- */

typedef struct {
	const struct rmm *from;
} Before;

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	const Before *before = user;

	return memcmp(rmm_part(state, offset), rmm_part(before->from, offset), size) != 0;
}

/* A refused action leaves the state as it is. */
static enum explore_taken step(const struct explore_alphabet *a, guint action,
			       const struct rmm *from, struct rmm *now)
{
	Before before = { from };
	enum explore_taken taken;

	memcpy(now, from, a->state_size);
	taken = explore_act(a, &a->actions[action], now, NULL);
	if (taken != ACTION_TAKEN) {
		memcpy(now, from, a->state_size);
		return taken;
	}
	explore_settle(a, now, wrote, &before);
	if (!a->ghosts)
		explore_settle_ghosts(a, now, wrote, &before);
	return taken;
}

/* ---- taking a component away ---- */

/* Does the step without it do the same? */
static gboolean is_alike(Checking *checking, guint action, const Composition *less, guint page,
			 guint granule)
{
	WorldSize size = sizes_write(checking->world, less, checking->less_from);
	Composition expected, got;

	checking->lemma->deletions++;
	if (action == WORLD_NONE || !sizes_has(checking->world, action, size) ||
	    step(checking->a, action, checking->less_from, checking->less_now) != checking->taken)
		return FALSE;
	return sizes_read(checking->world, checking->now, checking->size, page, granule, &expected) &&
	       sizes_read(checking->world, checking->less_now, size, WORLD_NONE, WORLD_NONE, &got) &&
	       memcmp(&expected, &got, sizeof(got)) == 0;
}

static void try_page(Checking *checking, const Composition *composition, guint action, guint page)
{
	const Composition less = sizes_without_page(composition, page);
	guint granule = sizes_granule_of_page(checking->world, composition, page);
	const Deletion gone = { page, granule };

	if (!is_alike(checking, sizes_rename_action(checking->world, action, gone), &less, page,
		      WORLD_NONE))
		checking->kept++;
}

static void try_granule(Checking *checking, const Composition *composition, guint action,
			guint number)
{
	const Composition less = sizes_without_granule(composition, number);
	guint granule = sizes_free_granule(checking->world, composition, number);
	const Deletion gone = { WORLD_NONE, granule };

	if (!is_alike(checking, sizes_rename_action(checking->world, action, gone), &less,
		      WORLD_NONE, granule))
		checking->kept++;
}

void lemma_note(Lemma *lemma, guint action, guint kept)
{
	guint most = COMPONENTS_MAX;

	while (most && !lemma->kept[most])
		most--;
	if (kept > most)
		lemma->worst_action = action;
	lemma->steps++;
	lemma->kept[MIN(kept, COMPONENTS_MAX)]++;
}

static void check_step(Checking *checking, const Composition *composition, guint action)
{
	checking->taken = step(checking->a, action, checking->from, checking->now);
	if (checking->taken == ACTION_DISABLED)
		return;
	checking->kept = 0;
	for (guint i = 0; i < composition->pages; i++)
		try_page(checking, composition, action, i);
	for (guint i = 0; i < composition->granules; i++)
		try_granule(checking, composition, action, i);
	lemma_note(checking->lemma, action, checking->kept);
}

static void check_state(Checking *checking, const Composition *composition)
{
	if (composition->pages + composition->granules < 2)
		return;
	checking->lemma->states++;
	checking->size = sizes_write(checking->world, composition, checking->from);
	for (guint i = 0; i < checking->a->action_count; i++)
		if (sizes_has(checking->world, i, checking->size))
			check_step(checking, composition, i);
}

/* ---- steps that were run ---- */

typedef struct {
	Lemma *lemma;
	SizedWorld *world;
	const Steps *steps;
	GHashTable *places;             /* by size and deletion: see places_without */
} Replaying;

/* A component of a state, and the state without it. */
typedef struct {
	guint page, granule;            /* which of its pages, or of its free Granules */
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
	guint64 key = ((size.pages * 32 + size.granules) * 32 + MIN(gone.page, 31)) * 32 +
		      MIN(gone.granule, 31);
	const SizeActions *actions = sizes_actions(replaying->world, size), *less;
	guint *places = g_hash_table_lookup(replaying->places, &key);

	if (places)
		return places;
	places = g_new(guint, actions->count);
	size.pages -= gone.page != WORLD_NONE;
	size.granules -= gone.granule != WORLD_NONE;
	less = sizes_actions(replaying->world, size);
	for (guint i = 0; i < actions->count; i++) {
		guint action = sizes_rename_action(replaying->world, actions->actions[i], gone);

		places[i] = action == WORLD_NONE ? WORLD_NONE : less->place[action];
	}
	g_hash_table_insert(replaying->places, g_memdup2(&key, sizeof(key)), places);
	return places;
}

/* The state that a step led to, without what is gone. FALSE: this is not as it was. */
static gboolean led_without(const Composition *led, const Without *without, Composition *less)
{
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
	return led_without(steps_composition(replaying->steps, led), without, &expected) &&
	       memcmp(&expected, steps_composition(replaying->steps, led_less),
		      sizeof(expected)) == 0;
}

/* Each component of a state; how many. */
static guint find_without(Replaying *replaying, const Composition *composition, WorldSize size,
			  Without *without)
{
	guint count = 0;

	for (guint i = 0; i < composition->pages; i++) {
		const Composition less = sizes_without_page(composition, i);
		const Deletion gone = { i, sizes_granule_of_page(replaying->world, composition, i) };

		without[count++] = (Without){ i, WORLD_NONE, 0, steps_find(replaying->steps, &less),
					      places_without(replaying, size, gone) };
	}
	for (guint i = 0; i < composition->granules; i++) {
		const Composition less = sizes_without_granule(composition, i);
		const Deletion gone = { WORLD_NONE,
					sizes_free_granule(replaying->world, composition, i) };

		without[count++] = (Without){ WORLD_NONE, i, composition->granule[i],
					      steps_find(replaying->steps, &less),
					      places_without(replaying, size, gone) };
	}
	return count;
}

static void replay_state(Replaying *replaying, guint32 number)
{
	const Composition *composition = steps_composition(replaying->steps, number);
	WorldSize size = { composition->pages,
			   sizes_free_granule(replaying->world, composition, composition->granules) };
	const SizeActions *actions = sizes_actions(replaying->world, size);
	Without without[2 * COMPONENTS_MAX];
	guint count = find_without(replaying, composition, size, without);

	if (count < 2)
		return;
	replaying->lemma->states++;
	for (guint i = 0; i < actions->count; i++) {
		guint32 led = steps_led(replaying->steps, number, i);
		guint kept = 0;

		if (led == STEP_NOT_TAKEN + ACTION_DISABLED)
			continue;
		for (guint j = 0; j < count; j++)
			kept += !is_same_without(replaying, led, &without[j], i);
		lemma_note(replaying->lemma, actions->actions[i], kept);
	}
}

/* ---- which states ---- */

static Checking checking_begin(Lemma *lemma, const Closing *closing)
{
	Checking checking = { .lemma = lemma, .world = closing->world, .a = closing->world->a };

	memset(lemma, 0, sizeof(*lemma));
	lemma->allowed = checking.world->needed;
	checking.from = g_malloc(checking.a->state_size);
	checking.now = g_malloc(checking.a->state_size);
	checking.less_from = g_malloc(checking.a->state_size);
	checking.less_now = g_malloc(checking.a->state_size);
	return checking;
}

static void checking_end(Checking *checking, gint64 began)
{
	checking->lemma->seconds = (double)(g_get_monotonic_time() - began) / 1e6;
	g_free(checking->from);
	g_free(checking->now);
	g_free(checking->less_from);
	g_free(checking->less_now);
}

/* Now and then: should it go on? */
static gboolean goes_on(Lemma *lemma, const ExploreSink *sink)
{
	if (sink->progress && lemma->states % 256 == 0)
		lemma->interrupted = !sink->progress(sink->user, lemma->states, lemma->deletions, 0);
	return !lemma->interrupted;
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
	for (guint32 i = 0; i < closing->done.first->len && goes_on(lemma, sink); i++)
		if (steps_has_run(&closing->done, i))
			replay_state(&replaying, i);
	g_hash_table_unref(replaying.places);
	lemma->seconds = (double)(g_get_monotonic_time() - began) / 1e6;
}

/* Pages, which may map most Granules, and a few that are free; or free ones alone. */
static WorldSize sample_size(GRand *random, WorldSize most)
{
	guint pages = most.pages ? (guint)g_rand_int_range(random, MIN(2, (gint32)most.pages),
							   (gint32)most.pages + 1) : 0;
	gint32 free = most.pages ? 1 : (gint32)most.granules;

	return (WorldSize){ pages, (guint)g_rand_int_range(random, 0, free + 1) };
}

void lemma_sample(Lemma *lemma, const Closing *closing, guint states, const ExploreSink *sink)
{
	gint64 began = g_get_monotonic_time();
	Checking checking = checking_begin(lemma, closing);
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	WorldSize most = closing->world->most;

	for (guint i = 0; i < states && goes_on(lemma, sink); i++) {
		WorldSize size = sample_size(random, most);
		Composition composition;

		if (views_choose(closing->views, random, size, &composition) &&
		    sizes_fits(closing->world, &composition))
			check_state(&checking, &composition);
	}
	checking_end(&checking, began);
}

gboolean lemma_holds(const Lemma *lemma)
{
	for (guint i = lemma->allowed + 1; i <= COMPONENTS_MAX; i++)
		if (lemma->kept[i])
			return FALSE;
	return !lemma->interrupted;
}
