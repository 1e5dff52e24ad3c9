/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.3.3 RMI_DATA_DESTROY: the Host takes a page from a Realm. RAM becomes
 * DESTROYED; the Granule becomes DELEGATED.
 */
#include "rmi/rmi.h"

#include "state/data.h"
#include "engine/footprint.h"
#include "state/measurement.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { RD, IPA };
enum { DATA, TOP };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
};
static const struct rmm_value outputs[] = {
	VALUE(DATA, "data", rmm_pa),
	VALUE(TOP, "top", rmm_ipa),
};

static void top_is_walk_top(struct rmm_context *c)
{
	c->result->out[TOP] = rmm_context_skip_non_live(c, rmm_in(c, IPA));
}

PREDICATE(ripas_is_destroyed, "walk.rtte.ripas == DESTROYED")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && rtte_has_ripas(walk->rtte, RIPAS_DESTROYED);
}

static const struct rmm_failure failures[] = {
	{ "rd_align",   RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",   RMI_ERROR_INPUT, IF(not_delegable, RD) },
	{ "rd_state",   RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "ipa_align",  RMI_ERROR_INPUT, IF(not_granule_aligned, IPA) },
	{ "ipa_bound",  RMI_ERROR_INPUT, IF(not_protected, IPA),
	  .unless = VARIANT_DATA_DESTROY_UNPROTECTED },
	{ "ipa_bound",  RMI_ERROR_INPUT, IF(outside_ipa_space, IPA),
	  .when = VARIANT_DATA_DESTROY_UNPROTECTED },
	{ "rtt_walk",   RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK,
	  .outputs = top_is_walk_top },
	{ "rtte_state", RMI_ERROR_RTT, IF(rtte_state_is_not, RTTE_ASSIGNED),
	  .index = INDEX_WALK, .outputs = top_is_walk_top },
	{ "rtte_state", RMI_ERROR_RTT, IF(ripas_is_destroyed), .index = INDEX_WALK,
	  .outputs = top_is_walk_top, .when = VARIANT_DATA_DESTROY_REFUSES_DESTROYED },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < rtt_walk, rtte_state" },
	{ .text = "ipa_bound < rtt_walk, rtte_state" },
	{ .text = NULL }
};

static void destroy(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	uint64_t pa = rtte_address(c->walk.rtte);
	uint32_t granule = rmm_granule_at(m, pa);

	rmm_set_rtte(m, c->state, &c->walk,
		     rtte_with_lost(rtte_make(RTTE_UNASSIGNED,
					      rmm_ripas_without_data(m, c->walk.rtte), 0),
				    rmm_lost_without_data(m, c->state, c->walk.rtte,
							  c->walk.level)));
	rmm_granule_set(m, c->state, granule, GRANULE_DELEGATED, 0);
	c->result->out[DATA] = pa;
	top_is_walk_top(c);
}

PREDICATE(ripas_ram, "old ripas == RAM => ripas == DESTROYED, else unchanged")
{
	enum rmm_ripas old = rtte_ripas(c->walk.rtte);

	if (rmm_variant(c->model, VARIANT_DATA_DESTROY_ALWAYS_DESTROYED))
		old = RIPAS_RAM;
	return rtte_ripas(rmm_entry_now(c)) ==
	       (old == RIPAS_RAM ? RIPAS_DESTROYED : old);
}

static const struct rmm_success successes[] = {
	{ "data_state", THEN(old_output_is_delegated) },
	{ "rtte_state", THEN(entry_state_is, RTTE_UNASSIGNED) },
	{ "ripas_ram",  THEN(ripas_ram) },
	{ "data",       THEN(output_is_old_address, DATA) },
	{ "top",        THEN(output_is_walk_top, TOP) },
};

static const struct rmm_footprint footprint[] = {
	{ "data_state", COVERS(output_granule) },
	{ "rtte",       COVERS(entry) },
};

const struct rmm_command rmm_rmi_data_destroy = {
	.name = "RMI_DATA_DESTROY", .interface = INTERFACE_RMI,
	.fid = 0xC4000155, .section = { [LINE_1_0] = "B4.3.3" },
	.summary = "The Host takes a page back; where the RIPAS was RAM it becomes DESTROYED.",
	.note = "B3, B4: only RAM becomes DESTROYED; EMPTY stays EMPTY and "
		"DESTROYED stays DESTROYED, by condition ripas_ram.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .walk = WALK_PAGE,
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.orderings = orderings,
	.effect = destroy, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
