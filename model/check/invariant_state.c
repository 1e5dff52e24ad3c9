/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariants about states: Granules, RTT entries, Realms, RECs. */
#include "check/invariant_state.h"

#include "state/tracking.h"

/* ---- Granules ---- */

bool rmm_gpt_matches_state(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	/* Of an operation that delegates or undelegates it: either is right. */
	if (granule->now.state == GRANULE_INTERMEDIATE && granule->now.link == 0)
		return true;
	return (granule->now.gpt == GPT_REALM) == (granule->now.state != GRANULE_UNDELEGATED);
}

bool rmm_granule_is_whole(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	return granule->now.state ==
	       rmm_granule_state(e->model, e->now, rmm_granule_of(e->now, granule->granule));
}

/*
 * As the first of the region, and as the last: what changed at one end alone is
 * seen from there. What an operation is about to change counts as either.
 */
bool rmm_coarse_is_uniform(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	struct rmm_tracked_span span = { 0, 0, false };
	enum rmm_granule_state first, last;

	if (!rmm_tracked_as_one(e->model, e->now, rmm_granule_pa(e->model, granule->granule), &span))
		return true;
	first = rmm_state_at(e->model, e->now, span.from);
	last = rmm_state_at(e->model, e->now, span.until - rmm_granule_bytes(e->now));
	return granule->now.state == GRANULE_INTERMEDIATE ||
	       ((granule->now.state == first || first == GRANULE_INTERMEDIATE) &&
		granule->now.state == last);
}

bool rmm_data_is_mapped_by_owner(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	uint64_t link = granule->now.link;
	const struct rmm_realm *realm;
	struct rmm_walk walk;
	uint64_t ipa;

	if (granule->now.state != GRANULE_DATA)
		return true;
	if (rmm_data_link_realm(e->model, link) >= e->model->config.realms)
		return false;
	realm = rmm_realm(e->model, e->now, rmm_data_link_realm(e->model, link));
	ipa = rmm_data_link_ipa(e->model, link);
	if (!realm->rd || !rmm_in_ipa_space(realm, ipa))
		return false;
	rmm_rtt_walk(e->model, e->now, realm, ipa, RMM_PAGE_LEVEL, &walk);
	return (rtte_is(walk.rtte, RTTE_ASSIGNED) ||
		rtte_is(walk.rtte, RTTE_INTERMEDIATE)) &&
	       rtte_address(walk.rtte) +
	       (ipa & (rmm_level_size(e->model, e->now, walk.level) - 1)) ==
	       rmm_granule_pa(e->model, granule->granule);
}

bool rmm_rtt_hangs_in_tree(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	uint32_t rtt = rmm_link_slot(granule->now.link);

	return granule->now.state != GRANULE_RTT ||
	       (rtt < e->model->config.rtts &&
		*rmm_rtt_position(e->model, e->now, rtt) != 0 &&
		rmm_rtt_granule(e->model, e->now, rtt) ==
		rmm_granule_of(e->now, granule->granule));
}

static bool lists_aux(const struct rmm_event *e, uint32_t rec, uint32_t granule)
{
	for (unsigned i = 0; i < e->model->config.platform.aux_count; i++)
		if (rmm_aux(e->model, e->now, rec)[i] == granule)
			return true;
	return false;
}

bool rmm_rec_granule_is_owned(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	enum rmm_granule_state state = granule->now.state;
	uint32_t slot = rmm_link_slot(granule->now.link), first;
	const struct rmm_rec *rec;

	if (state != GRANULE_REC && state != GRANULE_REC_AUX)
		return true;
	if (slot >= e->model->config.recs)
		return false;
	rec = rmm_rec(e->model, e->now, slot);
	if (!rec->granule || !rmm_realm(e->model, e->now, rec->owner)->rd)
		return false;
	first = rmm_granule_of(e->now, granule->granule);
	return state == GRANULE_REC ? rec->granule == first + 1 : lists_aux(e, slot, first);
}

bool rmm_rd_holds_realm(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	uint32_t slot = rmm_link_slot(granule->now.link);

	return granule->now.state != GRANULE_RD ||
	       (slot < e->model->config.realms &&
		rmm_realm(e->model, e->now, slot)->rd ==
		rmm_granule_of(e->now, granule->granule) + 1);
}

bool rmm_host_memory_is_clean(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	uint8_t origin = granule->now.origin & ORIGIN_MASK;

	return granule->now.state != GRANULE_UNDELEGATED || origin == ORIGIN_HOST ||
	       origin == ORIGIN_WIPED;
}

bool rmm_data_origin_is_known(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	uint8_t origin = granule->now.origin & ORIGIN_MASK;

	return granule->now.state != GRANULE_DATA ||
	       (origin != ORIGIN_HOST && origin != ORIGIN_RMM);
}

/* ---- RTT entries ---- */

