/* SPDX-License-Identifier: BSD-3-Clause */
/* Where a variable is set, and what an include includes. */
#include "lsp/definition.h"

#include <string.h>

#include "language/include.h"

/* Does the token set its variable: behind "let", "for" and the like, or bound by a result? */
static gboolean sets(const TokenLine *line, guint i)
{
	static const char *const words[] = { "let", "for", "any", "monitor", NULL };
	gboolean versioned = strcmp(line->tokens[0].text, "in") == 0 && line->count > 3;
	const Token *first = &line->tokens[versioned ? 2 : 0];
	gboolean declared = first->kind == TOKEN_WORD && g_strv_contains(words, first->text);

	if (line->tokens[i].kind != TOKEN_VARIABLE || i == 0)
		return FALSE;
	if (declared)
		return line->tokens[i - 1].kind == TOKEN_WORD || strcmp(line->tokens[i - 1].text, ",") == 0;
	/* "> RMI_SUCCESS out_top=$next" */
	return line->result_line && strcmp(line->tokens[i - 1].text, "=") == 0 &&
	       (line->tokens[i].at.line > line->result_line ||
		line->tokens[i].at.column > line->result_column);
}

/* Calls @each for each token that sets a variable, until it returns TRUE. */
static gboolean for_settings(const Document *document,
			     gboolean (*each)(const Source *source, const Token *token,
					      gpointer data), gpointer data)
{
	g_autoptr(GPtrArray) sources = document_sources(document);
	gboolean over = FALSE;

	for (guint s = 0; s < sources->len && !over; s++) {
		g_autoptr(Diagnostics) ignored = diagnostics_new();
		g_autoptr(Lexer) lexer = lexer_new(sources->pdata[s], ignored);
		TokenLine line;
		gboolean ok;

		while (!over && lexer_next(lexer, &line, &ok)) {
			for (guint i = 0; i < line.count && !over; i++)
				over = sets(&line, i) && each(sources->pdata[s], &line.tokens[i], data);
			token_line_clear(&line);
		}
	}
	return over;
}

struct search {
	const char *name;
	Definition *definition;
};

static gboolean found(const Source *source, const Token *token, gpointer data)
{
	const struct search *search = data;
	guint character;

	if (strcmp(token->text, search->name) != 0)
		return FALSE;
	character = source_character(source, token->at.line, token->at.column);
	*search->definition = (Definition){
		g_strdup(source->path), token->at.line - 1, character,
		character + (guint)strlen(token->text) + 1, source_line(source, token->at.line)
	};
	return TRUE;
}

gboolean definition_of_variable(const Document *document, const char *name,
				Definition *definition)
{
	struct search search = { name, definition };

	return for_settings(document, found, &search);
}

static gboolean collect(const Source *source, const Token *token, gpointer data)
{
	GPtrArray *names = data;

	for (guint i = 0; i < names->len; i++)
		if (strcmp(names->pdata[i], token->text) == 0)
			return FALSE;
	g_ptr_array_add(names, g_strdup(token->text));
	return FALSE;
}

GPtrArray *definition_variables(const Document *document)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	for_settings(document, collect, names);
	return names;
}

static gboolean of_include(const Document *document, const Token *token, Definition *definition)
{
	g_autofree char *path = include_path(document->path, token->text);

	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return FALSE;
	*definition = (Definition){ g_steal_pointer(&path), 0, 0, 0, g_strdup("") };
	return TRUE;
}

gboolean definition_at(const Document *document, guint line, guint character,
		       Definition *definition)
{
	gboolean there = FALSE;
	const Token *token;
	Spot spot;

	if (!document_spot(document, line, character, &spot))
		return FALSE;
	token = &spot.line.tokens[spot.index];
	if (token->kind == TOKEN_VARIABLE)
		there = definition_of_variable(document, token->text, definition);
	else if (token->kind == TOKEN_STRING && strcmp(spot.line.tokens[0].text, "include") == 0)
		there = of_include(document, token, definition);
	token_line_clear(&spot.line);
	return there;
}

void definition_clear(Definition *definition)
{
	g_free(definition->path);
	g_free(definition->text);
}
