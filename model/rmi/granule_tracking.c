/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.5.19 RMI_GRANULE_TRACKING_GET and B4.5.20 RMI_GRANULE_TRACKING_SET: how
 * finely the RMM tracks a region of memory (A2.3.4).
 *
 * The model needs no memory of the Host to track a region, which is why the
 * conditions on donated Granules (in_state, in_loc_dram, in_loc_cmem) are not
 * here.
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "rmi/memory_category.h"
#include "state/tracking.h"

enum { ADDR, CATEGORY, STATE };
enum { OUT_CATEGORY, OUT_STATE };

static const struct rmm_value get_inputs[] = {
	VALUE(ADDR, "addr", rmm_pa),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_CATEGORY, "category", rmm_category),
	VALUE(OUT_STATE, "state", rmm_tracking_state),
};
static const struct rmm_value set_inputs[] = {
	VALUE(ADDR, "addr", rmm_pa),
	VALUE(CATEGORY, "category", rmm_category),
	VALUE(STATE, "state", rmm_tracking_state),
};

PREDICATE(region_unaligned, "!aligned($a, TRS)")
{
	return rmm_in(c, o.a) % rmm_region_bytes(c->state) != 0;
}

PREDICATE(beyond_memory, "$a > pasz")
{
	return rmm_in(c, o.a) > RMM_PA_SIZE;
}

/* bet0 has no name for where there is no memory. */
static enum rmm_category category_of(const struct rmm_context *c, uint64_t pa)
{
	enum rmm_category category = rmm_category_of(c->model, c->state, pa);

	return category == CATEGORY_NONE ? CATEGORY_CONVENTIONAL : category;
}

/* operand b: the last that is valid */
PREDICATE(state_invalid, "$a is not a state from NONE on")
{
	return rmm_in(c, o.a) < TRACKING_NONE || rmm_in(c, o.a) > (uint64_t)o.b;
}

PREDICATE(category_unsuited, "!category_compatible($a, addr)")
{
	const struct rmm_region *region = rmm_memory_of(c->model, rmm_region_shift(c->state), rmm_in(c, ADDR));

	return !region || (rmm_in(c, o.a) != CATEGORY_CONVENTIONAL) != region->device ||
	       rmm_in(c, o.a) >= CATEGORIES;
}

PREDICATE(region_reserved, "region.state == TRACKING_RESERVED")
{
	return rmm_tracking_at(c->model, c->state, rmm_in(c, o.a)) == TRACKING_RESERVED;
}

/* Have the Granules in [base, top) one state, that of *@state, which GRANULE_STATES leaves open? */
static bool is_one_state(const struct rmm_context *c, uint64_t base, uint64_t top,
			 enum rmm_granule_state *state)
{
	for (uint64_t pa = base; pa < top; pa += RMM_GRANULE_SIZE) {
		enum rmm_granule_state now = rmm_state_at(c->model, c->state, pa);

		if (*state == GRANULE_STATES)
			*state = now;
		if (now != GRANULE_STATES && now != *state)
			return false;
	}
	return true;
}

/*
 * C16: Granules that are tracked as one have one state; untracked, none. A region may
 * be of 4 TiB: only where there is memory is looked at.
 */
PREDICATE(granules_differ, "state != FINE && !one_state(granules of the region)")
{
	uint64_t base = rmm_region_base(c->state, rmm_in(c, ADDR));
	uint64_t top = base + rmm_region_bytes(c->state);
	enum rmm_granule_state first = GRANULE_STATES;

	if (rmm_in(c, STATE) == TRACKING_FINE)
		return false;
	for (unsigned i = 0; i < c->model->config.region_count; i++) {
		const struct rmm_region *memory = &c->model->config.regions[i];
		uint64_t end = memory->base + memory->size;

		if (!is_one_state(c, memory->base > base ? memory->base : base,
				  end < top ? end : top, &first))
			return true;
	}
	return first != GRANULE_STATES && first != GRANULE_UNDELEGATED &&
	       (first != GRANULE_DELEGATED || rmm_in(c, STATE) == TRACKING_NONE);
}

static const struct rmm_failure get_failures[] = {
	{ "addr_align", RMI_ERROR_INPUT, IF(region_unaligned, ADDR) },
	{ "addr_bound", RMI_ERROR_INPUT, IF(beyond_memory, ADDR) },
};

