/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.18 RMI_RTT_INIT_RIPAS: the Host sets RIPAS to RAM while the Realm is
 * under construction; the RIM records every entry.
 */
#include "rmi/rmi.h"

#include "engine/engine.h"
#include "engine/footprint.h"
#include "engine/operation.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "state/measurement.h"

enum { RD, BASE, TOP };
enum { OUT_TOP };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(BASE, "base", rmm_ipa),
	VALUE(TOP, "top", rmm_ipa),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_TOP, "out_top", rmm_ipa),
};

/* TABLE, or what else 2.0 has at a Protected IPA. */
static bool is_table(struct rmm_rtte rtte)
{
	return !rtte_state_in(rtte, 1u << RTTE_UNASSIGNED | 1u << RTTE_ASSIGNED);
}

static bool is_table_or_destroyed(struct rmm_rtte rtte)
{
	return is_table(rtte) || rtte_has_ripas(rtte, RIPAS_DESTROYED);
}

static bool is_not_unassigned(struct rmm_rtte rtte)
{
	return !rtte_is(rtte, RTTE_UNASSIGNED);
}

static bool is_not_unassigned_or_destroyed(struct rmm_rtte rtte)
{
	return is_not_unassigned(rtte) || rtte_has_ripas(rtte, RIPAS_DESTROYED);
}

/* An entry in the hands of an operation counts as VOID. */
static bool is_live_or_destroyed(struct rmm_rtte rtte)
{
	return !rtte_state_in(rtte, 1u << RTTE_VOID | 1u << RTTE_DATA | 1u << RTTE_INTERMEDIATE) ||
	       rtte_has_ripas(rtte, RIPAS_DESTROYED);
}

/* Where the run of entries ends, by reading (B5, B6, C2). */
static rmm_entry_test *end_of_run(const struct rmm_model *m)
{
	if (rmm_variant(m, VARIANT_TF_INIT_RIPAS_STOPS_EARLY))
		return is_not_unassigned_or_destroyed;
	if (rmm_variant(m, VARIANT_INIT_RIPAS_VOID_ONLY))
		return is_not_unassigned;
	if (rmm_variant(m, VARIANT_TF_INTERMEDIATE_IS_VOID))
		return is_live_or_destroyed;
	if (rmm_variant(m, VARIANT_INIT_RIPAS_STOPS_AT_DESTROYED))
		return is_table_or_destroyed;
	return is_table;
}

/* B3.75 RttSkipEntriesWithRipas(..., stop_at_destroyed = FALSE) */
static uint64_t walk_top(struct rmm_context *c)
{
	struct rmm_run run = rmm_context_run(c);
	uint64_t top = rmm_rtt_find(&run, rmm_in(c, BASE), rmm_in(c, TOP), end_of_run(c->model));

	if (rmm_in(c, TOP) < top)
		top = rmm_in(c, TOP);
	return rmm_align_down(c->model, c->state, top, run.level);
}

/* B3.4 AddrIsProtected(top - GS); an IPA that wraps is not Protected. */
PREDICATE(top_not_protected, "!protected($a - GS)")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && !rmm_is_protected(realm, rmm_in(c, o.a) - rmm_granule_bytes(c->state));
}

PREDICATE(base_unaligned, "!level_aligned($a, walk.level)")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && !rmm_level_aligned(c->model, c->state, rmm_in(c, o.a), walk->level);
}

PREDICATE(no_progress, "base == walk_top")
{
	return rmm_context_walk(c) && rmm_in(c, BASE) == walk_top(c);
}

PREDICATE(not_void_or_data, "walk.rtte.state not in {VOID, DATA}")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && is_table(walk->rtte) &&
	       !(rtte_is(walk->rtte, RTTE_INTERMEDIATE) &&
		 rmm_variant(c->model, VARIANT_TF_INTERMEDIATE_IS_VOID));
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "base_gran_align", RMI_ERROR_INPUT, IF(not_granule_aligned, BASE),
	  .when = VARIANT_TF_INIT_RIPAS_BASE_ALIGN },
	{ "rd_align",       RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",       RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",       RMI_ERROR_INPUT, IF(not_tracked, RD), .in = ONLY_2_0 },
	{ "rd_state",       RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "size_valid",     RMI_ERROR_INPUT, IF(range_is_empty, BASE, TOP) },
	{ "top_bound",      RMI_ERROR_INPUT, IF(top_not_protected, TOP) },
	{ "realm_state",    RMI_ERROR_REALM, IF(realm_state_is_not, REALM_NEW),
	  .unless = VARIANT_INIT_RIPAS_WHEN_ACTIVE },
	{ "base_align",     RMI_ERROR_RTT, IF(base_unaligned, BASE), .index = INDEX_WALK },
	{ "rtte_state",     RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_UNASSIGNED),
	  .index = INDEX_WALK, .in = ONLY_1_0 },
	{ "rtte_state",     RMI_ERROR_RTT, IF(not_void_or_data), .index = INDEX_WALK,
	  .in = ONLY_2_0, .unless = VARIANT_INIT_RIPAS_VOID_ONLY },
	{ "rtte_state",     RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_VOID),
	  .index = INDEX_WALK, .in = ONLY_2_0, .when = VARIANT_INIT_RIPAS_VOID_ONLY },
	{ "top_gran_align", RMI_ERROR_INPUT, IF(not_granule_aligned, TOP) },
	{ "no_progress",    RMI_ERROR_RTT, IF(no_progress), .index = INDEX_WALK },
	/* C5: of the first entry; later ones end the run. */
	{ "not_unassigned", RMI_ERROR_RTT, IF(not_void_or_data), .index = INDEX_WALK,
	  .in = ONLY_2_0 },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < realm_state" },
	{ .text = "rd_bound, rd_state < base_align, rtte_state" },
	{ .text = "rd_bound, rd_state < no_progress" },
	{ .text = "rd_bound, rd_state < not_unassigned", .in = ONLY_2_0 },
	{ .text = "top_gran_align < no_progress" },
	{ .text = NULL }
};

