/* SPDX-License-Identifier: BSD-3-Clause */
/* Unmapping a range (2.0: A5.3.3.3). */
#include "rmi/range_unmap.h"

#include "engine/context.h"
#include "engine/engine.h"
#include "state/data.h"
#include "state/tracking.h"
#include "engine/operation.h"

struct rmm_address_set rmm_unmapped_set(const struct rmm_context *c)
{
	uint64_t count = c->result->out[OUT_COUNT];

	return (struct rmm_address_set){ &c->result->out[OUT_LIST],
					 count < RMM_DESCRIPTORS_MAX ? (unsigned)count
								     : RMM_DESCRIPTORS_MAX };
}

/* ---- conditions ---- */

SHARED_PREDICATE(unused_not_zero, "type != LIST && (oaddr != 0 || list_count != 0)")
{
	return rmm_oaddr_type(c) != ADDRESS_TYPE_LIST &&
	       (rmm_in(c, RANGE_OADDR) != 0 ||
		(rmm_in(c, RANGE_FLAGS) >> LIST_COUNT_SHIFT & LIST_COUNT_MASK) != 0);
}

SHARED_PREDICATE(list_not_undelegated, "type == LIST && gran(list_addr) != GRAN_UNDELEGATED")
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, RANGE_OADDR));

	return rmm_oaddr_type(c) == ADDRESS_TYPE_LIST &&
	       (granule == RMM_NONE ||
		rmm_granule_state(c->model, c->state, granule) != GRANULE_UNDELEGATED);
}

SHARED_PREDICATE(list_has_no_room, "type == LIST && list_count == 0")
{
	return rmm_oaddr_type(c) == ADDRESS_TYPE_LIST && rmm_list_count(c) == 0;
}

/* ---- carrying it out ---- */

/* A range that is being unmapped. */
struct work {
	struct rmm_context *c;
	const struct rmm_unmapping *unmapping;
	struct rmm_interrupts interrupts;
	struct rmm_walk walk;           /* to the first entry */
	struct rmm_run run;
	uint64_t size;                  /* of an entry */
	uint64_t progress;              /* bytes taken out */
	uint64_t freed;                 /* Granules freed */
	struct rmm_address_list list;   /* what the entries mapped */
	struct rmm_tracked_span span;   /* where the memory lies that was looked at last */
};

static void begin(struct work *work, struct rmm_context *c,
		  const struct rmm_unmapping *unmapping)
{
	*work = (struct work){ .c = c, .unmapping = unmapping, .interrupts = { c->call, 0 } };
	/* With no entry in its hands an operation does not keep the Realm from going. */
	if (rmm_context_walk(c)) {
		work->walk = c->walk;
		work->run = rmm_context_run(c);
		work->size = rmm_level_size(c->model, c->state, work->walk.level);
	}
	/* One descriptor tells a contiguous range; without, nothing is told. */
	work->list.capacity = rmm_oaddr_type(c) == ADDRESS_TYPE_LIST ? rmm_list_count(c)
			      : rmm_oaddr_type(c) == ADDRESS_TYPE_SINGLE ? 1
			      : c->model->config.descriptors;
}

/* Can the block that follows @last be told behind it? */
static bool is_told(struct work *work, uint64_t pa, uint64_t last)
{
	if (rmm_oaddr_type(work->c) == ADDRESS_TYPE_SINGLE && last && pa != last + work->size)
		return false;
	return rmm_list_add(work->c->model, work->c->state, &work->list, pa, work->walk.level,
			    work->unmapping->frees_granules);
}

/* The entry between being taken out and being what it becomes. */
static struct rmm_rtte taken_out(const struct work *work, struct rmm_rtte rtte, uint32_t slot)
{
	const struct rmm_model *m = work->c->model;

	if (!work->unmapping->frees_granules)
		return rtte_make_intermediate(RIPAS_EMPTY, rtte_address(rtte), slot);
	return rtte_with_lost(rtte_make_intermediate(rmm_ripas_without_data(m, rtte),
						     rtte_address(rtte), slot),
			      rmm_lost_without_data(m, work->c->state, rtte, work->walk.level));
}

/* An entry that another operation holds counts as live, or as an
 * implementation has it as VOID. */
