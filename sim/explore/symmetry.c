/* SPDX-License-Identifier: BSD-3-Clause */
/* Granules that differ in nothing but their names. */
#include "explore/symmetry.h"

#include <string.h>

#include "explore/events.h"

/* Granules that may be renamed, at most: a name is their place here. */
#define NAMES_MOST 16
/* Parts that a Granule has, at most. */
#define OWN_MOST   4
#define NO_NAME    0xff

/* An entry that may have the address of one. */
typedef struct {
	guint level;
	guint8 *name;           /* by number: of the Granule that it has; NO_NAME */
	guint32 *renamed;       /* by number and name: the number with that one instead */
} Entry;

struct Symmetry {
	const Packing *packing;
	guint names, own;
	guint32 granule[NAMES_MOST];
	guint own_level[NAMES_MOST][OWN_MOST];
	/* By name, own part and number: the number of that value for name 0; and back. */
	guint32 *common[NAMES_MOST][OWN_MOST], *special[NAMES_MOST][OWN_MOST];
	GArray *entries;        /* of Entry */
};

static const Levels *levels_of(const Symmetry *symmetry)
{
	return &symmetry->packing->closure->levels;
}

static Space *space_of(const Symmetry *symmetry)
{
	return symmetry->packing->closure->learner->space;
}

/* ---- which Granules ---- */

/* Adds a visible level of a Granule; FALSE: there are too many. */
static gboolean add_own(Symmetry *symmetry, guint32 granule, guint level, guint *count)
{
	guint name = 0;

	while (name < symmetry->names && symmetry->granule[name] != granule)
		name++;
	if (name == NAMES_MOST)
		return FALSE;
	if (name == symmetry->names) {
		symmetry->granule[symmetry->names++] = granule;
		count[name] = 0;
	}
	if (count[name] == OWN_MOST)
		return FALSE;
	symmetry->own_level[name][count[name]++] = level;
	return TRUE;
}

/* Parts in the order of the state: that of every Granule is the same. */
static gboolean find_granules(Symmetry *symmetry)
{
	const Space *space = space_of(symmetry);
	const Levels *levels = levels_of(symmetry);
	guint count[NAMES_MOST];

	for (guint i = 0; i < space->count; i++) {
		guint level = levels->level_of[i];

		if (space->parts[i].is.owner == OWNER_GRANULE && level < levels->visible &&
		    !add_own(symmetry, space->parts[i].is.subject, level, count))
			return FALSE;
	}
	for (guint i = 1; i < symmetry->names; i++)
		if (count[i] != count[0])
			return FALSE;
	symmetry->own = symmetry->names ? count[0] : 0;
	return symmetry->names > 1;
}

/* The number of @value at @level; FALSE: it is not known there. */
static gboolean find_number(const Symmetry *symmetry, guint level, guint64 value, guint32 *number)
{
	for (*number = 0; *number < levels_of(symmetry)->domain[level]; ++*number)
		if (space_value(space_of(symmetry), levels_of(symmetry)->part_at[level], *number) ==
		    value)
			return TRUE;
	return FALSE;
}

/* Values of a Granule's part are those of the first one's. */
static gboolean relate_own(Symmetry *symmetry, guint name, guint i)
{
	const Levels *levels = levels_of(symmetry);
	guint level = symmetry->own_level[name][i], first = symmetry->own_level[0][i];

	symmetry->common[name][i] = g_new(guint32, levels->domain[level]);
	symmetry->special[name][i] = g_new(guint32, levels->domain[first]);
	if (levels->domain[level] != levels->domain[first])
		return FALSE;
	for (guint32 j = 0; j < levels->domain[level]; j++) {
		guint64 value = space_value(space_of(symmetry), levels->part_at[level], j);
		guint32 number;

		if (!find_number(symmetry, first, value, &number))
			return FALSE;
		symmetry->common[name][i][j] = number;
		symmetry->special[name][i][number] = j;
	}
	return TRUE;
}

/* ---- entries ---- */

static guint8 name_at(const Symmetry *symmetry, guint64 pa)
{
	guint32 granule = rmm_granule_at(symmetry->packing->closure->learner->a->model, pa);

	for (guint8 i = 0; i < symmetry->names; i++)
		if (symmetry->granule[i] == granule)
			return i;
	return NO_NAME;
}

