/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing what is said about the state: expect, never, reach. */
#include "language/parser_private.h"

#include <string.h>

/* "[rd] base [.. top]": one or two expressions, perhaps a range. */
static gboolean parse_place(Cursor *cursor, Predicate *predicate)
{
	predicate->base = expression_parse(cursor);
	if (!predicate->base)
		return FALSE;
	if (expression_starts(cursor)) {
		predicate->subject = g_steal_pointer(&predicate->base);
		predicate->base = expression_parse(cursor);
		if (!predicate->base)
			return FALSE;
	}
	if (!cursor_take(cursor, ".."))
		return TRUE;
	predicate->top = expression_parse(cursor);
	return predicate->top != NULL;
}

/* "==" may stand before a state; "!=" negates it. */
static void parse_relation(Cursor *cursor, Predicate *predicate)
{
	if (cursor_take(cursor, "!="))
		predicate->negated = TRUE;
	else
		cursor_take(cursor, "==");
}

static gboolean parse_state(Parser *parser, Cursor *cursor,
			    const struct rmm_enumeration *names, const char *what, int *state)
{
	guint64 value;

	if (!parse_enumerator(parser, cursor, names, what, &value))
		return FALSE;
	*state = (int)value;
	return TRUE;
}

static gboolean parse_ripas(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	return parse_state(parser, cursor, &rmm_ripas_values, "RIPAS", &predicate->ripas);
}

static gboolean parse_hipas(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	return parse_state(parser, cursor, &rmm_rtte_states, "HIPAS", &predicate->state);
}

/* "rtte $ipa ASSIGNED RAM level=3": '*' stands for any state. */
static gboolean parse_rtte(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	guint64 level;

	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	if (!cursor_take(cursor, "*") &&
	    !parse_state(parser, cursor, &rmm_rtte_states, "RTTE state", &predicate->state))
		return FALSE;
	if (cursor_token(cursor)->kind == TOKEN_WORD && !cursor_at(cursor, "level") &&
	    !parse_state(parser, cursor, &rmm_ripas_values, "RIPAS", &predicate->ripas))
		return FALSE;
	if (!cursor_take(cursor, "level"))
		return TRUE;
	if (!cursor_take(cursor, "=") || cursor_token(cursor)->kind != TOKEN_NUMBER)
		return cursor_error(cursor, "expected level=NUMBER");
	level = cursor_token(cursor)->number;
	cursor->next++;
	predicate->level = (int)MIN(level, 99);
	return TRUE;
}

static gboolean parse_granule(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	return parse_state(parser, cursor, &rmm_granule_states, "Granule state",
			   &predicate->state);
}

static gboolean parse_subject(Cursor *cursor, Predicate *predicate)
{
	if (!expression_starts(cursor))
		return TRUE;
	predicate->subject = expression_parse(cursor);
	return predicate->subject != NULL;
}

static gboolean parse_realm(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_subject(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	return parse_state(parser, cursor, &rmm_realm_states, "Realm state", &predicate->state);
}

/*
 * "rim [rd] unchanged since MARK", "... changed since MARK", "... == 0x5f3a",
 * "... == rim $other"
 */
static gboolean parse_rim(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	const char *mark;

	if (!parse_subject(cursor, predicate))
		return FALSE;
	if (!cursor_at(cursor, "unchanged") && !cursor_at(cursor, "changed")) {
		if (!cursor_at(cursor, "==") && !cursor_at(cursor, "!="))
			return cursor_error(cursor, "expected ==, !=, unchanged or changed");
		parse_relation(cursor, predicate);
		if (!cursor_take(cursor, "rim"))
			return parse_bytes(cursor, &predicate->value);
		predicate->other = expression_parse(cursor);
		return predicate->other != NULL;
	}
	predicate->changed = cursor_at(cursor, "changed");
	cursor->next++;
	if (!cursor_take(cursor, "since"))
		return cursor_error(cursor, "expected 'since' and the name of a mark");
	mark = cursor_word(cursor, "the name of a mark");
	if (!mark)
		return FALSE;
	if (!g_hash_table_contains(parser->marks, mark)) {
		cursor->next--;
		return cursor_error(cursor, "mark '%s' is not set before", mark);
	}
	predicate->mark = g_strdup(mark);
	return TRUE;
}

static gboolean parse_violates(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	const char *id = cursor_word(cursor, "the id of an invariant");

	(void)parser;
	if (!id)
		return FALSE;
	for (unsigned i = 0; i < count; i++) {
		if (strcmp(rows[i].id, id) == 0)
			predicate->invariant = &rows[i];
		g_ptr_array_add(names, (char *)(guintptr)rows[i].id);
	}
	if (predicate->invariant)
		return TRUE;
	cursor->next--;
	return parse_unknown(cursor, "invariant", id, NULL, names);
}

static const struct {
	const char *word;
	PredicateKind kind;
	gboolean (*parse)(Parser *, Cursor *, Predicate *);
} kinds[] = {
	{ "ripas", PREDICATE_RIPAS, parse_ripas },
	{ "hipas", PREDICATE_HIPAS, parse_hipas },
	{ "rtte", PREDICATE_RTTE, parse_rtte },
	{ "granule", PREDICATE_GRANULE, parse_granule },
	{ "realm", PREDICATE_REALM, parse_realm },
	{ "rim", PREDICATE_RIM, parse_rim },
	{ "violates", PREDICATE_VIOLATES, parse_violates },
};

gboolean parse_predicate(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	guint first = cursor->next;

	predicate->state = predicate->ripas = -1;
	predicate->level = G_MININT;
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_ptr_array_add(names, (char *)(guintptr)kinds[i].word);
		if (!cursor_take(cursor, kinds[i].word))
			continue;
		predicate->kind = kinds[i].kind;
		if (!kinds[i].parse(parser, cursor, predicate))
			return FALSE;
		predicate->text = cursor_text(cursor, first);
		return cursor_at_end(cursor) ||
		       cursor_error(cursor, "unexpected words at the end of the line");
	}
	if (cursor_token(cursor)->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected what must hold, ripas for example");
	return parse_unknown(cursor, "expectation", cursor_token(cursor)->text, NULL, names);
}
