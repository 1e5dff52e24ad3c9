/* SPDX-License-Identifier: BSD-3-Clause */
/* Context values of a command (B1.5). */
#include "engine/context.h"

void rmm_context_init(struct rmm_context *c, const struct rmm_model *m,
		      struct rmm *state, const struct rmm_call *call,
		      struct rmm_result *result)
{
	c->model = m;
	c->state = state;
	c->old = NULL;
	c->call = call;
	c->command = rmm_command(m, call->command);
	c->result = result;
	c->realm_known = c->rec_known = c->walk_known = false;
}

static uint32_t find_rec(struct rmm_context *c)
{
	switch (c->command->interface) {
	case INTERFACE_RMI:
		if (!c->command->rec)
			return RMM_NONE;
		return rmm_rec_at(c->model, c->state, rmm_input(c, c->command->rec));
	case INTERFACE_HOST:
		return RMM_NONE;
	default:
		return rmm_rec_at(c->model, c->state, c->call->rec);
	}
}

struct rmm_rec *rmm_context_rec(struct rmm_context *c)
{
	if (!c->rec_known) {
		c->rec_known = true;
		c->rec = find_rec(c);
	}
	return c->rec == RMM_NONE ? NULL : rmm_rec(c->model, c->state, c->rec);
}

static uint32_t find_realm(struct rmm_context *c)
{
	const struct rmm_rec *rec;

	if (c->command->rd)
		return rmm_realm_at(c->model, c->state, rmm_input(c, c->command->rd));
	rec = rmm_context_rec(c);
	return rec ? rec->owner : RMM_NONE;
}

struct rmm_realm *rmm_context_realm(struct rmm_context *c)
{
	if (!c->realm_known) {
		c->realm_known = true;
		c->realm = find_realm(c);
	}
	return c->realm == RMM_NONE ? NULL
				    : rmm_realm(c->model, c->state, c->realm);
}

void rmm_context_know_realm(struct rmm_context *c)
{
	const struct rmm_model *m = c->model;
	uint32_t rd = c->command->rd ? rmm_granule_at(m, rmm_input(c, c->command->rd))
				     : RMM_NONE;

	if (rd == RMM_NONE || rmm_granule_state(m, c->state, rd) != GRANULE_INTERMEDIATE)
		return;
	for (uint32_t i = 0; i < m->config.realms; i++) {
		if (rmm_realm(m, c->state, i)->rd != rd + 1)
			continue;
		c->realm = i;
		c->realm_known = true;
	}
}

/* The level that the walk may go down to; false if the input is invalid. */
static bool walk_level(struct rmm_context *c, const struct rmm_realm *realm,
		       int *level)
{
	int64_t wanted;

	if (c->command->walk == WALK_PAGE) {
		*level = RMM_PAGE_LEVEL;
		return true;
	}
	wanted = (int64_t)rmm_input(c, c->command->level);
	if (!rmm_level_is_valid(realm, wanted))
		return false;
	if (c->command->walk == WALK_PARENT) {
		wanted--;
		if (wanted < realm->rtt_level_start)
			return false;
	}
	*level = (int)wanted;
	return true;
}

const struct rmm_walk *rmm_context_walk(struct rmm_context *c)
{
	const struct rmm_realm *realm;
	uint64_t ipa;
	int level;

	if (c->walk_known)
		return c->walk_ok ? &c->walk : NULL;
	c->walk_known = true;
	c->walk_ok = false;
	if (c->command->walk == WALK_NONE)
		return NULL;
	realm = rmm_context_realm(c);
	if (!realm)
		return NULL;
	ipa = rmm_input(c, c->command->ipa);
	if (!rmm_in_ipa_space(realm, ipa) || !walk_level(c, realm, &level))
		return NULL;
	rmm_rtt_walk(c->model, c->state, realm, ipa, level, &c->walk);
	c->walk_ok = true;
	return &c->walk;
}

struct rmm_run rmm_context_run(struct rmm_context *c)
{
	/* Its entries may be written. */
	rmm_note_table(c->model, c->state, rmm_rtt_first(c->state, c->walk.rtt));
	return rmm_rtt_run(c->model, c->state, rmm_context_realm(c), &c->walk,
			   rmm_input(c, c->command->ipa));
}

uint32_t rmm_context_child(struct rmm_context *c)
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	if (!walk || !rtte_is(walk->rtte, RTTE_TABLE))
		return RMM_NONE;
	return rmm_rtt_child(c->model, c->state, walk->rtte);
}

static bool is_live_and_not_held(struct rmm_rtte rtte)
{
	return rtte_is_live(rtte) && !rtte_is(rtte, RTTE_INTERMEDIATE);
}

uint64_t rmm_context_skip_non_live(struct rmm_context *c, uint64_t from)
{
	struct rmm_run run = rmm_context_run(c);
	bool held_is_void = rmm_variant(c->model, VARIANT_TF_INTERMEDIATE_IS_VOID);
	uint64_t top = held_is_void ? rmm_rtt_find(&run, from, UINT64_MAX, is_live_and_not_held)
				    : rmm_rtt_skip_non_live(&run, from);

	/* B3.76 rounds the entry that @from lies in down to its start. */
	if (top <= from && rmm_variant(c->model, VARIANT_TF_TOP_NOT_ALIGNED_DOWN))
		return from;
	return top;
}
