/* SPDX-License-Identifier: BSD-3-Clause */
/* States as words, and what actions do to them in tables. */
#include "explore/packing.h"

#include <string.h>

#define CONTROL_BITS_MOST 14
/* Bits that the table of one action, or of several, may look at. */
#define TABLE_BITS_MOST   18
#define SHARED_BITS_MOST  12

/* ---- words ---- */

guint64 packing_word(const Packing *packing, const guint32 *numbers)
{
	guint64 word = 0;

	for (guint i = 0; i < packing->closure->levels.visible; i++)
		word |= (guint64)numbers[i] << packing->shift[i];
	return word;
}

void packing_tuple(const Packing *packing, guint64 word, guint32 *numbers)
{
	for (guint i = 0; i < packing->closure->levels.visible; i++)
		numbers[i] = (guint32)(word >> packing->shift[i] &
				       (((guint64)1 << packing->width[i]) - 1));
}

static guint64 mask_of(const Packing *packing, guint level)
{
	return (((guint64)1 << packing->width[level]) - 1) << packing->shift[level];
}

/* ---- cases: what one action does, in one control state ---- */

typedef struct {
	Cube cube;
	const Leaf *leaf;
} Case;

static void case_free(gpointer data)
{
	Case *of = data;

	cube_clear(&of->cube);
	g_free(of);
}

typedef struct {
	const Packing *packing;
	GPtrArray *cases;               /* of Case * */
} Collection;

static gboolean level_is_open(const Cube *cube, guint level)
{
	for (guint32 i = 0; cube->bits[level] && i < cube->levels->domain[level]; i++)
		if (!cube_has(cube, level, i))
			return FALSE;
	return TRUE;
}

static void collect_leaf(gpointer user, const Leaf *leaf, const Cube *cube)
{
	Collection *collection = user;
	const Closure *closure = collection->packing->closure;
	Case *new;

	if (learner_outcome(closure->learner, leaf)->taken != ACTION_TAKEN)
		return;
	new = g_new(Case, 1);
	cube_copy(&new->cube, cube);
	new->leaf = leaf;
	for (guint i = 0; i < closure->levels.visible; i++)
		if (level_is_open(&new->cube, i))
			g_clear_pointer(&new->cube.bits[i], g_free);
	g_ptr_array_add(collection->cases, new);
}

static gboolean writes_equal(const Leaf *a, const Leaf *b)
{
	if (a->write_count != b->write_count)
		return FALSE;
	for (guint i = 0; i < a->write_count; i++)
		if (a->writes[i].part != b->writes[i].part ||
		    a->writes[i].term != b->writes[i].term ||
		    (a->writes[i].term == TERM_ITSELF &&
		     a->writes[i].value != b->writes[i].value))
			return FALSE;
	return TRUE;
}

/* What a leaf leaves at @level; NULL: what was there. */
static const Write *write_at(const Packing *packing, const Leaf *leaf, guint level)
{
	for (guint i = 0; i < leaf->write_count; i++)
		if (leaf->writes[i].part == packing->closure->levels.part_at[level])
			return &leaf->writes[i];
	return NULL;
}

/* Does what a leaf leaves at @level depend on what was there? */
static gboolean is_term(const Packing *packing, const Leaf *leaf, guint level)
{
	const Write *write = write_at(packing, leaf, level);

	return write && write->term != TERM_ITSELF;
}

/* Adds to @change what a write leaves at @level where there was @number. */
static void add_change(const Packing *packing, const Write *write, guint level, guint32 number,
		       PackedChange *change)
{
	const Learner *learner = packing->closure->learner;
	guint64 value = write->value;

	if (write->term != TERM_ITSELF)
		value = terms_value(&learner->terms, write->term,
				    space_value(learner->space, write->part, number));
	change->mask |= mask_of(packing, level);
	change->value |= (guint64)space_number(learner->space, write->part, value)
			 << packing->shift[level];
}

static gboolean level_equal(const Cube *a, const Cube *b, guint level)
{
	guint words = a->levels->domain[level] / 64 + 1;

	if (!a->bits[level] || !b->bits[level])
		return a->bits[level] == b->bits[level];
	return memcmp(a->bits[level], b->bits[level], words * sizeof(guint64)) == 0;
}

