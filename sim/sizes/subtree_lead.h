/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What leads to Granules and to slots of the pool on a way (way.h), in worlds of any number
 * of tables: entries of the starting level, and pages of RTTs.
 */
#ifndef SIZES_SUBTREE_LEAD_H
#define SIZES_SUBTREE_LEAD_H

#include "sizes/subtree.h"
#include "sizes/way.h"

/* What leads to a Granule. */
typedef enum { OWNER_UNKNOWN, OWNER_ENTRY, OWNER_PAGE } OwnerKind;

typedef struct {
	OwnerKind kind;
	guint number, item;             /* the entry; or the slot, and the page of it */
} Owner;

/* Of a way: by Granule, slot and entry; WORLD_NONE: not known. */
typedef struct {
	const Roles *roles;
	const Ways *ways;
	Owner owner[COMPONENTS_MAX];
	guint entry_of[SUBTREE_SLOTS_MAX];
	guint slot_of[COMPONENTS_MAX];
} SubtreeLeads;

SubtreeLeads subtree_leads(const Roles *roles, const Ways *ways, const Way *way);

/* The Granule at @address; WORLD_NONE: none of the world. */
guint subtree_granule_at(const SizedWorld *world, guint64 address);

/* Does the link of a Granule, or the position of a slot, lead to what leads here? */
gboolean subtree_link_leads_back(const SubtreeLeads *leads, guint granule, guint64 link);
gboolean subtree_position_leads_back(const SubtreeLeads *leads, guint slot, guint64 position);

#endif
