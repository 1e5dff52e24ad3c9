/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.15 RMI_RTT_CREATE: unfolds an entry into a new child RTT (A5.5.7). */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "state/memory.h"

enum { RD, RTT, IPA, LEVEL };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(RTT, "rtt", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
	VALUE(LEVEL, "level", rmm_int64),
};

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_tracked, RD), .in = ONLY_2_0 },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "level_bound", RMI_ERROR_INPUT, IF(level_is_invalid_or_starting, LEVEL) },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_parent_aligned, IPA, LEVEL),
	  .unless = VARIANT_CREATE_ALIGNS_TO_LEVEL },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_level_aligned, IPA, LEVEL),
	  .when = VARIANT_CREATE_ALIGNS_TO_LEVEL },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(outside_ipa_space, IPA) },
	{ "rtt_align",   RMI_ERROR_INPUT, IF(not_granule_aligned, RTT) },
	{ "rtt_bound",   RMI_ERROR_INPUT, IF(not_delegable, RTT), .in = ONLY_1_0 },
	{ "rtt_bound",   RMI_ERROR_INPUT, IF(not_delegable_fine, RTT), .in = ONLY_2_0,
	  .until = SINCE_BET3 },
	{ "rtt_pop",     RMI_ERROR_INPUT, IF(not_populated_conventional, RTT), .in = SINCE_BET3 },
	{ "rtt_track",   RMI_ERROR_TRACKING, IF(region_not_fine, RTT), .index = INDEX_TRACKING,
	  .in = SINCE_BET3 },
	{ "rtt_state",   RMI_ERROR_INPUT, IF(granule_state_is_not, RTT, GRANULE_DELEGATED) },
	{ "rtt_bound2",  RMI_ERROR_INPUT, IF(beyond_48_bits, RTT),
	  .unless = VARIANT_PA_ABOVE_48_BITS, .until = SINCE_BET3 },
	{ "rtt_bound2",  RMI_ERROR_INPUT, IF(beyond_output_width, RTT), .in = SINCE_BET3 },
	{ "rtt_walk",    RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK,
	  .unless = VARIANT_RTT_CREATE_SKIPS_LEVEL },
	{ "rtte_state",  RMI_ERROR_RTT, IF(rtte_state_is, RTTE_TABLE), .index = INDEX_WALK },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < rtt_walk, rtte_state" },
	{ .text = "level_bound, ipa_bound < rtt_walk, rtte_state" },
	{ .text = NULL }
};

static void create(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	uint32_t granule = rmm_granule_at(m, rmm_in(c, RTT));
	struct rmm_position at = { c->realm, (int)rmm_in(c, LEVEL), rmm_in(c, IPA), false };
	uint32_t rtt = rmm_rtt_allocate(m, c->state, at);
	struct rmm_rtte parent = c->walk.rtte;

	if (rtt == RMM_NONE) {
		c->result->status = STATUS_LIMIT;
		return;
	}
	/* A departure: of what an operation holds, nothing is seen. */
	if (rtte_is(parent, RTTE_INTERMEDIATE))
		parent = rtte_make(RTTE_VOID, rtte_ripas(parent), 0);
	rmm_rtt_unfold(m, c->state, rtt, c->walk.level + 1, parent);
	rmm_granule_set(m, c->state, granule, GRANULE_RTT, (uint64_t)rtt + 1);
	rmm_granule_fill(m, c->state, granule, 0, ORIGIN_RMM);
	rmm_set_rtte(m, c->state, &c->walk,
		     rtte_make(RTTE_TABLE, RIPAS_EMPTY, rmm_in(c, RTT)));
}

/* The entries of the new child. */
static const struct rmm_rtte *child_entries(const struct rmm_context *c)
{
	return rmm_rtt_entries(c->model, c->state,
			       rmm_rtt_child(c->model, c->state, rmm_entry_now(c)));
}

PREDICATE(child_ripas_is_parents, "protected(ipa) => child ripas == old parent ripas")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	for (uint32_t i = 0; i < rmm_entry_count(c->model, c->state); i++)
		if (rmm_is_protected(realm, rmm_in(c, IPA)) &&
		    rtte_ripas(child_entries(c)[i]) != rtte_ripas(c->walk.rtte))
			return false;
	return true;
}

PREDICATE(child_state_is_parents, "child state == old parent state")
{
	/* Some implementations take an entry in the hands of an operation for VOID. */
	enum rmm_rtte_state state = rtte_is(c->walk.rtte, RTTE_INTERMEDIATE)
				    ? RTTE_VOID : rtte_state(c->walk.rtte);

	for (uint32_t i = 0; i < rmm_entry_count(c->model, c->state); i++)
		if (!rtte_is(child_entries(c)[i], state))
			return false;
	return true;
}

PREDICATE(child_addresses_contiguous, "old parent mapped => child OAs contiguous from its OA")
{
	uint64_t step = rmm_level_size(c->model, c->state, c->walk.level + 1);

	if (!rtte_is_live(c->walk.rtte) || rtte_is(c->walk.rtte, RTTE_INTERMEDIATE))
		return true;
	for (uint32_t i = 0; i < rmm_entry_count(c->model, c->state); i++)
		if (rtte_address(child_entries(c)[i]) !=
		    rtte_address(c->walk.rtte) + i * step)
			return false;
	return true;
}

PREDICATE(child_attributes_are_parents, "child MemAttr, S2AP from the old parent")
{
	for (uint32_t i = 0; i < rmm_entry_count(c->model, c->state); i++)
		if (rtte_mem_attr(child_entries(c)[i]) != rtte_mem_attr(c->walk.rtte) ||
		    rtte_s2ap(child_entries(c)[i]) != rtte_s2ap(c->walk.rtte))
			return false;
	return true;
}

static const struct rmm_success successes[] = {
	{ "rtt_state",    THEN(granule_state_is, RTT, GRANULE_RTT) },
	{ "rtte_state",   THEN(entry_state_is, RTTE_TABLE) },
	{ "rtte_addr",    THEN(entry_address_is, RTT) },
	{ "rtte_c_ripas", THEN(child_ripas_is_parents) },
	{ "rtte_c_state", THEN(child_state_is_parents) },
	{ "rtte_c_addr",  THEN(child_addresses_contiguous) },
	{ "rtte_c_mem_attr", THEN(child_attributes_are_parents), .in = ONLY_2_0 },
	{ "rtte_c_s2ap",  THEN(child_attributes_are_parents), .in = ONLY_2_0 },
	{ "result", THEN(result_is_success), .in = ONLY_2_0 },
};

static const struct rmm_footprint footprint[] = {
	{ "rtt_state", COVERS(granule_state, RTT) },
	{ "rtte",      COVERS(entry) },
};

const struct rmm_command rmm_rmi_rtt_create = {
	.name = "RMI_RTT_CREATE", .interface = INTERFACE_RMI,
	.fid = 0xC400015D, .section = { [LINE_1_0] = "B4.3.15", [LINE_2_0] = "B4.5.64" },
	.summary = "Replaces an entry by a table that says the same.",
	.note = "B25: rtt_* and *_align are not ordered against rtt_walk; "
		"either result is permitted.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .level = INPUT(LEVEL), .walk = WALK_PARENT,
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = create, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true, .marks = { INPUT(RTT) },
};