static uint64_t input_end(struct rmm_context *c)
{
	struct rmm_run run = rmm_context_run(c);
	uint64_t table_end = run.base + ((uint64_t)run.count << run.shift);

	return rmm_in(c, TOP) < table_end ? rmm_in(c, TOP) : table_end;
}

/*
 * B7: one descriptor for each entry of [base, walk_top), whole entries
 * (B4.3.18.3, B3.46). The other reading measures the input range, as far as
 * the table goes that the walk reached: what a Host asks for has no end.
 */
static void measure(struct rmm_context *c, uint64_t out_top)
{
	bool input_range = rmm_variant(c->model, VARIANT_INIT_RIPAS_RIM_INPUT_RANGE);
	uint64_t size = rmm_level_size(c->model, c->state, c->walk.level);
	uint64_t end = input_range ? input_end(c) : out_top;

	for (uint64_t ipa = rmm_in(c, BASE); ipa < end; ipa += size)
		rmm_rim_extend_ripas(c->model, c->state, c->realm, ipa,
				     end - ipa < size ? end : ipa + size);
}

/* C1: in bet0 no condition of the command says so, although A5.2.5 does. */
static bool is_measured(const struct rmm_model *m)
{
	if (rmm_has(m, TRAIT_INIT_RIPAS_IS_OPERATION))
		return !rmm_variant(m, VARIANT_INIT_RIPAS_NOT_IN_RIM);
	return rmm_has(m, TRAIT_INIT_RIPAS_EXTENDS_RIM) ||
	       rmm_variant(m, VARIANT_INIT_RIPAS_EXTENDS_RIM);
}

static struct rmm_rtte make_ram(struct rmm_rtte rtte, const void *measured)
{
	rtte = rtte_with_ripas(rtte, RIPAS_RAM);
	/* The RIM tells that the page was made RAM after all (B6). */
	return *(const bool *)measured ? rtte_with_lost(rtte, false) : rtte;
}

static void init_ripas(struct rmm_context *c)
{
	bool measured = is_measured(c->model);
	uint64_t top = walk_top(c);
	struct rmm_run run = rmm_context_run(c);

	rmm_rtt_change(&run, rmm_in(c, BASE), top, make_ram, &measured);
	if (measured)
		measure(c, top);
	c->result->out[OUT_TOP] = top;
}

/* ---- 2.0-bet3: an operation, which is measured when it completes ---- */

/* What the RIM is told of: one range, or in the older recipe each entry. */
static void measure_operation(struct rmm_context *c, uint64_t out_top)
{
	if (rmm_variant(c->model, VARIANT_INIT_RIPAS_RIM_PER_ENTRY))
		measure(c, out_top);
	else
		rmm_rim_extend_ripas(c->model, c->state, c->realm, rmm_in(c, BASE), out_top);
}

/* Where nothing was done, nothing is measured (E52). */
static void complete(struct rmm_context *c, uint64_t out_top, bool cancelled)
{
	if (is_measured(c->model) && out_top > rmm_in(c, BASE) &&
	    !(cancelled && rmm_variant(c->model, VARIANT_CANCELLED_INIT_RIPAS_UNMEASURED)))
		measure_operation(c, out_top);
	c->result->status = RMI_SUCCESS;
	c->result->out[OUT_TOP] = out_top;
}

/* Of a cancelled operation; its progress counts (E50). */
#define CANCELLED 1

/* Goes on from @progress bytes; @slot is RMM_NONE unless it is resumed. */
static void go_on(struct rmm_context *c, uint32_t slot, uint64_t progress)
{
	struct rmm_interrupts interrupts = { c->call, 0 };
	uint64_t at = rmm_in(c, BASE) + progress, top = walk_top(c);
	struct rmm_run run = rmm_context_run(c);
	struct rmm_operation *operation;
	/* The RIM tells of a range, not which pages were there: one that was lost stays so. */
	const bool measured = false;

	while (at < top && !c->call->stop && !rmm_interrupted(&interrupts))
		at += (uint64_t)1 << run.shift;
	rmm_rtt_change(&run, rmm_in(c, BASE) + progress, at, make_ram, &measured);
	if (at >= top || c->call->stop) {
		if (slot != RMM_NONE)
			rmm_operation_end(c, slot);
		complete(c, at, false);
		return;
	}
	if (slot == RMM_NONE)
		slot = rmm_operation_begin(c);
	if (slot == RMM_NONE)
		return;
	operation = rmm_operation(c->model, c->state, slot);
	operation->progress = at - rmm_in(c, BASE);
	rmm_operation_wait(c, slot, PHASE_CONTINUE);
}

