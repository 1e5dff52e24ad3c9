/* SPDX-License-Identifier: BSD-3-Clause */
/* A set of states: a table of numbers over packed states. */
#include "explore/store.h"

#include <string.h>

#include "explore/hash.h"

#define TABLE_FIRST 1024        /* a power of two */

struct Store {
	gsize size;
	guint8 *first;          /* the state that others are compared to */
	guint64 *same;          /* by word: bits that are the same in every state */
	GArray *offsets;        /* of guint32: bytes that are kept */
	GByteArray *packed;     /* offsets->len bytes for each state */
	guint32 count;
	guint32 *table;         /* number plus 1; 0: free */
	guint32 mask;
	guint8 *buffer;         /* a packed state */
};

static gsize words(const Store *store)
{
	return (store->size + 7) / 8;
}

static guint8 *packed(const Store *store, guint32 number)
{
	return store->packed->data + (gsize)number * store->offsets->len;
}

/* The place in the table of the packed state at @bytes, or a free one. */
static guint32 find(const Store *store, const guint8 *bytes)
{
	guint32 at = (guint32)hash_of(bytes, store->offsets->len) & store->mask;

	while (store->table[at] &&
	       memcmp(packed(store, store->table[at] - 1), bytes, store->offsets->len) != 0)
		at = (at + 1) & store->mask;
	return at;
}

static void fill_table(Store *store, guint32 entries)
{
	g_free(store->table);
	store->table = g_new0(guint32, entries);
	store->mask = entries - 1;
	for (guint32 i = 0; i < store->count; i++)
		store->table[find(store, packed(store, i))] = i + 1;
}

/* Keeps another byte of each state: so far it was the first one's. */
static void keep_byte(Store *store, guint32 offset)
{
	guint width = store->offsets->len;
	GByteArray *wider = g_byte_array_sized_new(store->count * (width + 1));

	for (guint32 i = 0; i < store->count; i++) {
		g_byte_array_append(wider, packed(store, i), width);
		g_byte_array_append(wider, &store->first[offset], 1);
	}
	g_byte_array_unref(store->packed);
	store->packed = wider;
	g_array_append_val(store->offsets, offset);
	store->buffer = g_realloc(store->buffer, width + 1);
}

/* Keeps those of @count bytes from @at on that are as never before. */
static void keep_bytes(Store *store, const guint8 *state, gsize at, gsize count)
{
	guint8 *same = (guint8 *)store->same;

	for (gsize i = at; i < at + count; i++)
		if (state[i] != store->first[i] && same[i]) {
			same[i] = 0;
			keep_byte(store, (guint32)i);
		}
}

/* Looks for bytes that are as never before. */
static void widen(Store *store, const guint8 *state)
{
	guint before = store->offsets->len;
	gsize whole = store->size & ~(gsize)7;

	for (gsize at = 0; at < whole; at += 8) {
		guint64 a, b;

		memcpy(&a, store->first + at, 8);
		memcpy(&b, state + at, 8);
		if ((a ^ b) & store->same[at / 8])
			keep_bytes(store, state, at, 8);
	}
	keep_bytes(store, state, whole, store->size - whole);
	if (store->offsets->len > before)
		fill_table(store, store->mask + 1);
}

Store *store_new(gconstpointer first, gsize size)
{
	Store *store = g_new0(Store, 1);
	gboolean is_new;

	store->size = size;
	store->first = g_memdup2(first, size);
	store->same = g_new(guint64, words(store));
	memset(store->same, 0xff, 8 * words(store));
	store->offsets = g_array_new(FALSE, FALSE, sizeof(guint32));
	/* A packed state may have no bytes, but they lie somewhere. */
	store->packed = g_byte_array_sized_new(1);
	store->buffer = g_malloc(1);
	fill_table(store, TABLE_FIRST);
	store_add(store, first, &is_new);
	return store;
}

void store_free(Store *store)
{
	if (!store)
		return;
	g_free(store->first);
	g_free(store->same);
	g_array_unref(store->offsets);
	g_byte_array_unref(store->packed);
	g_free(store->table);
	g_free(store->buffer);
	g_free(store);
}

guint32 store_add(Store *store, gconstpointer state, gboolean *is_new)
{
	guint32 at;

	widen(store, state);
	for (guint i = 0; i < store->offsets->len; i++)
		store->buffer[i] =
			((const guint8 *)state)[g_array_index(store->offsets, guint32, i)];
	at = find(store, store->buffer);
	*is_new = !store->table[at];
	if (!*is_new)
		return store->table[at] - 1;
	g_byte_array_append(store->packed, store->buffer, store->offsets->len);
	store->table[at] = ++store->count;
	if (store->count > store->mask / 2)
		fill_table(store, 2 * (store->mask + 1));
	return store->count - 1;
}

void store_get(const Store *store, guint32 number, gpointer state)
{
	const guint8 *bytes = packed(store, number);

	memcpy(state, store->first, store->size);
	for (guint i = 0; i < store->offsets->len; i++)
		((guint8 *)state)[g_array_index(store->offsets, guint32, i)] = bytes[i];
}

guint32 store_count(const Store *store)
{
	return store->count;
}

guint64 store_memory(const Store *store)
{
	return store->packed->len + 4 * ((guint64)store->mask + 1) + 3 * (guint64)store->size;
}

guint store_width(const Store *store)
{
	return store->offsets->len;
}

const guint32 *store_offsets(const Store *store)
{
	return (const guint32 *)(gpointer)store->offsets->data;
}
