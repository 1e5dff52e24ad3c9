/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What was learned of actions, to be compared: a cell for each way through what was
 * learned of one, which says for every slot (renaming.h) what numbers it is for, and
 * what becomes of them. All cells of an action together are for every state that is
 * reached.
 */
#ifndef EXPLORE_ACTION_CELLS_H
#define EXPLORE_ACTION_CELLS_H

#include "explore/event_list.h"
#include "explore/renaming.h"

/*
 * A cell is an event. A slot that may have any number, and keeps it, has no factor.
 * The first factor is of no slot: 1 if the action is taken.
 */
typedef struct {
	const Renaming *renaming;
	EventList *actions;             /* by action */
	GHashTable *keys;               /* of cells_key to GArray of guint: actions */
	GPtrArray *own_keys;            /* by action */
	guint count;
} ActionCells;

ActionCells *action_cells_new(const Renaming *renaming);
void action_cells_free(ActionCells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ActionCells, action_cells_free)

/* The slot of the first factor. */
static inline guint cells_outcome(const Renaming *renaming)
{
	return renaming->slot_count;
}

/* Equal cells, in whatever order, have equal keys. */
GBytes *cells_key(const EventList *cells);

/*
 * Is there no state that both are for, and do otherwise in? Then they do the same in
 * all that are reached, however each was divided into cells.
 */
gboolean cells_agree(const EventList *a, const EventList *b);

#endif
