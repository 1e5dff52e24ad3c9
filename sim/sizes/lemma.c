/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking components away from steps. */
#include "sizes/lemma.h"

#include <string.h>

#include "explore/act.h"
#include "explore/settle.h"
#include "sizes/sizes.h"
#include "sizes/rec.h"
#include "sizes/size_action.h"

typedef struct {
	Lemma *lemma;
	SizedWorld *world;
	const struct explore_alphabet *a;
	struct rmm *from, *now;         /* the step */
	struct rmm *less_from, *less_now;       /* the same without a component */
	enum explore_taken taken;
	WorldSize size;
	/* What of the step cannot be taken away: pages and Granules; RECs. */
	guint kept, kept_recs;
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
static gboolean is_alike(Checking *checking, guint action, const Composition *less, Deletion gone)
{
	WorldSize size = sizes_write(checking->world, less, checking->less_from);
	Composition expected, got;

	checking->lemma->deletions++;
	if (action == WORLD_NONE || !sizes_has(checking->world, action, size) ||
	    step(checking->a, action, checking->less_from, checking->less_now) != checking->taken)
		return FALSE;
	return sizes_read(checking->world, checking->now, checking->size, gone, &expected) &&
	       sizes_read(checking->world, checking->less_now, size, NOTHING_GONE, &got) &&
	       sizes_same(checking->world, expected, got);
}

static void try_page(Checking *checking, const Composition *composition, guint action, guint page)
{
	const Composition less = sizes_without_page(composition, page);
	guint granule = sizes_granule_of_page(checking->world, composition, page);
	const Deletion gone = { page, granule, WORLD_NONE };

	if (!is_alike(checking, sizes_rename_action(checking->world, action, gone), &less, gone))
		checking->kept++;
}

static void try_granule(Checking *checking, const Composition *composition, guint action,
			guint number)
{
	const Composition less = sizes_without_granule(composition, number);
	guint granule = sizes_free_granule(checking->world, composition, number);
	const Deletion gone = { WORLD_NONE, granule, WORLD_NONE };

	if (!is_alike(checking, sizes_rename_action(checking->world, action, gone), &less, gone))
		checking->kept++;
}

/* No state is without one. */
static void try_rec(Checking *checking, const Composition *composition, guint action, guint rec)
{
	const Composition less = recs_without(checking->world, composition, rec);
	const Deletion gone = { WORLD_NONE, WORLD_NONE, rec };

	if (!less.recs ||
	    !is_alike(checking, sizes_rename_action(checking->world, action, gone), &less, gone))
		checking->kept_recs++;
}

static guint most_of(const guint64 *kept, guint most)
{
	while (most && !kept[most])
		most--;
	return most;
}

guint lemma_most(const Lemma *lemma)
{
	return most_of(lemma->kept, COMPONENTS_MAX);
}

guint lemma_most_recs(const Lemma *lemma)
{
	return most_of(lemma->kept_recs, RECS_MAX);
}

void lemma_note(Lemma *lemma, guint action, guint kept, guint recs)
{
	if (kept > lemma_most(lemma) || recs > MAX(lemma_most_recs(lemma), LEMMA_RECS))
		lemma->worst_action = action;
	lemma->steps++;
	lemma->kept[MIN(kept, COMPONENTS_MAX)]++;
	lemma->kept_recs[MIN(recs, RECS_MAX)]++;
}

static void check_step(Checking *checking, const Composition *composition, guint action)
{
	checking->taken = step(checking->a, action, checking->from, checking->now);
	if (checking->taken == ACTION_DISABLED)
		return;
	checking->kept = checking->kept_recs = 0;
	for (guint i = 0; i < composition->pages; i++)
		try_page(checking, composition, action, i);
	for (guint i = 0; i < composition->granules; i++)
		try_granule(checking, composition, action, i);
	for (guint i = 0; i < composition->recs; i++)
		try_rec(checking, composition, action, i);
	lemma_note(checking->lemma, action, checking->kept, checking->kept_recs);
}

static void check_state(Checking *checking, const Composition *composition)
{
	if (composition->pages + composition->granules + composition->recs < 2)
		return;
	checking->lemma->states++;
	checking->size = sizes_write(checking->world, composition, checking->from);
	for (guint i = 0; i < checking->a->action_count; i++)
		if (sizes_has(checking->world, i, checking->size))
			check_step(checking, composition, i);
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

gboolean lemma_goes_on(Lemma *lemma, const ExploreSink *sink)
{
	if (sink->progress && lemma->states % 256 == 0)
		lemma->interrupted = !sink->progress(sink->user, lemma->states, lemma->deletions, 0);
	return !lemma->interrupted;
}

/* Pages, which may map most Granules, and a few that are free; or free ones alone. */
static WorldSize sample_size(GRand *random, WorldSize most)
{
	guint pages = most.pages ? (guint)g_rand_int_range(random, MIN(2, (gint32)most.pages),
							   (gint32)most.pages + 1) : 0;
	gint32 free = most.pages ? 1 : (gint32)most.granules;

	return (WorldSize){ pages, (guint)g_rand_int_range(random, 0, free + 1),
			    most.recs ? (guint)g_rand_int_range(random, 1, (gint32)most.recs + 1) : 0 };
}

void lemma_sample(Lemma *lemma, const Closing *closing, guint states, const ExploreSink *sink)
{
	gint64 began = g_get_monotonic_time();
	Checking checking = checking_begin(lemma, closing);
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	WorldSize most = closing->world->most;

	for (guint i = 0; i < states && lemma_goes_on(lemma, sink); i++) {
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
	return lemma_most(lemma) <= lemma->allowed && lemma_most_recs(lemma) <= LEMMA_RECS &&
	       !lemma->interrupted;
}
