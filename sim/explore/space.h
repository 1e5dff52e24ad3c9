/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An explored state as a tuple: its parts (state/parts.h) and the monitors, and
 * for each part the values that it was seen to have, numbered from 0. Number 0
 * is its value in the initial state.
 */
#ifndef EXPLORE_SPACE_H
#define EXPLORE_SPACE_H

#include <glib.h>

#include "explore/alphabet.h"
#include "state/parts.h"

typedef struct {
	struct rmm_part is;
	GArray *values;                 /* guint64, by number */
	GHashTable *numbers;            /* value to number */
} SpacePart;

typedef struct {
	const struct explore_alphabet *a;
	SpacePart *parts;
	guint count;
	guint32 *part_of;               /* by byte of the state */
} Space;

Space *space_new(const struct explore_alphabet *a);
void space_free(Space *space);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Space, space_free)

/* The value of a part in a state, and setting it; entries by their bits. */
guint64 space_get(const Space *space, guint part, gconstpointer state);
void space_set(const Space *space, guint part, gpointer state, guint64 value);

/* The number of a value of a part, which may be new. */
guint32 space_number(Space *space, guint part, guint64 value);

/* The same; FALSE: it was not seen. */
gboolean space_find(const Space *space, guint part, guint64 value, guint32 *number);

static inline gboolean space_is_entry(const Space *space, guint part)
{
	return space->parts[part].is.kind == PART_RTTE;
}

static inline guint space_values(const Space *space, guint part)
{
	return space->parts[part].values->len;
}

static inline guint64 space_value(const Space *space, guint part, guint32 number)
{
	return g_array_index(space->parts[part].values, guint64, number);
}

#endif
