/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.8 RMI_REALM_ACTIVATE: the end of construction. */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "state/measurement.h"

enum { RD };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
};

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_tracked, RD), .in = ONLY_2_0 },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "realm_state", RMI_ERROR_REALM, IF(realm_state_is_not, REALM_NEW),
	  .unless = VARIANT_REACTIVATE_FROM_OFF },
	{ "realm_state", RMI_ERROR_REALM, IF(realm_state_not_in, 1 << REALM_NEW | 1 << REALM_SYSTEM_OFF),
	  .when = VARIANT_REACTIVATE_FROM_OFF },
	/* RealmSroIsIncomplete */
	{ "ripas_init",  RMI_BLOCKED, IF(operation_of_realm), .in = SINCE_BET3 },
};

static const struct rmm_ordering orderings[] = {
	{ .text = "rd_bound, rd_state < realm_state" },
	{ .text = NULL }
};

static void activate(struct rmm_context *c)
{
	rmm_context_realm(c)->state = REALM_ACTIVE;
}

static const struct rmm_success successes[] = {
	{ "realm_state", THEN(realm_state_becomes, REALM_ACTIVE) },
};

static const struct rmm_footprint footprint[] = {
	{ "realm_state", COVERS(realm, REALM_FIELD_STATE) },
};

const struct rmm_command rmm_rmi_realm_activate = {
	.name = "RMI_REALM_ACTIVATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000157, .section = { [LINE_1_0] = "B4.3.8", [LINE_2_0] = "B4.5.45" },
	.summary = "Construction ends: RECs may run, the RIM is final.",
	.rd = INPUT(RD),
	ROWS_IN(inputs), ROWS_FAILURE(failures), .orderings = orderings,
	.effect = activate, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
