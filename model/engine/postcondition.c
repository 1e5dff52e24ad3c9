/* SPDX-License-Identifier: BSD-3-Clause */
/* Success conditions that commands share (B1.7). */
#include "engine/postcondition.h"

struct rmm_rtte rmm_entry_now(const struct rmm_context *c)
{
	return rmm_rtt_entries(c->model, c->state, c->walk.rtt)[c->walk.index];
}

uint32_t rmm_old_realm(const struct rmm_context *c, int rd)
{
	return rmm_realm_at(c->model, c->old, rmm_in(c, rd));
}

uint32_t rmm_old_rec(const struct rmm_context *c, int rec)
{
	return rmm_rec_at(c->model, c->old, rmm_in(c, rec));
}

SHARED_PREDICATE(granule_state_is, "gran($a) == $Gb")
{
	return rmm_state_at(c->model, c->state, rmm_in(c, o.a)) ==
	       (enum rmm_granule_state)o.b;
}

SHARED_PREDICATE(granule_gpt_is, "gpt($a) == $Pb")
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, o.a));

	return granule != RMM_NONE &&
	       rmm_granule_gpt(c->model, c->state, granule) == (enum rmm_gpt)o.b;
}

SHARED_PREDICATE(granule_is_wiped, "content($a) wiped")
{
	uint32_t granule = rmm_granule_at(c->model, rmm_in(c, o.a));

	return granule != RMM_NONE &&
	       *rmm_granule_origin(c->model, c->state, granule) == ORIGIN_WIPED;
}

SHARED_PREDICATE(entry_state_is, "walk.rtte.state == $Ra")
{
	return rtte_is(rmm_entry_now(c), (enum rmm_rtte_state)o.a);
}

SHARED_PREDICATE(entry_ripas_is, "walk.rtte.ripas == $Ia")
{
	return rtte_has_ripas(rmm_entry_now(c), (enum rmm_ripas)o.a);
}

SHARED_PREDICATE(entry_address_is, "walk.rtte.addr == $a")
{
	return rtte_address(rmm_entry_now(c)) == rmm_in(c, o.a);
}

SHARED_PREDICATE(old_output_is_delegated, "gran(old walk.rtte.addr) == DELEGATED")
{
	return rmm_state_at(c->model, c->state, rtte_address(c->walk.rtte)) ==
	       GRANULE_DELEGATED;
}

SHARED_PREDICATE(output_is_old_address, "$oa == old walk.rtte.addr")
{
	return c->result->out[o.a] == rtte_address(c->walk.rtte);
}

SHARED_PREDICATE(output_is_walk_top, "$oa == walk_top")
{
	return c->result->out[o.a] ==
	       rmm_context_skip_non_live(c, rmm_input(c, c->command->ipa));
}

SHARED_PREDICATE(realm_state_becomes, "realm.state == $Sa")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && realm->state == o.a;
}

SHARED_PREDICATE(result_is_success, "result == RMI_SUCCESS")
{
	return c->result->status == RMI_SUCCESS;
}

SHARED_PREDICATE(rim_changes, "realm.RIM extended")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && memcmp(rmm_measurement(c->model, c->state, c->realm, 0),
			       rmm_measurement(c->model, c->old, c->realm, 0),
			       c->model->layout.measurement_size);
}

SHARED_PREDICATE(num_recs_changes, "realm.num_recs += #a")
{
	const struct rmm_rec *rec;
	uint32_t realm;

	/* Realm(rd), or the owner of a REC that is gone now. */
	if (c->command->rd) {
		realm = rmm_old_realm(c, SLOT(c->command->rd));
	} else {
		rec = rmm_rec(c->model, c->old, rmm_old_rec(c, SLOT(c->command->rec)));
		realm = rec->owner;
	}
	return rmm_realm(c->model, c->state, realm)->num_recs ==
	       rmm_realm(c->model, c->old, realm)->num_recs + o.a;
}

SHARED_PREDICATE(range_ripas_is, "all RTTEs in [base, $oa) ripas == $Ib")
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	uint64_t ipa = rmm_input(c, c->command->ipa);
	struct rmm_walk walk;

	for (; ipa < c->result->out[o.a]; ipa += rmm_level_size(c->model, c->state, walk.level)) {
		if (!rmm_in_ipa_space(realm, ipa))
			return false;
		rmm_rtt_walk(c->model, c->state, realm, ipa, c->walk.level, &walk);
		if (rtte_ripas(walk.rtte) != (enum rmm_ripas)o.b)
			return false;
	}
	return true;
}
