/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two things of a state in one another's place (renaming.h), and whether actions
 * notice: they do not if what was learned of each, with the two exchanged, is what
 * was learned of some action, no two of one.
 */
#ifndef EXPLORE_EXCHANGE_H
#define EXPLORE_EXCHANGE_H

#include "explore/action_cells.h"

/* Of no action. */
#define EXCHANGE_NO_ACTION (-1)

/*
 * May @a and @b change places? Else *@action is the first that notices, or
 * EXCHANGE_NO_ACTION: the initial state does, or what the one has the other has not.
 */
gboolean exchange_holds(const Renaming *renaming, const ActionCells *cells,
			const NamedThing *a, const NamedThing *b, gint *action);

#endif
