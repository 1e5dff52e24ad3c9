/* SPDX-License-Identifier: BSD-3-Clause */
/* The states of a closure by their distance from the initial one. */
#include "explore/layers.h"

#include "explore/events.h"

Layers *layers_new(Closure *closure)
{
	Layers *layers = g_new0(Layers, 1);
	g_autoptr(Relation) relation = events_relation(closure->learner, &closure->levels);
	Saturation saturation;
	MddNode layer = closure_initial(closure), before = MDD_EMPTY;

	layers->sets = g_array_new(FALSE, FALSE, sizeof(MddNode));
	saturation_init(&saturation, closure->mdd, relation, closure->levels.domain);
	while (layer != MDD_EMPTY) {
		g_array_append_val(layers->sets, layer);
		before = mdd_union(closure->mdd, before, layer);
		layer = mdd_minus(closure->mdd, saturation_image(&saturation, layer), before);
		if (closure->mdd->exhausted) {
			layers->incomplete = TRUE;
			break;
		}
	}
	saturation_clear(&saturation);
	return layers;
}

void layers_free(Layers *layers)
{
	if (!layers)
		return;
	g_array_unref(layers->sets);
	g_free(layers);
}
