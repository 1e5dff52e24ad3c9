/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls at random. An input is chosen by what its name says that it is. */
#include "random_call.h"

#include <string.h>

#include "psci.h"
#include "rec.h"

#define CANDIDATES 8

/* A walk builds Realms, lets them run, and takes them down, again and again. */
enum phase { PHASE_BUILD, PHASE_RUN, PHASE_DESTROY, PHASES };
#define PHASE_CALLS 300

uint64_t random_below(struct random_source *source, uint64_t end)
{
	/* xorshift64* */
	source->state ^= source->state >> 12;
	source->state ^= source->state << 25;
	source->state ^= source->state >> 27;
	return (source->state * G_GUINT64_CONSTANT(0x2545f4914f6cdd1d) >> 33) % end;
}

static gboolean chance(struct random_source *source, unsigned percent)
{
	return random_below(source, 100) < percent;
}

/* What is chosen from, besides the name. */
struct chooser {
	struct random_source *source;
	const World *world;
	const struct rmm_realm *realm;  /* that the call is about; or NULL */
	const struct rmm_rec *rec;      /* the same */
	uint64_t base;                  /* the last IPA that was chosen */
	int level;                      /* of the call; 3 if it has none */
	gboolean unprotected;           /* the command is about Unprotected IPAs */
};

static uint64_t any_granule(struct chooser *c)
{
	return granule((unsigned)random_below(c->source, WORLD_GRANULES));
}

/* A Granule in @state, if there is one. */
static uint64_t granule_in(struct chooser *c, enum rmm_granule_state state)
{
	unsigned first = (unsigned)random_below(c->source, WORLD_GRANULES);

	for (unsigned i = 0; i < WORLD_GRANULES; i++) {
		uint64_t pa = granule((first + i) % WORLD_GRANULES);

		if (rmm_state_at(c->world->model, c->world->state, pa) == state)
			return pa;
	}
	return granule(first);
}

static uint64_t choose_rd(struct chooser *c)
{
	uint64_t pa = granule_in(c, GRANULE_RD);
	uint32_t slot = rmm_realm_at(c->world->model, c->world->state, pa);

	c->realm = slot == RMM_NONE ? NULL : rmm_realm(c->world->model, c->world->state, slot);
	return pa;
}

static uint64_t choose_rec(struct chooser *c)
{
	uint64_t pa = granule_in(c, GRANULE_REC);
	uint32_t slot = rmm_rec_at(c->world->model, c->world->state, pa);

	c->rec = slot == RMM_NONE ? NULL : rmm_rec(c->world->model, c->world->state, slot);
	return pa;
}

/* A REC that waits for @pending, if there is one. */
static uint64_t choose_waiting(struct chooser *c, enum rmm_pending pending)
{
	uint64_t pa = choose_rec(c);

	for (unsigned i = 0; i < 10 && !(c->rec && c->rec->pending == pending); i++)
		pa = choose_rec(c);
	return pa;
}

/* Of RMI_PSCI_COMPLETE, and of RMI_RTT_SET_RIPAS. */
static uint64_t choose_caller(struct chooser *c)
{
	return choose_waiting(c, PENDING_PSCI);
}

static uint64_t choose_requester(struct chooser *c)
{
	return choose_waiting(c, PENDING_RIPAS_CHANGE);
}

/* The REC that the calling one names. */
static uint64_t choose_target(struct chooser *c)
{
	const struct rmm_model *m = c->world->model;
	const struct rmm *s = c->world->state;
	uint32_t slot;

	if (!c->rec)
		return any_granule(c);
	slot = (uint32_t)(((const char *)c->rec - (const char *)rmm_rec(m, s, 0)) /
			  m->layout.rec_stride);
	slot = rmm_rec_from_mpidr(m, s, c->rec->owner, rmm_gprs(m, s, slot)[1]);
	return slot == RMM_NONE ? any_granule(c)
				: rmm_granule_pa(m, rmm_rec(m, s, slot)->granule - 1);
}

static uint64_t choose_delegated(struct chooser *c)
{
	return granule_in(c, GRANULE_DELEGATED);
}

static uint64_t choose_host(struct chooser *c)
{
	uint64_t pa = granule_in(c, GRANULE_UNDELEGATED);

	for (unsigned i = 0; i < 10 && !rmm_ns_accessible(c->world->model, c->world->state, pa); i++)
		pa = granule_in(c, GRANULE_UNDELEGATED);
	return pa;
}

static uint64_t choose_ipa(struct chooser *c)
{
	uint64_t size = rmm_level_size(c->world->model, c->level);

	/* Mostly where the first tables are, of either half. */
	c->base = random_below(c->source, UNPROTECTED / PAGE) * PAGE;
	if (chance(c->source, 80))
		c->base %= 8 * PAGE;
	if (chance(c->source, c->unprotected ? 90 : 15))
		c->base += UNPROTECTED;
	if (chance(c->source, 80))
		c->base &= ~(size - 1);
	return c->base;
}

static uint64_t choose_base(struct chooser *c)
{
	choose_ipa(c);
	if (c->rec && chance(c->source, 80))
		c->base = c->rec->ripas_addr;
	return c->base;
}

