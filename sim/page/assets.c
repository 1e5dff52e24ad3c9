/* SPDX-License-Identifier: BSD-3-Clause */
/* Files of this folder, as a GResource. */
#include "page/assets.h"

#include <gio/gio.h>

/* Of the source that glib-compile-resources writes. */
GResource *assets_get_resource(void);

GBytes *asset_bytes(const char *name)
{
	g_autofree char *path = g_strconcat("/ripas-sim/", name, NULL);

	return g_resource_lookup_data(assets_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
				      NULL);
}

const char *asset_text(const char *name)
{
	g_autoptr(GBytes) bytes = asset_bytes(name);

	/* What is not compressed is kept where it is, with a NUL byte behind it. */
	g_assert(bytes);
	return g_bytes_get_data(bytes, NULL);
}
