/* SPDX-License-Identifier: BSD-3-Clause */
/* Sets of views, and the compositions that they allow. */
#include "sizes/views.h"

#include <string.h>

/* Of a page: which addresses lie behind it, bit by bit; of a Granule: 0. */
typedef struct {
	guint32 control, content;
	guint32 behind;
	guint32 is_granule;
} View;

struct Views {
	guint position_count;
	GHashTable *all;                /* of View */
	GArray *pages, *granules;       /* of View, as they came */
	GByteArray *controls;           /* by number: was it added? */
};

static guint view_hash(gconstpointer data)
{
	const View *view = data;

	return ((view->control * 65599 + view->content) * 65599 + view->behind) * 2 + view->is_granule;
}

static gboolean view_equal(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, sizeof(View)) == 0;
}

Views *views_new(guint position_count)
{
	Views *views = g_new0(Views, 1);

	views->position_count = position_count;
	views->all = g_hash_table_new_full(view_hash, view_equal, g_free, NULL);
	views->pages = g_array_new(FALSE, FALSE, sizeof(View));
	views->granules = g_array_new(FALSE, FALSE, sizeof(View));
	views->controls = g_byte_array_new();
	return views;
}

void views_free(Views *views)
{
	if (!views)
		return;
	g_hash_table_unref(views->all);
	g_array_unref(views->pages);
	g_array_unref(views->granules);
	g_byte_array_unref(views->controls);
	g_free(views);
}

guint views_count(const Views *views)
{
	return g_hash_table_size(views->all);
}

static View view_of_page(const Views *views, const Composition *composition, guint page,
			 guint32 content)
{
	View view = { composition->control, content, 0, FALSE };

	for (guint i = 0; i < views->position_count; i++)
		if (composition->position[i] > page)
			view.behind |= 1u << i;
	return view;
}

static gboolean add(Views *views, const View *view)
{
	GArray *list = view->is_granule ? views->granules : views->pages;

	if (g_hash_table_contains(views->all, view))
		return FALSE;
	g_hash_table_add(views->all, g_memdup2(view, sizeof(*view)));
	g_array_append_vals(list, view, 1);
	return TRUE;
}

/* It may be that of a state without components. */
static gboolean add_control(Views *views, guint32 control)
{
	const guint8 none = 0;

	while (views->controls->len <= control)
		g_byte_array_append(views->controls, &none, 1);
	if (views->controls->data[control])
		return FALSE;
	views->controls->data[control] = TRUE;
	return TRUE;
}

gboolean views_add(Views *views, const Composition *composition)
{
	gboolean is_new = add_control(views, composition->control);

	for (guint i = 0; i < composition->pages; i++) {
		View view = view_of_page(views, composition, i, composition->page[i]);

		is_new |= add(views, &view);
	}
	for (guint i = 0; i < composition->granules; i++) {
		View view = { composition->control, composition->granule[i], 0, TRUE };

		is_new |= add(views, &view);
	}
	return is_new;
}

/* ---- what they allow ---- */

typedef struct {
	const Views *views;
	guint most;
	WorldSize size;
	CompositionFunction *function;
	gpointer user;
	Composition now;
	GArray *pages, *granules;       /* of View: those of the control */
} Composing;

/* Granules from the @first-th view on: in ascending order of their contents. */
static void add_granules(Composing *composing, guint first)
{
	Composition *now = &composing->now;

	composing->function(composing->user, now);
	if (now->pages + now->granules == composing->most ||
	    now->granules == composing->size.granules)
		return;
	for (guint i = first; i < composing->granules->len; i++) {
		now->granule[now->granules++] = g_array_index(composing->granules, View, i).content;
		add_granules(composing, i);
		now->granule[--now->granules] = 0;
	}
}

