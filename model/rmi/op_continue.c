/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stateful RMI Operations (B4.3.2): B4.5.22 RMI_OP_CONTINUE, which goes on
 * with one, and B4.5.21 RMI_OP_CANCEL, which undoes it.
 */
#include "rmi/rmi.h"

#include "engine/context.h"
#include "engine/footprint.h"
#include "engine/operation.h"
#include "engine/operation_resume.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { HANDLE, FLAGS };

#define FLAG_STOP 1

static const struct rmm_value continue_inputs[] = {
	VALUE(HANDLE, "handle", rmm_bits64),
	VALUE(FLAGS, "flags", rmm_bits64),
	FIELD(FLAGS, "beyond", rmm_continue_beyond, 0, 1),
};
static const struct rmm_value cancel_inputs[] = {
	VALUE(HANDLE, "handle", rmm_bits64),
};

static struct rmm_operation *operation_of(const struct rmm_context *c)
{
	uint32_t slot = rmm_operation_at(c, rmm_in(c, HANDLE));

	return slot == RMM_NONE ? NULL : rmm_operation(c->model, c->state, slot);
}

/* Operand a: set of phases in which the operation waits for this command. */
PREDICATE(waits_for_other, "!op_incomplete(handle), or it waits for memory")
{
	const struct rmm_operation *operation = operation_of(c);

	return !operation || !(o.a >> operation->phase & 1);
}

PREDICATE(no_operation, "!op_incomplete(handle)")
{
	return !operation_of(c);
}

PREDICATE(cannot_cancel, "!op_can_cancel(handle)")
{
	const struct rmm_operation *operation = operation_of(c);

	return operation && (!c->model->config.platform.can_cancel ||
			     operation->phase > PHASE_DONATE);
}

#define WAITS_TO_CONTINUE (1 << PHASE_CONTINUE | 1 << PHASE_FINISH | 1 << PHASE_ROLL_BACK)

static const struct rmm_failure continue_failures[] = {
	{ "rmm_state", RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE),
	  .when = VARIANT_TF_RMM_STATE_CHECKED },
	{ "complete", RMI_ERROR_INPUT, IF(waits_for_other, WAITS_TO_CONTINUE) },
};

static const struct rmm_failure cancel_failures[] = {
	{ "rmm_state", RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE),
	  .when = VARIANT_TF_RMM_STATE_CHECKED },
	{ "complete",   RMI_ERROR_INPUT, IF(no_operation) },
	{ "can_cancel", RMI_ERROR_INPUT, IF(cannot_cancel) },
};

static void go_on(struct rmm_context *c)
{
	struct rmm_call call = *c->call;
	struct rmm_context inner = *c;

	call.stop = rmm_in(c, FLAGS) & FLAG_STOP;
	inner.call = &call;
	rmm_operation_resume(&inner, (uint32_t)rmm_in(c, HANDLE));
}

/*
 * C19: the target is left as if the command had not been called. Memory that
 * was donated is reclaimed first.
 */
static void cancel(struct rmm_context *c)
{
	uint32_t slot = (uint32_t)rmm_in(c, HANDLE);
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);

	if (operation->held) {
		operation->status = RMI_SUCCESS;
		rmm_operation_wait(c, slot, PHASE_RECLAIM);
		return;
	}
	rmm_operation_undo(c, slot);
	c->result->command = c->call->command;
	c->result->status = RMI_SUCCESS;
	c->result->permitted = 0;
	c->result->condition = RMM_NO_CONDITION;
	c->result->index = -1;
}

/* What the resumed command states is checked by invariants. */
PREDICATE(ended_or_waits, "finished: outputs as the resumed command; else RMI_INCOMPLETE")
{
	uint32_t slot = rmm_operation_at(c, rmm_in(c, HANDLE));

	return (c->result->status == RMI_INCOMPLETE) == (slot != RMM_NONE);
}

static const struct rmm_success continue_successes[] = {
	{ "output_complete",   THEN(ended_or_waits) },
	{ "status_incomplete", THEN(ended_or_waits) },
	{ "donate_req",        THEN(ended_or_waits) },
};

const struct rmm_command rmm_rmi_op_continue = {
	.name = "RMI_OP_CONTINUE", .interface = INTERFACE_RMI,
	.fid = 0xC4000203, .section = { [LINE_2_0] = "B4.5.22" },
	.summary = "Goes on with an incomplete operation; results and outputs are its command's.",
	.note = "An operation that waits for memory is as good as complete to this command. "
		"fail: the failures of the resumed command, under its own conditions. What changes "
		"is in the footprint of that command. C68: where the list of an unmap command "
		"cannot be written any more, oaddr_list_pas refuses, and the operation waits on.",
	ROWS_IN(continue_inputs), ROWS_FAILURE(continue_failures),
	.effect = go_on, ROWS_SUCCESS(continue_successes),
};

const struct rmm_command rmm_rmi_op_cancel = {
	.name = "RMI_OP_CANCEL", .interface = INTERFACE_RMI,
	.fid = 0xC400020A, .section = { [LINE_2_0] = "B4.5.21" },
	.summary = "Undoes an incomplete operation.",
	.note = "C19: what it had begun to do is undone; donated memory is reclaimed, then "
		"RMI_OP_CONTINUE ends the operation.",
	ROWS_IN(cancel_inputs), ROWS_FAILURE(cancel_failures),
	.effect = cancel,
};
