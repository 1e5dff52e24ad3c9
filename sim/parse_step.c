/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing what Host and Realm do, and what it must come to. */
#include "parser_private.h"

#include <string.h>

#include "spelling.h"

static Step *step_new(const Cursor *cursor, StatementKind kind)
{
	Step *step = g_new0(Step, 1);
	const Statement *statement = cursor->statement;

	step->kind = kind;
	step->at = statement->tokens[0].at;
	step->end_line = statement->end_line;
	step->result_column = statement->result_column;
	step->text_end = statement->text_end;
	step->command = CMD_NONE;
	return step;
}

static void argument_clear(gpointer data)
{
	value_clear(&((Argument *)data)->value);
}

static void output_free(gpointer data)
{
	ExpectedOutput *output = data;

	value_clear(&output->value);
	g_free(output->name);
	g_free(output->bind);
	g_free(output);
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

static gboolean unknown_command(Parser *parser, Cursor *cursor, const char *name, gboolean host)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	enum rmm_command_id other = find_command(parser, name, !host);

	if (other != CMD_NONE)
		return cursor_error(cursor, "%s is for the %s, not for the %s", name,
				    host ? "Realm (guest)" : "Host (host)",
				    host ? "Host" : "Realm");
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(parser->model, id);

		if (command && may_give(command->interface, host))
			g_ptr_array_add(names, (char *)(guintptr)command->name);
	}
	return parse_unknown(cursor, host ? "command" : "action", name, NULL, names);
}

/* ---- arguments ---- */

/* What users write for a value: "rec", not "rec_ptr". */
static char *short_name(const struct rmm_value *value)
{
	gsize size = strlen(value->name);

	if (g_str_has_suffix(value->name, "_ptr"))
		size -= 4;
	return g_strndup(value->name, size);
}

static gboolean unknown_value(Cursor *cursor, const char *what, const char *name,
			      const struct rmm_command *command,
			      const struct rmm_value *values, unsigned count)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < count; i++)
		g_ptr_array_add(names, short_name(&values[i]));
	return parse_unknown(cursor, what, name, command->name, names);
}

/* The value has been taken: adds it, unless it is there already. */
static gboolean add_argument(Step *step, Cursor *cursor, const Argument *argument)
{
	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *other = &g_array_index(step->arguments, Argument, i);

		if (other->input != argument->input || other->element != argument->element)
			continue;
		g_array_append_val(step->arguments, *argument);
		return cursor_error(cursor, "argument '%s' given twice", argument->input->name);
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
		if (!add_argument(step, cursor, &one))
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
	return step->command == CMD_RMI_DATA_CREATE;
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
		return unknown_value(cursor, "argument", name->text, command,
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

static gboolean next_is_named(const Cursor *cursor)
{
	const Token *token = cursor_token(cursor);

	return token->kind == TOKEN_WORD && token[1].kind == TOKEN_SYMBOL &&
	       strcmp(token[1].text, "=") == 0;
}

/* Inputs without which a command makes no sense: its registers. */
static gboolean check_complete(Parser *parser, Cursor *cursor, const Step *step)
{
	const struct rmm_command *command = rmm_command(parser->model, step->command);

	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];
		g_autofree char *name = short_name(value);
		gboolean given = value->in_memory || value->initial ||
				 (value->type->form != FORM_ADDRESS && value->type != &rmm_int64);

		/* Where parameters lie matters only to those who say so. */
		given |= strcmp(value->name, "params_ptr") == 0 ||
			 strcmp(value->name, "run_ptr") == 0 || strcmp(value->name, "src") == 0;
		for (guint j = 0; !given && j < step->arguments->len; j++)
			given = g_array_index(step->arguments, Argument, j).input == value;
		if (!given)
			return cursor_error(cursor, "argument '%s' of %s is missing", name,
					    command->name);
	}
	return TRUE;
}

static gboolean parse_arguments(Parser *parser, Cursor *cursor, Step *step)
{
	unsigned position = 0;

	step->arguments = g_array_new(FALSE, FALSE, sizeof(Argument));
	g_array_set_clear_func(step->arguments, argument_clear);
	while (!cursor_at_end(cursor) && !cursor_at(cursor, ">")) {
		gboolean ok = next_is_named(cursor)
			? parse_named_argument(parser, cursor, step)
			: parse_positional_argument(parser, cursor, step, &position);

		if (!ok)
			return FALSE;
	}
	return check_complete(parser, cursor, step);
}

/* ---- expectations ---- */

static gboolean parse_by(Parser *parser, Cursor *cursor, Step *step)
{
	const struct rmm_command *command = rmm_command(parser->model, step->command);
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) known = g_ptr_array_new();

	for (unsigned i = 0; i < command->failure_count; i++)
		g_ptr_array_add(known, (char *)(guintptr)command->failures[i].id);
	do {
		const Token *token = cursor_token(cursor);

		if (token->kind != TOKEN_WORD)
			return cursor_error(cursor, "expected the id of a condition");
		if (!g_ptr_array_find_with_equal_func(known, token->text, g_str_equal, NULL))
			return parse_unknown(cursor, "condition", token->text, command->name, known);
		g_ptr_array_add(ids, g_strdup(token->text));
		cursor->next++;
	} while (cursor_take(cursor, "|"));
	g_ptr_array_add(ids, NULL);
	step->expectation.by = (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
	return TRUE;
}

