/* SPDX-License-Identifier: BSD-3-Clause */
/* The compositions that views allow. */
#include "sizes/view_set.h"

#include <string.h>

#include "sizes/realm.h"
#include "sizes/sizes.h"
#include "sizes/subtree.h"

typedef struct {
	const Views *views;
	guint most;
	WorldSize size;
	CompositionFunction *function;
	gpointer user;
	Composition now;
	const Known *known;             /* of the control */
	gboolean over;                  /* no more are asked for */
} Composing;

/* The first REC sees it so: do the others? */
static gboolean others_see_page(const Composing *composing, guint page, guint32 content)
{
	for (guint i = 1; i < composing->now.recs; i++) {
		const View view = view_of_page(composing->views, &composing->now, i, page, content);

		if (!g_hash_table_contains(composing->views->all, &view))
			return FALSE;
	}
	return TRUE;
}

static gboolean others_see_granule(const Composing *composing, guint32 content)
{
	for (guint i = 1; i < composing->now.recs; i++) {
		const View view = view_of_other(composing->views, &composing->now, i, OF_GRANULE,
						content);

		if (!g_hash_table_contains(composing->views->all, &view))
			return FALSE;
	}
	return TRUE;
}

/* Granules from content @least on: in ascending order of their contents. */
static void add_granules(Composing *composing, guint32 least)
{
	Composition *now = &composing->now;
	const GArray *views = composing->known->of[OF_GRANULE];

	composing->over |= !composing->function(composing->user, now);
	if (composing->over || now->pages + now->granules == composing->most ||
	    now->granules == composing->size.granules)
		return;
	for (guint i = 0; i < views->len && !composing->over; i++) {
		const View *view = &g_array_index(views, View, i);

		if (view->content < least || view->rec != now->rec[0] ||
		    !others_see_granule(composing, view->content))
			continue;
		now->granule[now->granules++] = view->content;
		add_granules(composing, view->content);
		now->granule[--now->granules] = 0;
	}
}

/* What an operation has in hand, by whichever page it may be mapped. */
static void add_hands(Composing *composing)
{
	Composition *now = &composing->now;

	add_granules(composing, 0);
	if (!sizes_may_be_elsewhere(composing->views->world, now))
		return;
	for (guint i = 0; i < now->pages; i++)
		if (now->held != i + 1 && sizes_is_mapped(composing->views->world, now->page[i])) {
			now->hand = i + 1;
			add_granules(composing, 0);
		}
	now->hand = 0;
}

/* Page @page with what a view says of it. FALSE: it is not as @view has it. */
static gboolean put_page(Composing *composing, guint page, const View *view)
{
	Composition *now = &composing->now;
	View here;

	if (view->kind == OF_OPERATION)
		now->operation = view->operation;
	here = view_of_page(composing->views, now, 0, page, view->content);
	if (memcmp(&here, view, sizeof(here)) != 0 || !others_see_page(composing, page, view->content))
		return FALSE;
	now->page[page] = view->content;
	return TRUE;
}

/* Views of pages, or of that of an operation, as @page is. */
static const GArray *views_for(const Composing *composing, guint page)
{
	return composing->known->of[composing->now.held == page + 1 ? OF_OPERATION : OF_PAGE];
}

/* Pages from @page on, as positions stand. */
static void add_pages(Composing *composing, guint page)
{
	Composition *now = &composing->now;
	const GArray *views = views_for(composing, page);
	guint32 least;

	if (page == now->pages) {
		add_hands(composing);
		return;
	}
	/* Realms are in ascending order of their contents. */
	least = composing->views->world->realms && page ? now->page[page - 1] : 0;
	for (guint i = 0; i < views->len && !composing->over; i++) {
		/* A copy: views come on the way. */
		const View view = g_array_index(views, View, i);

		if (view.content >= least && put_page(composing, page, &view))
			add_pages(composing, page + 1);
		now->page[page] = 0;
	}
	if (now->held == page + 1)
		now->operation = 0;
}

typedef void Continuation(Composing *composing, guint number);

/* Has the @at-th position an address: of the control, or of a REC that has its content? */
static gboolean is_position(const Composing *composing, guint at)
{
	const SizedWorld *world = composing->views->world;
	guint own = control_positions(world);
	const guint8 *bytes = numbers_bytes(world->controls, composing->now.control);
	guint32 offset = world->position_at[at];
	guint64 address;

	if (at >= own) {
		guint rec = (at - own) / world->rec_positions;

		bytes = numbers_bytes(world->contents, composing->now.rec[rec]);
		offset -= (guint32)(world->a->model->layout.recs +
				    (gsize)rec * world->a->model->layout.rec_stride);
	}
	memcpy(&address, bytes + offset, 8);
	return position_is_there(world, address);
}

/* All positions of addresses between the pages, from the @at-th to before the @end-th. */
static void set_positions(Composing *composing, guint at, guint end, Continuation *go_on,
			  guint number)
{
	if (at == end) {
		go_on(composing, number);
		return;
	}
	for (guint i = 0; i <= (is_position(composing, at)
				? composing->now.pages * composing->views->world->page_unit : 0); i++) {
		composing->now.position[at] = (guint8)i;
		set_positions(composing, at + 1, end, go_on, number);
	}
	composing->now.position[at] = 0;
}

/* RECs from the @number-th on: in ascending order of their contents. */
static void add_recs(Composing *composing, guint number)
{
	const SizedWorld *world = composing->views->world;
	const GArray *views = composing->known->of[OF_NOTHING];
	Composition *now = &composing->now;

	if (number || !world->most.recs)
		add_pages(composing, 0);
	if (number == composing->size.recs)
		return;
	for (guint i = 0; i < views->len && !composing->over; i++) {
		guint32 content = g_array_index(views, View, i).rec;

		if (number && content < now->rec[number - 1])
			continue;
		now->rec[now->recs++] = content;
		set_positions(composing, positions_of_rec(world, number),
			      positions_of_rec(world, number + 1), add_recs, number + 1);
		now->rec[--now->recs] = 0;
	}
}

