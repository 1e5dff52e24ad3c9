/* SPDX-License-Identifier: BSD-3-Clause */
/* Stateful RMI Operations (2.0: B4.3.2). */
#include "engine/operation.h"

#include "engine/context.h"

/* B4.6.92, B4.6.41; the request for memory by its fields too. */
const struct rmm_value rmm_incomplete_values[] = {
	VALUE(INCOMPLETE_MEM_REQ, "mem_req", rmm_memory_request),
	VALUE(INCOMPLETE_CAN_CANCEL, "can_cancel", rmm_flag),
	VALUE(INCOMPLETE_HANDLE, "handle", rmm_bits64),
	VALUE(INCOMPLETE_DONATE_REQ, "donate_req", rmm_bits64),
	FIELD(INCOMPLETE_DONATE_REQ, "blk_level", rmm_block_size, 0, 2),
	FIELD(INCOMPLETE_DONATE_REQ, "blk_count", rmm_uint64, 2, 14),
	FIELD(INCOMPLETE_DONATE_REQ, "contig", rmm_flag, 16, 1),
	FIELD(INCOMPLETE_DONATE_REQ, "mem_state", rmm_memory_state, 17, 1),
};
const unsigned rmm_incomplete_value_count =
	sizeof(rmm_incomplete_values) / sizeof(rmm_incomplete_values[0]);

/* Donated memory comes in Granules, DELEGATED, anywhere. */
#define DONATE_COUNT_SHIFT 2

uint32_t rmm_operation_begin(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;

	for (uint32_t slot = 0; slot < m->config.operations; slot++) {
		struct rmm_operation *operation = rmm_operation(m, c->state, slot);

		if (operation->command)
			continue;
		if (slot >= c->state->operations_high)
			c->state->operations_high = slot + 1;
		operation->command = (uint16_t)(c->call->command + 1);
		operation->condition = RMM_NO_CONDITION;
		operation->index = -1;
		if (c->command->is_of_pe && rmm_has(m, TRAIT_BINDS_OPERATIONS))
			operation->pe = (uint8_t)(c->call->pe + 1);
		memcpy(rmm_operation_inputs(m, c->state, slot), c->call->in,
		       8 * (size_t)m->layout.operation_inputs);
		rmm_global(c->state)->operations++;
		return slot;
	}
	c->result->status = RMI_BLOCKED;
	return RMM_NONE;
}

bool rmm_operation_room(const struct rmm_context *c)
{
	return rmm_global(c->state)->operations < c->model->config.operations;
}

void rmm_operation_end(struct rmm_context *c, uint32_t slot)
{
	memset(rmm_operation(c->model, c->state, slot), 0, c->model->layout.operation_stride);
	rmm_global(c->state)->operations--;
}

uint32_t rmm_operation_at(const struct rmm_context *c, uint64_t handle)
{
	const struct rmm_operation *operation;

	if (handle >= c->model->config.operations)
		return RMM_NONE;
	operation = rmm_operation(c->model, c->state, (uint32_t)handle);
	if (operation->command == 0 ||
	    (operation->pe && operation->pe != c->call->pe + 1 &&
	     !rmm_variant(c->model, VARIANT_OPERATION_OF_ANY_PE)))
		return RMM_NONE;
	return (uint32_t)handle;
}

void rmm_operation_wait(struct rmm_context *c, uint32_t slot, enum rmm_phase phase)
{
	static const uint8_t requests[] = {
		[PHASE_CONTINUE] = MEMORY_REQUEST_NONE, [PHASE_DONATE] = MEMORY_REQUEST_DONATE,
		[PHASE_RECLAIM] = MEMORY_REQUEST_RECLAIM, [PHASE_FINISH] = MEMORY_REQUEST_NONE,
		[PHASE_ROLL_BACK] = MEMORY_REQUEST_NONE,
	};
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	uint64_t *told = c->result->incomplete;

	operation->phase = (uint8_t)phase;
	c->result->status = RMI_INCOMPLETE;
	c->result->index = -1;
	c->result->condition = RMM_NO_CONDITION;
	c->result->permitted = 0;
	told[INCOMPLETE_MEM_REQ] = requests[phase];
	told[INCOMPLETE_CAN_CANCEL] = c->model->config.platform.can_cancel &&
				      phase <= PHASE_DONATE;
	told[INCOMPLETE_HANDLE] = slot;
	told[INCOMPLETE_DONATE_REQ] = phase == PHASE_DONATE
				      ? (uint64_t)operation->wanted << DONATE_COUNT_SHIFT : 0;
}

