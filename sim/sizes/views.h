/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Views: what is left of a state when all pages and Granules but one are taken away,
 * and all RECs but one where they are components. A set of views, and the states that
 * it allows: those all of whose views are in it.
 */
#ifndef SIZES_VIEWS_H
#define SIZES_VIEWS_H

#include "sizes/component.h"

typedef struct Views Views;

/* Of a world: it has to stay. */
Views *views_new(const SizedWorld *world);
void views_free(Views *views);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Views, views_free)

/* Adds the views of a state. TRUE: one of them is new. */
gboolean views_add(Views *views, const Composition *composition);

/* How many. */
guint views_count(const Views *views);

/* Is told of a composition. FALSE: of no further one. */
typedef gboolean CompositionFunction(gpointer user, const Composition *composition);

/*
 * Calls @function for each composition that the views allow of at most @most pages
 * and Granules together, and at most as many of each, and RECs, as @size says.
 */
void views_each(const Views *views, guint most, WorldSize size, CompositionFunction *function,
		gpointer user);

/*
 * A composition of @size that the views allow, at random; FALSE: none was found
 * in a few tries.
 */
gboolean views_choose(const Views *views, GRand *random, WorldSize size, Composition *composition);

#endif
