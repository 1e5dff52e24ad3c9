/* SPDX-License-Identifier: BSD-3-Clause */
/* Things of a state that may differ in nothing but their names. */
#include "explore/renaming.h"

#include "state/diff.h"

static const Levels *levels_of(const Renaming *renaming)
{
	return &renaming->closure->levels;
}

static Space *space_of(const Renaming *renaming)
{
	return renaming->closure->learner->space;
}

static const struct rmm_part *part_at(const Renaming *renaming, guint level)
{
	return &space_of(renaming)->parts[levels_of(renaming)->part_at[level]].is;
}

/* ---- slots ---- */

static gboolean is_request(const struct rmm_part *part, uint32_t field)
{
	return part->owner == OWNER_REC && part->item == field;
}

/* The level that goes with @level: the end of the request that begins there. */
static guint other_of(const Renaming *renaming, guint level)
{
	const struct rmm_part *base = part_at(renaming, level);

	for (guint i = 0; is_request(base, REC_FIELD_RIPAS_ADDR) && i < levels_of(renaming)->visible;
	     i++)
		if (is_request(part_at(renaming, i), REC_FIELD_RIPAS_TOP) &&
		    part_at(renaming, i)->subject == base->subject)
			return i;
	return NO_LEVEL;
}

/* Which numbers occur: every edge of a diagram leads to some state. */
static void note_reached(const Renaming *renaming, RenamingSlot *slot)
{
	const Levels *levels = levels_of(renaming);
	Mdd *mdd = renaming->closure->mdd;
	g_autofree gboolean *kept = g_new0(gboolean, levels->count + 1);
	g_autofree guint32 *numbers = g_new0(guint32, levels->count + 1);
	g_autoptr(MddView) view = NULL;
	MddCount count;

	kept[slot->level] = TRUE;
	if (slot->other != NO_LEVEL)
		kept[slot->other] = TRUE;
	view = mdd_view_new(mdd, mdd_project(mdd, renaming->closure->reached, kept));
	count = mdd_view_count(view, NULL);
	for (MddCount i = 0; i < count; i++) {
		guint32 number;

		mdd_view_nth(view, i, numbers);
		number = numbers[slot->level];
		if (slot->other != NO_LEVEL)
			number += levels->domain[slot->level] * numbers[slot->other];
		slot->reached[number] = TRUE;
	}
}

static void find_slots(Renaming *renaming)
{
	const Levels *levels = levels_of(renaming);

	renaming->slots = g_new0(RenamingSlot, levels->visible + 1);
	renaming->slot_of = g_new(guint, levels->visible + 1);
	for (guint i = 0; i < levels->visible; i++)
		renaming->slot_of[i] = NO_LEVEL;
	for (guint i = 0; i < levels->visible; i++) {
		guint other = other_of(renaming, i);

		if (other != NO_LEVEL)
			renaming->slot_of[other] = i;
	}
	for (guint i = 0; i < levels->visible; i++) {
		RenamingSlot *slot = &renaming->slots[renaming->slot_count];

		/* It goes with another. */
		if (renaming->slot_of[i] != NO_LEVEL)
			continue;
		*slot = (RenamingSlot){ i, other_of(renaming, i), levels->domain[i], NULL };
		renaming->slot_of[i] = renaming->slot_count;
		if (slot->other != NO_LEVEL) {
			slot->domain *= levels->domain[slot->other];
			renaming->slot_of[slot->other] = renaming->slot_count;
		}
		slot->reached = g_new0(gboolean, slot->domain);
		note_reached(renaming, slot);
		renaming->slot_count++;
	}
}

/* ---- things ---- */

static NamedThing *add_thing(Renaming *renaming, SymmetryKind kind, const struct rmm_part *part)
{
	NamedThing *thing = g_new0(NamedThing, 1);

	thing->kind = kind;
	thing->subject = part->subject;
	thing->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	g_ptr_array_add(renaming->things, thing);
	return thing;
}

