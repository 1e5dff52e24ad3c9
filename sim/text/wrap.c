/* SPDX-License-Identifier: BSD-3-Clause */
/* Breaking text into lines at blanks. */
#include "text/wrap.h"

#include <string.h>

static void new_line(GString *out, guint indent, guint *column)
{
	g_string_append_printf(out, "\n%*s", (int)indent, "");
	*column = indent;
}

/* Words of one line of the text. */
static void append_line(GString *out, const char *line, guint *column, guint indent, guint width)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	guint start = *column;
	guint blanks = 0;

	for (char **word = words; *word; word++) {
		guint size = (guint)g_utf8_strlen(*word, -1);

		if (width && *column > start && *column + blanks + size > width) {
			new_line(out, indent, column);
			start = indent;
			blanks = 0;
		}
		g_string_append_printf(out, "%*s%s", (int)blanks, "", *word);
		*column += blanks + size;
		blanks = 1;
	}
}

void wrap_append(GString *out, const char *text, guint column, guint indent, guint width)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		if (line > lines) {
			/* No blanks in an empty line. */
			g_string_append_c(out, '\n');
			column = **line ? indent : 0;
			g_string_append_printf(out, "%*s", (int)column, "");
		}
		append_line(out, *line, &column, indent, width);
	}
}

/* ---- within words ---- */

#define JOINTS "-_+/|,"

/* The bytes of the part of a word that begins at @word, up to a joint, it included. */
static gsize part_size(const char *word)
{
	gsize size = strcspn(word, JOINTS " \n");

	return size + strspn(word + size, JOINTS);
}

static guint columns_of(const char *text, gsize size)
{
	return (guint)g_utf8_strlen(text, (gssize)size);
}

char *wrap_words(const char *text, guint width)
{
	GString *out = g_string_new(NULL);
	guint column = 0;

	while (*text) {
		gsize size = part_size(text);
		guint columns = columns_of(text, size);

		if (size == 0) {
			g_string_append_c(out, *text++);
			column = 0;
			continue;
		}
		if (column > 0 && column + columns > width) {
			g_string_append_c(out, '\n');
			column = 0;
		}
		g_string_append_len(out, text, (gssize)size);
		column += columns;
		text += size;
	}
	return g_string_free(out, FALSE);
}

guint wrap_part_width(const char *text)
{
	guint most = 0;

	for (gsize size; *text; text += MAX(size, 1)) {
		size = part_size(text);
		most = MAX(most, columns_of(text, size));
	}
	return most;
}

void wrap_print(FILE *file, guint indent, guint width, const char *format, ...)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	wrap_append(lines, text, 0, indent, width);
	fprintf(file, "%s\n", lines->str);
}
