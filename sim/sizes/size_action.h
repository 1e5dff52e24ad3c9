/* SPDX-License-Identifier: BSD-3-Clause */
/* Which pages and Granules actions are about, and what they are called in a smaller world. */
#ifndef SIZES_SIZE_ACTION_H
#define SIZES_SIZE_ACTION_H

#include "sizes/component.h"

/* Finds what each action needs. Once, when all else of the world is known. */
void sizes_actions_init(SizedWorld *world);

static inline gboolean sizes_has(const SizedWorld *world, guint action, WorldSize size)
{
	return world->needs[action].pages <= size.pages &&
	       world->needs[action].granules <= size.granules;
}

/*
 * The action that is the same when @page (or WORLD_NONE) and the Granules that
 * @moved makes WORLD_NONE are gone; @moved: by Granule, its name then.
 * WORLD_NONE: it is about one of them.
 */
guint sizes_rename_action(const SizedWorld *world, guint action, guint page, const guint *moved);

#endif
