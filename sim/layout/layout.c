/* SPDX-License-Identifier: BSD-3-Clause */
/* How a scenario is laid out. */
#include "layout/layout.h"

#include <string.h>

#include "layout/statement_text.h"

#define INDENT 2
/* What stands between two ends of lines: a statement, or a comment alone, or nothing. */
typedef struct {
	char *text;             /* of the statement; NULL: none */
	char *comment;          /* from '#' on; NULL: none */
	guint indent;           /* of a comment alone */
	gboolean is_let;
	/* Up to the '>' of the result; 0: there is none, or in another line. */
	gsize head;
	char *command;          /* "host RMI_VERSION"; NULL: none */
} Row;

static void row_clear(gpointer data)
{
	Row *row = data;

	g_free(row->text);
	g_free(row->comment);
	g_free(row->command);
}

/* A file on its way to its layout. */
struct page {
	const Source *source;
	GArray *rows;           /* of Row */
	unsigned line;          /* of the source, that is next */
	guint depth;            /* of blocks that are open */
	gboolean align_host;
};

/* ---- rows ---- */

/* From '#' on, without blanks at its end; NULL if there is none. */
static char *comment_at(const char *text)
{
	text += strspn(text, " \t");
	return *text == '#' ? g_strchomp(g_strdup(text)) : NULL;
}

/* Comments and empty lines before line @until. */
static void add_lines_between(struct page *page, unsigned until, guint depth)
{
	for (; page->line < until; page->line++) {
		g_autofree char *text = source_line(page->source, page->line);
		Row row = { .comment = comment_at(text), .indent = depth * INDENT };

		g_array_append_val(page->rows, row);
	}
}

/* The words that a line starts with, behind "in VERSION". */
static const Token *first_word(const TokenLine *line)
{
	gboolean versioned = strcmp(line->tokens[0].text, "in") == 0 && line->count > 3;

	return &line->tokens[versioned ? 2 : 0];
}

static gboolean is_one_of(const Token *token, const char *const *words)
{
	return token->kind == TOKEN_WORD && g_strv_contains(words, token->text);
}

static gboolean opens_block(const TokenLine *line)
{
	static const char *const words[] = { "for", "explore", "action", NULL };

	return is_one_of(first_word(line), words);
}

static gboolean ends_block(const TokenLine *line)
{
	static const char *const words[] = { "end", NULL };

	return is_one_of(&line->tokens[0], words);
}

/* Notes what is aligned with the lines around: the result of a command. */
static void note_result(Row *row, const TokenLine *line)
{
	const char *sign = strstr(row->text, " > ");
	const Token *first = first_word(line);

	if (line->result_line == 0 || strchr(row->text, '\n') || !sign)
		return;
	row->head = (gsize)(sign - row->text);
	row->command = g_strdup_printf("%s %s", first->text, first[1].text);
}

static void add_statement(struct page *page, const TokenLine *line)
{
	gboolean ends = ends_block(line) && page->depth > 0;
	StatementStyle style = { .align_host = page->align_host };
	g_autofree char *last = source_line(page->source, line->end_line);
	Row row = { .is_let = strcmp(line->tokens[0].text, "let") == 0 };

	/* Comments before "end" belong to what it ends. */
	add_lines_between(page, line->line, page->depth);
	page->depth -= ends ? 1 : 0;
	style.indent = page->depth * INDENT;
	row.text = statement_text(line, &style);
	row.comment = comment_at(last + line->text_end - 1);
	note_result(&row, line);
	g_array_append_val(page->rows, row);
	page->depth += opens_block(line) ? 1 : 0;
	page->line = line->end_line + 1;
}

/* ---- alignment ---- */

static Row *row_at(const struct page *page, guint i)
{
	return &g_array_index(page->rows, Row, i);
}

/* How many rows from @first on belong to the one before them, as @belongs says. */
static guint run_of(const struct page *page, guint first,
		    gboolean (*belongs)(const Row *row, const Row *before))
{
	guint end = first;

	while (end < page->rows->len &&
	       belongs(row_at(page, end), end > first ? row_at(page, end - 1) : NULL))
		end++;
	return end - first;
}

static gboolean is_let(const Row *row, const Row *before)
{
	return row->is_let && row->text && !strchr(row->text, '\n') && strstr(row->text, " = ");
}

static gboolean is_same_command(const Row *row, const Row *before)
{
	return row->head > 0 && (!before || strcmp(row->command, before->command) == 0);
}

/* Where the sign is that is aligned, in bytes. */
static gsize sign_of_let(const Row *row)
{
	return (gsize)(strstr(row->text, " = ") - row->text);
}

