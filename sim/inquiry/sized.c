/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring a scenario for every number of pages and Granules. */
#include "inquiry/sized.h"

#include <string.h>

#include "sizes/domain.h"
#include "sizes/sizes.h"

/* States of larger worlds that are looked at. */
#define LARGER_STATES 4000

/* ---- what breaks, where it really does ---- */

/* The actions of a world of @size lead to something that breaks: then it is kept. */
static gboolean search_at(Sized *sized, WorldSize size, const ExploreSink *sink)
{
	const ExploreOptions options = { .states = 2000000 };
	ExploreSink quiet = { .user = sink->user, .progress = sink->progress };
	guint *numbers;
	struct explore_alphabet *a = domain_restricted(sized->world, size, &numbers);
	ExploreResult result;

	explore_plain.explore(a, &options, &quiet, &result);
	for (guint i = 0; i < result.found->len && !sized->found; i++) {
		const Found *found = result.found->pdata[i];

		if (found->kind != FOUND_INVARIANT && found->kind != FOUND_EFFECT)
			continue;
		sized->found = g_memdup2(found, sizeof(*found));
		sized->found->actions = g_array_new(FALSE, FALSE, sizeof(guint));
		for (guint j = 0; j < found->actions->len; j++)
			g_array_append_val(sized->found->actions,
					   numbers[g_array_index(found->actions, guint, j)]);
	}
	explore_result_clear(&result);
	domain_restricted_free(a);
	g_free(numbers);
	return sized->found != NULL;
}

/* A view that breaks a rule may be of no state: only what happens at a real size is shown. */
static void find_witness(Sized *sized, const ExploreSink *sink)
{
	static const WorldSize sizes[] = { { 1, 1 }, { 2, 1 }, { 1, 2 }, { 2, 2 }, { 3, 2 } };

	for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
		if (sizes[i].pages > sized->world->most.pages ||
		    sizes[i].granules > sized->world->most.granules ||
		    !search_at(sized, sizes[i], sink))
			continue;
		sized->witness = witness_new(sized->explored.exploration, sized->found);
		sized->witness_size = sizes[i];
		return;
	}
}

/* ---- the whole ---- */

static gboolean make_world(Sized *sized, Diagnostics *diagnostics)
{
	const struct explore_alphabet *a = &sized->explored.exploration->alphabet;
	g_autoptr(GError) error = NULL;
	guint64 page_base, granule_base;
	WorldSize most;

	if (domain_find(a, &page_base, &granule_base, &most, &error))
		sized->world = sizes_new(a, page_base, granule_base, most, &error);
	if (!sized->world)
		diagnostics_error(diagnostics, sized->scenario->explore->at, "--for-all: %s",
				  error->message);
	return sized->world != NULL;
}

void sized_explore(const char *path, const SizedRequest *request, Diagnostics *diagnostics,
		   Sized *sized)
{
	memset(sized, 0, sizeof(*sized));
	sized->scenario = scenario_parse(path, &request->parse, diagnostics);
	sized->explorable = sized->scenario && scenario_asks(sized->scenario, diagnostics) &&
			    explored_begin(&sized->explored, sized->scenario, diagnostics);
	if (!sized->explorable || !make_world(sized, diagnostics))
		return;
	closing_run(&sized->closing, sized->world, &request->sink);
	if (!closing_holds(&sized->closing)) {
		find_witness(sized, &request->sink);
		return;
	}
	lemma_check(&sized->lemma, &sized->closing, &request->sink);
	if (lemma_holds(&sized->lemma))
		lemma_sample(&sized->larger, &sized->closing, LARGER_STATES, &request->sink);
}

void sized_clear(Sized *sized)
{
	g_clear_pointer(&sized->witness, witness_free);
	if (sized->found)
		g_array_unref(sized->found->actions);
	g_clear_pointer(&sized->found, g_free);
	closing_clear(&sized->closing);
	g_clear_pointer(&sized->world, sizes_free);
	if (sized->explored.scenario)
		explored_clear(&sized->explored);
	scenario_free(sized->scenario);
}

gboolean sized_holds(const Sized *sized)
{
	return sized->world && closing_holds(&sized->closing) && lemma_holds(&sized->lemma) &&
	       sized->larger.steps && lemma_holds(&sized->larger);
}
