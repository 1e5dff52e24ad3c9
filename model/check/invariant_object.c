/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariants about steps: lifecycle of Granules and Realms, measurements. */
#include "check/invariant_transition.h"
#include "check/transition.h"

/* A2.2.3.2 */
bool rmm_granule_follows_lifecycle(const struct rmm_event *e,
				   const struct rmm_granule_pair *granule)
{
	enum rmm_granule_state from = granule->old.state, to = granule->now.state;

	if (from == to)
		return true;
	/* B4.3.2: in the hands of an operation, from its first call to its last. */
	if (to == GRANULE_INTERMEDIATE && e->result->status == RMI_INCOMPLETE)
		return true;
	if (from == GRANULE_INTERMEDIATE)
		return e->call->command == CMD_RMI_OP_CONTINUE ||
		       e->call->command == CMD_RMI_OP_CANCEL;
	return rmm_may_become(e->model, OBJECT_GRANULE, (uint8_t)from, (uint8_t)to,
			      e->result->command);
}

static bool becomes_data(const struct rmm_granule_pair *granule)
{
	return granule->now.state == GRANULE_DATA && granule->old.state != GRANULE_DATA;
}

/* RTMGSL, XCTGQZ: the ghost bits are exactly those of a wipe or of a copy. */
bool rmm_data_starts_clean(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	uint8_t origin = granule->now.origin;

	return !becomes_data(granule) || origin == ORIGIN_WIPED || origin == ORIGIN_MEASURED ||
	       origin == ORIGIN_UNMEASURED;
}

/* A2.1.5.2 */
bool rmm_realm_follows_lifecycle(const struct rmm_event *e, uint32_t slot)
{
	uint8_t from = rmm_realm(e->model, e->old, slot)->state;
	uint8_t to = rmm_realm(e->model, e->now, slot)->state;

	return from == to ||
	       rmm_may_become(e->model, OBJECT_REALM, from, to, e->result->command);
}

bool rmm_realm_attributes_fixed(const struct rmm_event *e, uint32_t slot)
{
	const struct rmm_realm *old = rmm_realm(e->model, e->old, slot);
	const struct rmm_realm *now = rmm_realm(e->model, e->now, slot);

	return !old->rd || !now->rd ||
	       (old->rtt_base == now->rtt_base && old->ipa_width == now->ipa_width &&
		old->rtt_level_start == now->rtt_level_start &&
		old->rtt_num_start == now->rtt_num_start && old->vmid == now->vmid &&
		old->hash_algo == now->hash_algo && old->lpa2 == now->lpa2 &&
		old->flags0 == now->flags0 && old->flags1 == now->flags1);
}

bool rmm_destroyed_realm_was_not_live(const struct rmm_event *e, uint32_t slot)
{
	const struct rmm_realm *old = rmm_realm(e->model, e->old, slot);

	if (!old->rd || rmm_realm(e->model, e->now, slot)->rd)
		return true;
	for (uint32_t i = 0; i < old->rtt_num_start; i++)
		if (rmm_rtt_is_live(e->model, e->old,
				    rmm_rtt_root(e->model, e->old, old, i)))
			return false;
	return old->num_recs == 0;
}

static bool measurement_changes(const struct rmm_event *e, uint32_t realm, unsigned index)
{
	return memcmp(rmm_measurement(e->model, e->old, realm, index),
		      rmm_measurement(e->model, e->now, realm, index),
		      e->model->layout.measurement_size) != 0;
}

/* IMDQRP: REMs start at zero and change by the Realm's command alone. */
bool rmm_rem_changes_by_realm(const struct rmm_event *e, uint32_t slot)
{
	for (unsigned i = 1; i < rmm_measurements(e->model); i++)
		if (measurement_changes(e, slot, i) &&
		    !rmm_event_is(e, CMD_RSI_MEASUREMENT_EXTEND) &&
		    rmm_realm(e->model, e->now, slot)->rd)
			return false;
	return true;
}

/* IFQHFC: it stays what it was at the moment of activation. */
bool rmm_rim_fixed_after_new(const struct rmm_event *e, uint32_t slot)
{
	const struct rmm_realm *now = rmm_realm(e->model, e->now, slot);

	return !rmm_realm(e->model, e->old, slot)->rd || !now->rd ||
	       now->state == REALM_NEW || !measurement_changes(e, slot, 0);
}

/* INQQTF: contents that the Host chose enter a Realm through the RIM only. */
bool rmm_contents_change_rim(const struct rmm_event *e, const struct rmm_granule_pair *granule)
{
	uint8_t origin = granule->now.origin & ORIGIN_MASK;
	uint32_t owner;

	if (!becomes_data(granule) ||
	    (origin != ORIGIN_MEASURED && origin != ORIGIN_UNMEASURED))
		return true;
	owner = rmm_data_link_realm(e->model, granule->now.link);
	return owner < e->model->config.realms && measurement_changes(e, owner, 0);
}
