/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What actors remember, copied and described: equal descriptions are of
 * memories by which actors act alike.
 */
#ifndef SIM_REMEMBERED_H
#define SIM_REMEMBERED_H

#include <glib.h>

/* Tables from guint64 to guint64, or sets of guint64 (values are NULL). */
GHashTable *remembered_table_new(void);
GHashTable *remembered_table_copy(GHashTable *table);

void describe_number(GByteArray *description, guint64 number);
/* How many bytes, and these. */
void describe_bytes(GByteArray *description, gconstpointer bytes, gsize size);
/* By ascending keys. */
void describe_table(GByteArray *description, GHashTable *table);

#endif
