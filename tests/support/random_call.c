/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls at random. */
#include "random_input.h"

#define CANDIDATES 8

/* A walk builds Realms, lets them run, and takes them down, again and again. */
enum phase { PHASE_BUILD, PHASE_RUN, PHASE_DESTROY, PHASES };
#define PHASE_CALLS 300

/* A REC that runs, if there is one: only such a REC acts. */
static uint64_t acting_rec(struct chooser *c)
{
	uint64_t pa = random_rec(c);

	for (unsigned i = 0; i < 10 && !(c->rec && c->rec->state == REC_RUNNING); i++)
		pa = random_rec(c);
	c->rec = NULL;
	return pa;
}

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

static gboolean is_incomplete(const World *world)
{
	return world->model->config.version == &rmm_version_2_0_bet0 &&
	       rmm_global(world->model, world->state)->operations;
}

/* How likely a command is made, of 1000, in a phase of the walk. */
static unsigned likelihood(const World *world, enum phase phase, enum rmm_command_id id)
{
	if (id == CMD_RMI_OP_CANCEL)
		return 10;
	if (IS_AMONG(id, operators))
		return is_incomplete(world) ? 1000 : 2;
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

static gboolean any_runs(const World *world)
{
	for (uint32_t i = 0; i < world->model->config.recs; i++)
		if (rmm_rec(world->model, world->state, i)->state == REC_RUNNING)
			return TRUE;
	return FALSE;
}

static gboolean is_of_realm(const struct rmm_command *command)
{
	return command->interface != INTERFACE_RMI && command->interface != INTERFACE_HOST;
}

static enum rmm_command_id choose_command(struct chooser *c)
{
	enum phase phase = c->source->calls++ / PHASE_CALLS % PHASES;
	unsigned for_realm = any_runs(c->world) ? 100 : 5;

	for (;;) {
		enum rmm_command_id id = (enum rmm_command_id)random_below(c->source, COMMANDS);
		const struct rmm_command *command = rmm_command(c->world->model, id);

		if (command && !command->unmodelled &&
		    random_below(c->source, 1000) < likelihood(c->world, phase, id) &&
		    random_chance(c->source, is_of_realm(command) ? for_realm : 100))
			return id;
	}
}

/* Aims a call at a DATA Granule or RTT that is there, by where it hangs. */
static void aim(struct chooser *c, const struct rmm_command *command, struct rmm_call *call)
{
	const struct rmm_model *m = c->world->model;
	const struct rmm *s = c->world->state;
	gboolean unmap = call->command == CMD_RMI_RTT_DATA_UNMAP;
	gboolean data = unmap || call->command == CMD_RMI_DATA_DESTROY;
	uint32_t at = rmm_granule_at(m, random_granule_in(c, data ? GRANULE_DATA : GRANULE_RTT));
	uint64_t link = rmm_granule_link(m, s, at);
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
			position.ipa + (1 + random_below(c->source, 4)) * PAGE;
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

struct rmm_call random_call(struct random_source *source, const World *world)
{
	struct chooser c = { .source = source, .world = world, .level = RMM_PAGE_LEVEL };
	enum rmm_command_id id = choose_command(&c);
	const struct rmm_command *command = rmm_command(world->model, id);
	struct rmm_call call = world_call(world, id, NULL, 0);

	c.unprotected = is_unprotected(id);
	if (id == CMD_RMI_RTT_DATA_MAP || id == CMD_RMI_RTT_UNPROT_MAP)
		c.level = 1 + (int)random_below(source, 3);
	if (world->model->config.version == &rmm_version_2_0_bet0 && random_chance(source, 10))
		call.interrupt = 1 + (uint32_t)random_below(source, 10);
	if (command->level && command->interface == INTERFACE_RMI) {
		call.in[SLOT(command->level)] = random_level(&c);
		c.level = (int)call.in[SLOT(command->level)] - (command->walk == WALK_PARENT);
	}
	if (is_of_realm(command))
		call.rec = acting_rec(&c);
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *input = &command->inputs[i];

		if (INPUT(input->slot) == command->level && command->interface == INTERFACE_RMI)
			continue;
		for (unsigned element = 0; element < MIN(input->count, CANDIDATES); element++)
			rmm_value_set(input, call.in, element, random_input(&c, id, input));
	}
	if (id == CMD_RMI_RTT_SET_RIPAS && c.rec && random_chance(source, 90))
		call.in[SLOT(command->rd)] = rmm_granule_pa(
			world->model, rmm_realm(world->model, world->state, c.rec->owner)->rd - 1);
	if (is_aimed(id) && random_chance(source, 70))
		aim(&c, command, &call);
	return call;
}