void rmm_operation_fail(struct rmm_context *c, uint32_t slot)
{
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);

	operation->status = (uint8_t)c->result->status;
	operation->index = (int8_t)c->result->index;
	operation->condition = (int8_t)c->result->condition;
	rmm_operation_wait(c, slot, PHASE_RECLAIM);
}

/*
 * E25, E26, E60: any that began with this rd; in another reading only what is bound
 * to the RD, and RMI_REC_CREATE is bound to the REC.
 */
SHARED_PREDICATE(operation_of_realm, "an operation of the Realm is incomplete")
{
	const struct rmm_model *m = c->model;

	if (!rmm_context_realm(c) || rmm_global(c->state)->operations == 0)
		return false;
	for (uint32_t slot = 0; slot < m->config.operations; slot++) {
		const struct rmm_operation *operation = rmm_operation(m, c->state, slot);
		const struct rmm_command *command = operation->command == 0 ? NULL
			: rmm_command(m, (enum rmm_command_id)(operation->command - 1));

		if (command && command->rd &&
		    rmm_operation_inputs(m, c->state, slot)[SLOT(command->rd)] ==
		    rmm_input(c, c->command->rd) &&
		    !(operation->command - 1 == CMD_RMI_REC_CREATE &&
		      rmm_variant(m, VARIANT_ACTIVATE_BESIDE_REC_CREATE)))
			return true;
	}
	return false;
}

/* ---- commands that are interrupted before their effect ---- */

/* The Granule that mark @i of the command is about; RMM_NONE: none. */
static uint32_t marked_granule(struct rmm_context *c, unsigned i)
{
	unsigned input = c->command->marks[i];

	return input ? rmm_granule_at(c->model, rmm_input(c, input)) : RMM_NONE;
}

static void set_state(struct rmm_context *c, uint32_t granule, enum rmm_granule_state state)
{
	rmm_granule_set(c->model, c->state, granule, state,
			rmm_granule_link(c->model, c->state, granule));
}

/* The Granule of the child RTT that the entry of the walk leads to. */
static uint32_t child_granule(struct rmm_context *c)
{
	return rmm_granule_at(c->model, rtte_address(c->walk.rtte));
}

void rmm_operation_mark(struct rmm_context *c, uint32_t slot)
{
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	const struct rmm_walk *walk = rmm_context_walk(c);

	for (unsigned i = 0; i < 2; i++) {
		uint32_t granule = marked_granule(c, i);

		if (granule == RMM_NONE)
			continue;
		operation->marked[i] = (uint8_t)rmm_granule_state(c->model, c->state, granule);
		set_state(c, granule, GRANULE_INTERMEDIATE);
	}
	if (walk && rtte_is(walk->rtte, RTTE_TABLE)) {
		set_state(c, child_granule(c), GRANULE_INTERMEDIATE);
	} else if (walk) {
		operation->offset = rtte_bits(walk->rtte);
		rmm_set_rtte(c->model, c->state, walk,
			     rtte_make_intermediate(rtte_ripas(walk->rtte),
						    rtte_address(walk->rtte), slot));
	}
}

void rmm_operation_interrupt(struct rmm_context *c)
{
	uint32_t slot;

	/* The walk is that of the state before. */
	rmm_context_walk(c);
	slot = rmm_operation_begin(c);
	if (slot == RMM_NONE)
		return;
	rmm_operation_mark(c, slot);
	rmm_operation_wait(c, slot, PHASE_CONTINUE);
}

