/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing what is said about entries and Granules: of a page, or of a range. */
#include "language/parser_private.h"

/* "[rd] base [.. top]": one or two expressions, perhaps a range. */
gboolean parse_place(Cursor *cursor, Predicate *predicate)
{
	guint first = cursor->next;

	predicate->base = expression_parse(cursor);
	if (!predicate->base)
		return FALSE;
	if (expression_starts(cursor)) {
		first = cursor->next;
		predicate->subject = g_steal_pointer(&predicate->base);
		predicate->base = expression_parse(cursor);
		if (!predicate->base)
			return FALSE;
	}
	if (!cursor_take(cursor, ".."))
		return TRUE;
	predicate->top = expression_parse(cursor);
	return predicate->top &&
	       parse_check_range(cursor, predicate->base, predicate->top, first);
}

/* "==" may stand before a state; "!=" negates it. */
void parse_relation(Cursor *cursor, Predicate *predicate)
{
	if (cursor_take(cursor, "!="))
		predicate->negated = TRUE;
	else
		cursor_take(cursor, "==");
}

gboolean parse_state(Parser *parser, Cursor *cursor,
			    const struct rmm_enumeration *names, const char *what, int *state)
{
	guint64 value;

	if (!parse_enumerator(parser, cursor, names, what, &value))
		return FALSE;
	*state = (int)value;
	return TRUE;
}

gboolean parse_ripas_state(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	return parse_state(parser, cursor, &rmm_ripas_values, "RIPAS", &predicate->ripas);
}

gboolean parse_hipas_state(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	return parse_state(parser, cursor, &rmm_rtte_states, "HIPAS", &predicate->state);
}

static gboolean parse_entry_level(Cursor *cursor, Predicate *predicate)
{
	guint64 level;

	if (!cursor_take(cursor, "=") || cursor_token(cursor)->kind != TOKEN_NUMBER)
		return cursor_error(cursor, "expected level=NUMBER");
	level = cursor_token(cursor)->number;
	cursor->next++;
	predicate->level = (int)MIN(level, 99);
	return TRUE;
}

static gboolean parse_entry_address(Cursor *cursor, Predicate *predicate)
{
	if (!cursor_take(cursor, "="))
		return cursor_error(cursor, "expected addr=PA");
	predicate->address = expression_parse(cursor);
	return predicate->address != NULL;
}

/* A name, and not a word that may stand behind a predicate. */
gboolean parse_at_name(const Cursor *cursor)
{
	static const char *const behind[] = { "and", "or", "eventually", "possible", "when", "then",
					      "where", "irq" };

	for (gsize i = 0; i < G_N_ELEMENTS(behind); i++)
		if (cursor_at(cursor, behind[i]))
			return FALSE;
	return cursor_token(cursor)->kind == TOKEN_WORD;
}

/* "rtte $ipa ASSIGNED RAM level=3 addr=$granule": '*' stands for any state. */
gboolean parse_rtte_state(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	gboolean ripas;

	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	if (!cursor_take(cursor, "*") &&
	    !parse_state(parser, cursor, &rmm_rtte_states, "RTTE state", &predicate->state))
		return FALSE;
	ripas = !cursor_take(cursor, "*") && parse_at_name(cursor) && !cursor_at(cursor, "level") && !cursor_at(cursor, "addr");
	if (ripas && !parse_state(parser, cursor, &rmm_ripas_values, "RIPAS", &predicate->ripas))
		return FALSE;
	if (cursor_take(cursor, "level") && !parse_entry_level(cursor, predicate))
		return FALSE;
	return !cursor_take(cursor, "addr") || parse_entry_address(cursor, predicate);
}

gboolean parse_granule_state(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	return parse_state(parser, cursor, &rmm_granule_states, "Granule state",
			   &predicate->state);
}