/* The value of an expected output; a variable that is not set is bound. */
static gboolean parse_expected_value(Parser *parser, Cursor *cursor, ExpectedOutput *output,
				     const struct rmm_type *type)
{
	const Token *token = cursor_token(cursor);

	if (token->kind == TOKEN_VARIABLE && token[1].kind != TOKEN_SYMBOL &&
	    !g_hash_table_contains(parser->known, token->text)) {
		output->bind = g_strdup(token->text);
		g_hash_table_add(parser->known, g_strdup(token->text));
		cursor->next++;
		return TRUE;
	}
	return parse_value(parser, cursor, type, &output->value);
}

/* Index, level and outputs in the places a TF-RMM log gives them. */
static gboolean parse_positional_output(Parser *parser, Cursor *cursor, Step *step,
					unsigned *position)
{
	const struct rmm_command *command = rmm_command(parser->model, step->command);
	ExpectedOutput *output = g_new0(ExpectedOutput, 1);

	output->at = cursor_token(cursor)->at;
	g_ptr_array_add(step->expectation.outputs, output);
	if (*position == 0 && step->expectation.status != RMI_SUCCESS) {
		output->name = g_strdup("index");
		(*position)++;
		return parse_value(parser, cursor, &rmm_uint64, &output->value);
	}
	if (*position >= command->output_count)
		return cursor_error(cursor, "more outputs than %s has", command->name);
	output->output = &command->outputs[(*position)++];
	output->name = g_strdup(output->output->name);
	return parse_value(parser, cursor, output->output->type, &output->value);
}

static gboolean parse_named_output(Parser *parser, Cursor *cursor, Step *step)
{
	const struct rmm_command *command = rmm_command(parser->model, step->command);
	const Token *name = cursor_token(cursor);
	ExpectedOutput *output;
	SpelledValue found;

	if (strcmp(name->text, "by") == 0) {
		cursor->next += 2;
		return parse_by(parser, cursor, step);
	}
	output = g_new0(ExpectedOutput, 1);
	output->at = name->at;
	output->name = g_strdup(name->text);
	g_ptr_array_add(step->expectation.outputs, output);
	if ((strcmp(name->text, "level") == 0 || strcmp(name->text, "index") == 0) &&
	    command->interface == INTERFACE_RMI) {
		cursor->next += 2;
		return parse_expected_value(parser, cursor, output, &rmm_int64);
	}
	if (!spelling_output(command, name->text, &found))
		return unknown_value(cursor, "output", name->text, command, command->outputs,
				     command->output_count);
	cursor->next += 2;
	output->output = found.value;
	output->element = found.element;
	return parse_expected_value(parser, cursor, output, found.value->type);
}

static gboolean parse_status(Parser *parser, Cursor *cursor, Step *step)
{
	enum rmm_interface interface = rmm_command(parser->model, step->command)->interface;
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	Expectation *expectation = &step->expectation;
	const Token *token = cursor_token(cursor);

	expectation->at = token->at;
	if (cursor_take(cursor, "any"))
		expectation->kind = EXPECT_ANY;
	else if (cursor_take(cursor, "fails"))
		expectation->kind = EXPECT_FAILS;
	else if (cursor_take(cursor, "succeeds"))
		expectation->kind = EXPECT_SUCCEEDS;
	else
		expectation->kind = EXPECT_STATUS;
	if (expectation->kind != EXPECT_STATUS)
		return TRUE;
	/* "> version=...": a result that has no status of its own. */
	if (step->command == CMD_PSCI_VERSION && next_is_named(cursor)) {
		expectation->status = STATUS_VERSION;
		return TRUE;
	}
	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected a status after '>'");
	if (spelling_status(token->text, interface, &expectation->status)) {
		cursor->next++;
		return TRUE;
	}
	for (unsigned i = 0; i < STATUSES; i++)
		if (rmm_status(i)->interface == interface ||
		    rmm_status(i)->interface == INTERFACE_REALM)
			g_ptr_array_add(names, (char *)(guintptr)rmm_status(i)->name);
	return parse_unknown(cursor, "status", token->text, NULL, names);
}

/* From '>' to the end. */
static gboolean parse_expectation(Parser *parser, Cursor *cursor, Step *step)
{
	unsigned position = 0;

	step->expectation.outputs = g_ptr_array_new_with_free_func(output_free);
	if (!cursor_take(cursor, ">"))
		return cursor_at_end(cursor) || cursor_error(cursor, "expected '>' or the end of the line");
	if (!parse_status(parser, cursor, step))
		return FALSE;
	while (!cursor_at_end(cursor)) {
		gboolean ok;

		if (next_is_named(cursor))
			ok = parse_named_output(parser, cursor, step);
		else if (step->log_line)
			ok = parse_positional_output(parser, cursor, step, &position);
		else
			ok = cursor_error(cursor, "expected name=value");
		if (!ok)
			return FALSE;
	}
	return TRUE;
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
	step->command = find_command(parser, token->text, host);
	if (step->command == CMD_NONE) {
		unknown_command(parser, cursor, token->text, host);
		return step;
	}
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
	/*
	 * The outputs are those of the action that is pending, which only a run
	 * knows: names are looked up in the commands that can be.
	 */
	step->kind = STATEMENT_COMPLETION;
	step->command = parser->pending;
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
