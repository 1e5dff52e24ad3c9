/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing what a step must come to: from '>' to the end of the line. */
#include "parser_private.h"

#include <string.h>

#include "spelling.h"

static void output_free(gpointer data)
{
	ExpectedOutput *output = data;

	value_clear(&output->value);
	g_free(output->text);
	g_free(output->bind);
	g_free(output);
}

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
	if (step->expectation.by)
		return cursor_error(cursor, "'by' given twice");
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
		(*position)++;
		return parse_value(parser, cursor, &rmm_uint64, &output->value);
	}
	if (*position >= command->output_count)
		return cursor_error(cursor, "more outputs than %s has", command->name);
	output->output = &command->outputs[(*position)++];
	return parse_value(parser, cursor, output->output->type, &output->value);
}

static gboolean parse_named_output(Parser *parser, Cursor *cursor, Step *step)
{
	const struct rmm_command *command = rmm_command(parser->model, step->command);
	const Token *name = cursor_token(cursor);
	ExpectedOutput *output = g_new0(ExpectedOutput, 1);
	SpelledValue found;

	output->at = name->at;
	g_ptr_array_add(step->expectation.outputs, output);
	if ((strcmp(name->text, "level") == 0 || strcmp(name->text, "index") == 0) &&
	    command->interface == INTERFACE_RMI) {
		cursor->next += 2;
		return parse_expected_value(parser, cursor, output, &rmm_int64);
	}
	if (!spelling_output(command, name->text, &found))
		return parse_unknown_value(cursor, "output", name->text, command, command->outputs,
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
	if (step->command == CMD_PSCI_VERSION && cursor_at_pair(cursor)) {
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

static gboolean parse_output(Parser *parser, Cursor *cursor, Step *step, unsigned *position)
{
	if (cursor_at_pair(cursor))
		return parse_named_output(parser, cursor, step);
	if (step->log_line)
		return parse_positional_output(parser, cursor, step, position);
	return cursor_error(cursor, "expected name=value");
}

/* "by=a|b", or an output; what was written is kept. */
static gboolean parse_item(Parser *parser, Cursor *cursor, Step *step, unsigned *position)
{
	Expectation *expectation = &step->expectation;
	guint first = cursor->next;
	ExpectedOutput *output;

	if (cursor_at(cursor, "by") && cursor_at_pair(cursor)) {
		cursor->next += 2;
		if (!parse_by(parser, cursor, step))
			return FALSE;
		expectation->by_text = cursor_text(cursor, first);
		return TRUE;
	}
	if (!parse_output(parser, cursor, step, position))
		return FALSE;
	output = g_ptr_array_index(expectation->outputs, expectation->outputs->len - 1);
	output->text = cursor_text(cursor, first);
	return TRUE;
}

gboolean parse_expectation(Parser *parser, Cursor *cursor, Step *step)
{
	unsigned position = 0;
	guint first;

	step->expectation.outputs = g_ptr_array_new_with_free_func(output_free);
	if (!cursor_take(cursor, ">"))
		return cursor_at_end(cursor) || cursor_error(cursor, "expected '>' or the end of the line");
	first = cursor->next;
	if (!parse_status(parser, cursor, step))
		return FALSE;
	while (!cursor_at_end(cursor))
		if (!parse_item(parser, cursor, step, &position))
			return FALSE;
	step->expectation.text = cursor_text(cursor, first);
	return TRUE;
}

