/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls and results in registers. */
#include "engine/registers.h"

/* Of RmiCommandReturnCode, and RmiResult: level or index. */
#define INDEX_SHIFT 8
/* Of RmiResult with RMI_INCOMPLETE. */
#define MEM_REQ_SHIFT    8
#define CAN_CANCEL_SHIFT 10

uint64_t rmm_result_x0(const struct rmm_model *m, const struct rmm_result *result)
{
	uint64_t status = (uint64_t)rmm_status(result->status)->encoding;

	switch (result->status) {
	case STATUS_VERSION:
		return result->out[0];
	case STATUS_FID:
		return rmm_command(m, result->command)->fid;
	case RMI_INCOMPLETE:
		return status | result->incomplete[INCOMPLETE_MEM_REQ] << MEM_REQ_SHIFT |
		       result->incomplete[INCOMPLETE_CAN_CANCEL] << CAN_CANCEL_SHIFT;
	default:
		return result->index < 0 ? status
					 : status | (uint64_t)result->index << INDEX_SHIFT;
	}
}

static bool is_in_register(const struct rmm_value *value)
{
	return !value->in_memory && value->width == 0;
}

bool rmm_result_register(const struct rmm_model *m, const struct rmm_result *result,
			 const uint64_t *slots, unsigned number, uint64_t *value)
{
	const struct rmm_command *command = rmm_command(m, result->command);
	unsigned next = 1;

	if (number == 0) {
		*value = rmm_result_x0(m, result);
		return true;
	}
	if (!command || result->status == STATUS_VERSION)
		return false;
	for (unsigned i = 0; i < command->output_count; i++) {
		const struct rmm_value *output = &command->outputs[i];

		if (!is_in_register(output))
			continue;
		if (number < next + output->count) {
			*value = slots[output->slot + number - next];
			return true;
		}
		next += output->count;
	}
	return false;
}

static const struct rmm_command *command_of_fid(const struct rmm_model *m, uint64_t fid,
						enum rmm_command_id *id)
{
	for (unsigned i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(m, (enum rmm_command_id)i);

		if (command && command->fid == fid &&
		    (command->interface == INTERFACE_RSI || command->interface == INTERFACE_PSCI)) {
			*id = (enum rmm_command_id)i;
			return command;
		}
	}
	return NULL;
}

/* Copies between registers X1 on and the inputs of @command. */
static void copy_inputs(const struct rmm_command *command, const uint64_t *from, uint64_t *to,
			bool to_registers)
{
	unsigned next = 1;

	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *input = &command->inputs[i];

		for (unsigned j = 0; is_in_register(input) && j < input->count &&
				     next < RMM_CALL_REGISTERS; j++, next++) {
			unsigned slot = input->slot + j;

			to[to_registers ? next : slot] = from[to_registers ? slot : next];
		}
	}
}

bool rmm_call_of_registers(const struct rmm_model *m, uint64_t rec,
			   const uint64_t x[RMM_CALL_REGISTERS], struct rmm_call *call)
{
	enum rmm_command_id id;
	const struct rmm_command *command = command_of_fid(m, x[0], &id);

	if (!command)
		return false;
	*call = (struct rmm_call){ .command = id, .rec = rec };
	copy_inputs(command, x, call->in, false);
	return true;
}

/* The registers of the REC of @c; NULL: they are not kept. */
static uint64_t *kept(struct rmm_context *c)
{
	return rmm_keeps_registers(c->model) && c->model->config.gprs >= RMM_CALL_REGISTERS &&
	       rmm_context_rec(c) ? rmm_gprs(c->model, c->state, c->rec) : NULL;
}

static bool is_call(const struct rmm_context *c)
{
	return c->command->interface == INTERFACE_RSI || c->command->interface == INTERFACE_PSCI;
}

void rmm_registers_call(struct rmm_context *c)
{
	uint64_t *gprs = is_call(c) ? kept(c) : NULL;

	if (!gprs)
		return;
	gprs[0] = c->command->fid;
	copy_inputs(c->command, c->call->in, gprs, true);
}

void rmm_registers_return(struct rmm_context *c)
{
	uint64_t *gprs = is_call(c) ? kept(c) : NULL;

	/* At an exit the registers hold the call, or what the exit put there. */
	if (!gprs || c->result->exit.happened)
		return;
	for (unsigned i = 0; i < RMM_CALL_REGISTERS; i++)
		if (i == 0 || rmm_succeeded(c->result->status))
			rmm_result_register(c->model, c->result, c->result->out, i, &gprs[i]);
}

void rmm_registers_complete(struct rmm_context *c, enum rmm_status status)
{
	uint64_t *gprs = kept(c);

	if (gprs)
		gprs[0] = (uint64_t)rmm_status(status)->encoding;
}
