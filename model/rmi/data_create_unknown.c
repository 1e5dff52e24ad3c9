/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.2 RMI_DATA_CREATE_UNKNOWN: a DATA Granule with wiped contents, at any
 * RIPAS, which it leaves alone.
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "state/memory.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { RD, DATA, IPA };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(DATA, "data", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
};

static const struct rmm_failure failures[] = {
	{ "data_align",  RMI_ERROR_INPUT, IF(not_granule_aligned, DATA) },
	{ "data_bound",  RMI_ERROR_INPUT, IF(not_delegable, DATA) },
	{ "data_state",  RMI_ERROR_INPUT, IF(granule_state_is_not, DATA, GRANULE_DELEGATED),
	  .unless = VARIANT_DATA_MAPPED_TWICE },
	{ "data_state",  RMI_ERROR_INPUT, IF(granule_state_not_in, DATA,
	  1 << GRANULE_DELEGATED | 1 << GRANULE_DATA),
	  .when = VARIANT_DATA_MAPPED_TWICE },
	{ "data_bound2", RMI_ERROR_INPUT, IF(beyond_48_bits, DATA),
	  .unless = VARIANT_PA_ABOVE_48_BITS },
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD) },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_granule_aligned, IPA) },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(not_protected, IPA) },
	{ "rtt_walk",    RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK },
	{ "rtte_state",  RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_UNASSIGNED),
	  .index = INDEX_WALK },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < rtt_walk, rtte_state" },
	{ .text = "ipa_bound < rtt_walk, rtte_state" },
	{ .text = NULL }
};

static void create(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	uint32_t data = rmm_granule_at(m, rmm_in(c, DATA));

	if (!rmm_variant(m, VARIANT_NO_WIPE_ON_UNKNOWN))
		rmm_granule_wipe(m, c->state, data);
	rmm_granule_set(m, c->state, data, GRANULE_DATA,
			rmm_data_link(m, c->realm, rmm_in(c, IPA)));
	rmm_set_rtte(m, c->state, &c->walk,
		     rtte_with_lost(rtte_make(RTTE_ASSIGNED, rtte_ripas(c->walk.rtte),
					      rmm_in(c, DATA)),
				    rtte_is_lost(c->walk.rtte)));
}

static const struct rmm_success successes[] = {
	{ "data_state",   THEN(granule_state_is, DATA, GRANULE_DATA) },
	{ "data_content", THEN(granule_is_wiped, DATA) },
	{ "rtte_state",   THEN(entry_state_is, RTTE_ASSIGNED) },
	{ "rtte_addr",    THEN(entry_address_is, DATA) },
};

static const struct rmm_footprint footprint[] = {
	{ "data_state", COVERS(granule_state, DATA) },
	{ "rtte",       COVERS(entry) },
};

const struct rmm_command rmm_rmi_data_create_unknown = {
	.name = "RMI_DATA_CREATE_UNKNOWN", .interface = INTERFACE_RMI,
	.fid = 0xC4000154, .section = { [LINE_1_0] = "B4.3.2" },
	.summary = "A page becomes ASSIGNED with wiped contents; its RIPAS stays.",
	.note = "B9: a page that was destroyed can be created again, against "
		"D1.5.1.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .walk = WALK_PAGE,
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = create, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
