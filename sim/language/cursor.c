/* SPDX-License-Identifier: BSD-3-Clause */
/* Going over the tokens of a statement. */
#include "language/cursor.h"

#include <string.h>

gboolean cursor_at(const Cursor *cursor, const char *text)
{
	const Token *token = cursor_token(cursor);

	return (token->kind == TOKEN_SYMBOL || token->kind == TOKEN_WORD) &&
	       strcmp(token->text, text) == 0;
}

gboolean cursor_take(Cursor *cursor, const char *text)
{
	if (!cursor_at(cursor, text))
		return FALSE;
	cursor->next++;
	return TRUE;
}

gboolean cursor_at_end(const Cursor *cursor)
{
	return cursor_token(cursor)->kind == TOKEN_END;
}

gboolean cursor_error(Cursor *cursor, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	/* One error a statement: what follows it would be guesses. */
	if (!cursor->failed)
		diagnostics_error(cursor->diagnostics, cursor_token(cursor)->at, "%s", message);
	cursor->failed = TRUE;
	return FALSE;
}

gboolean cursor_ends(Cursor *cursor)
{
	return cursor_at_end(cursor) ||
	       cursor_error(cursor, "unexpected words at the end of the line");
}

const char *cursor_word(Cursor *cursor, const char *what)
{
	const Token *token = cursor_token(cursor);

	if (token->kind != TOKEN_WORD) {
		cursor_error(cursor, "expected %s", what);
		return NULL;
	}
	cursor->next++;
	return token->text;
}

gboolean cursor_at_pair(const Cursor *cursor)
{
	const Token *token = cursor_token(cursor);

	return token->kind == TOKEN_WORD && token[1].kind == TOKEN_SYMBOL &&
	       strcmp(token[1].text, "=") == 0;
}

void cursor_rename(Cursor *cursor, const char *now)
{
	Token *token = &cursor->line->tokens[cursor->next];

	g_free(token->text);
	token->text = g_strdup(now);
}

char *cursor_text(const Cursor *cursor, guint first)
{
	GString *text = g_string_new(NULL);

	for (guint i = first; i < cursor->next; i++) {
		const Token *token = &cursor->line->tokens[i];

		if (i > first && !token->joined)
			g_string_append_c(text, ' ');
		g_string_append_printf(text, "%s%s", token->kind == TOKEN_VARIABLE ? "$" : "",
				       token->text);
	}
	return g_string_free(text, FALSE);
}
