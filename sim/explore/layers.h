/* SPDX-License-Identifier: BSD-3-Clause */
/* The states of a closure by their distance from the initial one. */
#ifndef EXPLORE_LAYERS_H
#define EXPLORE_LAYERS_H

#include "explore/closure.h"

typedef struct {
	Closure *closure;
	Relation *relation;
	Saturation saturation;
	GArray *sets;                   /* of MddNode, in the closure's diagrams */
	guint passed;                   /* further ones */
	MddNode before;                 /* all of them */
} Layers;

/* That of the initial state alone. */
Layers *layers_new(Closure *closure);
void layers_free(Layers *layers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layers, layers_free)

static inline MddNode layers_at(const Layers *layers, guint distance)
{
	return g_array_index(layers->sets, MddNode, distance);
}

/* Is there a next one? It is not added; FALSE also if work must end. */
gboolean layers_pass(Layers *layers);

/* Adds the next; FALSE if there is none, or work must end. */
gboolean layers_grow(Layers *layers);

#endif
