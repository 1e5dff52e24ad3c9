/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.5.65 RMI_RTT_DATA_MAP: DATA Granules with wiped contents at a range of
 * Protected IPAs, at any RIPAS, which it leaves alone (A5.3.5).
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/tracked.h"
#include "rmi/range_map.h"
#include "state/tracking.h"

static const struct rmm_value inputs[] = { INPUTS_OF_RANGE };
static const struct rmm_value outputs[] = {
	VALUE(OUT_RANGE_TOP, "out_top", rmm_ipa),
};

/* oaddr_first (context); false: the set is empty, no condition is about it. */
static bool first_address(struct rmm_context *c, uint64_t *pa)
{
	struct rmm_address_set set = rmm_output_set(c);

	return rmm_set_at(c->model, c->state, &set, 0, pa) != 0;
}

PREDICATE(region_untracked, "region(oaddr_first) untracked")
{
	uint64_t pa;

	return first_address(c, &pa) && !rmm_variant(c->model, VARIANT_TF_TRACKING_STATIC) &&
	       !rmm_is_tracked(rmm_tracking_at(c->model, c->state, pa));
}

PREDICATE(region_coarse, "region(oaddr_first) tracked && granularity > size")
{
	uint64_t pa;
	enum rmm_tracking tracking;

	if (!first_address(c, &pa))
		return false;
	tracking = rmm_tracking_at(c->model, c->state, pa);
	return rmm_is_tracked(tracking) &&
	       rmm_tracking_granularity(c->state, tracking) > rmm_in(c, RANGE_TOP) - rmm_in(c, RANGE_BASE);
}

PREDICATE(region_unsuited, "region(oaddr_first) untracked, or granularity > size")
{
	uint64_t pa;
	enum rmm_tracking tracking;

	if (!first_address(c, &pa))
		return false;
	tracking = rmm_tracking_at(c->model, c->state, pa);
	return rmm_is_tracked(tracking)
	       ? rmm_tracking_granularity(c->state, tracking) >
		 rmm_in(c, RANGE_TOP) - rmm_in(c, RANGE_BASE)
	       : !rmm_variant(c->model, VARIANT_TF_TRACKING_STATIC);
}

static void tell_tracking(struct rmm_context *c)
{
	uint64_t pa = 0;

	first_address(c, &pa);
	rmm_tell_tracking(c, pa);
}

/* The walk of a DPT that does not exist ends at once. */
static void tell_description(struct rmm_context *c)
{
	first_address(c, &c->result->address);
	c->result->index = 0;
}

PREDICATE(entry_not_void_or_data, "walk.rtte.state not in {DATA, VOID}")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && !rtte_is(walk->rtte, RTTE_VOID) && !rtte_is(walk->rtte, RTTE_DATA);
}

/*
 * Memory that is not there is not DELEGATED. Of a block all Granules count: if
 * one cannot be had, nothing is mapped.
 */
PREDICATE(not_delegated, "gran(what the first entry would map) != GRAN_DELEGATED")
{
	struct rmm_address_set set = rmm_output_set(c);
	struct rmm_walk other;
	const struct rmm_walk *walk = rmm_map_walk(c, &other);
	uint64_t size = walk ? rmm_level_size(c->model, c->state, walk->level)
			     : rmm_granule_bytes(c->state), pa;

	if (!first_address(c, &pa))
		return false;
	/* In 2.0-bet3 what is mapped already need not be DELEGATED. */
	if (rmm_has(c->model, TRAIT_IDEMPOTENT) && (!walk || !rtte_is(walk->rtte, RTTE_VOID)))
		return false;
	if (rmm_state_at(c->model, c->state, pa) != GRANULE_DELEGATED)
		return true;
	if (!rmm_set_take(c->model, c->state, &set, 0, size, &pa))
		return false;
	for (uint64_t offset = 0; offset < size; offset += RMM_GRANULE_SIZE)
		if (rmm_state_at(c->model, c->state, pa + offset) != GRANULE_DELEGATED)
			return true;
	return false;
}

/* The model has no DPT: nothing can be described for a Realm with ATS. */
PREDICATE(not_describable, "realm.ats && !dpt_can_describe(oaddr_first, size)")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && realm->flags1 & RMM_REALM_ATS;
}

PREDICATE(described_undelegated, "the first descriptor's state is not DELEGATED")
{
	struct rmm_address_set set = rmm_output_set(c);
	uint64_t pa, descriptor = rmm_set_at(c->model, c->state, &set, 0, &pa);

	/* An implementation looks at one that is empty, too. */
	if (set.count && rmm_variant(c->model, VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR))
		descriptor = set.descriptors[0];
	return descriptor && !rmm_descriptor_is_delegated(descriptor);
}

