/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.16 RMI_RTT_DESTROY: a child RTT without live entries goes back, and
 * with it what its entries said (A5.5.9).
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/operation.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { RD, IPA, LEVEL };
enum { RTT, TOP };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
	VALUE(LEVEL, "level", rmm_int64),
};
static const struct rmm_value outputs[] = {
	VALUE(RTT, "rtt", rmm_pa),
	VALUE(TOP, "top", rmm_ipa),
};

static void top_is_walk_top(struct rmm_context *c)
{
	c->result->out[TOP] = rmm_context_skip_non_live(c, rmm_in(c, IPA));
}

static void top_is_ipa(struct rmm_context *c)
{
	c->result->out[TOP] = rmm_in(c, IPA);
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_tracked, RD), .in = ONLY_2_0 },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "level_bound", RMI_ERROR_INPUT, IF(level_is_invalid_or_starting, LEVEL) },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_parent_aligned, IPA, LEVEL) },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(outside_ipa_space, IPA) },
	{ "rtt_walk",    RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK,
	  .outputs = top_is_walk_top },
	{ "rtte_state",  RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_TABLE),
	  .index = INDEX_WALK, .outputs = top_is_walk_top },
	{ "rtt_live",    RMI_ERROR_RTT, IF(child_is_live), .index = INDEX_LEVEL,
	  .outputs = top_is_ipa, .unless = VARIANT_RTT_DESTROY_LIVE },
	{ "operation",   RMI_BLOCKED, IF(operation_lies_in_child), .in = ONLY_2_0,
	  .when = VARIANT_TABLE_HELD_BY_OPERATION },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < rtt_walk, rtte_state" },
	{ .text = "rd_bound, rd_state < rtt_live", .in = ONLY_1_0 },
	{ .text = "rtte_state < rtt_live", .in = ONLY_2_0 },
	{ .text = "level_bound, ipa_bound < rtt_walk, rtte_state" },
	{ .text = NULL }
};

/* What is left of the parent entry (B2 for an Unprotected IPA). */
static struct rmm_rtte parent_entry(struct rmm_context *c, uint32_t child)
{
	const struct rmm_rtte *entries = rmm_rtt_entries(c->model, c->state, child);
	bool lost = false;

	if (!rmm_is_protected(rmm_context_realm(c), rmm_in(c, IPA)) &&
	    !rmm_variant(c->model, VARIANT_RTT_DESTROY_UNPROTECTED_UNASSIGNED))
		return rtte_make(RTTE_UNASSIGNED_NS, RIPAS_EMPTY, 0);
	for (uint32_t i = 0; i < rmm_entry_count(c->model, c->state); i++)
		lost |= rtte_is_lost(entries[i]);
	return rtte_with_lost(rtte_make(RTTE_UNASSIGNED, RIPAS_DESTROYED, 0), lost);
}

static void destroy(struct rmm_context *c)
{
	uint32_t child = rmm_context_child(c);
	uint64_t pa = rtte_address(c->walk.rtte);

	rmm_set_rtte(c->model, c->state, &c->walk, parent_entry(c, child));
	rmm_rtt_free(c->model, c->state, child);
	rmm_granule_set(c->model, c->state, rmm_granule_at(c->model, pa),
			GRANULE_DELEGATED, 0);
	c->result->out[RTT] = pa;
	top_is_walk_top(c);
}

static bool destroys_protected(struct rmm_context *c)
{
	return rmm_is_protected(rmm_context_realm(c), rmm_in(c, IPA)) ||
	       rmm_variant(c->model, VARIANT_RTT_DESTROY_UNPROTECTED_UNASSIGNED);
}

PREDICATE(parent_is_unassigned, "parent RTTE == UNASSIGNED (B2: _NS if Unprotected)")
{
	return rtte_state(rmm_entry_now(c)) ==
	       (destroys_protected(c) ? RTTE_UNASSIGNED : RTTE_UNASSIGNED_NS);
}

PREDICATE(parent_is_destroyed, "parent ripas == DESTROYED")
{
	return !destroys_protected(c) ||
	       rtte_has_ripas(rmm_entry_now(c), RIPAS_DESTROYED);
}

static const struct rmm_success successes[] = {
	{ "rtte_state", THEN(parent_is_unassigned), .in = ONLY_1_0 },
	{ "state_prot", THEN(parent_is_unassigned), .in = ONLY_2_0 },
	{ "state_unprot", THEN(parent_is_unassigned), .in = ONLY_2_0 },
	{ "ripas",      THEN(parent_is_destroyed) },
	{ "rtt_state",  THEN(old_output_is_delegated) },
	{ "rtt",        THEN(output_is_old_address, RTT) },
	{ "top",        THEN(output_is_walk_top, TOP) },
	{ "result", THEN(result_is_success), .in = ONLY_2_0 },
};

static const struct rmm_footprint footprint[] = {
	{ "rtt_state", COVERS(output_granule) },
	{ "rtte",      COVERS(entry) },
};

const struct rmm_command rmm_rmi_rtt_destroy = {
	.name = "RMI_RTT_DESTROY", .interface = INTERFACE_RMI,
	.fid = 0xC400015E, .section = { [LINE_1_0] = "B4.3.16", [LINE_2_0] = "B4.5.68" },
	.summary = "Destroys a table without live entries; what it described becomes DESTROYED.",
	.note = "B2: at an Unprotected IPA the parent becomes UNASSIGNED_NS, "
		"as in 2.0. B26: rtt_live is evaluated only where the entry "
		"is a TABLE.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .level = INPUT(LEVEL), .walk = WALK_PARENT,
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.orderings = orderings,
	.effect = destroy, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true,
};
