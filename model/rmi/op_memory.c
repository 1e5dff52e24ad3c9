/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory of Stateful RMI Operations (B4.3.2.2, B4.3.2.3): B4.5.23
 * RMI_OP_MEM_DONATE and B4.5.24 RMI_OP_MEM_RECLAIM.
 */
#include "rmi/rmi.h"

#include "engine/context.h"
#include "engine/footprint.h"
#include "engine/operation.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "state/tracking.h"
#include "state/address_set.h"
#include "state/memory.h"

enum { HANDLE, LIST_ADDR, LIST_COUNT, LIST };
enum { OUT_DONATED };
enum { OUT_RECLAIMED, OUT_LIST };

static const struct rmm_value donate_inputs[] = {
	VALUE(HANDLE, "handle", rmm_bits64),
	VALUE(LIST_ADDR, "list_addr", rmm_pa),
	VALUE(LIST_COUNT, "list_count", rmm_uint64),
	MEMBERS(LIST, "list", rmm_range_descriptor, RMM_DESCRIPTORS_MAX),
};
static const struct rmm_value donate_outputs[] = {
	VALUE(OUT_DONATED, "donated_count", rmm_uint64),
};
static const struct rmm_value reclaim_inputs[] = {
	VALUE(HANDLE, "handle", rmm_bits64),
	VALUE(LIST_ADDR, "list_addr", rmm_pa),
	VALUE(LIST_COUNT, "list_count", rmm_uint64),
};
static const struct rmm_value reclaim_outputs[] = {
	VALUE(OUT_RECLAIMED, "reclaim_count", rmm_uint64),
	MEMBERS(OUT_LIST, "list", rmm_range_descriptor, RMM_DESCRIPTORS_MAX),
};

/* The operation, if it is in @phase. */
static struct rmm_operation *operation_in(const struct rmm_context *c, enum rmm_phase phase)
{
	uint32_t slot = rmm_operation_at(c, rmm_in(c, HANDLE));
	struct rmm_operation *operation;

	if (slot == RMM_NONE)
		return NULL;
	operation = rmm_operation(c->model, c->state, slot);
	return operation->phase == phase ? operation : NULL;
}

/* Operand a: phase in which the operation waits for the command. */
PREDICATE(waits_for_other, "!op_incomplete(handle), or it does not wait for this")
{
	return !operation_in(c, (enum rmm_phase)o.a);
}

/* Descriptors that count: a list lies within one Granule. */
static unsigned list_count(const struct rmm_context *c)
{
	uint64_t count = rmm_in(c, LIST_COUNT);
	uint64_t room = rmm_list_room(c->model, c->state, rmm_in(c, LIST_ADDR));

	if (count > room)
		count = room;
	return count > RMM_DESCRIPTORS_MAX ? RMM_DESCRIPTORS_MAX : (unsigned)count;
}

static struct rmm_address_set donated_set(const struct rmm_context *c)
{
	return (struct rmm_address_set){ &c->call->in[LIST], list_count(c) };
}

PREDICATE(too_much, "listed memory > required")
{
	const struct rmm_operation *operation = operation_in(c, PHASE_DONATE);
	struct rmm_address_set set = donated_set(c);

	return operation && rmm_set_size(c->model, c->state, &set) >
	       (uint64_t)operation->wanted * rmm_granule_bytes(c->state);
}

PREDICATE(memory_unaligned, "an address of the list is not aligned to its block")
{
	struct rmm_address_set set = donated_set(c);

	return operation_in(c, PHASE_DONATE) && !rmm_set_is_aligned(c->model, c->state, &set);
}

/* The model asks for DELEGATED memory: as the list says, and as it is. */
PREDICATE(described_wrongly, "a descriptor's state is not as requested")
{
	struct rmm_address_set set = donated_set(c);

	for (unsigned i = 0; i < set.count; i++)
		if (rmm_descriptor_count(c->state, set.descriptors[i]) &&
		    !rmm_descriptor_is_delegated(set.descriptors[i]))
			return operation_in(c, PHASE_DONATE) != NULL;
	return false;
}

/* Memory that is wrong behind the first Granule ends the donation there. */
PREDICATE(first_not_delegated, "gran(first address) != GRAN_DELEGATED")
{
	struct rmm_address_set set = donated_set(c);
	uint64_t pa;

	return operation_in(c, PHASE_DONATE) && rmm_set_at(c->model, c->state, &set, 0, &pa) &&
	       rmm_state_at(c->model, c->state, pa) != GRANULE_DELEGATED;
}

/* C16: it would be a part of what is tracked as one. */
static bool is_coarse(const struct rmm_context *c, uint64_t pa)
{
	return rmm_tracking_at(c->model, c->state, pa) == TRACKING_COARSE;
}

PREDICATE(first_coarse, "the first Granule is a part of what is tracked as one")
{
	struct rmm_address_set set = donated_set(c);
	uint64_t pa;

	return operation_in(c, PHASE_DONATE) && rmm_set_at(c->model, c->state, &set, 0, &pa) &&
	       is_coarse(c, pa);
}

