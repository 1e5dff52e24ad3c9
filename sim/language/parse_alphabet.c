/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing the lines of an alphabet: what Host and Realm may do. */
#include "language/parser_private.h"

#include <string.h>

#include "system/version.h"
#include "text/defaults.h"
#include "text/nearest.h"
#include "text/spelling.h"

/* ---- arguments ---- */

/* "pending", "pending+4K": what the REC asks for. */
static gboolean parse_pending_choice(Cursor *cursor, ArgumentChoice *choice)
{
	choice->kind = CHOICE_PENDING;
	cursor->next++;
	if (!cursor_at(cursor, "+") && !cursor_at(cursor, "-"))
		return TRUE;
	/* "-4K" is an expression; "+4K" is one behind its sign. */
	cursor_take(cursor, "+");
	choice->offset = expression_parse(cursor);
	return choice->offset != NULL;
}

static gboolean parse_choice(Parser *parser, Cursor *cursor, const ChosenArgument *argument)
{
	ArgumentChoice *choice = g_new0(ArgumentChoice, 1);

	g_ptr_array_add(argument->choices, choice);
	if (argument->input && cursor_at(cursor, "pending"))
		return parse_pending_choice(cursor, choice);
	if (!cursor_take(cursor, "any"))
		return argument->input
		       ? parse_value(parser, cursor, argument->input->type, &choice->value)
		       : parse_parameter_value(parser, cursor, argument->parameter,
					       &choice->value);
	choice->kind = CHOICE_ANY;
	if (argument->parameter)
		return argument->parameter->kind == PARAMETER_FLAG ||
		       argument->parameter->kind == PARAMETER_CHOICE ||
		       cursor_error(cursor, "'any' needs a parameter that has words for values");
	return argument->input->type->form == FORM_NAMED || argument->input->width ||
	       argument->input->type == &rmm_flag ||
	       cursor_error(cursor, "'any' needs an argument that has names or bits for values");
}

static gboolean given_twice(const AlphabetLine *line, const ChosenArgument *argument)
{
	for (guint i = 0; i < line->arguments->len; i++) {
		const ChosenArgument *other = line->arguments->pdata[i];

		if (other->input == argument->input && other->parameter == argument->parameter &&
		    other->element == argument->element)
			return TRUE;
	}
	return FALSE;
}

static gboolean parse_choices(Parser *parser, Cursor *cursor, ChosenArgument *argument)
{
	do {
		if (cursor->failed || !parse_choice(parser, cursor, argument))
			return FALSE;
	} while (cursor_take(cursor, "|"));
	return TRUE;
}

/* "vcpu=0|1", of a procedure. */
static gboolean parse_chosen_parameter(Parser *parser, Cursor *cursor, AlphabetLine *line)
{
	const Token *name = cursor_token(cursor);
	int which = parse_parameter_name(cursor, line->actor, line->procedure);
	ChosenArgument *argument;

	if (which < 0)
		return FALSE;
	argument = chosen_argument_new(name->at);
	argument->parameter = &line->procedure->parameters[which];
	argument->element = (unsigned)which;
	if (given_twice(line, argument))
		cursor_error(cursor, "argument '%s' given twice", name->text);
	g_ptr_array_add(line->arguments, argument);
	return parse_choices(parser, cursor, argument);
}

/* What is no argument may be a clause that is misspelt. */
static gboolean expected_argument(Cursor *cursor)
{
	static const char *const clauses[] = { "where", "when", "then", "irq" };
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const Token *token = cursor_token(cursor);
	const char *near = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(clauses); i++)
		g_ptr_array_add(names, (char *)(guintptr)clauses[i]);
	if (token->kind == TOKEN_WORD)
		near = nearest(token->text, names);
	return near ? cursor_error(cursor, "expected an argument: name=value (did you mean '%s'?)", near)
		    : cursor_error(cursor, "expected an argument: name=value");
}

/* "name=A|B|C", and further elements of an array behind commas. */
static gboolean parse_chosen(Parser *parser, Cursor *cursor, AlphabetLine *line)
{
	const struct rmm_command *command = rmm_command(parser->model, line->command);
	const Token *name = cursor_token(cursor);
	SpelledValue found;

	if (!cursor_at_pair(cursor))
		return expected_argument(cursor);
	if (!spelling_input(command, name->text, &found))
		return parse_other_version(parser, cursor, command->name, name->text)
		       ? FALSE : parse_unknown_value(cursor, "argument", name->text, command,
						     command->inputs, command->input_count);
	cursor->next += 2;
	do {
		ChosenArgument *argument = chosen_argument_new(name->at);

		argument->input = found.value;
		argument->element = found.element++;
		if (given_twice(line, argument))
			cursor_error(cursor, "argument '%s' given twice", name->text);
		else if (argument->element >= argument->input->count)
			cursor_error(cursor, "more than %u values for '%s'",
				     argument->input->count, name->text);
		g_ptr_array_add(line->arguments, argument);
		if (!parse_choices(parser, cursor, argument))
			return FALSE;
	} while (cursor_take(cursor, ","));
	return TRUE;
}