static gsize sign_of_result(const Row *row)
{
	return row->head;
}

static guint width_before(const Row *row, gsize sign)
{
	return (guint)g_utf8_strlen(row->text, (gssize)sign);
}

/* Puts blanks before the sign of each row of a run, so that they stand below each other. */
static void align(struct page *page, gboolean (*belongs)(const Row *row, const Row *before),
		  gsize (*sign_of)(const Row *row))
{
	for (guint first = 0; first < page->rows->len;) {
		guint count = run_of(page, first, belongs), widest = 0;

		for (guint i = first; i < first + count; i++)
			widest = MAX(widest, width_before(row_at(page, i), sign_of(row_at(page, i))));
		for (guint i = first; i < first + count; i++) {
			Row *row = row_at(page, i);
			gsize sign = sign_of(row);
			guint blanks = widest - width_before(row, sign);
			char *text = g_strdup_printf("%.*s%*s%s", (int)sign, row->text, (int)blanks, "",
						     row->text + sign);

			g_free(row->text);
			row->text = text;
		}
		first += MAX(count, 1);
	}
}

/* Of the last line of a statement. */
static guint text_width(const Row *row)
{
	const char *last = strrchr(row->text, '\n');

	return (guint)g_utf8_strlen(last ? last + 1 : row->text, -1);
}

static gboolean has_both(const Row *row, const Row *before)
{
	return row->text && row->comment;
}

static void append_row(GString *out, const Row *row, guint column)
{
	if (row->text)
		g_string_append(out, row->text);
	if (has_both(row, NULL))
		g_string_append_printf(out, "%*s", (int)(column - text_width(row)) + 2, "");
	else if (row->comment)
		g_string_append_printf(out, "%*s", (int)row->indent, "");
	if (row->comment)
		g_string_append(out, row->comment);
	g_string_append_c(out, '\n');
}

static gboolean is_empty(const Row *row)
{
	return !row->text && !row->comment;
}

/* All rows, comments behind statements in a column, empty lines single. */
static char *print(const struct page *page)
{
	GString *out = g_string_new(NULL);

	for (guint first = 0; first < page->rows->len; ) {
		guint count = run_of(page, first, has_both), column = 0;

		for (guint i = first; i < first + count; i++)
			column = MAX(column, text_width(row_at(page, i)));
		if (count == 0) {
			gboolean again = out->len == 0 || g_str_has_suffix(out->str, "\n\n");

			if (!is_empty(row_at(page, first)) || !again)
				append_row(out, row_at(page, first), 0);
			first++;
		}
		for (; count > 0; count--)
			append_row(out, row_at(page, first++), column);
	}
	while (g_str_has_suffix(out->str, "\n\n"))
		g_string_truncate(out, out->len - 1);
	if (strcmp(out->str, "\n") == 0)
		g_string_truncate(out, 0);
	return g_string_free(out, FALSE);
}

/* ---- a file ---- */

static void free_line(gpointer line)
{
	token_line_clear(line);
}

/* All statements; NULL if any has bad tokens. */
static GArray *read_lines(const Source *source, Diagnostics *diagnostics)
{
	g_autoptr(Lexer) lexer = lexer_new(source, diagnostics);
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(TokenLine));
	TokenLine line;
	gboolean ok, good = TRUE;

	g_array_set_clear_func(lines, free_line);
	while (lexer_next(lexer, &line, &ok)) {
		g_array_append_val(lines, line);
		good &= ok;
	}
	return good ? g_steal_pointer(&lines) : NULL;
}

static gboolean has_realm_lines(const GArray *lines)
{
	static const char *const words[] = { "guest", "realm", NULL };

	for (guint i = 0; i < lines->len; i++)
		if (is_one_of(&g_array_index(lines, TokenLine, i).tokens[0], words))
			return TRUE;
	return FALSE;
}

static unsigned line_count(const Source *source)
{
	unsigned count = 1;

	for (const char *at = source->text; *at; at++)
		count += *at == '\n';
	return count;
}

char *layout_text(const Source *source, Diagnostics *diagnostics)
{
	g_autoptr(GArray) lines = read_lines(source, diagnostics);
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
	struct page page = { .source = source, .rows = rows, .line = 1 };

	if (!lines)
		return NULL;
	g_array_set_clear_func(rows, row_clear);
	page.align_host = has_realm_lines(lines);
	for (guint i = 0; i < lines->len; i++)
		add_statement(&page, &g_array_index(lines, TokenLine, i));
	add_lines_between(&page, line_count(source) + 1, page.depth);
	align(&page, is_let, sign_of_let);
	align(&page, is_same_command, sign_of_result);
	return print(&page);
}
