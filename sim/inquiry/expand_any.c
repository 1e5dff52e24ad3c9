/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * "host any RMI_*": every command of a pattern, with every argument that the
 * objects of the setup and the domains of the block make sensible.
 */
#include "inquiry/expander.h"

#include <string.h>

#include "inquiry/any_values.h"
#include "state/granule.h"

/* ---- which commands ---- */

static gboolean is_meant(const AlphabetLine *line, const struct rmm_command *command)
{
	gboolean host = command && (command->interface == INTERFACE_RMI ||
				    command->interface == INTERFACE_HOST);

	if (!command || command->unmodelled || host != (line->kind == LINE_HOST) ||
	    !g_pattern_match_simple(line->pattern, command->name))
		return FALSE;
	for (guint i = 0; line->except && i < line->except->len; i++)
		if (g_pattern_match_simple(line->except->pdata[i], command->name))
			return FALSE;
	return TRUE;
}

/* Is @id like a pattern of the block? */
static gboolean is_like_any(const Expander *expander, enum rmm_command_id id)
{
	const struct rmm_command *command = rmm_command(expander->setup->model, id);
	const GPtrArray *actions = expander->block->actions;

	for (guint i = 0; i < actions->len; i++) {
		const AlphabetLine *line = ((AlphabetAction *)actions->pdata[i])->lines->pdata[0];

		if (line->pattern && is_meant(line, command))
			return TRUE;
	}
	return FALSE;
}

/* ---- what there is ---- */

/* A domain is one of PAs if there is memory at all of its values. */
static gboolean is_memory(const Expander *expander, const DomainValues *domain)
{
	for (guint i = 0; i < domain->values->len; i++)
		if (rmm_granule_at(expander->setup->model,
				   g_array_index(domain->values, guint64, i)) == RMM_NONE)
			return FALSE;
	return TRUE;
}

static void add_domain(const Expander *expander, const DomainValues *domain, Places *places)
{
	gboolean memory = is_memory(expander, domain);

	for (guint i = 0; i < domain->values->len; i++) {
		guint64 value = g_array_index(domain->values, guint64, i);

		places_add(memory ? places->granules : places->ipas, value);
		if (places->named_only)
			continue;
		if (!memory && rmm_is_granule_aligned(value))
			places_add(places->ipas, value + RMM_GRANULE_SIZE);
		if (!memory && rmm_is_granule_aligned(value) && value)
			places_add(places->ipas, value - RMM_GRANULE_SIZE);
	}
}

/* What patterns create on the way they can name then, where domains say where. */
static void add_created(const Expander *expander, const DomainValues *domain, Places *places)
{
	gboolean realms = is_like_any(expander, CMD_RMI_REALM_CREATE);
	gboolean recs = is_like_any(expander, CMD_RMI_REC_CREATE);

	for (guint i = 0; is_memory(expander, domain) && i < domain->values->len; i++) {
		guint64 pa = g_array_index(domain->values, guint64, i);

		if (realms && rmm_is_granule_aligned(pa))
			places_add(places->rds, pa);
		if (recs && rmm_is_granule_aligned(pa))
			places_add(places->recs, pa);
	}
}

static void find_places(const Expander *expander, Places *places)
{
	const struct rmm_model *model = expander->setup->model;
	const struct rmm *state = expander->setup->state;

	places_init(places, expander->block->named_only);
	for (guint i = 0; i < expander->domains->len; i++)
		add_domain(expander, &g_array_index(expander->domains, DomainValues, i), places);
	for (uint32_t i = 0; i < model->layout.granules; i++) {
		enum rmm_granule_state is = rmm_granule_state(model, state, i);
		guint64 pa = rmm_granule_pa(model, i);

		if (is != GRANULE_UNDELEGATED && !places->named_only)
			places_add(places->granules, pa);
		if (is == GRANULE_RD)
			places_add(places->rds, pa);
		if (is == GRANULE_REC)
			places_add(places->recs, pa);
	}
	for (guint i = 0; i < expander->domains->len; i++)
		add_created(expander, &g_array_index(expander->domains, DomainValues, i), places);
}

/* ---- lines ---- */

/* A line of a command in the making: which values its inputs have. */
typedef struct {
	const Places *places;
	CallScope scope;
	const struct rmm_command *command;
	PassedRanges passed;
	const struct rmm_value *wrong;  /* the only input whose values are absurd; or NULL */
} Choosing;

