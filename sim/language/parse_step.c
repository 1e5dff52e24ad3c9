/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing what Host and Realm do, and what it must come to. */
#include "language/parser_private.h"

#include <string.h>

#include "text/other_names.h"
#include "text/spelling.h"

static Step *step_new(const Cursor *cursor, StepKind kind)
{
	Step *step = g_new0(Step, 1);
	const TokenLine *line = cursor->line;

	step->kind = kind;
	step->at = line->tokens[0].at;
	step->end_line = line->end_line;
	step->result_line = line->result_line;
	step->result_column = line->result_column;
	step->text_end = line->text_end;
	step->command = CMD_NONE;
	return step;
}

/* ---- commands ---- */

/* Commands that Host or Realm may give. */
gboolean parse_may_give(enum rmm_interface interface, gboolean host)
{
	return host == (interface == INTERFACE_RMI || interface == INTERFACE_HOST);
}

enum rmm_command_id parse_find_command(Parser *parser, const char *name, gboolean host)
{
	static const enum rmm_interface of_host[] = { INTERFACE_RMI, INTERFACE_HOST };
	static const enum rmm_interface of_realm[] = {
		INTERFACE_RSI, INTERFACE_PSCI, INTERFACE_REALM
	};
	const enum rmm_interface *interfaces = host ? of_host : of_realm;
	gsize count = host ? G_N_ELEMENTS(of_host) : G_N_ELEMENTS(of_realm);

	for (gsize i = 0; i < count; i++) {
		enum rmm_command_id id = spelling_command(parser->model, name, interfaces[i]);

		if (id != CMD_NONE)
			return id;
	}
	return CMD_NONE;
}

gboolean parse_unknown_command(Parser *parser, Cursor *cursor, const char *name, gboolean host)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	enum rmm_command_id other = parse_find_command(parser, name, !host);
	const char *why;

	if (other != CMD_NONE)
		return cursor_error(cursor, "%s is for the %s, not for the %s", name,
				    host ? "Realm (guest)" : "Host (host)",
				    host ? "Host" : "Realm");
	if (parse_other_version(parser, cursor, name, NULL))
		return FALSE;
	why = other_names_why(parser->model->config.version, name);
	if (why)
		return cursor_error(cursor, "%s: %s", name, why);
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(parser->model, id);

		if (command && parse_may_give(command->interface, host))
			g_ptr_array_add(names, (char *)(guintptr)command->name);
	}
	return parse_unknown(cursor, host ? "command" : "action", name, NULL, names);
}

/* ---- statements ---- */

/* The command's name, arguments and expectation. */
static Step *parse_command(Parser *parser, Cursor *cursor, Step *step, gboolean host)
{
	const Token *token = cursor_token(cursor);

	if (token->kind != TOKEN_WORD) {
		cursor_error(cursor, host ? "expected a command" : "expected an action");
		return step;
	}
	if (strchr(token->text, '.'))
		return parse_procedure(parser, cursor, step, host);
	step->command = parse_find_command(parser, token->text, host);
	if (step->command == CMD_NONE) {
		parse_unknown_command(parser, cursor, token->text, host);
		return step;
	}
	step->at = token->at;
	cursor->next++;
	if (parse_arguments(parser, cursor, step))
		parse_expectation(parser, cursor, step);
	return step;
}

/* "$rec:" before an action or '>': which REC is meant. */
static gboolean parse_rec(Cursor *cursor, Step *step)
{
	if (!expression_starts(cursor))
		return TRUE;
	step->rec = expression_parse(cursor);
	if (!step->rec)
		return FALSE;
	return cursor_take(cursor, ":") || cursor_error(cursor, "expected ':' after the REC");
}

gboolean parse_pe(Cursor *cursor, Expression **pe)
{
	if (!cursor_at(cursor, "pe") || !cursor_at_pair(cursor))
		return TRUE;
	cursor->next += 2;
	*pe = expression_parse(cursor);
	if (!*pe)
		return FALSE;
	if (cursor_at_end(cursor) || cursor_at(cursor, ">") ||
	    strchr(cursor_token(cursor)->text, '.'))
		return cursor_error(cursor, "expected a command: others run on the first PE");
	return TRUE;
}

Step *parse_host(Parser *parser, Cursor *cursor)
{
	Step *step = step_new(cursor, STEP_COMMAND);

	if (!parse_rec(cursor, step) || !parse_pe(cursor, &step->pe))
		return step;
	if (!cursor_at(cursor, ">"))
		return parse_command(parser, cursor, step, TRUE);
	step->kind = STEP_EXIT;
	step->command = CMD_RMI_REC_ENTER;
	parse_expectation(parser, cursor, step);
	return step;
}

Step *parse_guest(Parser *parser, Cursor *cursor)
{
	Step *step = step_new(cursor, STEP_COMMAND);

	if (!parse_rec(cursor, step))
		return step;
	if (!cursor_at(cursor, ">"))
		return parse_command(parser, cursor, step, FALSE);
	/* Which action the REC left pending, only the run will tell. */
	step->kind = STEP_COMPLETION;
	parse_expectation(parser, cursor, step);
	return step;
}

Step *parse_log_line(Parser *parser, Cursor *cursor)
{
	Step *step = step_new(cursor, STEP_COMMAND);
	gboolean host = !g_str_has_prefix(cursor_token(cursor)->text, "SMC_RSI_") &&
			!g_str_has_prefix(cursor_token(cursor)->text, "PSCI_");

	step->log_line = TRUE;
	return parse_command(parser, cursor, step, host);
}
