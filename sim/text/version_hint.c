/* SPDX-License-Identifier: BSD-3-Clause */
/* What a user may have meant who named no version of the specification. */
#include "text/version_hint.h"

#include "system/version.h"
#include "text/nearest.h"

char *version_hint(const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < version_count(); i++)
		g_ptr_array_add(names, (char *)(guintptr)version_at(i)->id);
	return nearest_hint(name, names);
}
