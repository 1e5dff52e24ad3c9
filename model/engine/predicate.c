/* SPDX-License-Identifier: BSD-3-Clause */
/* Pre-conditions that commands share (B3). */
#include "engine/predicate.h"

/* ---- addresses ---- */

SHARED_PREDICATE(not_granule_aligned, "!aligned($a, GS)")
{
	return !rmm_is_rmi_aligned(c->state, rmm_in(c, o.a));
}

SHARED_PREDICATE(structure_unaligned, "!aligned($a, GS)")
{
	return rmm_variant(c->model, VARIANT_STRUCTURES_OF_4KB)
	       ? rmm_in(c, o.a) % RMM_GRANULE_SIZE != 0 : rmm_not_granule_aligned.holds(c, o);
}

SHARED_PREDICATE(not_rsi_aligned, "!aligned($a, 4K)")
{
	return rmm_in(c, o.a) % RMM_GRANULE_SIZE != 0;
}

SHARED_PREDICATE(not_aligned, "!aligned($a, #b)")
{
	return rmm_in(c, o.a) % (uint64_t)o.b != 0;
}

SHARED_PREDICATE(not_delegable, "!delegable($a)")
{
	return !rmm_pa_is_delegable(c->model, rmm_in(c, o.a));
}

SHARED_PREDICATE(not_ns_accessible, "!ns_accessible($a)")
{
	return !rmm_ns_accessible(c->model, c->state, rmm_in(c, o.a));
}

/* Granule(a).state; without a Granule at a there is no such state. */
SHARED_PREDICATE(granule_state_is_not, "gran($a) != $Gb")
{
	enum rmm_granule_state state = rmm_state_at(c->model, c->state, rmm_in(c, o.a));

	return state != GRANULE_STATES && state != (enum rmm_granule_state)o.b;
}

SHARED_PREDICATE(granule_state_not_in, "gran($a) not in $Hb")
{
	enum rmm_granule_state state = rmm_state_at(c->model, c->state, rmm_in(c, o.a));

	return state != GRANULE_STATES && !(o.b >> state & 1);
}

SHARED_PREDICATE(granule_gpt_is_not, "gpt($a) != $Pb")
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, o.a));

	return granule != RMM_NONE &&
	       !rmm_granule_has_gpt(c->model, c->state, rmm_granule_of(c->state, granule),
				    (enum rmm_gpt)o.b);
}

/* rmm.max_oaddr_width: with LPA2 output addresses have 52 bits. */
SHARED_PREDICATE(beyond_output_width, "$a >= 2^rmm.max_oaddr_width")
{
	return rmm_in(c, o.a) >> rmm_output_width(c->model) != 0;
}

SHARED_PREDICATE(beyond_48_bits, "!realm.lpa2 && $a >= 2^48")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && !realm->lpa2 && rmm_in(c, o.a) >> 48 != 0;
}

/* ---- IPAs ---- */

SHARED_PREDICATE(not_protected, "!protected($a)")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && !rmm_is_protected(realm, rmm_in(c, o.a));
}

SHARED_PREDICATE(outside_ipa_space, "$a >= 2^realm.ipa_width")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && !rmm_in_ipa_space(realm, rmm_in(c, o.a));
}

SHARED_PREDICATE(not_unprotected, "$a >= 2^realm.ipa_width || protected($a)")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && (!rmm_in_ipa_space(realm, rmm_in(c, o.a)) ||
			 rmm_is_protected(realm, rmm_in(c, o.a)));
}

SHARED_PREDICATE(ripas_is_empty, "walk.rtte.ripas == EMPTY")
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	struct rmm_walk walk;

	if (!realm || !rmm_in_ipa_space(realm, rmm_in(c, o.a)) ||
	    !rmm_is_protected(realm, rmm_in(c, o.a)))
		return false;
	rmm_rtt_walk(c->model, c->state, realm, rmm_in(c, o.a), RMM_PAGE_LEVEL, &walk);
	return rtte_has_ripas(walk.rtte, RIPAS_EMPTY);
}

SHARED_PREDICATE(range_is_empty, "$b <= $a")
{
	return rmm_in(c, o.b) <= rmm_in(c, o.a);
}