PREDICATE(splits_region, "the entries have a part of what is tracked as one")
{
	uint64_t pa;

	return first_address(c, &pa) &&
	       rmm_tracking_at(c->model, c->state, pa) == TRACKING_COARSE &&
	       rmm_map_splits_region(c);
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	ROWS_OF_RANGE,
	{ "ipa_bound",  RMI_ERROR_INPUT, IF(range_not_protected, RANGE_BASE, RANGE_TOP) },
	{ "oaddr_single_align", RMI_ERROR_INPUT, IF(set_unaligned, ADDRESS_TYPE_SINGLE) },
	{ "oaddr_list_align", RMI_ERROR_INPUT, IF(list_unaligned) },
	{ "oaddr_type", RMI_ERROR_INPUT,
	  IF(not_an_address_type, 1 << ADDRESS_TYPE_SINGLE | 1 << ADDRESS_TYPE_LIST) },
	{ "oaddr_list_pas", RMI_ERROR_INPUT, IF(list_not_ns) },
	{ "oaddr_value", RMI_ERROR_RTT, IF(entry_maps_other), .index = INDEX_WALK,
	  .outputs = rmm_map_tell_walk, .in = SINCE_BET3 },
	{ "rtte_state", RMI_ERROR_RTT, IF(entry_not_mappable, RTTE_VOID),
	  .index = INDEX_WALK, .outputs = rmm_map_tell_walk, .until = SINCE_BET3 },
	{ "rtte_state", RMI_ERROR_RTT, IF(entry_not_void_or_data), .index = INDEX_WALK,
	  .outputs = rmm_map_tell_walk, .in = SINCE_BET3 },
	{ "rtte_size",  RMI_ERROR_RTT, IF(map_entry_beyond_range), .index = INDEX_WALK,
	  .outputs = rmm_map_tell_level },
	{ "trk_untracked", RMI_ERROR_TRACKING, IF(region_untracked), .until = SINCE_BET3 },
	{ "trk_gran",   RMI_ERROR_TRACKING, IF(region_coarse), .until = SINCE_BET3 },
	{ "tracking",   RMI_ERROR_TRACKING, IF(region_unsuited), .outputs = tell_tracking,
	  .in = SINCE_BET3 },
	{ "gran_state", RMI_ERROR_INPUT, IF(not_delegated),
	  .unless = VARIANT_TF_MAP_GRANULES_LATE },
	{ "dpt_gran",   RMI_ERROR_DPT, IF(not_describable), .until = SINCE_BET3 },
	{ "dpt_gran",   RMI_ERROR_DPT, IF(not_describable), .outputs = tell_description,
	  .in = SINCE_BET3 },
	/* The prose has these, without a condition. */
	{ "one_state",  RMI_ERROR_TRACKING, IF(splits_region), .until = SINCE_BET3 },
	{ "one_state",  RMI_ERROR_TRACKING, IF(splits_region), .outputs = tell_tracking,
	  .in = SINCE_BET3 },
	{ "realm_state", RMI_ERROR_REALM, IF(realm_state_not_in, 1 << REALM_NEW | 1 << REALM_ACTIVE) },
	ROWS_OF_ALIGNMENT,
	{ "oaddr_empty", RMI_ERROR_INPUT, IF(set_is_empty) },
	{ "oaddr_block_align", RMI_ERROR_INPUT, IF(set_unaligned, ADDRESS_TYPE_LIST) },
	{ "oaddr_size", RMI_ERROR_RTT, IF(set_unsuited), .index = INDEX_WALK,
	  .outputs = rmm_map_tell_level },
	{ "oaddr_state", RMI_ERROR_INPUT, IF(described_undelegated) },
	{ "oaddr_bound", RMI_ERROR_INPUT, IF(set_beyond_lpa2), .until = SINCE_BET3 },
	{ "oaddr_bound", RMI_ERROR_INPUT, IF(set_beyond_width), .in = SINCE_BET3 },
	/* Not evaluated first, but when the memory is taken, and wiped. */
	{ "gran_state", RMI_ERROR_INPUT, IF(never), .has_effect = true,
	  .when = VARIANT_TF_MAP_GRANULES_LATE },
};

static struct rmm_rtte data_entry(struct rmm_context *c, struct rmm_rtte old, uint64_t pa)
{
	return rtte_with_lost(rtte_make(RTTE_DATA, rtte_ripas(old), pa), rtte_is_lost(old));
}

static const struct rmm_mapping mapping = { RTTE_VOID, data_entry, true };

static void map(struct rmm_context *c)
{
	rmm_map_range(c, &mapping);
}

static void resume(struct rmm_context *c, uint32_t slot)
{
	rmm_map_range_resume(c, &mapping, slot);
}

