/* SPDX-License-Identifier: BSD-3-Clause */
/* Which pages and Granules actions are about, and what they are called in a smaller world. */
#ifndef SIZES_SIZE_ACTION_H
#define SIZES_SIZE_ACTION_H

#include "sizes/component.h"

/* What an input of a call names. */
typedef enum {
	NAMES_NOTHING,
	NAMES_PAGE,
	NAMES_BORDER,           /* base or top of a range of pages */
	NAMES_GRANULE,
	NAMES_REC,
	NAMES_REALM             /* by its RD, or by its REC */
} Naming;

/* @number: which, or of a border how many pages lie below; @value may be changed. */
typedef void NamingFunction(gpointer user, Naming naming, guint number, const struct rmm_value *input,
			    guint64 *value);

/* Calls @function for each input of @call that names something. */
void sizes_each_name(const SizedWorld *world, struct rmm_call *call, NamingFunction *function,
		     gpointer user);

/*
 * What tells an action from all others, with what it names as @rename makes it; NULL:
 * as it is. The caller owns it.
 */
GBytes *sizes_action_key(const SizedWorld *world, guint action, NamingFunction *rename,
			 gpointer user);

/* Finds what each action needs. Once, when all else of the world is known. */
void sizes_actions_init(SizedWorld *world);
void sizes_actions_clear(SizedWorld *world);

/* The actions of worlds of @size. */
const SizeActions *sizes_actions(SizedWorld *world, WorldSize size);

static inline gboolean sizes_has(const SizedWorld *world, guint action, WorldSize size)
{
	return world->needs[action].pages <= size.pages &&
	       world->needs[action].granules <= size.granules &&
	       world->needs[action].recs <= size.recs;
}

/* The action that is the same without @gone. WORLD_NONE: it is about that. */
guint sizes_rename_action(const SizedWorld *world, guint action, Deletion gone);

#endif
