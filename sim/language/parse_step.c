/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing what Host and Realm do, and what it must come to. */
#include "language/parser_private.h"

#include <string.h>

#include "text/defaults.h"
#include "version/spec.h"
#include "text/spelling.h"

static Step *step_new(const Cursor *cursor, StatementKind kind)
{
	Step *step = g_new0(Step, 1);
	const Statement *statement = cursor->statement;

	step->kind = kind;
	step->at = statement->tokens[0].at;
	step->end_line = statement->end_line;
	step->result_line = statement->result_line;
	step->result_column = statement->result_column;
	step->text_end = statement->text_end;
	step->command = CMD_NONE;
	return step;
}

void argument_clear(gpointer data)
{
	value_clear(&((Argument *)data)->value);
}

/* ---- commands ---- */

/* Commands that Host or Realm may give. */
static gboolean may_give(enum rmm_interface interface, gboolean host)
{
	return host == (interface == INTERFACE_RMI || interface == INTERFACE_HOST);
}

static enum rmm_command_id find_command(Parser *parser, const char *name, gboolean host)
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

/* Is there @command, with @input unless that is NULL, in another version? Says so. */
static gboolean told_other_version(const Parser *parser, Cursor *cursor, const char *command,
				   const char *input)
{
	enum rmm_version mine = parser->model->config.version;
	gboolean chosen = parser->scenario->declared != RMM_VERSIONS ||
			  parser->options->version != RMM_VERSIONS;
	const struct rmm_spec *spec;
	const struct rmm_command *found =
		spelling_find_elsewhere(mine, command, INTERFACES, &spec);
	SpelledValue value;

	if (!found || (input && !spelling_input(found, input, &value)))
		return FALSE;
	cursor->diagnostics->of_other_version++;
	cursor_error(cursor, "%s%s%s is of %s, not of %s%s", input ? input : "",
		     input ? " of " : "", found->name, spec->id, rmm_version_id(mine),
		     chosen ? "" : " (there is no 'spec' line)");
	return TRUE;
}

static gboolean unknown_command(Parser *parser, Cursor *cursor, const char *name, gboolean host)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	enum rmm_command_id other = find_command(parser, name, !host);

	if (other != CMD_NONE)
		return cursor_error(cursor, "%s is for the %s, not for the %s", name,
				    host ? "Realm (guest)" : "Host (host)",
				    host ? "Host" : "Realm");
	if (told_other_version(parser, cursor, name, NULL))
		return FALSE;
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(parser->model, id);

		if (command && may_give(command->interface, host))
			g_ptr_array_add(names, (char *)(guintptr)command->name);
	}
	return parse_unknown(cursor, host ? "command" : "action", name, NULL, names);
}

/* ---- arguments ---- */

/* The value has been taken: adds it, unless it is there already. */
gboolean parse_argument(Step *step, Cursor *cursor, const Argument *argument, const char *name)
{
	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *other = &g_array_index(step->arguments, Argument, i);

		if (other->input != argument->input || other->element != argument->element)
			continue;
		g_array_append_val(step->arguments, *argument);
		cursor->next--;
		return cursor_error(cursor, "argument '%s' given twice", name);
	}
	g_array_append_val(step->arguments, *argument);
	return TRUE;
}

/* A value, or a comma-separated list for an array. */
static gboolean parse_argument_value(Parser *parser, Cursor *cursor, Step *step,
				     Argument *argument)
{
	unsigned count = argument->input->count;
	gboolean list = count > 1 && argument->input->type->form != FORM_BYTES;

	for (;;) {
		Argument one = *argument;

		memset(&one.value, 0, sizeof(one.value));
		if (!parse_value(parser, cursor, one.input->type, &one.value)) {
			value_clear(&one.value);
			return FALSE;
		}
		if (!parse_argument(step, cursor, &one, one.input->name))
			return FALSE;
		if (!list || !cursor_take(cursor, ","))
			return TRUE;
		if (++argument->element >= count)
			return cursor_error(cursor, "more than %u values for '%s'", count,
					    argument->input->name);
	}
}

/* "fill=0x30": what the source page holds. */
static gboolean parse_fill(Parser *parser, Cursor *cursor, Step *step)
{
	if (step->has_fill)
		return cursor_error(cursor, "argument 'fill' given twice");
	step->has_fill = TRUE;
	return parse_value(parser, cursor, &rmm_bits64, &step->fill);
}

static gboolean has_source(const Step *step)
{
	return step->command == CMD_RMI_DATA_CREATE || step->command == CMD_RMI_RTT_DATA_MAP_INIT;
}