static const struct rmm_failure donate_failures[] = {
	{ "rmm_state",  RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE),
	  .when = VARIANT_TF_RMM_STATE_CHECKED },
	{ "complete",   RMI_ERROR_INPUT, IF(waits_for_other, PHASE_DONATE) },
	{ "list_align", RMI_ERROR_INPUT, IF(not_aligned, LIST_ADDR, 8) },
	{ "list_pas",   RMI_ERROR_INPUT, IF(not_ns_accessible, LIST_ADDR) },
	{ "mem_gt",     RMI_ERROR_INPUT, IF(too_much) },
	/* The model never asks for contiguous memory. */
	{ "mem_contig", RMI_ERROR_INPUT, IF(never) },
	{ "mem_align",  RMI_ERROR_INPUT, IF(memory_unaligned) },
	{ "mem_state",  RMI_ERROR_INPUT, IF(described_wrongly) },
	{ "mem_state",  RMI_ERROR_INPUT, IF(first_not_delegated),
	  .unless = VARIANT_TF_DONATE_RECLAIMS },
	{ "one_state",  RMI_ERROR_INPUT, IF(first_coarse) },
};

/* A departure: where nothing is to be told, no one looks. */
PREDICATE(list_unreachable, "memory is to be reported && !ns_accessible(list_addr)")
{
	const struct rmm_operation *operation = operation_in(c, PHASE_RECLAIM);

	return operation && operation->held && list_count(c) &&
	       !rmm_ns_accessible(c->model, c->state, rmm_in(c, LIST_ADDR));
}

/*
 * Gives back Granules that @operation holds, in the order in which they were donated, as
 * far as @list has room for them; how many.
 */
static uint8_t give_back(struct rmm_context *c, const struct rmm_operation *operation,
			 const uint32_t *granules, struct rmm_address_list *list)
{
	uint8_t done = 0;

	while (done < operation->held && !(c->call->limited && done >= c->call->limit) &&
	       rmm_list_add(c->model, c->state, list, rmm_granule_pa(c->model, granules[done]),
			    RMM_PAGE_LEVEL, true)) {
		/* Under a departure the Host may have it already. */
		if (rmm_granule_state(c->model, c->state, granules[done]) == GRANULE_INTERNAL)
			rmm_granule_set(c->model, c->state, granules[done], GRANULE_DELEGATED, 0);
		done++;
	}
	return done;
}

/* A departure: the memory is released before it turns out that it cannot be told. */
static void release_untold(struct rmm_context *c)
{
	uint32_t slot = (uint32_t)rmm_in(c, HANDLE);
	struct rmm_address_list list = { .capacity = list_count(c) };

	give_back(c, rmm_operation(c->model, c->state, slot),
		  rmm_operation_granules(c->model, c->state, slot), &list);
}

static const struct rmm_failure reclaim_failures[] = {
	{ "rmm_state",  RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE),
	  .when = VARIANT_TF_RMM_STATE_CHECKED },
	{ "complete",   RMI_ERROR_INPUT, IF(waits_for_other, PHASE_RECLAIM) },
	{ "list_align", RMI_ERROR_INPUT, IF(not_aligned, LIST_ADDR, 8) },
	{ "list_pas",   RMI_ERROR_INPUT, IF(list_unreachable), .outputs = release_untold,
	  .has_effect = true, .when = VARIANT_TF_FAILED_RECLAIM_RELEASES },
	{ "list_pas",   RMI_ERROR_INPUT, IF(not_ns_accessible, LIST_ADDR),
	  .unless = VARIANT_TF_RECLAIM_WITHOUT_LIST },
	{ "list_pas",   RMI_ERROR_INPUT, IF(list_unreachable),
	  .when = VARIANT_TF_RECLAIM_WITHOUT_LIST },
};

/* A departure: a bad Granule ends the operation, with RMI_ERROR_INPUT. */
static void give_up(struct rmm_context *c, uint32_t slot)
{
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);

	operation->status = RMI_ERROR_INPUT;
	rmm_operation_wait(c, slot, PHASE_RECLAIM);
}

static void donate(struct rmm_context *c)
{
	uint32_t slot = (uint32_t)rmm_in(c, HANDLE);
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	uint32_t *granules = rmm_operation_granules(c->model, c->state, slot);
	struct rmm_address_set set = donated_set(c);
	uint64_t *count = &c->result->out[OUT_DONATED], pa;

	while (rmm_set_at(c->model, c->state, &set, *count * rmm_granule_bytes(c->state), &pa) &&
	       rmm_state_at(c->model, c->state, pa) == GRANULE_DELEGATED && !is_coarse(c, pa) &&
	       !(c->call->limited && *count >= c->call->limit)) {
		uint32_t granule = rmm_granule_at(c->model, pa);

		granules[operation->held++] = granule;
		operation->wanted--;
		rmm_granule_set(c->model, c->state, granule, GRANULE_INTERNAL,
				rmm_operation_link(c->model, slot));
		rmm_granule_fill(c->model, c->state, granule, 0, ORIGIN_RMM);
		(*count)++;
	}
	if (*count == 0 && rmm_set_size(c->model, c->state, &set) != 0 &&
	    rmm_variant(c->model, VARIANT_TF_DONATE_RECLAIMS))
		give_up(c, slot);
	else
		rmm_operation_wait(c, slot, operation->wanted ? PHASE_DONATE : PHASE_CONTINUE);
}

