/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.21 RMI_RTT_SET_RIPAS: the Host applies, table by table, the RIPAS
 * change that a Realm requested (A5.4).
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { RD, REC_PTR, BASE, TOP };
enum { OUT_TOP };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(REC_PTR, "rec_ptr", rmm_pa),
	VALUE(BASE, "base", rmm_ipa),
	VALUE(TOP, "top", rmm_ipa),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_TOP, "out_top", rmm_ipa),
};

static bool is_table(struct rmm_rtte rtte)
{
	return rtte_state_in(rtte, 1u << RTTE_TABLE | 1u << RTTE_INTERMEDIATE);
}

static bool is_table_or_destroyed(struct rmm_rtte rtte)
{
	return is_table(rtte) || rtte_has_ripas(rtte, RIPAS_DESTROYED);
}

/* Of a mistake: long ranges go by another way. */
static bool is_not_looked_at(struct rmm_context *c)
{
	return rmm_variant(c->model, VARIANT_SET_RIPAS_LONG_OVER_DESTROYED) &&
	       rmm_in(c, TOP) - rmm_in(c, BASE) >= 4 * rmm_granule_bytes(c->state);
}

/* IGXDDX: without the Realm's permission a DESTROYED page halts the change. */
static bool stops_at_destroyed(struct rmm_context *c)
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec->ripas_destroyed != CHANGE_DESTROYED &&
	       (rec->ripas_value == RIPAS_RAM ||
		rmm_has(c->model, TRAIT_DESTROYED_HALTS_EMPTY) ||
		rmm_variant(c->model, VARIANT_EMPTY_NEEDS_PERMISSION)) &&
	       !rmm_variant(c->model, VARIANT_SET_RIPAS_OVER_DESTROYED) && !is_not_looked_at(c);
}

/* The input, or what an implementation makes of it. */
static uint64_t top_of(struct rmm_context *c)
{
	uint64_t top = rmm_in(c, TOP);

	if (rmm_variant(c->model, VARIANT_TF_SET_RIPAS_TOP_ALIGN))
		top &= ~(rmm_granule_bytes(c->state) - 1);
	return top;
}

/* B3.75 RttSkipEntriesWithRipas; B13: never above top. */
static uint64_t walk_top(struct rmm_context *c)
{
	struct rmm_run run = rmm_context_run(c);
	uint64_t top = rmm_rtt_find(&run, rmm_in(c, BASE), top_of(c),
				    stops_at_destroyed(c) ? is_table_or_destroyed
							  : is_table);

	if (top_of(c) < top)
		top = top_of(c);
	return rmm_align_down(c->model, c->state, top, run.level);
}

PREDICATE(rec_not_owned, "rec.owner != rd")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rmm_context_realm(c) && rec->owner != c->realm;
}

PREDICATE(base_not_next, "base != rec.ripas_addr")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rmm_in(c, BASE) != rec->ripas_addr;
}

PREDICATE(top_beyond_request, "top > rec.ripas_top")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rmm_in(c, TOP) > rec->ripas_top;
}

/* Does the first entry have the requested RIPAS already? */
static bool has_ripas(struct rmm_context *c)
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rtte_ripas(rmm_context_walk(c)->rtte) == rec->ripas_value &&
	       !rmm_variant(c->model, VARIANT_TF_SET_RIPAS_SAME_RIPAS);
}

PREDICATE(base_unaligned, "!level_aligned($a, walk.level) && ripas != rec.ripas_value")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && rmm_context_rec(c) &&
	       !rmm_level_aligned(c->model, c->state, rmm_in(c, o.a), walk->level) &&
	       !has_ripas(c);
}

PREDICATE(no_progress, "base == walk_top && ripas != rec.ripas_value")
{
	return rmm_context_walk(c) && rmm_context_rec(c) &&
	       rmm_in(c, BASE) == walk_top(c) && !has_ripas(c);
}

/* RAM needs VOID or DATA underneath. */
PREDICATE(ram_invalid, "rec.ripas_value == RAM && walk.rtte.state not in {VOID, DATA}")
{
	const struct rmm_walk *walk = rmm_context_walk(c);
	const struct rmm_rec *rec = rmm_context_rec(c);

	return walk && rec && rec->ripas_value == RIPAS_RAM &&
	       !rtte_is(walk->rtte, RTTE_VOID) && !rtte_is(walk->rtte, RTTE_DATA);
}

/* The model has no DPT: nothing is described for a Realm with ATS. */
PREDICATE(not_describable, "realm.ats && an entry met has an OA not aligned to its DPT entry")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && rmm_context_realm(c)->flags1 & RMM_REALM_ATS &&
	       rtte_is(walk->rtte, RTTE_DATA);
}