static gboolean parse_named_argument(Parser *parser, Cursor *cursor, Step *step)
{
	const struct rmm_command *command = rmm_command(parser->model, step->command);
	const Token *name = cursor_token(cursor);
	Argument argument = { .at = name->at };
	SpelledValue found;

	if (!spelling_input(command, name->text, &found)) {
		if (has_source(step) && strcmp(name->text, "fill") == 0) {
			cursor->next += 2;
			return parse_fill(parser, cursor, step);
		}
		if (told_other_version(parser, cursor, command->name, name->text))
			return FALSE;
		return parse_unknown_value(cursor, "argument", name->text, command,
				     command->inputs, command->input_count);
	}
	cursor->next += 2;
	argument.input = found.value;
	argument.element = found.element;
	return parse_argument_value(parser, cursor, step, &argument);
}

/* An argument without name stands for the next register input. */
static gboolean parse_positional_argument(Parser *parser, Cursor *cursor, Step *step,
					  unsigned *position)
{
	const struct rmm_command *command = rmm_command(parser->model, step->command);
	Argument argument = { .at = cursor_token(cursor)->at };

	while (*position < command->input_count && command->inputs[*position].in_memory)
		(*position)++;
	if (*position == command->input_count)
		return cursor_error(cursor, "more arguments than %s has", command->name);
	argument.input = &command->inputs[(*position)++];
	return parse_argument_value(parser, cursor, step, &argument);
}

static gboolean check_complete(Parser *parser, Cursor *cursor, const Step *step)
{
	const struct rmm_command *command = rmm_command(parser->model, step->command);

	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];
		g_autofree char *name = parse_short_name(value);
		gboolean given = defaults_may_be_left_out(value);

		for (guint j = 0; !given && j < step->arguments->len; j++)
			given = g_array_index(step->arguments, Argument, j).input == value;
		if (!given)
			return cursor_error(cursor, "argument '%s' of %s is missing", name,
					    command->name);
	}
	return TRUE;
}

/* "irq after=3": an interrupt is pending from the fourth check on. */
static gboolean parse_interrupt(Cursor *cursor, Step *step)
{
	if (step->interrupt)
		return cursor_error(cursor, "'irq' given twice");
	cursor->next++;
	if (!cursor_at(cursor, "after") || !cursor_at_pair(cursor))
		return cursor_error(cursor, "expected 'after=' and a number");
	cursor->next += 2;
	step->interrupt = expression_parse(cursor);
	return step->interrupt != NULL;
}

static gboolean parse_arguments(Parser *parser, Cursor *cursor, Step *step)
{
	unsigned position = 0;

	step->arguments = g_array_new(FALSE, FALSE, sizeof(Argument));
	g_array_set_clear_func(step->arguments, argument_clear);
	while (!cursor_at_end(cursor) && !cursor_at(cursor, ">")) {
		gboolean ok = cursor_at(cursor, "irq") ? parse_interrupt(cursor, step)
			: cursor_at_pair(cursor)
			? parse_named_argument(parser, cursor, step)
			: parse_positional_argument(parser, cursor, step, &position);

		if (!ok)
			return FALSE;
	}
	return check_complete(parser, cursor, step);
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
	step->command = find_command(parser, token->text, host);
	if (step->command == CMD_NONE) {
		unknown_command(parser, cursor, token->text, host);
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

Step *parse_host(Parser *parser, Cursor *cursor)
{
	Step *step = step_new(cursor, STATEMENT_COMMAND);

	if (!parse_rec(cursor, step))
		return step;
	if (!cursor_at(cursor, ">"))
		return parse_command(parser, cursor, step, TRUE);
	step->kind = STATEMENT_EXIT;
	step->command = CMD_RMI_REC_ENTER;
	parse_expectation(parser, cursor, step);
	return step;
}

Step *parse_guest(Parser *parser, Cursor *cursor)
{
	Step *step = step_new(cursor, STATEMENT_COMMAND);

	if (!parse_rec(cursor, step))
		return step;
	if (!cursor_at(cursor, ">"))
		return parse_command(parser, cursor, step, FALSE);
	/* Which action the REC left pending, only the run will tell. */
	step->kind = STATEMENT_COMPLETION;
	parse_expectation(parser, cursor, step);
	return step;
}

Step *parse_log_line(Parser *parser, Cursor *cursor)
{
	Step *step = step_new(cursor, STATEMENT_COMMAND);
	gboolean host = !g_str_has_prefix(cursor_token(cursor)->text, "SMC_RSI_") &&
			!g_str_has_prefix(cursor_token(cursor)->text, "PSCI_");

	step->log_line = TRUE;
	return parse_command(parser, cursor, step, host);
}
