/* SPDX-License-Identifier: BSD-3-Clause */
/* Tokens of the scenario language. */
#include "language/lexer.h"

#include <string.h>

#include "system/files.h"

struct Lexer {
	const Source *source;
	Diagnostics *diagnostics;
	const char *at;
	unsigned line;
	const char *line_start;
	/* A line pasted from a log: numbers are bare hexadecimal. */
	gboolean log_line;
	gboolean ok;
};

Lexer *lexer_new(const Source *source, Diagnostics *diagnostics)
{
	Lexer *lexer = g_new0(Lexer, 1);

	lexer->source = source;
	lexer->diagnostics = diagnostics;
	lexer->line_start = source->text;
	lexer->at = files_skip_mark(source->text);
	lexer->line = source->first;
	return lexer;
}

void lexer_free(Lexer *lexer)
{
	g_free(lexer);
}

static Position here(const Lexer *lexer)
{
	return (Position){ lexer->source, lexer->line,
			   (unsigned)(lexer->at - lexer->line_start) + 1 };
}

static void complain(Lexer *lexer, Position at, const char *message)
{
	diagnostics_error(lexer->diagnostics, at, "%s", message);
	lexer->ok = FALSE;
}

static gboolean is_word_start(char c)
{
	return g_ascii_isalpha(c) || c == '_';
}

static gboolean is_word_part(const char *at)
{
	/* '-' and '.' only between parts, so that "a-1" is no word of three. */
	if (*at == '-' || *at == '.')
		return is_word_start(at[1]) || (*at == '-' && g_ascii_isalnum(at[1])) ||
		       (*at == '.' && g_ascii_isdigit(at[1]));
	return g_ascii_isalnum(*at) || *at == '_';
}

static gsize word_size(const char *at)
{
	gsize size = 0;

	while (is_word_part(at + size))
		size++;
	return size;
}

/* ---- numbers ---- */

static gboolean suffix(char c, unsigned *shift)
{
	static const char names[] = "KMGT";
	const char *found = c ? strchr(names, c) : NULL;

	*shift = found ? 10 * (unsigned)(found - names + 1) : 0;
	return found != NULL;
}

/* Digits with '_' between them, into @number; FALSE on overflow. */
static gboolean read_digits(const char **at, unsigned base, guint64 *number, gsize *digits)
{
	gboolean fits = TRUE;

	*number = 0;
	for (*digits = 0; g_ascii_isxdigit(**at) || **at == '_'; (*at)++) {
		int digit = g_ascii_xdigit_value(**at);

		if (**at == '_')
			continue;
		if (digit >= (int)base)
			break;
		fits &= *number <= (G_MAXUINT64 - (guint64)digit) / base;
		*number = *number * base + (guint64)digit;
		(*digits)++;
	}
	return fits;
}

static void lex_number(Lexer *lexer, Token *token)
{
	const char *start = lexer->at, *end = start;
	gboolean hex = lexer->log_line || g_str_has_prefix(start, "0x");
	unsigned shift;
	gsize digits;
	gboolean fits;

	if (g_str_has_prefix(start, "0x"))
		end += 2;
	fits = read_digits(&end, hex ? 16 : 10, &token->number, &digits);
	token->kind = TOKEN_NUMBER;
	if (digits == 0) {
		complain(lexer, token->at, "number without digits");
	} else if (hex && digits > 16) {
		token->kind = TOKEN_BYTES;
	} else if (!fits) {
		complain(lexer, token->at, "number does not fit 64 bits");
	} else if (!lexer->log_line && suffix(*end, &shift)) {
		end++;
		if (shift && token->number >> (64 - shift))
			complain(lexer, token->at, "number does not fit 64 bits");
		token->number <<= shift;
	} else if (!lexer->log_line && *end == 's' && !is_word_part(end + 1)) {
		end++;
		token->kind = TOKEN_SECONDS;
	}
	if (is_word_start(*end))
		complain(lexer, token->at, "letters after a number");
	while (is_word_part(end) && *end != '.' && *end != '-')
		end++;
	token->text = g_strndup(start, (gsize)(end - start));
	lexer->at = end;
}

/* ---- other tokens ---- */

static void lex_string(Lexer *lexer, Token *token)
{
	const char *start = lexer->at + 1;
	gsize size = strcspn(start, "\"\n");

	token->kind = TOKEN_STRING;
	token->text = g_strndup(start, size);
	lexer->at = start + size;
	if (*lexer->at == '"')
		lexer->at++;
	else
		complain(lexer, token->at, "string without closing quote");
}

static void lex_variable(Lexer *lexer, Token *token)
{
	const char *start = ++lexer->at;
	gsize size = 0;

	while (g_ascii_isalnum(start[size]) || start[size] == '_')
		size++;
	token->kind = TOKEN_VARIABLE;
	token->text = g_strndup(start, size);
	lexer->at += size;
	if (size == 0)
		complain(lexer, token->at, "'$' without a name");
}

