/* SPDX-License-Identifier: BSD-3-Clause */
/* Which Realm has a part of a state. */
#include "explore/owner.h"

guint32 owner_of_granule(const struct explore_alphabet *a, guint32 granule)
{
	const struct rmm_model *m = a->model;
	guint64 link = rmm_granule_link(m, a->initial, granule);

	switch (rmm_granule_state(m, a->initial, granule)) {
	case GRANULE_RD:
		return rmm_link_slot(link);
	case GRANULE_REC:
	case GRANULE_REC_AUX:
		return rmm_rec(m, a->initial, rmm_link_slot(link))->owner;
	case GRANULE_RTT:
		return rmm_position_decode(*rmm_rtt_position(m, a->initial, rmm_link_slot(link))).realm;
	case GRANULE_DATA:
		return rmm_data_link_realm(m, link);
	default:
		return NO_REALM;
	}
}

guint32 owner_of_part(const struct explore_alphabet *a, const struct rmm_part *part)
{
	const struct rmm_model *m = a->model;
	const guint64 *position;

	switch (part->owner) {
	case OWNER_GRANULE:
		return owner_of_granule(a, part->subject);
	case OWNER_REALM:
		return part->subject;
	case OWNER_REC:
		return rmm_rec(m, a->initial, part->subject)->granule
		       ? rmm_rec(m, a->initial, part->subject)->owner : NO_REALM;
	case OWNER_RTT:
		position = rmm_rtt_position(m, a->initial, part->subject);
		return *position ? rmm_position_decode(*position).realm : NO_REALM;
	default:
		return NO_REALM;
	}
}
