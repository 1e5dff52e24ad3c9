/* SPDX-License-Identifier: BSD-3-Clause */
/* Mapping a range, entry by entry (2.0: A5.3.3.2). */
#include "rmi/range_map.h"

#include "engine/engine.h"
#include "state/memory.h"
#include "engine/operation.h"
#include "state/tracking.h"

/* A range that is being mapped. */
struct work {
	struct rmm_context *c;
	const struct rmm_mapping *mapping;
	struct rmm_interrupts interrupts;
	struct rmm_walk walk;           /* to the first entry */
	struct rmm_run run;
	uint64_t size;                  /* of an entry */
	uint64_t progress, offset;      /* bytes mapped; of the entry under way */
	uint64_t pa;                    /* of the entry under way */
	struct rmm_tracked_span span;   /* where the memory lay that was looked at last */
};

static void look(struct work *work, struct rmm_context *c, const struct rmm_mapping *mapping)
{
	struct rmm_walk other;

	*work = (struct work){ .c = c, .mapping = mapping, .interrupts = { c->call, 0 } };
	work->walk = *rmm_map_walk(c, &other);
	work->run = rmm_rtt_run(c->model, c->state, rmm_context_realm(c), &work->walk,
				rmm_in(c, RANGE_BASE));
	work->size = rmm_level_size(c->model, c->state, work->walk.level);
}

static void begin(struct work *work, struct rmm_context *c, const struct rmm_mapping *mapping)
{
	look(work, c, mapping);
	rmm_note_table(c->model, c->state, work->run.rtt);
}

static uint32_t entry_index(const struct work *work)
{
	return rmm_run_index(&work->run, rmm_in(work->c, RANGE_BASE) + work->progress);
}

/* Finds the memory for the next entry; false: the work ends before it. */
static bool next_entry(struct work *work)
{
	struct rmm_context *c = work->c;
	struct rmm_address_set set = rmm_output_set(c);
	uint64_t descriptor, base = rmm_in(c, RANGE_BASE);

	if (entry_index(work) >= work->run.count ||
	    base + work->progress + work->size > rmm_range_end(c) ||
	    !rmm_set_take(c->model, c->state, &set, work->progress, work->size, &work->pa))
		return false;
	descriptor = rmm_set_at(c->model, c->state, &set, work->progress, &work->pa);
	return (!rmm_variant(c->model, VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR) ||
		rmm_descriptor_level(descriptor) == work->walk.level) &&
	       (!work->mapping->takes_granules || rmm_descriptor_is_delegated(descriptor));
}

/* Can the entries from here on map the @size bytes at @pa, all of them and in a row? */
static bool covers(const struct work *work, uint64_t pa, uint64_t size)
{
	struct rmm_context *c = work->c;
	struct rmm_address_set set = rmm_output_set(c);
	uint32_t first = entry_index(work);
	uint64_t at, count = size / work->size;

	if (size % work->size != 0 || count > work->run.count - first ||
	    rmm_in(c, RANGE_BASE) + work->progress + size > rmm_range_end(c))
		return false;
	for (uint64_t i = 0; i < count; i++)
		if ((i && !rtte_is(work->run.entries[first + i], work->mapping->from)) ||
		    !rmm_set_take(c->model, c->state, &set, work->progress + i * work->size,
				  work->size, &at) || at != pa + i * work->size)
			return false;
	return true;
}

/* C16: would the entry under way have a part of what is tracked as one? */
static bool splits_region(struct work *work)
{
	bool began = rmm_span_has(&work->span, work->pa);

	if (!rmm_tracked_as_one(work->c->model, work->c->state, work->pa, &work->span))
		return false;
	return work->pa == work->span.from
	       ? !covers(work, work->pa, work->span.until - work->span.from) : !began;
}

/* Nothing comes between the Granules of what is tracked as one. */
static bool is_interrupted(struct work *work, uint64_t pa)
{
	bool amid = work->span.one && pa != work->span.from && rmm_span_has(&work->span, pa);

	return !amid && rmm_interrupted(&work->interrupts);
}

bool rmm_map_splits_region(struct rmm_context *c)
{
	static const struct rmm_mapping of_data = { RTTE_VOID, NULL, true };
	struct rmm_walk other;
	struct work work;

	if (!rmm_map_walk(c, &other))
		return false;
	look(&work, c, &of_data);
	return next_entry(&work) && rtte_is(work.run.entries[entry_index(&work)], RTTE_VOID) &&
	       splits_region(&work);
}

/* Where Granule @offset of the entry under way is mapped. */
static uint64_t link_at(const struct work *work, uint64_t offset)
{
	return rmm_data_link(work->c->model, work->c->realm,
			     rmm_in(work->c, RANGE_BASE) + work->progress + offset);
}

enum outcome { DONE, INTERRUPTED, REFUSED };

/* A Granule that was taken for the entry goes back. */
static enum outcome give_back(struct work *work)
{
	struct rmm_context *c = work->c;

	while (work->offset > 0) {
		uint32_t granule;

		if (rmm_interrupted(&work->interrupts))
			return INTERRUPTED;
		work->offset -= rmm_granule_bytes(c->state);
		granule = rmm_granule_at(c->model, work->pa + work->offset);
		rmm_granule_set(c->model, c->state, granule, GRANULE_DELEGATED, 0);
	}
	return DONE;
}

/* Takes, one by one, the Granules that the entry under way is to map. */
static enum outcome take_granules(struct work *work)
{
	struct rmm_context *c = work->c;

