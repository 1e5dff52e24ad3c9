/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A set of states, numbered as they come: of each only the bytes are kept that
 * differ from the first one's in some state.
 */
#ifndef EXPLORE_STORE_H
#define EXPLORE_STORE_H

#include <glib.h>

typedef struct Store Store;

/* States of @size bytes; @first is number 0. */
Store *store_new(gconstpointer first, gsize size);
void store_free(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_free)

/* The number of @state; *@is_new: it was not there before. At most 2^32 - 1 states. */
guint32 store_add(Store *store, gconstpointer state, gboolean *is_new);

/* The state with a number. */
void store_get(const Store *store, guint32 number, gpointer state);

guint32 store_count(const Store *store);
/* Bytes in use. */
guint64 store_memory(const Store *store);
/* Bytes kept of each state; and which: offsets, in the order they are kept. */
guint store_width(const Store *store);
const guint32 *store_offsets(const Store *store);

#endif