static void thing_free(gpointer data)
{
	NamedThing *thing = data;

	g_array_unref(thing->parts);
	g_free(thing);
}

/* Where a Granule or a REC is; FALSE: the REC is made and destroyed by actions. */
static gboolean find_address(const Renaming *renaming, NamedThing *thing)
{
	const struct explore_alphabet *a = renaming->closure->learner->a;
	uint32_t granule = thing->subject;

	if (thing->kind == SYMMETRY_RECS) {
		granule = rmm_rec(a->model, a->initial, thing->subject)->granule;
		if (!granule--)
			return FALSE;
	}
	thing->address = rmm_granule_pa(a->model, granule);
	return TRUE;
}

/* All that have @owner, in the order of their first parts. */
static void add_owners(Renaming *renaming, SymmetryKind kind, enum rmm_part_owner owner)
{
	const Space *space = space_of(renaming);
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < space->count; i++) {
		const struct rmm_part *part = &space->parts[i].is;
		gpointer key = GUINT_TO_POINTER(part->subject);
		NamedThing *thing = g_hash_table_lookup(known, key);

		if (part->owner != owner)
			continue;
		if (!thing) {
			thing = add_thing(renaming, kind, part);
			g_hash_table_insert(known, key, thing);
		}
		g_array_append_val(thing->parts, i);
	}
}

/* Where a table stands in all states; FALSE: not in one place. */
static gboolean find_position(const Space *space, guint32 rtt, struct rmm_position *position)
{
	for (guint i = 0; i < space->count; i++) {
		const struct rmm_part *part = &space->parts[i].is;

		if (part->kind != PART_POSITION || part->subject != rtt)
			continue;
		*position = rmm_position_decode(space_value(space, i, 0));
		return space_values(space, i) == 1 && space_value(space, i, 0) != 0;
	}
	return FALSE;
}

static void add_pages(Renaming *renaming)
{
	const struct explore_alphabet *a = renaming->closure->learner->a;
	const Space *space = space_of(renaming);

	for (guint i = 0; i < space->count; i++) {
		const struct rmm_part *part = &space->parts[i].is;
		struct rmm_position position;
		NamedThing *page;

		if (part->kind != PART_RTTE || !find_position(space, part->subject, &position))
			continue;
		page = add_thing(renaming, SYMMETRY_PAGES, part);
		page->size = rmm_level_size(a->model, a->initial, position.level);
		page->address = position.ipa + part->item * page->size;
		g_array_append_val(page->parts, i);
	}
}

guint renaming_own_slot(const Renaming *renaming, const NamedThing *thing, guint i)
{
	guint level = levels_of(renaming)->level_of[g_array_index(thing->parts, guint, i)];

	return level < levels_of(renaming)->visible ? renaming->slot_of[level] : NO_LEVEL;
}

/* States do not differ in what others are. */
static void drop_others(Renaming *renaming)
{
	for (guint i = renaming->things->len; i-- > 0;) {
		NamedThing *thing = renaming->things->pdata[i];
		gboolean varies = FALSE;

		for (guint j = 0; j < thing->parts->len; j++)
			varies |= renaming_own_slot(renaming, thing, j) != NO_LEVEL;
		if (!varies || (thing->kind != SYMMETRY_PAGES && !find_address(renaming, thing)))
			g_ptr_array_remove_index(renaming->things, i);
	}
}

Renaming *renaming_new(const Closure *closure)
{
	Renaming *renaming = g_new0(Renaming, 1);

	renaming->closure = closure;
	renaming->things = g_ptr_array_new_with_free_func(thing_free);
	find_slots(renaming);
	add_owners(renaming, SYMMETRY_GRANULES, OWNER_GRANULE);
	add_pages(renaming);
	add_owners(renaming, SYMMETRY_RECS, OWNER_REC);
	drop_others(renaming);
	return renaming;
}

