/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario that an editor has open, and places in it. */
#include "lsp/document.h"

#include <string.h>

#include "language/include.h"
#include "system/platform.h"
#include "system/version.h"

Document *document_new(const char *uri, const char *text)
{
	Document *document = g_new0(Document, 1);

	document->uri = g_strdup(uri);
	document->path = g_filename_from_uri(uri, NULL, NULL);
	if (!document->path)
		document->path = g_strdup(uri);
	document->diagnostics = diagnostics_new();
	document->source = source_from_text(document->path, g_strdup(text), strlen(text),
					    document->diagnostics);
	return document;
}

void document_free(Document *document)
{
	g_clear_pointer(&document->source, source_free);
	diagnostics_free(document->diagnostics);
	g_free(document->uri);
	g_free(document->path);
	g_free(document);
}

/* ---- places ---- */

/* Beyond the first plane a character is two code units. */
static guint units(const char *at)
{
	return g_utf8_get_char(at) > 0xffff ? 2 : 1;
}

guint character_of(const char *line, gsize size)
{
	guint count = 0;

	for (const char *at = line; *at && (gsize)(at - line) < size; at = g_utf8_next_char(at))
		count += units(at);
	return count;
}

gsize byte_of(const char *line, guint character)
{
	const char *at = line;

	for (guint count = 0; *at && count < character; at = g_utf8_next_char(at))
		count += units(at);
	return (gsize)(at - line);
}

guint source_character(const Source *source, unsigned line, unsigned column)
{
	g_autofree char *text = source_line(source, line);

	return character_of(text, column - 1);
}

static gsize size_of(const Token *token)
{
	return strlen(token->text) + (token->kind == TOKEN_VARIABLE ? 1 : 0) +
	       (token->kind == TOKEN_STRING ? 2 : 0);
}

static gboolean is_at(const Token *token, unsigned line, gsize byte)
{
	return token->kind != TOKEN_END && token->at.line == line &&
	       token->at.column <= byte + 1 && byte + 1 <= token->at.column + size_of(token);
}

gboolean document_spot(const Document *document, guint line, guint character, Spot *spot)
{
	g_autoptr(Diagnostics) ignored = diagnostics_new();
	g_autoptr(Lexer) lexer = NULL;
	g_autofree char *text = NULL;
	gboolean ok;

	if (!document->source)
		return FALSE;
	text = source_line(document->source, line + 1);
	lexer = lexer_new(document->source, ignored);
	while (lexer_next(lexer, &spot->line, &ok)) {
		for (guint i = 0; i < spot->line.count; i++) {
			const Token *token = &spot->line.tokens[i];
			/* Between two tokens that touch, the latter is meant. */
			gboolean next = is_at(token + (i + 1 < spot->line.count), line + 1,
					      byte_of(text, character));

			spot->index = i;
			if (is_at(token, line + 1, byte_of(text, character)) &&
			    (token->kind != TOKEN_SYMBOL || !next))
				return TRUE;
		}
		token_line_clear(&spot->line);
	}
	return FALSE;
}

/* ---- what it consists of ---- */

const struct rmm_version *document_version(const Document *document)
{
	g_autoptr(GPtrArray) sources = document_sources(document);

	for (guint i = 0; i < sources->len; i++) {
		g_autoptr(Diagnostics) ignored = diagnostics_new();
		g_autoptr(Lexer) lexer = lexer_new(sources->pdata[i], ignored);
		const struct rmm_version *found = NULL;
		TokenLine line;
		gboolean ok;

		while (!found && lexer_next(lexer, &line, &ok)) {
			if (strcmp(line.tokens[0].text, "spec") == 0 && line.count > 1)
				found = version_find(line.tokens[1].text);
			token_line_clear(&line);
		}
		if (found)
			return found;
	}
	return PLATFORM_DEFAULT_VERSION;
}

static gboolean is_among(const GPtrArray *sources, const char *path)
{
	for (guint i = 0; i < sources->len; i++)
		if (strcmp(((Source *)sources->pdata[i])->path, path) == 0)
			return TRUE;
	return FALSE;
}

/* What @from includes, behind @sources. */
static void add_included(const Source *from, GPtrArray *sources)
{
	g_autoptr(Diagnostics) ignored = diagnostics_new();
	g_autoptr(Lexer) lexer = lexer_new(from, ignored);
	TokenLine line;
	gboolean ok;

	while (lexer_next(lexer, &line, &ok)) {
		if (line.count > 1 && line.tokens[1].kind == TOKEN_STRING &&
		    strcmp(line.tokens[0].text, "include") == 0) {
			g_autofree char *path = include_path(from->path, line.tokens[1].text);
			Source *source = is_among(sources, path) ? NULL : source_load(path, ignored);

			if (source)
				g_ptr_array_add(sources, source);
		}
		token_line_clear(&line);
	}
}

/* More are not looked at. */
#define SOURCES_MAX 256

GPtrArray *document_sources(const Document *document)
{
	GPtrArray *sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_free);

	if (!document->source)
		return sources;
	g_ptr_array_add(sources, source_from_text(document->path, g_strdup(document->source->text),
						  document->source->size, document->diagnostics));
	for (guint i = 0; i < sources->len && sources->len < SOURCES_MAX; i++)
		add_included(sources->pdata[i], sources);
	return sources;
}
