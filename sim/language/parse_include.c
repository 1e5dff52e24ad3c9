/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing "include": where the file is, and whether it may be included. */
#include "language/parser_private.h"

#include <string.h>

#include "system/files.h"
#include "system/search.h"

#define INCLUDE_DEPTH_MAX 16

/* Says at the include what was wrong with the file. */
static gboolean cannot_include(Parser *parser, Cursor *cursor, guint before)
{
	g_autofree char *reason = NULL;

	if (parser->diagnostics->messages->len > before)
		reason = g_strdup(g_ptr_array_index(parser->diagnostics->messages, before));
	g_ptr_array_set_size(parser->diagnostics->messages, (gint)before);
	return cursor_error(cursor, "cannot include: %s", reason ? reason : "too many errors");
}

/* The path without "x/..", if that leads to the same file: x may be a link. */
static char *shortened(char *whole)
{
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	g_auto(GStrv) parts = g_strsplit(whole, "/", -1);
	g_autofree char *path = NULL;

	for (char **part = parts; *part; part++) {
		const char *last = kept->len ? kept->pdata[kept->len - 1] : NULL;

		if (strcmp(*part, "..") == 0 && last && *last && strcmp(last, "..") != 0)
			g_ptr_array_set_size(kept, (gint)kept->len - 1);
		else if (strcmp(*part, ".") != 0)
			g_ptr_array_add(kept, *part);
	}
	g_ptr_array_add(kept, NULL);
	path = g_strjoinv("/", (char **)kept->pdata);
	if (g_file_test(whole, G_FILE_TEST_EXISTS) && !files_same(whole, path))
		return whole;
	g_free(whole);
	return g_steal_pointer(&path);
}

/*
 * The path of @name, which a file in @folder includes: from there, or where
 * scenarios are found by name.
 */
static char *included_path(const char *folder, const char *name)
{
	char *beside, *found;

	if (g_path_is_absolute(name))
		return g_strdup(name);
	beside = shortened(g_build_filename(folder, name, NULL));
	if (g_file_test(beside, G_FILE_TEST_EXISTS))
		return beside;
	found = search_find(name);
	if (!found)
		return beside;
	g_free(beside);
	return found;
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
	g_autofree char *name = NULL, *folder = NULL, *path = NULL;
	guint before = parser->diagnostics->messages->len;
	Source *source;

	if (!parse_string(cursor, &name))
		return FALSE;
	cursor->next--;
	folder = g_path_get_dirname(from->path);
	path = included_path(folder, name);
	if (is_among(parser->open, path))
		return cursor_error(cursor, "include loop: %s includes itself", path);
	if (parser->open->len >= INCLUDE_DEPTH_MAX)
		return cursor_error(cursor, "includes nested more than %d deep", INCLUDE_DEPTH_MAX);
	if (!is_among(parser->scenario->sources, path)) {
		source = source_load(path, parser->diagnostics);
		if (!source)
			return cannot_include(parser, cursor, before);
		g_ptr_array_add(parser->scenario->sources, source);
		parse_file(parser, source, steps);
	}
	cursor->next++;
	return TRUE;
}

