/* SPDX-License-Identifier: BSD-3-Clause */
/* What becomes of words, in tables. */
#include "explore/tables.h"

#include <string.h>

/* Bits that the table of one action, or of several, may look at. */
#define BITS_MOST        18
#define SHARED_BITS_MOST 12

static Table *table_at(const Tables *tables, guint32 number)
{
	return &g_array_index(tables->tables, Table, number);
}

/* ---- lists ---- */

static guint32 add_list(Tables *tables, const TableChange *changes, guint count)
{
	TableList list = { tables->changes->len, count };
	gsize size = count * sizeof(*changes);
	guint32 number;

	if (!count)
		return 0;
	if (contents_find(tables->known_lists, changes, size, &number))
		return number;
	number = tables->lists->len;
	contents_add(tables->known_lists, changes, size, number);
	g_array_append_vals(tables->changes, changes, count);
	g_array_append_val(tables->lists, list);
	return number;
}

/* ---- tables ---- */

/* The number of a table; takes @lists over. */
static guint32 add_table(Tables *tables, guint64 mask, guint32 *lists)
{
	gsize size = sizeof(guint32) << __builtin_popcountll(mask);
	g_autofree char *content = g_malloc(sizeof(mask) + size);
	Table table = { mask, lists };
	guint32 number;

	memcpy(content, &mask, sizeof(mask));
	memcpy(content + sizeof(mask), lists, size);
	if (contents_find(tables->known_tables, content, sizeof(mask) + size, &number)) {
		g_free(lists);
		return number;
	}
	number = tables->tables->len;
	contents_add(tables->known_tables, content, sizeof(mask) + size, number);
	g_array_append_val(tables->tables, table);
	return number;
}

typedef struct {
	Tables *tables;
	const Case *of;
	guint64 mask;
	guint32 *lists;
} Filling;

/* Adds to @change what a write leaves at @level where there was @number. */
static void add_change(const Tables *tables, const Write *write, guint level, guint32 number,
		       TableChange *change)
{
	const Learner *learner = tables->learner;
	guint64 value = write_value(write, &learner->terms,
				    space_value(learner->space, write->part, number));

	change->mask |= word_mask(tables->layout, level);
	change->value |= (guint64)space_number(learner->space, write->part, value)
			 << tables->layout->shift[level];
}

/* Puts a list wherever the numbers are as the case says, from @level on. */
static void fill(const Filling *filling, guint level, guint64 word, TableChange change)
{
	Tables *tables = filling->tables;
	const Levels *levels = tables->levels;
	const Write *write = NULL;

	for (; level < levels->visible; level++) {
		write = case_write(filling->of, level);
		if ((word_mask(tables->layout, level) & filling->mask) ||
		    (write && write->term != TERM_ITSELF))
			break;
		if (write)
			add_change(tables, write, level, 0, &change);
	}
	if (level == levels->visible) {
		filling->lists[word_pick(word, filling->mask)] = add_list(tables, &change, 1);
		return;
	}
	for (guint32 i = 0; i < levels->domain[level]; i++) {
		TableChange with = change;

		if (!cube_has(&filling->of->cube, level, i))
			continue;
		if (write)
			add_change(tables, write, level, i, &with);
		fill(filling, level + 1, word | (guint64)i << tables->layout->shift[level], with);
	}
}

/* The bits that cases depend on. */
static guint64 mask_of(const Tables *tables, const GPtrArray *cases)
{
	guint64 mask = 0;

	for (guint i = 0; i < cases->len; i++) {
		const Case *of = cases->pdata[i];

		for (guint j = 0; j < tables->levels->visible; j++)
			if (!tables->fixed[j] && (of->cube.bits[j] || case_is_term(of, j)))
				mask |= word_mask(tables->layout, j);
	}
	return mask;
}

static gboolean tabulate(Tables *tables, const GPtrArray *cases, guint32 *number)
{
	const TableChange none = { 0, 0 };
	guint64 mask = mask_of(tables, cases);
	guint32 *lists;

	if (__builtin_popcountll(mask) > BITS_MOST)
		return FALSE;
	lists = g_new0(guint32, (gsize)1 << __builtin_popcountll(mask));
	for (guint i = 0; i < cases->len; i++) {
		const Filling filling = { tables, cases->pdata[i], mask, lists };

		fill(&filling, 0, 0, none);
	}
	*number = add_table(tables, mask, lists);
	return TRUE;
}

gboolean tables_add(Tables *tables, const GPtrArray *cases, guint32 *number)
{
	g_autoptr(GBytes) key = cases_key(cases, tables->fixed);
	gsize size;
	gconstpointer content = g_bytes_get_data(key, &size);

	if (contents_find(tables->known_cases, content, size, number))
		return TRUE;
	if (!tabulate(tables, cases, number))
		return FALSE;
	contents_add(tables->known_cases, content, size, *number);
	return TRUE;
}

/* ---- joining ---- */

/* A pair as a key of its own, whose low bits, which are its hash, are of both. */
static gpointer pair_key(guint32 a, guint32 b)
{
	guint64 key = ((guint64)a << 32 | b) * 0x9e3779b97f4a7c15u;

	return GSIZE_TO_POINTER(key ^ key >> 32);
}

