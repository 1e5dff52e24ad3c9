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

/* What Granules are called when @gone is not there; WORLD_NONE: none goes. */
static void name_granules(guint gone, guint *moved)
{
	for (guint i = 0; i < COMPONENTS_MAX; i++)
		moved[i] = gone == WORLD_NONE || i < gone ? i : i == gone ? WORLD_NONE : i - 1;
}

static void try_page(Checking *checking, const Composition *composition, guint action, guint page)
{
	const Composition less = sizes_without_page(composition, page);
	guint granule = sizes_granule_of_page(checking->world, composition, page);
	guint moved[COMPONENTS_MAX];

	name_granules(granule, moved);
	if (!is_alike(checking, sizes_rename_action(checking->world, action, page, moved), &less,
		      page, WORLD_NONE))
		checking->kept++;
}

static void try_granule(Checking *checking, const Composition *composition, guint action,
			guint number)
{
	const Composition less = sizes_without_granule(composition, number);
	guint granule = sizes_free_granule(checking->world, composition, number);
	guint moved[COMPONENTS_MAX];

	name_granules(granule, moved);
	if (!is_alike(checking, sizes_rename_action(checking->world, action, WORLD_NONE, moved),
		      &less, WORLD_NONE, granule))
		checking->kept++;
}

static void check_step(Checking *checking, const Composition *composition, guint action)
{
	Lemma *lemma = checking->lemma;

	checking->taken = step(checking->a, action, checking->from, checking->now);
	if (checking->taken == ACTION_DISABLED)
		return;
	checking->kept = 0;
	for (guint i = 0; i < composition->pages; i++)
		try_page(checking, composition, action, i);
	for (guint i = 0; i < composition->granules; i++)
		try_granule(checking, composition, action, i);
	lemma->steps++;
	if (checking->kept > LEMMA_KEPT_MAX && !lemma->kept[checking->kept])
		lemma->worst_action = action;
	lemma->kept[checking->kept]++;
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

/* ---- which states ---- */

static Checking checking_begin(Lemma *lemma, const Closing *closing)
{
	Checking checking = { .lemma = lemma, .world = closing->world, .a = closing->world->a };

	memset(lemma, 0, sizeof(*lemma));
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
	Checking checking = checking_begin(lemma, closing);
	GHashTableIter iter;
	gpointer composition;

	g_hash_table_iter_init(&iter, closing->done);
	while (goes_on(lemma, sink) && g_hash_table_iter_next(&iter, &composition, NULL))
		check_state(&checking, composition);
	checking_end(&checking, began);
}

void lemma_sample(Lemma *lemma, const Closing *closing, guint states, const ExploreSink *sink)
{
	gint64 began = g_get_monotonic_time();
	Checking checking = checking_begin(lemma, closing);
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	WorldSize most = closing->world->most;

	for (guint i = 0; i < states && goes_on(lemma, sink); i++) {
		/* Pages may map as many Granules as there are free ones. */
		WorldSize size = { (guint)g_rand_int_range(random, 2, (gint32)most.pages + 1),
				   (guint)g_rand_int_range(random, 0, 2) };
		Composition composition;

		if (views_choose(closing->views, random, size, &composition) &&
		    sizes_fits(closing->world, &composition))
			check_state(&checking, &composition);
	}
	checking_end(&checking, began);
}

gboolean lemma_holds(const Lemma *lemma)
{
	for (guint i = LEMMA_KEPT_MAX + 1; i <= COMPONENTS_MAX; i++)
		if (lemma->kept[i])
			return FALSE;
	return !lemma->interrupted;
}
