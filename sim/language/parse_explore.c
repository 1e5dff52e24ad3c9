/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing the explore block: actions, bounds; what it asks is in parse_question.c. */
#include "language/parser_private.h"

#include <string.h>

#include "language/words.h"

static ExploreBlock *block_of(const Parser *parser)
{
	return parser->scenario->explore;
}

/* ---- actions ---- */

static GPtrArray *lines_of_action(Parser *parser)
{
	AlphabetAction *action;

	if (!parser->action) {
		action = alphabet_action_new();
		g_ptr_array_add(block_of(parser)->actions, action);
		return action->lines;
	}
	return parser->action->lines;
}

static gboolean parse_host_line(Parser *parser, Cursor *cursor)
{
	return parse_alphabet_line(parser, cursor, LINE_HOST, lines_of_action(parser));
}

static gboolean parse_guest_line(Parser *parser, Cursor *cursor)
{
	return parse_alphabet_line(parser, cursor, LINE_GUEST, lines_of_action(parser));
}

static gboolean parse_realm_line(Parser *parser, Cursor *cursor)
{
	return parse_alphabet_line(parser, cursor, LINE_REALM, lines_of_action(parser));
}

static gboolean parse_action(Parser *parser, Cursor *cursor)
{
	const char *name = cursor_word(cursor, "the name of the action");

	if (!name)
		return FALSE;
	parser->action = alphabet_action_new();
	parser->action->name = g_strdup(name);
	g_ptr_array_add(block_of(parser)->actions, parser->action);
	return TRUE;
}

/* ---- what is part of a state ---- */

gboolean parse_block_number(Cursor *cursor, guint64 *number)
{
	if (cursor_token(cursor)->kind != TOKEN_NUMBER)
		return cursor_error(cursor, "expected a number");
	*number = cursor_token(cursor)->number;
	cursor->next++;
	return TRUE;
}

/* A number of something: none of it would be no bound at all. Given once. */
static gboolean parse_bound(Cursor *cursor, const char *name, guint64 *number)
{
	if (*number)
		return cursor_error(cursor, "'%s' given twice", name);
	if (!parse_block_number(cursor, number) || *number)
		return !cursor->failed;
	cursor->next--;
	return cursor_error(cursor, "'%s' is at least 1", name);
}

static gboolean parse_rim_count(Cursor *cursor, ExploreBlock *block)
{
	block->rim_most = 0;
	return parse_bound(cursor, "rim count", &block->rim_most);
}

/* "rim tells ...", or what of a RIM is part of a state: "rim count 3", "exact", "off" */
static gboolean parse_rim_line(Parser *parser, Cursor *cursor)
{
	ExploreBlock *block = block_of(parser);

	if (cursor_take(cursor, "tells"))
		return parse_rim_tells(parser, cursor);
	if (block->rim_given)
		return cursor_error(cursor, "'rim' given twice");
	block->rim_given = TRUE;
	if (cursor_take(cursor, "exact"))
		block->rim = BLOCK_RIM_EXACT;
	else if (cursor_take(cursor, "off"))
		block->rim = BLOCK_RIM_OFF;
	else if (!cursor_take(cursor, "count"))
		return cursor_error(cursor, "expected count, exact, off or tells");
	else
		return parse_rim_count(cursor, block);
	return TRUE;
}

static gboolean parse_ghosts(Parser *parser, Cursor *cursor)
{
	if (block_of(parser)->ghosts_given)
		return cursor_error(cursor, "'ghosts' given twice");
	block_of(parser)->ghosts_given = TRUE;
	block_of(parser)->ghosts = cursor_at(cursor, "on");
	return cursor_take(cursor, "on") || cursor_take(cursor, "off") ||
	       cursor_error(cursor, "expected on or off");
}

static gboolean parse_pes(Parser *parser, Cursor *cursor)
{
	return parse_bound(cursor, "pe", &block_of(parser)->pes);
}

static gboolean parse_fair(Parser *parser, Cursor *cursor)
{
	block_of(parser)->fair_irq = TRUE;
	return cursor_take(cursor, "IRQ") || cursor_error(cursor, "expected IRQ");
}

