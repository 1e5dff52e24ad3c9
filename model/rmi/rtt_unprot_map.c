/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.5.77 RMI_RTT_UNPROT_MAP: Non-secure memory, with attributes of the Host's
 * choice, at a range of Unprotected IPAs (A5.3.11).
 */
#include "rmi/rmi.h"

#include "base/ns_descriptor.h"
#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/tracked.h"
#include "rmi/range_map.h"

static const struct rmm_value inputs[] = {
	INPUTS_OF_RANGE,
	FIELD(RANGE_FLAGS, "memattr", rmm_uint64, MEMATTR_SHIFT, 3),
	/* Usually the Realm may read and write. */
	{ "s2ap", &rmm_uint64, RANGE_FLAGS, 1, true, S2AP_READ_WRITE, S2AP_SHIFT, 4 },
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_RANGE_TOP, "out_top", rmm_ipa),
};

PREDICATE(attributes_reserved, "memattr or s2ap reserved")
{
	uint64_t flags = rmm_in(c, RANGE_FLAGS);

	return ((flags >> MEMATTR_SHIFT & 7) == MEM_ATTR_RESERVED ||
		(flags >> S2AP_SHIFT & 15) > 3) && !rmm_map_stops_at_once(c);
}

PREDICATE(begins_protected, "protected(base) || top > 2^realm.ipa_width")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return rmm_range_not_unprotected.holds(c, o) &&
	       !(rmm_map_stops_at_once(c) && rmm_in_ipa_space(realm, rmm_in(c, RANGE_BASE)) &&
		 rmm_in_ipa_space(realm, rmm_in(c, RANGE_TOP) - 1));
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	ROWS_OF_RANGE,
	{ "ipa_bound",  RMI_ERROR_INPUT, IF(begins_protected) },
	{ "oaddr_type", RMI_ERROR_INPUT,
	  IF(not_an_address_type, 1 << ADDRESS_TYPE_SINGLE | 1 << ADDRESS_TYPE_LIST) },
	{ "oaddr_align", RMI_ERROR_INPUT, IF(list_unaligned) },
	{ "oaddr_list_pas", RMI_ERROR_INPUT, IF(list_not_ns) },
	{ "rtte_state", RMI_ERROR_RTT, IF(entry_not_mappable, RTTE_UNMAPPED_NS),
	  .index = INDEX_WALK, .outputs = rmm_map_tell_walk },
	{ "rtte_size",  RMI_ERROR_RTT, IF(map_entry_beyond_range), .index = INDEX_WALK,
	  .outputs = rmm_map_tell_level },
	/* The prose has these, without a condition. */
	{ "realm_state", RMI_ERROR_REALM, IF(realm_state_not_in, 1 << REALM_NEW | 1 << REALM_ACTIVE) },
	ROWS_OF_ALIGNMENT,
	{ "oaddr_empty", RMI_ERROR_INPUT, IF(set_is_empty) },
	{ "oaddr_block_align", RMI_ERROR_INPUT, IF(set_unaligned, ADDRESS_TYPE_SINGLE) },
	{ "oaddr_block_align", RMI_ERROR_INPUT, IF(set_unaligned, ADDRESS_TYPE_LIST) },
	{ "oaddr_size", RMI_ERROR_RTT, IF(set_unsuited), .index = INDEX_WALK,
	  .outputs = rmm_map_tell_level },
	{ "oaddr_bound", RMI_ERROR_INPUT, IF(set_beyond_lpa2), .until = SINCE_BET3 },
	{ "oaddr_bound", RMI_ERROR_INPUT, IF(set_beyond_width), .in = SINCE_BET3 },
	{ "attributes", RMI_ERROR_INPUT, IF(attributes_reserved),
	  .when = VARIANT_TF_UNPROT_MAP_ATTRIBUTES },
};

static struct rmm_rtte ns_entry(struct rmm_context *c, struct rmm_rtte old, uint64_t pa)
{
	return rtte_make_ns(pa, (unsigned)(rmm_in(c, RANGE_FLAGS) >> MEMATTR_SHIFT),
			    rmm_flags_s2ap(c));
}

static const struct rmm_mapping mapping = { RTTE_UNMAPPED_NS, ns_entry, false };

static void map(struct rmm_context *c)
{
	rmm_map_range(c, &mapping);
}

/* Evaluates @holds for every entry that was mapped. */
static bool every_entry(struct rmm_context *c,
			bool (*holds)(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte))
{
	uint64_t ipa = rmm_in(c, RANGE_BASE);
	const struct rmm_realm *realm = rmm_context_realm(c);
	struct rmm_walk walk;

	while (ipa < c->result->out[OUT_RANGE_TOP]) {
		rmm_rtt_walk(c->model, c->state, realm, ipa, RMM_PAGE_LEVEL, &walk);
		if (!holds(c, ipa - rmm_in(c, RANGE_BASE), walk.rtte))
			return false;
		ipa += rmm_level_size(c->model, c->state, walk.level);
	}
	return true;
}

static bool entry_is_mapped(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte)
{
	return rtte_is(rtte, RTTE_MAPPED_NS);
}

static bool address_is_sets(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte)
{
	struct rmm_address_set set = rmm_output_set(c);
	uint64_t pa;

	return rmm_set_at(c->model, c->state, &set, offset, &pa) && rtte_address(rtte) == pa;
}

static bool attributes_are_flags(struct rmm_context *c, uint64_t offset, struct rmm_rtte rtte)
{
	return rmm_variant(c->model, VARIANT_TF_MAP_IDEMPOTENT) ||
	       (rtte_mem_attr(rtte) == (rmm_in(c, RANGE_FLAGS) >> MEMATTR_SHIFT & 7) &&
		rtte_s2ap(rtte) == rmm_flags_s2ap(c));
}

PREDICATE(entries_are_mapped, "RTTEs in [base, out_top) == MAPPED_NS")
{
	return every_entry(c, entry_is_mapped);
}

PREDICATE(addresses_are_sets, "OAs linear over the set, out_top - base bytes")
{
	return every_entry(c, address_is_sets);
}

PREDICATE(attributes_from_flags, "MemAttr, S2AP from flags")
{
	return every_entry(c, attributes_are_flags);
}

static const struct rmm_success successes[] = {
	{ "state",       THEN(entries_are_mapped) },
	{ "addr_contig", THEN(addresses_are_sets) },
	{ "addr_list",   THEN(addresses_are_sets) },
	{ "memattr",     THEN(attributes_from_flags) },
	{ "s2ap",        THEN(attributes_from_flags) },
	{ "result",      THEN(result_is_success) },
};

static const struct rmm_footprint footprint[] = {
	{ "rtte", COVERS(rtt), .note = "no footprint is given" },
};

const struct rmm_command rmm_rmi_rtt_unprot_map = {
	.name = "RMI_RTT_UNPROT_MAP", RANGE_COMMAND,
	.fid = 0xC40001FB, .section = { [LINE_2_0] = "B4.5.77" },
	.summary = "Maps Host memory at a range of Unprotected IPAs, as far as the RMM gets.",
	.note = "A5.3.11 wants the Realm NEW or ACTIVE (C23). C35: rtte_size is about "
		"UNMAPPED_NS. C29: bound of LPA2 as "
		"RMI_ERROR_INPUT. C36: the range must lie in the IPA space. C37, C38: the state "
		"of the memory, and what descriptors say of it, do not matter.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = map, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
