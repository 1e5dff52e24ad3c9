/* SPDX-License-Identifier: BSD-3-Clause */
/* Which scenarios are chosen: paths, lines of them, tags and patterns. */
#include "cli/selection.h"

#include <string.h>

#include "language/lexer.h"
#include "options/arguments.h"
#include "options/options.h"
#include "system/search.h"

/* ---- FILE:LINE ---- */

/* "x.ripas:12": the line, and the path without it; 0 if there is none. */
static guint split_line(const char *argument, char **path)
{
	const char *colon = strrchr(argument, ':');
	guint64 line = 0;

	if (g_file_test(argument, G_FILE_TEST_EXISTS) || !colon ||
	    !g_ascii_string_to_unsigned(colon + 1, 10, 1, G_MAXUINT, &line, NULL))
		*path = g_strdup(argument);
	else
		*path = g_strndup(argument, (gsize)(colon - argument));
	return (guint)line;
}

static ExitCode add_argument(Selection *selection, const char *verb, const char *argument)
{
	g_autofree char *path = NULL;
	guint line = split_line(argument, &path);
	char *arguments[] = { path, NULL };
	g_autofree char *found = search_argument(path);

	if (arguments_collect(verb, arguments, FILES_SCENARIO, selection->files) !=
	    EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	if (g_file_test(found, G_FILE_TEST_IS_DIR))
		return line ? usage_error(verb, "%s is a folder: it has no lines", path)
			    : EXIT_AS_EXPECTED;
	g_hash_table_add(selection->named, g_strdup(found));
	if (!line)
		return EXIT_AS_EXPECTED;
	if (!selection->lines)
		selection->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_hash_table_insert(selection->lines, g_strdup(found), GUINT_TO_POINTER(line));
	return EXIT_AS_EXPECTED;
}

/* ---- tags and patterns ---- */

/* Adds the words behind "tag" at the beginning of a statement. */
static void add_tags(const TokenLine *line, GPtrArray *tags)
{
	if (g_strcmp0(line->tokens[0].text, "tag") != 0)
		return;
	for (guint i = 1; line->tokens[i].kind == TOKEN_WORD; i++)
		g_ptr_array_add(tags, g_strdup(line->tokens[i].text));
}

/* Of the file itself, which may have errors. */
static GPtrArray *tags_of(const char *path)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_load(path, diagnostics);
	g_autoptr(Lexer) lexer = source ? lexer_new(source, diagnostics) : NULL;
	GPtrArray *tags = g_ptr_array_new_with_free_func(g_free);
	TokenLine line;
	gboolean ok;

	while (lexer && lexer_next(lexer, &line, &ok)) {
		add_tags(&line, tags);
		token_line_clear(&line);
	}
	return tags;
}

static gboolean has_tags(const char *path, char **wanted)
{
	g_autoptr(GPtrArray) tags = wanted ? tags_of(path) : NULL;

	for (char **tag = wanted; tag && *tag; tag++)
		if (!g_ptr_array_find_with_equal_func(tags, *tag, g_str_equal, NULL))
			return FALSE;
	return TRUE;
}

static gboolean is_like(const char *path, const char *pattern)
{
	g_autofree char *inside = pattern ? g_strdup_printf("*%s*", pattern) : NULL;

	return !pattern || g_pattern_match_simple(inside, path);
}

static void choose(GPtrArray *files, const Selecting *selecting)
{
	for (guint i = files->len; i-- > 0;)
		if (!is_like(files->pdata[i], selecting->match) ||
		    !has_tags(files->pdata[i], selecting->tags))
			g_ptr_array_remove_index(files, i);
}

/* ---- all ---- */

ExitCode selection_make(Selection *selection, const char *verb, char **arguments,
			const Selecting *selecting)
{
	selection->files = g_ptr_array_new_with_free_func(g_free);
	selection->named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (!arguments)
		return arguments_collect(verb, NULL, FILES_SCENARIO, selection->files);
	for (char **argument = arguments; *argument; argument++)
		if (add_argument(selection, verb, *argument) != EXIT_AS_EXPECTED)
			return EXIT_BAD_USAGE;
	choose(selection->files, selecting);
	return selection->files->len ? EXIT_AS_EXPECTED
		: usage_error(verb, "no scenario there has these tags and is like this pattern");
}

void selection_clear(Selection *selection)
{
	g_clear_pointer(&selection->files, g_ptr_array_unref);
	g_clear_pointer(&selection->named, g_hash_table_unref);
	g_clear_pointer(&selection->lines, g_hash_table_unref);
}

void selecting_clear(Selecting *selecting)
{
	g_strfreev(selecting->tags);
	g_free(selecting->match);
}

gboolean selection_is_named(const Selection *selection, const char *path)
{
	return g_hash_table_contains(selection->named, path);
}

guint selection_line(const Selection *selection, const char *path)
{
	return !selection->lines ? 0
		: GPOINTER_TO_UINT(g_hash_table_lookup(selection->lines, path));
}
