/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * "host any RMI_*": every command of a pattern, with every argument that the
 * objects of the setup and the domains of the block make sensible.
 */
#include "inquiry/expander.h"

#include <string.h>

#include "calls/object.h"
#include "state/address_set.h"
#include "state/granule.h"

/* Beyond the end of every memory and of every IPA space. */
#define OUTSIDE ((uint64_t)1 << 52)

/* What addresses there are. */
typedef struct {
	GArray *granules;       /* of guint64: domains of PAs, and what the setup left delegated */
	GArray *rds, *recs;
	GArray *ipas;           /* domains of IPAs, and what lies behind and before */
	gboolean named_only;    /* nothing else, and none that is absurd */
} Places;

static void add_once(GArray *values, guint64 value)
{
	for (guint i = 0; i < values->len; i++)
		if (g_array_index(values, guint64, i) == value)
			return;
	g_array_append_val(values, value);
}

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

		add_once(memory ? places->granules : places->ipas, value);
		if (places->named_only)
			continue;
		if (!memory && rmm_is_granule_aligned(value))
			add_once(places->ipas, value + RMM_GRANULE_SIZE);
		if (!memory && rmm_is_granule_aligned(value) && value)
			add_once(places->ipas, value - RMM_GRANULE_SIZE);
	}
}

static void find_places(const Expander *expander, Places *places)
{
	const struct rmm_model *model = expander->setup->model;
	const struct rmm *state = expander->setup->state;

	*places = (Places){
		g_array_new(FALSE, FALSE, sizeof(guint64)), g_array_new(FALSE, FALSE, sizeof(guint64)),
		g_array_new(FALSE, FALSE, sizeof(guint64)), g_array_new(FALSE, FALSE, sizeof(guint64)),
		expander->block->named_only
	};
	for (guint i = 0; i < expander->domains->len; i++)
		add_domain(expander, &g_array_index(expander->domains, DomainValues, i), places);
	for (uint32_t i = 0; i < model->layout.granules; i++) {
		enum rmm_granule_state is = rmm_granule_state(model, state, i);
		guint64 pa = rmm_granule_pa(model, i);

		if (is != GRANULE_UNDELEGATED && !places->named_only)
			add_once(places->granules, pa);
		if (is == GRANULE_RD)
			add_once(places->rds, pa);
		if (is == GRANULE_REC)
			add_once(places->recs, pa);
	}
}

static void places_clear(Places *places)
{
	g_array_unref(places->granules);
	g_array_unref(places->rds);
	g_array_unref(places->recs);
	g_array_unref(places->ipas);
}

/* Addresses, one that is misaligned, one where nothing is, and one that is both. */
static void add_addresses(const Places *places, const GArray *from, GArray *values)
{
	for (guint i = 0; i < from->len; i++)
		add_once(values, g_array_index(from, guint64, i));
	if (places->named_only)
		return;
	if (from->len)
		add_once(values, g_array_index(from, guint64, 0) + 1);
	add_once(values, OUTSIDE);
	add_once(values, OUTSIDE + 1);
}

/* ---- what an input may be ---- */

/* Which places an input may name, by what it is; NULL: the usual value is the only one. */
static const GArray *places_of(const Places *places, const CallObject *object)
{
	const struct {
		const CallObject *object;
		const GArray *places;
	} rows[] = {
		{ &object_rd, places->rds }, { &object_rec, places->recs },
		{ &object_requester, places->recs }, { &object_caller, places->recs },
		{ &object_target, places->recs }, { &object_delegated, places->granules },
		{ &object_undelegated, places->granules },
		{ &object_granules_base, places->granules },
		{ &object_granules_top, places->granules }, { &object_region, places->granules },
		{ &object_ipa, places->ipas }, { &object_base, places->ipas },
		{ &object_top, places->ipas },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].object == object)
			return rows[i].places;
	return NULL;
}