static gboolean relate_entry(Symmetry *symmetry, Entry *entry)
{
	const struct rmm_model *m = symmetry->packing->closure->learner->a->model;
	guint domain = levels_of(symmetry)->domain[entry->level];

	entry->name = g_new(guint8, domain);
	entry->renamed = g_new0(guint32, (gsize)domain * symmetry->names);
	for (guint32 i = 0; i < domain; i++) {
		struct rmm_rtte rtte = rtte_of_bits(space_value(space_of(symmetry),
				levels_of(symmetry)->part_at[entry->level], i));

		entry->name[i] = rtte_is_live(rtte) ? name_at(symmetry, rtte_address(rtte)) : NO_NAME;
		for (guint j = 0; entry->name[i] != NO_NAME && j < symmetry->names; j++) {
			uint64_t pa = rmm_granule_pa(m, symmetry->granule[j]);
			guint64 other = rtte_bits(rtte_advance(rtte, pa - rtte_address(rtte)));

			if (!find_number(symmetry, entry->level, other,
					 &entry->renamed[i * symmetry->names + j]))
				return FALSE;
		}
	}
	return TRUE;
}

static gboolean relate_all(Symmetry *symmetry)
{
	const Levels *levels = levels_of(symmetry);

	for (guint i = 0; i < symmetry->names; i++)
		for (guint j = 0; j < symmetry->own; j++)
			if (!relate_own(symmetry, i, j))
				return FALSE;
	for (guint i = 0; i < levels->visible; i++) {
		Entry entry = { i, NULL, NULL };
		gboolean related;

		if (!space_is_entry(space_of(symmetry), levels->part_at[i]))
			continue;
		related = relate_entry(symmetry, &entry);
		g_array_append_val(symmetry->entries, entry);
		if (!related)
			return FALSE;
	}
	return TRUE;
}

/* ---- is it one? ---- */

/* Exchanges names @user and the next one. */
typedef struct {
	const Symmetry *symmetry;
	guint name;
} Exchange;

static guint other_name(const Exchange *exchange, guint name)
{
	return name == exchange->name ? name + 1 : name == exchange->name + 1 ? name - 1 : name;
}

static void exchange(gpointer user, guint *level, guint32 *number)
{
	const Exchange *of = user;
	const Symmetry *symmetry = of->symmetry;

	for (guint i = 0; i < symmetry->entries->len; i++) {
		const Entry *entry = &g_array_index(symmetry->entries, Entry, i);
		guint8 name;

		if (entry->level != *level || *number == RELATION_ANY)
			continue;
		name = entry->name[*number];
		if (name != NO_NAME)
			*number = entry->renamed[*number * symmetry->names + other_name(of, name)];
		return;
	}
	for (guint i = 0; i < symmetry->names; i++)
		for (guint j = 0; j < symmetry->own; j++)
			if (symmetry->own_level[i][j] == *level) {
				guint to = other_name(of, i);

				*level = symmetry->own_level[to][j];
				if (*number != RELATION_ANY)
					*number = symmetry->special[to][j][symmetry->common[i][j][*number]];
				return;
			}
}

/* Events go over into events, and the initial state, all zeroes, into itself. */
static gboolean holds(const Symmetry *symmetry)
{
	const Closure *closure = symmetry->packing->closure;
	const Levels *levels = levels_of(symmetry);
	g_autoptr(Relation) relation = events_relation(closure->learner,
						       (Levels *)(gpointer)levels);

	for (guint i = 0; i + 1 < symmetry->names; i++) {
		Exchange of = { symmetry, i };
		g_autoptr(Relation) exchanged = relation_mapped(relation, exchange, &of,
								levels->domain);

		if (!relation_equal(relation, exchanged))
			return FALSE;
		for (guint j = 0; j < levels->visible; j++) {
			guint level = j;
			guint32 number = 0;

			exchange(&of, &level, &number);
			if (number != 0)
				return FALSE;
		}
	}
	return TRUE;
}

/* ---- the whole ---- */

Symmetry *symmetry_new(const Packing *packing)
{
	Symmetry *symmetry = g_new0(Symmetry, 1);

	symmetry->packing = packing;
	symmetry->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	if (find_granules(symmetry) && relate_all(symmetry) && holds(symmetry))
		return symmetry;
	symmetry_free(symmetry);
	return NULL;
}