	for (; work->offset < work->size; work->offset += rmm_granule_bytes(c->state)) {
		uint32_t granule = rmm_granule_at(c->model, work->pa + work->offset);

		if (is_interrupted(work, work->pa + work->offset))
			return INTERRUPTED;
		if (granule == RMM_NONE || rmm_is_refused_device(c->model, granule) ||
		    rmm_granule_state(c->model, c->state, granule) != GRANULE_DELEGATED)
			return REFUSED;
		if (!rmm_variant(c->model, VARIANT_NO_WIPE_ON_UNKNOWN))
			rmm_granule_wipe(c->model, c->state, granule);
		rmm_granule_set(c->model, c->state, granule, GRANULE_DATA,
				link_at(work, work->offset));
	}
	return DONE;
}

static void finish_entry(struct work *work, struct rmm_rtte old)
{
	work->run.entries[entry_index(work)] =
		work->mapping->entry(work->c, old, work->pa);
	work->progress += work->size;
	work->offset = 0;
}

static void succeed(struct work *work)
{
	work->c->result->status = RMI_SUCCESS;
	work->c->result->out[OUT_RANGE_TOP] = rmm_in(work->c, RANGE_BASE) + work->progress;
}

/* The memory of the entry cannot be had: what was mapped before counts. */
static void end_refused(struct work *work)
{
	if (work->progress)
		succeed(work);
	else
		rmm_report_id(work->c, "gran_state");
}

/* The work stops amid an entry: operation @slot, or a new one, holds it. */
static void yield(struct work *work, uint32_t slot, enum rmm_phase phase)
{
	struct rmm_context *c = work->c;
	struct rmm_operation *operation;
	struct rmm_rtte *entry = &work->run.entries[entry_index(work)];

	if (slot == RMM_NONE)
		slot = rmm_operation_begin(c);
	operation = rmm_operation(c->model, c->state, slot);
	operation->progress = work->progress;
	operation->offset = work->offset;
	*entry = rtte_with_lost(rtte_make_intermediate(rtte_ripas(*entry), work->pa, slot),
				rtte_is_lost(*entry));
	rmm_operation_wait(c, slot, phase);
}

/* The entry as it was before the operation. */
static struct rmm_rtte restored(const struct work *work, struct rmm_rtte rtte)
{
	return rtte_with_lost(rtte_make(work->mapping->from, rtte_ripas(rtte), 0),
			      rtte_is_lost(rtte));
}

/* Maps entries from where @work stands. */
static void go_on(struct work *work)
{
	while (next_entry(work)) {
		struct rmm_rtte old = work->run.entries[entry_index(work)];
		enum outcome outcome = DONE;

		if (is_interrupted(work, work->pa))
			break;
		if (rmm_is_mapped_already(work->c, old, work->progress, work->size,
					  work->mapping->from)) {
			work->progress += work->size;
			continue;
		}
		if (!rtte_is(old, work->mapping->from) ||
		    (work->mapping->takes_granules && splits_region(work)))
			break;
		if (work->mapping->takes_granules)
			outcome = take_granules(work);
		if (outcome == INTERRUPTED) {
			yield(work, RMM_NONE, PHASE_CONTINUE);
			return;
		}
		if (outcome == REFUSED) {
			if (give_back(work) == INTERRUPTED)
				yield(work, RMM_NONE, PHASE_ROLL_BACK);
			else
				end_refused(work);
			return;
		}
		finish_entry(work, old);
	}
	succeed(work);
}

void rmm_map_range(struct rmm_context *c, const struct rmm_mapping *mapping)
{
	struct work work;

	/* Amid an entry there is no way back without an operation. */
	if (c->call->interrupt && mapping->takes_granules && !rmm_operation_room(c)) {
		c->result->status = RMI_BLOCKED;
		return;
	}
	begin(&work, c, mapping);
	go_on(&work);
}

/* The entry of operation @slot; NULL if it is there no more. */
static struct rmm_rtte *entry_of(const struct work *work, uint32_t slot)
{
	struct rmm_rtte *entry = &work->run.entries[entry_index(work)];

	return entry_index(work) < work->run.count &&
	       rtte_is(*entry, RTTE_INTERMEDIATE) && rtte_operation(*entry) == slot
	       ? entry : NULL;
}

/* RmiContinueFlags.beyond: go on with the range, or end with this entry. */
static bool keeps_going(const struct rmm_context *c)
{
	return !c->call->stop;
}

void rmm_map_range_resume(struct rmm_context *c, const struct rmm_mapping *mapping,
			  uint32_t slot)
{
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	enum outcome outcome = REFUSED;
	struct work work;
	struct rmm_rtte *entry;

	begin(&work, c, mapping);
	work.progress = operation->progress;
	work.offset = operation->offset;
	entry = entry_of(&work, slot);
	if (entry)
		work.pa = rtte_address(*entry);
	if (entry && operation->phase == PHASE_CONTINUE &&
	    !(mapping->takes_granules && splits_region(&work)))
		outcome = take_granules(&work);
	if (outcome == REFUSED)
		operation->phase = PHASE_ROLL_BACK;
	if (entry && (outcome == INTERRUPTED ||
		      (outcome == REFUSED && give_back(&work) == INTERRUPTED))) {
		yield(&work, slot, (enum rmm_phase)operation->phase);
		return;
	}
	rmm_operation_end(c, slot);
	if (entry)
		*entry = restored(&work, *entry);
	if (outcome == REFUSED) {
		end_refused(&work);
		return;
	}
	finish_entry(&work, *entry);
	if (keeps_going(c))
		go_on(&work);
	else
		succeed(&work);
}
