/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.1 RMI_DATA_CREATE (2.0: B4.5.66 RMI_RTT_DATA_MAP_INIT): a DATA Granule with contents copied from the Host,
 * for a Realm under construction; the RIM records it.
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "state/measurement.h"
#include "state/memory.h"

enum { RD, DATA, IPA, SRC, FLAGS };

#define MEASURE_CONTENT 1

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(DATA, "data", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
	VALUE(SRC, "src", rmm_pa),
	VALUE(FLAGS, "flags", rmm_data_flags),
};

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "src_align",   RMI_ERROR_INPUT, IF(not_granule_aligned, SRC) },
	{ "src_bound",   RMI_ERROR_INPUT, IF(not_delegable, SRC), .in = ONLY_1_0 },
	{ "src_pas",     RMI_ERROR_INPUT, IF(not_ns_accessible, SRC) },
	{ "data_align",  RMI_ERROR_INPUT, IF(not_granule_aligned, DATA) },
	{ "data_bound",  RMI_ERROR_INPUT, IF(not_delegable, DATA), .in = ONLY_1_0 },
	{ "data_bound",  RMI_ERROR_INPUT, IF(not_delegable_fine, DATA), .in = ONLY_2_0,
	  .until = SINCE_BET3 },
	{ "data_pop",    RMI_ERROR_INPUT, IF(not_populated_conventional, DATA), .in = SINCE_BET3 },
	{ "data_track",  RMI_ERROR_TRACKING, IF(region_not_fine, DATA), .index = INDEX_TRACKING,
	  .in = SINCE_BET3 },
	{ "data_state",  RMI_ERROR_INPUT, IF(granule_state_is_not, DATA, GRANULE_DELEGATED) },
	{ "data_bound2", RMI_ERROR_INPUT, IF(beyond_48_bits, DATA),
	  .unless = VARIANT_PA_ABOVE_48_BITS, .until = SINCE_BET3 },
	{ "data_bound2", RMI_ERROR_INPUT, IF(beyond_output_width, DATA), .in = SINCE_BET3 },
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_tracked, RD), .in = ONLY_2_0 },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_granule_aligned, IPA) },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(not_protected, IPA) },
	{ "realm_state", RMI_ERROR_REALM, IF(realm_state_is_not, REALM_NEW),
	  .unless = VARIANT_DATA_CREATE_WHEN_ACTIVE },
	{ "rtt_walk",    RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK },
	{ "rtte_state",  RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_UNASSIGNED),
	  .index = INDEX_WALK },
	/* Reserved flag bits SBZ: no condition of the specification. */
	{ "flags",       RMI_ERROR_INPUT, IF(input_exceeds, FLAGS, 1),
	  .when = VARIANT_TF_DATA_CREATE_FLAGS },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < realm_state" },
	{ .text = "rd_bound, rd_state < rtt_walk, rtte_state" },
	{ .text = "ipa_bound < rtt_walk, rtte_state" },
	{ .text = NULL }
};

static void create(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	uint32_t data = rmm_granule_at(m, rmm_in(c, DATA));
	uint32_t src = rmm_granule_at(m, rmm_in(c, SRC));
	bool measure = rmm_in(c, FLAGS) & MEASURE_CONTENT;

	if (rmm_granule_words(m, c->state, src) > rmm_memory_room(m, c->state)) {
		c->result->status = STATUS_LIMIT;
		return;
	}
	rmm_granule_copy(m, c->state, data, src,
			measure ? ORIGIN_MEASURED : ORIGIN_UNMEASURED);
	rmm_granule_set(m, c->state, data, GRANULE_DATA,
			rmm_data_link(m, c->realm, rmm_in(c, IPA)));
	rmm_set_rtte(m, c->state, &c->walk,
		     rtte_make(RTTE_ASSIGNED, RIPAS_RAM, rmm_in(c, DATA)));
	rmm_rim_extend_data(m, c->state, c->realm, rmm_in(c, IPA), data,
			    rmm_in(c, FLAGS), measure);
}

PREDICATE(contents_are_copied, "content(data) == content(src)")
{
	uint32_t data = rmm_granule_at(c->model, rmm_in(c, DATA));
	uint32_t src = rmm_granule_at(c->model, rmm_in(c, SRC));

	return rmm_granule_equal(c->model, c->state, data, src);
}

static const struct rmm_success successes[] = {
	{ "data_state", THEN(granule_state_is, DATA, GRANULE_DATA) },
	{ "rtte_state", THEN(entry_state_is, RTTE_ASSIGNED) },
	{ "rtte_ripas", THEN(entry_ripas_is, RIPAS_RAM) },
	{ "rtte_addr",  THEN(entry_address_is, DATA) },
	{ "rim",        THEN(rim_changes) },
	{ "data_content", THEN(contents_are_copied), .in = ONLY_2_0 },
	{ "result",     THEN(result_is_success), .in = ONLY_2_0 },
};

static const struct rmm_footprint footprint[] = {
	{ "data_state", COVERS(granule_state, DATA) },
	{ "rim",        COVERS(rim) },
	{ "rtte",       COVERS(entry) },
};

const struct rmm_command rmm_rmi_data_create = {
	.name = "RMI_DATA_CREATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000153, .section = { [LINE_1_0] = "B4.3.1" },
	.summary = "A page becomes ASSIGNED and RAM, its contents copied from the Host and measured.",
	.note = "B10: the RIM is extended also if the RIPAS was RAM already. "
		"B25: src_* and data_* are not ordered against realm_state "
		"and rtt_walk; either result is permitted.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .walk = WALK_PAGE,
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = create, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};

const struct rmm_command rmm_rmi_rtt_data_map_init = {
	.name = "RMI_RTT_DATA_MAP_INIT", .interface = INTERFACE_RMI,
	.fid = 0xC4000153, .section = { [LINE_2_0] = "B4.5.66" },
	.summary = "A page becomes DATA and RAM, its contents copied from the Host and measured.",
	.note = "C31: memory that is not tracked is RMI_ERROR_INPUT by data_bound. The "
		"condition dpt says nothing yet. C67: a page that was "
		"destroyed may be mapped again.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .walk = WALK_PAGE,
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = create, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true, .marks = { INPUT(DATA) },
};
