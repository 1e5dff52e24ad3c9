/* SPDX-License-Identifier: BSD-3-Clause */
/* Self-check of a step: success conditions and footprint (B1.7, B1.9). */
#include "check/self_check.h"

#include "engine/context.h"
#include "engine/operation.h"
#include "engine/registers.h"

struct check {
	struct rmm_context *c;          /* c->state is the state before */
	const struct rmm *old, *now;
	struct rmm_finding *finding;
	bool stateful;                  /* the call begins or resumes an operation */
};

static bool granule_changes_state(const struct check *check, uint32_t granule)
{
	const struct rmm_model *m = check->c->model;

	return rmm_granule_state(m, check->old, granule) !=
	       rmm_granule_state(m, check->now, granule);
}

/* The Granule that holds the object a change is about; RMM_NONE: none. */
static uint32_t holder(const struct check *check, const struct rmm_change *change)
{
	const struct rmm_model *m = check->c->model;
	uint32_t old, now;

	switch (change->kind) {
	case CHANGE_CONTENTS:
		return change->subject;
	case CHANGE_REALM:
	case CHANGE_MEASUREMENT:
		old = rmm_realm(m, check->old, change->subject)->rd;
		now = rmm_realm(m, check->now, change->subject)->rd;
		break;
	case CHANGE_REC:
	case CHANGE_GPR:
		old = rmm_rec(m, check->old, change->subject)->granule;
		now = rmm_rec(m, check->now, change->subject)->granule;
		break;
	case CHANGE_RTTE:
		return *rmm_rtt_position(m, check->old, change->subject)
		       ? rmm_rtt_granule(m, check->old, change->subject)
		       : rmm_rtt_granule(m, check->now, change->subject);
	default:
		return RMM_NONE;
	}
	return (old ? old : now) - 1;
}

/* What an operation that begins or ends marks, and the operation itself (2.0: B4.3.2). */
static bool is_mark(const struct check *check, const struct rmm_change *change)
{
	const struct rmm_model *m = check->c->model;

	switch (change->kind) {
	case CHANGE_OPERATION:
		return true;
	case CHANGE_GLOBAL:
		return change->item == GLOBAL_FIELD_OPERATIONS;
	case CHANGE_GRANULE_STATE:
		return rmm_granule_state(m, check->old, change->subject) == GRANULE_INTERMEDIATE ||
		       rmm_granule_state(m, check->now, change->subject) == GRANULE_INTERMEDIATE;
	case CHANGE_RTTE:
		return rtte_state(rmm_rtt_entries(m, check->old, change->subject)[change->item]) ==
		       RTTE_INTERMEDIATE ||
		       rtte_state(rmm_rtt_entries(m, check->now, change->subject)[change->item]) ==
		       RTTE_INTERMEDIATE;
	default:
		return false;
	}
}

/* Registers of the Realm, and parameters read late, are no item of a footprint. */
static bool is_of_departure(const struct rmm_model *m, const struct rmm_change *change)
{
	return (change->kind == CHANGE_GPR && rmm_keeps_registers(m)) ||
	       (change->kind == CHANGE_OPERATION && rmm_variant(m, VARIANT_TF_REC_PARAMS_LATE));
}

static bool covered(const struct check *check, const struct rmm_change *change)
{
	const struct rmm_command *command = check->c->command;
	uint32_t granule = holder(check, change);

	for (unsigned i = 0; i < command->footprint_count; i++) {
		const struct rmm_footprint *item = &command->footprint[i];

		if (rmm_is_in(check->c->model, item->in, item->until) &&
		    item->covers(check->c, item->operands, change))
			return true;
	}
	if ((check->stateful && is_mark(check, change)) ||
	    is_of_departure(check->c->model, change))
		return true;
	/* B1.9: attributes of an object that is created or destroyed. */
	return granule != RMM_NONE && granule_changes_state(check, granule);
}

static bool check_change(void *user, const struct rmm_change *change)
{
	const struct check *check = user;

	if (covered(check, change))
		return true;
	check->finding->kind = FINDING_FOOTPRINT;
	check->finding->change = *change;
	return false;
}

static bool note_change(void *user, const struct rmm_change *change)
{
	const struct check *check = user;

	if (is_of_departure(check->c->model, change))
		return true;
	check->finding->kind = FINDING_CHANGED;
	check->finding->change = *change;
	return false;
}

/* Of all success conditions the first, or of those that last. */
static const struct rmm_success *broken_success(struct rmm_context *c, const struct rmm *old,
						struct rmm *now, bool lasting)
{
	/* The walk is that of the state before; Realm and REC are as now. */
	c->state = (struct rmm *)(uintptr_t)old;
	rmm_context_walk(c);
	c->realm_known = c->rec_known = false;
	c->state = now;
	c->old = old;
	for (unsigned i = 0; i < c->command->success_count; i++) {
		const struct rmm_success *row = &c->command->successes[i];

		if (rmm_is_in(c->model, row->in, row->until) && (row->lasts || !lasting) &&
		    !row->holds->holds(c, row->operands))
			return row;
	}
	return NULL;
}

