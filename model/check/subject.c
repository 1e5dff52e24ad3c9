/* SPDX-License-Identifier: BSD-3-Clause */
/* What invariants are about, before and after a step. */
#include "check/subject.h"

static struct rmm_granule_view view_of(const struct rmm_model *m, const struct rmm *s,
				       uint32_t granule)
{
	return (struct rmm_granule_view){
		rmm_granule_state(m, s, granule), rmm_granule_gpt(m, s, granule),
		*rmm_granule_origin(m, s, granule), rmm_granule_link(m, s, granule)
	};
}

void rmm_granule_see(const struct rmm_model *m, const struct rmm *old, const struct rmm *now,
		     uint32_t granule, struct rmm_granule_pair *pair)
{
	pair->granule = granule;
	pair->old = view_of(m, old, granule);
	pair->now = view_of(m, now, granule);
}

/* ---- where an entry lies ---- */

/* What all entries of an RTT have in common; false if it is not in use. */
static bool place_rtt(const struct rmm_model *m, const struct rmm *s, uint32_t rtt,
		      struct rmm_place *place)
{
	uint64_t position = *rmm_rtt_position(m, s, rtt);

	if (!position)
		return false;
	place->rtt = rmm_position_decode(position);
	place->realm = rmm_realm(m, s, place->rtt.realm);
	return place->realm->rd != 0;
}

static void place_entry(const struct rmm_model *m, const struct rmm *s, uint32_t rtt,
			uint32_t index, struct rmm_place *place)
{
	place->ipa = place->rtt.ipa + ((uint64_t)index << rmm_level_shift(m, s, place->rtt.level));
	place->rtte = rmm_rtt_entries(m, s, rtt)[index];
	place->is_protected = rmm_is_protected(place->realm, place->ipa);
}

bool rmm_place_of(const struct rmm_model *m, const struct rmm *s, uint32_t rtt,
		  uint32_t index, struct rmm_place *place)
{
	if (!place_rtt(m, s, rtt, place))
		return false;
	place_entry(m, s, rtt, index, place);
	return true;
}

/* ---- what the trees say of it ---- */

void rmm_entry_sight_open(struct rmm_entry_sight *sight, const struct rmm_model *m,
			  const struct rmm *old, const struct rmm *now)
{
	sight->model = m;
	sight->old = old;
	sight->now = now;
	sight->pair.rtt = RMM_NONE;
	sight->is_open = false;
}

/*
 * Entries below one entry of the level above are reached by the same way, or by
 * none: then one entry further up stands for all of them.
 */
static void walk_near(struct rmm_entry_sight *sight, const struct rmm_place *at)
{
	const struct rmm_model *m = sight->model;
	uint64_t above = rmm_align_down(m, sight->now, at->ipa, at->rtt.level - 1);

	if (sight->is_open && sight->walked == above)
		return;
	rmm_rtt_walk(m, sight->old, rmm_realm(m, sight->old, at->rtt.realm), at->ipa,
		     at->rtt.level, &sight->before);
	rmm_rtt_walk(m, sight->now, rmm_realm(m, sight->now, at->rtt.realm), at->ipa,
		     at->rtt.level, &sight->after);
	sight->walked = above;
	/* Only a mistake leaves an RTT above the starting level. */
	sight->is_open = sight->before.level <= at->rtt.level &&
			 sight->after.level <= at->rtt.level;
}

/* The entry at the end of @walk that describes the IPA of @at, or its part for that. */
static struct rmm_rtte told_by(const struct rmm_model *m, const struct rmm *s,
			       const struct rmm_walk *walk, const struct rmm_place *at)
{
	struct rmm_rtte rtte = walk->rtte;

	if (walk->level == at->rtt.level)
		rtte = rmm_rtt_entries(m, s, walk->rtt)
			[at->ipa >> rmm_level_shift(m, s, walk->level) &
			 (m->config.rtt_entries - 1)];
	if (!rtte_is(rtte, RTTE_ASSIGNED) && !rtte_is(rtte, RTTE_ASSIGNED_NS))
		return rtte;
	return rtte_advance(rtte, at->ipa & (rmm_level_size(m, s, walk->level) - 1));
}

static void compare(struct rmm_entry_sight *sight)
{
	const struct rmm_model *m = sight->model;
	struct rmm_entry_pair *pair = &sight->pair;
	const struct rmm_place *at = pair->is_used ? &pair->now : &pair->old;

	pair->compares = pair->changes_ripas = false;
	if ((!pair->is_used && !pair->was_used) || !at->is_protected)
		return;
	pair->realm = rmm_realm(m, sight->old, at->rtt.realm);
	if (!pair->realm->rd || !rmm_realm(m, sight->now, at->rtt.realm)->rd)
		return;
	walk_near(sight, at);
	pair->rtt_at = at->rtt;
	pair->ipa = at->ipa;
	pair->from = told_by(m, sight->old, &sight->before, at);
	pair->to = told_by(m, sight->now, &sight->after, at);
	pair->compares = !rtte_is(pair->from, RTTE_TABLE) && !rtte_is(pair->to, RTTE_TABLE);
	pair->changes_ripas = pair->compares && rtte_ripas(pair->from) != rtte_ripas(pair->to);
}

const struct rmm_entry_pair *rmm_entry_see(struct rmm_entry_sight *sight, uint32_t rtt,
					   uint32_t index)
{
	const struct rmm_model *m = sight->model;
	struct rmm_entry_pair *pair = &sight->pair;

	if (pair->rtt != rtt) {
		pair->rtt = rtt;
		pair->was_used = place_rtt(m, sight->old, rtt, &pair->old);
		pair->is_used = place_rtt(m, sight->now, rtt, &pair->now);
		sight->is_open = false;
	}
	pair->index = index;
	if (pair->was_used)
		place_entry(m, sight->old, rtt, index, &pair->old);
	if (pair->is_used)
		place_entry(m, sight->now, rtt, index, &pair->now);
	compare(sight);
	return pair;
}
