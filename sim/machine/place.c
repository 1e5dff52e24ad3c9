/* SPDX-License-Identifier: BSD-3-Clause */
/* What is at the places that a call names. */
#include "machine/place.h"

#include <string.h>

#include "state/address_set.h"
#include "state/granule.h"
#include "state/rtt.h"

/* ---- finding them ---- */

/* Places are noted as they are found. */
struct finder {
	const struct rmm_model *model;
	const struct rmm *state;
	GArray *places;
	const char *operation;  /* whose inputs these are; or NULL */
};

static CallPlace *add_place(const struct finder *finder, const char *name, SightKind kind,
			uint64_t rd, uint64_t address)
{
	CallPlace place = { .name = name, .operation = finder->operation,
			.sight = { .kind = kind, .rd = rd, .address = address } };

	sight_look(&place.sight, finder->model, finder->state);
	g_array_append_val(finder->places, place);
	return &g_array_index(finder->places, CallPlace, finder->places->len - 1);
}

/* The slot of the Realm that a call names, or whose REC makes it; RMM_NONE: there is none. */
static uint32_t slot_of(const struct rmm_model *model, const struct rmm *state,
			const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	uint32_t rec;

	if (command->rd)
		return rmm_realm_at(model, state, call->in[SLOT(command->rd)]);
	if (command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST)
		return RMM_NONE;
	rec = rmm_rec_at(model, state, call->rec);
	return rec == RMM_NONE ? RMM_NONE : rmm_rec(model, state, rec)->owner;
}

gboolean place_realm(const struct rmm_model *model, const struct rmm *state,
		     const struct rmm_call *call, uint64_t *rd)
{
	uint32_t slot = slot_of(model, state, call);

	if (slot != RMM_NONE)
		*rd = rmm_granule_pa(model, rmm_realm(model, state, slot)->rd - 1);
	return slot != RMM_NONE;
}

static const struct rmm_realm *realm_of(const struct finder *finder, const struct rmm_call *call)
{
	uint32_t slot = slot_of(finder->model, finder->state, call);

	return slot == RMM_NONE ? NULL : rmm_realm(finder->model, finder->state, slot);
}

static void add_address(const struct finder *finder, const struct rmm_call *call,
			const struct rmm_value *value)
{
	static const char *const ipas[] = { "ipa", "base", NULL };
	const struct rmm_realm *realm = realm_of(finder, call);
	uint64_t address = call->in[value->slot], rd;

	if (g_strv_contains(ipas, value->name)) {
		if (place_realm(finder->model, finder->state, call, &rd) &&
		    rmm_in_ipa_space(realm, address))
			add_place(finder, value->name, SIGHT_ENTRY, rd, address);
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
	CallPlace *place;

	if (!rmm_descriptor_count(finder->state, range))
		return;
	place = add_place(finder, value->name, SIGHT_MEMORY, 0, rmm_descriptor_base(finder->state, range));
	if (!realm || !command->ipa ||
	    !rmm_in_ipa_space(realm, call->in[SLOT(command->ipa)]))
		return;
	rmm_rtt_walk(model, finder->state, realm, call->in[SLOT(command->ipa)], RMM_PAGE_LEVEL, &walk);
	place->is_walked_to = rmm_rtt_granule(model, finder->state, walk.rtt) ==
			      rmm_granule_at(model, rmm_descriptor_base(finder->state, range));
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

	if (command->rd && realm_of(finder, call))
		add_place(finder, NULL, SIGHT_REALM, call->in[SLOT(command->rd)], 0);
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];

		if (value->type->form == FORM_ADDRESS && value->count == 1 && !value->in_memory &&
		    INPUT(value->slot) != command->rd)
			add_address(finder, call, value);
		else if (value->type == &rmm_range_descriptor && value->count == 1)
			add_range(finder, call, value);
		else if (strcmp(value->name, "handle") == 0)
			add_operation(finder, call->in[value->slot]);
	}
}

void places_find(Machine *machine, const struct rmm_call *call, GArray *places)
{
	struct finder finder = { machine->model, machine->state, places, NULL };
	g_autofree Sight *sights = NULL;

	add_call(&finder, call);
	sights = g_new(Sight, places->len + 1);
	for (guint i = 0; i < places->len; i++)
		sights[i] = g_array_index(places, CallPlace, i).sight;
	sight_find_since(machine, sights, places->len);
	for (guint i = 0; i < places->len; i++)
		g_array_index(places, CallPlace, i).sight = sights[i];
}

/* ---- words ---- */

void place_append(GString *out, const struct rmm_model *model, const CallPlace *place,
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
