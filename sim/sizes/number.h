/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers for strings of bytes, from 0 as they come. */
#ifndef SIZES_NUMBER_H
#define SIZES_NUMBER_H

#include <glib.h>

typedef struct {
	GPtrArray *all;                 /* of GBytes, by number */
	GHashTable *numbers;            /* GBytes to number */
} Numbers;

Numbers *numbers_new(void);
void numbers_free(Numbers *numbers);

guint32 numbers_of(Numbers *numbers, gconstpointer bytes, gsize size);
gconstpointer numbers_bytes(const Numbers *numbers, guint32 number);

#endif
