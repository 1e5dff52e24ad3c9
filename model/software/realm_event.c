/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A4.3.4 to A4.3.6: instructions of a Realm that may leave it, and interrupts
 * that take its REC out.
 */
#include "software/software.h"

#include "engine/exit.h"

enum { WFE, TRAPPED };

static const struct rmm_value wfi_inputs[] = {
	VALUE(WFE, "wfe", rmm_flag),
	VALUE(TRAPPED, "trapped", rmm_flag),
};

/*
 * A4.3.4.1: an exit if the Host asked for the trap. That it never exits
 * otherwise is not said; trapped=1 stands for a platform where it does.
 */
static void wfi_effect(struct rmm_context *c)
{
	const struct rmm_rec *rec = rmm_context_rec(c);
	bool wfe = rmm_in(c, WFE) != 0;

	if (!rmm_in(c, TRAPPED) && !(rec->trap >> wfe & 1))
		return;
	rmm_exit(c, EXIT_SYNC, PENDING_RESUME);
	if (c->result->exit.status == RMI_SUCCESS)
		c->result->exit.field[EXIT_FIELD_ESR] = rmm_exit_esr_wfx(wfe);
}

/* A4.5: an Unknown exception is taken to the Realm. */
static void hvc_effect(struct rmm_context *c)
{
	c->result->status = STATUS_UNDEF;
}

static void irq_effect(struct rmm_context *c)
{
	rmm_exit(c, EXIT_IRQ, PENDING_RESUME);
}

static void fiq_effect(struct rmm_context *c)
{
	rmm_exit(c, EXIT_FIQ, PENDING_RESUME);
}

#define REALM_EVENT(number)                                     \
	.interface = INTERFACE_REALM,                           \
	.section = { [LINE_1_0] = number, [LINE_2_0] = number }

const struct rmm_command rmm_wfi = {
	.name = "WFI", REALM_EVENT("A4.3.4.1"), .effect = wfi_effect,
	.summary = "The Realm waits for an interrupt (wfe=1: an event).",
	ROWS_IN(wfi_inputs),
};

const struct rmm_command rmm_hvc = {
	.name = "HVC", REALM_EVENT("A4.5"), .effect = hvc_effect,
	.summary = "The Realm executes HVC.",
};

const struct rmm_command rmm_irq = {
	.name = "IRQ", REALM_EVENT("A4.3.5"), .effect = irq_effect,
	.summary = "An interrupt ends the run of the REC.",
};

const struct rmm_command rmm_fiq = {
	.name = "FIQ", REALM_EVENT("A4.3.6"), .effect = fiq_effect,
	.summary = "An FIQ ends the run of the REC.",
};