typedef guint32 Joiner(Tables *tables, guint32 a, guint32 b);

/* What @joiner makes of two numbers, once for each pair. */
static guint32 join(Tables *tables, GHashTable *joined, Joiner *joiner, guint32 a, guint32 b)
{
	gpointer key = pair_key(a, b), found;

	if (!g_hash_table_lookup_extended(joined, key, NULL, &found)) {
		found = GUINT_TO_POINTER(joiner(tables, a, b));
		g_hash_table_insert(joined, key, found);
	}
	return GPOINTER_TO_UINT(found);
}

static guint32 append_list(Tables *tables, guint32 a, guint32 b)
{
	const TableList x = g_array_index(tables->lists, TableList, a);
	const TableList y = g_array_index(tables->lists, TableList, b);
	g_autofree TableChange *both = g_new(TableChange, x.count + y.count);

	memcpy(both, &g_array_index(tables->changes, TableChange, x.first),
	       x.count * sizeof(*both));
	memcpy(both + x.count, &g_array_index(tables->changes, TableChange, y.first),
	       y.count * sizeof(*both));
	return add_list(tables, both, x.count + y.count);
}

/* A list of both. */
static guint32 join_lists(Tables *tables, guint32 a, guint32 b)
{
	if (!a || !b)
		return a ? a : b;
	return join(tables, tables->joined_lists, append_list, a, b);
}

/* For each index of a table that looks at @mask, that of one that looks at @part. */
static guint32 *indices_of(guint64 mask, guint64 part)
{
	guint64 in_part = word_pick(part, mask);
	guint bits = (guint)__builtin_popcountll(mask);
	guint32 *indices = g_new(guint32, (gsize)1 << bits);

	indices[0] = 0;
	for (guint bit = 0; bit < bits; bit++) {
		gsize half = (gsize)1 << bit;
		guint32 own = (guint32)word_pick(half & in_part, in_part);

		for (gsize i = 0; i < half; i++)
			indices[half + i] = indices[i] | own;
	}
	return indices;
}

/* One table instead of two. */
static guint32 join_two(Tables *tables, guint32 a, guint32 b)
{
	const Table x = *table_at(tables, a), y = *table_at(tables, b);
	guint64 mask = x.mask | y.mask;
	g_autofree guint32 *in_x = indices_of(mask, x.mask), *in_y = indices_of(mask, y.mask);
	gsize size = (gsize)1 << __builtin_popcountll(mask);
	guint32 *lists = g_new(guint32, size);

	for (gsize i = 0; i < size; i++)
		lists[i] = join_lists(tables, x.lists[in_x[i]], y.lists[in_y[i]]);
	return add_table(tables, mask, lists);
}

/* As long as tables stay small, or one looks at all that another does. */
void tables_join(Tables *tables, GArray *numbers)
{
	for (guint i = 0; i < numbers->len; i++)
		for (guint j = i + 1; j < numbers->len;) {
			guint32 a = g_array_index(numbers, guint32, i);
			guint32 b = g_array_index(numbers, guint32, j);
			guint64 x = table_at(tables, a)->mask, y = table_at(tables, b)->mask;

			if (__builtin_popcountll(x | y) > SHARED_BITS_MOST && (x | y) != x) {
				j++;
				continue;
			}
			g_array_index(numbers, guint32, i) =
				join(tables, tables->joined_tables, join_two, a, b);
			g_array_remove_index(numbers, j);
		}
}

/* ---- the whole ---- */

void tables_init(Tables *tables, const Learner *learner, const Levels *levels,
		 const WordLayout *layout, const gboolean *fixed)
{
	const TableList none = { 0, 0 };

	*tables = (Tables){
		.learner = learner, .levels = levels, .layout = layout, .fixed = fixed,
		.tables = g_array_new(FALSE, FALSE, sizeof(Table)),
		.lists = g_array_new(FALSE, FALSE, sizeof(TableList)),
		.changes = g_array_new(FALSE, FALSE, sizeof(TableChange)),
		.known_lists = contents_new(), .known_tables = contents_new(),
		.known_cases = contents_new(),
		.joined_lists = g_hash_table_new(NULL, NULL),
		.joined_tables = g_hash_table_new(NULL, NULL),
	};
	g_array_append_val(tables->lists, none);
}

void tables_clear(Tables *tables)
{
	for (guint32 i = 0; i < tables->tables->len; i++)
		g_free(table_at(tables, i)->lists);
	g_array_unref(tables->tables);
	g_array_unref(tables->lists);
	g_array_unref(tables->changes);
	g_hash_table_unref(tables->known_lists);
	g_hash_table_unref(tables->known_tables);
	g_hash_table_unref(tables->known_cases);
	g_hash_table_unref(tables->joined_lists);
	g_hash_table_unref(tables->joined_tables);
}

gsize tables_memory(const Tables *tables)
{
	gsize size = tables->changes->len * sizeof(TableChange) +
		     tables->lists->len * sizeof(TableList);

	for (guint32 i = 0; i < tables->tables->len; i++)
		size += sizeof(guint32) << __builtin_popcountll(table_at(tables, i)->mask);
	return size;
}
