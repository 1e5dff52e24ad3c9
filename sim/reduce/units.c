/* SPDX-License-Identifier: BSD-3-Clause */
/* The units of a text that can be left out. */
#include "reduce/units.h"

#include <string.h>

/* The first word of a line. */
static gboolean begins_with(const char *line, const char *word)
{
	gsize size = strlen(word);

	line += strspn(line, " \t");
	return strncmp(line, word, size) == 0 && (line[size] == '\0' || strchr(" \t\r\n", line[size]));
}

/* Behind the line at @at. */
static const char *next_line(const char *at)
{
	at += strcspn(at, "\n");
	return *at ? at + 1 : at;
}

static gboolean goes_on(const char *line, const char *next)
{
	while (next > line && (next[-1] == '\n' || next[-1] == '\r' || next[-1] == ' '))
		next--;
	return next > line && next[-1] == '\\';
}

/* Where the statement at @at ends: behind what it continues on, behind the end of a loop. */
static const char *statement_end(const char *at)
{
	guint depth = 0;

	for (;;) {
		const char *next = next_line(at);
		gboolean more = goes_on(at, next);

		if (begins_with(at, "for") || begins_with(at, "explore"))
			depth++;
		else if (begins_with(at, "end") && depth > 0)
			depth--;
		at = next;
		if (!*at || (depth == 0 && !more))
			return at;
	}
}

GPtrArray *units_split(const char *text, ReduceInput input)
{
	GPtrArray *units = g_ptr_array_new_with_free_func(g_free);

	while (*text) {
		const char *end = input == INPUT_SCENARIO ? statement_end(text) : next_line(text);

		g_ptr_array_add(units, g_strndup(text, (gsize)(end - text)));
		text = end;
	}
	return units;
}

char *units_join(const GPtrArray *units, const GArray *kept)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < kept->len; i++)
		g_string_append(text, units->pdata[g_array_index(kept, guint, i)]);
	return g_string_free(text, FALSE);
}

guint units_lines(const char *unit)
{
	guint lines = 0;

	for (; *unit; unit++)
		lines += *unit == '\n' ? 1u : 0u;
	return MAX(lines, 1);
}

gboolean units_counts(const char *unit)
{
	unit += strspn(unit, " \t\r\n");
	return *unit && *unit != '#';
}
