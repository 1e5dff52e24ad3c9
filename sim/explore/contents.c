/* SPDX-License-Identifier: BSD-3-Clause */
/* Contents that are bytes, each with a number. */
#include "explore/contents.h"

#include "explore/hash.h"

/* That of GLib goes byte by byte; these may be of a mebibyte. */
static guint hash(gconstpointer content)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data((GBytes *)content, &size);

	return (guint)hash_of(bytes, size);
}

Contents *contents_new(void)
{
	return g_hash_table_new_full(hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
				     NULL);
}

gboolean contents_find(Contents *contents, gconstpointer content, gsize size, guint32 *number)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static(content, size);
	gpointer found;

	if (!g_hash_table_lookup_extended(contents, bytes, NULL, &found))
		return FALSE;
	*number = GPOINTER_TO_UINT(found);
	return TRUE;
}

void contents_add(Contents *contents, gconstpointer content, gsize size, guint32 number)
{
	g_hash_table_insert(contents, g_bytes_new(content, size), GUINT_TO_POINTER(number));
}
