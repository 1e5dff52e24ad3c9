/* SPDX-License-Identifier: BSD-3-Clause */
/* Mistakes: effects that are wrong on purpose. */
#include "engine/mistake.h"

void rmm_mistakes_select(struct rmm_model *m, const struct rmm_mistake *rows, unsigned count)
{
	m->mistakes = rows;
	for (unsigned i = 0; i < count; i++) {
		if (!rmm_variant(m, rows[i].variant))
			continue;
		for (unsigned id = 0; id < COMMANDS; id++)
			if (rows[i].command == CMD_NONE || rows[i].command == id)
				m->rules[id].mistakes |= (uint64_t)1 << i;
	}
}

static void remember(struct rmm_context *c, struct rmm_before *old)
{
	const struct rmm_model *m = c->model;
	const struct rmm_realm *realm = rmm_context_realm(c);
	const struct rmm_rec *rec = rmm_context_rec(c);

	memset(old, 0, sizeof(*old));
	if (realm) {
		old->realm = *realm;
		memcpy(old->rim, rmm_measurement(m, c->state, c->realm, 0),
		       m->layout.measurement_size);
	}
	if (rec) {
		old->rec = *rec;
		memcpy(old->aux, rmm_aux(m, c->state, c->rec),
		       sizeof(old->aux[0]) * m->config.platform.aux_count);
	}
	old->walked = rmm_context_walk(c) != NULL;
	if (old->walked)
		memcpy(old->entries, rmm_rtt_entries(m, c->state, c->walk.rtt),
		       sizeof(old->entries[0]) * m->config.rtt_entries);
}

static bool applies(const struct rmm_context *c, const struct rmm_mistake *row)
{
	const struct rmm_result *result = c->result;

	if (result->permitted)
		return row->refused_by &&
		       strcmp(c->model->rules[c->call->command].failure[result->condition]->id,
			      row->refused_by) == 0;
	return !row->refused_by && result->status != STATUS_NOT_RUN &&
	       result->status != STATUS_LIMIT;
}

void rmm_act_mistakenly(struct rmm_context *c, uint32_t slot, rmm_action *action,
			uint64_t mistakes)
{
	struct rmm_before old;

	remember(c, &old);
	action(c, slot);
	for (unsigned i = 0; i < RMM_MISTAKES_MAX; i++)
		if (mistakes >> i & 1 && applies(c, &c->model->mistakes[i]))
			c->model->mistakes[i].spoil(c, &old);
}
