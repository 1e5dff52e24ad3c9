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
	Without without[WITHOUTS_MAX];
	guint without_count;
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

/* Does the step without it do the same? @led: where it led, if it was taken. */
static gboolean is_alike(Checking *checking, guint action, const Composition *of,
			 const Composition *led, const Without *without)
{
	guint renamed = sizes_rename_action(checking->world, action, without->gone);
	Composition expected, got;
	WorldSize size;

	checking->lemma->deletions++;
	/* No state is without a REC. */
	if (renamed == WORLD_NONE || (without->kind == PART_REC_GONE && !without->less.recs))
		return FALSE;
	size = sizes_write(checking->world, &without->less, checking->less_from);
	if (!sizes_has(checking->world, renamed, size) ||
	    step(checking->a, renamed, checking->less_from, checking->less_now) != checking->taken)
		return FALSE;
	return checking->taken != ACTION_TAKEN ||
	       (without_in(checking->world, without, of, led, &expected) &&
		sizes_read(checking->world, checking->less_now, size, &got) &&
		sizes_same(checking->world, expected, got));
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

void lemma_need(Needed *needed, const SizedWorld *world, WithoutKind kind, gboolean taken)
{
	needed->components += kind != PART_REC_GONE;
	needed->recs += kind == PART_REC_GONE || (world->realms && kind == PART_PAGE_GONE && taken);
}

void lemma_note(Lemma *lemma, guint action, Needed needed)
{
	if (needed.components > lemma_most(lemma) ||
	    needed.recs > MAX(lemma_most_recs(lemma), LEMMA_RECS))
		lemma->worst_action = action;
	lemma->steps++;
	lemma->kept[MIN(needed.components, COMPONENTS_MAX)]++;
	lemma->kept_recs[MIN(needed.recs, RECS_MAX)]++;
}

static void check_step(Checking *checking, const Composition *of, guint action)
{
	Needed needed = { 0, 0 };
	Composition led;

	checking->taken = step(checking->a, action, checking->from, checking->now);
	if (checking->taken == ACTION_DISABLED)
		return;
	if (checking->taken == ACTION_TAKEN &&
	    !sizes_read(checking->world, checking->now, checking->size, &led)) {
		lemma_note(checking->lemma, action, (Needed){ COMPONENTS_MAX, 0 });
		return;
	}
	for (guint i = 0; i < checking->without_count; i++) {
		const Without *without = &checking->without[i];

		if (!is_alike(checking, action, of, &led, without))
			lemma_need(&needed, checking->world, without->kind,
				   checking->taken == ACTION_TAKEN);
	}
	lemma_note(checking->lemma, action, needed);
}

static void check_state(Checking *checking, const Composition *of)
{
	checking->without_count = withouts(checking->world, of, checking->without);
	if (checking->without_count < 2)
		return;
	checking->lemma->states++;
	checking->size = sizes_write(checking->world, of, checking->from);
	for (guint i = 0; i < checking->a->action_count; i++)
		if (sizes_has(checking->world, i, checking->size))
			check_step(checking, of, i);
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
	if (sink->progress)
		lemma->interrupted |= !sink->progress(sink->user, lemma->states, lemma->deletions, 0);
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

gboolean lemma_fails(const Lemma *lemma)
{
	return lemma_most(lemma) > lemma->allowed || lemma_most_recs(lemma) > LEMMA_RECS;
}

gboolean lemma_holds(const Lemma *lemma)
{
	return !lemma_fails(lemma) && !lemma->interrupted;
}