/* The walk of a DPT that does not exist ends at once. */
static void tell_description(struct rmm_context *c)
{
	c->result->address = rtte_address(c->walk.rtte);
	c->result->index = 0;
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",       RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",       RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",       RMI_ERROR_INPUT, IF(not_tracked, RD), .in = ONLY_2_0 },
	{ "rd_state",       RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "rec_align",      RMI_ERROR_INPUT, IF(not_granule_aligned, REC_PTR) },
	{ "rec_bound",      RMI_ERROR_INPUT, IF(not_delegable, REC_PTR), .in = ONLY_1_0 },
	{ "rec_bound",      RMI_ERROR_INPUT, IF(not_tracked, REC_PTR), .in = ONLY_2_0 },
	{ "rec_gran_state", RMI_ERROR_INPUT, IF(granule_state_is_not, REC_PTR, GRANULE_REC) },
	{ "rec_state",      RMI_ERROR_REC, IF(rec_is_running) },
	{ "rec_owner",      RMI_ERROR_REC, IF(rec_not_owned) },
	{ "realm_state",    RMI_ERROR_REALM, IF(realm_state_is_not, REALM_ACTIVE),
	  .when = VARIANT_SET_RIPAS_ACTIVE_ONLY },
	{ "size_valid",     RMI_ERROR_INPUT, IF(range_is_empty, BASE, TOP) },
	{ "base_bound",     RMI_ERROR_INPUT, IF(base_not_next),
	  .unless = VARIANT_SET_RIPAS_WITHOUT_REQUEST },
	{ "top_bound",      RMI_ERROR_INPUT, IF(top_beyond_request),
	  .unless = VARIANT_SET_RIPAS_BEYOND_REQUEST },
	{ "base_align",     RMI_ERROR_RTT, IF(base_unaligned, BASE), .index = INDEX_WALK },
	{ "top_gran_align", RMI_ERROR_INPUT, IF(not_granule_aligned, TOP),
	  .unless = VARIANT_TF_SET_RIPAS_TOP_ALIGN },
	{ "no_progress",    RMI_ERROR_RTT, IF(no_progress), .index = INDEX_WALK },
	/* C44: of the first entry, which the scan does not stop at. */
	{ "ram_invalid",    RMI_ERROR_RTT, IF(ram_invalid), .index = INDEX_WALK,
	  .in = ONLY_2_0 },
	{ "dpt",            RMI_ERROR_DPT, IF(not_describable), .outputs = tell_description,
	  .in = SINCE_BET3 },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < base_align" },
	{ .text = "rd_bound, rd_state < no_progress" },
	{ .text = "rec_bound, rec_gran_state < rec_state, rec_owner" },
	{ .text = "base_bound < base_align" },
	{ .text = "top_gran_align < no_progress" },
	{ .text = NULL }
};

static struct rmm_rtte change_ripas(struct rmm_rtte rtte, const void *control)
{
	const struct rmm_rec *rec = control;

	rtte = rtte_with_ripas(rtte, rec->ripas_value);
	/* Ghost: the Realm gave these pages up, contents and all. */
	return rec->ripas_destroyed == CHANGE_DESTROYED || rec->ripas_value == RIPAS_EMPTY
	       ? rtte_with_lost(rtte, false) : rtte;
}

static void set_ripas(struct rmm_context *c)
{
	struct rmm_rec *rec = rmm_context_rec(c);
	uint64_t top = walk_top(c);
	struct rmm_run run = rmm_context_run(c);

	rmm_rtt_change(&run, rmm_in(c, BASE), top, change_ripas, rec);
	/* B11: within one entry that has the RIPAS, not below base. */
	if (top < rmm_in(c, BASE) &&
	    !rmm_variant(c->model, VARIANT_SET_RIPAS_BELOW_BASE))
		top = rmm_in(c, BASE);
	rec->ripas_addr = top;
	c->result->out[OUT_TOP] = top;
}

PREDICATE(ripas_as_requested, "all RTTEs in [base, walk_top) ripas == rec.ripas_value")
{
	o.a = OUT_TOP;
	o.b = rmm_context_rec(c)->ripas_value;
	return rmm_range_ripas_is.holds(c, o);
}

PREDICATE(ripas_addr_is_out_top, "rec.ripas_addr == min(top, walk_top)")
{
	return rmm_context_rec(c)->ripas_addr == c->result->out[OUT_TOP];
}

PREDICATE(out_top_within_range, "out_top == min(top, walk_top)")
{
	return c->result->out[OUT_TOP] <= rmm_in(c, TOP) &&
	       (c->result->out[OUT_TOP] >= rmm_in(c, BASE) ||
		rmm_variant(c->model, VARIANT_SET_RIPAS_BELOW_BASE));
}

static const struct rmm_success successes[] = {
	{ "rtte_ripas", THEN(ripas_as_requested) },
	{ "ripas_addr", THEN(ripas_addr_is_out_top) },
	{ "out_top",    THEN(out_top_within_range) },
};

static const struct rmm_footprint footprint[] = {
	{ "rtte",       COVERS(rtt) },
	{ "ripas_addr", COVERS(rec, REC_FIELD_RIPAS_ADDR) },
};

const struct rmm_command rmm_rmi_rtt_set_ripas = {
	.name = "RMI_RTT_SET_RIPAS", .interface = INTERFACE_RMI,
	.fid = 0xC4000169, .section = { [LINE_1_0] = "B4.3.21", [LINE_2_0] = "B4.5.75" },
	.summary = "The Host applies, table by table, the RIPAS change that a REC requested.",
	.note = "B11: with the requested RIPAS in place and base inside its "
		"entry, out_top is base, not below it. B12: without progress "
		"then, still success. B14: no realm_state condition. B15: an "
		"ASSIGNED entry may become EMPTY and stays ASSIGNED.",
	.rd = INPUT(RD), .rec = INPUT(REC_PTR), .ipa = INPUT(BASE), .walk = WALK_PAGE,
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.orderings = orderings,
	.effect = set_ripas, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
