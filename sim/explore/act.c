/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking an action in a state. */
#include "explore/act.h"

#include <string.h>

#include "engine/engine.h"

bool explore_is_taken(const struct rmm_model *m, const struct rmm_call *call,
		      const struct rmm_result *result)
{
	const struct rmm_command *command = rmm_command(m, call->command);

	switch (result->status) {
	case STATUS_NOT_RUN:
	case STATUS_UNSUPPORTED:
	case STATUS_UNMODELLED:
	case STATUS_LIMIT:
		return false;
	default:
		break;
	}
	if (rmm_succeeded(result->status) || result->status == RMI_INCOMPLETE ||
	    result->exit.happened)
		return true;
	/* Resumed: the operation ends, whatever it ends with. */
	if (result->command != call->command)
		return true;
	if (result->condition != RMM_NO_CONDITION)
		return m->rules[call->command].failure[result->condition]->has_effect;
	return command->interface == INTERFACE_REALM || command->interface == INTERFACE_HOST;
}

/* FALSE: there is no such REC to read from. */
static bool read_input(const struct explore_alphabet *a, const struct rmm *state,
		       const struct explore_input *input, uint64_t *value)
{
	const struct rmm_rec *rec;
	uint32_t slot;

	if (input->source == SOURCE_MONITOR) {
		*value = *explore_monitor(a, state, (uint32_t)input->object) + input->offset;
		return true;
	}
	slot = rmm_rec_at(a->model, state, input->object);
	if (slot == RMM_NONE)
		return false;
	rec = rmm_rec(a->model, state, slot);
	if (rec->pending != PENDING_RIPAS_CHANGE)
		return false;
	*value = input->source == SOURCE_REQUEST_BASE ? rec->ripas_addr
	       : input->source == SOURCE_REQUEST_TOP ? rec->ripas_top : rec->ripas_value;
	*value += input->offset;
	return true;
}

static bool is_running(const struct explore_alphabet *a, const struct rmm *state, uint64_t pa)
{
	uint32_t slot = rmm_rec_at(a->model, state, pa);

	return slot != RMM_NONE && rmm_rec(a->model, state, slot)->state == REC_RUNNING;
}

/* Did what monitors note happen? An access that aborts is an action, but no access. */
static bool is_done(const struct rmm_call *call, const struct rmm_result *result)
{
	switch (call->command) {
	case CMD_READ:
	case CMD_WRITE:
	case CMD_FETCH:
		return result->status == STATUS_OK;
	default:
		return true;
	}
}

static bool is_noted(const struct explore_rule *rule, const struct rmm_call *call,
		     const struct rmm_result *result)
{
	return rule->command == result->command &&
	       (rule->has_status ? result->status == rule->status : is_done(call, result));
}

static void apply_rules(const struct explore_alphabet *a, struct rmm *state,
			const struct rmm_call *call, const struct rmm_result *result)
{
	for (unsigned i = 0; i < a->monitor_count; i++)
		for (unsigned j = 0; j < a->monitors[i].rule_count; j++) {
			const struct explore_rule *rule = &a->monitors[i].rules[j];

			if (is_noted(rule, call, result))
				*explore_monitor(a, state, i) =
					rule->from == RULE_CONSTANT ? rule->constant :
					rule->from == RULE_INPUT ? call->in[rule->slot]
								 : result->out[rule->slot];
		}
}

static void carry_out(const struct explore_alphabet *a, struct rmm *state,
		      const struct rmm_call *call, struct rmm_result *result,
		      const struct explore_observer *observer)
{
	if (observer && observer->whole)
		memset(result, 0, sizeof(*result));
	if (observer && observer->before)
		observer->before(observer->user, state, call);
	rmm_step(a->model, state, call, result);
	if (observer && observer->after)
		observer->after(observer->user, state, call, result);
}

/*
 * The call of a step, its inputs from the state; in @filled, unless all are known.
 * NULL: there is no such input.
 */
static const struct rmm_call *call_of(const struct explore_alphabet *a, const struct rmm *state,
				      const struct explore_step *step, struct rmm_call *filled)
{
	/* A call is large: it has room for the longest list. */
	if (!step->input_count)
		return &step->call;
	*filled = step->call;
	for (unsigned i = 0; i < step->input_count; i++)
		if (!read_input(a, state, &step->inputs[i], &filled->in[step->inputs[i].slot]))
			return NULL;
	return filled;
}

