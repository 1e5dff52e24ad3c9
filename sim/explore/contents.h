/* SPDX-License-Identifier: BSD-3-Clause */
/* Contents that are bytes, each with a number: equal contents are stored once. */
#ifndef EXPLORE_CONTENTS_H
#define EXPLORE_CONTENTS_H

#include <glib.h>

typedef GHashTable Contents;

Contents *contents_new(void);

/* FALSE: there is no such content. */
gboolean contents_find(Contents *contents, gconstpointer content, gsize size, guint32 *number);

/* Copies @content, which is not there yet. */
void contents_add(Contents *contents, gconstpointer content, gsize size, guint32 number);

#endif