static void add_argument(AlphabetLine *line, const struct rmm_value *input, unsigned element,
			 const GArray *values)
{
	ChosenArgument *argument = chosen_argument_new(line->at);

	argument->input = input;
	argument->element = element;
	for (guint i = 0; i < values->len; i++) {
		ArgumentChoice *choice = g_new0(ArgumentChoice, 1);

		choice->value.constant = g_array_index(values, guint64, i);
		g_ptr_array_add(argument->choices, choice);
	}
	g_ptr_array_add(line->arguments, argument);
}

/* What the way of passing ranges says of an input; FALSE: nothing. */
static gboolean add_passed(const PassedRanges *passed, const struct rmm_value *input, GArray *values)
{
	for (const CallInput *held = passed->held; held->name; held++)
		if (strcmp(held->name, input->name) == 0) {
			places_add(values, held->value);
			return TRUE;
		}
	return strcmp(input->name, "list") == 0 && !passed->has_list;
}

static void choose(const Choosing *choosing, AlphabetLine *line, const struct rmm_value *input)
{
	for (unsigned i = 0; i < any_elements(&choosing->scope, input); i++) {
		g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(guint64));

		if (input == choosing->wrong)
			any_wrong_values(&choosing->scope, input, choosing->places, values);
		else if (!add_passed(&choosing->passed, input, values))
			any_values(&choosing->scope, input, i, choosing->places,
				   !choosing->wrong && !choosing->places->named_only, values);
		if (values->len)
			add_argument(line, input, i, values);
	}
}

/* May it be interrupted, and continued? */
static gboolean is_operation(const struct rmm_model *model, enum rmm_command_id id)
{
	const struct rmm_command *command = rmm_command(model, id);

	return rmm_command(model, CMD_RMI_OP_CONTINUE) &&
	       (id == CMD_RMI_OP_CONTINUE || command->interruptible || command->resume ||
		command->marks[0]);
}

static gboolean expand_line(Expander *expander, const AlphabetLine *pattern, guint number,
			    const Choosing *choosing)
{
	AlphabetAction *action = alphabet_action_new();
	AlphabetLine *line = alphabet_line_new(pattern->kind, pattern->at);
	gboolean ok;

	line->command = choosing->scope.command;
	line->rec = pattern->rec;
	line->when = pattern->when;
	line->monitor = pattern->monitor;
	line->then = pattern->then;
	if (is_operation(expander->setup->model, choosing->scope.command)) {
		line->interrupt = pattern->interrupt;
		line->interrupt_top = pattern->interrupt_top;
	}
	g_ptr_array_add(action->lines, line);
	for (unsigned i = 0; i < choosing->command->input_count; i++)
		choose(choosing, line, &choosing->command->inputs[i]);
	ok = expand_action(expander, action, number);
	line->rec = line->interrupt = line->interrupt_top = line->then = NULL;
	line->when = NULL;
	line->monitor = NULL;
	alphabet_action_free(action);
	return ok;
}

/* Inputs with one right value are wrong one at a time, with nothing else that is absurd. */
static gboolean expand_wrong(Expander *expander, const AlphabetLine *pattern, guint number,
			     Choosing *choosing)
{
	gboolean ok = TRUE;

	for (unsigned i = 0; ok && i < choosing->command->input_count; i++) {
		g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(guint64));

		choosing->wrong = &choosing->command->inputs[i];
		any_wrong_values(&choosing->scope, choosing->wrong, choosing->places, values);
		if (values->len)
			ok = expand_line(expander, pattern, number, choosing);
	}
	choosing->wrong = NULL;
	return ok;
}

static gboolean expand_command(Expander *expander, const AlphabetLine *pattern, guint number,
			       enum rmm_command_id id, const Places *places)
{
	const struct rmm_model *model = expander->setup->model;
	Choosing choosing = {
		.places = places, .command = rmm_command(model, id),
		.scope = { .model = model, .state = expander->setup->state, .command = id,
			   .level = RMM_PAGE_LEVEL }
	};
	gboolean ok = TRUE;

	for (guint i = 0; ok && any_passed_ranges(&choosing.scope, choosing.command, i,
						  &choosing.passed); i++)
		ok = expand_line(expander, pattern, number, &choosing) &&
		     (places->named_only || expand_wrong(expander, pattern, number, &choosing));
	return ok;
}

gboolean expand_any_command(Expander *expander, const AlphabetLine *line, guint number)
{
	Places places;
	gboolean ok = TRUE;

	find_places(expander, &places);
	for (unsigned id = 0; ok && id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(expander->setup->model, id);

		if (command && is_meant(line, command))
			ok = expand_command(expander, line, number, id, &places);
	}
	places_clear(&places);
	return ok;
}
