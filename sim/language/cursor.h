/* SPDX-License-Identifier: BSD-3-Clause */
/* Going over the tokens of a statement, with one error at most. */
#ifndef SIM_CURSOR_H
#define SIM_CURSOR_H

#include "language/lexer.h"

/* Tokens of a statement while it is parsed. */
typedef struct {
	const TokenLine *line;
	guint next;
	Diagnostics *diagnostics;
	/* Names of the variables that are set by here; NULL: not checked. */
	GHashTable *known;
	/* Values of those that are the same at every run (guint64); or NULL. */
	GHashTable *constants;
	gboolean failed;
} Cursor;

static inline const Token *cursor_token(const Cursor *cursor)
{
	return &cursor->line->tokens[cursor->next];
}

/* Is the next token the symbol or word @text? */
gboolean cursor_at(const Cursor *cursor, const char *text);
/* The same, and passes it. */
gboolean cursor_take(Cursor *cursor, const char *text);
gboolean cursor_at_end(const Cursor *cursor);
/* The same, with an error where it is not. */
gboolean cursor_ends(Cursor *cursor);
/* Reports an error at the next token. Always FALSE. */
gboolean cursor_error(Cursor *cursor, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Takes a word; NULL with an error that says @what was expected. */
const char *cursor_word(Cursor *cursor, const char *what);
/* Does a pair start here: a word, then '='? */
gboolean cursor_at_pair(const Cursor *cursor);
/* The next token, a former name, is read as the one that it is now. */
void cursor_rename(Cursor *cursor, const char *now);
/* The source text from token @first up to here, blanks as single spaces. */
char *cursor_text(const Cursor *cursor, guint first);

#endif
