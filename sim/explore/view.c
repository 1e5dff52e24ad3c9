/* SPDX-License-Identifier: BSD-3-Clause */
/* A set of tuples laid out to be gone through from end to end. */
#include "explore/view.h"

MddView *mdd_view_new(const Mdd *mdd, MddNode set)
{
	MddView *view = g_new0(MddView, 1);

	view->flat = flat_new(mdd, set);
	view->counts = g_new0(MddCount, view->flat->nodes + 1);
	view->failed = g_new0(guint32, view->flat->nodes + 1);
	/* Of the set without levels, and of the empty set. */
	view->counts[view->flat->nodes] = set != MDD_EMPTY;
	return view;
}

void mdd_view_free(MddView *view)
{
	if (!view)
		return;
	flat_free(view->flat);
	g_free(view->counts);
	g_free(view->failed);
	g_free(view);
}

static inline gboolean is_meant(MddRestriction restriction, guint level, guint32 value)
{
	return !restriction || !restriction[level] ||
	       restriction[level][value / 64] >> value % 64 & 1;
}

MddCount mdd_view_count(MddView *view, MddRestriction restriction)
{
	const Flat *flat = view->flat;

	for (guint i = flat->nodes; i-- > 0;) {
		MddCount count = 0;

		for (guint32 j = flat->first[i]; j < flat->first[i + 1]; j++)
			if (is_meant(restriction, flat->level[i], flat->edges[j].value))
				count += view->counts[flat->edges[j].child];
		view->counts[i] = count;
	}
	return view->counts[0];
}

/* Is there a tuple below @at? What was in vain is not tried again. */
static gboolean search(MddView *view, MddRestriction restriction, guint32 at, guint32 *values)
{
	const Flat *flat = view->flat;

	if (at == flat->nodes)
		return view->counts[at] != 0;
	if (view->failed[at] == view->searches)
		return FALSE;
	for (guint32 i = flat->first[at]; i < flat->first[at + 1]; i++) {
		const MddEdge *edge = &flat->edges[i];

		if (is_meant(restriction, flat->level[at], edge->value) &&
		    search(view, restriction, edge->child, values)) {
			if (values)
				values[flat->level[at]] = edge->value;
			return TRUE;
		}
	}
	view->failed[at] = view->searches;
	return FALSE;
}

gboolean mdd_view_has(MddView *view, MddRestriction restriction)
{
	view->searches++;
	return search(view, restriction, 0, NULL);
}

gboolean mdd_view_pick(MddView *view, MddRestriction restriction, guint32 *values)
{
	view->searches++;
	return search(view, restriction, 0, values);
}

void mdd_view_nth(const MddView *view, MddCount number, guint32 *values)
{
	const Flat *flat = view->flat;

	for (guint at = 0; at < flat->nodes;) {
		guint32 edge = flat->first[at];

		for (; number >= view->counts[flat->edges[edge].child]; edge++)
			number -= view->counts[flat->edges[edge].child];
		values[flat->level[at]] = flat->edges[edge].value;
		at = flat->edges[edge].child;
	}
}
