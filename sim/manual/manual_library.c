/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas(3), from the comments and declarations of the public header. */
#include "manual/manual.h"

#include <string.h>

#include "manual/roff.h"
#include "system/files.h"

/* A line of a comment without its marks. */
static char *bare_line(const char *line)
{
	const char *at = line + strspn(line, " \t");
	gsize size;

	at += strspn(at, "/*");
	at += *at == ' ' ? 1 : 0;
	size = strlen(at);
	while (size && strchr("*/ \t", at[size - 1]))
		size--;
	return g_strndup(at, size);
}

/* Lines that are indented stay as they are, the rest are paragraphs. */
static void append_comment(GString *out, const char *comment)
{
	g_auto(GStrv) lines = g_strsplit(comment, "\n", -1);
	gboolean example = FALSE, open = FALSE;

	for (char **line = lines; *line; line++) {
		g_autofree char *text = bare_line(*line);
		gboolean indented = g_str_has_prefix(text, " ");

		if (!*text) {
			open = FALSE;
			continue;
		}
		if (example != indented)
			g_string_append(out, indented ? ".PP\n.nf\n" : ".fi\n.PP\n");
		else if (!open && !indented)
			g_string_append(out, ".PP\n");
		example = indented;
		open = TRUE;
		roff_line(out, text);
	}
	if (example)
		g_string_append(out, ".fi\n");
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

/* Is there anything but prototypes? */
static gboolean is_prototype(const char *code)
{
	return !strchr(code, '{') && strchr(code, '(') && g_str_has_suffix(code, ";") &&
	       !g_str_has_prefix(code, "#") && !g_str_has_prefix(code, "extern");
}

/* What @header declares, or all that it says. */
static void append_header(GString *out, const char *header, gboolean prototypes)
{
	while (*header) {
		struct part part;
		g_autofree char *code = NULL;

		header = next_part(header, &part);
		code = declarations(part.code);
		if (part.comment && !strstr(part.comment, "SPDX-") &&
		    (!prototypes || is_prototype(code)))
			append_comment(out, part.comment);
		if (*code && (!prototypes || is_prototype(code)))
			roff_lines(out, code);
		g_free(part.comment);
		g_free(part.code);
	}
}

/* The headers that @header includes: what each declares. */
static gboolean append_included(GString *out, const char *folder, const char *header,
				GError **error)
{
	static const char mark[] = "#include \"";
	g_autoptr(GString) declared = g_string_new(NULL);
	const char *at = header;

	while ((at = strstr(at, mark))) {
		g_autofree char *name = NULL, *path = NULL, *text = NULL;
		gsize size;

		at += strlen(mark);
		name = g_strndup(at, strcspn(at, "\"\n"));
		path = g_build_filename(folder, name, NULL);
		if (!files_read(path, &text, &size, error))
			return FALSE;
		g_string_truncate(declared, 0);
		append_header(declared, text, TRUE);
		if (declared->len) {
			roff_section(out, name);
			g_string_append(out, declared->str);
		}
	}
	return TRUE;
}

char *manual_of_library(const char *folder, const char *header, GError **error)
{
	static const char *const pages[] = { "ripas-sim.1", NULL };
	GString *out = g_string_new(NULL);

	roff_head(out, "ripas", "3", "a model of the Realm Management Monitor, as a library");
	roff_section(out, "SYNOPSIS");
	roff_lines(out, "#include <ripas.h>\n\ncc $(pkg-config --cflags ripas) … $(pkg-config --libs ripas)");
	roff_section(out, "DESCRIPTION");
	append_header(out, header, FALSE);
	if (!append_included(out, folder, header, error)) {
		g_string_free(out, TRUE);
		return NULL;
	}
	roff_see_also(out, pages);
	return g_string_free(out, FALSE);
}