static bool is_skipped(const struct work *work, struct rmm_rtte rtte)
{
	return !rtte_is_live(rtte) ||
	       (rtte_is(rtte, RTTE_INTERMEDIATE) &&
		rmm_variant(work->c->model, VARIANT_TF_INTERMEDIATE_IS_VOID));
}

/* Goes on to the end of an entry that is not mapped, or of the range. */
static void pass_over(struct work *work)
{
	uint64_t at = rmm_in(work->c, RANGE_BASE) + work->progress;
	uint64_t next = (at | (work->size - 1)) + 1, end = rmm_range_end(work->c);

	work->progress += (next < end ? next : end > at ? end : at) - at;
}

/* Do entries from @first on map the @size bytes at @pa, all of them and in a row? */
static bool covers(const struct work *work, uint32_t first, uint64_t pa, uint64_t size)
{
	uint64_t count = size / work->size;

	if (size % work->size != 0 || count > work->run.count - first ||
	    rmm_in(work->c, RANGE_BASE) + work->progress + size > rmm_range_end(work->c) ||
	    work->list.count == work->list.capacity)
		return false;
	for (uint64_t i = 0; i < count; i++)
		if (!rtte_is(work->run.entries[first + i], work->unmapping->from) ||
		    rtte_address(work->run.entries[first + i]) != pa + i * work->size)
			return false;
	return true;
}

/* C16: would entry @i be taken out of what is tracked as one, and not all of that? */
static bool splits_region(struct work *work, uint32_t i)
{
	uint64_t pa = rtte_address(work->run.entries[i]);
	bool began = rmm_span_has(&work->span, pa);

	if (!work->unmapping->frees_granules ||
	    !rmm_tracked_as_one(work->c->model, work->c->state, pa, &work->span))
		return false;
	return pa == work->span.from
	       ? !covers(work, i, pa, work->span.until - work->span.from) : !began;
}

bool rmm_unmap_splits_region(struct rmm_context *c, const struct rmm_unmapping *unmapping)
{
	struct work work;
	uint32_t first;

	begin(&work, c, unmapping);
	if (!work.size)
		return false;
	first = rmm_run_index(&work.run, rmm_in(c, RANGE_BASE));
	/* Without room in the list nothing is done at all. */
	return work.list.capacity && first < work.run.count &&
	       rtte_is(work.run.entries[first], unmapping->from) && splits_region(&work, first);
}

/* Takes entries out until one does not go, or progress ends. */
static void sweep(struct work *work, uint32_t slot)
{
	struct rmm_context *c = work->c;
	uint64_t last = 0;

	for (uint32_t i = rmm_run_index(&work->run, rmm_in(c, RANGE_BASE));
	     i < work->run.count && rmm_in(c, RANGE_BASE) + work->progress < rmm_range_end(c); i++) {
		struct rmm_rtte rtte = work->run.entries[i];

		/* What is not mapped may be passed over in part (2.0-bet3). */
		if (is_skipped(work, rtte) && rmm_has(c->model, TRAIT_IDEMPOTENT)) {
			pass_over(work);
			continue;
		}
		if (rmm_in(c, RANGE_BASE) + work->progress + work->size > rmm_range_end(c))
			break;
		if (!is_skipped(work, rtte)) {
			if (!rtte_is(rtte, work->unmapping->from) || splits_region(work, i) ||
			    !is_told(work, rtte_address(rtte), last))
				break;
			last = rtte_address(rtte);
			work->run.entries[i] = taken_out(work, rtte, slot);
		}
		work->progress += work->size;
	}
}

static bool is_ours(struct rmm_rtte rtte, uint32_t slot)
{
	return rtte_is(rtte, RTTE_INTERMEDIATE) && rtte_operation(rtte) == slot;
}

/*
 * The operation remembers what the sweep took out where the list of a map
 * command would be.
 */
static uint64_t *remembered(const struct work *work, uint32_t slot)
{
	return rmm_operation_inputs(work->c->model, work->c->state, slot) + RANGE_LIST;
}

static void remember(const struct work *work, uint32_t slot)
{
	memset(remembered(work, slot), 0, 8 * (size_t)work->c->model->config.descriptors);
	memcpy(remembered(work, slot), work->list.descriptors,
	       8 * (size_t)work->list.count);
}

static void recall(struct work *work, uint32_t slot)
{
	const uint64_t *descriptors = remembered(work, slot);

	while (work->list.count < work->c->model->config.descriptors &&
	       descriptors[work->list.count]) {
		work->list.descriptors[work->list.count] = descriptors[work->list.count];
		work->list.count++;
	}
}