/* B3.6 AddrRangeIsProtected */
SHARED_PREDICATE(range_not_protected, "!all_protected($a, $b)")
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	uint64_t base = rmm_in(c, o.a), top = rmm_in(c, o.b);

	return realm && !(rmm_is_protected(realm, base) && top > base &&
			  rmm_is_protected(realm, top - 1));
}

/* ---- levels ---- */

SHARED_PREDICATE(level_is_invalid, "!level_valid($a)")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && !rmm_level_is_valid(realm, (int64_t)rmm_in(c, o.a));
}

SHARED_PREDICATE(level_is_invalid_or_starting, "!level_valid($a) || level_starting($a)")
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	int64_t level = (int64_t)rmm_in(c, o.a);

	return realm && (!rmm_level_is_valid(realm, level) ||
			 level == realm->rtt_level_start);
}

SHARED_PREDICATE(level_is_not_block_or_page, "!level_block_or_page($a)")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && !rmm_level_is_block_or_page(realm, (int64_t)rmm_in(c, o.a));
}

/* B3.5: not aligned either if the level is no level at all. */
static bool unaligned(struct rmm_context *c, int address, int64_t level)
{
	return level < -1 || level > RMM_PAGE_LEVEL ||
	       !rmm_level_aligned(c->model, c->state, rmm_in(c, address), (int)level);
}

SHARED_PREDICATE(not_level_aligned, "!level_aligned($a, $b)")
{
	return unaligned(c, o.a, (int64_t)rmm_in(c, o.b));
}

SHARED_PREDICATE(not_parent_aligned, "!level_aligned($a, $b - 1)")
{
	int64_t level = (int64_t)rmm_in(c, o.b);

	return level == INT64_MIN || unaligned(c, o.a, level - 1);
}

/* ---- the end of the walk ---- */

int rmm_walk_target(struct rmm_context *c)
{
	if (c->command->walk == WALK_PAGE)
		return RMM_PAGE_LEVEL;
	return (int)(int64_t)rmm_input(c, c->command->level) -
	       (c->command->walk == WALK_PARENT);
}

SHARED_PREDICATE(walk_ends_early, "walk.level < $W")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && walk->level < rmm_walk_target(c);
}

SHARED_PREDICATE(rtte_state_is, "walk.rtte.state == $Ra")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && rtte_is(walk->rtte, (enum rmm_rtte_state)o.a);
}

SHARED_PREDICATE(rtte_state_is_not, "walk.rtte.state != $Ra")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && !rtte_is(walk->rtte, (enum rmm_rtte_state)o.a);
}

SHARED_PREDICATE(child_is_live, "rtt_live(child)")
{
	uint32_t child = rmm_context_child(c);

	return child != RMM_NONE && c->walk.level == rmm_walk_target(c) &&
	       rmm_rtt_is_live(c->model, c->state, child);
}

SHARED_PREDICATE(child_is_not_homogeneous, "!homogeneous(child)")
{
	uint32_t child = rmm_context_child(c);
	struct rmm_rtte folded;

	return child != RMM_NONE && c->walk.level == rmm_walk_target(c) &&
	       !rmm_rtt_fold(c->model, c->state, child, c->walk.level + 1, &folded);
}

/* ---- Realm and REC ---- */

SHARED_PREDICATE(realm_state_is, "realm.state == $Sa")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && realm->state == o.a;
}

SHARED_PREDICATE(realm_state_is_not, "realm.state != $Sa")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && realm->state != o.a;
}

SHARED_PREDICATE(realm_state_not_in, "realm.state not in $Ta")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && !(o.a >> realm->state & 1);
}

SHARED_PREDICATE(rec_is_running, "rec.state == REC_RUNNING")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rec->state == REC_RUNNING;
}

SHARED_PREDICATE(never, "met while the command takes effect")
{
	return false;
}

/* ---- plain values ---- */

SHARED_PREDICATE(input_exceeds, "$a > #b")
{
	return rmm_in(c, o.a) > (uint64_t)o.b;
}

SHARED_PREDICATE(input_is_at_least, "$a >= #b")
{
	return rmm_in(c, o.a) >= (uint64_t)o.b;
}

SHARED_PREDICATE(input_is_not, "$a != #b")
{
	return rmm_in(c, o.a) != (uint64_t)o.b;
}
