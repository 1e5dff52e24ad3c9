/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers for strings of bytes. */
#include "sizes/number.h"

#include <string.h>

/* By words: strings are long, and g_bytes_hash goes byte by byte. */
static guint hash_words(gconstpointer data)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data((GBytes *)(guintptr)data, &size);
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

Numbers *numbers_new(void)
{
	Numbers *numbers = g_new(Numbers, 1);

	numbers->all = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	numbers->numbers = g_hash_table_new(hash_words, g_bytes_equal);
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

guint32 numbers_of(Numbers *numbers, gconstpointer bytes, gsize size)
{
	g_autoptr(GBytes) key = g_bytes_new_static(bytes, size);
	gpointer number;

	if (g_hash_table_lookup_extended(numbers->numbers, key, NULL, &number))
		return GPOINTER_TO_UINT(number);
	g_ptr_array_add(numbers->all, g_bytes_new(bytes, size));
	g_hash_table_insert(numbers->numbers, numbers->all->pdata[numbers->all->len - 1],
			    GUINT_TO_POINTER(numbers->all->len - 1));
	return numbers->all->len - 1;
}

gconstpointer numbers_bytes(const Numbers *numbers, guint32 number)
{
	return g_bytes_get_data(numbers->all->pdata[number], NULL);
}
