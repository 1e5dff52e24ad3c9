/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing "include": where the file is, and whether it may be included. */
#include "language/parser_private.h"

#include <string.h>

#include "language/include.h"
#include "system/files.h"

#define INCLUDE_DEPTH_MAX 16

/* "FILE:3:5: error: bad" as a part of another message; where all of it is bad, without a place. */
static char *without_error(const char *message, const char *path)
{
	g_autofree char *whole = g_strconcat(path, ":1:1: ", NULL);
	GString *out = g_string_new(message);

	g_string_replace(out, ": error: ", ": ", 1);
	if (g_str_has_prefix(out->str, whole))
		g_string_erase(out, (gssize)strlen(path), strlen(":1:1"));
	return g_string_free(out, FALSE);
}

/* Says at the include what was wrong with the file. */
static gboolean cannot_include(Parser *parser, Cursor *cursor, const char *path, guint before)
{
	g_autofree char *reason = NULL;

	parser->lacks_include = TRUE;
	if (parser->diagnostics->messages->len > before)
		reason = without_error(g_ptr_array_index(parser->diagnostics->messages, before), path);
	diagnostics_truncate(parser->diagnostics, before);
	return cursor_error(cursor, "cannot include %s", reason ? reason : path);
}

/* Is the file among them, perhaps by another path? */
static gboolean is_among(const GPtrArray *sources, const char *path)
{
	for (guint i = 0; i < sources->len; i++) {
		const char *other = ((Source *)sources->pdata[i])->path;

		if (strcmp(other, path) == 0 || files_same(other, path))
			return TRUE;
	}
	return FALSE;
}

gboolean parse_include(Parser *parser, Cursor *cursor, GPtrArray *steps)
{
	const Source *from = cursor->line->tokens[0].at.source;
	g_autofree char *name = NULL, *path = NULL;
	guint before = parser->diagnostics->messages->len;
	Source *source;

	if (!parse_string(cursor, &name))
		return FALSE;
	cursor->next--;
	path = include_path(from->path, name);
	if (is_among(parser->open, path))
		return cursor_error(cursor, "include loop: %s includes itself", path);
	if (parser->open->len >= INCLUDE_DEPTH_MAX)
		return cursor_error(cursor, "includes nested more than %d deep", INCLUDE_DEPTH_MAX);
	if (!is_among(parser->scenario->sources, path)) {
		source = source_load(path, parser->diagnostics);
		if (!source)
			return cannot_include(parser, cursor, path, before);
		g_ptr_array_add(parser->scenario->sources, source);
		parse_file(parser, source, steps);
	}
	cursor->next++;
	return TRUE;
}

