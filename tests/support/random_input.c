/* SPDX-License-Identifier: BSD-3-Clause */
/* Inputs at random. One is chosen by what its name says that it is. */
#include "random_input.h"

#include <string.h>

#include "state/address_set.h"
#include "state/rec.h"

uint64_t random_below(struct random_source *source, uint64_t end)
{
	/* xorshift64* */
	source->state ^= source->state >> 12;
	source->state ^= source->state << 25;
	source->state ^= source->state >> 27;
	return (source->state * G_GUINT64_CONSTANT(0x2545f4914f6cdd1d) >> 33) % end;
}

gboolean random_chance(struct random_source *source, unsigned percent)
{
	return random_below(source, 100) < percent;
}

static uint64_t any_granule(struct chooser *c)
{
	return granule((unsigned)random_below(c->source, WORLD_GRANULES));
}

/* A Granule in @state, if there is one. */
uint64_t random_granule_in(struct chooser *c, enum rmm_granule_state state)
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
	uint64_t pa = random_granule_in(c, GRANULE_RD);
	uint32_t slot = rmm_realm_at(c->world->model, c->world->state, pa);

	c->realm = slot == RMM_NONE ? NULL : rmm_realm(c->world->model, c->world->state, slot);
	return pa;
}

uint64_t random_rec(struct chooser *c)
{
	uint64_t pa = random_granule_in(c, GRANULE_REC);
	uint32_t slot = rmm_rec_at(c->world->model, c->world->state, pa);

	c->rec = slot == RMM_NONE ? NULL : rmm_rec(c->world->model, c->world->state, slot);
	return pa;
}

/* A REC that waits for @pending, if there is one. */
static uint64_t choose_waiting(struct chooser *c, enum rmm_pending pending)
{
	uint64_t pa = random_rec(c);

	for (unsigned i = 0; i < 10 && !(c->rec && c->rec->pending == pending); i++)
		pa = random_rec(c);
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
	return random_granule_in(c, GRANULE_DELEGATED);
}

static uint64_t choose_host(struct chooser *c)
{
	uint64_t pa = random_granule_in(c, GRANULE_UNDELEGATED);

	for (unsigned i = 0; i < 10 && !rmm_ns_accessible(c->world->model, c->world->state, pa);
	     i++)
		pa = random_granule_in(c, GRANULE_UNDELEGATED);
	return pa;
}

static uint64_t choose_ipa(struct chooser *c)
{
	uint64_t size = rmm_level_size(c->world->model, c->level);

	/* Mostly where the first tables are, of either half. */
	c->base = random_below(c->source, UNPROTECTED / PAGE) * PAGE;
	if (random_chance(c->source, 80))
		c->base %= 8 * PAGE;
	if (random_chance(c->source, c->unprotected ? 90 : 15))
		c->base += UNPROTECTED;
	if (random_chance(c->source, 80))
		c->base &= ~(size - 1);
	return c->base;
}

static uint64_t choose_base(struct chooser *c)
{
	choose_ipa(c);
	if (c->rec && random_chance(c->source, 80))
		c->base = c->rec->ripas_addr;
	return c->base;
}

static uint64_t choose_top(struct chooser *c)
{
	if (c->rec && random_chance(c->source, 80))
		return c->rec->ripas_top;
	return c->base + random_below(c->source, 20) * PAGE;
}

/* Of a table or an entry: mostly below the starting level, 1. */
uint64_t random_level(struct chooser *c)
{
	static const int levels[] = { 2, 3, 2, 3, 3, 1, 0, 4 };

	return (uint64_t)(int64_t)levels[random_below(c->source, G_N_ELEMENTS(levels))];
}

static uint64_t choose_mpidr(struct chooser *c)
{
	return c->realm && random_chance(c->source, 90) ? rmm_mpidr_of_index(c->realm->rec_index)
							: random_below(c->source, 4);
}

static uint64_t choose_few(struct chooser *c)
{
	return random_below(c->source, 4);
}

/* The versions of RMI and RSI, or another. */
static uint64_t choose_version(struct chooser *c)
{
	uint64_t version = c->world->model->config.version == &rmm_version_2_0_bet0 ? 0x20000 : 0x10000;

	return random_chance(c->source, 80) ? version : random_below(c->source, 2 * version);
}

static uint64_t choose_pas(struct chooser *c)
{
	return random_chance(c->source, 70) ? GPT_NS : random_below(c->source, GPT_STATES);
}

static uint64_t choose_flag(struct chooser *c)
{
	return random_below(c->source, 2);
}

static uint64_t choose_rarely(struct chooser *c)
{
	return random_chance(c->source, 10) ? 1 : 0;
}

static uint64_t choose_status(struct chooser *c)
{
	return random_chance(c->source, 80) ? 0 : (uint64_t)rmm_status(PSCI_DENIED)->encoding;
}

static uint64_t choose_aux_count(struct chooser *c)
{
	return c->world->model->config.platform.aux_count;
}

static uint64_t choose_width(struct chooser *c)
{
	return random_chance(c->source, 95) ? WORLD_WIDTH : WORLD_WIDTH - 1;
}

static uint64_t choose_one(struct chooser *c)
{
	return random_chance(c->source, 95) ? 1 : 0;
}

/* An address in the world, and attributes: read and write. */
static uint64_t choose_descriptor(struct chooser *c)
{
	uint64_t size = rmm_level_size(c->world->model, c->level);

	return (any_granule(c) & ~(size - 1)) | random_below(c->source, 4) << 6;
}

