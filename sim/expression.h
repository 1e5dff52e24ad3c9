/* SPDX-License-Identifier: BSD-3-Clause */
/* Integer expressions of the scenario language: $dram+64M, (a - b) * 2. */
#ifndef SIM_EXPRESSION_H
#define SIM_EXPRESSION_H

#include "lexer.h"

typedef struct Expression Expression;

/* Tokens of a statement while it is parsed. */
typedef struct {
	const Statement *statement;
	guint next;
	Diagnostics *diagnostics;
	/* Names of the variables that are set by here; NULL: not checked. */
	GHashTable *known;
	gboolean failed;
} Cursor;

static inline const Token *cursor_token(const Cursor *cursor)
{
	return &cursor->statement->tokens[cursor->next];
}

/* Is the next token the symbol or word @text? */
gboolean cursor_at(const Cursor *cursor, const char *text);
/* The same, and passes it. */
gboolean cursor_take(Cursor *cursor, const char *text);
gboolean cursor_at_end(const Cursor *cursor);
/* Reports an error at the next token. Always FALSE. */
gboolean cursor_error(Cursor *cursor, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Takes a word; NULL with an error that says @what was expected. */
const char *cursor_word(Cursor *cursor, const char *what);

/* Can an expression start at the next token? */
gboolean expression_starts(const Cursor *cursor);

/* NULL with an error if there is no expression. */
Expression *expression_parse(Cursor *cursor);
void expression_free(Expression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expression, expression_free)

/*
 * The value with @variables (name to pointer to guint64). FALSE if a variable
 * is not set; its name is in @missing.
 */
gboolean expression_evaluate(const Expression *expression, GHashTable *variables,
			     guint64 *value, const char **missing);

/* The variable that the expression is alone; NULL if it is more. */
const char *expression_variable(const Expression *expression);

#endif