static gboolean check_complete(Parser *parser, Cursor *cursor, const AlphabetLine *line)
{
	const struct rmm_command *command = rmm_command(parser->model, line->command);

	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];
		g_autofree char *name = parse_short_name(value);
		gboolean given = defaults_may_be_left_out(value);

		for (guint j = 0; !given && j < line->arguments->len; j++)
			given = ((ChosenArgument *)line->arguments->pdata[j])->input == value;
		if (!given)
			return cursor_error(cursor, "argument '%s' of %s is missing", name,
					    command->name);
	}
	return TRUE;
}

/* ---- where, when, irq ---- */

static gboolean parse_where_clause(Cursor *cursor, WhereClause *clause)
{
	static const char *const signs[] = {
		[WHERE_EQUAL] = "==", [WHERE_DIFFERENT] = "!=", [WHERE_BELOW] = "<",
		[WHERE_AT_MOST] = "<=", [WHERE_ABOVE] = ">", [WHERE_AT_LEAST] = ">="
	};

	if (cursor_token(cursor)->kind == TOKEN_WORD)
		return cursor_error(cursor, "'where' compares numbers: of a state asks 'when'");
	clause->left = expression_parse(cursor);
	if (!clause->left)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
		if (cursor_take(cursor, signs[i])) {
			clause->how = (WhereRelation)i;
			clause->right = expression_parse(cursor);
			return clause->right != NULL;
		}
	return cursor_error(cursor, "expected <, <=, ==, !=, >= or >");
}

static gboolean parse_where(Cursor *cursor, AlphabetLine *line)
{
	do {
		WhereClause *clause = g_new0(WhereClause, 1);

		g_ptr_array_add(line->where, clause);
		if (!parse_where_clause(cursor, clause))
			return FALSE;
	} while (cursor_take(cursor, "and"));
	return TRUE;
}

static gboolean parse_when(Parser *parser, Cursor *cursor, AlphabetLine *line)
{
	if (line->when)
		return cursor_error(cursor, "'when' given twice");
	line->when = g_new0(Predicate, 1);
	return parse_condition(parser, cursor, line->when);
}

/* "irq after=0..2": at one of these checks, or (without irq) at none. */
static gboolean parse_irq(Cursor *cursor, AlphabetLine *line)
{
	if (line->interrupt)
		return cursor_error(cursor, "'irq' given twice");
	if (line->kind != LINE_HOST || line->procedure)
		return cursor_error(cursor, "what is interrupted is a command that the Host gives");
	if (!cursor_at(cursor, "after") || !cursor_at_pair(cursor))
		return cursor_error(cursor, "expected 'after=' and a number");
	cursor->next += 2;
	line->interrupt = expression_parse(cursor);
	if (!line->interrupt || !cursor_take(cursor, ".."))
		return line->interrupt != NULL;
	line->interrupt_top = expression_parse(cursor);
	return line->interrupt_top != NULL;
}

/* "then $at = 2": a monitor's value behind the action. */
static gboolean parse_then(Parser *parser, Cursor *cursor, AlphabetLine *line)
{
	const Token *name = cursor_token(cursor);

	if (line->then)
		return cursor_error(cursor, "'then' given twice");
	if (name->kind != TOKEN_VARIABLE || !g_hash_table_contains(parser->monitors, name->text))
		return cursor_error(cursor, "expected a monitor");
	cursor->next++;
	if (!cursor_take(cursor, "="))
		return cursor_error(cursor, "expected '='");
	line->monitor = g_strdup(name->text);
	line->then = expression_parse(cursor);
	return line->then != NULL;
}

/* "> fails" and "> any" within an action of several lines. */
static gboolean parse_result(Cursor *cursor, AlphabetLine *line)
{
	line->may_fail = cursor_take(cursor, "any") || cursor_take(cursor, "fails");
	return line->may_fail || cursor_error(cursor, "expected 'any'");
}

/* What stands behind the command's name, arguments included. */
static gboolean parse_rest(Parser *parser, Cursor *cursor, AlphabetLine *line)
{
	while (!cursor_at_end(cursor)) {
		gboolean ok = cursor_take(cursor, "when") ? parse_when(parser, cursor, line) :
			      cursor_take(cursor, "then") ? parse_then(parser, cursor, line) :
			      cursor_take(cursor, "irq") ? parse_irq(cursor, line) :
			      line->pattern ? cursor_error(cursor, "expected 'except', 'when', 'then' "
							   "or 'irq'") :
			      cursor_take(cursor, "where") ? parse_where(cursor, line) :
			      cursor_take(cursor, ">") ? parse_result(cursor, line) :
			      line->procedure ? parse_chosen_parameter(parser, cursor, line)
					      : parse_chosen(parser, cursor, line);

		if (!ok)
			return FALSE;
	}
	return line->pattern || line->procedure || check_complete(parser, cursor, line);
}

/* ---- which command ---- */

