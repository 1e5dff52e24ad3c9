/* SPDX-License-Identifier: BSD-3-Clause */
/* The states of a closure by their distance from the initial one. */
#ifndef EXPLORE_LAYERS_H
#define EXPLORE_LAYERS_H

#include "explore/closure.h"

typedef struct {
	GArray *sets;                   /* of MddNode, in the closure's diagrams */
	gboolean incomplete;            /* memory was used up, or stopped */
} Layers;

/* All of them. */
Layers *layers_new(Closure *closure);
void layers_free(Layers *layers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layers, layers_free)

#endif
