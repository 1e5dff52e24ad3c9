/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.5.78 RMI_RTT_UNPROT_UNMAP: removes Non-secure mappings (A5.3.12). */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/tracked.h"
#include "rmi/range_unmap.h"

static const struct rmm_value inputs[] = { INPUTS_OF_RANGE };
static const struct rmm_value outputs[] = { OUTPUTS_OF_UNMAP };

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	ROWS_OF_RANGE,
	{ "ipa_bound",  RMI_ERROR_INPUT, IF(range_not_unprotected) },
	{ "oaddr_align", RMI_ERROR_INPUT, IF(list_unaligned) },
	{ "oaddr_list_pas", RMI_ERROR_INPUT, IF(list_not_ns),
	  .unless = VARIANT_TF_UNMAP_LIST_LOST },
	{ "oaddr_list_pas", RMI_ERROR_INPUT, IF(list_not_undelegated),
	  .when = VARIANT_TF_UNMAP_LIST_LOST },
	{ "rtte_state", RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_MAPPED_NS),
	  .index = INDEX_WALK, .unless = VARIANT_TF_UNPROT_UNMAP_SKIPS, .until = SINCE_BET3 },
	{ "rtte_align", RMI_ERROR_RTT, IF(entry_unaligned), .index = INDEX_WALK,
	  .until = SINCE_BET3 },
	{ "rtte_align", RMI_ERROR_RTT, IF(mapped_entry_unaligned, RTTE_MAPPED_NS),
	  .index = INDEX_WALK, .in = SINCE_BET3 },
	{ "rtte_size",  RMI_ERROR_RTT, IF(entry_beyond_range), .index = INDEX_WALK,
	  .until = SINCE_BET3 },
	{ "rtte_size",  RMI_ERROR_RTT, IF(mapped_entry_beyond_range, RTTE_MAPPED_NS),
	  .index = INDEX_WALK, .in = SINCE_BET3 },
	ROWS_OF_UNMAP_PROSE,
};

static const struct rmm_unmapping unmapping = { RTTE_MAPPED_NS, RTTE_UNMAPPED_NS, false };

static void unmap(struct rmm_context *c)
{
	rmm_unmap_range(c, &unmapping);
}

static void resume(struct rmm_context *c, uint32_t slot)
{
	rmm_unmap_range_resume(c, &unmapping, slot);
}

PREDICATE(entries_are_unmapped, "RTTEs in [base, out_top) == UNMAPPED_NS")
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	uint64_t ipa = rmm_in(c, RANGE_BASE);
	struct rmm_walk walk;

	while (ipa < c->result->out[OUT_RANGE_TOP]) {
		rmm_rtt_walk(c->model, c->state, realm, ipa, RMM_PAGE_LEVEL, &walk);
		if (!rtte_is(walk.rtte, RTTE_UNMAPPED_NS) &&
		    !rtte_is(walk.rtte, RTTE_INTERMEDIATE))
			return false;
		ipa += rmm_level_size(c->model, c->state, walk.level);
	}
	return true;
}

PREDICATE(range_is_old_address, "type == SINGLE => out_range.addr == old first OA")
{
	return rmm_oaddr_type(c) != ADDRESS_TYPE_SINGLE ||
	       !rtte_is(c->walk.rtte, RTTE_MAPPED_NS) ||
	       c->result->out[OUT_RANGE_TOP] == rmm_in(c, RANGE_BASE) ||
	       rmm_descriptor_base(c->state, c->result->out[OUT_RANGE]) == rtte_address(c->walk.rtte);
}

PREDICATE(list_describes_progress, "type == LIST => the list describes what was unmapped")
{
	struct rmm_address_set set = rmm_unmapped_set(c);

	return rmm_oaddr_type(c) != ADDRESS_TYPE_LIST ||
	       rmm_set_size(c->model, c->state, &set) <=
	       c->result->out[OUT_RANGE_TOP] - rmm_in(c, RANGE_BASE);
}

static const struct rmm_success successes[] = {
	{ "state",       THEN(entries_are_unmapped), .lasts = true },
	{ "addr_single", THEN(range_is_old_address) },
	{ "addr_list",   THEN(list_describes_progress) },
	{ "result",      THEN(result_is_success) },
};

static const struct rmm_footprint footprint[] = {
	{ "rtte", COVERS(rtt), .note = "no footprint is given" },
};

const struct rmm_command rmm_rmi_rtt_unprot_unmap = {
	.name = "RMI_RTT_UNPROT_UNMAP", RANGE_COMMAND,
	.fid = 0xC40001FC, .section = { [LINE_2_0] = "B4.5.78" },
	.summary = "Unmaps Host memory from a range of Unprotected IPAs.",
	.note = "C36: the range must lie in the IPA space. C38: the memory stays Non-secure.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = unmap, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint), .resume = resume,
};
