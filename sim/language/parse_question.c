/* SPDX-License-Identifier: BSD-3-Clause */
/* What an explore block asks. */
#include "language/parser_private.h"

static Question *add_question(Parser *parser, const Cursor *cursor, AskKind kind)
{
	Question *question = g_new0(Question, 1);

	question->kind = kind;
	question->at = cursor->line->tokens[0].at;
	question->test = g_new0(Predicate, 1);
	g_ptr_array_add(parser->scenario->explore->questions, question);
	return question;
}

static gboolean parse_question(Parser *parser, Cursor *cursor, AskKind kind)
{
	Question *question = add_question(parser, cursor, kind);
	guint first = cursor->next - 1;

	if (!parse_predicate(parser, cursor, question->test))
		return FALSE;
	question->text = cursor_text(cursor, first);
	return TRUE;
}

gboolean parse_never_line(Parser *parser, Cursor *cursor)
{
	return parse_question(parser, cursor, ASK_NEVER);
}

gboolean parse_reach_line(Parser *parser, Cursor *cursor)
{
	return parse_question(parser, cursor, ASK_REACH);
}

/* "always [P] eventually Q", "always [P] possible Q", "always ends" */
static gboolean parse_always_question(Parser *parser, Cursor *cursor, Question *question)
{
	if (cursor_take(cursor, "ends")) {
		question->kind = ASK_ENDS;
		return cursor_ends(cursor);
	}
	question->kind = ASK_EVENTUALLY;
	if (!cursor_at(cursor, "eventually") && !cursor_at(cursor, "possible")) {
		question->when = g_new0(Predicate, 1);
		if (!parse_condition(parser, cursor, question->when))
			return FALSE;
	}
	if (cursor_take(cursor, "possible"))
		question->kind = ASK_POSSIBLE;
	else if (!cursor_take(cursor, "eventually"))
		return cursor_error(cursor, "expected 'eventually', 'possible' or 'ends'");
	return parse_predicate(parser, cursor, question->test);
}

/* "rim tells P", "rim tells P when Q" */
static gboolean parse_tells(Parser *parser, Cursor *cursor, Question *question)
{
	question->kind = ASK_RIM_TELLS;
	if (!parse_condition(parser, cursor, question->test))
		return FALSE;
	if (!cursor_take(cursor, "when"))
		return cursor_at_end(cursor) || cursor_error(cursor, "expected 'when'");
	question->when = g_new0(Predicate, 1);
	return parse_predicate(parser, cursor, question->when);
}

typedef gboolean ParseOfGraph(Parser *parser, Cursor *cursor, Question *question);

/* A question that began at token @first. */
static gboolean parse_of_graph(Parser *parser, Cursor *cursor, guint first, ParseOfGraph *parse)
{
	Question *question = add_question(parser, cursor, ASK_POSSIBLE);

	if (!parse(parser, cursor, question))
		return FALSE;
	question->text = cursor_text(cursor, first);
	return TRUE;
}

gboolean parse_always_line(Parser *parser, Cursor *cursor)
{
	return parse_of_graph(parser, cursor, cursor->next - 1, parse_always_question);
}

static gboolean parse_negated(Parser *parser, Cursor *cursor, Question *question)
{
	question->negated = TRUE;
	if (cursor_take(cursor, "always"))
		return parse_always_question(parser, cursor, question);
	if (cursor_take(cursor, "rim") && cursor_take(cursor, "tells"))
		return parse_tells(parser, cursor, question);
	return cursor_error(cursor, "expected 'always' or 'rim tells'");
}

/* "not always ...", "not rim tells ..." */
gboolean parse_not_line(Parser *parser, Cursor *cursor)
{
	return parse_of_graph(parser, cursor, cursor->next - 1, parse_negated);
}

static gboolean parse_number_of_rims(Parser *parser, Cursor *cursor, Question *question)
{
	question->kind = ASK_RIMS;
	if (!cursor_take(cursor, "=="))
		return cursor_error(cursor, "expected '=='");
	if (!parse_block_number(cursor, &question->count))
		return FALSE;
	if (!cursor_take(cursor, "when"))
		return cursor_error(cursor, "expected 'when'");
	return parse_predicate(parser, cursor, question->test);
}

/* "rims == 3 when P" */
gboolean parse_rims_line(Parser *parser, Cursor *cursor)
{
	return parse_of_graph(parser, cursor, cursor->next - 1, parse_number_of_rims);
}

gboolean parse_rim_tells(Parser *parser, Cursor *cursor)
{
	return parse_of_graph(parser, cursor, cursor->next - 2, parse_tells);
}
