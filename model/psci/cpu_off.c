/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B6.3.2 PSCI_CPU_OFF and B6.3.4 PSCI_CPU_SUSPEND: a REC leaves, until it is
 * started again, or just for a while.
 */
#include "psci/psci.h"

#include "engine/context.h"
#include "engine/footprint.h"

/* Where PSCI_CPU_ON starts the REC again. */
static const struct rmm_value off_outputs[] = {
	VALUE(0, "pc", rmm_ipa),
	VALUE(1, "x0", rmm_bits64),
};

enum { POWER_STATE, ENTRY_POINT_ADDRESS, CONTEXT_ID };

static const struct rmm_value suspend_inputs[] = {
	VALUE(POWER_STATE, "power_state", rmm_bits64),
	VALUE(ENTRY_POINT_ADDRESS, "entry_point_address", rmm_ipa),
	VALUE(CONTEXT_ID, "context_id", rmm_bits64),
};

static void cpu_off(struct rmm_context *c)
{
	static const uint64_t x[4] = { FID_PSCI_CPU_OFF };

	rmm_psci_exit(c, x, false, PENDING_NONE);
	rmm_context_rec(c)->runnable = false;
}

/* All power states are suspend requests; entry point and context do not count. */
static void cpu_suspend(struct rmm_context *c)
{
	static const uint64_t x[4] = { FID_PSCI_CPU_SUSPEND };

	rmm_psci_exit(c, x, false, PENDING_PSCI_DONE);
	rmm_gprs(c->model, c->state, c->rec)[0] = 0;    /* PSCI_SUCCESS */
}

static const struct rmm_footprint footprint[] = {
	{ "exit", COVERS(exit), .note = "A4.3.7: the REC exits" },
	{ "gprs", COVERS(gprs), .note = "A4.3.7: FID and result are saved" },
};

const struct rmm_command rmm_psci_cpu_off = {
	.name = "PSCI_CPU_OFF", PSCI_COMMAND,
	.fid = FID_PSCI_CPU_OFF, .section = { [LINE_1_0] = "B6.3.2", [LINE_2_0] = "B6.3",
		     [LINE_2_0_BET3] = "B6.3.2" },
	.summary = "The REC stops; another may start it again.",
	ROWS_OUT(off_outputs), .effect = cpu_off, ROWS_FOOTPRINT(footprint),
};

const struct rmm_command rmm_psci_cpu_suspend = {
	.name = "PSCI_CPU_SUSPEND", PSCI_COMMAND,
	.fid = FID_PSCI_CPU_SUSPEND, .section = { [LINE_1_0] = "B6.3.4", [LINE_2_0] = "B6.3",
		     [LINE_2_0_BET3] = "B6.3.4" },
	.summary = "The REC exits and waits.",
	ROWS_IN(suspend_inputs), .effect = cpu_suspend, ROWS_FOOTPRINT(footprint),
};