/* Pages from @page on, as positions stand. */
static void add_pages(Composing *composing, guint page)
{
	Composition *now = &composing->now;

	if (page == now->pages) {
		add_granules(composing, 0);
		return;
	}
	for (guint i = 0; i < composing->pages->len; i++) {
		const View *view = &g_array_index(composing->pages, View, i);
		View here = view_of_page(composing->views, now, page, view->content);

		if (here.behind != view->behind)
			continue;
		now->page[page] = view->content;
		add_pages(composing, page + 1);
		now->page[page] = 0;
	}
}

/* All positions of addresses between the pages, from the @number-th address on. */
static void set_positions(Composing *composing, guint number)
{
	if (number == composing->views->position_count) {
		add_pages(composing, 0);
		return;
	}
	for (guint i = 0; i <= composing->now.pages; i++) {
		composing->now.position[number] = (guint8)i;
		set_positions(composing, number + 1);
	}
	composing->now.position[number] = 0;
}

static int compare_contents(gconstpointer a, gconstpointer b)
{
	guint32 x = ((const View *)a)->content, y = ((const View *)b)->content;

	return (x > y) - (x < y);
}

/* The views of a control alone. */
static GArray *of_control(const GArray *views, guint32 control)
{
	GArray *some = g_array_new(FALSE, FALSE, sizeof(View));

	for (guint i = 0; i < views->len; i++)
		if (g_array_index(views, View, i).control == control)
			g_array_append_vals(some, &g_array_index(views, View, i), 1);
	g_array_sort(some, compare_contents);
	return some;
}

void views_each(const Views *views, guint most, WorldSize size, CompositionFunction *function,
		gpointer user)
{
	Composing composing = {
		.views = views, .most = most, .size = size, .function = function, .user = user
	};

	for (guint32 control = 0; control < views->controls->len; control++) {
		if (!views->controls->data[control])
			continue;
		composing.pages = of_control(views->pages, control);
		composing.granules = of_control(views->granules, control);
		for (guint pages = 0; pages <= MIN(most, size.pages); pages++) {
			memset(&composing.now, 0, sizeof(composing.now));
			composing.now.control = control;
			composing.now.pages = pages;
			set_positions(&composing, 0);
		}
		g_array_unref(composing.pages);
		g_array_unref(composing.granules);
	}
}

/* ---- one of them at random ---- */

#define TRIES 64

static const View *any_view(const GArray *views, GRand *random)
{
	return &g_array_index(views, View, (guint)g_rand_int_range(random, 0, (gint32)views->len));
}

/* The content of some view that is as @wanted but for it. */
static gboolean choose_content(const GArray *views, GRand *random, const View *wanted,
			       guint32 *content)
{
	for (guint i = 0; i < TRIES; i++) {
		const View *view = any_view(views, random);

		if (view->control != wanted->control || view->behind != wanted->behind)
			continue;
		*content = view->content;
		return TRUE;
	}
	return FALSE;
}

static gboolean try_composition(const Views *views, GRand *random, WorldSize size,
				Composition *composition)
{
	memset(composition, 0, sizeof(*composition));
	composition->control = any_view(size.pages ? views->pages : views->granules, random)->control;
	composition->pages = size.pages;
	for (guint i = 0; i < views->position_count; i++)
		composition->position[i] = (guint8)g_rand_int_range(random, 0, (gint32)size.pages + 1);
	for (guint i = 0; i < size.pages; i++) {
		View wanted = view_of_page(views, composition, i, 0);

		if (!choose_content(views->pages, random, &wanted, &composition->page[i]))
			return FALSE;
	}
	for (; composition->granules < size.granules; composition->granules++) {
		View wanted = { composition->control, 0, 0, TRUE };

		if (!choose_content(views->granules, random, &wanted,
				    &composition->granule[composition->granules]))
			return FALSE;
	}
	return TRUE;
}

gboolean views_choose(const Views *views, GRand *random, WorldSize size, Composition *composition)
{
	for (guint i = 0; i < TRIES && (views->pages->len || !size.pages) && views->granules->len; i++)
		if (try_composition(views, random, size, composition))
			return TRUE;
	return FALSE;
}