static uint64_t choose_top(struct chooser *c)
{
	if (c->rec && chance(c->source, 80))
		return c->rec->ripas_top;
	return c->base + random_below(c->source, 20) * PAGE;
}

/* Of a table or an entry: mostly below the starting level, 1. */
static uint64_t choose_level(struct chooser *c)
{
	static const int levels[] = { 2, 3, 2, 3, 3, 1, 0, 4 };

	return (uint64_t)(int64_t)levels[random_below(c->source, G_N_ELEMENTS(levels))];
}

static uint64_t choose_mpidr(struct chooser *c)
{
	return c->realm && chance(c->source, 90) ? rmm_mpidr_of_index(c->realm->rec_index)
						 : random_below(c->source, 4);
}

static uint64_t choose_few(struct chooser *c)
{
	return random_below(c->source, 4);
}

/* The versions of RMI and RSI, or another. */
static uint64_t choose_version(struct chooser *c)
{
	return chance(c->source, 80) ? 0x10000 : random_below(c->source, 0x20000);
}

static uint64_t choose_pas(struct chooser *c)
{
	return chance(c->source, 70) ? GPT_NS : random_below(c->source, GPT_STATES);
}

static uint64_t choose_flag(struct chooser *c)
{
	return random_below(c->source, 2);
}

static uint64_t choose_rarely(struct chooser *c)
{
	return chance(c->source, 10) ? 1 : 0;
}

static uint64_t choose_status(struct chooser *c)
{
	return chance(c->source, 80) ? 0 : (uint64_t)rmm_status(PSCI_DENIED)->encoding;
}

static uint64_t choose_aux_count(struct chooser *c)
{
	return c->world->model->config.platform.aux_count;
}

static uint64_t choose_width(struct chooser *c)
{
	return chance(c->source, 95) ? WORLD_WIDTH : WORLD_WIDTH - 1;
}

static uint64_t choose_one(struct chooser *c)
{
	return chance(c->source, 95) ? 1 : 0;
}

/* An address in the world, and attributes: read and write. */
static uint64_t choose_descriptor(struct chooser *c)
{
	uint64_t size = rmm_level_size(c->world->model, c->level);

	return (any_granule(c) & ~(size - 1)) | random_below(c->source, 4) << 6;
}

static const struct {
	const char *name;
	uint64_t (*choose)(struct chooser *c);
} choices[] = {
	{ "rd", choose_rd }, { "rec_ptr", choose_requester }, { "calling_rec", choose_caller },
	{ "target_rec", choose_target }, { "data", choose_delegated },
	{ "rtt", choose_delegated }, { "rtt_base", choose_delegated },
	{ "aux", choose_delegated }, { "src", choose_host }, { "params_ptr", choose_host },
	{ "run_ptr", choose_host }, { "pa", choose_host }, { "ipa", choose_ipa },
	{ "base", choose_base }, { "top", choose_top }, { "entry_point_address", choose_ipa },
	{ "mpidr", choose_mpidr }, { "num_aux", choose_aux_count }, { "vmid", choose_few },
	{ "s2sz", choose_width }, { "rtt_level_start", choose_one },
	{ "rtt_num_start", choose_one }, { "num_bps", choose_one }, { "num_wps", choose_one },
	{ "target_cpu", choose_few }, { "target_affinity", choose_few },
	{ "status", choose_status }, { "desc", choose_descriptor }, { "isv", choose_flag },
	{ "ripas", choose_flag }, { "flags", choose_flag }, { "inject_sea", choose_rarely },
	{ "emul_mmio", choose_rarely }, { "trap_wfi", choose_flag }, { "trap_wfe", choose_flag },
	{ "ripas_response", choose_rarely }, { "value", choose_few }, { "pas", choose_pas }, { "req", choose_version },
	{ "index", choose_few }, { "size", choose_few }, { "wfe", choose_flag },
};

/* Inputs that mean one thing here and another there. */
static uint64_t choose_by_command(struct chooser *c, enum rmm_command_id id, const char *name,
				  uint64_t otherwise)
{
	if (strcmp(name, "rec") == 0)
		return id == CMD_RMI_REC_CREATE ? choose_delegated(c) : choose_rec(c);
	if (strcmp(name, "rd") == 0)
		return id == CMD_RMI_REALM_CREATE ? choose_delegated(c) : choose_rd(c);
	if (strcmp(name, "addr") != 0)
		return otherwise;
	if (id == CMD_RMI_GRANULE_DELEGATE)
		return choose_host(c);
	return id == CMD_RMI_GRANULE_UNDELEGATE ? choose_delegated(c) : choose_ipa(c);
}

static uint64_t choose(struct chooser *c, enum rmm_command_id id, const struct rmm_value *input)
{
	if (chance(c->source, 2))
		return any_granule(c) + random_below(c->source, 2) * 8;
	if (strcmp(input->name, "rd") != 0)
		for (unsigned i = 0; i < G_N_ELEMENTS(choices); i++)
			if (strcmp(choices[i].name, input->name) == 0)
				return choices[i].choose(c);
	return choose_by_command(c, id, input->name, input->initial);
}

