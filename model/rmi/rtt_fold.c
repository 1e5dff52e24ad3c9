/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.17 RMI_RTT_FOLD: a homogeneous child RTT goes back; what its entries
 * said moves to the parent entry (A5.5.6).
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/operation.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { RD, IPA, LEVEL };
enum { RTT };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
	VALUE(LEVEL, "level", rmm_int64),
};
static const struct rmm_value outputs[] = {
	VALUE(RTT, "rtt", rmm_pa),
};

/* Is every entry DATA or a TABLE? */
static bool is_full(struct rmm_context *c, const struct rmm_rtte *entries)
{
	for (uint32_t i = 0; i < rmm_entry_count(c->model, c->state); i++)
		if (!rtte_is(entries[i], RTTE_DATA) && !rtte_is(entries[i], RTTE_TABLE))
			return false;
	return true;
}

/* Is it Non-secure memory that a block of the parent could map? */
static bool is_block_ns(struct rmm_context *c, const struct rmm_rtte *entries)
{
	uint64_t size = rmm_level_size(c->model, c->state, c->walk.level + 1);

	for (uint32_t i = 0; i < rmm_entry_count(c->model, c->state); i++)
		if (!rtte_is(entries[i], RTTE_MAPPED_NS) ||
		    !rtte_equal(entries[i], rtte_advance(entries[0], i * size)))
			return false;
	return rmm_level_aligned(c->model, c->state, rtte_address(entries[0]), c->walk.level);
}

/* A departure: where blocks would be too large, the level is the parent's. */
static void tell_parent_level(struct rmm_context *c)
{
	const struct rmm_rtte *entries = rmm_rtt_entries(c->model, c->state, rmm_context_child(c));

	if (c->walk.level < 1 && (is_full(c, entries) || is_block_ns(c, entries)))
		c->result->index = c->walk.level;
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_tracked, RD), .in = ONLY_2_0 },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "level_bound", RMI_ERROR_INPUT, IF(level_is_invalid_or_starting, LEVEL) },
	{ "level_bound", RMI_ERROR_INPUT, IF(input_is_not, LEVEL, RMM_PAGE_LEVEL),
	  .when = VARIANT_FOLD_LEVEL_3_ONLY },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_parent_aligned, IPA, LEVEL) },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(outside_ipa_space, IPA) },
	{ "rtt_walk",    RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK },
	{ "rtte_state",  RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_TABLE), .index = INDEX_WALK },
	{ "rtt_homo",    RMI_ERROR_RTT, IF(child_is_not_homogeneous), .index = INDEX_LEVEL,
	  .unless = VARIANT_TF_FOLD_PARENT_LEVEL },
	{ "rtt_homo",    RMI_ERROR_RTT, IF(child_is_not_homogeneous), .index = INDEX_LEVEL,
	  .when = VARIANT_TF_FOLD_PARENT_LEVEL, .outputs = tell_parent_level },
	{ "operation",   RMI_BLOCKED, IF(operation_lies_in_child), .in = ONLY_2_0,
	  .when = VARIANT_TABLE_HELD_BY_OPERATION },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < rtt_walk, rtte_state, rtt_homo" },
	{ .text = "level_bound, ipa_bound < rtt_walk, rtte_state" },
	{ .text = NULL }
};

static void fold(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	uint32_t child = rmm_context_child(c);
	uint64_t pa = rtte_address(c->walk.rtte);
	struct rmm_rtte parent = { 0 };

	rmm_rtt_fold(m, c->state, child, c->walk.level + 1, &parent);
	rmm_set_rtte(m, c->state, &c->walk, parent);
	rmm_rtt_free(m, c->state, child);
	rmm_granule_set(m, c->state, rmm_granule_at(m, pa), GRANULE_DELEGATED, 0);
	c->result->out[RTT] = pa;
}

/* The first entry of the child, before it was folded. */
static struct rmm_rtte old_child_entry(const struct rmm_context *c)
{
	return rmm_rtt_entries(c->model, c->old,
			       rmm_rtt_child(c->model, c->old, c->walk.rtte))[0];
}

PREDICATE(parent_state_is_childs, "parent state == state of the child's entries")
{
	return rtte_state(rmm_entry_now(c)) == rtte_state(old_child_entry(c));
}

PREDICATE(parent_address_is_childs, "mapped => parent OA == first child OA")
{
	return !rtte_is_live(rmm_entry_now(c)) ||
	       rtte_address(rmm_entry_now(c)) == rtte_address(old_child_entry(c));
}

PREDICATE(parent_attributes_are_childs, "mapped => parent MemAttr, S2AP from child")
{
	return rtte_mem_attr(rmm_entry_now(c)) == rtte_mem_attr(old_child_entry(c)) &&
	       rtte_s2ap(rmm_entry_now(c)) == rtte_s2ap(old_child_entry(c));
}

PREDICATE(parent_ripas_is_childs, "protected(ipa) => parent ripas == child ripas")
{
	return rtte_ripas(rmm_entry_now(c)) == rtte_ripas(old_child_entry(c));
}

static const struct rmm_success successes[] = {
	{ "rtte_state", THEN(parent_state_is_childs) },
	{ "rtte_addr",  THEN(parent_address_is_childs) },
	{ "rtte_attr",  THEN(parent_attributes_are_childs), .in = ONLY_1_0 },
	{ "rtte_attr_prot", THEN(parent_attributes_are_childs), .in = ONLY_2_0 },
	{ "rtte_attr_unprot", THEN(parent_attributes_are_childs), .in = ONLY_2_0 },
	{ "rtte_ripas", THEN(parent_ripas_is_childs) },
	{ "rtt_state",  THEN(old_output_is_delegated) },
	{ "rtt",        THEN(output_is_old_address, RTT) },
	{ "result", THEN(result_is_success), .in = ONLY_2_0 },
};

static const struct rmm_footprint footprint[] = {
	{ "rtt_state", COVERS(output_granule) },
	{ "rtte",      COVERS(entry) },
};

const struct rmm_command rmm_rmi_rtt_fold = {
	.name = "RMI_RTT_FOLD", .interface = INTERFACE_RMI,
	.fid = 0xC4000166, .section = { [LINE_1_0] = "B4.3.17", [LINE_2_0] = "B4.5.72" },
	.summary = "Replaces a table whose entries agree by one entry of its parent.",
	.note = "B1: the RTT Granule becomes DELEGATED although A2.2.3.2 does "
		"not list it. B26: rtt_homo is evaluated only where the entry "
		"is a TABLE.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .level = INPUT(LEVEL), .walk = WALK_PARENT,
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.orderings = orderings,
	.effect = fold, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true,
};
