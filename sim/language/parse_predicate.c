/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing what is said about the state: expect, never, reach. */
#include "language/parser_private.h"

#include <string.h>

#include "state/state.h"

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
	if (!parser->lacks_include && !g_hash_table_contains(parser->marks, mark)) {
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

static gboolean parse_lost(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	return parse_place(cursor, predicate);
}

static gboolean parse_origin_of(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	static const char *const origins[ORIGINS] = {
		[ORIGIN_HOST] = "HOST", [ORIGIN_WIPED] = "WIPED",
		[ORIGIN_MEASURED] = "MEASURED", [ORIGIN_UNMEASURED] = "UNMEASURED",
		[ORIGIN_REALM] = "REALM", [ORIGIN_RMM] = "RMM"
	};
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *word;

	if (!parse_place(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	word = cursor_word(cursor, "where contents come from, MEASURED for example");
	for (int i = 0; word && i < ORIGINS; i++) {
		if (strcmp(word, origins[i]) == 0) {
			predicate->state = i;
			return TRUE;
		}
		g_ptr_array_add(names, (char *)(guintptr)origins[i]);
	}
	if (!word)
		return FALSE;
	cursor->next--;
	return parse_unknown(cursor, "origin", word, NULL, names);
}

/* "pending [rec] [RIPAS_CHANGE]": without a name, anything. */
static gboolean parse_pending(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_subject(cursor, predicate))
		return FALSE;
	if (!parse_at_name(cursor))
		return TRUE;
	return parse_state(parser, cursor, &rmm_pending_names, "what may be pending",
			   &predicate->state);
}

static gboolean parse_running(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	return parse_subject(cursor, predicate);
}

/* "== 2", "!= 2", "< 2", "> 2", "<= 2", ">= 2": the last two are not above, not below. */
static gboolean parse_number_relation(Cursor *cursor, Predicate *predicate)
{
	predicate->negated = cursor_at(cursor, "<=") || cursor_at(cursor, ">=");
	if (cursor_take(cursor, "<") || cursor_take(cursor, ">="))
		predicate->relation = RELATION_BELOW;
	else if (cursor_take(cursor, ">") || cursor_take(cursor, "<="))
		predicate->relation = RELATION_ABOVE;
	else if (cursor_at(cursor, "==") || cursor_at(cursor, "!="))
		parse_relation(cursor, predicate);
	else
		return cursor_error(cursor, "expected ==, !=, <, <=, > or >=");
	predicate->base = expression_parse(cursor);
	return predicate->base != NULL;
}

static gboolean parse_operations(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	return parse_number_relation(cursor, predicate);
}

/* "program [rec] attest", "program SEA": the step whose call is next, or how it ended. */
static gboolean parse_program(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	const char *word;

	if (!parser->monitors)
		return cursor_error(cursor, "where the program of a guest stands an explore block asks alone");
	if (!parse_subject(cursor, predicate))
		return FALSE;
	parse_relation(cursor, predicate);
	word = cursor_word(cursor, "a step of the guest, attest for example, or SEA, PANIC, REFUSED, IDLE");
	predicate->monitor = g_strdup(word);
	return word != NULL;
}

#define HOLDS(name, syntax, summary) { #name, syntax, summary, WORD_PREDICATE }

static const struct {
	LanguageWord word;
	PredicateKind kind;
	gboolean (*parse)(Parser *, Cursor *, Predicate *);
} kinds[] = {
	{ HOLDS(ripas, "[RD] IPA [.. TOP] RIPAS", "the RIPAS of all pages in the range"),
	  PREDICATE_RIPAS, parse_ripas_state },
	{ HOLDS(hipas, "[RD] IPA [.. TOP] HIPAS", "the HIPAS of all pages in the range"),
	  PREDICATE_HIPAS, parse_hipas_state },
	{ HOLDS(rtte, "[RD] IPA [.. TOP] STATE [RIPAS] [level=N] [addr=PA]", "the RTT entry where a "
		"walk ends; '*' is any state; addr: what the IPA is mapped to"),
	  PREDICATE_RTTE, parse_rtte_state },
	{ HOLDS(granule, "PA [.. TOP] STATE", "the state of Granules"),
	  PREDICATE_GRANULE, parse_granule_state },
	{ HOLDS(realm, "[RD] STATE", "the state of a Realm"), PREDICATE_REALM, parse_realm },
	{ HOLDS(rim, "[RD] changed|unchanged since MARK | == BYTES | == rim RD",
		    "the initial measurement of a Realm"), PREDICATE_RIM, parse_rim },
	{ HOLDS(violates, "INVARIANT", "an invariant that has broken"),
	  PREDICATE_VIOLATES, parse_violates },
	{ HOLDS(lost, "[RD] IPA [.. TOP]", "contents that the Realm relied on are gone"),
	  PREDICATE_LOST, parse_lost },
	{ HOLDS(origin, "[RD] IPA [.. TOP] ORIGIN", "where the contents of pages come from"),
	  PREDICATE_ORIGIN, parse_origin_of },
	{ HOLDS(pending, "[REC] [WHAT]", "what a REC left pending at an exit"),
	  PREDICATE_PENDING, parse_pending },
	{ HOLDS(running, "[REC]", "a REC runs"), PREDICATE_RUNNING, parse_running },
	{ HOLDS(program, "[REC] STEP|SEA|PANIC|REFUSED|IDLE", "where the program of a guest stands in an "
		"exploration: the step whose call is next, or how it ended"),
	  PREDICATE_GUEST, parse_program },
	{ HOLDS(operations, "==|!=|<|<=|>|>= NUMBER", "operations that are incomplete"),
	  PREDICATE_OPERATIONS, parse_operations },
};

const LanguageWord *parse_predicate_word(guint index)
{
	return index < G_N_ELEMENTS(kinds) ? &kinds[index].word : NULL;
}

static void begin(Predicate *predicate)
{
	predicate->state = predicate->ripas = -1;
	predicate->level = G_MININT;
}

/* "$last_base == 0": a monitor of the exploration. */
static gboolean parse_monitor_test(Cursor *cursor, Predicate *predicate)
{
	predicate->kind = PREDICATE_MONITOR;
	predicate->monitor = g_strdup(cursor_token(cursor)->text);
	cursor->next++;
	return parse_number_relation(cursor, predicate);
}

/* Is it what Host or Realm do, and not how things are? */
static gboolean is_of_actions(Parser *parser, const char *word)
{
	return strcmp(word, "guest") == 0 || strcmp(word, "host") == 0 ||
	       parse_find_command(parser, word, TRUE) != CMD_NONE ||
	       parse_find_command(parser, word, FALSE) != CMD_NONE;
}

static gboolean parse_one(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const Token *token = cursor_token(cursor);

	begin(predicate);
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_ptr_array_add(names, (char *)(guintptr)kinds[i].word.word);
		if (!cursor_take(cursor, kinds[i].word.word))
			continue;
		predicate->kind = kinds[i].kind;
		return kinds[i].parse(parser, cursor, predicate);
	}
	if (token->kind == TOKEN_VARIABLE && parser->monitors &&
	    g_hash_table_contains(parser->monitors, token->text))
		return parse_monitor_test(cursor, predicate);
	if (token->kind == TOKEN_VARIABLE && parser->monitors)
		return cursor_error(cursor, "expected what must hold, ripas for example: '$%s' is no "
				    "monitor; other values are compared by 'where'", token->text);
	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected what must hold, ripas for example");
	if (parser->monitors && is_of_actions(parser, token->text))
		return cursor_error(cursor, "'%s' is no state: what an action comes to a monitor notes, "
				    "as in 'monitor $sea = 1 at READ > SEA'", token->text);
	return parse_unknown(cursor, "expectation", token->text, NULL, names);
}

/* ---- and, or, not ---- */

/* Deeper nesting is refused: no input exhausts the stack. */
#define DEPTH_MAX 32

static gboolean parse_either(Parser *parser, Cursor *cursor, Predicate *predicate, guint depth);

static gboolean parse_unary(Parser *parser, Cursor *cursor, Predicate *predicate, guint depth)
{
	if (depth > DEPTH_MAX)
		return cursor_error(cursor, "expectation nested more than %d deep", DEPTH_MAX);
	if (cursor_take(cursor, "not")) {
		Predicate *part = g_new0(Predicate, 1);

		begin(predicate);
		predicate->kind = PREDICATE_NOT;
		predicate->parts = g_ptr_array_new_with_free_func(predicate_free);
		g_ptr_array_add(predicate->parts, part);
		return parse_unary(parser, cursor, part, depth + 1);
	}
	if (!cursor_take(cursor, "("))
		return parse_one(parser, cursor, predicate);
	return parse_either(parser, cursor, predicate, depth + 1) &&
	       (cursor_take(cursor, ")") || cursor_error(cursor, "expected ')'"));
}

typedef gboolean ParsePart(Parser *parser, Cursor *cursor, Predicate *predicate, guint depth);

/* Parts with @word between them; a single one stands for itself. */
static gboolean parse_parts(Parser *parser, Cursor *cursor, Predicate *predicate, guint depth,
			    PredicateKind kind, const char *word, ParsePart *parse)
{
	GPtrArray *parts = g_ptr_array_new_with_free_func(predicate_free);
	gboolean ok;

	do {
		g_ptr_array_add(parts, g_new0(Predicate, 1));
		ok = parse(parser, cursor, parts->pdata[parts->len - 1], depth);
	} while (ok && cursor_take(cursor, word));
	if (parts->len == 1) {
		g_autofree Predicate *only = g_ptr_array_steal_index(parts, 0);

		*predicate = *only;
		g_ptr_array_unref(parts);
		return ok;
	}
	begin(predicate);
	predicate->kind = kind;
	predicate->parts = parts;
	return ok;
}

static gboolean parse_both(Parser *parser, Cursor *cursor, Predicate *predicate, guint depth)
{
	return parse_parts(parser, cursor, predicate, depth, PREDICATE_ALL_OF, "and",
			   parse_unary);
}

static gboolean parse_either(Parser *parser, Cursor *cursor, Predicate *predicate, guint depth)
{
	return parse_parts(parser, cursor, predicate, depth, PREDICATE_ANY_OF, "or", parse_both);
}

gboolean parse_condition(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	guint first = cursor->next;

	if (!parse_either(parser, cursor, predicate, 0))
		return FALSE;
	predicate->text = cursor_text(cursor, first);
	return TRUE;
}

gboolean parse_predicate(Parser *parser, Cursor *cursor, Predicate *predicate)
{
	if (!parse_condition(parser, cursor, predicate))
		return FALSE;
	if (parser->monitors && cursor_at(cursor, "when"))
		return cursor_error(cursor, "'when' is of actions: a question goes on with 'and'");
	return cursor_ends(cursor);
}