/* A REC that runs, if there is one: only such a REC acts. */
static uint64_t acting_rec(struct chooser *c)
{
	uint64_t pa = choose_rec(c);

	for (unsigned i = 0; i < 10 && !(c->rec && c->rec->state == REC_RUNNING); i++)
		pa = choose_rec(c);
	c->rec = NULL;
	return pa;
}

/* Commands that build a Realm, and those that take it down. */
static const enum rmm_command_id builders[] = {
	CMD_RMI_GRANULE_DELEGATE, CMD_RMI_REALM_CREATE, CMD_RMI_REC_CREATE, CMD_RMI_RTT_CREATE,
	CMD_RMI_DATA_CREATE, CMD_RMI_DATA_CREATE_UNKNOWN, CMD_RMI_RTT_MAP_UNPROTECTED,
};
static const enum rmm_command_id destroyers[] = {
	CMD_RMI_GRANULE_UNDELEGATE, CMD_RMI_REALM_DESTROY, CMD_RMI_REC_DESTROY,
	CMD_RMI_RTT_DESTROY, CMD_RMI_DATA_DESTROY, CMD_RMI_RTT_UNMAP_UNPROTECTED,
};
/* Commands after which less is possible. */
static const enum rmm_command_id enders[] = {
	CMD_PSCI_SYSTEM_OFF, CMD_PSCI_SYSTEM_RESET, CMD_HOST_SET_GPT,
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
static unsigned likelihood(enum phase phase, enum rmm_command_id id)
{
	if (IS_AMONG(id, enders))
		return 4;
	if (id == CMD_RMI_REALM_ACTIVATE)
		return phase == PHASE_RUN ? 50 : 2;
	if (id == CMD_RMI_REC_ENTER)
		return phase == PHASE_RUN ? 400 : 10;
	if (IS_AMONG(id, builders))
		return phase == PHASE_BUILD ? 100 : 10;
	if (IS_AMONG(id, destroyers))
		return phase == PHASE_DESTROY ? 100 : 2;
	if (id == CMD_RMI_RTT_SET_RIPAS || id == CMD_RSI_IPA_STATE_SET)
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
		    random_below(c->source, 1000) < likelihood(phase, id) &&
		    chance(c->source, is_of_realm(command) ? for_realm : 100))
			return id;
	}
}

/* Aims a call at a DATA Granule or RTT that is there, by where it hangs. */
static void aim(struct chooser *c, const struct rmm_command *command, struct rmm_call *call)
{
	const struct rmm_model *m = c->world->model;
	const struct rmm *s = c->world->state;
	gboolean data = call->command == CMD_RMI_DATA_DESTROY;
	uint32_t at = rmm_granule_at(m, granule_in(c, data ? GRANULE_DATA : GRANULE_RTT));
	uint64_t link = rmm_granule_link(m, s, at);
	struct rmm_position position = { .realm = 0 };

	if (link == 0)
		return;
	if (data) {
		position.realm = rmm_data_link_realm(m, link);
		position.ipa = rmm_data_link_ipa(m, link);
	} else {
		position = rmm_position_decode(*rmm_rtt_position(m, s, rmm_link_slot(link)));
		call->in[command->level] = (uint64_t)(int64_t)position.level;
	}
	call->in[command->rd] = rmm_granule_pa(m, rmm_realm(m, s, position.realm)->rd - 1);
	call->in[command->ipa] = position.ipa;
}

struct rmm_call random_call(struct random_source *source, const World *world)
{
	struct chooser c = { .source = source, .world = world, .level = RMM_PAGE_LEVEL };
	enum rmm_command_id id = choose_command(&c);
	const struct rmm_command *command = rmm_command(world->model, id);
	struct rmm_call call = world_call(world, id, NULL, 0);

	c.unprotected = id == CMD_RMI_RTT_MAP_UNPROTECTED || id == CMD_RMI_RTT_UNMAP_UNPROTECTED;
	if (command->level != INPUT_NONE && command->interface == INTERFACE_RMI) {
		call.in[command->level] = choose_level(&c);
		c.level = (int)call.in[command->level] - (command->walk == WALK_PARENT);
	}
	if (is_of_realm(command))
		call.rec = acting_rec(&c);
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *input = &command->inputs[i];

		if (input->slot == command->level && command->interface == INTERFACE_RMI)
			continue;
		for (unsigned element = 0; element < MIN(input->count, CANDIDATES); element++)
			rmm_value_set(input, call.in, element, choose(&c, id, input));
	}
	if (id == CMD_RMI_RTT_SET_RIPAS && c.rec && chance(source, 90))
		call.in[command->rd] = rmm_granule_pa(world->model,
			rmm_realm(world->model, world->state, c.rec->owner)->rd - 1);
	if ((id == CMD_RMI_DATA_DESTROY || id == CMD_RMI_RTT_DESTROY || id == CMD_RMI_RTT_FOLD) &&
	    chance(source, 70))
		aim(&c, command, &call);
	return call;
}
