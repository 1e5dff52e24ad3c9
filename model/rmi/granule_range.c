/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.5.17 RMI_GRANULE_RANGE_DELEGATE and B4.5.18 RMI_GRANULE_RANGE_UNDELEGATE:
 * the Host gives a range of Granules to the RMM, and takes one back.
 *
 * Conditions are about the first Granule; what stops the command later is
 * partial progress (C9, A2.3.6.2).
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "state/memory.h"
#include "state/tracking.h"

enum { BASE, TOP };
enum { OUT_TOP };

static const struct rmm_value inputs[] = {
	VALUE(BASE, "base", rmm_pa),
	VALUE(TOP, "top", rmm_pa),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_TOP, "out_top", rmm_pa),
};

PREDICATE(not_populated, "!populated($a)")
{
	return rmm_granule_at(c->model, rmm_in(c, o.a)) == RMM_NONE;
}

/* C8: of a region that is not tracked, or coarser than the range. */
PREDICATE(region_unsuited, "region(base) untracked, or coarser than the range")
{
	enum rmm_tracking tracking = rmm_tracking_at(c->model, c->state, rmm_in(c, BASE));
	uint64_t granularity = rmm_tracking_granularity(c->state, tracking);

	return !rmm_is_tracked(tracking) || rmm_in(c, BASE) % granularity != 0 ||
	       rmm_in(c, TOP) - rmm_in(c, BASE) < granularity;
}

/* What is moved at once from @pa on: a Granule, or all memory that is tracked as one (C16). */
static uint64_t end_of_unit(const struct rmm_context *c, uint64_t pa, struct rmm_tracked_span *span)
{
	return rmm_tracked_as_one(c->model, c->state, pa, span) && span->from == pa
	       ? span->until : pa + rmm_granule_bytes(c->state);
}

/* Is a Granule in [@pa, @end) of another world? */
static bool is_not_ns(const struct rmm_context *c, uint64_t pa, uint64_t end)
{
	for (; pa < end; pa += rmm_granule_bytes(c->state)) {
		uint32_t granule = rmm_granule_at(c->model, pa);

		if (granule != RMM_NONE && !rmm_granule_has_gpt(c->model, c->state, granule, GPT_NS))
			return true;
	}
	return false;
}

PREDICATE(not_ns, "gpt($a) != NS")
{
	struct rmm_tracked_span span = { 0, 0, false };
	uint64_t pa = rmm_in(c, o.a);

	return rmm_granule_at(c->model, pa) != RMM_NONE && rmm_is_rmi_aligned(c->state, pa) &&
	       is_not_ns(c, pa, end_of_unit(c, pa, &span));
}

PREDICATE(undelegated_not_ns, "gran($a) == UNDELEGATED && gpt($a) != NS")
{
	return rmm_state_at(c->model, c->state, rmm_in(c, o.a)) == GRANULE_UNDELEGATED &&
	       not_ns_holds(c, o);
}

#define ROWS_OF_BOTH(state) \
	{ "base_align", RMI_ERROR_INPUT, IF(not_granule_aligned, BASE) }, \
	{ "top_align",  RMI_ERROR_INPUT, IF(not_granule_aligned, TOP) }, \
	{ "top_bound",  RMI_ERROR_INPUT, IF(range_is_empty, BASE, TOP) }, \
	{ "tracking",   RMI_ERROR_INPUT, IF(region_unsuited, BASE), .until = SINCE_BET3 }, \
	{ "tracking",   RMI_ERROR_TRACKING, IF(region_unsuited, BASE), .index = INDEX_TRACKING, \
	  .in = SINCE_BET3 }, \
	{ "state",      RMI_ERROR_INPUT, IF(granule_state_is_not, BASE, state), \
	  .until = SINCE_BET3 }, \
	{ "state",      RMI_ERROR_INPUT, \
	  IF(granule_state_not_in, BASE, 1 << GRANULE_DELEGATED | 1 << GRANULE_UNDELEGATED), \
	  .in = SINCE_BET3 }

static const struct rmm_failure delegate_failures[] = {
	ROWS_OF_2_0,
	{ "rmm_state", RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE) },
	ROWS_OF_BOTH(GRANULE_UNDELEGATED),
	{ "populated", RMI_ERROR_INPUT, IF(not_populated, BASE) },
	/* C10: the text says nothing; memory of another world cannot be taken. */
	{ "gpt",       RMI_ERROR_INPUT, IF(not_ns, BASE), .until = SINCE_BET3 },
	{ "gpt",       RMI_ERROR_INPUT, IF(undelegated_not_ns, BASE), .in = SINCE_BET3 },
};

static const struct rmm_failure undelegate_failures[] = {
	ROWS_OF_2_0,
	ROWS_OF_BOTH(GRANULE_DELEGATED),
	{ "populated", RMI_ERROR_INPUT, IF(not_populated, BASE) },
};

/* Changes what there is of memory in [@pa, @end), of which the first Granule is @from. */
static void change_unit(struct rmm_context *c, uint64_t pa, uint64_t end,
			void (*change)(struct rmm_context *c, uint32_t granule))
{
	for (; pa < end; pa += rmm_granule_bytes(c->state)) {
		uint32_t granule = rmm_granule_at(c->model, pa);

		if (granule != RMM_NONE)
			change(c, granule);
	}
}

/*
 * Moves Granules on from @from as far as progress is allowed. What is @to
 * already stops it, or (2.0-bet3) is passed over and left as it is.
 */