/* Cases that differ at one level and come to the same are one. */
static gboolean merge(Case *into, const Case *from)
{
	const Levels *levels = into->cube.levels;
	guint differ = NO_LEVEL;

	if (!writes_equal(into->leaf, from->leaf))
		return FALSE;
	for (guint i = 0; i < levels->visible; i++) {
		if (level_equal(&into->cube, &from->cube, i))
			continue;
		if (differ != NO_LEVEL)
			return FALSE;
		differ = i;
	}
	if (differ == NO_LEVEL)
		return TRUE;
	for (guint i = 0; into->cube.bits[differ] && i < levels->domain[differ] / 64 + 1; i++)
		into->cube.bits[differ][i] |= from->cube.bits[differ]
					      ? from->cube.bits[differ][i] : ~(guint64)0;
	if (level_is_open(&into->cube, differ))
		g_clear_pointer(&into->cube.bits[differ], g_free);
	return TRUE;
}

static void merge_cases(GPtrArray *cases)
{
	for (gboolean again = TRUE; again;) {
		again = FALSE;
		for (guint i = 0; i < cases->len; i++)
			for (guint j = i + 1; j < cases->len;)
				if (merge(cases->pdata[i], cases->pdata[j])) {
					g_ptr_array_remove_index(cases, j);
					again = TRUE;
				} else {
					j++;
				}
	}
}

/* ---- lists and tables ---- */

/* The number of @content; *@is_new: it has to be added as @number. */
static guint32 number_of(GHashTable *known, gconstpointer content, gsize size, guint32 number,
			 gboolean *is_new)
{
	GBytes *bytes = g_bytes_new(content, size);
	gpointer found;

	*is_new = !g_hash_table_lookup_extended(known, bytes, NULL, &found);
	if (!*is_new) {
		g_bytes_unref(bytes);
		return GPOINTER_TO_UINT(found);
	}
	g_hash_table_insert(known, bytes, GUINT_TO_POINTER(number));
	return number;
}

static guint32 list_of(Packing *packing, const PackedChange *changes, guint count)
{
	PackedList list = { packing->changes->len, count };
	gboolean is_new;
	guint32 number;

	if (!count)
		return 0;
	number = number_of(packing->known, changes, count * sizeof(*changes), packing->lists->len,
			   &is_new);
	if (is_new) {
		g_array_append_vals(packing->changes, changes, count);
		g_array_append_val(packing->lists, list);
	}
	return number;
}

static guint32 append_list(Packing *packing, guint32 a, guint32 b)
{
	const PackedList x = g_array_index(packing->lists, PackedList, a);
	const PackedList y = g_array_index(packing->lists, PackedList, b);
	g_autofree PackedChange *both = g_new(PackedChange, x.count + y.count);

	memcpy(both, &g_array_index(packing->changes, PackedChange, x.first),
	       x.count * sizeof(*both));
	memcpy(both + x.count, &g_array_index(packing->changes, PackedChange, y.first),
	       y.count * sizeof(*both));
	return list_of(packing, both, x.count + y.count);
}

/* A pair as a key of its own, whose low bits, which are its hash, are of both. */
static gpointer pair_key(guint32 a, guint32 b)
{
	guint64 key = ((guint64)a << 32 | b) * 0x9e3779b97f4a7c15u;

	return GSIZE_TO_POINTER(key ^ key >> 32);
}

typedef guint32 Joiner(Packing *packing, guint32 a, guint32 b);

/* What @joiner makes of two numbers, once for each pair. */
static guint32 join(Packing *packing, GHashTable *known, Joiner *joiner, guint32 a, guint32 b)
{
	gpointer key = pair_key(a, b), found;

	if (!g_hash_table_lookup_extended(known, key, NULL, &found)) {
		found = GUINT_TO_POINTER(joiner(packing, a, b));
		g_hash_table_insert(known, key, found);
	}
	return GPOINTER_TO_UINT(found);
}

/* A list of both. */
static guint32 join_lists(Packing *packing, guint32 a, guint32 b)
{
	if (!a || !b)
		return a ? a : b;
	return join(packing, packing->known_lists, append_list, a, b);
}