static void lex_symbol(Lexer *lexer, Token *token)
{
	static const char *const symbols[] = {
		"..", "==", "!=", "<=", ">=", "=", ">", ",", "+", "-", "*", "(", ")", ":", "|", "/",
		"<", "~"
	};

	token->kind = TOKEN_SYMBOL;
	for (gsize i = 0; i < G_N_ELEMENTS(symbols); i++) {
		if (!g_str_has_prefix(lexer->at, symbols[i]))
			continue;
		token->text = g_strdup(symbols[i]);
		lexer->at += strlen(symbols[i]);
		return;
	}
	complain(lexer, token->at, "unexpected character");
	token->text = g_strndup(lexer->at, (gsize)(g_utf8_next_char(lexer->at) - lexer->at));
	lexer->at = g_utf8_next_char(lexer->at);
}

/* In a line from a log every value that could be a number is one. */
static gboolean is_log_number(const Lexer *lexer)
{
	gsize size = strspn(lexer->at, "0123456789abcdefABCDEFx");

	return lexer->log_line && size > 0 && !is_word_part(lexer->at + size) &&
	       lexer->at[size] != '=';
}

/* "1.0", "2.0-bet0": the short name of a version. */
static gboolean is_version(const Lexer *lexer)
{
	gsize digits = strspn(lexer->at, "0123456789");

	return !lexer->log_line && lexer->at[digits] == '.' &&
	       g_ascii_isdigit(lexer->at[digits + 1]);
}

static void lex_token(Lexer *lexer, Token *token)
{
	memset(token, 0, sizeof(*token));
	token->at = here(lexer);
	if (is_log_number(lexer) ||
	    (g_ascii_isdigit(*lexer->at) && !lexer->log_line && !is_version(lexer))) {
		lex_number(lexer, token);
	} else if (is_word_part(lexer->at) && *lexer->at != '-' && *lexer->at != '.') {
		gsize size = word_size(lexer->at);

		token->kind = TOKEN_WORD;
		token->text = g_strndup(lexer->at, size);
		lexer->at += size;
	} else if (*lexer->at == '"') {
		lex_string(lexer, token);
	} else if (*lexer->at == '$') {
		lex_variable(lexer, token);
	} else {
		lex_symbol(lexer, token);
	}
}

/* ---- statements ---- */

static void next_line(Lexer *lexer)
{
	lexer->at += strcspn(lexer->at, "\n");
	if (*lexer->at == '\n') {
		lexer->at++;
		lexer->line++;
		lexer->line_start = lexer->at;
	}
}

/* Skips blanks, a comment, and a '\' that ends a line; TRUE at the end. */
static gboolean at_end_of_statement(Lexer *lexer)
{
	for (;;) {
		lexer->at += strspn(lexer->at, " \t\r");
		if (*lexer->at == '\\' && lexer->at[1 + strspn(lexer->at + 1, " \t\r")] == '\n') {
			next_line(lexer);
			continue;
		}
		return *lexer->at == '\0' || *lexer->at == '\n' || *lexer->at == '#';
	}
}

gboolean lexer_next(Lexer *lexer, TokenLine *line, gboolean *ok)
{
	g_autoptr(GArray) tokens = g_array_new(FALSE, TRUE, sizeof(Token));
	const char *end = NULL;
	Token token;

	memset(line, 0, sizeof(*line));
	lexer->ok = TRUE;
	while (at_end_of_statement(lexer)) {
		next_line(lexer);
		if (*lexer->at == '\0')
			return FALSE;
	}
	line->line = lexer->line;
	lexer->log_line = g_str_has_prefix(lexer->at, "SMC_") ||
			  g_str_has_prefix(lexer->at, "PSCI_");
	while (!at_end_of_statement(lexer)) {
		gboolean joined = lexer->at == end;

		lex_token(lexer, &token);
		token.joined = joined;
		end = lexer->at;
		if (token.kind == TOKEN_SYMBOL && strcmp(token.text, ">") == 0) {
			line->result_line = token.at.line;
			line->result_column = token.at.column;
		}
		line->end_line = lexer->line;
		line->text_end = here(lexer).column;
		g_array_append_val(tokens, token);
	}
	token = (Token){ .kind = TOKEN_END, .at = here(lexer), .text = g_strdup("") };
	g_array_append_val(tokens, token);
	next_line(lexer);
	line->count = tokens->len;
	line->tokens = (Token *)g_array_free(g_steal_pointer(&tokens), FALSE);
	*ok = lexer->ok;
	return TRUE;
}

void token_line_clear(TokenLine *line)
{
	for (guint i = 0; i < line->count; i++)
		g_free(line->tokens[i].text);
	g_free(line->tokens);
	memset(line, 0, sizeof(*line));
}
