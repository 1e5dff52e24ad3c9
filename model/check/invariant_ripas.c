/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariants about steps: how RIPAS, HIPAS and the RIM may change. */
#include "check/invariant_transition.h"
#include "check/transition.h"

/* An entry before and after a step. */
struct pair {
	struct rmm_place old, now;
	enum rmm_ripas from, to;
};

/*
 * The entry that describes @ipa as deep as @level, in state @s. TABLE entries
 * in between are followed; an entry above @level stands for its part.
 */
static struct rmm_rtte entry_at(const struct rmm_event *e, const struct rmm *s,
			 uint32_t realm, uint64_t ipa, int level)
{
	struct rmm_walk walk;
	uint64_t offset;

	rmm_rtt_walk(e->model, s, rmm_realm(e->model, s, realm), ipa, level, &walk);
	if (!rtte_is(walk.rtte, RTTE_ASSIGNED) &&
	    !rtte_is(walk.rtte, RTTE_ASSIGNED_NS))
		return walk.rtte;
	offset = ipa & (rmm_level_size(e->model, walk.level) - 1);
	return rtte_advance(walk.rtte, offset);
}

/*
 * Finds what an entry that changed says of its IPA before and after; false if
 * there is nothing to compare: Unprotected, out of the IPA space, a TABLE on
 * either side (its children are compared), or a Realm that came or went.
 */
static bool pair_of(const struct rmm_event *e, uint32_t rtt, uint32_t index,
		    struct pair *pair)
{
	bool in_now = rmm_place_of(e->model, e->now, rtt, index, &pair->now);
	struct rmm_place *at = in_now ? &pair->now : &pair->old;
	struct rmm_rtte old, now;

	if (!in_now && !rmm_place_of(e->model, e->old, rtt, index, &pair->old))
		return false;
	if (!at->is_protected ||
	    !rmm_realm(e->model, e->old, at->rtt.realm)->rd ||
	    !rmm_realm(e->model, e->now, at->rtt.realm)->rd)
		return false;
	old = entry_at(e, e->old, at->rtt.realm, at->ipa, at->rtt.level);
	now = entry_at(e, e->now, at->rtt.realm, at->ipa, at->rtt.level);
	if (rtte_is(old, RTTE_TABLE) || rtte_is(now, RTTE_TABLE))
		return false;
	pair->old = pair->now = *at;
	pair->old.realm = rmm_realm(e->model, e->old, at->rtt.realm);
	pair->now.realm = rmm_realm(e->model, e->now, at->rtt.realm);
	pair->old.rtte = old;
	pair->now.rtte = now;
	pair->from = rtte_ripas(old);
	pair->to = rtte_ripas(now);
	return true;
}

static bool rmm_rim_changes(const struct rmm_event *e, const struct pair *pair)
{
	return memcmp(rmm_measurement(e->model, e->old, pair->now.rtt.realm, 0),
		      rmm_measurement(e->model, e->now, pair->now.rtt.realm, 0),
		      e->model->layout.measurement_size) != 0;
}

/* The pending request of the REC that an RMI_RTT_SET_RIPAS names; or NULL. */
static const struct rmm_rec *request_of(const struct rmm_event *e)
{
	const struct rmm_command *command = rmm_command(e->model, e->call->command);
	uint32_t slot;

	if (!rmm_event_is(e, CMD_RMI_RTT_SET_RIPAS))
		return NULL;
	slot = rmm_rec_at(e->model, e->old, e->call->in[SLOT(command->rec)]);
	return slot == RMM_NONE ? NULL : rmm_rec(e->model, e->old, slot);
}

/* Did the Realm ask for @ripas where @pair lies? */
static bool realm_asked(const struct rmm_event *e, const struct pair *pair)
{
	const struct rmm_rec *rec = request_of(e);

	return rec && rec->owner == pair->now.rtt.realm &&
	       rec->pending == PENDING_RIPAS_CHANGE &&
	       rec->ripas_value == pair->to &&
	       pair->now.ipa >= rec->ripas_addr && pair->now.ipa < rec->ripas_top;
}

/* IBSGSW: in REALM_NEW, RAM by the Host changes the RIM. */
bool rmm_rim_records_ram(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	struct pair pair;

	return !pair_of(e, rtt, index, &pair) || pair.from == pair.to ||
	       pair.to != RIPAS_RAM || pair.old.realm->state != REALM_NEW ||
	       rmm_rim_changes(e, &pair);
}

