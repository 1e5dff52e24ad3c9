/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariants about what incomplete operations hold (2.0: B4.3.2). */
#include "check/invariant_state.h"
#include "engine/operation.h"

static bool lists(const struct rmm_model *m, const uint32_t *granules, unsigned count,
		  uint32_t granule)
{
	for (unsigned i = 0; i < count; i++)
		if (granules[i] == granule)
			return true;
	return false;
}

bool rmm_internal_granule_is_owned(const struct rmm_event *e,
				   const struct rmm_granule_pair *granule)
{
	const struct rmm_model *m = e->model;
	uint64_t slot = granule->now.link - 1;
	const struct rmm_operation *operation;
	uint32_t first;

	if (granule->now.state != GRANULE_INTERNAL)
		return true;
	first = rmm_granule_of(e->now, granule->granule);
	if (slot < m->config.recs)
		return rmm_rec(m, e->now, (uint32_t)slot)->granule &&
		       lists(m, rmm_aux(m, e->now, (uint32_t)slot),
			     m->config.platform.aux_count, first);
	slot -= m->config.recs;
	if (slot >= m->config.operations)
		return false;
	operation = rmm_operation(m, e->now, (uint32_t)slot);
	return operation->command &&
	       lists(m, rmm_operation_granules(m, e->now, (uint32_t)slot),
		     operation->held, first);
}

/* Does some operation name the Granule in an input, or the RTT that it holds? */
static bool is_named(const struct rmm_event *e, uint32_t slot, uint32_t granule)
{
	const struct rmm_operation *operation = rmm_operation(e->model, e->now, slot);
	const uint64_t *in = rmm_operation_inputs(e->model, e->now, slot);
	const struct rmm_command *command;

	if (!operation->command)
		return false;
	command = rmm_command(e->model, (enum rmm_command_id)(operation->command - 1));
	for (unsigned i = 0; i < 2; i++)
		if (command->marks[i] &&
		    rmm_granule_at(e->model, in[SLOT(command->marks[i])]) ==
		    rmm_granule_of(e->now, granule))
			return true;
	return command->walk == WALK_PARENT;
}

bool rmm_intermediate_granule_is_held(const struct rmm_event *e,
				      const struct rmm_granule_pair *granule)
{
	if (granule->now.state != GRANULE_INTERMEDIATE)
		return true;
	for (uint32_t i = 0; i < e->model->config.operations; i++)
		if (is_named(e, i, granule->granule))
			return true;
	return false;
}

bool rmm_intermediate_entry_is_held(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	struct rmm_rtte rtte = entry->now.rtte;

	if (!entry->is_used || !rtte_is(rtte, RTTE_INTERMEDIATE))
		return true;
	return rtte_operation(rtte) < e->model->config.operations &&
	       rmm_operation(e->model, e->now, rtte_operation(rtte))->command;
}