/* ---- steps ---- */

/* What actors know from now on, and where their guests stand. */
static void set_memory(const struct explore_alphabet *a, struct rmm *state, uint64_t memory)
{
	const struct explore_actors *actors = a->actors;

	*explore_monitor(a, state, actors->memory) = memory;
	for (uint32_t i = 0; i < actors->guests; i++)
		*explore_monitor(a, state, actors->monitors[i]) =
			actors->position(actors->user, memory, actors->recs[i]);
}

/* A call that is refused makes no difference to software that expects it may be. */
static enum explore_taken perform(const struct explore_alphabet *a,
				  const struct explore_step *step, struct rmm *state,
				  const struct explore_observer *observer)
{
	const struct explore_actors *actors = a->actors;
	uint64_t memory = *explore_monitor(a, state, actors->memory), after;
	uint64_t point = actors->begin(actors->user, step->procedure, memory);
	struct rmm_exit exit = { .happened = false };
	enum explore_taken taken = step->may_fail ? ACTION_TAKEN : ACTION_DISABLED;
	struct rmm_result result;
	struct rmm_call call = { .command = CMD_NONE };

	if (step->call.rec && !is_running(a, state, step->call.rec))
		return ACTION_DISABLED;
	while (actors->call(actors->user, point, &call, &after)) {
		/* Of which a result need not set all. */
		memset(&result.completion, 0, sizeof(result.completion));
		carry_out(a, state, &call, &result, observer);
		if (result.status == STATUS_LIMIT)
			return ACTION_LIMIT;
		if (explore_is_taken(a->model, &call, &result)) {
			taken = ACTION_TAKEN;
			apply_rules(a, state, &call, &result);
		} else if (taken == ACTION_DISABLED) {
			taken = ACTION_REFUSED;
		}
		if (step->call.rec)
			exit = result.exit;
		point = actors->go_on(actors->user, point, &result);
	}
	if (exit.happened)
		after = actors->left(actors->user, after, step->call.rec, &exit);
	if (after == memory)
		return taken;
	set_memory(a, state, after);
	return ACTION_TAKEN;
}

/* Actors learn how a guest of theirs has left, and guests what their calls came to. */
static void tell_actors(const struct explore_alphabet *a, struct rmm *state,
			const struct rmm_call *call, const struct rmm_result *result)
{
	const struct explore_actors *actors = a->actors;
	uint64_t memory, after;

	if (!actors)
		return;
	memory = after = *explore_monitor(a, state, actors->memory);
	if (call->command == CMD_RMI_REC_ENTER && result->status == RMI_SUCCESS)
		after = actors->entered(actors->user, memory, call->in[0], &result->completion);
	else if (call->command != CMD_RMI_REC_ENTER && result->exit.happened)
		after = actors->left(actors->user, memory, call->rec, &result->exit);
	if (after != memory)
		set_memory(a, state, after);
}

static enum explore_taken take(const struct explore_alphabet *a, const struct explore_step *step,
			       struct rmm *state, const struct explore_observer *observer)
{
	struct rmm_call filled;
	const struct rmm_call *call = call_of(a, state, step, &filled);
	struct rmm_result result;

	if (!call)
		return ACTION_DISABLED;
	carry_out(a, state, call, &result, observer);
	if (result.status == STATUS_LIMIT)
		return ACTION_LIMIT;
	tell_actors(a, state, call, &result);
	if (!explore_is_taken(a->model, call, &result))
		return step->may_fail ? ACTION_TAKEN : ACTION_REFUSED;
	apply_rules(a, state, call, &result);
	return ACTION_TAKEN;
}

enum explore_taken explore_act(const struct explore_alphabet *a,
			       const struct explore_action *action, struct rmm *state,
			       const struct explore_observer *observer)
{
	if (action->guard && !explore_test_holds(a, state, action->guard))
		return ACTION_DISABLED;
	for (unsigned i = 0; i < action->step_count; i++) {
		const struct explore_step *step = &action->steps[i];
		enum explore_taken taken;

		if (step->if_running && !is_running(a, state, step->call.rec))
			continue;
		taken = (step->procedure ? perform : take)(a, step, state, observer);
		if (taken != ACTION_TAKEN)
			return taken == ACTION_DISABLED && i ? ACTION_REFUSED : taken;
	}
	if (action->sets)
		*explore_monitor(a, state, action->sets - 1) = action->value;
	return ACTION_TAKEN;
}
