/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers by the names that a setup has for them. */
#include "inquiry/names.h"

#include <string.h>

/* As far as this behind a variable, a number is told from it. */
#define NEAR (64 * 1024)

/* The nearest below; of several the name that comes first. */
static const char *nearest_name(GHashTable *variables, guint64 value, guint64 *distance)
{
	const char *best = NULL;
	GHashTableIter iter;
	gpointer name, number;

	g_hash_table_iter_init(&iter, variables);
	while (g_hash_table_iter_next(&iter, &name, &number)) {
		guint64 base = *(const guint64 *)number;

		if (base > value || value - base >= NEAR || (value - base) % 1024 != 0)
			continue;
		if (best && (value - base > *distance ||
			     (value - base == *distance && strcmp(name, best) > 0)))
			continue;
		best = name;
		*distance = value - base;
	}
	return best;
}

void names_append(GString *out, GHashTable *variables, guint64 value)
{
	guint64 distance = 0;
	const char *name = nearest_name(variables, value, &distance);

	if (!name)
		g_string_append_printf(out, "0x%" G_GINT64_MODIFIER "x", value);
	else if (distance)
		g_string_append_printf(out, "$%s+%" G_GUINT64_FORMAT "K", name, distance / 1024);
	else
		g_string_append_printf(out, "$%s", name);
}
