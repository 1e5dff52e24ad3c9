/* SPDX-License-Identifier: BSD-3-Clause */
/* Tokens of the scenario language, statement by statement. */
#ifndef SIM_LEXER_H
#define SIM_LEXER_H

#include "language/source.h"

typedef enum {
	TOKEN_END,              /* of the statement */
	TOKEN_WORD,             /* a name: letters, digits, '_', inner '-' and '.' */
	TOKEN_NUMBER,           /* value in number */
	TOKEN_SECONDS,          /* value in number, written with an s behind it */
	TOKEN_BYTES,            /* 0x and more digits than a number has */
	TOKEN_STRING,           /* text without its quotes */
	TOKEN_VARIABLE,         /* text without '$' */
	TOKEN_SYMBOL            /* = > , + - * ( ) : | ; ".." "==" "!=" "<=" ">=" */
} TokenKind;

typedef struct {
	TokenKind kind;
	Position at;
	char *text;             /* of the token */
	guint64 number;
	gboolean joined;        /* nothing stands between it and the token before */
} Token;

/* The tokens of one statement; the last is TOKEN_END. */
typedef struct {
	Token *tokens;
	guint count;
	unsigned line;          /* of its first token */
	unsigned end_line;      /* last line it reaches, if continued */
	unsigned result_line, result_column;    /* of the last '>', or 0 */
	unsigned text_end;      /* column after the last token on the last line */
} TokenLine;

typedef struct Lexer Lexer;

Lexer *lexer_new(const Source *source, Diagnostics *diagnostics);
void lexer_free(Lexer *lexer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lexer, lexer_free)

/*
 * The next statement that has tokens; FALSE at the end of the file. Bad
 * tokens are reported; @ok tells whether there were none.
 */
gboolean lexer_next(Lexer *lexer, TokenLine *line, gboolean *ok);
void token_line_clear(TokenLine *line);

#endif
