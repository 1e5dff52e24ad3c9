/* SPDX-License-Identifier: BSD-3-Clause */
/* What actors remember, copied and described. */
#include "actor/remembered.h"

GHashTable *remembered_table_new(void)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
}

static gpointer number_copy(gconstpointer number)
{
	return number ? g_memdup2(number, sizeof(guint64)) : NULL;
}

GHashTable *remembered_table_copy(GHashTable *table)
{
	GHashTable *copy = remembered_table_new();
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, table);
	while (g_hash_table_iter_next(&iter, &key, &value))
		g_hash_table_insert(copy, number_copy(key), number_copy(value));
	return copy;
}

void describe_number(GByteArray *description, guint64 number)
{
	g_byte_array_append(description, (const guint8 *)&number, sizeof(number));
}

void describe_bytes(GByteArray *description, gconstpointer bytes, gsize size)
{
	describe_number(description, size);
	if (size)
		g_byte_array_append(description, bytes, (guint)size);
}

static gint by_number(gconstpointer a, gconstpointer b)
{
	guint64 x = **(const guint64 *const *)a, y = **(const guint64 *const *)b;

	return x < y ? -1 : x > y;
}

void describe_table(GByteArray *description, GHashTable *table)
{
	guint count;
	g_autofree gpointer *keys = g_hash_table_get_keys_as_array(table, &count);

	qsort(keys, count, sizeof(*keys), by_number);
	describe_number(description, count);
	for (guint i = 0; i < count; i++) {
		const guint64 *value = g_hash_table_lookup(table, keys[i]);

		describe_number(description, *(const guint64 *)keys[i]);
		if (value)
			describe_number(description, *value);
	}
}
