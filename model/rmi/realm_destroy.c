/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.10 RMI_REALM_DESTROY (2.0: B4.5.47): RD and starting level RTTs go back. */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { RD };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
};

/* B3.32 RealmIsLive: it has RECs, or a starting level RTT is live (DPCKRN). */
PREDICATE(realm_is_live, "realm_live")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	if (!realm)
		return false;
	if (realm->num_recs != 0)
		return true;
	for (uint32_t i = 0; i < realm->rtt_num_start; i++)
		if (rmm_rtt_is_live(c->model, c->state,
				    rmm_rtt_root(c->model, c->state, realm, i)))
			return true;
	return false;
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",   RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",   RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_tracking", RMI_ERROR_INPUT, IF(not_tracked_fine, RD), .in = ONLY_2_0 },
	{ "rd_state",   RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "realm_state", RMI_ERROR_REALM, IF(realm_state_is_not, REALM_ZOMBIE), .in = ONLY_2_0,
	  .unless = VARIANT_REALM_DESTROY_NOT_ZOMBIE },
	{ "realm_live", RMI_ERROR_REALM, IF(realm_is_live),
	  .unless = VARIANT_REALM_DESTROY_LIVE },
	{ "bound",      RMI_BLOCKED, IF(operation_of_realm), .in = SINCE_BET3,
	  .unless = VARIANT_OPERATION_OUTLIVES_REALM },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < realm_live", .in = ONLY_1_0 },
	{ .text = "rd_tracking, rd_state < realm_state, realm_live", .in = ONLY_2_0 },
	{ .text = NULL }
};

static void destroy(struct rmm_context *c)
{
	struct rmm_realm *realm = rmm_context_realm(c);
	uint32_t pages = rmm_granule_pages(c->state);

	for (uint32_t i = 0; i < realm->rtt_num_start; i++) {
		rmm_rtt_free(c->model, c->state,
			     rmm_rtt_root(c->model, c->state, realm, i));
		rmm_granule_set(c->model, c->state, realm->rtt_base + i * pages,
				GRANULE_DELEGATED, 0);
	}
	rmm_granule_set(c->model, c->state, realm->rd - 1, GRANULE_DELEGATED, 0);
	memset(realm, 0, c->model->layout.realm_stride);
	if (rmm_has(c->model, TRAIT_OPERATIONS))
		rmm_global(c->state)->num_realms--;
}

PREDICATE(root_rtts_are_delegated, "all root RTTs gran == DELEGATED")
{
	const struct rmm_realm *old = rmm_realm(c->model, c->old, rmm_old_realm(c, RD));

	return rmm_granules_in_state(c->model, c->state,
				     rmm_granule_pa(c->model, old->rtt_base),
				     old->rtt_num_start, GRANULE_DELEGATED);
}

PREDICATE(vmid_is_free, "vmid free")
{
	const struct rmm_realm *old = rmm_realm(c->model, c->old, rmm_old_realm(c, RD));

	for (uint32_t i = 0; i < c->model->config.realms; i++) {
		const struct rmm_realm *realm = rmm_realm(c->model, c->state, i);

		if (realm->rd && realm->vmid == old->vmid)
			return rmm_variant(c->model, VARIANT_VMID_SHARED);
	}
	return true;
}

PREDICATE(num_realms_falls, "rmm.num_realms -= 1")
{
	return rmm_global(c->state)->num_realms + 1 ==
	       rmm_global(c->old)->num_realms;
}

static const struct rmm_success successes[] = {
	{ "rtt_state", THEN(root_rtts_are_delegated) },
	{ "rd_state",  THEN(granule_state_is, RD, GRANULE_DELEGATED) },
	{ "vmid",      THEN(vmid_is_free), .in = ONLY_1_0 },
	{ "num_realms", THEN(num_realms_falls), .in = ONLY_2_0 },
	{ "result",    THEN(result_is_success), .in = ONLY_2_0 },
};

static bool rmm_covers_root_rtts(struct rmm_context *c, struct rmm_operands o,
				 const struct rmm_change *change)
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && change->kind == CHANGE_GRANULE_STATE &&
	       change->subject - realm->rtt_base <
	       realm->rtt_num_start * rmm_granule_pages(c->state);
}

static const struct rmm_footprint footprint[] = {
	{ "rd_state",  COVERS(granule_state, RD) },
	{ "rtt_state", COVERS(root_rtts) },
	{ "num_realms", COVERS(global, GLOBAL_FIELD_NUM_REALMS), .in = ONLY_2_0,
	  .note = "a success condition changes it" },
};

const struct rmm_command rmm_rmi_realm_destroy = {
	.name = "RMI_REALM_DESTROY", .interface = INTERFACE_RMI,
	.fid = 0xC4000159, .section = { [LINE_1_0] = "B4.3.10", [LINE_2_0] = "B4.5.47" },
	.summary = "Destroys a Realm that owns nothing else, and its starting level RTTs.",
	.note = "B23: the VMID is freed although the footprint omits it. "
		"B33: Non-secure entries in a starting level RTT do not keep "
		"a Realm alive. cmem_mec_refresh (2.0) needs CXL memory, which the model "
		"does not have.",
	.rd = INPUT(RD),
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = destroy, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
	.interruptible = true, .marks = { INPUT(RD) },
};
