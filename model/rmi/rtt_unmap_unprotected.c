/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.22 RMI_RTT_UNMAP_UNPROTECTED: removes a Non-secure mapping. */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { RD, IPA, LEVEL };
enum { TOP };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
	VALUE(LEVEL, "level", rmm_int64),
};
static const struct rmm_value outputs[] = {
	VALUE(TOP, "top", rmm_ipa),
};

static void top_is_walk_top(struct rmm_context *c)
{
	c->result->out[TOP] = rmm_context_skip_non_live(c, rmm_in(c, IPA));
}

static const struct rmm_failure failures[] = {
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD) },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "level_bound", RMI_ERROR_INPUT, IF(level_is_not_block_or_page, LEVEL) },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_level_aligned, IPA, LEVEL) },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(not_unprotected, IPA) },
	{ "rtt_walk",    RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK,
	  .outputs = top_is_walk_top },
	{ "rtte_state",  RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_ASSIGNED_NS),
	  .index = INDEX_WALK, .outputs = top_is_walk_top },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < rtt_walk, rtte_state" },
	{ .text = "level_bound, ipa_bound < rtt_walk, rtte_state" },
	{ .text = NULL }
};

static void unmap(struct rmm_context *c)
{
	rmm_set_rtte(c->model, c->state, &c->walk,
		     rtte_make(RTTE_UNASSIGNED_NS, RIPAS_EMPTY, 0));
	top_is_walk_top(c);
}

static const struct rmm_success successes[] = {
	{ "rtte_state", THEN(entry_state_is, RTTE_UNASSIGNED_NS) },
	{ "top",        THEN(output_is_walk_top, TOP) },
};

static const struct rmm_footprint footprint[] = {
	{ "rtte", COVERS(entry) },
};

const struct rmm_command rmm_rmi_rtt_unmap_unprotected = {
	.name = "RMI_RTT_UNMAP_UNPROTECTED", .interface = INTERFACE_RMI,
	.fid = 0xC4000162, .section = { [LINE_1_0] = "B4.3.22" },
	.summary = "Unmaps Host memory from an Unprotected IPA.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .level = INPUT(LEVEL), .walk = WALK_LEVEL,
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.orderings = orderings,
	.effect = unmap, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
