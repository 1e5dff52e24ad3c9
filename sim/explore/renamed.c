/* SPDX-License-Identifier: BSD-3-Clause */
/* Of the words that differ in names alone, the one that stands for all. */
#include "explore/naming.h"

#include <string.h>

/* New names, while they are given. */
typedef struct {
	guint64 own[NAMES_MOST];        /* by Granule: what it has of its own, as one number */
	guint8 granule[NAMES_MOST], page[NAMES_MOST];
	guint8 next[NAMES_MOST];        /* by the first of a class of Granules: its next name */
	guint8 only;                    /* the same where there is one class */
} Renamed;

/*
 * Most often there is one class of Granules and none of pages: then @simple, a
 * constant, leaves out what else there is. This is what every transition waits for.
 */
#define INLINE static inline __attribute__((always_inline))

/* By numbers that all Granules of a class share. */
INLINE guint64 own_of(const Names *granules, guint64 word, guint name)
{
	guint64 own = 0;

	for (guint i = 0; i < granules->own[name]; i++) {
		guint32 number = name_field_get(granules->field[name][i], word);

		own = own << OWN_BITS | granules->common[name][i][number];
	}
	return own;
}

/* ---- Granules ---- */

INLINE void name_granule(const Naming *naming, gboolean simple, guint8 name, Renamed *renamed)
{
	if (name != NO_NAME && renamed->granule[name] == NO_NAME)
		renamed->granule[name] = simple ? renamed->only++
						: renamed->next[naming->granules.first[name]]++;
}

/* Those that have a place, in the order of places. No request has their names. */
INLINE void name_mapped(const Naming *naming, gboolean simple, guint64 word, Renamed *renamed)
{
	const NameSlot *slots = (const NameSlot *)(gpointer)naming->granules.slots->data;

	for (guint i = 0; i < naming->granules.slots->len; i++)
		name_granule(naming, simple, slots[i].name[name_field_get(slots[i].field, word)],
			     renamed);
}

/* The others by what they are: those that are alike are alike under any name. */
INLINE void name_rest(const Naming *naming, gboolean simple, Renamed *renamed)
{
	guint8 rest[NAMES_MOST], count = 0, begin = 0;

	for (guint8 i = 0; i < naming->granules.count; i++) {
		guint at;

		if (!simple && naming->granules.first[i] == i)
			begin = count;
		if (renamed->granule[i] != NO_NAME)
			continue;
		for (at = count++; at > begin && renamed->own[rest[at - 1]] < renamed->own[i]; at--)
			rest[at] = rest[at - 1];
		rest[at] = i;
	}
	for (guint i = 0; i < count; i++)
		name_granule(naming, simple, rest[i], renamed);
}

/* ---- pages ---- */

/* All that tells a page apart from others of its class. */
typedef struct {
	guint64 is, own;                /* @own: of its Granule */
	guint8 page;
} PageKey;

static inline gboolean is_before(const PageKey *a, const PageKey *b)
{
	return a->is != b->is ? a->is > b->is : a->own > b->own;
}

static PageKey page_key(const Naming *naming, guint64 word, guint8 page,
			guint64 marks, const Renamed *renamed)
{
	guint32 number = name_field_get(naming->pages.field[page][0], word);
	guint8 granule = naming->entry[page].name[number];
	PageKey key = { marks << OWN_BITS | naming->shape[page][number], 0, page };

	key.is <<= 8;
	if (granule == NO_NAME)
		return key;
	/* The new name of a Granule that has one already. */
	key.is |= (guint8)(renamed->granule[granule] + 1);
	key.own = renamed->own[granule];
	return key;
}