static bool check_successes(struct rmm_context *c, const struct rmm *old,
			    struct rmm *now, bool lasting, struct rmm_finding *finding)
{
	const struct rmm_success *broken = broken_success(c, old, now, lasting);

	if (!broken)
		return true;
	finding->kind = FINDING_SUCCESS;
	finding->id = broken->id;
	return false;
}

const struct rmm_success *rmm_broken_success(const struct rmm_model *m, const struct rmm *old,
					     const struct rmm *now, const struct rmm_call *call,
					     const struct rmm_result *result)
{
	struct rmm_result copy = *result;
	struct rmm_context c;

	rmm_context_init(&c, m, (struct rmm *)(uintptr_t)old, call, &copy);
	return broken_success(&c, old, (struct rmm *)(uintptr_t)now, false);
}

/* Did a failure of a departing implementation change the state on purpose? */
static bool may_have_effect(const struct rmm_model *m, const struct rmm_result *result)
{
	return result->condition != RMM_NO_CONDITION &&
	       m->rules[result->command].failure[result->condition]->has_effect;
}

/* A command that is unmodelled, exhausted, not run, put off or refused changes nothing. */
static bool changes_nothing(const struct rmm_result *result)
{
	return result->permitted || result->status == STATUS_NOT_RUN ||
	       result->status == STATUS_LIMIT || result->status == STATUS_UNMODELLED ||
	       result->status == RMI_BLOCKED;
}

/* Does the command wait for more, so that its success conditions do not hold yet? */
static bool is_under_way(const struct rmm_command *command, const struct rmm_result *result)
{
	return result->status == RMI_INCOMPLETE &&
	       (command->interruptible || command->resume || command->marks[0]);
}

/*
 * The call that @call goes on with or undoes, in @resumed: what it changes is
 * in the footprint of that one. False: it does neither.
 */
static bool resumes(const struct rmm_context *c, struct rmm_call *resumed)
{
	uint32_t slot = RMM_NONE;

	if (c->call->command == CMD_RMI_OP_CONTINUE || c->call->command == CMD_RMI_OP_CANCEL)
		slot = rmm_operation_at(c, c->call->in[0]);
	if (slot == RMM_NONE)
		return false;
	*resumed = rmm_operation_call(c, slot);
	return true;
}

/*
 * An operation that is carried out to the end, and not cancelled, has made of its range
 * what it is to be, whoever was in it while the operation waited.
 */
static bool check_lasting(const struct rmm_model *m, const struct rmm *old,
			  const struct rmm *now, const struct rmm_call *resumed,
			  const struct rmm_result *result, struct rmm_finding *finding)
{
	struct rmm_result copy = *result;
	struct rmm_context c;

	if (result->command != resumed->command || result->status != RMI_SUCCESS)
		return true;
	rmm_context_init(&c, m, (struct rmm *)(uintptr_t)now, resumed, &copy);
	/* The Realm may be gone. */
	if (c.command->rd && !rmm_context_realm(&c))
		return true;
	rmm_context_init(&c, m, (struct rmm *)(uintptr_t)old, resumed, &copy);
	return check_successes(&c, old, (struct rmm *)(uintptr_t)now, true, finding);
}

bool rmm_check(const struct rmm_model *m, const struct rmm *old,
	       const struct rmm *now, const struct rmm_call *call,
	       const struct rmm_result *result, struct rmm_finding *finding)
{
	struct rmm_result copy = *result;
	struct rmm_context c;
	struct rmm_call resumed;
	struct check check = { &c, old, now, finding, false };

	finding->kind = FINDING_NONE;
	finding->id = NULL;
	/* A write that is not noted would be seen by nobody. */
	if (!rmm_state_noted(m, old, now)) {
		finding->id = "a write that is not noted";
		return false;
	}
	rmm_context_init(&c, m, (struct rmm *)(uintptr_t)old, call, &copy);
	if (!c.command)
		return true;
	check.stateful = resumes(&c, &resumed);
	if (!check.stateful && changes_nothing(result))
		return may_have_effect(m, result) ||
		       rmm_diff(m, old, now, note_change, &check);
	if (!changes_nothing(result) && !is_under_way(c.command, result) &&
	    !check_successes(&c, old, (struct rmm *)(uintptr_t)now, false, finding))
		return false;
	/* What Realm and Host software do has no footprint. */
	if (c.command->interface == INTERFACE_REALM ||
	    c.command->interface == INTERFACE_HOST)
		return true;
	rmm_context_init(&c, m, (struct rmm *)(uintptr_t)old, check.stateful ? &resumed : call,
			 &copy);
	if (check.stateful)
		rmm_context_know_realm(&c);
	if (check.stateful && !check_lasting(m, old, now, &resumed, result, finding))
		return false;
	check.stateful |= is_under_way(c.command, result);
	return rmm_diff(m, old, now, check_change, &check);
}
