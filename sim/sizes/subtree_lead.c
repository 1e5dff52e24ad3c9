/* SPDX-License-Identifier: BSD-3-Clause */
/* What leads where on a way. */
#include "sizes/subtree_lead.h"

#include <string.h>

#include "state/granule.h"

static const Role *role_of(const SubtreeLeads *leads, guint part)
{
	return &leads->roles->of[part];
}

guint subtree_granule_at(const SizedWorld *world, guint64 address)
{
	guint64 offset = address - world->granule_base;

	return offset < world->most.granules * RMM_GRANULE_SIZE
	       ? (guint)(offset / RMM_GRANULE_SIZE) : WORLD_NONE;
}

/* The entry that covers @ipa; WORLD_NONE: none of the world. */
static guint entry_at(const SubtreeLeads *leads, guint64 ipa)
{
	guint64 page = (ipa - leads->roles->world->page_base) / RMM_GRANULE_SIZE;

	return page < (guint64)leads->ways->size.pages * leads->roles->world->page_unit
	       ? (guint)page / leads->roles->world->page_unit : WORLD_NONE;
}

static void note_address(SubtreeLeads *leads, const Role *role, guint64 address)
{
	guint granule = subtree_granule_at(leads->roles->world, address);

	if (granule == WORLD_NONE)
		return;
	if (role->kind == ROLE_PAGE)
		leads->owner[granule] = (Owner){ OWNER_ENTRY, role->number, 0 };
	else if (role->kind == ROLE_SLOT_PAGE)
		leads->owner[granule] = (Owner){ OWNER_PAGE, role->number, role->item };
}

static void note_slot(SubtreeLeads *leads, guint slot, guint entry)
{
	if (slot >= leads->roles->world->a->model->config.rtts || entry == WORLD_NONE)
		return;
	leads->entry_of[slot] = entry;
	leads->slot_of[entry] = slot;
}

/* A value that a part has, or gets: the first time Granules, the second time slots. */
static void note_value(SubtreeLeads *leads, guint part, guint64 value, gboolean slots)
{
	const Role *role = role_of(leads, part);
	const Owner *owner = &leads->owner[MIN(role->number, COMPONENTS_MAX - 1)];

	if (!slots)
		note_address(leads, role, rtte_is_live(rtte_of_bits(value))
				     ? rtte_address(rtte_of_bits(value)) : 0);
	else if (role->kind == ROLE_LINK && value && owner->kind == OWNER_ENTRY)
		note_slot(leads, rmm_link_slot(value), owner->number);
	else if (role->kind == ROLE_SLOT && value)
		note_slot(leads, role->number, entry_at(leads, rmm_position_decode(value).ipa));
}

static void note_all(SubtreeLeads *leads, const Way *way, gboolean slots)
{
	for (guint i = 0; i < way->asked->len; i++) {
		const Asked *asked = &g_array_index(way->asked, Asked, i);

		if (asked->question.kind == ASK_VALUE)
			note_value(leads, asked->question.part, asked->answer, slots);
		else if (asked->question.kind == ASK_ADDRESS && !slots)
			note_address(leads, role_of(leads, asked->question.part), asked->answer);
	}
	for (guint i = 0; i < way->leaf->write_count; i++)
		if (way->leaf->writes[i].term == TERM_ITSELF)
			note_value(leads, way->leaf->writes[i].part, way->leaf->writes[i].value, slots);
}

SubtreeLeads subtree_leads(const Roles *roles, const Ways *ways, const Way *way)
{
	SubtreeLeads leads = { .roles = roles, .ways = ways };

	memset(leads.entry_of, 0xff, sizeof(leads.entry_of));
	memset(leads.slot_of, 0xff, sizeof(leads.slot_of));
	note_all(&leads, way, FALSE);
	note_all(&leads, way, TRUE);
	return leads;
}

gboolean subtree_link_leads_back(const SubtreeLeads *leads, guint granule, guint64 link)
{
	const Owner *owner = &leads->owner[granule];
	guint64 ipa;

	if (owner->kind == OWNER_ENTRY)
		return leads->slot_of[owner->number] == rmm_link_slot(link);
	if (owner->kind != OWNER_PAGE || leads->entry_of[owner->number] == WORLD_NONE)
		return FALSE;
	ipa = leads->roles->world->page_base + RMM_GRANULE_SIZE *
	      (leads->entry_of[owner->number] * (guint64)leads->roles->world->page_unit + owner->item);
	return link == rmm_data_link(leads->roles->world->a->model, 0, ipa);
}

gboolean subtree_position_leads_back(const SubtreeLeads *leads, guint slot, guint64 position)
{
	guint entry = entry_at(leads, rmm_position_decode(position).ipa);

	return entry != WORLD_NONE && leads->entry_of[slot] == entry;
}