/* The number of a table; takes @lists over. */
static guint32 table_of(Packing *packing, guint64 mask, guint32 *lists)
{
	gsize size = sizeof(guint32) << __builtin_popcountll(mask);
	g_autofree char *content = g_malloc(size + sizeof(mask) + 1);
	PackedTable table = { mask, lists };
	gboolean is_new;
	guint32 number;

	/* A list is never of an odd number of bytes. */
	memcpy(content, &mask, sizeof(mask));
	memcpy(content + sizeof(mask), lists, size);
	content[sizeof(mask) + size] = 0;
	number = number_of(packing->known, content, size + sizeof(mask) + 1, packing->tables->len,
			   &is_new);
	if (is_new)
		g_array_append_val(packing->tables, table);
	else
		g_free(lists);
	return number;
}

typedef struct {
	Packing *packing;
	const Case *of;
	guint64 mask;
	guint32 *lists;
} Filling;

/* Puts a list wherever the numbers are as the case says, from @level on. */
static void fill(const Filling *filling, guint level, guint64 word, PackedChange change)
{
	Packing *packing = filling->packing;
	const Levels *levels = &packing->closure->levels;
	const Write *write = NULL;

	for (; level < levels->visible; level++) {
		write = write_at(packing, filling->of->leaf, level);
		if ((mask_of(packing, level) & filling->mask) ||
		    (write && write->term != TERM_ITSELF))
			break;
		if (write)
			add_change(packing, write, level, 0, &change);
	}
	if (level == levels->visible) {
		filling->lists[packing_pick(word, filling->mask)] = list_of(packing, &change, 1);
		return;
	}
	for (guint32 i = 0; i < levels->domain[level]; i++) {
		PackedChange with = change;

		if (!cube_has(&filling->of->cube, level, i))
			continue;
		if (write)
			add_change(packing, write, level, i, &with);
		fill(filling, level + 1, word | (guint64)i << packing->shift[level], with);
	}
}

/* What the table of @cases follows from, as bytes. */
static GBytes *key_of(const Packing *packing, const GPtrArray *cases)
{
	const Levels *levels = &packing->closure->levels;
	GByteArray *key = g_byte_array_new();

	for (guint i = 0; i < cases->len; i++) {
		const Case *of = cases->pdata[i];

		g_byte_array_append(key, (const guint8 *)&of->leaf, sizeof(of->leaf));
		for (guint j = 0; j < levels->visible; j++) {
			if (!of->cube.bits[j] || (mask_of(packing, j) & packing->control_mask &&
						  !is_term(packing, of->leaf, j)))
				continue;
			g_byte_array_append(key, (const guint8 *)&j, sizeof(j));
			g_byte_array_append(key, (const guint8 *)of->cube.bits[j],
					    (levels->domain[j] / 64 + 1) * (guint)sizeof(guint64));
		}
	}
	return g_byte_array_free_to_bytes(key);
}

static gboolean fill_table(Packing *packing, const GPtrArray *cases, guint32 *number);

/* The table of the cases of an action; FALSE: it would be too large. */
static gboolean tabulate(Packing *packing, const GPtrArray *cases, guint32 *number)
{
	GBytes *key = key_of(packing, cases);
	gpointer found;

	if (g_hash_table_lookup_extended(packing->known_cases, key, NULL, &found)) {
		g_bytes_unref(key);
		*number = GPOINTER_TO_UINT(found);
		return TRUE;
	}
	if (!fill_table(packing, cases, number)) {
		g_bytes_unref(key);
		return FALSE;
	}
	g_hash_table_insert(packing->known_cases, key, GUINT_TO_POINTER(*number));
	return TRUE;
}

static gboolean fill_table(Packing *packing, const GPtrArray *cases, guint32 *number)
{
	const Levels *levels = &packing->closure->levels;
	const PackedChange none = { 0, 0 };
	guint64 mask = 0;
	guint32 *lists;

	for (guint i = 0; i < cases->len; i++) {
		const Case *of = cases->pdata[i];

		for (guint j = 0; j < levels->visible; j++)
			if (of->cube.bits[j] || is_term(packing, of->leaf, j))
				mask |= mask_of(packing, j);
	}
	mask &= ~packing->control_mask;
	if (__builtin_popcountll(mask) > TABLE_BITS_MOST)
		return FALSE;
	lists = g_new0(guint32, (gsize)1 << __builtin_popcountll(mask));
	for (guint i = 0; i < cases->len; i++) {
		const Filling filling = { packing, cases->pdata[i], mask, lists };

		fill(&filling, 0, 0, none);
	}
	*number = table_of(packing, mask, lists);
	return TRUE;
}

