/* SPDX-License-Identifier: BSD-3-Clause */
/* IPAs, ranges of them and levels as what calls are about. */
#include "calls/object.h"

#include "state/rtt.h"

/* ---- IPAs ---- */

/* The first Unprotected IPA of the largest Realm there may be. */
static uint64_t half(const CallScope *scope)
{
	return (uint64_t)1 << (scope->model->config.platform.ipa_width_max - 1);
}

/* Mostly where the first tables are, of either half. */
static uint64_t choose_ipa(CallScope *scope, CallSource *source)
{
	uint64_t size = rmm_level_size(scope->model, scope->state, scope->level);

	scope->base = source_below(source, half(scope) / RMM_GRANULE_SIZE) * RMM_GRANULE_SIZE;
	if (source_chance(source, 80))
		scope->base %= 8 * RMM_GRANULE_SIZE;
	if (source_chance(source, scope->unprotected ? 90 : 15))
		scope->base += half(scope);
	if (source_chance(source, 80))
		scope->base &= ~(size - 1);
	return scope->base;
}

/* What tells one entry from another, as far as commands ask. */
static uint32_t class_of(const CallScope *scope, const struct rmm_realm *realm,
			 struct rmm_position at, uint64_t ipa, struct rmm_rtte rtte)
{
	uint32_t child = rtte_is(rtte, RTTE_TABLE)
			 ? rmm_rtt_child(scope->model, scope->state, rtte) : RMM_NONE;
	uint32_t class = (uint32_t)rtte_state(rtte) | (uint32_t)rtte_ripas(rtte) << 4 |
			 (uint32_t)(at.level + 1) << 6 |
			 (uint32_t)rmm_is_protected(realm, ipa) << 9;
	struct rmm_rtte folded;

	if (child == RMM_NONE)
		return class;
	return class | (uint32_t)rmm_rtt_is_live(scope->model, scope->state, child) << 10 |
	       (uint32_t)rmm_rtt_fold(scope->model, scope->state, child, at.level + 1, &folded)
		       << 11;
}

#define CLASSES (1 << 12)

/* The Realm that the call is about, or those that there are. */
static gboolean is_meant(const CallScope *scope, const struct rmm_realm *realm)
{
	return realm->rd && (!scope->realm || scope->realm == realm);
}

static void list_ipa(const CallScope *scope, GArray *values)
{
	const struct rmm_model *m = scope->model;
	bool seen[CLASSES] = { false };

	for (uint32_t rtt = 0; rtt < m->config.rtts; rtt++) {
		uint64_t position = *rmm_rtt_position(m, scope->state, rtt);
		struct rmm_position at = rmm_position_decode(position);
		const struct rmm_realm *realm = position ? rmm_realm(m, scope->state, at.realm)
							 : NULL;

		if (!realm || !is_meant(scope, realm))
			continue;
		for (uint32_t i = 0; i < m->config.rtt_entries; i++) {
			uint64_t ipa = at.ipa + i * rmm_level_size(m, scope->state, at.level);
			uint32_t class;

			if (!rmm_in_ipa_space(realm, ipa))
				break;
			class = class_of(scope, realm, at, ipa,
					 rmm_rtt_entries(m, scope->state, rtt)[i]);
			if (!seen[class])
				object_add(values, ipa);
			seen[class] = true;
		}
	}
}

static void take_ipa(CallScope *scope, uint64_t ipa)
{
	scope->base = ipa;
}

const CallObject object_ipa = { choose_ipa, list_ipa, take_ipa };

/* ---- [base, top) ---- */

static uint64_t choose_base(CallScope *scope, CallSource *source)
{
	choose_ipa(scope, source);
	if (scope->rec && source_chance(source, 80))
		scope->base = scope->rec->ripas_addr;
	return scope->base;
}

static void list_base(const CallScope *scope, GArray *values)
{
	if (scope->rec)
		object_add(values, scope->rec->ripas_addr);
	else
		list_ipa(scope, values);
}

const CallObject object_base = { choose_base, list_base, take_ipa };

static uint64_t choose_top(CallScope *scope, CallSource *source)
{
	if (scope->rec && source_chance(source, 80))
		return scope->rec->ripas_top;
	return scope->base + source_below(source, 20) * RMM_GRANULE_SIZE;
}

/* The end of the entry at base. */
static void list_top(const CallScope *scope, GArray *values)
{
	struct rmm_walk walk = { .level = RMM_PAGE_LEVEL };

	if (scope->rec) {
		object_add(values, scope->rec->ripas_top);
		return;
	}
	if (scope->realm && rmm_in_ipa_space(scope->realm, scope->base))
		rmm_rtt_walk(scope->model, scope->state, scope->realm, scope->base, RMM_PAGE_LEVEL,
			     &walk);
	object_add(values, scope->base + rmm_level_size(scope->model, scope->state, walk.level));
}

const CallObject object_top = { choose_top, list_top, NULL };

/* ---- levels and sizes ---- */

/* Of a table or an entry: mostly below the starting level. */
static uint64_t choose_level(CallScope *scope, CallSource *source)
{
	static const int levels[] = { 2, 3, 2, 3, 3, 1, 0, 4 };

	return (uint64_t)(int64_t)levels[source_below(source, G_N_ELEMENTS(levels))];
}

static void list_level(const CallScope *scope, GArray *values)
{
	for (uint64_t level = 0; level <= RMM_PAGE_LEVEL; level++)
		object_add(values, level);
}

static void take_level(CallScope *scope, uint64_t level)
{
	scope->level = (int)level;
}

const CallObject object_level = { choose_level, list_level, take_level };

/* Where one RTT is enough for the largest IPA space. */
static uint64_t level_start(const CallScope *scope)
{
	int64_t level = 0;

	while (level < RMM_PAGE_LEVEL &&
	       !rmm_rtt_config_is_valid(scope->model, scope->state,
					scope->model->config.platform.ipa_width_max, level, 1,
					false))
		level++;
	return (uint64_t)level;
}

static uint64_t choose_level_start(CallScope *scope, CallSource *source)
{
	return source_chance(source, 95) ? level_start(scope) : 0;
}

static void list_level_start(const CallScope *scope, GArray *values)
{
	object_add(values, level_start(scope));
}

const CallObject object_level_start = { choose_level_start, list_level_start, NULL };

static uint64_t choose_width(CallScope *scope, CallSource *source)
{
	return scope->model->config.platform.ipa_width_max - (source_chance(source, 95) ? 0u : 1u);
}

static void list_width(const CallScope *scope, GArray *values)
{
	object_add(values, scope->model->config.platform.ipa_width_max);
}

const CallObject object_width = { choose_width, list_width, NULL };
