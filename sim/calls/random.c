/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls at random. */
#include "calls/random.h"

#include "calls/object.h"
#include "state/granule.h"
#include "state/rtt.h"

#define ELEMENTS_MAX 8

/* A walk builds Realms, lets them run, and takes them down. */
enum phase { PHASE_BUILD, PHASE_RUN, PHASE_DESTROY, PHASES };
#define PHASE_CALLS 300

/* Commands that build a Realm, and those that take it down. */
static const enum rmm_command_id builders[] = {
	CMD_RMI_GRANULE_DELEGATE,    CMD_RMI_REALM_CREATE, CMD_RMI_REC_CREATE,
	CMD_RMI_RTT_CREATE,	     CMD_RMI_DATA_CREATE,  CMD_RMI_DATA_CREATE_UNKNOWN,
	CMD_RMI_RTT_MAP_UNPROTECTED, CMD_RMI_GRANULE_RANGE_DELEGATE, CMD_RMI_RTT_DATA_MAP,
	CMD_RMI_RTT_DATA_MAP_INIT,
};
static const enum rmm_command_id destroyers[] = {
	CMD_RMI_GRANULE_UNDELEGATE, CMD_RMI_REALM_DESTROY, CMD_RMI_REC_DESTROY,
	CMD_RMI_RTT_DESTROY,	    CMD_RMI_DATA_DESTROY,  CMD_RMI_RTT_UNMAP_UNPROTECTED,
	CMD_RMI_RTT_DATA_UNMAP,
	CMD_RMI_GRANULE_RANGE_UNDELEGATE,
};
/* Commands on what is incomplete. */
static const enum rmm_command_id operators[] = {
	CMD_RMI_OP_CONTINUE, CMD_RMI_OP_MEM_DONATE, CMD_RMI_OP_MEM_RECLAIM,
};
/* Commands after which less is possible. */
static const enum rmm_command_id enders[] = {
	CMD_PSCI_SYSTEM_OFF,
	CMD_PSCI_SYSTEM_RESET,
	CMD_HOST_SET_GPT,
};

static gboolean is_among(enum rmm_command_id id, const enum rmm_command_id *set, gsize count)
{
	for (gsize i = 0; i < count; i++)
		if (set[i] == id)
			return TRUE;
	return FALSE;
}

#define IS_AMONG(id, set) is_among(id, set, G_N_ELEMENTS(set))

/* How likely a command is made, of 1000, in a phase of the walk. */
static unsigned likelihood(const CallScope *scope, enum phase phase, enum rmm_command_id id)
{
	if (id == CMD_RMI_OP_CANCEL)
		return 10;
	if (IS_AMONG(id, operators))
		return rmm_has(scope->model, TRAIT_OPERATIONS) && object_is_awaited(scope, id) ? 1000 : 2;
	if (id == CMD_RMI_GRANULE_TRACKING_SET)
		return 20;
	if (id == CMD_RMI_REALM_TERMINATE)
		return phase == PHASE_DESTROY ? 100 : 1;
	if (IS_AMONG(id, enders))
		return 4;
	if (id == CMD_RMI_REALM_ACTIVATE)
		return phase == PHASE_RUN ? 50 : 2;
	if (id == CMD_RMI_REC_ENTER)
		return phase == PHASE_RUN ? 400 : 10;
	if (id == CMD_RMI_REC_CREATE)
		return phase == PHASE_BUILD ? 400 : 10;
	if (id == CMD_RMI_RTT_UNPROT_MAP || id == CMD_RMI_RTT_UNPROT_UNMAP)
		return 200;
	if (IS_AMONG(id, builders))
		return phase == PHASE_BUILD ? 100 : 10;
	if (IS_AMONG(id, destroyers))
		return phase == PHASE_DESTROY ? 100 : 2;
	if (id == CMD_RMI_RTT_SET_RIPAS || id == CMD_RSI_IPA_STATE_SET ||
	    id == CMD_PSCI_CPU_ON || id == CMD_RMI_PSCI_COMPLETE)
		return phase == PHASE_RUN ? 500 : 10;
	return phase == PHASE_RUN ? 100 : 10;
}

static gboolean any_runs(const CallScope *scope)
{
	for (uint32_t i = 0; i < scope->model->config.recs; i++)
		if (rmm_rec(scope->model, scope->state, i)->state == REC_RUNNING)
			return TRUE;
	return FALSE;
}

static gboolean is_of_realm(const struct rmm_command *command)
{
	return command->interface != INTERFACE_RMI && command->interface != INTERFACE_HOST;
}

static enum rmm_command_id choose_command(const CallScope *scope, CallSource *source)
{
	enum phase phase = source->calls++ / PHASE_CALLS % PHASES;
	unsigned for_realm = any_runs(scope) ? 100 : 5;

