/* SPDX-License-Identifier: BSD-3-Clause */
/* What the model makes of a recorded line. */
#include "replay/describe.h"

#include <string.h>

#include "replay/call.h"
#include "state/address_set.h"
#include "state/granule.h"
#include "state/rtt.h"
#include "system/version.h"
#include "text/spelling.h"

/* ---- what is permitted ---- */

/* Is it a command of the Host, whose result can be told beforehand? */
static gboolean is_host_command(const TraceLine *line)
{
	return (line->kind == TRACE_HOST_COMMAND || line->kind == TRACE_OTHER_PE ||
		line->kind == TRACE_END) && line->command != CMD_NONE;
}

static void add_answer(GArray *answers, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Answer answer = { *call, *result };

	g_array_append_val(answers, answer);
}

void describe_permitted(const Machine *machine, const TraceLine *line, GArray *answers)
{
	const struct rmm_model *model = machine->model;
	g_autofree struct rmm *copy = NULL;
	struct rmm_result result;
	struct rmm_call call;
	uint64_t permitted;

	if (!is_host_command(line) || !call_read(model, line, &call, NULL))
		return;
	copy = g_malloc0(model->layout.size);
	rmm_state_copy(model, copy, machine->state);
	rmm_step(model, copy, &call, &result);
	permitted = result.command == call.command ? result.permitted : 0;
	if (!permitted)
		add_answer(answers, &call, &result);
	for (int i = 0; i < RMM_FAILURES_MAX; i++) {
		if (!(permitted >> i & 1))
			continue;
		rmm_refusal(model, copy, &call, i, &result);
		result.condition = i;
		add_answer(answers, &call, &result);
	}
}

/* " by rd_align (B4.3.1)"; a condition that was added says where the text has it. */
static void append_condition(GString *out, const struct rmm_model *model, const Answer *answer)
{
	const struct rmm_version *version = model->config.version;
	enum rmm_command_id command = answer->call.command;
	g_autofree char *condition = NULL;
	const char *id;

	if (answer->result.condition == RMM_NO_CONDITION || answer->result.command != command)
		return;
	id = rmm_condition_id(model, command, answer->result.condition);
	condition = version_condition_text(version, command, id);
	g_string_append_printf(out, " by %s", condition);
	if (!rmm_addition_of(version, command, id))
		g_string_append_printf(out, " (%s)",
				       version_section(version,
						       rmm_command(model, command)->section));
}

void describe_append_answers(GString *out, const struct rmm_model *model, const GArray *answers)
{
	for (guint i = 0; i < answers->len; i++) {
		const Answer *answer = &g_array_index(answers, Answer, i);
		const struct rmm_result *result = &answer->result;

		if (i)
			g_string_append(out, " or ");
		spelling_append_result(out, model, &answer->call, result, NUMBERS_TRACE);
		append_condition(out, model, answer);
	}
}

/* ---- the state around it ---- */

/* Places are noted as they are found. */
struct finder {
	const struct rmm_model *model;
	const struct rmm *state;
	GArray *places;
	const char *operation;  /* whose inputs these are; or NULL */
};

static Place *add_place(const struct finder *finder, const char *name, SightKind kind,
			uint64_t rd, uint64_t address)
{
	Place place = { .name = name, .operation = finder->operation,
			.sight = { .kind = kind, .rd = rd, .address = address } };

	sight_look(&place.sight, finder->model, finder->state);
	g_array_append_val(finder->places, place);
	return &g_array_index(finder->places, Place, finder->places->len - 1);
}

/* The Realm that a call names; NULL: there is none. */
static const struct rmm_realm *realm_of(const struct finder *finder, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(finder->model, call->command);
	uint32_t slot = !command->rd ? RMM_NONE
		: rmm_realm_at(finder->model, finder->state, call->in[SLOT(command->rd)]);

	return slot == RMM_NONE ? NULL : rmm_realm(finder->model, finder->state, slot);
}

