/* SPDX-License-Identifier: BSD-3-Clause */
/* Things that differ in nothing but their names. */
#include "explore/symmetry.h"

#include <string.h>

#include "explore/exchange.h"
#include "explore/naming.h"

/* RECs that change places, at most: each order of them is tried on each word. */
#define RECS_MOST 4

/* A level goes to another; numbers by the same values there. */
typedef struct {
	guint from, to;
	guint32 *number;
} Move;

struct Symmetry {
	const Packing *packing;
	Renaming *renaming;
	Naming naming;
	GPtrArray *classes;             /* of GPtrArray of NamedThing: two or more each */
	GPtrArray *orders;              /* of GArray of Move: RECs in every order, or none */
	guint64 order;
};

/* ---- which things ---- */

/* Classes of the things of a kind; what keeps two apart is noted. */
static GPtrArray *find_classes(const Symmetry *symmetry, const ActionCells *cells,
			       SymmetryKind kind, SymmetryNote *note)
{
	const GPtrArray *things = symmetry->renaming->things;
	GPtrArray *classes = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

	for (guint i = 0; i < things->len; i++) {
		const NamedThing *thing = things->pdata[i];
		guint in;

		if (thing->kind != kind)
			continue;
		note->things++;
		for (in = 0; in < classes->len; in++) {
			const NamedThing *other = ((GPtrArray *)classes->pdata[in])->pdata[0];
			gint action;

			if (exchange_holds(symmetry->renaming, cells, other, thing, &action))
				break;
			if (!note->apart)
				*note = (SymmetryNote){
					note->things, 0, TRUE, other->address, thing->address, action,
					FALSE, FALSE
				};
		}
		if (in == classes->len)
			g_ptr_array_add(classes, g_ptr_array_new());
		g_ptr_array_add(classes->pdata[in], (gpointer)thing);
	}
	return classes;
}

/* Names that the tables have room for, of @class behind @taken others of its kind. */
static guint room_for(const Symmetry *symmetry, const GPtrArray *class, guint taken)
{
	const NamedThing *thing = class->pdata[0];

	if (thing->kind == SYMMETRY_RECS)
		return taken ? 0 : RECS_MOST;
	return naming_takes(symmetry->renaming, thing) ? NAMES_MOST - taken : 0;
}

/* What there is no room for keeps its place: fewer states are one. */
static void take_classes(Symmetry *symmetry, GPtrArray *classes, SymmetryNote *note)
{
	for (guint i = 0; i < classes->len; i++) {
		GPtrArray *class = classes->pdata[i];
		guint room = room_for(symmetry, class, note->alike);

		if (class->len < 2)
			continue;
		if (class->len > room) {
			note->beyond = TRUE;
			g_ptr_array_set_size(class, (gint)room);
		}
		if (class->len < 2)
			continue;
		g_ptr_array_add(symmetry->classes, g_ptr_array_ref(class));
		note->alike += class->len;
	}
	g_ptr_array_unref(classes);
}

static SymmetryKind kind_of(const GPtrArray *class)
{
	return ((const NamedThing *)class->pdata[0])->kind;
}

/* ---- pages that share a Granule ---- */

static gboolean may_share(const Symmetry *symmetry, const NameSlot *a, const NameSlot *b)
{
	const Closure *closure = symmetry->packing->closure;
	g_autofree gboolean *kept = g_new0(gboolean, closure->levels.count + 1);
	g_autofree guint32 *numbers = g_new0(guint32, closure->levels.count + 1);
	g_autoptr(MddView) view = NULL;
	MddCount count;

	kept[a->level] = kept[b->level] = TRUE;
	view = mdd_view_new(closure->mdd, mdd_project(closure->mdd, closure->reached, kept));
	count = mdd_view_count(view, NULL);
	for (MddCount i = 0; i < count; i++) {
		mdd_view_nth(view, i, numbers);
		if (a->name[numbers[a->level]] != NO_NAME &&
		    a->name[numbers[a->level]] == b->name[numbers[b->level]])
			return TRUE;
	}
	return FALSE;
}

/*
 * Pages are put in order by what they and their Granules are. Were one Granule at
 * two of them, as in an RMM that is wrong, that would not be all that there is to them.
 */
static gboolean pages_share(const Symmetry *symmetry)
{
	const Naming *naming = &symmetry->naming;

	for (guint i = 0; naming->granules.count && i < naming->pages.count; i++)
		for (guint j = 0; j < i; j++)
			if (may_share(symmetry, &naming->entry[i], &naming->entry[j]))
				return TRUE;
	return FALSE;
}

/* ---- orders of RECs ---- */

static void move_clear(gpointer data)
{
	g_free(((Move *)data)->number);
}

/* @to gets what @from has. */
static void add_moves(const Symmetry *symmetry, const NamedThing *from, const NamedThing *to,
		      GArray *moves)
{
	const Levels *levels = &symmetry->packing->closure->levels;
	Space *space = symmetry->packing->closure->learner->space;

	for (guint i = 0; i < from->parts->len; i++) {
		Move move = {
			levels->level_of[g_array_index(from->parts, guint, i)],
			levels->level_of[g_array_index(to->parts, guint, i)], NULL
		};

		if (move.from >= levels->visible)
			continue;
		move.number = g_new0(guint32, levels->domain[move.from]);
		for (guint32 j = 0; j < levels->domain[move.from]; j++)
			space_find(space, levels->part_at[move.to],
				   space_value(space, levels->part_at[move.from], j),
				   &move.number[j]);
		g_array_append_val(moves, move);
	}
}