	for (;;) {
		enum rmm_command_id id = (enum rmm_command_id)source_below(source, COMMANDS);
		const struct rmm_command *command = rmm_command(scope->model, id);

		if (command && !command->unmodelled &&
		    source_below(source, 1000) < likelihood(scope, phase, id) &&
		    source_chance(source, is_of_realm(command) ? for_realm : 100))
			return id;
	}
}

static uint64_t choose_input(CallScope *scope, CallSource *source, const struct rmm_value *input)
{
	const CallObject *object = call_object(scope, input);

	if (source_chance(source, 2))
		return object_any_granule(scope, source) + source_below(source, 2) * 8;
	return object ? object->choose(scope, source) : input->initial;
}

/* Aims a call at a DATA Granule or RTT that is there, by where it hangs. */
static void aim(const CallScope *scope, CallSource *source, const struct rmm_command *command,
		struct rmm_call *call)
{
	const struct rmm_model *m = scope->model;
	const struct rmm *s = scope->state;
	gboolean unmap = call->command == CMD_RMI_RTT_DATA_UNMAP;
	gboolean data = unmap || call->command == CMD_RMI_DATA_DESTROY;
	uint64_t pa = object_granule_in(scope, source, data ? GRANULE_DATA : GRANULE_RTT);
	uint64_t link = rmm_granule_link(m, s, rmm_granule_at(m, pa));
	struct rmm_position position = { .realm = 0 };

	if (link == 0)
		return;
	if (data) {
		position.realm = rmm_data_link_realm(m, link);
		position.ipa = rmm_data_link_ipa(m, link);
	} else {
		position = rmm_position_decode(*rmm_rtt_position(m, s, rmm_link_slot(link)));
		call->in[SLOT(command->level)] = (uint64_t)(int64_t)position.level;
	}
	call->in[SLOT(command->rd)] = rmm_granule_pa(m, rmm_realm(m, s, position.realm)->rd - 1);
	call->in[SLOT(command->ipa)] = position.ipa;
	if (unmap)
		call->in[SLOT(command->ipa) + 1] =
			position.ipa + (1 + source_below(source, 4)) * RMM_GRANULE_SIZE;
}

static gboolean is_aimed(enum rmm_command_id id)
{
	return id == CMD_RMI_DATA_DESTROY || id == CMD_RMI_RTT_DESTROY ||
	       id == CMD_RMI_RTT_FOLD || id == CMD_RMI_RTT_DATA_UNMAP;
}

static gboolean is_unprotected(enum rmm_command_id id)
{
	return id == CMD_RMI_RTT_MAP_UNPROTECTED || id == CMD_RMI_RTT_UNMAP_UNPROTECTED ||
	       id == CMD_RMI_RTT_UNPROT_MAP || id == CMD_RMI_RTT_UNPROT_UNMAP;
}

/* A level is chosen first, as IPAs are aligned to it. */
static void choose_level(CallScope *scope, CallSource *source, const struct rmm_command *command,
			 struct rmm_call *call)
{
	if (scope->command == CMD_RMI_RTT_DATA_MAP || scope->command == CMD_RMI_RTT_UNPROT_MAP)
		scope->level = 1 + (int)source_below(source, 3);
	if (rmm_has(scope->model, TRAIT_OPERATIONS) && source_chance(source, 10))
		call->interrupt = 1 + (uint32_t)source_below(source, 10);
	if (!command->level)
		return;
	call->in[SLOT(command->level)] = object_level.choose(scope, source);
	scope->level = (int)call->in[SLOT(command->level)] - (command->walk == WALK_PARENT);
}

struct rmm_call random_call(CallSource *source, const struct rmm_model *model,
			    const struct rmm *state)
{
	CallScope scope = { .model = model, .state = state, .level = RMM_PAGE_LEVEL };
	struct rmm_call call = { .command = choose_command(&scope, source) };
	const struct rmm_command *command = rmm_command(model, call.command);

	scope.command = call.command;
	scope.unprotected = is_unprotected(call.command);
	choose_level(&scope, source, command, &call);
	if (is_of_realm(command))
		call.rec = object_choose_running(&scope, source);
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *input = &command->inputs[i];

		if (INPUT(input->slot) == command->level)
			continue;
		for (unsigned element = 0; element < MIN(input->count, ELEMENTS_MAX); element++)
			rmm_value_set(input, call.in, element, choose_input(&scope, source, input));
	}
	if (call.command == CMD_RMI_RTT_SET_RIPAS && scope.rec && source_chance(source, 90))
		call.in[SLOT(command->rd)] = rmm_granule_pa(
			model, rmm_realm(model, state, scope.rec->owner)->rd - 1);
	if (is_aimed(call.command) && source_chance(source, 70))
		aim(&scope, source, command, &call);
	return call;
}