/* For each index of a table that looks at @mask, that of one that looks at @part. */
static guint32 *indices_of(guint64 mask, guint64 part)
{
	gsize size = (gsize)1 << __builtin_popcountll(mask);
	guint64 in_part = packing_pick(part, mask);
	guint32 *indices = g_new(guint32, size);

	indices[0] = 0;
	for (gsize i = 1; i < size; i++)
		indices[i] = indices[i & (i - 1)] |
			     (guint32)packing_pick(i & -i & in_part, in_part);
	return indices;
}

/* One table instead of two. */
static guint32 join_tables(Packing *packing, guint32 a, guint32 b)
{
	const PackedTable x = g_array_index(packing->tables, PackedTable, a);
	const PackedTable y = g_array_index(packing->tables, PackedTable, b);
	guint64 mask = x.mask | y.mask;
	g_autofree guint32 *in_x = indices_of(mask, x.mask), *in_y = indices_of(mask, y.mask);
	gsize size = (gsize)1 << __builtin_popcountll(mask);
	guint32 *lists = g_new(guint32, size);

	for (gsize i = 0; i < size; i++)
		lists[i] = join_lists(packing, x.lists[in_x[i]], y.lists[in_y[i]]);
	return table_of(packing, mask, lists);
}

/* Joins tables as long as they stay small, or one looks at all that another does. */
static void join_row(Packing *packing, GArray *row)
{
	for (guint i = 0; i < row->len; i++)
		for (guint j = i + 1; j < row->len;) {
			guint32 a = g_array_index(row, guint32, i), b = g_array_index(row, guint32, j);
			guint64 x = g_array_index(packing->tables, PackedTable, a).mask;
			guint64 y = g_array_index(packing->tables, PackedTable, b).mask;

			if (__builtin_popcountll(x | y) > SHARED_BITS_MOST && (x | y) != x) {
				j++;
				continue;
			}
			g_array_index(row, guint32, i) = join(packing, packing->known_joins,
								     join_tables, a, b);
			g_array_remove_index(row, j);
		}
}

/* ---- control ---- */

/* How many actions depend on a level, or write it. */
static guint weight_of(const Learner *learner, guint part)
{
	guint weight = 0;

	for (guint i = 0; i < learner->a->action_count; i++) {
		const Function *function = &learner->actions[i];
		gboolean has = FALSE;

		for (guint j = 0; !has && j < function->points->len; j++) {
			const FunctionPoint *point = function_point(function, j);

			has = !point->is_leaf && point->question.part == part;
			for (guint k = 0; point->is_leaf && k < point->leaf.write_count; k++)
				has |= point->leaf.writes[k].part == part;
		}
		weight += has ? 1 : 0;
	}
	return weight;
}

static void choose_control(Packing *packing)
{
	const Closure *closure = packing->closure;
	guint bits = 0;

	for (guint i = 0; i < closure->levels.visible; i++) {
		guint weight = weight_of(closure->learner, closure->levels.part_at[i]);

		if (weight * 10 < closure->learner->a->action_count * 3 ||
		    bits + packing->width[i] > CONTROL_BITS_MOST)
			continue;
		packing->control_mask |= mask_of(packing, i);
		bits += packing->width[i];
	}
}

/* The tables of a control value; FALSE: one would be too large. */
static gboolean add_control(Packing *packing, const guint32 *numbers)
{
	const Closure *closure = packing->closure;
	const Learner *learner = closure->learner;
	PackedControl *control = &packing->controls[packing_pick(packing_word(packing, numbers),
								 packing->control_mask)];
	g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(guint32));
	gboolean fits = TRUE, is_new;
	Cube cube;

	cube_init(&cube, &closure->levels);
	for (guint i = 0; i < closure->levels.visible; i++)
		if (mask_of(packing, i) & packing->control_mask)
			cube_fix(&cube, i, numbers[i]);
	for (guint i = 0; fits && i < learner->a->action_count; i++) {
		g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func(case_free);
		Collection collection = { packing, cases };
		guint32 table;

		cube_leaves(&cube, learner->space, &learner->terms, &learner->actions[i],
			    collect_leaf, &collection);
		merge_cases(cases);
		if (!cases->len)
			continue;
		fits = tabulate(packing, cases, &table);
		g_array_append_val(row, table);
	}
	cube_clear(&cube);
	if (!fits)
		return FALSE;
	join_row(packing, row);
	control->first = number_of(packing->known_rows, row->data, row->len * sizeof(guint32),
				   packing->rows->len, &is_new);
	control->count = row->len;
	if (is_new)
		g_array_append_vals(packing->rows, row->data, row->len);
	return TRUE;
}

