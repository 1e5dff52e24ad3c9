/* SPDX-License-Identifier: BSD-3-Clause */
/* The engine: evaluates conditions, reports or takes effect (B1). */
#include "engine/engine.h"

#include "engine/context.h"
#include "engine/mistake.h"
#include "engine/operation.h"
#include "engine/registers.h"
#include "engine/tracked.h"

/* The conditions that hold and are held back by none that holds (IKHJDY). */
static uint64_t permitted_failures(struct rmm_context *c,
				   const struct rmm_rules *rules)
{
	uint64_t violated = 0, permitted = 0;

	for (unsigned i = 0; i < rules->count; i++) {
		const struct rmm_failure *row = rules->failure[i];

		if (!row->violated->holds(c, row->operands))
			continue;
		violated |= (uint64_t)1 << i;
		if (c->model->first_failure)
			return violated;
	}
	if (violated == 0)
		return 0;
	for (unsigned i = 0; i < rules->count; i++)
		if (violated >> i & 1 && !(violated & rules->after[i]))
			permitted |= (uint64_t)1 << i;
	return permitted;
}

static void report_failure(struct rmm_context *c, const struct rmm_failure *row)
{
	struct rmm_result *result = c->result;

	result->status = row->status;
	switch (row->index) {
	case INDEX_NONE:  result->index = -1; break;
	case INDEX_WALK:  result->index = rmm_context_walk(c)->level; break;
	case INDEX_LEVEL: result->index = (int)rmm_input(c, c->command->level); break;
	case INDEX_0:     result->index = 0; break;
	case INDEX_1:     result->index = 1; break;
	case INDEX_TRACKING: rmm_tell_tracking(c, rmm_in(c, row->operands.a)); break;
	}
	if (row->outputs)
		row->outputs(c);
}

void rmm_report(struct rmm_context *c, const struct rmm_failure *row)
{
	const struct rmm_rules *rules = &c->model->rules[c->call->command];

	for (unsigned i = 0; i < rules->count; i++) {
		if (rules->failure[i] != row)
			continue;
		c->result->condition = (int)i;
		c->result->permitted = (uint64_t)1 << i;
	}
	report_failure(c, row);
}

void rmm_report_id(struct rmm_context *c, const char *id)
{
	const struct rmm_rules *rules = &c->model->rules[c->call->command];

	for (unsigned i = 0; i < rules->count; i++)
		if (strcmp(rules->failure[i]->id, id) == 0)
			rmm_report(c, rules->failure[i]);
}

/* Outputs of other commands, and fields of an exit that does not happen, are
 * left as they are: clearing all of them would take longer than many commands. */
void rmm_begin(struct rmm_context *c)
{
	const struct rmm_command *command = c->command;
	struct rmm_result *result = c->result;

	result->command = c->call->command;
	result->status = RMI_SUCCESS;
	result->index = -1;
	result->condition = RMM_NO_CONDITION;
	result->permitted = 0;
	result->granule_shift = rmm_granule_shift(c->state);
	for (unsigned i = 0; command && i < command->output_count; i++)
		memset(&result->out[command->outputs[i].slot], 0,
		       8 * (size_t)command->outputs[i].count);
	result->exit.happened = false;
	result->completion.status = STATUS_OK;
}

/* Realm software acts only while its REC runs. */
static bool issuer_runs(struct rmm_context *c)
{
	const struct rmm_rec *rec;

	if (c->command->interface == INTERFACE_RMI ||
	    c->command->interface == INTERFACE_HOST)
		return true;
	rec = rmm_context_rec(c);
	return rec && rec->state == REC_RUNNING;
}

static bool is_object(struct rmm_context *c, unsigned input,
		      enum rmm_granule_state state)
{
	return input && rmm_state_at(c->model, c->state, rmm_input(c, input)) == state;
}

/*
 * Under a mistake an RD may have outlived its Realm, a REC Granule its REC, and a
 * condition may be gone that kept the walk within bounds.
 */
static bool can_act(struct rmm_context *c)
{
	if (!c->model->mistaken)
		return true;
	return !(is_object(c, c->command->rd, GRANULE_RD) && !rmm_context_realm(c)) &&
	       !(is_object(c, c->command->rec, GRANULE_REC) && !rmm_context_rec(c)) &&
	       (c->command->walk == WALK_NONE || rmm_context_walk(c));
}

/* What a command of the interface returns when it succeeds. */
static enum rmm_status success_of(enum rmm_interface interface)
{
	static const enum rmm_status successes[INTERFACES] = {
		[INTERFACE_RMI] = RMI_SUCCESS, [INTERFACE_RSI] = RSI_SUCCESS,
		[INTERFACE_PSCI] = PSCI_SUCCESS, [INTERFACE_REALM] = STATUS_OK,
		[INTERFACE_HOST] = STATUS_OK,
	};

	return successes[interface];
}

static void carry_out(struct rmm_context *c, uint32_t slot)
{
	const struct rmm_rules *rules = &c->model->rules[c->call->command];
	struct rmm_result *result = c->result;

	result->permitted = permitted_failures(c, rules);
	if (result->permitted) {
		while (!(result->permitted >> ++result->condition & 1))
			;
		report_failure(c, rules->failure[result->condition]);
		return;
	}
	if (!can_act(c)) {
		result->status = STATUS_NOT_RUN;
		return;
	}
	result->status = c->command->unmodelled ? STATUS_UNMODELLED
						: success_of(c->command->interface);
	if (c->call->interrupt == 1 && c->command->interruptible)
		rmm_operation_interrupt(c);
	else if (c->command->effect)
		c->command->effect(c);
}

void rmm_carry_out(struct rmm_context *c)
{
	rmm_registers_call(c);
	rmm_act(c, RMM_NONE, carry_out);
	rmm_registers_return(c);
}

void rmm_step(const struct rmm_model *m, struct rmm *state,
	      const struct rmm_call *call, struct rmm_result *result)
{
	struct rmm_context c;

	rmm_context_init(&c, m, state, call, result);
	rmm_begin(&c);
	if (!c.command) {
		result->status = STATUS_UNSUPPORTED;
		return;
	}
	if (!issuer_runs(&c)) {
		result->status = STATUS_NOT_RUN;
		return;
	}
	if (c.command->stored)
		c.command->stored(&c);
	rmm_carry_out(&c);
}

void rmm_refusal(const struct rmm_model *m, struct rmm *state,
		 const struct rmm_call *call, int condition,
		 struct rmm_result *result)
{
	struct rmm_context c;

	rmm_context_init(&c, m, state, call, result);
	rmm_begin(&c);
	result->condition = condition;
	result->permitted = (uint64_t)1 << condition;
	report_failure(&c, m->rules[call->command].failure[condition]);
}

uint64_t rmm_violated(const struct rmm_model *m, struct rmm *state,
		      const struct rmm_call *call)
{
	const struct rmm_rules *rules = &m->rules[call->command];
	struct rmm_result result;
	struct rmm_context c;
	uint64_t violated = 0;

	rmm_context_init(&c, m, state, call, &result);
	rmm_begin(&c);
	for (unsigned i = 0; i < rules->count; i++)
		if (rules->failure[i]->violated->holds(&c, rules->failure[i]->operands))
			violated |= (uint64_t)1 << i;
	return violated;
}

const char *rmm_condition_id(const struct rmm_model *m,
			     enum rmm_command_id command, int condition)
{
	return m->rules[command].failure[condition]->id;
}