static void add_address(const struct finder *finder, const struct rmm_call *call,
			const struct rmm_value *value)
{
	static const char *const ipas[] = { "ipa", "base", NULL };
	const struct rmm_command *command = rmm_command(finder->model, call->command);
	const struct rmm_realm *realm = realm_of(finder, call);
	uint64_t address = call->in[value->slot];

	if (g_strv_contains(ipas, value->name)) {
		if (realm && rmm_in_ipa_space(realm, address))
			add_place(finder, value->name, SIGHT_ENTRY, call->in[SLOT(command->rd)], address);
	} else if (strcmp(value->name, "top") != 0) {
		add_place(finder, value->name, SIGHT_MEMORY, 0, address);
	}
}

/* The first output address; is it the table that the walk reached? */
static void add_range(const struct finder *finder, const struct rmm_call *call,
		      const struct rmm_value *value)
{
	const struct rmm_model *model = finder->model;
	const struct rmm_command *command = rmm_command(model, call->command);
	const struct rmm_realm *realm = realm_of(finder, call);
	uint64_t range = call->in[value->slot];
	struct rmm_walk walk;
	Place *place;

	if (!rmm_descriptor_count(range))
		return;
	place = add_place(finder, value->name, SIGHT_MEMORY, 0, rmm_descriptor_base(range));
	if (!realm || !command->ipa ||
	    !rmm_in_ipa_space(realm, call->in[SLOT(command->ipa)]))
		return;
	rmm_rtt_walk(model, finder->state, realm, call->in[SLOT(command->ipa)], RMM_PAGE_LEVEL, &walk);
	place->is_walked_to = rmm_rtt_granule(model, finder->state, walk.rtt) ==
			      rmm_granule_at(model, rmm_descriptor_base(range));
}

static void add_call(const struct finder *finder, const struct rmm_call *call);

/* The operation that a handle names, and what it is at work on. */
static void add_operation(const struct finder *finder, uint64_t handle)
{
	const struct rmm_model *model = finder->model;
	const struct rmm_operation *operation;
	struct finder inner = *finder;
	struct rmm_call call = { 0 };

	if (handle >= model->config.operations)
		return;
	operation = rmm_operation(model, finder->state, (uint32_t)handle);
	if (!operation->command)
		return;
	call.command = operation->command - 1;
	memcpy(call.in, rmm_operation_inputs(model, finder->state, (uint32_t)handle),
	       8 * (gsize)model->layout.operation_inputs);
	inner.operation = rmm_command(model, call.command)->name;
	add_call(&inner, &call);
}

/* Realm, Granules and entries that a call names. */
static void add_call(const struct finder *finder, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(finder->model, call->command);

	if (realm_of(finder, call))
		add_place(finder, NULL, SIGHT_REALM, call->in[SLOT(command->rd)], 0);
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];

		if (value->type == &rmm_address && value->count == 1 && !value->in_memory &&
		    INPUT(value->slot) != command->rd)
			add_address(finder, call, value);
		else if (value->type == &rmm_range_descriptor && value->count == 1)
			add_range(finder, call, value);
		else if (strcmp(value->name, "handle") == 0)
			add_operation(finder, call->in[value->slot]);
	}
}

void describe_state(Machine *machine, const TraceLine *line, GArray *places)
{
	struct finder finder = { machine->model, machine->state, places, NULL };
	g_autofree Sight *sights = NULL;
	struct rmm_call call;

	if (!is_host_command(line) || !call_read(machine->model, line, &call, NULL))
		return;
	add_call(&finder, &call);
	sights = g_new(Sight, places->len + 1);
	for (guint i = 0; i < places->len; i++)
		sights[i] = g_array_index(places, Place, i).sight;
	sight_find_since(machine, sights, places->len);
	for (guint i = 0; i < places->len; i++)
		g_array_index(places, Place, i).sight = sights[i];
}

void describe_append_place(GString *out, const struct rmm_model *model, const Place *place,
			   const char *path)
{
	if (place->operation)
		g_string_append_printf(out, "%s: ", place->operation);
	if (place->name)
		g_string_append_printf(out, "%s 0x%" G_GINT64_MODIFIER "x: ", place->name,
				       place->sight.address);
	else
		g_string_append(out, "Realm ");
	sight_append(out, model, &place->sight);
	if (place->is_walked_to)
		g_string_append(out, ", the table that the walk to base reaches");
	if (place->sight.since.known) {
		g_string_append(out, ", ");
		since_append(out, model, &place->sight.since, path);
	}
}