void symmetry_free(Symmetry *symmetry)
{
	if (!symmetry)
		return;
	for (guint i = 0; i < symmetry->entries->len; i++) {
		g_free(g_array_index(symmetry->entries, Entry, i).name);
		g_free(g_array_index(symmetry->entries, Entry, i).renamed);
	}
	for (guint i = 0; i < NAMES_MOST; i++)
		for (guint j = 0; j < OWN_MOST; j++) {
			g_free(symmetry->common[i][j]);
			g_free(symmetry->special[i][j]);
		}
	g_array_unref(symmetry->entries);
	g_free(symmetry);
}

guint symmetry_granules(const Symmetry *symmetry)
{
	return symmetry->names;
}

/* ---- renaming ---- */

/* What a Granule is, by numbers that all Granules share, as one number. */
static inline guint64 own_of(const Symmetry *symmetry, guint64 word, guint name)
{
	const WordLayout *layout = &symmetry->packing->layout;
	guint64 own = 0;

	for (guint i = 0; i < symmetry->own; i++) {
		guint32 number = word_number(layout, word, symmetry->own_level[name][i]);

		own = own << 16 | symmetry->common[name][i][number];
	}
	return own;
}

/* New names of Granules that entries have, in the order of entries; how many. */
static inline guint rename_mapped(const Symmetry *symmetry, guint64 word, guint8 *renamed)
{
	const Entry *entries = (const Entry *)(gpointer)symmetry->entries->data;
	const WordLayout *layout = &symmetry->packing->layout;
	guint next = 0;

	for (guint i = 0; i < symmetry->entries->len; i++) {
		guint8 name = entries[i].name[word_number(layout, word, entries[i].level)];

		if (name != NO_NAME && renamed[name] == NO_NAME)
			renamed[name] = (guint8)next++;
	}
	return next;
}

/* The others by what they are: those that are alike are alike under any name. */
static inline void rename_rest(const Symmetry *symmetry, const guint64 *own, guint next,
			       guint8 *renamed)
{
	guint8 rest[NAMES_MOST], count = 0;

	for (guint8 i = 0; i < symmetry->names; i++) {
		guint at;

		if (renamed[i] != NO_NAME)
			continue;
		for (at = count++; at > 0 && own[rest[at - 1]] < own[i]; at--)
			rest[at] = rest[at - 1];
		rest[at] = i;
	}
	for (guint i = 0; i < count; i++)
		renamed[rest[i]] = (guint8)next++;
}

static guint64 rename_word(const Symmetry *symmetry, guint64 word, const guint64 *own,
			   const guint8 *renamed)
{
	const Entry *entries = (const Entry *)(gpointer)symmetry->entries->data;
	const WordLayout *layout = &symmetry->packing->layout;

	for (guint i = 0; i < symmetry->entries->len; i++) {
		guint32 number = word_number(layout, word, entries[i].level);
		guint8 name = entries[i].name[number];

		if (name != NO_NAME)
			word_set_number(layout, &word, entries[i].level,
				   entries[i].renamed[number * symmetry->names + renamed[name]]);
	}
	for (guint i = 0; i < symmetry->names; i++)
		for (guint j = 0; j < symmetry->own; j++) {
			guint to = renamed[i];
			guint64 of = own[i] >> 16 * (symmetry->own - j - 1) & 0xffff;

			word_set_number(layout, &word, symmetry->own_level[to][j],
				   symmetry->special[to][j][of]);
		}
	return word;
}

guint64 symmetry_stands_for(const Symmetry *symmetry, guint64 word)
{
	guint64 own[NAMES_MOST];
	guint8 renamed[NAMES_MOST];
	gboolean same = TRUE;

	memset(renamed, NO_NAME, NAMES_MOST);
	for (guint i = 0; i < symmetry->names; i++)
		own[i] = own_of(symmetry, word, i);
	rename_rest(symmetry, own, rename_mapped(symmetry, word, renamed), renamed);
	for (guint i = 0; i < symmetry->names; i++)
		same &= renamed[i] == i;
	return same ? word : rename_word(symmetry, word, own, renamed);
}
