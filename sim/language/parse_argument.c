/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing the arguments of a command: by name, by position, lists. */
#include "language/parser_private.h"

#include <string.h>

#include "text/defaults.h"
#include "text/spelling.h"

static void argument_clear(gpointer data)
{
	value_clear(&((Argument *)data)->value);
}

void parse_begin_arguments(Step *step)
{
	step->arguments = g_array_new(FALSE, FALSE, sizeof(Argument));
	g_array_set_clear_func(step->arguments, argument_clear);
}

/* The value has been taken: adds it, unless it is there already. */
gboolean parse_add_argument(Step *step, Cursor *cursor, const Argument *argument, const char *name)
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

/* Does a number that is known before the run fit its field? Says so at @first. */
static gboolean check_field(const Parser *parser, Cursor *cursor, const Argument *argument,
			    guint first)
{
	g_autofree char *wrong = NULL;
	guint64 number = argument->value.constant;

	if (argument->value.expression &&
	    !parse_constant(parser, argument->value.expression, &number))
		return TRUE;
	wrong = value_field_error(argument->input, number);
	if (!wrong)
		return TRUE;
	cursor->next = first;
	return cursor_error(cursor, "%s", wrong);
}

/* A value, or a comma-separated list for an array. */
static gboolean parse_argument_value(Parser *parser, Cursor *cursor, Step *step,
				     Argument *argument)
{
	unsigned count = argument->input->count;
	gboolean list = count > 1 && argument->input->type->form != FORM_BYTES;

	for (;;) {
		Argument one = *argument;
		guint first = cursor->next;

		memset(&one.value, 0, sizeof(one.value));
		if (!parse_value(parser, cursor, one.input->type, &one.value) ||
		    !check_field(parser, cursor, &one, first)) {
			value_clear(&one.value);
			return FALSE;
		}
		if (!parse_add_argument(step, cursor, &one, one.input->name))
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
		if (parse_other_version(parser, cursor, command->name, name->text))
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

gboolean parse_arguments(Parser *parser, Cursor *cursor, Step *step)
{
	unsigned position = 0;

	parse_begin_arguments(step);
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