static gboolean parse_check_off(Parser *parser, Cursor *cursor)
{
	g_autoptr(Step) step = parse_check(parser, cursor);

	if (step->name)
		block_of(parser)->ignored |= (uint64_t)1 << step->invariant;
	return !cursor->failed;
}

/* "while P": elsewhere nobody does anything. */
static gboolean parse_while(Parser *parser, Cursor *cursor)
{
	Predicate *predicate = g_new0(Predicate, 1);

	g_ptr_array_add(block_of(parser)->whiles, predicate);
	return parse_predicate(parser, cursor, predicate);
}

static gboolean parse_named(Parser *parser, Cursor *cursor)
{
	block_of(parser)->named_only = TRUE;
	return cursor_take(cursor, "only") || cursor_error(cursor, "expected only");
}

/* Of whoever opens a folder; what is explored is the same. */
static gboolean parse_sizes(Parser *parser, Cursor *cursor)
{
	block_of(parser)->all_sizes = TRUE;
	return cursor_take(cursor, "all") || cursor_error(cursor, "expected all");
}

/* ---- bounds ---- */

static gboolean parse_depth(Parser *parser, Cursor *cursor)
{
	return parse_bound(cursor, "depth", &block_of(parser)->depth);
}

static gboolean parse_states(Parser *parser, Cursor *cursor)
{
	return parse_bound(cursor, "states", &block_of(parser)->states);
}

static gboolean parse_memory_bound(Parser *parser, Cursor *cursor)
{
	return parse_bound(cursor, "memory", &block_of(parser)->memory);
}

static gboolean parse_time(Parser *parser, Cursor *cursor)
{
	if (block_of(parser)->seconds > 0)
		return cursor_error(cursor, "'time' given twice");
	if (cursor_token(cursor)->kind != TOKEN_SECONDS)
		return cursor_error(cursor, "expected seconds, 60s for example");
	if (cursor_token(cursor)->number == 0)
		return cursor_error(cursor, "'time' is at least 1s");
	block_of(parser)->seconds = (double)cursor_token(cursor)->number;
	cursor->next++;
	return TRUE;
}

/* ---- the block ---- */

#define LINE(name, syntax, summary) { #name, syntax, summary, WORD_EXPLORE }

static const struct {
	LanguageWord word;
	gboolean (*parse)(Parser *, Cursor *);
} lines[] = {
	{ LINE(any, "$NAME, … in A .. B step S | A | B | …", "variables that stand for all these "
	       "values"), parse_any },
	{ LINE(host, "[pe=N] COMMAND NAME=VALUE|VALUE … [where $A <= $B] [when PREDICATE] "
	       "[then $MONITOR = N] [irq after=A..B]",
	       "what the Host may do; 'any RMI_*' for every command like it; VALUE may be any, pending"),
	  parse_host_line },
	{ LINE(guest, "[$REC:] ACTION …", "what a REC that runs may do"), parse_guest_line },
	{ LINE(realm, "$REC ACTION …", "the same as one action: the REC is entered, acts and leaves"),
	  parse_realm_line },
	{ LINE(action, "NAME", "the lines up to 'end' are one action"), parse_action },
	{ LINE(monitor, "$NAME [= VALUE at COMMAND [> RESULT], …]", "an input, output or number that is "
	       "remembered when a command succeeds, or comes to a result; or by 'then'"), parse_monitor },
	{ LINE(rim, "count N | exact | off | tells PREDICATE [when PREDICATE]", "what of a RIM is "
	       "part of a state (count 3); tells: one RIM, one answer"), parse_rim_line },
	{ LINE(rims, "== N when PREDICATE", "there are so many RIMs"), parse_rims_line },
	{ LINE(ghosts, "on | off", "are lost contents and origins part of a state? (on)"),
	  parse_ghosts },
	{ LINE(pe, "N", "the Host has so many PEs"), parse_pes },
	{ LINE(fair, "IRQ", "no operation is interrupted for ever"), parse_fair },
	{ LINE(check, "off INVARIANT", "an invariant is not checked"), parse_check_off },
	{ LINE(while, "PREDICATE", "in states where it does not hold nobody acts"), parse_while },
	{ LINE(named, "only", "patterns are about what domains name, not about what is beside it"),
	  parse_named },
	{ LINE(sizes, "all", "it is asked for every number of pages and Granules (--for-all): among the "
	       "files of a folder it is explored so alone"), parse_sizes },
	{ LINE(never, "PREDICATE", "what must hold in no state"), parse_never_line },
	{ LINE(reach, "PREDICATE", "what must hold in some state"), parse_reach_line },
	{ LINE(always, "[PREDICATE] eventually|possible PREDICATE | ends", "what must come of it on every "
	       "way, or on some way; ends: no way goes on for ever"), parse_always_line },
	{ LINE(not, "always … | rim tells …", "the same, where it must not be so"), parse_not_line },
	{ LINE(depth, "N", "a bound: actions in a row"), parse_depth },
	{ LINE(states, "N", "a bound: states"), parse_states },
	{ LINE(memory, "8G", "a bound: bytes"), parse_memory_bound },
	{ LINE(time, "60s", "a bound: seconds"), parse_time },
};