/* For every control value that is reached. */
static gboolean add_controls(Packing *packing)
{
	const Closure *closure = packing->closure;
	g_autofree gboolean *kept = g_new0(gboolean, closure->levels.count + 1);
	g_autofree guint32 *numbers = g_new0(guint32, closure->levels.count + 1);
	g_autoptr(MddView) view = NULL;
	MddCount count;

	for (guint i = 0; i < closure->levels.visible; i++)
		kept[i] = (mask_of(packing, i) & packing->control_mask) != 0;
	view = mdd_view_new(closure->mdd, mdd_project(closure->mdd, closure->reached, kept,
						      G_MAXUINT32 / MDD_FUNCTIONS - 1));
	count = mdd_view_count(view, NULL);
	for (guint i = 0; i < count; i++) {
		mdd_view_nth(view, i, numbers);
		if (!add_control(packing, numbers))
			return FALSE;
	}
	return TRUE;
}

/* ---- the whole ---- */

static void measure(Packing *packing)
{
	const Levels *levels = &packing->closure->levels;

	packing->shift = g_new(guint, levels->count + 1);
	packing->width = g_new(guint, levels->count + 1);
	for (guint i = 0; i < levels->visible; i++) {
		packing->shift[i] = packing->bits;
		packing->width[i] = MAX(1, g_bit_storage(levels->domain[i] - 1));
		packing->bits += packing->width[i];
	}
}

static GHashTable *contents_new(void)
{
	return g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
				     NULL);
}

Packing *packing_new(const Closure *closure)
{
	Packing *packing = g_new0(Packing, 1);
	PackedList none = { 0, 0 };

	packing->closure = closure;
	packing->rows = g_array_new(FALSE, FALSE, sizeof(guint32));
	packing->tables = g_array_new(FALSE, FALSE, sizeof(PackedTable));
	packing->lists = g_array_new(FALSE, FALSE, sizeof(PackedList));
	packing->changes = g_array_new(FALSE, FALSE, sizeof(PackedChange));
	packing->known = contents_new();
	packing->known_cases = contents_new();
	packing->known_rows = contents_new();
	packing->known_joins = g_hash_table_new(NULL, NULL);
	packing->known_lists = g_hash_table_new(NULL, NULL);
	g_array_append_val(packing->lists, none);
	measure(packing);
	if (packing->bits <= 63) {
		choose_control(packing);
		packing->controls = g_new0(PackedControl, (gsize)1 << CONTROL_BITS_MOST);
		if (add_controls(packing))
			return packing;
	}
	packing_free(packing);
	return NULL;
}

void packing_free(Packing *packing)
{
	if (!packing)
		return;
	for (guint i = 0; i < packing->tables->len; i++)
		g_free(g_array_index(packing->tables, PackedTable, i).lists);
	g_array_unref(packing->rows);
	g_array_unref(packing->tables);
	g_array_unref(packing->lists);
	g_array_unref(packing->changes);
	g_hash_table_unref(packing->known);
	g_hash_table_unref(packing->known_cases);
	g_hash_table_unref(packing->known_rows);
	g_hash_table_unref(packing->known_joins);
	g_hash_table_unref(packing->known_lists);
	g_free(packing->controls);
	g_free(packing->shift);
	g_free(packing->width);
	g_free(packing);
}

gsize packing_memory(const Packing *packing)
{
	gsize size = packing->changes->len * sizeof(PackedChange) +
		     packing->lists->len * sizeof(PackedList) +
		     packing->rows->len * sizeof(guint32) +
		     (sizeof(PackedControl) << CONTROL_BITS_MOST);

	for (guint i = 0; i < packing->tables->len; i++)
		size += sizeof(guint32) << __builtin_popcountll(
				g_array_index(packing->tables, PackedTable, i).mask);
	return size;
}