static void begin(struct rmm_context *c)
{
	/* Without room for an operation nothing may be left half done. */
	if (c->call->interrupt && !rmm_operation_room(c))
		c->result->status = RMI_BLOCKED;
	else
		go_on(c, RMM_NONE, 0);
}

/* E50 to E53: RIPAS stays as far as it was set; an error measures nothing. */
static void resume(struct rmm_context *c, uint32_t slot)
{
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	uint64_t progress = operation->progress;
	const struct rmm_realm *realm = rmm_context_realm(c);

	if (operation->phase == PHASE_ROLL_BACK) {
		/* RMI_OP_CONTINUE is to release the handle. */
		operation->phase = PHASE_CONTINUE;
		operation->offset = CANCELLED;
	} else if (!realm || realm->state != REALM_NEW || !rmm_context_walk(c)) {
		rmm_operation_end(c, slot);
		rmm_report_id(c, "realm_state");
	} else if (operation->offset == CANCELLED) {
		rmm_operation_end(c, slot);
		complete(c, rmm_in(c, BASE) + progress, true);
	} else {
		go_on(c, slot, progress);
	}
}

PREDICATE(rim_changes_if_measured, "realm.RIM extended once per RTTE in [base, walk_top)")
{
	return rmm_rim_changes.holds(c, o) ||
	       !is_measured(c->model);
}

PREDICATE(operation_is_measured, "realm.RIM extended once, by [base, out_top)")
{
	return c->result->status != RMI_SUCCESS || rmm_rim_changes.holds(c, o) ||
	       !is_measured(c->model);
}

static bool is_table_for_good(struct rmm_rtte rtte)
{
	return is_table(rtte) && !rtte_is(rtte, RTTE_INTERMEDIATE);
}

/* By the entries as they are after the command: TABLE entries did not change. */
PREDICATE(out_top_is_walk_top, "out_top == walk_top")
{
	struct rmm_run run = rmm_context_run(c);
	bool is_void = rmm_variant(c->model, VARIANT_TF_INTERMEDIATE_IS_VOID);
	uint64_t top = rmm_rtt_find(&run, rmm_in(c, BASE), UINT64_MAX,
				    is_void ? is_table_for_good : is_table);

	return c->result->out[OUT_TOP] <= top &&
	       c->result->out[OUT_TOP] <= rmm_in(c, TOP) &&
	       c->result->out[OUT_TOP] > rmm_in(c, BASE);
}

static const struct rmm_success successes[] = {
	{ "rtte_ripas", THEN(range_ripas_is, OUT_TOP, RIPAS_RAM) },
	{ "rim",        THEN(rim_changes_if_measured), .in = ONLY_1_0 },
	{ "rim",        THEN(operation_is_measured), .in = SINCE_BET3 },
	{ "out_top",    THEN(out_top_is_walk_top) },
};

static const struct rmm_footprint footprint[] = {
	{ "rtte", COVERS(rtt) },
	{ "rim",  COVERS(rim), .note = "2.0: C1, the other reading" },
};

const struct rmm_command rmm_rmi_rtt_init_ripas = {
	.name = "RMI_RTT_INIT_RIPAS", .interface = INTERFACE_RMI,
	.fid = 0xC4000168, .section = { [LINE_1_0] = "B4.3.18", [LINE_2_0] = "B4.5.73" },
	.summary = "Before activation the Host makes a range RAM; RMM 1.0 measures that.",
	.note = "B5: ASSIGNED entries after the first become RAM and are "
		"measured. B6: so do DESTROYED ones. B7: the RIM covers the "
		"entries that changed. B8: the command may be repeated.",
	.rd = INPUT(RD), .ipa = INPUT(BASE), .walk = WALK_PAGE,
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.orderings = orderings,
	.effect = init_ripas, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true,
};

const struct rmm_command rmm_rmi_rtt_init_ripas_bet3 = {
	.name = "RMI_RTT_INIT_RIPAS", .interface = INTERFACE_RMI,
	.fid = 0xC4000168, .section = { [LINE_2_0_BET3] = "B4.5.69" },
	.summary = "Before activation the Host makes a range RAM, measured when that is complete.",
	.note = "E50 to E52: what a cancelled operation has done is measured when its handle is "
		"released, unless that is nothing. E53: an error measures nothing. E57: what was RAM "
		"or DESTROYED before is measured all the same. E59: see init-ripas-not-in-rim.",
	.rd = INPUT(RD), .ipa = INPUT(BASE), .walk = WALK_PAGE,
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = begin, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint), .resume = resume,
};