/* By what they are; then the Granules there, in that order. */
static void name_pages(const Naming *naming, guint64 word, Renamed *renamed)
{
	const NameSlot *slots = (const NameSlot *)(gpointer)naming->pages.slots->data;
	guint64 marks[NAMES_MOST] = { 0 };
	PageKey order[NAMES_MOST];

	for (guint i = 0; i < naming->pages.slots->len; i++) {
		guint8 page = slots[i].name[name_slot_get(&slots[i], word)];

		if (page != NO_NAME)
			marks[page] |= (guint64)1 << i;
	}
	for (guint8 i = 0; i < naming->pages.count; i++) {
		PageKey key = page_key(naming, word, i, marks[i], renamed);
		guint at = i;

		for (; at > naming->pages.first[i] && is_before(&key, &order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = key;
	}
	for (guint8 i = 0; i < naming->pages.count; i++) {
		const NameSlot *entry = &naming->entry[order[i].page];

		renamed->page[order[i].page] = i;
		name_granule(naming, FALSE, entry->name[name_slot_get(entry, word)], renamed);
	}
}

/* ---- the word ---- */

static inline guint32 with_granule(const NameSlot *slot, const Names *granules, guint32 number,
				   const Renamed *renamed)
{
	guint8 name = slot->name[number];

	return name == NO_NAME ? number
			       : slot->renamed[number * granules->count + renamed->granule[name]];
}

static void write_pages(const Naming *naming, guint64 word, const Renamed *renamed, guint64 *to)
{
	const Names *pages = &naming->pages;

	for (guint i = 0; i < pages->count; i++) {
		guint8 page = renamed->page[i];
		guint32 number = with_granule(&naming->entry[i], &naming->granules,
					      name_slot_get(&naming->entry[i], word), renamed);

		name_field_set(pages->field[page][0], to,
			       pages->special[page][0][pages->common[i][0][number]]);
	}
	for (guint i = 0; i < pages->slots->len; i++) {
		const NameSlot *slot = &g_array_index(pages->slots, NameSlot, i);
		guint32 number = name_slot_get(slot, word);
		guint8 page = slot->name[number];

		if (page != NO_NAME)
			name_slot_set(slot, to,
				      slot->renamed[number * pages->count + renamed->page[page]]);
	}
}

static guint64 rename_word(const Naming *naming, guint64 word, const Renamed *renamed)
{
	const Names *granules = &naming->granules;
	guint64 to = word;

	for (guint i = 0; i < granules->slots->len; i++) {
		const NameSlot *slot = &g_array_index(granules->slots, NameSlot, i);
		guint32 number = name_field_get(slot->field, word);

		if (slot->name[number] != NO_NAME)
			name_field_set(slot->field, &to,
				       with_granule(slot, granules, number, renamed));
	}
	if (naming->pages.count)
		write_pages(naming, word, renamed, &to);
	for (guint i = 0; i < granules->count; i++) {
		guint own = granules->own[i];
		guint name = renamed->granule[i];

		for (guint j = 0; j < own; j++)
			name_field_set(granules->field[name][j], &to,
				       granules->special[name][j][renamed->own[i] >>
				       OWN_BITS * (own - j - 1) & ((1u << OWN_BITS) - 1)]);
	}
	return to;
}

static gboolean is_same(const guint8 *names, guint count)
{
	gboolean same = TRUE;

	for (guint i = 0; i < count; i++)
		same &= names[i] == i;
	return same;
}

INLINE guint64 stands_for(const Naming *naming, gboolean simple, guint64 word)
{
	const guint granules = naming->granules.count;
	Renamed renamed;

	memset(renamed.granule, NO_NAME, sizeof(renamed.granule));
	renamed.only = 0;
	for (guint8 i = 0; i < granules; i++) {
		renamed.own[i] = own_of(&naming->granules, word, i);
		renamed.next[i] = i;
	}
	name_mapped(naming, simple, word, &renamed);
	if (!simple)
		name_pages(naming, word, &renamed);
	name_rest(naming, simple, &renamed);
	return is_same(renamed.granule, granules) &&
	       (simple || is_same(renamed.page, naming->pages.count))
	       ? word : rename_word(naming, word, &renamed);
}

guint64 naming_stands_for(const Naming *naming, guint64 word)
{
	return naming->simple ? stands_for(naming, TRUE, word) : stands_for(naming, FALSE, word);
}