/* "RMI_*", "RMI_*_CREATE": words and '*' without a blank between; nothing is anything. */
static char *parse_pattern_text(Cursor *cursor)
{
	static const char *const behind[] = { "except", "when", "then", "irq" };
	GString *pattern = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(behind); i++)
		if (cursor_at(cursor, behind[i]))
			return g_string_free(g_string_append_c(pattern, '*'), FALSE);
	while ((cursor_token(cursor)->kind == TOKEN_WORD || cursor_at(cursor, "*")) &&
	       (pattern->len == 0 || cursor_token(cursor)->joined))
		g_string_append(pattern, cursor->line->tokens[cursor->next++].text);
	if (pattern->len == 0 && cursor_at_end(cursor))
		g_string_append_c(pattern, '*');
	return g_string_free(pattern, FALSE);
}

static gboolean matches_any(const Parser *parser, const AlphabetLine *line)
{
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(parser->model, id);

		if (command && parse_may_give(command->interface, line->kind == LINE_HOST) &&
		    g_pattern_match_simple(line->pattern, command->name))
			return TRUE;
	}
	return FALSE;
}

/* A name or pattern of commands of any version: a line of several may except what one lacks. */
static gboolean is_known_somewhere(const char *pattern)
{
	for (guint i = 0; i < version_count(); i++)
		for (unsigned id = 0; id < COMMANDS; id++) {
			const struct rmm_command *command = version_commands(version_at(i))[id];

			if (command && g_pattern_match_simple(pattern, command->name))
				return TRUE;
		}
	return FALSE;
}

static gboolean parse_except(Parser *parser, Cursor *cursor, AlphabetLine *line)
{
	line->except = g_ptr_array_new_with_free_func(g_free);
	do {
		const Token *first = cursor_token(cursor);
		char *name = first->kind == TOKEN_WORD ? parse_pattern_text(cursor) : g_strdup("");

		g_ptr_array_add(line->except, name);
		if (!*name)
			return cursor_error(cursor, "expected the name of a command");
		if (!is_known_somewhere(name)) {
			cursor->next--;
			return parse_unknown_command(parser, cursor, name,
						     line->kind == LINE_HOST);
		}
	} while (cursor_take(cursor, ","));
	return TRUE;
}

/* "any", "any RMI_*", "any RMI_* except RMI_REALM_DESTROY" */
static gboolean parse_pattern(Parser *parser, Cursor *cursor, AlphabetLine *line)
{
	if (parser->action)
		return cursor_error(cursor, "what is like a pattern is an action each: here are the "
				    "lines of one");
	if (line->pe)
		return cursor_error(cursor, "what is like a pattern is called on the first PE");
	line->pattern = parse_pattern_text(cursor);
	if (!*line->pattern)
		return cursor_error(cursor, "expected a pattern, RMI_* for example");
	if (!matches_any(parser, line))
		return cursor_error(cursor, "no command is like '%s'", line->pattern);
	return !cursor_take(cursor, "except") || parse_except(parser, cursor, line);
}

static gboolean parse_who(Cursor *cursor, AlphabetLine *line)
{
	line->by_vcpu = cursor_take(cursor, "vcpu");
	if (line->by_vcpu && !expression_starts(cursor))
		return cursor_error(cursor, "expected the number of a vCPU");
	if (!expression_starts(cursor))
		return line->kind != LINE_REALM || cursor_error(cursor, "expected a REC, as in "
								     "'realm $rec READ ipa=0'");
	line->rec = expression_parse(cursor);
	if (!line->rec)
		return FALSE;
	if (cursor_at(cursor, "|"))
		return cursor_error(cursor, "one REC: a variable of 'any' stands for several");
	return cursor_take(cursor, ":") || line->kind == LINE_REALM ||
	       cursor_error(cursor, "expected ':' after the REC");
}

static gboolean parse_command(Parser *parser, Cursor *cursor, AlphabetLine *line)
{
	const Token *name = cursor_token(cursor);
	gboolean host = line->kind == LINE_HOST;

	if (cursor_at(cursor, "|"))
		return cursor_error(cursor, "one PE: a variable of 'any' stands for several");
	if (name->kind != TOKEN_WORD)
		return cursor_error(cursor, host ? "expected a command" : "expected an action");
	if (strchr(name->text, '.')) {
		line->procedure = parse_procedure_name(parser, cursor, &line->actor, host);
		return line->procedure != NULL;
	}
	line->command = parse_find_command(parser, name->text, host);
	if (line->command == CMD_NONE)
		return parse_unknown_command(parser, cursor, name->text, host);
	cursor->next++;
	return TRUE;
}

gboolean parse_alphabet_line(Parser *parser, Cursor *cursor, LineKind kind, GPtrArray *lines)
{
	AlphabetLine *line = alphabet_line_new(kind, cursor_token(cursor)->at);
	guint first = cursor->next - 1;

	g_ptr_array_add(lines, line);
	if (!(kind == LINE_HOST ? parse_pe(cursor, &line->pe) : parse_who(cursor, line)) ||
	    !(cursor_take(cursor, "any") ? parse_pattern(parser, cursor, line)
					 : parse_command(parser, cursor, line)) ||
	    !parse_rest(parser, cursor, line))
		return FALSE;
	line->text = cursor_text(cursor, first);
	return TRUE;
}
