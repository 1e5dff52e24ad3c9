/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names in words (word.h), in tables: of Granules and of pages that may change
 * places with others of their class. A name is a place among all of its kind; those
 * of a class stand side by side.
 */
#ifndef EXPLORE_NAMING_H
#define EXPLORE_NAMING_H

#include "explore/packing.h"
#include "explore/renaming.h"

/* Names of a kind, at most; parts that a Granule has. */
#define NAMES_MOST 32
#define OWN_MOST   5
/* Bits of a number that all of a class share. */
#define OWN_BITS   12
/* Slots that may have the name of a page. */
#define MARKS_MOST (64 - OWN_BITS - 8)
#define NO_NAME    0xff

/* Where the number of a level is in a word; a mask of 0: it is no level. */
typedef struct {
	guint64 mask;
	guint shift;
} NameField;

/* A slot (renaming.h) that may have a name of the kind. */
typedef struct {
	guint level;
	NameField field, other;
	guint32 domain;                 /* of the level alone */
	guint8 *name;                   /* by number of the slot; NO_NAME */
	guint32 *renamed;               /* by number and name: the number with that one instead */
} NameSlot;

typedef struct {
	guint count;                    /* of names */
	guint8 first[NAMES_MOST];       /* by name: the first of its class */
	guint own[NAMES_MOST];          /* parts that it has; of a page one */
	NameField field[NAMES_MOST][OWN_MOST];
	/* By name, part and number: the number of that value for the first of the class; and back. */
	guint32 *common[NAMES_MOST][OWN_MOST], *special[NAMES_MOST][OWN_MOST];
	GArray *slots;                  /* of NameSlot: where these names are, in pages not */
} Names;

typedef struct {
	Names granules, pages;
	gboolean simple;                /* one class of Granules, none of pages */
	/* By page: its entry, which may have the name of a Granule. */
	NameSlot entry[NAMES_MOST];
	/* By page and number: the common number with the first Granule of its class there. */
	guint32 *shape[NAMES_MOST];
} Naming;

/* Has a Granule or a page no more of its own than there is room for? */
gboolean naming_takes(const Renaming *renaming, const NamedThing *thing);

/* @classes: of GPtrArray of NamedThing, at most NAMES_MOST of a kind. RECs have no names. */
void naming_init(Naming *naming, const Renaming *renaming, const WordLayout *layout,
		 const GPtrArray *classes);
void naming_clear(Naming *naming);

/* Of the words that are @word with other names: one, the same for all of them. */
guint64 naming_stands_for(const Naming *naming, guint64 word);

static inline guint32 name_field_get(NameField field, guint64 word)
{
	return (guint32)(word >> field.shift & field.mask);
}

static inline void name_field_set(NameField field, guint64 *word, guint32 number)
{
	*word = (*word & ~(field.mask << field.shift)) | (guint64)number << field.shift;
}

/* The number of a slot in a word, and setting it. */
static inline guint32 name_slot_get(const NameSlot *slot, guint64 word)
{
	return name_field_get(slot->field, word) +
	       slot->domain * name_field_get(slot->other, word);
}

static inline void name_slot_set(const NameSlot *slot, guint64 *word, guint32 number)
{
	if (slot->other.mask) {
		name_field_set(slot->other, word, number / slot->domain);
		number %= slot->domain;
	}
	name_field_set(slot->field, word, number);
}

#endif
