/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing what a step must come to: from '>' to the end of the line. */
#include "language/parser_private.h"

#include <string.h>

#include "text/spelling.h"

void expected_output_free(gpointer data)
{
	ExpectedOutput *output = data;

	value_clear(&output->value);
	g_free(output->name);
	g_free(output->word);
	g_free(output->text);
	g_free(output->bind);
	g_free(output);
}

/* ---- which command the expectation is about ---- */

/* Is the statement about any command of a Realm: one that was pending, or one by its FID? */
static gboolean is_of_realm(const Step *step)
{
	return step->kind == STEP_COMPLETION || step->command == CMD_SMC;
}

/* May the outputs of @command be those of the statement? */
static gboolean may_be(const Step *step, unsigned id, const struct rmm_command *command)
{
	if (!command)
		return FALSE;
	if (is_of_realm(step))
		return command->interface != INTERFACE_RMI && command->interface != INTERFACE_HOST;
	/* What an operation ends with are the outputs of its command. */
	return id == step->command ||
	       (step->command == CMD_RMI_OP_CONTINUE && command->interface == INTERFACE_RMI);
}

static gboolean find_output(const Parser *parser, const Step *step, const char *name,
			    SpelledValue *found)
{
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(parser->model, id);

		if (may_be(step, id, command) && spelling_output(command, name, found))
			return TRUE;
	}
	if (step->expectation.kind == EXPECT_STATUS &&
	    spelling_failure_value(step->expectation.status, name, found))
		return TRUE;
	return step->expectation.status == RMI_INCOMPLETE && spelling_incomplete(name, found);
}

static gboolean unknown_output(const Parser *parser, Cursor *cursor, const Step *step,
			       const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *of = step->command == CMD_NONE ? NULL :
			 rmm_command(parser->model, step->command)->name;

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(parser->model, id);

		for (unsigned i = 0; may_be(step, id, command) && i < command->output_count; i++)
			g_ptr_array_add(names, parse_short_name(&command->outputs[i]));
	}
	return parse_unknown(cursor, "output", name, of, names);
}

/* The ids of the conditions that may refuse. */
static GPtrArray *condition_ids(const Parser *parser, const Step *step)
{
	GPtrArray *ids = g_ptr_array_new();

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(parser->model, id);

		for (unsigned i = 0; may_be(step, id, command) && i < command->failure_count; i++)
			g_ptr_array_add(ids, (char *)(guintptr)command->failures[i].id);
	}
	return ids;
}

/* ---- parts of an expectation ---- */

static gboolean parse_by(Parser *parser, Cursor *cursor, Step *step)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) known = condition_ids(parser, step);

	if (step->expectation.by) {
		cursor->next -= 2;
		return cursor_error(cursor, "'by' given twice");
	}
	do {
		const Token *token = cursor_token(cursor);

		if (token->kind != TOKEN_WORD)
			return cursor_error(cursor, "expected the id of a condition");
		if (!g_ptr_array_find_with_equal_func(known, token->text, g_str_equal, NULL))
			return parse_unknown(cursor, "condition", token->text,
					     step->command == CMD_NONE ? NULL :
					     rmm_command(parser->model, step->command)->name, known);
		g_ptr_array_add(ids, g_strdup(token->text));
		cursor->next++;
	} while (cursor_take(cursor, "|"));
	g_ptr_array_add(ids, NULL);
	step->expectation.by = (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
	return TRUE;
}

/* The value of an expected output; a variable that is not set is bound. */
gboolean parse_expected_value(Parser *parser, Cursor *cursor, ExpectedOutput *output,
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
	output->name = g_strdup(command->outputs[*position].name);
	return parse_value(parser, cursor, command->outputs[(*position)++].type, &output->value);
}

/* ",VALUE" behind the first: the elements of an array that follow. */
static gboolean parse_elements(Parser *parser, Cursor *cursor, Step *step,
			       const SpelledValue *first)
{
	for (guint i = first->element + 1; cursor_take(cursor, ","); i++) {
		ExpectedOutput *output = g_new0(ExpectedOutput, 1);

		output->at = cursor_token(cursor)->at;
		output->name = g_strdup_printf("%s%u", first->value->name, i);
		g_ptr_array_add(step->expectation.outputs, output);
		if (i >= first->value->count)
			return cursor_error(cursor, "%s has %u elements", first->value->name,
					    first->value->count);
		if (!parse_expected_value(parser, cursor, output, first->value->type))
			return FALSE;
	}
	return TRUE;
}

