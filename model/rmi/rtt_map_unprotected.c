/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.19 RMI_RTT_MAP_UNPROTECTED: Non-secure memory, with attributes of the
 * Host's choice, at an Unprotected IPA.
 */
#include "rmi/rmi.h"

#include "base/ns_descriptor.h"
#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { RD, IPA, LEVEL, DESC };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
	VALUE(LEVEL, "level", rmm_int64),
	VALUE(DESC, "desc", rmm_bits64),
};

/* Without a Realm the format is that of a Realm without LPA2. */
static bool lpa2(struct rmm_context *c)
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && realm->lpa2;
}

static uint64_t address(struct rmm_context *c)
{
	return rmm_ns_descriptor_address(rmm_in(c, DESC), lpa2(c));
}

PREDICATE(attributes_invalid, "!desc_valid_unprot($a)")
{
	return !rmm_ns_descriptor_is_valid(rmm_in(c, o.a), lpa2(c));
}

PREDICATE(address_unaligned, "!level_aligned(rtte.addr, $a)")
{
	int64_t level = (int64_t)rmm_in(c, o.a);

	return level < -1 || level > RMM_PAGE_LEVEL ||
	       !rmm_level_aligned(c->model, c->state, address(c), (int)level);
}

PREDICATE(address_beyond, "!realm.lpa2 && rtte.addr >= 2^48")
{
	return rmm_context_realm(c) && !lpa2(c) && address(c) >> 48 != 0;
}

static const struct rmm_failure failures[] = {
	{ "attr_valid",  RMI_ERROR_INPUT, IF(attributes_invalid, DESC) },
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD) },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "level_bound", RMI_ERROR_INPUT, IF(level_is_not_block_or_page, LEVEL),
	  .unless = VARIANT_MAP_ANY_LEVEL },
	{ "level_bound", RMI_ERROR_INPUT, IF(level_is_invalid, LEVEL),
	  .when = VARIANT_MAP_ANY_LEVEL },
	{ "addr_align",  RMI_ERROR_INPUT, IF(address_unaligned, LEVEL) },
	{ "addr_bound",  RMI_ERROR_INPUT, IF(address_beyond),
	  .unless = VARIANT_PA_ABOVE_48_BITS },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_level_aligned, IPA, LEVEL) },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(not_unprotected, IPA),
	  .unless = VARIANT_MAP_PROTECTED_NS },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(outside_ipa_space, IPA),
	  .when = VARIANT_MAP_PROTECTED_NS },
	{ "rtt_walk",    RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK },
	{ "rtte_state",  RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_UNASSIGNED_NS),
	  .index = INDEX_WALK, .unless = VARIANT_MAP_PROTECTED_NS },
	{ "rtte_state",  RMI_ERROR_RTT, IF(rtte_state_is, RTTE_TABLE),
	  .index = INDEX_WALK, .when = VARIANT_MAP_PROTECTED_NS },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < rtt_walk, rtte_state" },
	{ .text = "level_bound, ipa_bound < rtt_walk, rtte_state" },
	{ .text = NULL }
};

static struct rmm_rtte new_entry(struct rmm_context *c)
{
	return rtte_make_ns(address(c), rmm_ns_descriptor_mem_attr(rmm_in(c, DESC)),
			    rmm_ns_descriptor_s2ap(rmm_in(c, DESC)));
}

static void map(struct rmm_context *c)
{
	rmm_set_rtte(c->model, c->state, &c->walk, new_entry(c));
}

PREDICATE(entry_from_descriptor, "rtte MemAttr, S2AP, addr from desc")
{
	struct rmm_rtte entry = rmm_entry_now(c);

	return rtte_address(entry) == address(c) &&
	       rtte_mem_attr(entry) == rmm_ns_descriptor_mem_attr(rmm_in(c, DESC)) &&
	       rtte_s2ap(entry) == rmm_ns_descriptor_s2ap(rmm_in(c, DESC));
}

static const struct rmm_success successes[] = {
	{ "rtte_state",    THEN(entry_state_is, RTTE_ASSIGNED_NS) },
	{ "rtte_contents", THEN(entry_from_descriptor) },
};

static const struct rmm_footprint footprint[] = {
	{ "rtte", COVERS(entry) },
};

const struct rmm_command rmm_rmi_rtt_map_unprotected = {
	.name = "RMI_RTT_MAP_UNPROTECTED", .interface = INTERFACE_RMI,
	.fid = 0xC400015F, .section = { [LINE_1_0] = "B4.3.19" },
	.summary = "Maps Host memory at an Unprotected IPA.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .level = INPUT(LEVEL), .walk = WALK_LEVEL,
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = map, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