/* Nothing comes between the Granules of what is tracked as one. */
static bool is_amid(struct work *work, uint64_t pa)
{
	return rmm_tracked_as_one(work->c->model, work->c->state, pa, &work->span) &&
	       pa != work->span.from;
}

/* False: interrupted. Looks once at every entry of the table, then frees. */
static bool drain(struct work *work)
{
	struct rmm_context *c = work->c;
	struct rmm_address_set set = { work->list.descriptors, work->list.count };
	uint64_t granules = rmm_set_size(c->model, c->state, &set) / rmm_granule_bytes(c->state);

	for (uint32_t i = 0; i < rmm_entry_count(c->model, c->state); i++)
		if (rmm_interrupted(&work->interrupts))
			return false;
	for (; work->unmapping->frees_granules && work->freed < granules; work->freed++) {
		uint64_t pa = rmm_list_granule(c->model, c->state, &work->list, work->freed);
		uint32_t granule = rmm_granule_at(c->model, pa);

		if (!is_amid(work, pa) && rmm_interrupted(&work->interrupts))
			return false;
		rmm_granule_set(c->model, c->state, granule, GRANULE_DELEGATED, 0);
	}
	return true;
}

static void succeed(struct work *work, uint32_t slot)
{
	struct rmm_context *c = work->c;
	uint64_t *out = c->result->out;

	for (uint32_t i = 0; i < work->run.count; i++) {
		struct rmm_rtte *entry = &work->run.entries[i];

		if (is_ours(*entry, slot))
			*entry = rtte_with_lost(rtte_make(work->unmapping->to,
							  rtte_ripas(*entry), 0),
						rtte_is_lost(*entry));
	}
	c->result->status = RMI_SUCCESS;
	/* The Host goes on from here: not beyond what it asked for (A5.3.3.3). */
	out[OUT_RANGE_TOP] = rmm_in(c, RANGE_BASE) + work->progress;
	/* The state of the memory is in the entries of a list only. */
	if (rmm_oaddr_type(c) == ADDRESS_TYPE_SINGLE && work->list.count)
		out[OUT_RANGE] = work->list.descriptors[0] & ~((uint64_t)1 << 63);
	if (rmm_oaddr_type(c) != ADDRESS_TYPE_LIST)
		return;
	/* A departure: the list could not be written, and nothing is told. */
	if (rmm_list_not_ns.holds(c, (struct rmm_operands){ 0, 0 }))
		work->list.count = 0;
	out[OUT_COUNT] = work->list.count;
	for (unsigned i = 0; i < work->list.count; i++)
		out[OUT_LIST + (int)i] = work->list.descriptors[i];
}

void rmm_unmap_range(struct rmm_context *c, const struct rmm_unmapping *unmapping)
{
	struct rmm_operation *operation;
	struct work work;
	uint32_t slot;

	begin(&work, c, unmapping);
	slot = rmm_operation_begin(c);
	if (slot == RMM_NONE)
		return;
	sweep(&work, slot);
	if (drain(&work)) {
		rmm_operation_end(c, slot);
		succeed(&work, slot);
		return;
	}
	operation = rmm_operation(c->model, c->state, slot);
	operation->progress = work.progress;
	operation->offset = work.freed;
	remember(&work, slot);
	rmm_operation_wait(c, slot, PHASE_CONTINUE);
}

void rmm_unmap_range_resume(struct rmm_context *c, const struct rmm_unmapping *unmapping,
			    uint32_t slot)
{
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	struct work work;

	/* The Host may have taken the page of the list away (C68). */
	if (!rmm_variant(c->model, VARIANT_TF_UNMAP_LIST_LOST) &&
	    rmm_list_not_ns.holds(c, (struct rmm_operands){ 0, 0 })) {
		rmm_report_id(c, "oaddr_list_pas");
		return;
	}
	begin(&work, c, unmapping);
	work.progress = operation->progress;
	work.freed = operation->offset;
	recall(&work, slot);
	if (drain(&work)) {
		rmm_operation_end(c, slot);
		succeed(&work, slot);
		return;
	}
	operation->offset = work.freed;
	rmm_operation_wait(c, slot, PHASE_CONTINUE);
}