/* Evaluates @holds for every page that was mapped, and where it is. */
static bool every_page(struct rmm_context *c,
		       bool (*holds)(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte,
				     uint64_t pa))
{
	uint64_t size = c->result->out[OUT_RANGE_TOP] - rmm_in(c, RANGE_BASE);
	const struct rmm_realm *realm = rmm_context_realm(c);

	for (uint64_t offset = 0; offset < size; offset += RMM_GRANULE_SIZE) {
		uint64_t ipa = rmm_in(c, RANGE_BASE) + offset;
		struct rmm_walk walk;

		rmm_rtt_walk(c->model, c->state, realm, ipa, RMM_PAGE_LEVEL, &walk);
		if (!holds(c, offset, walk.rtte, rtte_address(walk.rtte) +
			   (ipa & (rmm_level_size(c->model, c->state, walk.level) - 1))))
			return false;
	}
	return true;
}

static bool page_is_data(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte, uint64_t pa)
{
	return rtte_is(rtte, RTTE_DATA);
}

static bool granule_is_data(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte, uint64_t pa)
{
	return rmm_state_at(c->model, c->state, pa) == GRANULE_DATA;
}

static bool was_data(struct rmm_context *c, uint64_t offset)
{
	struct rmm_walk walk;

	rmm_rtt_walk(c->model, c->old, rmm_context_realm(c), rmm_in(c, RANGE_BASE) + offset,
		     RMM_PAGE_LEVEL, &walk);
	return rtte_is(walk.rtte, RTTE_DATA);
}

static bool page_is_wiped(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte, uint64_t pa)
{
	uint32_t granule = rmm_granule_at(c->model, pa);

	/* What was mapped before is left as it is. */
	return rmm_variant(c->model, VARIANT_TF_MAP_IDEMPOTENT) || was_data(c, offset) ||
	       (granule != RMM_NONE &&
		*rmm_granule_origin(c->model, c->state, granule) == ORIGIN_WIPED);
}

static bool address_is_sets(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte, uint64_t pa)
{
	struct rmm_address_set set = rmm_output_set(c);
	uint64_t wanted;

	return rmm_set_at(c->model, c->state, &set, offset, &wanted) && wanted == pa;
}

PREDICATE(entries_are_data, "RTTEs in [base, out_top) == DATA")
{
	return every_page(c, page_is_data);
}

PREDICATE(granules_are_data, "grans over [base, out_top) == GRAN_DATA (C25)")
{
	return every_page(c, granule_is_data);
}

PREDICATE(contents_are_wiped, "content over [base, out_top) wiped (C25)")
{
	return every_page(c, page_is_wiped);
}

PREDICATE(addresses_are_sets, "OAs linear over the set, out_top - base bytes")
{
	return every_page(c, address_is_sets);
}

static const struct rmm_success successes[] = {
	{ "gran_contents",     THEN(contents_are_wiped) },
	{ "gran_state_contig", THEN(granules_are_data) },
	{ "gran_state_list",   THEN(granules_are_data) },
	{ "result",            THEN(result_is_success) },
	{ "state",             THEN(entries_are_data) },
	{ "addr_contig",       THEN(addresses_are_sets) },
	{ "addr_list",         THEN(addresses_are_sets) },
};

/* The Granules of the set. */
static bool rmm_covers_set(struct rmm_context *c, struct rmm_operands o,
			   const struct rmm_change *change)
{
	struct rmm_address_set set = rmm_output_set(c);

	return (change->kind == CHANGE_GRANULE_STATE || change->kind == CHANGE_CONTENTS) &&
	       rmm_set_holds(c->model, c->state, &set, rmm_granule_pa(c->model, change->subject));
}

static const struct rmm_footprint footprint[] = {
	{ "rtte",       COVERS(rtt), .note = "no footprint is given" },
	{ "gran_state", COVERS(set), .note = "no footprint is given; also what is wiped, and then given back" },
};

const struct rmm_command rmm_rmi_rtt_data_map = {
	.name = "RMI_RTT_DATA_MAP", RANGE_COMMAND,
	.fid = 0xC40001F5, .section = { [LINE_2_0] = "B4.5.65" },
	.summary = "Wiped DATA at a range of Protected IPAs, as far as the RMM gets; RIPAS stays.",
	.note = "A5.3.5 wants the Realm NEW or ACTIVE (C23). C25: Granules and contents over "
		"the progress made. C26: base is aligned to its entry, else RMI_ERROR_RTT. "
		"C28: any delegated memory. C29: bound of LPA2 as RMI_ERROR_INPUT. C30: later "
		"failures are partial progress, but the first entry is mapped as a whole. C62: no DPT exists.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = map, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint), .resume = resume,
};
