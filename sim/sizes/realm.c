/* SPDX-License-Identifier: BSD-3-Clause */
/* Realms as components. */
#include "sizes/realm.h"

#include <stddef.h>

#include "explore/owner.h"
#include "state/diff.h"
#include "state/granule.h"
#include "state/rtt.h"

/* What stands for the initial value of a part that names its Realm. */
#define ITS_NAME G_MAXUINT64

/* ---- parts ---- */

typedef struct {
	const struct explore_alphabet *a;
	Realms *realms;
	guint64 page_base;
} Finding;

static gboolean is_entry_of_page(const Finding *finding, guint32 realm, const struct rmm_part *part)
{
	return part->kind == PART_RTTE && part->subject == finding->realms->table[realm] &&
	       part->item == finding->page_base / RMM_GRANULE_SIZE;
}

/* Can a value of it be how a Realm, or a thing that it has, is called? */
static gboolean may_be_name(const struct rmm_part *part)
{
	return part->kind == PART_GRANULE || part->kind == PART_GRANULE_OR_NONE ||
	       part->kind == PART_SLOT || part->kind == PART_LINK || part->kind == PART_POSITION ||
	       (part->owner == OWNER_REALM && part->item == REALM_FIELD_VMID);
}

/* The part that is 0 unless that is there which has @part; 0: of a Granule, or the like. */
static guint32 there_at(const struct explore_alphabet *a, const struct rmm_part *part)
{
	const struct rmm_layout *layout = &a->model->layout;

	return part->owner == OWNER_REC
	       ? (guint32)(layout->recs + part->subject * (gsize)layout->rec_stride +
			   offsetof(struct rmm_rec, granule)) :
	       part->owner == OWNER_REALM
	       ? (guint32)(layout->realms + part->subject * (gsize)layout->realm_stride +
			   offsetof(struct rmm_realm, rd)) : 0;
}

static void add_part(const Finding *finding, guint32 realm, const struct rmm_part *part)
{
	RealmPart of = { part->offset, part->size, part->kind, there_at(finding->a, part), 0,
			 may_be_name(part), FALSE };

	memcpy(&of.initial, rmm_part(finding->a->initial, part->offset), part->size);
	g_array_append_val(finding->realms->part[realm], of);
}

static void look_at_part(void *user, const struct rmm_part *part)
{
	const Finding *finding = user;
	guint32 realm = part->kind == PART_UNUSED ? NO_REALM : owner_of_part(finding->a, part);

	if (realm < finding->realms->count && !is_entry_of_page(finding, realm, part))
		add_part(finding, realm, part);
}

static void add_monitors(const Finding *finding)
{
	const struct explore_alphabet *a = finding->a;

	for (guint32 i = 0; i < a->monitor_count; i++)
		if (a->monitors[i].kind == MONITOR_RIM && a->monitors[i].subject < finding->realms->count)
			add_part(finding, a->monitors[i].subject, &(struct rmm_part){
				.offset = a->monitors_at + 8 * i, .size = 8, .kind = PART_PLAIN });
}

static RealmPart *part_at(const Realms *realms, guint realm, guint number)
{
	return &g_array_index(realms->part[realm], RealmPart, number);
}

/* The same of all Realms, or of each its own, and a name. */
static gboolean is_alike(const Finding *finding, guint number)
{
	const Realms *realms = finding->realms;
	guint different = 0;

	for (guint i = 0; i < realms->count; i++)
		for (guint j = 0; j < i; j++) {
			const RealmPart *a = part_at(realms, i, number), *b = part_at(realms, j, number);

			if (a->kind != b->kind || a->size != b->size)
				return FALSE;
			different += a->initial != b->initial;
		}
	for (guint i = 0; different && i < realms->count; i++) {
		RealmPart *part = part_at(realms, i, number);

		part->is_name = TRUE;
		if (!part->may_be_name || (!part->there && !part->initial))
			return FALSE;
	}
	return !different || different == realms->count * (realms->count - 1) / 2;
}

static gboolean are_alike(const Finding *finding)
{
	for (guint i = 0; i < finding->realms->count; i++)
		if (finding->realms->part[i]->len != finding->realms->parts)
			return FALSE;
	for (guint i = 0; i < finding->realms->parts; i++)
		if (!is_alike(finding, i))
			return FALSE;
	return TRUE;
}

/* ---- all ---- */

static guint count_realms(const struct explore_alphabet *a)
{
	guint count = 0;

	while (count < a->model->config.realms && rmm_realm(a->model, a->initial, count)->rd)
		count++;
	return count;
}