static const struct rmm_failure set_failures[] = {
	{ "rmm_state",   RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE) },
	{ "state_valid", RMI_ERROR_INPUT, IF(state_invalid, STATE, TRACKING_COARSE),
	  .until = SINCE_BET3 },
	{ "state_valid", RMI_ERROR_INPUT, IF(state_invalid, STATE, TRACKING_INTERMEDIATE),
	  .in = SINCE_BET3, .unless = VARIANT_TF_TRACKING_NOT_INTERMEDIATE },
	{ "state_valid", RMI_ERROR_INPUT, IF(state_invalid, STATE, TRACKING_COARSE),
	  .in = SINCE_BET3, .when = VARIANT_TF_TRACKING_NOT_INTERMEDIATE },
	{ "addr_align",  RMI_ERROR_INPUT, IF(region_unaligned, ADDR) },
	{ "addr_bound",  RMI_ERROR_INPUT, IF(beyond_memory, ADDR) },
	{ "category",    RMI_ERROR_INPUT, IF(category_unsuited, CATEGORY) },
	{ "reserved",    RMI_ERROR_INPUT, IF(region_reserved, ADDR) },
	{ "one_state",   RMI_ERROR_INPUT, IF(granules_differ) },
};

static void get(struct rmm_context *c)
{
	c->result->out[OUT_CATEGORY] = category_of(c, rmm_in(c, ADDR));
	c->result->out[OUT_STATE] = rmm_tracking_at(c->model, c->state, rmm_in(c, ADDR));
}

static void set(struct rmm_context *c)
{
	rmm_tracking_set(c->model, c->state, rmm_in(c, ADDR),
			 (enum rmm_tracking)rmm_in(c, STATE));
}

PREDICATE(state_is_regions, "state == region.state")
{
	return c->result->out[OUT_STATE] ==
	       rmm_tracking_at(c->model, c->state, rmm_in(c, ADDR));
}

PREDICATE(category_is_regions, "category == region.category")
{
	return c->result->out[OUT_CATEGORY] == category_of(c, rmm_in(c, ADDR));
}

PREDICATE(region_becomes, "region.state == state")
{
	return rmm_tracking_at(c->model, c->state, rmm_in(c, ADDR)) == rmm_in(c, STATE);
}

/* operand a: was it tracked?, b: is it? */
PREDICATE(num_tracked_changes, "tracked <-> untracked => num_tracked +- 1")
{
	bool was = rmm_is_tracked(rmm_tracking_at(c->model, c->old, rmm_in(c, ADDR)));
	bool is = rmm_is_tracked(rmm_tracking_at(c->model, c->state, rmm_in(c, ADDR)));

	return was != (o.a != 0) || is != (o.b != 0) ||
	       rmm_global(c->state)->num_tracked ==
	       rmm_global(c->old)->num_tracked + (uint32_t)(o.b - o.a);
}

static const struct rmm_success get_successes[] = {
	{ "state",    THEN(state_is_regions) },
	{ "category", THEN(category_is_regions) },
};

static const struct rmm_success set_successes[] = {
	{ "tracked_inc", THEN(num_tracked_changes, false, true) },
	{ "tracked_dec", THEN(num_tracked_changes, true, false) },
	{ "result",      THEN(result_is_success) },
	{ "state",       THEN(region_becomes) },
};

static bool rmm_covers_region(struct rmm_context *c, struct rmm_operands o,
			      const struct rmm_change *change)
{
	return change->kind == CHANGE_TRACKING &&
	       change->subject == rmm_region_place(c->model, c->state, rmm_in(c, ADDR));
}

static const struct rmm_footprint footprint[] = {
	{ "num_tracked", COVERS(global, GLOBAL_FIELD_NUM_TRACKED) },
	{ "state",       COVERS(region), .note = "C16: a success condition changes it" },
};

const struct rmm_command rmm_rmi_granule_tracking_get = {
	.name = "RMI_GRANULE_TRACKING_GET", .interface = INTERFACE_RMI,
	.fid = 0xC40001E1, .section = { [LINE_2_0] = "B4.5.19" },
	.summary = "How the RMM tracks a region of memory.",
	.note = "C13: works in every state of the RMM.",
	ROWS_IN(get_inputs), ROWS_OUT(outputs), ROWS_FAILURE(get_failures),
	.effect = get, ROWS_SUCCESS(get_successes),
};

const struct rmm_command rmm_rmi_granule_tracking_set = {
	.name = "RMI_GRANULE_TRACKING_SET", .interface = INTERFACE_RMI,
	.fid = 0xC40001E3, .section = { [LINE_2_0] = "B4.5.20" },
	.summary = "The Host says how finely a region of memory is to be tracked.",
	.note = "C16: COARSE asks for Granules of one state, NONE for Granules that are "
		"all UNDELEGATED; the text has no condition for it. The model needs no "
		"donated memory.",
	ROWS_IN(set_inputs), ROWS_FAILURE(set_failures),
	.effect = set, ROWS_SUCCESS(set_successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true, .is_of_pe = true,
};