static void compose(Composing *composing, guint32 control)
{
	composing->known = views_known(composing->views, control);
	for (guint pages = 0; pages <= MIN(composing->most, composing->size.pages); pages++)
		for (guint held = 0; held <= (composing->known->of[OF_OPERATION]->len ? pages : 0);
		     held++) {
			memset(&composing->now, 0, sizeof(composing->now));
			composing->now.control = control;
			composing->now.pages = pages;
			composing->now.held = held;
			set_positions(composing, 0, control_positions(composing->views->world),
				      add_recs, 0);
		}
}

static void compose_all(Composing *composing, GArray *controls)
{
	for (guint i = 0; i < controls->len && !composing->over; i++)
		compose(composing, g_array_index(controls, guint32, i));
}

void views_each(const Views *views, guint most, WorldSize size, CompositionFunction *function,
		gpointer user)
{
	Composing composing = {
		.views = views, .most = most, .size = size, .function = function, .user = user
	};
	/* Those that come on the way have their turn in the next round. */
	g_autoptr(GArray) controls = g_array_copy(views->controls);

	compose_all(&composing, controls);
}

/* ---- one of them at random ---- */

#define TRIES 64

static const View *any_view(const GArray *views, GRand *random)
{
	return views->len ? &g_array_index(views, View,
					   (guint)g_rand_int_range(random, 0, (gint32)views->len)) : NULL;
}

/* Granules that no page before @page has, and one that stays free. */
static guint granules_left(const Composing *composing, guint page)
{
	const SizedWorld *world = composing->views->world;
	guint taken = 1;

	for (guint i = 0; i < page; i++)
		taken += subtree_granules(world, composing->now.page[i]);
	return world->most.granules - MIN(taken, world->most.granules);
}

/*
 * One for page @page. Of entries of a table half are without an RTT, though most views are
 * with one; or no large world had Granules for all.
 */
static const View *any_page(const Composing *composing, GRand *random, guint page)
{
	const GArray *views = views_for(composing, page);
	const SizedWorld *world = composing->views->world;
	const View *view = any_view(views, random);
	guint most = world->has_subtrees && g_rand_boolean(random) ? granules_left(composing, page) : 0;

	for (guint i = 0; view && world->has_subtrees && i < TRIES &&
	     subtree_granules(world, view->content) > most; i++)
		view = any_view(views, random);
	return view;
}

/*
 * In ascending order of contents, each with positions at random; or all of them 0, as they are
 * where nobody has asked for anything.
 */
static void choose_recs(Composing *composing, GRand *random)
{
	const SizedWorld *world = composing->views->world;
	Composition *now = &composing->now;
	guint count = control_positions(world) + composing->size.recs * world->rec_positions;

	for (; now->recs < composing->size.recs; now->recs++) {
		guint32 content = any_view(composing->known->of[OF_NOTHING], random)->rec;
		guint at = now->recs;

		for (; at && now->rec[at - 1] > content; at--)
			now->rec[at] = now->rec[at - 1];
		now->rec[at] = content;
	}
	for (guint i = g_rand_boolean(random) ? count : 0; i < count; i++)
		if (is_position(composing, i))
			now->position[i] = (guint8)g_rand_int_range(
				random, 0, (gint32)(now->pages * world->page_unit) + 1);
}

static gboolean choose_page(Composing *composing, GRand *random, guint page)
{
	for (guint i = 0; i < TRIES; i++) {
		const View *view = any_page(composing, random, page);

		if (!view)
			return FALSE;
		if (put_page(composing, page, view))
			return TRUE;
	}
	return FALSE;
}

static gboolean choose_granule(Composing *composing, GRand *random)
{
	Composition *now = &composing->now;

	for (guint i = 0; i < TRIES; i++) {
		const View *view = any_view(composing->known->of[OF_GRANULE], random);
		guint at = now->granules;

		if (!view)
			return FALSE;
		if (view->rec != now->rec[0] || !others_see_granule(composing, view->content))
			continue;
		for (; at && now->granule[at - 1] > view->content; at--)
			now->granule[at] = now->granule[at - 1];
		now->granule[at] = view->content;
		now->granules++;
		return TRUE;
	}
	return FALSE;
}

static gboolean try_composition(Composing *composing, GRand *random)
{
	const GArray *controls = composing->views->controls;
	Composition *now = &composing->now;

	memset(now, 0, sizeof(*now));
	now->control = g_array_index(controls, guint32,
				     (guint)g_rand_int_range(random, 0, (gint32)controls->len));
	now->pages = composing->size.pages;
	composing->known = views_known(composing->views, now->control);
	if (composing->known->of[OF_OPERATION]->len && now->pages)
		now->held = (guint32)g_rand_int_range(random, 0, (gint32)now->pages + 1);
	choose_recs(composing, random);
	for (guint i = 0; i < now->pages; i++)
		if (!choose_page(composing, random, i))
			return FALSE;
	if (composing->views->world->realms)
		realms_sort(now);
	while (now->granules < composing->size.granules)
		if (!choose_granule(composing, random))
			return FALSE;
	return TRUE;
}

gboolean views_choose(const Views *views, GRand *random, WorldSize size, Composition *composition)
{
	Composing composing = { .views = views, .size = size };
	gboolean found = FALSE;

	for (guint i = 0; i < TRIES && views->controls->len && !found; i++)
		found = try_composition(&composing, random);
	*composition = composing.now;
	return found;
}
