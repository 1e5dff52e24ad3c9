/* SPDX-License-Identifier: BSD-3-Clause */
/* The call of a line, for the values that its wheels stand at. */
#include "inquiry/turning_line.h"

#include <string.h>

#include "text/defaults.h"
#include "text/spelling.h"

/* ---- values ---- */

static void add_every_value(const Expander *expander, const struct rmm_value *input,
			    const ArgumentChoice *choice, GArray *alternatives)
{
	const struct rmm_enumeration *names = input->type->names;
	const struct rmm_version *version = expander->setup->model->config.version;
	guint64 count = names ? names->count : input->width ? (guint64)1 << MIN(input->width, 8) : 2;

	for (guint64 i = 0; i < count; i++) {
		Alternative alternative = { choice, i };

		if (!names || rmm_name(names, version, i))
			g_array_append_val(alternatives, alternative);
	}
}

static void add_every_word(const Parameter *parameter, const ArgumentChoice *choice,
			   GArray *alternatives)
{
	g_auto(GStrv) words = g_strsplit(parameter->choices ? parameter->choices : "no|yes", "|", -1);

	for (guint64 i = 0; words[i]; i++) {
		Alternative alternative = { choice, i };

		g_array_append_val(alternatives, alternative);
	}
}

GArray *turning_alternatives(const Expander *expander, const ChosenArgument *argument)
{
	GArray *alternatives = g_array_new(FALSE, FALSE, sizeof(Alternative));

	for (guint i = 0; i < argument->choices->len; i++) {
		Alternative one = { argument->choices->pdata[i], 0 };

		if (one.choice->kind == CHOICE_ANY && argument->parameter)
			add_every_word(argument->parameter, one.choice, alternatives);
		else if (one.choice->kind == CHOICE_ANY)
			add_every_value(expander, argument->input, one.choice, alternatives);
		else
			g_array_append_val(alternatives, one);
	}
	return alternatives;
}

/* ---- calls ---- */

static unsigned elements_given(const void *user, const char *name)
{
	const AlphabetLine *line = user;
	unsigned count = 0;

	for (guint i = 0; i < line->arguments->len; i++) {
		const ChosenArgument *argument = line->arguments->pdata[i];

		if (strcmp(argument->input->name, name) == 0)
			count = MAX(count, argument->element + 1);
	}
	return count;
}

static gboolean add_input(Expander *expander, const AlphabetLine *line, struct explore_step *step,
			  struct explore_input input)
{
	if (step->input_count == EXPLORE_INPUTS_MAX)
		return expander_error(expander, line->at,
				      "more than %d arguments that are read from the state",
				      EXPLORE_INPUTS_MAX);
	step->inputs[step->input_count++] = input;
	return TRUE;
}

/* What the REC of the call asks for, by the argument's name. */
static gboolean set_pending(Expander *expander, const AlphabetLine *line,
			    const ChosenArgument *argument, const ArgumentChoice *choice,
			    struct explore_step *step)
{
	static const struct {
		const char *name;
		enum explore_source source;
	} sources[] = {
		{ "base", SOURCE_REQUEST_BASE }, { "top", SOURCE_REQUEST_TOP },
		{ "ripas", SOURCE_REQUEST_RIPAS },
	};
	const struct rmm_command *command =
		rmm_command(expander->setup->model, step->call.command);
	struct explore_input input = {
		.slot = argument->input->slot + argument->element,
		.object = command->rec > 0 ? step->call.in[command->rec - 1]
					   : expander->setup->rec
	};

	if (choice->offset &&
	    !expander_evaluate(expander, choice->offset, line->at, &input.offset))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(sources); i++)
		if (strcmp(sources[i].name, argument->input->name) == 0) {
			input.source = sources[i].source;
			return add_input(expander, line, step, input);
		}
	return expander_error(expander, line->at,
			      "a REC asks for a base, a top and a RIPAS, not for '%s'",
			      argument->input->name);
}

/* A monitor stands for its value then. */
static gboolean is_monitor(const Expander *expander, const Value *value, guint64 *index)
{
	const char *name = value->expression ? expression_variable(value->expression) : NULL;
	gpointer found;

	if (!name || !g_hash_table_lookup_extended(expander->monitors, name, NULL, &found))
		return FALSE;
	*index = GPOINTER_TO_UINT(found);
	return TRUE;
}

static gboolean set_argument(Expander *expander, const AlphabetLine *line,
			     const ChosenArgument *argument, const Alternative *alternative,
			     struct explore_step *step)
{
	const Value *value = &alternative->choice->value;
	g_autofree char *error = NULL;
	struct explore_input input = {
		.source = SOURCE_MONITOR, .slot = argument->input->slot + argument->element
	};
	guint64 number = alternative->value;