/* IYXLCP: DESTROYED in REALM_NEW leaves the RIM alone. */
bool rmm_destroyed_leaves_rim(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	struct pair pair;

	return !pair_of(e, rtt, index, &pair) || pair.from == pair.to ||
	       pair.to != RIPAS_DESTROYED || !rmm_rim_changes(e, &pair);
}

/* IHNFYR, IFRJJH: after REALM_NEW, to @ripas only as the Realm asked. */
static bool by_consent(const struct rmm_event *e, uint32_t rtt, uint32_t index,
		       enum rmm_ripas ripas)
{
	struct pair pair;

	return !pair_of(e, rtt, index, &pair) || pair.from == pair.to ||
	       pair.to != ripas || pair.old.realm->state == REALM_NEW ||
	       realm_asked(e, &pair);
}

bool rmm_ram_by_consent(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	return by_consent(e, rtt, index, RIPAS_RAM);
}

bool rmm_empty_by_consent(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	return by_consent(e, rtt, index, RIPAS_EMPTY);
}

/* IVVFMX, IGXDDX: from DESTROYED only if the Realm permits that. */
bool rmm_destroyed_left_by_consent(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	const struct rmm_rec *rec;
	struct pair pair;

	if (!pair_of(e, rtt, index, &pair) || pair.from == pair.to ||
	    pair.from != RIPAS_DESTROYED || pair.old.realm->state == REALM_NEW)
		return true;
	rec = request_of(e);
	return rec && (rec->ripas_destroyed == CHANGE_DESTROYED ||
		       (pair.to == RIPAS_EMPTY &&
			!rmm_has(e->model, TRAIT_DESTROYED_HALTS_EMPTY)));
}

/* IGZMKQ, IYCPNY, IKZVDC: RIPAS changes by the commands that may change it. */
bool rmm_ripas_follows_lifecycle(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	struct pair pair;

	return !pair_of(e, rtt, index, &pair) || pair.from == pair.to ||
	       rmm_may_become(e->model, OBJECT_RIPAS, (uint8_t)pair.from,
			      (uint8_t)pair.to, e->result->command);
}

/* B4.3.2: an operation takes an entry into its hands, or gives it back. */
static bool is_held(const struct rmm_event *e, struct rmm_rtte old, struct rmm_rtte now)
{
	if (rtte_is(now, RTTE_INTERMEDIATE))
		return e->result->status == RMI_INCOMPLETE;
	return rtte_is(old, RTTE_INTERMEDIATE) &&
	       (e->call->command == CMD_RMI_OP_CONTINUE ||
		e->call->command == CMD_RMI_OP_CANCEL);
}

/* The same for the state of an entry; its RTT is there before and after. */
bool rmm_rtte_follows_lifecycle(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	struct rmm_place old, now;

	return !rmm_place_of(e->model, e->old, rtt, index, &old) ||
	       !rmm_place_of(e->model, e->now, rtt, index, &now) ||
	       rtte_state(old.rtte) == rtte_state(now.rtte) ||
	       is_held(e, old.rtte, now.rtte) ||
	       rmm_may_become(e->model, OBJECT_RTTE, (uint8_t)rtte_state(old.rtte),
			      (uint8_t)rtte_state(now.rtte), e->result->command);
}

/* A5.3.5: commands that leave the RIPAS of a Protected IPA alone. */
bool rmm_dependency_on_ripas(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	struct pair pair;

	if (!rmm_event_is(e, CMD_RMI_DATA_CREATE_UNKNOWN) &&
	    !rmm_event_is(e, CMD_RMI_RTT_DATA_MAP) &&
	    !rmm_event_is(e, CMD_RMI_RTT_CREATE) &&
	    !rmm_event_is(e, CMD_RMI_RTT_FOLD))
		return true;
	return !pair_of(e, rtt, index, &pair) || pair.from == pair.to;
}

/* IQMGWK, IKWZXN, IHMYSW: the tree changes shape, not what it says. */
bool rmm_fold_keeps_translation(const struct rmm_event *e, uint32_t rtt, uint32_t index)
{
	struct pair pair;

	if (!rmm_event_is(e, CMD_RMI_RTT_CREATE) && !rmm_event_is(e, CMD_RMI_RTT_FOLD))
		return true;
	return !pair_of(e, rtt, index, &pair) ||
	       rtte_is(pair.old.rtte, RTTE_INTERMEDIATE) ||
	       rtte_is(pair.now.rtte, RTTE_INTERMEDIATE) ||
	       rtte_equal(rtte_with_lost(pair.old.rtte, false),
			  rtte_with_lost(pair.now.rtte, false));
}
