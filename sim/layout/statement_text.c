/* SPDX-License-Identifier: BSD-3-Clause */
/* The text of a statement from its tokens: where blanks stand. */
#include "layout/statement_text.h"

#include <string.h>

/* A continued line starts below the command of "guest ...". */
#define CONTINUED 6

/* Blanks between a token and the one before it. */
typedef enum { AS_BEFORE, NO_BLANK, ONE_BLANK } Gap;

static const struct {
	const char *symbol;
	Gap before, behind;
} gaps[] = {
	{ ">", ONE_BLANK, ONE_BLANK }, { "<", ONE_BLANK, ONE_BLANK }, { "..", ONE_BLANK, ONE_BLANK },
	{ "==", ONE_BLANK, ONE_BLANK }, { "!=", ONE_BLANK, ONE_BLANK }, { "=", NO_BLANK, NO_BLANK },
	{ "|", NO_BLANK, NO_BLANK }, { "/", NO_BLANK, NO_BLANK }, { ",", NO_BLANK, AS_BEFORE },
	{ ":", NO_BLANK, ONE_BLANK }, { "(", AS_BEFORE, NO_BLANK }, { ")", NO_BLANK, AS_BEFORE },
};

static Gap gap_of(const Token *token, gboolean behind)
{
	for (gsize i = 0; token->kind == TOKEN_SYMBOL && i < G_N_ELEMENTS(gaps); i++)
		if (strcmp(token->text, gaps[i].symbol) == 0)
			return behind ? gaps[i].behind : gaps[i].before;
	return AS_BEFORE;
}

/* Characters that a token has in the source beside its text. */
static guint marks(const Token *token)
{
	return token->kind == TOKEN_VARIABLE ? 1 : token->kind == TOKEN_STRING ? 2 : 0;
}

static gboolean touch(const Token *before, const Token *token)
{
	return before->at.line == token->at.line &&
	       before->at.column + strlen(before->text) + marks(before) == token->at.column;
}

static gboolean is_symbol(const Token *token, const char *symbol)
{
	return token->kind == TOKEN_SYMBOL && strcmp(token->text, symbol) == 0;
}

/* "$x = 1" sets a variable; "x=1" is an argument. */
static gboolean is_assignment(const Token *variable, const Token *sign)
{
	return variable->kind == TOKEN_VARIABLE && is_symbol(sign, "=");
}

/* A line from a log stays as it was pasted. */
static gboolean is_log(const TokenLine *line)
{
	return g_str_has_prefix(line->tokens[0].text, "SMC_") ||
	       g_str_has_prefix(line->tokens[0].text, "PSCI_");
}

static gboolean has_blank(const TokenLine *line, guint i)
{
	const Token *before = &line->tokens[i - 1], *token = &line->tokens[i];
	Gap gap = gap_of(token, FALSE);

	if (is_log(line))
		return !touch(before, token);
	if (is_assignment(before, token) || (i > 1 && is_assignment(before - 1, before)))
		return TRUE;
	/* Words stand apart, and so does the first of a line. */
	if (i == 1 || (before->kind != TOKEN_SYMBOL && token->kind != TOKEN_SYMBOL))
		return TRUE;
	if (gap == AS_BEFORE || gap_of(before, TRUE) == NO_BLANK)
		gap = gap_of(before, TRUE);
	/* Two symbols that touch might be another one. */
	if (gap == NO_BLANK && before->kind == TOKEN_SYMBOL && token->kind == TOKEN_SYMBOL)
		gap = AS_BEFORE;
	return gap == AS_BEFORE ? !touch(before, token) : gap == ONE_BLANK;
}

static void append_token(GString *out, const Token *token)
{
	const char *mark = token->kind == TOKEN_STRING ? "\"" : "";

	g_string_append_printf(out, "%s%s%s%s", token->kind == TOKEN_VARIABLE ? "$" : "", mark,
			       token->text, mark);
}

char *statement_text(const TokenLine *line, const StatementStyle *style)
{
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "%*s", (int)style->indent, "");
	for (guint i = 0; i + 1 < line->count; i++) {
		const Token *token = &line->tokens[i], *before = i ? token - 1 : NULL;

		if (before && before->at.line != token->at.line)
			g_string_append_printf(out, " \\\n%*s", (int)style->indent + CONTINUED, "");
		else if (before && has_blank(line, i))
			g_string_append_c(out, ' ');
		append_token(out, token);
		if (i == 0 && style->align_host && strcmp(token->text, "host") == 0)
			g_string_append_c(out, ' ');
	}
	return g_string_free(out, FALSE);
}
