/* SPDX-License-Identifier: BSD-3-Clause */
/* Sets of views. */
#include "sizes/view_set.h"

#include <string.h>

/* ---- a set ---- */

static guint view_hash(gconstpointer data)
{
	const View *view = data;
	guint hash = view->control;

	hash = hash * 65599 + view->content;
	hash = hash * 65599 + view->rec;
	hash = hash * 65599 + view->operation;
	return (hash * 65599 + (guint)(view->behind ^ view->behind >> 32)) * VIEW_KINDS + view->kind;
}

static gboolean view_equal(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, sizeof(View)) == 0;
}

static void known_free(gpointer data)
{
	Known *known = data;

	for (guint i = 0; known && i < VIEW_KINDS; i++)
		g_array_unref(known->of[i]);
	g_free(known);
}

Views *views_new(const SizedWorld *world)
{
	Views *views = g_new0(Views, 1);

	views->world = world;
	views->all = g_hash_table_new_full(view_hash, view_equal, g_free, NULL);
	views->known = g_ptr_array_new_with_free_func(known_free);
	views->controls = g_array_new(FALSE, FALSE, sizeof(guint32));
	return views;
}

void views_free(Views *views)
{
	if (!views)
		return;
	g_hash_table_unref(views->all);
	g_ptr_array_unref(views->known);
	g_array_unref(views->controls);
	g_free(views);
}

guint views_count(const Views *views)
{
	return views->count;
}

Known *views_known(const Views *views, guint32 control)
{
	return control < views->known->len ? views->known->pdata[control] : NULL;
}

static Known *known_made(Views *views, guint32 control)
{
	Known *known = views_known(views, control);

	if (known)
		return known;
	if (control >= views->known->len)
		g_ptr_array_set_size(views->known, (gint)control + 1);
	known = g_new(Known, 1);
	for (guint i = 0; i < VIEW_KINDS; i++)
		known->of[i] = g_array_new(FALSE, FALSE, sizeof(View));
	views->known->pdata[control] = known;
	g_array_append_val(views->controls, control);
	return known;
}

/* ---- views of a composition ---- */

/* How many pages of component @page lie before the address at @position. */
static guint64 behind(const SizedWorld *world, guint position, guint page)
{
	guint first = page * world->page_unit;

	return position <= first ? 0 : MIN(position - first, world->page_unit);
}

View view_of_page(const Views *views, const Composition *composition, guint rec, guint page,
			 guint32 content)
{
	const SizedWorld *world = views->world;
	guint own = control_positions(world), first = positions_of_rec(world, rec);
	gboolean is_held = composition->held == page + 1;
	View view = { .control = composition->control, .content = content,
		      .operation = is_held ? composition->operation : 0,
		      .kind = is_held ? OF_OPERATION : OF_PAGE };

	for (guint i = 0; i < own; i++)
		view.behind |= behind(world, composition->position[i], page) << i * BEHIND_BITS;
	if (!world->most.recs)
		return view;
	view.rec = composition->rec[rec];
	for (guint i = 0; i < world->rec_positions; i++)
		view.behind |= behind(world, composition->position[first + i], page) <<
			       (own + i) * BEHIND_BITS;
	return view;
}

View view_of_other(const Views *views, const Composition *composition, guint rec,
			  ViewKind kind, guint32 content)
{
	return (View){ .control = composition->control, .content = content, .kind = kind,
		       .rec = views->world->most.recs ? composition->rec[rec] : 0 };
}

static gboolean add(Views *views, const View *view)
{
	Known *known;

	if (g_hash_table_contains(views->all, view))
		return FALSE;
	known = known_made(views, view->control);
	g_hash_table_add(views->all, g_memdup2(view, sizeof(*view)));
	g_array_append_vals(known->of[view->kind], view, 1);
	views->count += view->kind != OF_NOTHING;
	return TRUE;
}

static gboolean add_as_seen_by(Views *views, const Composition *composition, guint rec)
{
	View view = view_of_other(views, composition, rec, OF_NOTHING, 0);
	gboolean is_new = add(views, &view);

	for (guint i = 0; i < composition->pages; i++) {
		view = view_of_page(views, composition, rec, i, composition->page[i]);
		is_new |= add(views, &view);
	}
	for (guint i = 0; i < composition->granules; i++) {
		view = view_of_other(views, composition, rec, OF_GRANULE, composition->granule[i]);
		is_new |= add(views, &view);
	}
	return is_new;
}

gboolean views_add(Views *views, const Composition *composition)
{
	gboolean is_new = FALSE;

	for (guint i = 0; i < MAX(composition->recs, 1); i++)
		is_new |= add_as_seen_by(views, composition, i);
	return is_new;
}
