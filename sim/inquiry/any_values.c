/* SPDX-License-Identifier: BSD-3-Clause */
/* What an input may be that nobody names. */
#include "inquiry/any_values.h"

#include <string.h>

#include "engine/named.h"
#include "state/address_set.h"
#include "state/granule.h"
#include "state/rec.h"
#include "text/defaults.h"

/* Beyond the end of every memory and of every IPA space. */
#define OUTSIDE ((uint64_t)1 << 52)

/* ---- places ---- */

void places_init(Places *places, gboolean named_only)
{
	*places = (Places){
		g_array_new(FALSE, FALSE, sizeof(guint64)), g_array_new(FALSE, FALSE, sizeof(guint64)),
		g_array_new(FALSE, FALSE, sizeof(guint64)), g_array_new(FALSE, FALSE, sizeof(guint64)),
		named_only
	};
}

void places_clear(Places *places)
{
	g_array_unref(places->granules);
	g_array_unref(places->rds);
	g_array_unref(places->recs);
	g_array_unref(places->ipas);
}

void places_add(GArray *values, guint64 value)
{
	for (guint i = 0; i < values->len; i++)
		if (g_array_index(values, guint64, i) == value)
			return;
	g_array_append_val(values, value);
}

static void add_addresses(const GArray *from, gboolean absurd, GArray *values)
{
	for (guint i = 0; i < from->len; i++)
		places_add(values, g_array_index(from, guint64, i));
	if (!absurd)
		return;
	if (from->len)
		places_add(values, g_array_index(from, guint64, 0) + 1);
	places_add(values, OUTSIDE);
	places_add(values, OUTSIDE + 1);
}

/* ---- by what an input is ---- */

/* Which places an input may name; NULL: it is no address of them. */
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
		{ &object_descriptor, places->granules },
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
		places_add(values, rmm_descriptor_make(g_array_index(places->granules, guint64, i),
						       1, RMM_PAGE_LEVEL, true));
}

/* What the Realms of the setup were created with: others like them can be. */
static void add_of_realms(const CallScope *scope, const CallObject *object, GArray *values)
{
	for (uint32_t i = 0; i < scope->model->config.realms; i++) {
		const struct rmm_realm *realm = rmm_realm(scope->model, scope->state, i);

		if (realm->rd)
			places_add(values, object == &object_width ? realm->ipa_width :
					   object == &object_vmid ? realm->vmid :
					   (guint64)realm->rtt_level_start);
	}
}

/* MPIDRs of as many RECs as the model has room for, and of one more. */
static void add_mpidrs(const CallScope *scope, GArray *values)
{
	for (uint32_t i = 0; i <= scope->model->config.recs; i++)
		places_add(values, rmm_mpidr_of_index(i));
}

/* Handles of operations, and one that is of none. */
static void add_handles(const CallScope *scope, gboolean absurd, GArray *values)
{
	for (uint32_t i = 0; i < scope->model->config.operations + (absurd ? 1 : 0); i++)
		places_add(values, i);
}

/* Values of numbers that commands tell apart; several rows of a name are several values. */
static const struct {
	const char *name;
	guint64 value;
	gboolean absurd;
} numbers[] = {
	{ "index", 0, FALSE }, { "index", 1, FALSE }, { "index", 5, TRUE },
	{ "size", 0, FALSE }, { "size", 64, FALSE }, { "size", 65, TRUE },
	{ "offset", 0, FALSE }, { "offset", RMM_GRANULE_SIZE, TRUE },
	{ "lowest_affinity_level", 0, FALSE }, { "lowest_affinity_level", 1, TRUE },
};

/* Of a flag: 0 and 1; of flags, too, whose fields are no inputs of their own. */
static gboolean is_flag(const CallScope *scope, const struct rmm_value *input)
{
	const struct rmm_command *command = rmm_command(scope->model, scope->command);

	if (input->width == 1 || input->type == &rmm_flag)
		return TRUE;
	if (strcmp(input->name, "flags") != 0 || input->type->names)
		return FALSE;
	for (unsigned i = 0; i < command->input_count; i++)
		if (command->inputs[i].width && command->inputs[i].slot == input->slot)
			return FALSE;
	return TRUE;
}

