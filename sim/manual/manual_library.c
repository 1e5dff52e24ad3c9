/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas(3), from the comments and declarations of the public header. */
#include "manual/manual.h"

#include <string.h>

#include "manual/roff.h"

/* The text of a comment without its marks: lines joined, paragraphs kept. */
static char *comment_text(const char *comment)
{
	g_auto(GStrv) lines = g_strsplit(comment, "\n", -1);
	GString *text = g_string_new(NULL);

	for (char **line = lines; *line; line++) {
		char *at = *line + strspn(*line, " \t/*");
		gsize size = strlen(at);

		while (size && strchr("*/ \t", at[size - 1]))
			size--;
		if (size == 0)
			g_string_append(text, text->len ? "\n\n" : "");
		else
			g_string_append_printf(text, "%s%.*s", text->len &&
					       text->str[text->len - 1] != '\n' ? " " : "",
					       (int)size, at);
	}
	g_strchomp(text->str);
	return g_string_free(text, FALSE);
}

/* A part of the header: a comment, and the lines of code up to the next one. */
struct part {
	char *comment;          /* NULL: none */
	char *code;
};

static const char *next_part(const char *at, struct part *part)
{
	const char *end;

	part->comment = part->code = NULL;
	if (g_str_has_prefix(at, "/*")) {
		end = strstr(at, "*/");
		end = end ? end + 2 : at + strlen(at);
		part->comment = g_strndup(at, (gsize)(end - at));
		at = end;
	}
	end = strstr(at, "\n/*");
	end = end ? end + 1 : at + strlen(at);
	part->code = g_strstrip(g_strndup(at, (gsize)(end - at)));
	return end;
}

/* Lines for the compiler rather than the reader. */
static gboolean is_scaffold(const char *line)
{
	return g_str_has_prefix(line, "#if") || g_str_has_prefix(line, "#endif") ||
	       g_str_has_prefix(line, "#include") || g_str_has_prefix(line, "extern \"C\"") ||
	       g_str_has_prefix(line, "#define RIPAS_H") || strcmp(line, "}") == 0;
}

static char *declarations(const char *code)
{
	g_auto(GStrv) lines = g_strsplit(code, "\n", -1);
	GString *kept = g_string_new(NULL);

	for (char **line = lines; *line; line++)
		if (!is_scaffold(*line))
			g_string_append_printf(kept, "%s\n", *line);
	return g_strstrip(g_string_free(kept, FALSE));
}

char *manual_of_library(const char *header)
{
	static const char *const pages[] = { "ripas-sim.1", NULL };
	GString *out = g_string_new(NULL);

	roff_head(out, "ripas", "3", "a model of the Realm Management Monitor, as a library");
	roff_section(out, "SYNOPSIS");
	roff_lines(out, "#include <ripas.h>\n\ncc $(pkg-config --cflags ripas) … $(pkg-config --libs ripas)");
	roff_section(out, "DESCRIPTION");
	while (*header) {
		struct part part;
		g_autofree char *comment = NULL, *code = NULL;

		header = next_part(header, &part);
		comment = part.comment ? comment_text(part.comment) : NULL;
		code = declarations(part.code);
		if (comment && !g_str_has_prefix(comment, "SPDX-"))
			roff_paragraphs(out, comment);
		if (*code)
			roff_lines(out, code);
		g_free(part.comment);
		g_free(part.code);
	}
	roff_see_also(out, pages);
	return g_string_free(out, FALSE);
}
