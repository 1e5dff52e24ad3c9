/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.5.67 RMI_RTT_DATA_UNMAP: the Host takes pages from a Realm. RAM becomes
 * DESTROYED; the Granules become DELEGATED (A5.3.6).
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/tracked.h"
#include "rmi/range_unmap.h"
#include "state/tracking.h"

static const struct rmm_value inputs[] = { INPUTS_OF_RANGE };
static const struct rmm_value outputs[] = { OUTPUTS_OF_UNMAP };

static bool is_data(struct rmm_context *c)
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && rtte_is(walk->rtte, RTTE_DATA);
}

PREDICATE(region_coarse, "region(walk.rtte.addr) tracked && granularity > size")
{
	enum rmm_tracking tracking;

	if (!is_data(c))
		return false;
	tracking = rmm_tracking_at(c->model, c->state, rtte_address(c->walk.rtte));
	return rmm_is_tracked(tracking) &&
	       rmm_tracking_granularity(c->state, tracking) > rmm_in(c, RANGE_TOP) - rmm_in(c, RANGE_BASE);
}

/* The model has no DPT: nothing can be described for a Realm with ATS. */
PREDICATE(not_describable, "realm.ats && !dpt_can_describe(walk.rtte.addr, size)")
{
	return is_data(c) && rmm_context_realm(c)->flags1 & RMM_REALM_ATS;
}

/* E35: of an entry that maps nothing no address is looked at. */
PREDICATE(region_unsuited, "region(walk.rtte.addr) untracked, or granularity > size")
{
	return is_data(c) &&
	       (!rmm_is_tracked(rmm_tracking_at(c->model, c->state, rtte_address(c->walk.rtte))) ||
		region_coarse_holds(c, o));
}

static void tell_tracking(struct rmm_context *c)
{
	rmm_tell_tracking(c, rtte_address(c->walk.rtte));
}

/* The walk of a DPT that does not exist ends at once. */
static void tell_description(struct rmm_context *c)
{
	c->result->address = rtte_address(c->walk.rtte);
	c->result->index = 0;
}

static const struct rmm_unmapping unmapping = { RTTE_DATA, RTTE_VOID, true };

PREDICATE(splits_region, "the entries map a part of what is tracked as one")
{
	return is_data(c) && rmm_tracking_at(c->model, c->state, rtte_address(c->walk.rtte)) ==
			     TRACKING_COARSE &&
	       rmm_unmap_splits_region(c, &unmapping);
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	ROWS_OF_RANGE,
	{ "ipa_bound",  RMI_ERROR_INPUT, IF(range_not_protected, RANGE_BASE, RANGE_TOP) },
	{ "oaddr_align", RMI_ERROR_INPUT, IF(list_unaligned) },
	{ "oaddr_list_pas", RMI_ERROR_INPUT, IF(list_not_ns),
	  .unless = VARIANT_TF_UNMAP_LIST_LOST },
	{ "oaddr_list_pas", RMI_ERROR_INPUT, IF(list_not_undelegated),
	  .when = VARIANT_TF_UNMAP_LIST_LOST },
	{ "rtte_size",  RMI_ERROR_RTT, IF(entry_beyond_range), .index = INDEX_WALK,
	  .until = SINCE_BET3 },
	{ "rtte_size",  RMI_ERROR_RTT, IF(mapped_entry_beyond_range, RTTE_DATA),
	  .index = INDEX_WALK, .in = SINCE_BET3 },
	{ "trk_gran",   RMI_ERROR_TRACKING, IF(region_coarse), .until = SINCE_BET3 },
	{ "tracking",   RMI_ERROR_TRACKING, IF(region_unsuited), .outputs = tell_tracking,
	  .in = SINCE_BET3 },
	{ "dpt_gran",   RMI_ERROR_DPT, IF(not_describable), .until = SINCE_BET3 },
	{ "dpt_gran",   RMI_ERROR_DPT, IF(not_describable), .outputs = tell_description,
	  .in = SINCE_BET3 },
	{ "rtte_align", RMI_ERROR_RTT, IF(entry_unaligned), .index = INDEX_WALK,
	  .until = SINCE_BET3 },
	{ "rtte_align", RMI_ERROR_RTT, IF(mapped_entry_unaligned, RTTE_DATA),
	  .index = INDEX_WALK, .in = SINCE_BET3 },
	ROWS_OF_UNMAP_PROSE,
	{ "one_state",  RMI_ERROR_TRACKING, IF(splits_region), .until = SINCE_BET3 },
	{ "one_state",  RMI_ERROR_TRACKING, IF(splits_region), .outputs = tell_tracking,
	  .in = SINCE_BET3 },
};

static void unmap(struct rmm_context *c)
{
	rmm_unmap_range(c, &unmapping);
}

static void resume(struct rmm_context *c, uint32_t slot)
{
	rmm_unmap_range_resume(c, &unmapping, slot);
}

/* Evaluates @holds for every entry that the range had. */
static bool every_entry(struct rmm_context *c,
			bool (*holds)(struct rmm_context *c, struct rmm_rtte old, struct rmm_rtte now))
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	uint64_t ipa = rmm_in(c, RANGE_BASE);
	struct rmm_walk old, now;

	while (ipa < c->result->out[OUT_RANGE_TOP]) {
		rmm_rtt_walk(c->model, c->old, realm, ipa, RMM_PAGE_LEVEL, &old);
		rmm_rtt_walk(c->model, c->state, realm, ipa, RMM_PAGE_LEVEL, &now);
		if (!holds(c, old.rtte, now.rtte))
			return false;
		ipa += rmm_level_size(c->model, c->state, now.level);
	}
	return true;
}