static void add_ranges(const Places *places, GArray *values)
{
	for (guint i = 0; i < places->granules->len; i++)
		add_once(values, rmm_descriptor_make(g_array_index(places->granules, guint64, i),
						     1, RMM_PAGE_LEVEL, true));
}

/* What the Realms of the setup were created with: others like them can be. */
static void add_of_realms(const CallScope *scope, const CallObject *object, GArray *values)
{
	for (uint32_t i = 0; i < scope->model->config.realms; i++) {
		const struct rmm_realm *realm = rmm_realm(scope->model, scope->state, i);

		if (realm->rd)
			add_once(values, object == &object_width ? realm->ipa_width :
					 object == &object_vmid ? realm->vmid :
					 (guint64)realm->rtt_level_start);
	}
}

/* Nothing is added where the usual value is the only sensible one. */
static void add_values(const CallScope *scope, const struct rmm_value *input,
		       const Places *places, GArray *values)
{
	const CallObject *object = call_object(scope, input);
	const GArray *named = places_of(places, object);
	gboolean is_flag = input->width == 1 || input->type == &rmm_flag;
	guint64 count = input->type->names ? input->type->names->count :
			is_flag && !places->named_only ? 2 : 0;

	if (named)
		add_addresses(places, named, values);
	else if (object == &object_range && input->count == 1)
		add_ranges(places, values);
	else if (object == &object_level)
		for (guint64 level = 0; level <= RMM_PAGE_LEVEL + (places->named_only ? 0u : 1u); level++)
			add_once(values, level);
	else if (object == &object_width || object == &object_level_start || object == &object_vmid)
		add_of_realms(scope, object, values);
	else if (object == &object_handle)
		for (guint64 handle = 0; handle < scope->model->config.operations; handle++)
			add_once(values, handle);
	for (guint64 i = 0; i < count; i++)
		if (!input->type->names ||
		    rmm_name(input->type->names, scope->model->config.version, i))
			add_once(values, i);
}

static void add_argument(AlphabetLine *line, const struct rmm_value *input, const GArray *values)
{
	ChosenArgument *argument = chosen_argument_new(line->at);

	argument->input = input;
	for (guint i = 0; i < values->len; i++) {
		ArgumentChoice *choice = g_new0(ArgumentChoice, 1);

		choice->value.constant = g_array_index(values, guint64, i);
		g_ptr_array_add(argument->choices, choice);
	}
	g_ptr_array_add(line->arguments, argument);
}

/* ---- which commands ---- */

static gboolean is_meant(const AlphabetLine *line, const struct rmm_command *command)
{
	gboolean host = command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST;

	if (command->unmodelled || host != (line->kind == LINE_HOST) ||
	    !g_pattern_match_simple(line->pattern, command->name))
		return FALSE;
	return !line->except ||
	       !g_ptr_array_find_with_equal_func(line->except, command->name, g_str_equal, NULL);
}

static gboolean expand_command(Expander *expander, const AlphabetLine *pattern, guint number,
			       enum rmm_command_id id, const Places *places)
{
	const struct rmm_command *command = rmm_command(expander->setup->model, id);
	AlphabetAction *action = alphabet_action_new();
	AlphabetLine *line = alphabet_line_new(pattern->kind, pattern->at);
	const CallScope scope = { .model = expander->setup->model,
				  .state = expander->setup->state, .command = id, .level = RMM_PAGE_LEVEL };
	gboolean ok;

	line->command = id;
	line->rec = pattern->rec;
	line->when = pattern->when;
	line->monitor = pattern->monitor;
	line->then = pattern->then;
	g_ptr_array_add(action->lines, line);
	for (unsigned i = 0; i < command->input_count; i++) {
		g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(guint64));

		add_values(&scope, &command->inputs[i], places, values);
		if (values->len)
			add_argument(line, &command->inputs[i], values);
	}
	ok = expand_action(expander, action, number);
	line->rec = NULL;
	line->when = NULL;
	line->monitor = NULL;
	line->then = NULL;
	alphabet_action_free(action);
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
