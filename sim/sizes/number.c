/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers for strings of bytes. */
#include "sizes/number.h"

#include <string.h>

typedef struct {
	gconstpointer bytes;
	gsize size;
} String;

/* By words: strings are long. */
static guint hash_words(gconstpointer data)
{
	const String *string = data;
	const guint8 *bytes = string->bytes;
	gsize size = string->size;
	guint64 hash = size, word;

	for (; size >= sizeof(word); bytes += sizeof(word), size -= sizeof(word)) {
		memcpy(&word, bytes, sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
	}
	word = 0;
	memcpy(&word, bytes, size);
	hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	return (guint)(hash >> 32);
}

static gboolean is_equal(gconstpointer a, gconstpointer b)
{
	const String *x = a, *y = b;

	return x->size == y->size && memcmp(x->bytes, y->bytes, x->size) == 0;
}

/* A copy, with the bytes behind it. */
static String *string_copy(const String *string)
{
	String *copy = g_malloc(sizeof(*copy) + string->size);

	*copy = (String){ copy + 1, string->size };
	memcpy(copy + 1, string->bytes, string->size);
	return copy;
}

Numbers *numbers_new(void)
{
	Numbers *numbers = g_new(Numbers, 1);

	numbers->all = g_ptr_array_new_with_free_func(g_free);
	numbers->numbers = g_hash_table_new(hash_words, is_equal);
	return numbers;
}

void numbers_free(Numbers *numbers)
{
	if (!numbers)
		return;
	g_hash_table_unref(numbers->numbers);
	g_ptr_array_unref(numbers->all);
	g_free(numbers);
}

/* What has no bytes may be nowhere. */
static String string_of(gconstpointer bytes, gsize size)
{
	return (String){ size ? bytes : "", size };
}

guint32 numbers_find(const Numbers *numbers, gconstpointer bytes, gsize size)
{
	const String string = string_of(bytes, size);
	gpointer number;

	return g_hash_table_lookup_extended(numbers->numbers, &string, NULL, &number)
	       ? GPOINTER_TO_UINT(number) : NUMBER_NONE;
}

guint32 numbers_of(Numbers *numbers, gconstpointer bytes, gsize size)
{
	const String string = string_of(bytes, size);
	guint32 number = numbers_find(numbers, bytes, size);

	if (number != NUMBER_NONE)
		return number;
	g_ptr_array_add(numbers->all, string_copy(&string));
	g_hash_table_insert(numbers->numbers, numbers->all->pdata[numbers->all->len - 1],
			    GUINT_TO_POINTER(numbers->all->len - 1));
	return numbers->all->len - 1;
}

gconstpointer numbers_bytes(const Numbers *numbers, guint32 number)
{
	return ((const String *)numbers->all->pdata[number])->bytes;
}

gsize numbers_size(const Numbers *numbers, guint32 number)
{
	return ((const String *)numbers->all->pdata[number])->size;
}