static gboolean parse_named_output(Parser *parser, Cursor *cursor, Step *step)
{
	const Token *name = cursor_token(cursor);
	ExpectedOutput *output = g_new0(ExpectedOutput, 1);
	SpelledValue found;

	output->at = name->at;
	g_ptr_array_add(step->expectation.outputs, output);
	if ((strcmp(name->text, "level") == 0 || strcmp(name->text, "index") == 0) &&
	    step->command != CMD_NONE &&
	    rmm_command(parser->model, step->command)->interface == INTERFACE_RMI) {
		cursor->next += 2;
		return parse_expected_value(parser, cursor, output, &rmm_int64);
	}
	if (!find_output(parser, step, name->text, &found))
		return unknown_output(parser, cursor, step, name->text);
	cursor->next += 2;
	output->name = g_strdup(name->text);
	return parse_expected_value(parser, cursor, output, found.value->type) &&
	       parse_elements(parser, cursor, step, &found);
}

/* May a command of @interface come to @status? */
static gboolean may_come_to(enum rmm_interface interface, enum rmm_status status)
{
	enum rmm_interface of = rmm_status(status)->interface;

	return of == interface || of > INTERFACE_PSCI;
}

/* A status of an interface that the statement may be about. */
static gboolean find_status(const Parser *parser, const Step *step, const char *text,
			    enum rmm_status *status)
{
	static const enum rmm_interface of_realm[] = { INTERFACE_RSI, INTERFACE_PSCI };
	gsize count = is_of_realm(step) ? G_N_ELEMENTS(of_realm) : 1;

	for (gsize i = 0; i < count; i++) {
		enum rmm_interface interface = is_of_realm(step) ? of_realm[i] :
			rmm_command(parser->model, step->command)->interface;

		if (spelling_status(text, interface, status) && may_come_to(interface, *status))
			return TRUE;
	}
	return FALSE;
}

static gboolean unknown_status(const Parser *parser, Cursor *cursor, const Step *step,
			       const char *text)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(parser->model, id);

		for (unsigned i = 0; may_be(step, id, command) && i < STATUSES; i++)
			if (rmm_status(i)->interface == command->interface ||
			    rmm_status(i)->interface == INTERFACE_REALM)
				g_ptr_array_add(names, (char *)(guintptr)rmm_status(i)->name);
	}
	return parse_unknown(cursor, "status", text, NULL, names);
}

gboolean parse_loose_status(Cursor *cursor, Expectation *expectation)
{
	if (cursor_take(cursor, "any"))
		expectation->kind = EXPECT_ANY;
	else if (cursor_take(cursor, "fails"))
		expectation->kind = EXPECT_FAILS;
	else if (cursor_take(cursor, "succeeds"))
		expectation->kind = EXPECT_SUCCEEDS;
	else
		expectation->kind = EXPECT_STATUS;
	return expectation->kind != EXPECT_STATUS;
}

/* What the Realm or the Host does by itself returns nothing in a register. */
static gboolean returns_x0(const Parser *parser, const Step *step)
{
	return step->kind == STEP_COMPLETION ||
	       rmm_command(parser->model, step->command)->interface <= INTERFACE_PSCI;
}

static gboolean parse_status(Parser *parser, Cursor *cursor, Step *step)
{
	Expectation *expectation = &step->expectation;
	const Token *token = cursor_token(cursor);

	if (parse_loose_status(cursor, expectation))
		return TRUE;
	/* "> version=...": a result that has no status of its own. */
	if ((step->command == CMD_PSCI_VERSION || step->command == CMD_NONE) &&
	    cursor_at_pair(cursor)) {
		expectation->status = STATUS_VERSION;
		return TRUE;
	}
	if (token->kind == TOKEN_NUMBER && returns_x0(parser, step)) {
		expectation->kind = EXPECT_X0;
		expectation->x0 = token->number;
		cursor->next++;
		return TRUE;
	}
	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected a status after '>'");
	if (!find_status(parser, step, token->text, &expectation->status))
		return unknown_status(parser, cursor, step, token->text);
	cursor->next++;
	return TRUE;
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
	guint place = expectation->outputs->len;
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
	output = g_ptr_array_index(expectation->outputs, place);
	output->text = cursor_text(cursor, first);
	return TRUE;
}

gboolean parse_expectation(Parser *parser, Cursor *cursor, Step *step)
{
	unsigned position = 0;
	guint first;

	step->expectation.outputs = g_ptr_array_new_with_free_func(expected_output_free);
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