void rmm_operation_unmark(struct rmm_context *c, uint32_t slot)
{
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	const struct rmm_walk *walk;

	if (rmm_variant(c->model, VARIANT_OPERATION_LEAVES_MARKS))
		return;
	for (unsigned i = 0; i < 2; i++) {
		uint32_t granule = marked_granule(c, i);

		if (granule != RMM_NONE)
			set_state(c, granule, operation->marked[i]);
	}
	walk = rmm_context_walk(c);
	if (walk && rtte_is(walk->rtte, RTTE_TABLE))
		set_state(c, child_granule(c), GRANULE_RTT);
	else if (walk && rtte_is(walk->rtte, RTTE_INTERMEDIATE) &&
		 rtte_operation(walk->rtte) == slot)
		rmm_set_rtte(c->model, c->state, walk, rtte_of_bits(operation->offset));
	c->realm_known = c->rec_known = c->walk_known = false;
}

/* ---- going on ---- */

struct rmm_call rmm_operation_call(const struct rmm_context *c, uint32_t slot)
{
	const struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	struct rmm_call call = {
		.command = (enum rmm_command_id)(operation->command - 1),
		.interrupt = c->call->interrupt,
		.limited = c->call->limited, .limit = c->call->limit,
		.stop = c->call->stop, .pe = c->call->pe,
	};

	memcpy(call.in, rmm_operation_inputs(c->model, c->state, slot),
	       8 * (size_t)c->model->layout.operation_inputs);
	return call;
}

bool rmm_operation_lies_in(const struct rmm_model *m, const struct rmm *s, uint32_t realm,
			   uint64_t base, uint64_t top)
{
	for (uint32_t i = 0; i < m->config.operations; i++) {
		const struct rmm_operation *operation = rmm_operation(m, s, i);
		const uint64_t *in = rmm_operation_inputs(m, s, i);
		const struct rmm_command *command;
		uint64_t at;

		if (!operation->command)
			continue;
		command = rmm_command(m, (enum rmm_command_id)(operation->command - 1));
		if (!command->rd || !command->ipa ||
		    rmm_realm_at(m, s, in[SLOT(command->rd)]) != realm)
			continue;
		/* At the end of a table it was in that table last. */
		at = in[SLOT(command->ipa)] + operation->progress;
		if ((at >= base && at < top) ||
		    (operation->progress && at - 1 >= base && at - 1 < top))
			return true;
	}
	return false;
}

/* ---- RMI_BLOCKED ---- */

SHARED_PREDICATE(operation_lies_in_child, "an operation goes on in the range of the child")
{
	uint64_t base = rmm_input(c, c->command->ipa);
	int level = (int)rmm_input(c, c->command->level);

	return rmm_context_realm(c) && level > 0 && level <= RMM_PAGE_LEVEL &&
	       rmm_operation_lies_in(c->model, c->state, c->realm, base,
				     base + rmm_level_size(c->model, c->state, level - 1));
}

static bool granule_is_intermediate(struct rmm_context *c, unsigned input)
{
	return input && rmm_state_at(c->model, c->state, rmm_input(c, input)) ==
			GRANULE_INTERMEDIATE;
}

static bool is_intermediate(const struct rmm_context *c, uint32_t granule)
{
	return rmm_granule_state(c->model, c->state, granule) == GRANULE_INTERMEDIATE;
}

SHARED_PREDICATE(target_is_intermediate, "a target is INTERMEDIATE")
{
	const struct rmm_walk *walk;
	uint32_t granule;

	if (rmm_global(c->state)->operations == 0)
		return false;
	if (granule_is_intermediate(c, c->command->rd) ||
	    granule_is_intermediate(c, c->command->rec) ||
	    granule_is_intermediate(c, c->command->marks[0]) ||
	    granule_is_intermediate(c, c->command->marks[1]))
		return true;
	walk = rmm_context_walk(c);
	if (!walk)
		return false;
	if (rtte_is(walk->rtte, RTTE_INTERMEDIATE))
		return c->call->command != CMD_RMI_RTT_SET_RIPAS ||
		       !rmm_variant(c->model, VARIANT_TF_SET_RIPAS_BESIDE_OPERATION);
	/* The table that the walk reached, and one that is to be destroyed or folded. */
	granule = rmm_rtt_granule(c->model, c->state, walk->rtt);
	if (granule != RMM_NONE && is_intermediate(c, granule))
		return true;
	return c->command->walk == WALK_PARENT && rtte_is(walk->rtte, RTTE_TABLE) &&
	       is_intermediate(c, child_granule(c));
}
