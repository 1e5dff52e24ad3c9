/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariants about steps: how RIPAS, HIPAS and the RIM may change. */
#include "check/invariant_transition.h"
#include "check/transition.h"

static bool becomes(const struct rmm_entry_pair *entry, enum rmm_ripas ripas)
{
	return entry->changes_ripas && rtte_has_ripas(entry->to, ripas);
}

static bool rim_changes(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	return memcmp(rmm_measurement(e->model, e->old, entry->rtt_at.realm, 0),
		      rmm_measurement(e->model, e->now, entry->rtt_at.realm, 0),
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

/* Did the Realm ask for the RIPAS that @entry has now? */
static bool realm_asked(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	const struct rmm_rec *rec = request_of(e);

	return rec && rec->owner == entry->rtt_at.realm &&
	       rec->pending == PENDING_RIPAS_CHANGE &&
	       rtte_has_ripas(entry->to, rec->ripas_value) &&
	       entry->ipa >= rec->ripas_addr && entry->ipa < rec->ripas_top;
}

/* IBSGSW: in REALM_NEW, RAM by the Host changes the RIM. */
bool rmm_rim_records_ram(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	return !becomes(entry, RIPAS_RAM) || entry->realm->state != REALM_NEW ||
	       rim_changes(e, entry);
}

/* IYXLCP: DESTROYED in REALM_NEW leaves the RIM alone. */
bool rmm_destroyed_leaves_rim(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	return !becomes(entry, RIPAS_DESTROYED) || !rim_changes(e, entry);
}

/* IHNFYR, IFRJJH: after REALM_NEW, to @ripas only as the Realm asked. */
static bool by_consent(const struct rmm_event *e, const struct rmm_entry_pair *entry,
		       enum rmm_ripas ripas)
{
	return !becomes(entry, ripas) || entry->realm->state == REALM_NEW ||
	       realm_asked(e, entry);
}

bool rmm_ram_by_consent(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	return by_consent(e, entry, RIPAS_RAM);
}

bool rmm_empty_by_consent(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	return by_consent(e, entry, RIPAS_EMPTY);
}

/* IVVFMX, IGXDDX: from DESTROYED only if the Realm permits that. */
bool rmm_destroyed_left_by_consent(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	const struct rmm_rec *rec;

	if (!entry->changes_ripas || !rtte_has_ripas(entry->from, RIPAS_DESTROYED) ||
	    entry->realm->state == REALM_NEW)
		return true;
	rec = request_of(e);
	return rec && (rec->ripas_destroyed == CHANGE_DESTROYED ||
		       (rtte_has_ripas(entry->to, RIPAS_EMPTY) &&
			!rmm_has(e->model, TRAIT_DESTROYED_HALTS_EMPTY)));
}

/* IGZMKQ, IYCPNY, IKZVDC: RIPAS changes by the commands that may change it. */
bool rmm_ripas_follows_lifecycle(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	return !entry->changes_ripas ||
	       rmm_may_become(e->model, OBJECT_RIPAS, (uint8_t)rtte_ripas(entry->from),
			      (uint8_t)rtte_ripas(entry->to), e->result->command);
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
bool rmm_rtte_follows_lifecycle(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	struct rmm_rtte old = entry->old.rtte, now = entry->now.rtte;

	return !entry->was_used || !entry->is_used || rtte_state(old) == rtte_state(now) ||
	       is_held(e, old, now) ||
	       rmm_may_become(e->model, OBJECT_RTTE, (uint8_t)rtte_state(old),
			      (uint8_t)rtte_state(now), e->result->command);
}

/* A5.3.5: commands that leave the RIPAS of a Protected IPA alone. */
bool rmm_dependency_on_ripas(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	return !entry->changes_ripas ||
	       !(rmm_event_is(e, CMD_RMI_DATA_CREATE_UNKNOWN) ||
		 rmm_event_is(e, CMD_RMI_RTT_DATA_MAP) || rmm_event_is(e, CMD_RMI_RTT_CREATE) ||
		 rmm_event_is(e, CMD_RMI_RTT_FOLD));
}

/* IQMGWK, IKWZXN, IHMYSW: the tree changes shape, not what it says. */
bool rmm_fold_keeps_translation(const struct rmm_event *e, const struct rmm_entry_pair *entry)
{
	if (!rmm_event_is(e, CMD_RMI_RTT_CREATE) && !rmm_event_is(e, CMD_RMI_RTT_FOLD))
		return true;
	return !entry->compares || rtte_is(entry->from, RTTE_INTERMEDIATE) ||
	       rtte_is(entry->to, RTTE_INTERMEDIATE) ||
	       rtte_equal(rtte_with_lost(entry->from, false), rtte_with_lost(entry->to, false));
}