/* Where no memory is left, an implementation that may be told nothing waits on. */
static bool nothing_asked_for(const struct rmm_context *c)
{
	return list_count(c) == 0 && rmm_variant(c->model, VARIANT_TF_DONATE_RECLAIMS);
}

static void reclaim(struct rmm_context *c)
{
	uint32_t slot = (uint32_t)rmm_in(c, HANDLE);
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	uint32_t *granules = rmm_operation_granules(c->model, c->state, slot);
	struct rmm_address_list list = { .capacity = list_count(c) };
	uint8_t done = give_back(c, operation, granules, &list);

	operation->held = (uint8_t)(operation->held - done);
	for (uint8_t i = 0; i < operation->held; i++)
		granules[i] = granules[i + done];
	c->result->out[OUT_RECLAIMED] = list.count;
	for (unsigned i = 0; i < list.count; i++)
		c->result->out[OUT_LIST + (int)i] = list.descriptors[i];
	rmm_operation_wait(c, slot, operation->held || nothing_asked_for(c) ? PHASE_RECLAIM
									    : PHASE_FINISH);
}

PREDICATE(donated_are_internal, "first donated_count grans == GRAN_INTERNAL")
{
	struct rmm_address_set set = donated_set(c);
	uint64_t pa;

	for (uint64_t i = 0; i < c->result->out[OUT_DONATED]; i++)
		if (!rmm_set_at(c->model, c->state, &set, i * rmm_granule_bytes(c->state), &pa) ||
		    rmm_state_at(c->model, c->state, pa) != GRANULE_INTERNAL)
			return false;
	return true;
}

PREDICATE(reclaimed_are_delegated, "grans of the list == GRAN_DELEGATED, as before donation")
{
	uint64_t count = c->result->out[OUT_RECLAIMED], size, pa;
	struct rmm_address_set set = { &c->result->out[OUT_LIST], (unsigned)count };

	if (count > RMM_DESCRIPTORS_MAX)
		return false;
	size = rmm_set_size(c->model, c->state, &set);
	for (uint64_t i = 0; i < size; i += rmm_granule_bytes(c->state))
		if (!rmm_set_at(c->model, c->state, &set, i, &pa) ||
		    (rmm_state_at(c->model, c->old, pa) == GRANULE_INTERNAL &&
		     rmm_state_at(c->model, c->state, pa) != GRANULE_DELEGATED))
			return false;
	return true;
}

/* E24: while memory is missing, or still to be reclaimed, the operation waits for that. */
PREDICATE(waits_for_memory_or_not, "result == INCOMPLETE && (mem == NONE || memory is missing)")
{
	return c->result->status == RMI_INCOMPLETE;
}

static const struct rmm_success donate_successes[] = {
	{ "gran_state", THEN(donated_are_internal) },
	{ "result",     THEN(waits_for_memory_or_not), .in = SINCE_BET3 },
};

static const struct rmm_success reclaim_successes[] = {
	{ "gran_state", THEN(reclaimed_are_delegated) },
	{ "result",     THEN(waits_for_memory_or_not), .in = SINCE_BET3 },
};

static bool rmm_covers_memory(struct rmm_context *c, struct rmm_operands o,
			      const struct rmm_change *change)
{
	return change->kind == CHANGE_GRANULE_STATE || change->kind == CHANGE_CONTENTS ||
	       change->kind == CHANGE_OPERATION;
}

static const struct rmm_footprint footprint[] = {
	{ "memory", COVERS(memory), .note = "C18: no footprint is given" },
};

const struct rmm_command rmm_rmi_op_mem_donate = {
	.name = "RMI_OP_MEM_DONATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000208, .section = { [LINE_2_0] = "B4.5.23" },
	.summary = "Gives memory to an operation that asked for it.",
	.note = "The model asks for single Granules, DELEGATED. Memory that is not so behind "
		"the first Granule ends the donation before it.",
	ROWS_IN(donate_inputs), ROWS_OUT(donate_outputs),
	ROWS_FAILURE(donate_failures), .effect = donate, ROWS_SUCCESS(donate_successes),
	ROWS_FOOTPRINT(footprint),
};

const struct rmm_command rmm_rmi_op_mem_reclaim = {
	.name = "RMI_OP_MEM_RECLAIM", .interface = INTERFACE_RMI,
	.fid = 0xC4000209, .section = { [LINE_2_0] = "B4.5.24" },
	.summary = "Takes memory back from an operation.",
	.note = "C18: reclaim_count counts entries of the list.",
	ROWS_IN(reclaim_inputs), ROWS_OUT(reclaim_outputs),
	ROWS_FAILURE(reclaim_failures), .effect = reclaim, ROWS_SUCCESS(reclaim_successes),
	ROWS_FOOTPRINT(footprint),
};
