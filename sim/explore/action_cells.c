/* SPDX-License-Identifier: BSD-3-Clause */
/* What was learned of actions, to be compared. */
#include "explore/action_cells.h"

#include "explore/cube.h"

/* ---- cells ---- */

typedef struct {
	const Renaming *renaming;
	const Cube *cube;
	const Leaf *leaf;               /* NULL: the action is not taken */
	GArray *pairs;                  /* of RelationPair, all factors behind each other */
	GArray *factors;                /* of RelationFactor, pairs missing */
} Building;

/* FALSE: the leaf is not for this number of a level, or leads to none that is known. */
static gboolean follow_level(const Building *building, guint level, guint32 from, guint32 *to)
{
	const Learner *learner = building->renaming->closure->learner;
	guint part = building->cube->levels->part_at[level];
	const Write *write = building->leaf ? leaf_write(building->leaf, part) : NULL;

	*to = from;
	if (!cube_has(building->cube, level, from))
		return FALSE;
	return !write || (space_find(learner->space, part,
				     write_value(write, &learner->terms,
						 space_value(learner->space, part, from)), to) &&
			  *to < building->cube->levels->domain[level]);
}

static gboolean follow(const Building *building, const RenamingSlot *slot, guint32 from,
		       guint32 *to)
{
	guint domain = building->cube->levels->domain[slot->level];
	guint32 first, other;

	if (!follow_level(building, slot->level, from % domain, &first))
		return FALSE;
	*to = first;
	if (slot->other == NO_LEVEL)
		return TRUE;
	if (!follow_level(building, slot->other, from / domain, &other))
		return FALSE;
	*to += domain * other;
	return TRUE;
}

/* FALSE: no state that is reached is of this leaf. */
static gboolean build_factor(Building *building, guint number)
{
	const RenamingSlot *slot = &building->renaming->slots[number];
	RelationFactor factor = { number, NULL, 0 };
	gboolean any = TRUE;

	for (guint32 i = 0; i < slot->domain; i++) {
		RelationPair pair = { i, i };

		if (!slot->reached[i])
			continue;
		/* Where it leads to what is not reached it is not met. */
		if (!follow(building, slot, i, &pair.to) || !slot->reached[pair.to]) {
			any = FALSE;
			continue;
		}
		any &= pair.from == pair.to;
		g_array_append_val(building->pairs, pair);
		factor.count++;
	}
	if (any)
		g_array_set_size(building->pairs, building->pairs->len - factor.count);
	else
		g_array_append_val(building->factors, factor);
	return any || factor.count;
}

static void add_cell(EventList *to, Building *building)
{
	RelationFactor *factors = (RelationFactor *)(gpointer)building->factors->data;
	const RelationPair *pairs = (const RelationPair *)(gpointer)building->pairs->data;

	for (guint i = 0; i < building->factors->len; i++) {
		factors[i].pairs = pairs;
		pairs += factors[i].count;
	}
	event_list_add(to, factors, building->factors->len);
}

typedef struct {
	const Renaming *renaming;
	EventList *cells;
	GArray *pairs, *factors;
} Collection;

static void collect_leaf(gpointer user, const Leaf *leaf, const Cube *cube)
{
	Collection *collection = user;
	const Renaming *renaming = collection->renaming;
	gboolean taken = learner_outcome(renaming->closure->learner, leaf)->taken == ACTION_TAKEN;
	Building building = {
		renaming, cube, taken ? leaf : NULL, collection->pairs, collection->factors
	};
	RelationPair outcome = { 0, taken ? 1 : 0 };
	RelationFactor first = { cells_outcome(renaming), NULL, 1 };

	g_array_set_size(building.pairs, 0);
	g_array_set_size(building.factors, 0);
	g_array_append_val(building.pairs, outcome);
	g_array_append_val(building.factors, first);
	for (guint i = 0; i < renaming->slot_count; i++)
		if (!build_factor(&building, i))
			return;
	add_cell(collection->cells, &building);
}

/* ---- cells as keys ---- */

static gint compare_bytes(gconstpointer a, gconstpointer b)
{
	return g_bytes_compare(*(GBytes *const *)a, *(GBytes *const *)b);
}

static GBytes *cell_key(const EventList *cells, guint32 cell)
{
	GByteArray *key = g_byte_array_new();

	for (guint i = 0; i < event_factors(cells, cell); i++) {
		RelationFactor factor = event_factor(cells, cell, i);
		guint32 head[] = { factor.level, factor.count };

		g_byte_array_append(key, (const guint8 *)head, sizeof(head));
		g_byte_array_append(key, (const guint8 *)factor.pairs,
				    factor.count * (guint)sizeof(*factor.pairs));
	}
	return g_byte_array_free_to_bytes(key);
}

