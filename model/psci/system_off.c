/* SPDX-License-Identifier: BSD-3-Clause */
/* B6.3.6 PSCI_SYSTEM_OFF and B6.3.7 PSCI_SYSTEM_RESET: the end of a Realm. */
#include "psci/psci.h"

#include "engine/footprint.h"
#include "engine/postcondition.h"

static void end_realm(struct rmm_context *c, uint64_t fid)
{
	uint64_t x[4] = { fid };

	rmm_context_realm(c)->state = REALM_SYSTEM_OFF;
	rmm_psci_exit(c, x, false, PENDING_NONE);
}

static void system_off(struct rmm_context *c)
{
	end_realm(c, FID_PSCI_SYSTEM_OFF);
}

static void system_reset(struct rmm_context *c)
{
	end_realm(c, FID_PSCI_SYSTEM_RESET);
}

static const struct rmm_success successes[] = {
	{ "state", THEN(realm_state_becomes, REALM_SYSTEM_OFF) },
};

static const struct rmm_footprint footprint[] = {
	{ "state", COVERS(realm, REALM_FIELD_STATE),
	  .note = "B23: no footprint is given" },
	{ "exit",  COVERS(exit), .note = "A4.3.7: the REC exits" },
	{ "gprs",  COVERS(gprs), .note = "A4.3.7: the FID is saved" },
};

const struct rmm_command rmm_psci_system_off = {
	.name = "PSCI_SYSTEM_OFF", PSCI_COMMAND,
	.fid = FID_PSCI_SYSTEM_OFF, .section = { [LINE_1_0] = "B6.3.6", [LINE_2_0] = "B6.3",
		     [LINE_2_0_BET3] = "B6.3.6" },
	.summary = "The Realm switches itself off.",
	.effect = system_off, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};

const struct rmm_command rmm_psci_system_reset = {
	.name = "PSCI_SYSTEM_RESET", PSCI_COMMAND,
	.fid = FID_PSCI_SYSTEM_RESET, .section = { [LINE_1_0] = "B6.3.7", [LINE_2_0] = "B6.3",
		     [LINE_2_0_BET3] = "B6.3.7" },
	.summary = "The Realm asks to be reset; its RECs do not run again.",
	.effect = system_reset, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