	switch (alternative->choice->kind) {
	case CHOICE_PENDING:
		return set_pending(expander, line, argument, alternative->choice, step);
	case CHOICE_ANY:
		break;
	case CHOICE_VALUE:
		if (value->bytes) {
			value_copy_bytes(value, &step->call.in[argument->input->slot]);
			return TRUE;
		}
		if (is_monitor(expander, value, &input.object))
			return add_input(expander, line, step, input);
		if (!value_evaluate(value, expander->variables,
				    rmm_granule_shift(expander->setup->state), &number, &error))
			return expander_error(expander, argument->at, "%s", error);
		break;
	}
	error = value_field_error(argument->input, number);
	if (error)
		return expander_error(expander, argument->at, "%s", error);
	rmm_value_set(argument->input, step->call.in, argument->element, number);
	return TRUE;
}

const Alternative *turning_chosen(const TurningLine *turning, guint argument)
{
	const GArray *alternatives = turning->alternatives->pdata[argument];

	return &g_array_index(alternatives, Alternative,
			      g_array_index(turning->wheels, Wheel, turning->first + argument).at);
}

/* PEs are counted from 0, in a byte. */
static gboolean set_pe(Expander *expander, const AlphabetLine *line, struct rmm_call *call)
{
	guint64 number = 0;

	if (line->pe && !expander_evaluate(expander, line->pe, line->at, &number))
		return FALSE;
	if (number >= G_MAXUINT8)
		return expander_error(expander, line->at, "expected a PE from 0 to %d",
				      G_MAXUINT8 - 1);
	call->pe = (uint8_t)number;
	return TRUE;
}

gboolean turning_call(Expander *expander, const TurningLine *turning, guint64 rec,
		      struct explore_step *step)
{
	const struct rmm_model *model = expander->setup->model;
	unsigned granule_shift = rmm_granule_shift(expander->setup->state);
	const AlphabetLine *line = turning->line;

	memset(step, 0, sizeof(*step));
	step->call.command = line->command;
	step->call.rec = rec;
	step->may_fail = line->may_fail;
	if (!set_pe(expander, line, &step->call))
		return FALSE;
	defaults_set(model, &step->call, granule_shift);
	/* A REC that is named comes before what it asks for. */
	for (int pending = 0; pending < 2; pending++)
		for (guint i = 0; i < line->arguments->len; i++) {
			const Alternative *alternative = turning_chosen(turning, i);

			if ((alternative->choice->kind == CHOICE_PENDING) == pending &&
			    !set_argument(expander, line, line->arguments->pdata[i], alternative,
					  step))
				return FALSE;
		}
	defaults_complete(model, &step->call, granule_shift, elements_given, line);
	if (turning->interrupts) {
		guint at = g_array_index(turning->wheels, Wheel,
					 turning->first + line->arguments->len).at;

		step->call.interrupt = at ? (uint32_t)(turning->low + at) : 0;
	}
	return TRUE;
}

/* ---- its name ---- */

void turning_append_name(GString *name, const Expander *expander, const TurningLine *turning,
			 const struct explore_step *step)
{
	static const char *const who[] = {
		[LINE_HOST] = "host ", [LINE_GUEST] = "guest ", [LINE_REALM] = "realm "
	};
	const struct rmm_model *model = expander->setup->model;
	const AlphabetLine *line = turning->line;

	if (name->len)
		g_string_append(name, "; ");
	g_string_append(name, who[line->kind]);
	if (line->rec)
		g_string_append_printf(name, line->kind == LINE_REALM
				       ? "0x%" G_GINT64_MODIFIER "x " : "0x%" G_GINT64_MODIFIER "x: ",
				       step->call.rec);
	if (step->call.pe)
		g_string_append_printf(name, "pe=%u ", step->call.pe);
	g_string_append(name, rmm_command(model, line->command)->name);
	for (guint i = 0; i < line->arguments->len; i++) {
		const ChosenArgument *argument = line->arguments->pdata[i];
		g_autofree char *input = g_strdup(argument->input->name);

		if (argument->element)
			continue;
		if (g_str_has_suffix(input, "_ptr"))
			input[strlen(input) - 4] = '\0';
		g_string_append_printf(name, " %s=", input);
		if (turning_chosen(turning, i)->choice->kind == CHOICE_PENDING)
			g_string_append(name, "pending");
		else
			spelling_append_value(name, argument->input, step->call.in,
					      model->config.version,
					      rmm_granule_shift(expander->setup->state),
					      NUMBERS_SCENARIO);
	}
	if (step->call.interrupt)
		g_string_append_printf(name, " irq after=%u", step->call.interrupt - 1);
}
