/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Views: what is left of a state when all components but one are taken away. A
 * set of views, and the states that it allows: those all of whose views are in it.
 */
#ifndef SIZES_VIEWS_H
#define SIZES_VIEWS_H

#include "sizes/component.h"

typedef struct Views Views;

Views *views_new(guint position_count);
void views_free(Views *views);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Views, views_free)

/* Adds the views of a state. TRUE: one of them is new. */
gboolean views_add(Views *views, const Composition *composition);

/* How many. */
guint views_count(const Views *views);

/* Is told of a composition. */
typedef void CompositionFunction(gpointer user, const Composition *composition);

/* Calls @function for each composition of at most @most components that the views allow. */
void views_each(const Views *views, guint most, WorldSize size, CompositionFunction *function,
		gpointer user);

/*
 * A composition of @size that the views allow, at random; FALSE: none was found
 * in a few tries.
 */
gboolean views_choose(const Views *views, GRand *random, WorldSize size, Composition *composition);

#endif
