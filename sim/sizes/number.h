/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers for strings of bytes, from 0 as they come. */
#ifndef SIZES_NUMBER_H
#define SIZES_NUMBER_H

#include <glib.h>

#define NUMBER_NONE G_MAXUINT32

typedef struct {
	GPtrArray *all;                 /* of strings with their size, by number */
	GHashTable *numbers;            /* from one to its number */
} Numbers;

Numbers *numbers_new(void);
void numbers_free(Numbers *numbers);

guint32 numbers_of(Numbers *numbers, gconstpointer bytes, gsize size);
/* NUMBER_NONE: it has none. */
guint32 numbers_find(const Numbers *numbers, gconstpointer bytes, gsize size);
gconstpointer numbers_bytes(const Numbers *numbers, guint32 number);
gsize numbers_size(const Numbers *numbers, guint32 number);

static inline guint32 numbers_count(const Numbers *numbers)
{
	return numbers->all->len;
}

#endif