void renaming_free(Renaming *renaming)
{
	if (!renaming)
		return;
	for (guint i = 0; i < renaming->slot_count; i++)
		g_free(renaming->slots[i].reached);
	g_free(renaming->slots);
	g_free(renaming->slot_of);
	g_ptr_array_unref(renaming->things);
	g_free(renaming);
}

/* ---- numbers ---- */

/* The value of a slot's levels. */
typedef struct {
	guint64 value, other;
} SlotValue;

static SlotValue value_of(const Renaming *renaming, guint slot, guint32 number)
{
	const RenamingSlot *of = &renaming->slots[slot];
	const Levels *levels = levels_of(renaming);
	guint domain = levels->domain[of->level];
	SlotValue value = {
		space_value(space_of(renaming), levels->part_at[of->level], number % domain), 0
	};

	if (of->other != NO_LEVEL)
		value.other = space_value(space_of(renaming), levels->part_at[of->other],
					  number / domain);
	return value;
}

static guint32 number_of(const Renaming *renaming, guint slot, SlotValue value)
{
	const RenamingSlot *of = &renaming->slots[slot];
	const Levels *levels = levels_of(renaming);
	guint32 number, other;

	if (!space_find(space_of(renaming), levels->part_at[of->level], value.value, &number) ||
	    number >= levels->domain[of->level])
		return RENAMING_NONE;
	if (of->other == NO_LEVEL)
		return number;
	if (!space_find(space_of(renaming), levels->part_at[of->other], value.other, &other) ||
	    other >= levels->domain[of->other])
		return RENAMING_NONE;
	return number + levels->domain[of->level] * other;
}

guint32 renaming_moved(const Renaming *renaming, guint from, guint32 number, guint to)
{
	return from == to ? number
			  : number_of(renaming, to, value_of(renaming, from, number));
}

/* ---- names in values ---- */

/*
 * Each gives *@value another name; FALSE: it has not that of @from. PART_GRANULE has
 * none: its 0 may be a Granule, or nothing yet.
 */
static gboolean rename_granule(enum rmm_part_kind part, const NamedThing *from,
			       const NamedThing *to, SlotValue *value)
{
	struct rmm_rtte rtte = rtte_of_bits(value->value);

	switch (part) {
	case PART_RTTE:
		if (!rtte_is_live(rtte) || rtte_address(rtte) != from->address)
			return FALSE;
		value->value = rtte_bits(rtte_advance(rtte, to->address - from->address));
		return TRUE;
	case PART_PA:
		if (value->value != from->address)
			return FALSE;
		value->value = to->address;
		return TRUE;
	case PART_GRANULE_OR_NONE:
		if (value->value != (guint64)from->subject + 1)
			return FALSE;
		value->value = (guint64)to->subject + 1;
		return TRUE;
	default:
		return FALSE;
	}
}

/* Of a request that is done its base is where its page ends. */
static gboolean rename_page(enum rmm_part_kind part, gboolean is_request,
			    const NamedThing *from, const NamedThing *to, SlotValue *value)
{
	guint64 first = value->value, end = is_request ? value->other : first + 1;

	if (part != PART_IPA)
		return FALSE;
	if (first == end)
		first--;
	if (end < first || first < from->address || end > from->address + from->size)
		return FALSE;
	value->value += to->address - from->address;
	if (is_request)
		value->other += to->address - from->address;
	return TRUE;
}

gboolean renaming_names(const Renaming *renaming, guint slot, guint32 number,
			const NamedThing *from, const NamedThing *to, guint32 *renamed)
{
	const RenamingSlot *of = &renaming->slots[slot];
	enum rmm_part_kind part = part_at(renaming, of->level)->kind;
	SlotValue value = value_of(renaming, slot, number);

	if (from->kind == SYMMETRY_GRANULES ? !rename_granule(part, from, to, &value)
	    : from->kind != SYMMETRY_PAGES ||
	      !rename_page(part, of->other != NO_LEVEL, from, to, &value))
		return FALSE;
	*renamed = number_of(renaming, slot, value);
	return TRUE;
}
