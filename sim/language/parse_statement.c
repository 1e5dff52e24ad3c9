/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing statements that are neither header lines nor blocks of files. */
#include "language/parser_private.h"
#include "system/platform.h"
#include "version/make.h"

#include <string.h>

#include "actor/actors.h"
#include "text/spelling.h"

gboolean parse_begin_steps(Parser *parser, Cursor *cursor)
{
	enum rmm_config_error error;

	if (parser->model)
		return TRUE;
	parser->model = g_new(struct rmm_model, 1);
	error = rmm_model_init(parser->model, &parser->scenario->config);
	if (error == CONFIG_OK)
		return TRUE;
	/* Go on with what every version has, to find further errors. */
	if (!parser->configured.source)
		parser->configured = cursor_token(cursor)->at;
	diagnostics_error(parser->diagnostics, parser->configured, "%s",
			  rmm_config_error_text(error));
	cursor->failed = TRUE;
	platform_for_scenarios(&parser->scenario->config,
			       parser->scenario->config.version, NULL);
	rmm_model_init(parser->model, &parser->scenario->config);
	return FALSE;
}

static Step *simple_step(const Cursor *cursor, StepKind kind)
{
	Step *step = g_new0(Step, 1);

	step->kind = kind;
	step->at = cursor_token(cursor)->at;
	step->command = CMD_NONE;
	return step;
}

/* @value NULL: it may differ from run to run, or from round to round. */
static void set_known(Parser *parser, const char *name, const Expression *value)
{
	guint64 constant;

	g_hash_table_add(parser->known, g_strdup(name));
	g_hash_table_remove(parser->constants, name);
	if (value && !parser->loops && parse_constant(parser, value, &constant))
		g_hash_table_insert(parser->constants, g_strdup(name),
				    g_memdup2(&constant, sizeof(constant)));
}

static Step *parse_let(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STEP_LET);
	const Token *token = cursor_token(cursor);

	if (token->kind != TOKEN_VARIABLE) {
		cursor_error(cursor, "expected a variable");
		return step;
	}
	cursor->next++;
	if (!cursor_take(cursor, "=")) {
		cursor_error(cursor, "expected '='");
		return step;
	}
	step->value = expression_parse(cursor);
	step->name = g_strdup(token->text);
	set_known(parser, token->text, step->value);
	return step;
}

static Step *parse_mark(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STEP_MARK);
	const char *name = cursor_word(cursor, "a name");

	if (name) {
		step->name = g_strdup(name);
		g_hash_table_add(parser->marks, g_strdup(name));
	}
	return step;
}

static Step *parse_expect(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STEP_EXPECT);

	parse_predicate(parser, cursor, &step->predicate);
	return step;
}

static Step *parse_never(Parser *parser, Cursor *cursor)
{
	Step *step = parse_expect(parser, cursor);

	step->kind = STEP_NEVER;
	return step;
}

static Step *parse_reach(Parser *parser, Cursor *cursor)
{
	Step *step = parse_expect(parser, cursor);

	step->kind = STEP_REACH;
	return step;
}

/* "check off ID" */
Step *parse_check(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STEP_CHECK_OFF);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	const char *id;

	if (!cursor_take(cursor, "off")) {
		cursor_error(cursor, "expected 'off' and the id of an invariant");
		return step;
	}
	id = cursor_word(cursor, "the id of an invariant");
	for (unsigned i = 0; id && i < count; i++) {
		g_ptr_array_add(names, (char *)(guintptr)rows[i].id);
		if (strcmp(rows[i].id, id) == 0) {
			step->invariant = i;
			step->name = g_strdup(id);
			return step;
		}
	}
	if (id) {
		cursor->next--;
		parse_unknown(cursor, "invariant", id, NULL, names);
	}
	return step;
}