GBytes *cells_key(const EventList *cells)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	GByteArray *all = g_byte_array_new();

	for (guint32 i = 0; i < event_list_count(cells); i++)
		g_ptr_array_add(keys, cell_key(cells, i));
	g_ptr_array_sort(keys, compare_bytes);
	for (guint i = 0; i < keys->len; i++) {
		gsize size;
		const guint8 *bytes = g_bytes_get_data(keys->pdata[i], &size);

		g_byte_array_append(all, bytes, (guint)size);
	}
	return g_byte_array_free_to_bytes(all);
}

static void free_numbers(gpointer numbers)
{
	g_array_unref(numbers);
}

static void add_key(ActionCells *cells, guint action)
{
	GBytes *key = cells_key(&cells->actions[action]);
	GArray *same = g_hash_table_lookup(cells->keys, key);

	g_ptr_array_add(cells->own_keys, key);
	if (!same) {
		same = g_array_new(FALSE, FALSE, sizeof(guint));
		g_hash_table_insert(cells->keys, key, same);
	}
	g_array_append_val(same, action);
}

ActionCells *action_cells_new(const Renaming *renaming)
{
	const Closure *closure = renaming->closure;
	const Learner *learner = closure->learner;
	ActionCells *cells = g_new0(ActionCells, 1);
	Collection collection = {
		renaming, NULL, g_array_new(FALSE, FALSE, sizeof(RelationPair)),
		g_array_new(FALSE, FALSE, sizeof(RelationFactor))
	};
	Cube cube;

	cells->renaming = renaming;
	cells->count = learner->a->action_count;
	cells->actions = g_new(EventList, cells->count + 1);
	cells->keys = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, NULL, free_numbers);
	cells->own_keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	cube_init(&cube, &closure->levels);
	for (guint i = 0; i < cells->count; i++) {
		collection.cells = &cells->actions[i];
		event_list_init(collection.cells);
		cube_leaves(&cube, learner->space, &learner->terms, &learner->actions[i],
			    collect_leaf, &collection);
		add_key(cells, i);
	}
	cube_clear(&cube);
	g_array_unref(collection.pairs);
	g_array_unref(collection.factors);
	return cells;
}

void action_cells_free(ActionCells *cells)
{
	if (!cells)
		return;
	for (guint i = 0; i < cells->count; i++)
		event_list_clear(&cells->actions[i]);
	g_free(cells->actions);
	g_hash_table_unref(cells->keys);
	g_ptr_array_unref(cells->own_keys);
	g_free(cells);
}

/* ---- are two the same? ---- */

typedef enum { APART, ALIKE, DIFFERENT } Meeting;

/* Where both are for a number: does the same become of it? */
static Meeting compare_factor(const RelationFactor *a, const RelationFactor *b)
{
	Meeting meeting = APART;
	guint j = 0;

	for (guint i = 0; i < a->count; i++) {
		while (j < b->count && b->pairs[j].from < a->pairs[i].from)
			j++;
		if (j == b->count)
			break;
		if (b->pairs[j].from != a->pairs[i].from)
			continue;
		if (b->pairs[j].to != a->pairs[i].to)
			return DIFFERENT;
		meeting = ALIKE;
	}
	return meeting;
}

/* The other keeps every number. */
static Meeting compare_alone(const RelationFactor *a)
{
	for (guint i = 0; i < a->count; i++)
		if (a->pairs[i].from != a->pairs[i].to)
			return DIFFERENT;
	return ALIKE;
}

/* Two cells do otherwise in states that both are for. */
static gboolean cells_conflict(const EventList *a, guint32 in_a, const EventList *b, guint32 in_b)
{
	guint count_a = event_factors(a, in_a), count_b = event_factors(b, in_b);
	gboolean differ = event_factor(a, in_a, 0).pairs->to != event_factor(b, in_b, 0).pairs->to;

	for (guint i = 1, j = 1; i < count_a || j < count_b;) {
		RelationFactor x = { G_MAXUINT, NULL, 0 }, y = x;
		Meeting meeting;

		if (i < count_a)
			x = event_factor(a, in_a, i);
		if (j < count_b)
			y = event_factor(b, in_b, j);
		meeting = x.level == y.level ? compare_factor(&x, &y)
			  : compare_alone(x.level < y.level ? &x : &y);
		if (meeting == APART)
			return FALSE;
		differ |= meeting == DIFFERENT;
		i += x.level <= y.level;
		j += y.level <= x.level;
	}
	return differ;
}

gboolean cells_agree(const EventList *a, const EventList *b)
{
	for (guint32 i = 0; i < event_list_count(a); i++)
		for (guint32 j = 0; j < event_list_count(b); j++)
			if (cells_conflict(a, i, b, j))
				return FALSE;
	return TRUE;
}
