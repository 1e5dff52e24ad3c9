/* SPDX-License-Identifier: BSD-3-Clause */
/* How a stateful RMI operation goes on, or is undone (2.0: B4.3.2). */
#include "engine/operation_resume.h"

#include "engine/context.h"
#include "engine/engine.h"
#include "engine/mistake.h"
#include "engine/operation.h"

static void finish(struct rmm_context *c, uint32_t slot)
{
	const struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);

	rmm_operation_unmark(c, slot);
	c->result->status = (enum rmm_status)operation->status;
	c->result->index = operation->index;
	c->result->condition = operation->condition;
	if (operation->condition != RMM_NO_CONDITION)
		c->result->permitted = (uint64_t)1 << operation->condition;
	rmm_operation_end(c, slot);
}

void rmm_operation_undo(struct rmm_context *c, uint32_t slot)
{
	struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	struct rmm_call call = rmm_operation_call(c, slot);
	struct rmm_context undone;

	call.interrupt = 0;
	rmm_context_init(&undone, c->model, c->state, &call, c->result);
	rmm_context_know_realm(&undone);
	if (undone.command->resume && operation->phase == PHASE_CONTINUE) {
		operation->phase = PHASE_ROLL_BACK;
		undone.command->resume(&undone, slot);
	} else {
		rmm_operation_unmark(&undone, slot);
		rmm_operation_end(c, slot);
	}
}

void rmm_operation_resume(struct rmm_context *c, uint32_t slot)
{
	const struct rmm_operation *operation = rmm_operation(c->model, c->state, slot);
	struct rmm_call call = rmm_operation_call(c, slot);
	struct rmm_context resumed;

	rmm_context_init(&resumed, c->model, c->state, &call, c->result);
	rmm_context_know_realm(&resumed);
	c->result->command = call.command;
	memset(c->result->out, 0, sizeof(c->result->out));
	if (operation->phase == PHASE_FINISH) {
		finish(&resumed, slot);
	} else if (resumed.command->resume) {
		rmm_act(&resumed, slot, resumed.command->resume);
	} else if (call.interrupt == 1) {
		/* Once more before it begins: the handle stays. */
		rmm_operation_wait(&resumed, slot, PHASE_CONTINUE);
	} else {
		rmm_operation_unmark(&resumed, slot);
		rmm_operation_end(&resumed, slot);
		rmm_carry_out(&resumed);
	}
}