/* All orders of a class of RECs from @at on. */
static void add_orders(Symmetry *symmetry, const GPtrArray *class, guint8 *place, guint at)
{
	GArray *moves;

	for (guint i = at; i + 1 < class->len; i++) {
		for (guint j = i + 1; j < class->len; j++) {
			guint8 kept = place[i];

			place[i] = place[j];
			place[j] = kept;
			add_orders(symmetry, class, place, i + 1);
			place[j] = place[i];
			place[i] = kept;
		}
	}
	moves = g_array_new(FALSE, FALSE, sizeof(Move));
	g_array_set_clear_func(moves, move_clear);
	for (guint i = 0; i < class->len; i++)
		if (place[i] != i)
			add_moves(symmetry, class->pdata[i], class->pdata[place[i]], moves);
	g_ptr_array_add(symmetry->orders, moves);
}

/* ---- the whole ---- */

static void find_all_classes(Symmetry *symmetry, SymmetryNote *notes)
{
	g_autoptr(ActionCells) cells = action_cells_new(symmetry->renaming);

	for (guint i = 0; i < SYMMETRY_KINDS; i++) {
		notes[i] = (SymmetryNote){ .things = 0 };
		take_classes(symmetry, find_classes(symmetry, cells, i, &notes[i]), &notes[i]);
	}
}

static void count_orders(Symmetry *symmetry)
{
	symmetry->order = 1;
	for (guint i = 0; i < symmetry->classes->len; i++) {
		const GPtrArray *class = symmetry->classes->pdata[i];

		for (guint j = 2; j <= class->len && symmetry->order < G_MAXUINT32; j++)
			symmetry->order *= j;
	}
}

static void take_names(Symmetry *symmetry, SymmetryNote *notes)
{
	naming_init(&symmetry->naming, symmetry->renaming, &symmetry->packing->layout,
		    symmetry->classes);
	notes[SYMMETRY_PAGES].shared = pages_share(symmetry);
	if (!notes[SYMMETRY_PAGES].shared && symmetry->naming.pages.slots->len <= MARKS_MOST)
		return;
	naming_clear(&symmetry->naming);
	for (guint i = symmetry->classes->len; i-- > 0;)
		if (kind_of(symmetry->classes->pdata[i]) == SYMMETRY_PAGES)
			g_ptr_array_remove_index(symmetry->classes, i);
	notes[SYMMETRY_PAGES].alike = 0;
	notes[SYMMETRY_PAGES].beyond = !notes[SYMMETRY_PAGES].shared;
	naming_init(&symmetry->naming, symmetry->renaming, &symmetry->packing->layout,
		    symmetry->classes);
}

static void take_orders(Symmetry *symmetry)
{
	guint8 place[RECS_MOST];

	for (guint i = 0; i < RECS_MOST; i++)
		place[i] = (guint8)i;
	for (guint i = 0; i < symmetry->classes->len; i++)
		if (kind_of(symmetry->classes->pdata[i]) == SYMMETRY_RECS)
			add_orders(symmetry, symmetry->classes->pdata[i], place, 0);
}

Symmetry *symmetry_new(const Packing *packing, SymmetryNote notes[SYMMETRY_KINDS])
{
	Symmetry *symmetry = g_new0(Symmetry, 1);

	symmetry->packing = packing;
	symmetry->renaming = renaming_new(packing->closure);
	symmetry->classes = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	symmetry->orders = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	find_all_classes(symmetry, notes);
	take_names(symmetry, notes);
	take_orders(symmetry);
	count_orders(symmetry);
	if (symmetry->classes->len)
		return symmetry;
	symmetry_free(symmetry);
	return NULL;
}

void symmetry_free(Symmetry *symmetry)
{
	if (!symmetry)
		return;
	naming_clear(&symmetry->naming);
	g_ptr_array_unref(symmetry->orders);
	g_ptr_array_unref(symmetry->classes);
	renaming_free(symmetry->renaming);
	g_free(symmetry);
}

guint64 symmetry_order(const Symmetry *symmetry)
{
	return symmetry->order;
}

guint64 symmetry_stands_for(const Symmetry *symmetry, guint64 word)
{
	const WordLayout *layout = &symmetry->packing->layout;
	guint64 least;

	if (!symmetry->orders->len)
		return naming_stands_for(&symmetry->naming, word);
	least = G_MAXUINT64;
	for (guint i = 0; i < symmetry->orders->len; i++) {
		const GArray *moves = symmetry->orders->pdata[i];
		guint64 moved = word;

		for (guint j = 0; j < moves->len; j++) {
			const Move *move = &g_array_index(moves, Move, j);

			word_set_number(layout, &moved, move->to,
					move->number[word_number(layout, word, move->from)]);
		}
		least = MIN(least, naming_stands_for(&symmetry->naming, moved));
	}
	return least;
}
