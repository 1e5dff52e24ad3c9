/* SPDX-License-Identifier: BSD-3-Clause */
/* Near misses: what a user who mistyped a name may have meant. */
#include "text/nearest.h"

#include <string.h>

/* Levenshtein distance, up to @limit. */
static unsigned distance(const char *a, const char *b, unsigned limit)
{
	gsize size_a = strlen(a), size_b = strlen(b);
	unsigned row[64];

	if (size_a >= G_N_ELEMENTS(row) || size_b >= G_N_ELEMENTS(row))
		return limit + 1;
	for (gsize j = 0; j <= size_b; j++)
		row[j] = (unsigned)j;
	for (gsize i = 1; i <= size_a; i++) {
		unsigned diagonal = row[0];

		row[0] = (unsigned)i;
		for (gsize j = 1; j <= size_b; j++) {
			unsigned cost = diagonal + (g_ascii_tolower(a[i - 1]) !=
						    g_ascii_tolower(b[j - 1]));

			diagonal = row[j];
			row[j] = MIN(MIN(row[j] + 1, row[j - 1] + 1), cost);
		}
	}
	return row[size_b];
}

/* Is @name @text with a prefix, "RMI_" or "2.0-" say, that was forgotten? */
static gboolean lacks_prefix(const char *text, const char *name)
{
	gsize size = strlen(text), longer = strlen(name);

	return size > 1 && longer > size && strchr("_-", name[longer - size - 1]) &&
	       g_ascii_strcasecmp(name + longer - size, text) == 0;
}

const char *nearest(const char *text, const GPtrArray *names)
{
	unsigned limit = MAX(2u, (unsigned)strlen(text) / 4);
	unsigned best = limit + 1;
	const char *found = NULL;

	for (guint i = 0; i < names->len; i++) {
		unsigned d = lacks_prefix(text, names->pdata[i])
			     ? 1 : distance(text, names->pdata[i], limit);

		/* Nothing in common is no miss. */
		if (d < best && d < MIN(strlen(text), strlen(names->pdata[i]))) {
			best = d;
			found = names->pdata[i];
		}
	}
	return found;
}

/* More are not listed. */
#define FEW 8

char *nearest_hint(const char *text, const GPtrArray *names)
{
	const char *near = nearest(text, names);
	GString *hint = g_string_new(NULL);

	if (near)
		g_string_printf(hint, " (did you mean '%s'?)", near);
	for (guint i = 0; !near && i < names->len && names->len <= FEW; i++)
		g_string_append_printf(hint, "%s%s", i ? ", " : " (one of ",
				       (char *)names->pdata[i]);
	if (!near && hint->len)
		g_string_append_c(hint, ')');
	return g_string_free(hint, FALSE);
}
