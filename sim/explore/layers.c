/* SPDX-License-Identifier: BSD-3-Clause */
/* The states of a closure by their distance from the initial one. */
#include "explore/layers.h"

#include "explore/events.h"

Layers *layers_new(Closure *closure)
{
	Layers *layers = g_new0(Layers, 1);

	layers->closure = closure;
	layers->relation = events_relation(closure->learner, &closure->levels);
	saturation_init(&layers->saturation, closure->mdd, layers->relation,
			closure->levels.domain);
	layers->before = closure_initial(closure);
	layers->sets = g_array_new(FALSE, FALSE, sizeof(MddNode));
	g_array_append_val(layers->sets, layers->before);
	return layers;
}

void layers_free(Layers *layers)
{
	if (!layers)
		return;
	saturation_clear(&layers->saturation);
	relation_free(layers->relation);
	g_array_unref(layers->sets);
	g_free(layers);
}

/* The states of one step more; MDD_EMPTY: there are no more, or memory was used up. */
static MddNode further(Layers *layers)
{
	/* From all of them: that set is more regular than the last layer, and is known in parts. */
	MddNode all = saturation_step(&layers->saturation, layers->before);

	return closure_must_end(layers->closure) || all == layers->before ? MDD_EMPTY : all;
}

gboolean layers_pass(Layers *layers)
{
	MddNode all = further(layers);

	if (all == MDD_EMPTY)
		return FALSE;
	layers->before = all;
	layers->passed++;
	return TRUE;
}

gboolean layers_grow(Layers *layers)
{
	Mdd *mdd = layers->closure->mdd;
	MddNode all = further(layers), next;

	if (all == MDD_EMPTY)
		return FALSE;
	next = mdd_minus(mdd, all, layers->before);
	g_array_append_val(layers->sets, next);
	layers->before = all;
	return !closure_must_end(layers->closure);
}