const LanguageWord *parse_explore_word(guint index)
{
	return index < G_N_ELEMENTS(lines) ? &lines[index].word : NULL;
}

gboolean parse_explore(Parser *parser, Cursor *cursor)
{
	if (parser->scenario->explore)
		return cursor_error(cursor, "there is an explore block already");
	if (!parse_begin_steps(parser, cursor))
		return FALSE;
	cursor->next++;
	parser->scenario->explore = explore_block_new(cursor->line->tokens[0].at);
	parser->monitors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_hash_table_add(parser->marks, g_strdup(MARK_START));
	return TRUE;
}

/* "end" of an action of several lines, or of the block. */
static void parse_end(Parser *parser, Cursor *cursor)
{
	if (!parser->action) {
		g_clear_pointer(&parser->monitors, g_hash_table_unref);
		return;
	}
	if (parser->action->lines->len == 0)
		cursor_error(cursor, "an action without lines");
	parser->action = NULL;
}

/* Words that stand elsewhere, and where. */
static const struct {
	const char *word, *where;
} elsewhere[] = {
	{ "eventually", "write 'always eventually ...'" },
	{ "possible", "write 'always possible ...'" },
	{ "expect", "what is asked of all states says 'never', 'reach' or 'always'" },
	{ "let", "it stands before the block" },
	{ "include", "it stands before the block" },
	{ "mark", "it stands before the block" },
	{ "spec", "it stands in the header of the file" },
	{ "variant", "it stands in the header of the file, or behind --variant" },
	{ "geometry", "it stands in the header of the file" },
	{ "for", "'any $x in A .. B step S' stands for all these values" },
	{ "where", "it stands behind an action" },
	{ "when", "it stands behind an action" },
	{ "irq", "it stands behind an action" },
};

static void unknown_line(Cursor *cursor, GPtrArray *names)
{
	const Token *token = cursor_token(cursor);

	if (token->kind != TOKEN_WORD) {
		cursor_error(cursor, "expected a line of an explore block");
		return;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(elsewhere); i++)
		if (strcmp(token->text, elsewhere[i].word) == 0) {
			cursor_error(cursor, "'%s' is no line of an explore block: %s", token->text,
				     elsewhere[i].where);
			return;
		}
	for (guint i = 0; parse_predicate_word(i); i++)
		if (strcmp(token->text, parse_predicate_word(i)->word) == 0) {
			cursor_error(cursor, "'%s' is no line of an explore block: it stands behind "
				     "'never', 'reach' or 'always'", token->text);
			return;
		}
	parse_unknown(cursor, "line of an explore block", token->text, NULL, names);
}

static void check_end(Cursor *cursor)
{
	if (!cursor->failed)
		cursor_ends(cursor);
}

void parse_explore_line(Parser *parser, Cursor *cursor)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	if (cursor_take(cursor, "end")) {
		parse_end(parser, cursor);
	} else {
		for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
			g_ptr_array_add(names, (char *)(guintptr)lines[i].word.word);
			if (!cursor_take(cursor, lines[i].word.word))
				continue;
			lines[i].parse(parser, cursor);
			check_end(cursor);
			return;
		}
		g_ptr_array_add(names, (char *)(guintptr)"end");
		unknown_line(cursor, names);
		return;
	}
	check_end(cursor);
}