bool rmm_assigned_entry_owns_data(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	const struct rmm_place *at = &entry->now;
	uint64_t size;

	if (!entry->is_used || !rtte_is(at->rtte, RTTE_ASSIGNED))
		return true;
	size = rmm_level_size(e->model, e->now, at->rtt.level);
	for (uint64_t offset = 0; offset < size; offset += RMM_GRANULE_SIZE) {
		uint32_t granule = rmm_granule_at(e->model, rtte_address(at->rtte) + offset);

		if (granule == RMM_NONE ||
		    rmm_granule_state(e->model, e->now, granule) != GRANULE_DATA ||
		    rmm_granule_link(e->model, e->now, granule) !=
		    rmm_data_link(e->model, at->rtt.realm, at->ipa + offset))
			return false;
	}
	return true;
}

bool rmm_table_entry_leads_to_rtt(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	const struct rmm_place *at = &entry->now;
	struct rmm_position child;
	uint32_t granule;

	if (!entry->is_used || !rtte_is(at->rtte, RTTE_TABLE))
		return true;
	granule = rmm_granule_at(e->model, rtte_address(at->rtte));
	if (at->rtt.level >= RMM_PAGE_LEVEL || granule == RMM_NONE ||
	    (rmm_granule_state(e->model, e->now, granule) != GRANULE_RTT &&
	     rmm_granule_state(e->model, e->now, granule) != GRANULE_INTERMEDIATE))
		return false;
	child = rmm_position_decode(*rmm_rtt_position(e->model, e->now,
				    rmm_rtt_child(e->model, e->now, at->rtte)));
	return child.realm == at->rtt.realm && child.level == at->rtt.level + 1 &&
	       child.ipa == at->ipa;
}

bool rmm_valid_iff_assigned_ram(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	struct rmm_rtte rtte = entry->now.rtte;

	return !entry->is_used ||
	       rtte_is_valid(rtte) ==
	       ((rtte_is(rtte, RTTE_ASSIGNED) && rtte_has_ripas(rtte, RIPAS_RAM)) ||
		rtte_is(rtte, RTTE_ASSIGNED_NS));
}

bool rmm_blocks_fit_levels(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	const struct rmm_place *at = &entry->now;

	if (!entry->is_used ||
	    (!rtte_is(at->rtte, RTTE_ASSIGNED) && !rtte_is(at->rtte, RTTE_ASSIGNED_NS)))
		return true;
	return at->rtt.level >= 1 &&
	       rmm_level_aligned(e->model, e->now, rtte_address(at->rtte), at->rtt.level);
}

bool rmm_halves_are_separate(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	const struct rmm_place *at = &entry->now;
	bool ns;

	if (!entry->is_used || !rmm_in_ipa_space(at->realm, at->ipa) ||
	    rtte_is(at->rtte, RTTE_TABLE) || rtte_is(at->rtte, RTTE_INTERMEDIATE))
		return true;
	ns = rtte_is(at->rtte, RTTE_UNASSIGNED_NS) || rtte_is(at->rtte, RTTE_ASSIGNED_NS);
	return ns != at->is_protected &&
	       (at->is_protected || rtte_has_ripas(at->rtte, RIPAS_EMPTY));
}

bool rmm_ram_keeps_contents(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	return !entry->is_used || !rtte_has_ripas(entry->now.rtte, RIPAS_RAM) ||
	       !rtte_is_lost(entry->now.rtte);
}

/* ---- Realms ---- */

bool rmm_rec_count_is_right(const struct rmm_event *e, uint32_t slot)
{
	const struct rmm_realm *realm = rmm_realm(e->model, e->now, slot);
	unsigned count = 0;

	if (!realm->rd)
		return true;
	for (uint32_t i = 0; i < e->model->config.recs; i++) {
		const struct rmm_rec *rec = rmm_rec(e->model, e->now, i);

		count += rec->granule && rec->owner == slot;
	}
	return count == realm->num_recs;
}

bool rmm_vmid_is_unique(const struct rmm_event *e, uint32_t slot)
{
	const struct rmm_realm *realm = rmm_realm(e->model, e->now, slot);

	for (uint32_t i = 0; realm->rd && i < e->model->config.realms; i++) {
		const struct rmm_realm *other = rmm_realm(e->model, e->now, i);

		if (i != slot && other->rd && other->vmid == realm->vmid)
			return false;
	}
	return true;
}

/* ---- RECs ---- */

bool rmm_request_only_while_pending(const struct rmm_event *e, uint32_t slot)
{
	const struct rmm_rec *rec = rmm_rec(e->model, e->now, slot);

	if (!rec->granule || rec->state == REC_RUNNING)
		return true;
	if (rec->pending == PENDING_RIPAS_CHANGE)
		return rec->ripas_addr <= rec->ripas_top;
	return rec->ripas_addr == 0 && rec->ripas_top == 0;
}

bool rmm_emulatable_only_unprotected(const struct rmm_event *e, uint32_t slot)
{
	const struct rmm_rec *rec = rmm_rec(e->model, e->now, slot);

	return !rec->emulatable_abort ||
	       (rec->abort & ABORT_UNPROTECTED && rec->abort & ABORT_DATA &&
		rec->abort & ABORT_ISV);
}