/* The flags that a command is told beside its objects. */
static void add_flags(const CallScope *scope, const struct rmm_value *input, gboolean named_only,
		      GArray *values)
{
	const struct rmm_enumeration *names = input->type->names;
	guint64 count = names ? names->count :
			is_flag(scope, input) && (!named_only || input->initial) ? 2 : 0;

	for (guint64 i = 0; i < count; i++)
		if (!names || rmm_name(names, scope->model->config.version, i))
			places_add(values, i);
}

static void add_numbers(const struct rmm_value *input, gboolean absurd, GArray *values)
{
	for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
		if (strcmp(numbers[i].name, input->name) == 0 && (absurd || !numbers[i].absurd))
			places_add(values, numbers[i].value);
}

static gboolean is_named(const struct rmm_value *input, const char *name)
{
	return strcmp(input->name, name) == 0;
}

/* What is neither an address of a place nor a number that a table has. */
static void add_of_object(const CallScope *scope, const CallObject *object, const Places *places,
			  gboolean absurd, GArray *values)
{
	if (object == &object_range)
		add_ranges(places, values);
	else if (object == &object_level)
		for (guint64 level = 0; level <= RMM_PAGE_LEVEL + (absurd ? 1u : 0u); level++)
			places_add(values, level);
	else if (object == &object_width || object == &object_level_start || object == &object_vmid)
		add_of_realms(scope, object, values);
	else if (object == &object_mpidr || object == &object_cpu)
		add_mpidrs(scope, values);
	else if (object == &object_handle)
		add_handles(scope, absurd, values);
}

void any_values(const CallScope *scope, const struct rmm_value *input, unsigned element,
		const Places *places, gboolean absurd, GArray *values)
{
	const CallObject *object = call_object(scope, input);
	const GArray *named = places_of(places, object);

	/* Granules for a REC: which is which makes no difference. */
	if (is_named(input, "aux") && places->granules->len) {
		places_add(values, g_array_index(places->granules, guint64,
						 element % places->granules->len));
		return;
	}
	if (is_named(input, "pa")) {
		named = places->granules;
		places_add(values, defaults_page(scope->model, rmm_granule_shift(scope->state)));
	}
	if (named)
		add_addresses(named, absurd, values);
	add_of_object(scope, object, places, absurd, values);
	if (is_named(input, "req"))
		places_add(values, (guint64)scope->model->rmi_major << 16);
	add_numbers(input, absurd, values);
	add_flags(scope, input, places->named_only, values);
}

unsigned any_elements(const CallScope *scope, const struct rmm_value *input)
{
	return is_named(input, "aux") ? MIN(input->count, scope->model->config.platform.aux_count) : 1;
}

/* ---- what is wrong ---- */

void any_wrong_values(const CallScope *scope, const struct rmm_value *input, const Places *places,
		      GArray *values)
{
	guint64 page = defaults_page(scope->model, rmm_granule_shift(scope->state));

	if (is_named(input, "num_aux"))
		places_add(values, scope->model->config.platform.aux_count + 1);
	if (call_object(scope, input) != &object_host || is_named(input, "pa"))
		return;
	places_add(values, page + 1);
	places_add(values, OUTSIDE);
	/* No memory of the Host's. */
	if (places->rds->len)
		places_add(values, g_array_index(places->rds, guint64, 0));
}

/* ---- ranges ---- */

gboolean any_passed_ranges(const CallScope *scope, const struct rmm_command *command, guint number,
			   PassedRanges *passed)
{
	gboolean list = rmm_value_named(command->inputs, command->input_count, "list") != NULL;
	gboolean typed = rmm_value_named(command->inputs, command->input_count, "oaddr_type") != NULL;
	guint ways = typed ? ADDRESS_TYPES : list ? 2 : 1;
	guint64 page = defaults_page(scope->model, rmm_granule_shift(scope->state));

	*passed = (PassedRanges){ .has_list = FALSE };
	if (number >= ways)
		return FALSE;
	if (typed && number == ADDRESS_TYPE_LIST)
		*passed = (PassedRanges){ { { "oaddr_type", number }, { "list_count", 1 },
					    { "oaddr", page } }, TRUE };
	else if (typed)
		*passed = (PassedRanges){ { { "oaddr_type", number }, { "list_count", 0 } }, FALSE };
	else if (list)
		*passed = (PassedRanges){ { { "list_count", number } }, number != 0 };
	return TRUE;
}