/* An operation that is incomplete, if there is one. */
static uint64_t choose_handle(struct chooser *c)
{
	return random_below(c->source, c->world->model->config.operations);
}

/* Pages or blocks: DELEGATED ones, or for the Host's half any. */
static uint64_t choose_range(struct chooser *c)
{
	uint64_t pa = c->unprotected ? any_granule(c) : choose_delegated(c);
	int level = random_chance(c->source, 70) ? RMM_PAGE_LEVEL
						 : 1 + (int)random_below(c->source, 2);

	pa &= ~(rmm_level_size(c->world->model, level) - 1);
	return rmm_descriptor_make(pa, 1 + random_below(c->source, 3), level,
				   !random_chance(c->source, 3));
}

static uint64_t choose_address_type(struct chooser *c)
{
	return random_chance(c->source, 60) ? ADDRESS_TYPE_SINGLE : random_below(c->source, 4);
}

static uint64_t choose_tracking(struct chooser *c)
{
	return random_chance(c->source, 95) ? TRACKING_FINE : random_below(c->source, 4);
}

static uint64_t choose_region(struct chooser *c)
{
	return random_chance(c->source, 90) ? 0 : choose_ipa(c);
}

static uint64_t choose_zero(struct chooser *c)
{
	return random_chance(c->source, 95) ? 0 : 1;
}

static const struct {
	const char *name;
	uint64_t (*choose)(struct chooser *c);
} choices[] = {
	{ "handle", choose_handle },
	{ "oaddr", choose_range },
	{ "list", choose_range },
	{ "oaddr_type", choose_address_type },
	{ "list_count", choose_few },
	{ "list_addr", choose_host },
	{ "cfg_ptr", choose_host },
	{ "state", choose_tracking },
	{ "category", choose_zero },
	{ "beyond", choose_flag },
	{ "s2ap", choose_few },
	{ "rec_ptr", choose_requester },
	{ "calling_rec", choose_caller },
	{ "target_rec", choose_target },
	{ "data", choose_delegated },
	{ "rtt", choose_delegated },
	{ "rtt_base", choose_delegated },
	{ "aux", choose_delegated },
	{ "src", choose_host },
	{ "params_ptr", choose_host },
	{ "run_ptr", choose_host },
	{ "pa", choose_host },
	{ "ipa", choose_ipa },
	{ "base", choose_base },
	{ "top", choose_top },
	{ "entry_point_address", choose_ipa },
	{ "mpidr", choose_mpidr },
	{ "num_aux", choose_aux_count },
	{ "vmid", choose_few },
	{ "s2sz", choose_width },
	{ "rtt_level_start", choose_one },
	{ "rtt_num_start", choose_one },
	{ "num_bps", choose_one },
	{ "num_wps", choose_one },
	{ "target_cpu", choose_few },
	{ "target_affinity", choose_few },
	{ "status", choose_status },
	{ "desc", choose_descriptor },
	{ "isv", choose_flag },
	{ "ripas", choose_flag },
	{ "flags", choose_flag },
	{ "inject_sea", choose_rarely },
	{ "emul_mmio", choose_rarely },
	{ "trap_wfi", choose_flag },
	{ "trap_wfe", choose_flag },
	{ "ripas_response", choose_rarely },
	{ "value", choose_few },
	{ "pas", choose_pas },
	{ "req", choose_version },
	{ "index", choose_few },
	{ "size", choose_few },
	{ "wfe", choose_flag },
};

/* Inputs that mean one thing here and another there. */
static uint64_t choose_by_command(struct chooser *c, enum rmm_command_id id, const char *name,
				  uint64_t otherwise)
{
	if (strcmp(name, "rec") == 0)
		return id == CMD_RMI_REC_CREATE ? choose_delegated(c) : random_rec(c);
	if (strcmp(name, "rd") == 0)
		return id == CMD_RMI_REALM_CREATE ? choose_delegated(c) : choose_rd(c);
	if (strcmp(name, "addr") != 0)
		return otherwise;
	if (id == CMD_RMI_GRANULE_TRACKING_GET || id == CMD_RMI_GRANULE_TRACKING_SET)
		return choose_region(c);
	if (id == CMD_RMI_GRANULE_DELEGATE)
		return choose_host(c);
	return id == CMD_RMI_GRANULE_UNDELEGATE ? choose_delegated(c) : choose_ipa(c);
}

/* Of a range of Granules. */
static uint64_t choose_end_of_granules(struct chooser *c, enum rmm_command_id id, gboolean base)
{
	if (!base)
		return c->base + (1 + random_below(c->source, 4)) * PAGE;
	c->base = id == CMD_RMI_GRANULE_RANGE_DELEGATE ? choose_host(c) : choose_delegated(c);
	return c->base;
}

static gboolean is_end_of_granules(enum rmm_command_id id, const char *name)
{
	return (id == CMD_RMI_GRANULE_RANGE_DELEGATE || id == CMD_RMI_GRANULE_RANGE_UNDELEGATE) &&
	       (strcmp(name, "base") == 0 || strcmp(name, "top") == 0);
}

uint64_t random_input(struct chooser *c, enum rmm_command_id id, const struct rmm_value *input)
{
	if (is_end_of_granules(id, input->name))
		return choose_end_of_granules(c, id, strcmp(input->name, "base") == 0);
	if (random_chance(c->source, 2))
		return any_granule(c) + random_below(c->source, 2) * 8;
	for (unsigned i = 0; i < G_N_ELEMENTS(choices); i++)
		if (strcmp(choices[i].name, input->name) == 0)
			return choices[i].choose(c);
	return choose_by_command(c, id, input->name, input->initial);
}