static bool is_void_now(struct rmm_context *c, struct rmm_rtte old, struct rmm_rtte now)
{
	return rtte_is(now, RTTE_VOID) || rtte_is(old, RTTE_INTERMEDIATE);
}

static bool ram_is_destroyed(struct rmm_context *c, struct rmm_rtte old, struct rmm_rtte now)
{
	return !rtte_is(old, RTTE_DATA) ||
	       rtte_ripas(now) == (rtte_has_ripas(old, RIPAS_RAM) ? RIPAS_DESTROYED
								: rtte_ripas(old));
}

static bool memory_is_delegated(struct rmm_context *c, struct rmm_rtte old, struct rmm_rtte now)
{
	return !rtte_is(old, RTTE_DATA) ||
	       rmm_state_at(c->model, c->state, rtte_address(old)) == GRANULE_DELEGATED;
}

PREDICATE(entries_are_void, "RTTEs in [base, out_top) == VOID")
{
	return every_entry(c, is_void_now);
}

PREDICATE(ripas_is_destroyed, "in [base, out_top): old RAM => DESTROYED, else unchanged")
{
	return every_entry(c, ram_is_destroyed);
}

PREDICATE(granules_are_delegated, "grans over [base, out_top) == GRAN_DELEGATED (C33)")
{
	return every_entry(c, memory_is_delegated);
}

static bool is_range(const struct rmm_context *c, enum rmm_address_type type)
{
	return rmm_oaddr_type(c) == type;
}

/* What was freed: the first address, and how many bytes; with a set, in the set? */
static uint64_t freed(struct rmm_context *c, const struct rmm_address_set *set, uint64_t *first)
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	uint64_t ipa = rmm_in(c, RANGE_BASE), bytes = 0;
	struct rmm_walk old;

	while (ipa < c->result->out[OUT_RANGE_TOP]) {
		uint64_t size;

		rmm_rtt_walk(c->model, c->old, realm, ipa, RMM_PAGE_LEVEL, &old);
		size = rmm_level_size(c->model, c->state, old.level);
		if (rtte_is(old.rtte, RTTE_DATA)) {
			if (bytes == 0)
				*first = rtte_address(old.rtte);
			if (rmm_set_holds(c->model, c->state, set, rtte_address(old.rtte)))
				bytes += size;
		}
		ipa += size;
	}
	return bytes;
}

PREDICATE(range_is_old_address, "type == SINGLE => out_range is what was freed")
{
	struct rmm_address_set set = { &c->result->out[OUT_RANGE], 1 };
	uint64_t first = 0;

	return !is_range(c, ADDRESS_TYPE_SINGLE) ||
	       (freed(c, &set, &first) == rmm_set_size(c->model, c->state, &set) &&
		rmm_descriptor_base(c->state, set.descriptors[0]) == first);
}

PREDICATE(list_describes_progress, "type == LIST => the list describes what was freed")
{
	struct rmm_address_set set = rmm_unmapped_set(c);
	uint64_t first = 0;

	return !is_range(c, ADDRESS_TYPE_LIST) ||
	       rmm_list_not_ns.holds(c, (struct rmm_operands){ 0, 0 }) ||
	       (freed(c, &set, &first) == rmm_set_size(c->model, c->state, &set) &&
		(set.count != 0) == (first != 0));
}

static const struct rmm_success successes[] = {
	{ "state",             THEN(entries_are_void), .lasts = true },
	{ "ripas",             THEN(ripas_is_destroyed) },
	{ "addr_single",       THEN(range_is_old_address) },
	{ "addr_list",         THEN(list_describes_progress) },
	{ "gran_state_contig", THEN(granules_are_delegated) },
	{ "gran_state_list",   THEN(granules_are_delegated) },
	{ "result",            THEN(result_is_success) },
};

static bool rmm_covers_data(struct rmm_context *c, struct rmm_operands o,
			    const struct rmm_change *change)
{
	uint64_t link;

	if (change->kind != CHANGE_GRANULE_STATE || !rmm_context_realm(c) ||
	    rmm_granule_state(c->model, c->state, change->subject) != GRANULE_DATA)
		return false;
	link = rmm_granule_link(c->model, c->state, change->subject);
	return rmm_data_link_realm(c->model, link) == c->realm &&
	       rmm_data_link_ipa(c->model, link) >= rmm_in(c, RANGE_BASE) &&
	       rmm_data_link_ipa(c->model, link) < rmm_in(c, RANGE_TOP);
}

static const struct rmm_footprint footprint[] = {
	{ "rtte",       COVERS(rtt), .note = "no footprint is given" },
	{ "gran_state", COVERS(data), .note = "no footprint is given" },
};

const struct rmm_command rmm_rmi_rtt_data_unmap = {
	.name = "RMI_RTT_DATA_UNMAP", RANGE_COMMAND,
	.fid = 0xC40001F6, .section = { [LINE_2_0] = "B4.5.67" },
	.summary = "The Host takes back a range of pages; where the RIPAS was RAM it becomes DESTROYED.",
	.note = "C23, C24: in every state of the Realm. C26: base is aligned to its entry, "
		"else RMI_ERROR_RTT. C32: entries that are not live are skipped; the first "
		"must fit into the range. C33: the outputs report what is freed. The "
		"flags of the text have no list_count; the model reads it where map "
		"commands have it.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = unmap, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint), .resume = resume,
};
