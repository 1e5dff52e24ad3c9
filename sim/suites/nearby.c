/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls with one input as other calls have it, or misaligned, or beyond what can be delegated. */
#include "suites/nearby.h"

#include "engine/engine.h"

/* Memory that cannot be delegated, a Granule of any size; no scenario has any there. */
#define UNDELEGABLE      0x4000000000
#define UNDELEGABLE_SIZE 0x10000

/* What an address is off by that is not aligned. */
#define MISALIGNED 8

struct Nearby {
	const Goals *goals;
	GPtrArray *values[COMMANDS];    /* of GArray of guint64, by input; NULL: never called */
};

Nearby *nearby_new(const Goals *goals)
{
	Nearby *nearby = g_new0(Nearby, 1);

	nearby->goals = goals;
	return nearby;
}

void nearby_free(Nearby *nearby)
{
	if (!nearby)
		return;
	for (guint i = 0; i < COMMANDS; i++)
		g_clear_pointer(&nearby->values[i], g_ptr_array_unref);
	g_free(nearby);
}

void nearby_add_region(struct rmm_config *config)
{
	if (config->region_count < RMM_REGIONS_MAX)
		config->regions[config->region_count++] = (struct rmm_region){
			.base = UNDELEGABLE, .size = UNDELEGABLE_SIZE };
}

/* ---- values ---- */

static void add_value(GArray *values, guint64 value)
{
	for (guint i = 0; i < values->len; i++)
		if (g_array_index(values, guint64, i) == value)
			return;
	g_array_append_val(values, value);
}

void nearby_collect(Nearby *nearby, const struct rmm_model *model, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	GPtrArray **values = &nearby->values[call->command];

	if (!nearby->goals->seconds[call->command])
		return;
	if (!*values)
		*values = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	for (unsigned i = 0; i < command->input_count; i++) {
		guint64 value = call->in[command->inputs[i].slot];

		if (i == (*values)->len)
			g_ptr_array_add(*values, g_array_new(FALSE, FALSE, sizeof(guint64)));
		add_value((*values)->pdata[i], value);
		add_value((*values)->pdata[i], value + MISALIGNED);
		if (command->inputs[i].type != &rmm_pa)
			continue;
		add_value((*values)->pdata[i], UNDELEGABLE);
		add_value((*values)->pdata[i], UNDELEGABLE + MISALIGNED);
	}
}

/* ---- pairs ---- */

static guint64 permitted_of(const struct rmm_rules *rules, guint64 violated)
{
	guint64 permitted = 0;

	for (guint64 rest = violated; rest; rest &= rest - 1) {
		guint i = (guint)__builtin_ctzll(rest);

		if (!(violated & rules->after[i]))
			permitted |= (guint64)1 << i;
	}
	return permitted;
}

static void tell_pairs(const Nearby *nearby, enum rmm_command_id id, guint64 permitted,
		       const struct rmm_value *input, NearbyMet *met, gpointer user)
{
	const Goals *goals = nearby->goals;

	for (guint64 rest = permitted; rest; rest &= rest - 1) {
		guint i = (guint)__builtin_ctzll(rest);

		for (guint64 behind = goals->seconds[id][i] & permitted; behind; behind &= behind - 1)
			met(user, goals->first[id] + i * goals->model->rules[id].count +
				  (guint)__builtin_ctzll(behind), input);
	}
}

void nearby_try(const Nearby *nearby, const struct rmm_model *model, struct rmm *state,
		const struct rmm_call *call, NearbyMet *met, gpointer user)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	const struct rmm_rules *rules = &model->rules[call->command];
	const GPtrArray *all = nearby->values[call->command];
	g_autofree struct rmm_call *other = g_memdup2(call, sizeof(*call));

	for (unsigned i = 0; all && i < command->input_count; i++) {
		const struct rmm_value *input = &command->inputs[i];
		const GArray *values = all->pdata[i];

		for (guint j = 0; j < values->len; j++) {
			other->in[input->slot] = g_array_index(values, guint64, j);
			tell_pairs(nearby, call->command,
				   permitted_of(rules, rmm_violated(model, state, other)), input,
				   met, user);
		}
		other->in[input->slot] = call->in[input->slot];
	}
}