Step *parse_for(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STEP_FOR);
	const Token *token = cursor_token(cursor);
	guint first;

	step->body = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	if (token->kind != TOKEN_VARIABLE) {
		cursor_error(cursor, "expected a variable");
		return step;
	}
	cursor->next++;
	step->name = g_strdup(token->text);
	if (!cursor_take(cursor, "in")) {
		cursor_error(cursor, "expected 'in'");
		return step;
	}
	first = cursor->next;
	step->value = expression_parse(cursor);
	if (!step->value)
		return step;
	if (!cursor_take(cursor, "..")) {
		cursor_error(cursor, "expected '..'");
		return step;
	}
	step->top = expression_parse(cursor);
	if (!step->top || !parse_check_range(cursor, step->value, step->top, first))
		return step;
	if (!cursor_take(cursor, "step")) {
		cursor_error(cursor, "expected 'step'");
		return step;
	}
	step->step = expression_parse(cursor);
	set_known(parser, step->name, NULL);
	return step;
}

#define STATEMENT(name, syntax, summary) { #name, syntax, summary, WORD_STATEMENT }

static const struct {
	LanguageWord word;
	Step *(*parse)(Parser *, Cursor *);
} statements[] = {
	{ STATEMENT(host, "COMMAND NAME=VALUE … [> RESULT]", "what the Host does"), parse_host },
	{ STATEMENT(guest, "ACTION NAME=VALUE … [> RESULT]", "what the Realm does on the REC that "
		    "runs"), parse_guest },
	{ STATEMENT(expect, "PREDICATE", "what must hold here"), parse_expect },
	{ STATEMENT(never, "PREDICATE", "what must not hold at any step from here on"), parse_never },
	{ STATEMENT(reach, "PREDICATE", "what must hold at some step"), parse_reach },
	{ STATEMENT(mark, "NAME", "remembers the measurements of all Realms here"), parse_mark },
	{ STATEMENT(check, "off INVARIANT", "an invariant is not checked from here on"), parse_check },
	{ STATEMENT(let, "$NAME = EXPRESSION", "sets a variable"), parse_let },
};

const LanguageWord *parse_statement_word(guint index)
{
	return index < G_N_ELEMENTS(statements) ? &statements[index].word : NULL;
}

static const struct rmm_command *spelled_anywhere(const char *name, enum rmm_interface interface)
{
	const struct rmm_version *version;

	return spelling_find_elsewhere(NULL, name, interface, &version);
}

/* "RMI_VERSION req=0": who issues it has been forgotten. */
static const char *side_of(const char *name)
{
	g_autofree char *upper = g_ascii_strup(name, -1);
	const Actor *actor = strchr(name, '.') ? actor_find(name, strcspn(name, ".")) : NULL;
	const struct rmm_command *command = spelled_anywhere(upper, INTERFACES);

	if (actor)
		return actor->host ? "host" : "guest";
	if (!command)
		command = spelled_anywhere(upper, INTERFACE_REALM);
	if (!command)
		command = spelled_anywhere(upper, INTERFACE_HOST);
	if (!command)
		return NULL;
	return command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST
	       ? "host" : "guest";
}

static gboolean unknown_statement(Cursor *cursor)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *name = cursor_token(cursor)->text;
	const char *side = side_of(name);

	if (side)
		return cursor_error(cursor, "who issues '%s' (did you mean '%s %s'?)", name, side,
				    name);
	for (guint i = 0; language_word(i); i++)
		if (language_word(i)->kind < WORD_PREDICATE)
			g_ptr_array_add(names, (char *)(guintptr)language_word(i)->word);
	return parse_unknown(cursor, "statement", name, NULL, names);
}

void parse_add_step(Parser *parser, GPtrArray *steps, Step *step)
{
	g_ptr_array_add(steps, step);
	parser->scenario->command_steps++;
}

gboolean parse_simple(Parser *parser, Cursor *cursor, GPtrArray *steps)
{
	const Token *token = cursor_token(cursor);

	if (parse_header(parser, cursor))
		return !cursor->failed;
	if (g_str_has_prefix(token->text, "SMC_") || g_str_has_prefix(token->text, "PSCI_")) {
		parse_begin_steps(parser, cursor);
		parse_add_step(parser, steps, parse_log_line(parser, cursor));
		return !cursor->failed;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(statements); i++) {
		if (!cursor_at(cursor, statements[i].word.word))
			continue;
		/* A variable in the header needs no model. */
		if (statements[i].parse != parse_let && !parse_begin_steps(parser, cursor))
			return FALSE;
		cursor->next++;
		parse_add_step(parser, steps, statements[i].parse(parser, cursor));
		return !cursor->failed;
	}
	return unknown_statement(cursor);
}

