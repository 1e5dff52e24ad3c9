/* SPDX-License-Identifier: BSD-3-Clause */
/* The same machine with little that is spare. */
#include "shell/small_machine.h"

#include <string.h>

#include "state/boot.h"
#include "state/granule.h"
#include "version/make.h"

/* Slots for what may be created. */
#define SPARE_RTTS 4

/* Granules that count: by number, one byte each. */
typedef struct {
	const RunEnd *now;
	GByteArray *wanted;
} Memory;

static void want(const Memory *memory, guint64 pa)
{
	uint32_t granule = rmm_granule_at(memory->now->model, pa);

	if (granule != RMM_NONE)
		memory->wanted->data[granule] = 1;
}

/* What the calls that led here were about, pages that they copied from included. */
static void want_inputs(const Memory *memory, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(memory->now->model, call->command);

	for (unsigned i = 0; command && i < command->input_count; i++)
		for (unsigned j = 0; j < command->inputs[i].count; j++)
			if (command->inputs[i].type->form == FORM_ADDRESS)
				want(memory, rmm_value_get(&command->inputs[i], call->in, j));
}

static void find_wanted(const Memory *memory, const GArray *entries, const GArray *granules)
{
	const RunEnd *now = memory->now;
	struct rmm_call call;

	for (uint32_t i = 0; i < now->model->layout.granules; i++)
		if (rmm_granule_state(now->model, now->state, i) != GRANULE_UNDELEGATED)
			memory->wanted->data[i] = 1;
	for (guint i = 0; i < granules->len; i++)
		want(memory, g_array_index(granules, guint64, i));
	for (guint i = 0; i < entries->len; i++) {
		packed_call_unpack(g_array_index(entries, TrailEntry, i).packed, &call);
		want_inputs(memory, &call);
	}
}

/*
 * Regions around what is wanted, @gap Granules apart at least: their number; of
 * so many as there may be, @regions get them.
 */
static unsigned make_regions(const Memory *memory, uint32_t gap, struct rmm_region *regions)
{
	const struct rmm_model *model = memory->now->model;
	uint32_t last = RMM_NONE;
	unsigned count = 0;

	for (uint32_t i = 0; i < model->layout.granules; i++) {
		const struct rmm_region *of = rmm_granule_region(model, i);
		guint64 pa = rmm_granule_pa(model, i);

		if (!memory->wanted->data[i])
			continue;
		if (last == RMM_NONE || i - last > gap || rmm_granule_region(model, last) != of) {
			if (count++ == RMM_REGIONS_MAX)
				return count;
			regions[count - 1] = *of;
			regions[count - 1].base = pa;
		}
		regions[count - 1].size = pa + RMM_GRANULE_SIZE - regions[count - 1].base;
		last = i;
	}
	return count;
}

static void shrink_memory(struct rmm_config *config, const RunEnd *now, const GArray *entries,
			  const GArray *granules)
{
	g_autoptr(GByteArray) wanted = g_byte_array_new();
	const Memory memory = { now, wanted };
	uint32_t gap = 1;

	g_byte_array_set_size(wanted, now->model->layout.granules);
	memset(wanted->data, 0, wanted->len);
	find_wanted(&memory, entries, granules);
	do {
		config->region_count = make_regions(&memory, gap, config->regions);
		gap *= 2;
	} while (config->region_count > RMM_REGIONS_MAX);
}

static void shrink_config(struct rmm_config *config, const RunEnd *now)
{
	config->hash = NULL;
	config->contents = false;
	config->words = 0;
	config->gprs = 4;
	config->rtts = MIN(config->rtts, now->state->rtts_high + SPARE_RTTS);
	config->realms = MIN(config->realms, now->state->realms_high + 1);
	config->recs = MIN(config->recs, now->state->recs_high + 1);
	config->operations = MIN(config->operations, now->state->operations_high + 1);
}

static gboolean is_alike(const RunEnd *now, const SmallMachine *small)
{
	const struct rmm *a = now->state, *b = small->state;

	for (uint32_t i = 0; i < small->model->layout.granules; i++) {
		uint32_t other = rmm_granule_at(now->model, rmm_granule_pa(small->model, i));

		if (rmm_granule_state(small->model, b, i) != rmm_granule_state(now->model, a, other))
			return FALSE;
	}
	return TRUE;
}

gboolean small_machine_init(SmallMachine *small, const Course *course, const GArray *granules)
{
	const RunEnd now = course_end(course);
	const GArray *entries = course_machine(course)->trail->entries;
	struct rmm_config config = now.model->config;
	struct rmm_result result;
	struct rmm_call call;

	shrink_config(&config, &now);
	shrink_memory(&config, &now, entries, granules);
	small->model = g_new0(struct rmm_model, 1);
	small->state = NULL;
	if (!trail_is_whole(course_machine(course)->trail) ||
	    rmm_model_init(small->model, &config) != CONFIG_OK)
		return FALSE;
	small->state = g_malloc0(small->model->layout.size);
	rmm_state_init_zeroed(small->model, small->state);
	for (guint i = 0; i < entries->len; i++) {
		packed_call_unpack(g_array_index(entries, TrailEntry, i).packed, &call);
		rmm_step(small->model, small->state, &call, &result);
	}
	return is_alike(&now, small);
}

void small_machine_clear(SmallMachine *small)
{
	g_clear_pointer(&small->model, g_free);
	g_clear_pointer(&small->state, g_free);
}