Realms *realms_new(const struct explore_alphabet *a, guint64 page_base, GError **error)
{
	g_autoptr(Realms) realms = g_new0(Realms, 1);
	Finding finding = { a, realms, page_base };

	realms->count = MIN(count_realms(a), COMPONENTS_MAX);
	for (guint i = 0; i < realms->count; i++) {
		realms->part[i] = g_array_new(FALSE, FALSE, sizeof(RealmPart));
		realms->table[i] = rmm_rtt_root(a->model, a->initial, rmm_realm(a->model, a->initial, i), 0);
	}
	rmm_parts(a->model, look_at_part, &finding);
	add_monitors(&finding);
	realms->parts = realms->count ? realms->part[0]->len : 0;
	if (realms->count < 2 || !are_alike(&finding)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "its Realms differ in more than in their Granules and VMIDs");
		return NULL;
	}
	return g_steal_pointer(&realms);
}

void realms_free(Realms *realms)
{
	for (guint i = 0; realms && i < realms->count; i++)
		g_array_unref(realms->part[i]);
	g_free(realms);
}

gboolean realm_find_part(const Realms *realms, guint32 offset, guint *realm, guint *number)
{
	for (*realm = 0; *realm < realms->count; ++*realm)
		for (*number = 0; *number < realms->parts; ++*number)
			if (part_at(realms, *realm, *number)->offset == offset)
				return TRUE;
	return FALSE;
}

/* ---- what calls name ---- */

guint realm_at(const SizedWorld *world, guint64 pa)
{
	guint32 granule = rmm_granule_at(world->a->model, pa);
	enum rmm_granule_state state = rmm_state_at(world->a->model, world->a->initial, pa);

	return world->realms && (state == GRANULE_RD || state == GRANULE_REC)
	       ? owner_of_granule(world->a, granule) : WORLD_NONE;
}

guint64 realm_pa(const SizedWorld *world, guint64 pa, guint to)
{
	const Realms *realms = world->realms;
	guint64 granule = rmm_granule_at(world->a->model, pa);
	guint of = realm_at(world, pa);

	for (guint i = 0; i < realms->parts; i++) {
		const RealmPart *part = part_at(realms, of, i);

		if (part->kind == PART_GRANULE_OR_NONE && part->is_name && part->initial == granule + 1)
			return rmm_granule_pa(world->a->model,
					      (guint32)part_at(realms, to, i)->initial - 1);
	}
	return pa;
}

/* ---- reading and writing ---- */

/* Is that there which @part, with @value, names? */
static gboolean is_there(const struct rmm *state, const RealmPart *part, guint64 value)
{
	guint32 there = value != 0;

	if (part->there)
		memcpy(&there, rmm_part(state, part->there), sizeof(there));
	return there != 0;
}

/* What is there is called as the setup called it, and what is gone 0. */
gboolean realm_read(const SizedWorld *world, const struct rmm *state, guint realm, guint64 *words)
{
	for (guint i = 0; i < world->realms->parts; i++) {
		const RealmPart *part = part_at(world->realms, realm, i);
		guint64 value = 0;

		memcpy(&value, rmm_part(state, part->offset), part->size);
		words[i] = value;
		if (!part->is_name)
			continue;
		words[i] = is_there(state, part, value) ? ITS_NAME : 0;
		if (value != (words[i] ? part->initial : 0))
			return FALSE;
	}
	return TRUE;
}

void realm_write(const SizedWorld *world, struct rmm *state, guint realm, const guint64 *words)
{
	for (guint i = 0; i < world->realms->parts; i++) {
		const RealmPart *part = part_at(world->realms, realm, i);
		guint64 value = part->is_name && words[i] == ITS_NAME ? part->initial : words[i];

		memcpy(rmm_part(state, part->offset), &value, part->size);
	}
	if (rmm_has(world->a->model, TRAIT_OPERATIONS) && rmm_realm(world->a->model, state, realm)->rd)
		rmm_global(state)->num_realms++;
}

void realms_blank(const SizedWorld *world, struct rmm *state)
{
	const Realms *realms = world->realms;

	for (guint i = 0; realms && i < realms->count; i++) {
		if (rmm_has(world->a->model, TRAIT_OPERATIONS) &&
		    rmm_realm(world->a->model, state, i)->rd)
			rmm_global(state)->num_realms--;
		for (guint j = 0; j < realms->parts; j++)
			memset(rmm_part(state, part_at(realms, i, j)->offset), 0,
			       part_at(realms, i, j)->size);
	}
}

void realms_sort(Composition *composition)
{
	for (guint i = 1; i < composition->pages; i++)
		for (guint j = i; j && composition->page[j - 1] > composition->page[j]; j--) {
			guint32 other = composition->page[j];

			composition->page[j] = composition->page[j - 1];
			composition->page[j - 1] = other;
		}
}