static void move(struct rmm_context *c, enum rmm_granule_state from, enum rmm_granule_state to,
		 void (*change)(struct rmm_context *c, uint32_t granule))
{
	uint64_t pa = rmm_in(c, BASE), top = rmm_in(c, TOP), end;
	struct rmm_tracked_span span = { 0, 0, false };

	if (c->call->limited && c->call->limit < top)
		top = c->call->limit;
	for (; pa < top; pa = end) {
		uint32_t granule = rmm_granule_at(c->model, pa);

		if (!rmm_span_has(&span, pa) &&
		    !rmm_is_tracked(rmm_tracking_at(c->model, c->state, pa)))
			break;
		end = end_of_unit(c, pa, &span);
		if (granule == RMM_NONE || end > top)
			break;
		if (rmm_granule_state(c->model, c->state, granule) == to &&
		    rmm_has(c->model, TRAIT_IDEMPOTENT))
			continue;
		if (rmm_granule_state(c->model, c->state, granule) != from ||
		    (from == GRANULE_UNDELEGATED && is_not_ns(c, pa, end)))
			break;
		change_unit(c, pa, end, change);
	}
	c->result->out[OUT_TOP] = pa;
}

static void delegate_one(struct rmm_context *c, uint32_t granule)
{
	rmm_granule_set(c->model, c->state, granule, GRANULE_DELEGATED, 0);
	rmm_granule_set_gpt(c->model, c->state, granule, GPT_REALM);
}

static void undelegate_one(struct rmm_context *c, uint32_t granule)
{
	if (rmm_variant(c->model, VARIANT_WIPE_FIRST_PAGE))
		rmm_memory_wipe(c->model, c->state, granule);
	else if (!rmm_variant(c->model, VARIANT_NO_WIPE_ON_UNDELEGATE))
		rmm_granule_wipe(c->model, c->state, granule);
	rmm_granule_set(c->model, c->state, granule, GRANULE_UNDELEGATED, 0);
	rmm_granule_set_gpt(c->model, c->state, granule, GPT_NS);
}

static void delegate(struct rmm_context *c)
{
	move(c, GRANULE_UNDELEGATED, GRANULE_DELEGATED, delegate_one);
}

static void undelegate(struct rmm_context *c)
{
	move(c, GRANULE_DELEGATED, GRANULE_UNDELEGATED, undelegate_one);
}

/* operand a: state */
PREDICATE(range_state_is, "all gran in [base, out_top) == $Ga")
{
	uint64_t count = (c->result->out[OUT_TOP] - rmm_in(c, BASE)) >> RMM_GRANULE_SHIFT;

	for (uint64_t i = 0; i < count; i++)
		if (rmm_state_at(c->model, c->state, rmm_in(c, BASE) + i * RMM_GRANULE_SIZE) !=
		    (enum rmm_granule_state)o.a)
			return false;
	return true;
}

/* E37: of Granules that were UNDELEGATED before nothing is said. */
PREDICATE(range_is_wiped, "content of [base, out_top) wiped")
{
	for (uint64_t pa = rmm_in(c, BASE); pa < c->result->out[OUT_TOP]; pa += RMM_GRANULE_SIZE) {
		uint32_t granule = rmm_granule_at(c->model, pa);

		if (rmm_state_at(c->model, c->old, pa) != GRANULE_UNDELEGATED &&
		    (granule == RMM_NONE ||
		     *rmm_granule_origin(c->model, c->state, granule) != ORIGIN_WIPED))
			return false;
	}
	return true;
}

static const struct rmm_success delegate_successes[] = {
	{ "state",   THEN(range_state_is, GRANULE_DELEGATED), .lasts = true },
	{ "result",  THEN(result_is_success) },
};

static const struct rmm_success undelegate_successes[] = {
	{ "state",   THEN(range_state_is, GRANULE_UNDELEGATED), .lasts = true },
	{ "content", THEN(range_is_wiped) },
	{ "result",  THEN(result_is_success) },
};

static bool rmm_covers_range(struct rmm_context *c, struct rmm_operands o,
			     const struct rmm_change *change)
{
	uint32_t first = rmm_granule_at(c->model, rmm_in(c, BASE));

	return (change->kind == CHANGE_GRANULE_STATE || change->kind == CHANGE_GRANULE_GPT) &&
	       change->subject - first < (rmm_in(c, TOP) - rmm_in(c, BASE)) >> RMM_GRANULE_SHIFT;
}

static const struct rmm_footprint footprint[] = {
	{ "gran_state", COVERS(range) },
};

const struct rmm_command rmm_rmi_granule_range_delegate = {
	.name = "RMI_GRANULE_RANGE_DELEGATE", .interface = INTERFACE_RMI,
	.fid = 0xC40001F1, .section = { [LINE_2_0] = "B4.5.17" },
	.summary = "The Host gives Granules to the Realm world, as far as the RMM gets.",
	.note = "C8: tracking is RMI_ERROR_INPUT. C9: conditions are about the first "
		"Granule. C10: a GPT entry that is not NS is RMI_ERROR_INPUT. C11: memory "
		"that is tracked and populated is delegable.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(delegate_failures),
	.effect = delegate, ROWS_SUCCESS(delegate_successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true, .is_of_pe = true, .marks = { INPUT(BASE) },
};

const struct rmm_command rmm_rmi_granule_range_undelegate = {
	.name = "RMI_GRANULE_RANGE_UNDELEGATE", .interface = INTERFACE_RMI,
	.fid = 0xC40001F2, .section = { [LINE_2_0] = "B4.5.18" },
	.summary = "The Host gets Granules back, wiped, as far as the RMM gets.",
	.note = "C8, C9 as for RMI_GRANULE_RANGE_DELEGATE.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(undelegate_failures),
	.effect = undelegate, ROWS_SUCCESS(undelegate_successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true, .is_of_pe = true, .marks = { INPUT(BASE) },
};
