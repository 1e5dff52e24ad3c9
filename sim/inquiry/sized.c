/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring a scenario for every number of pages and Granules. */
#include "inquiry/sized.h"

#include <string.h>

#include "sizes/alike.h"
#include "sizes/domain.h"
#include "sizes/spoil.h"
#include "sizes/world.h"

/* States of larger worlds that are looked at. */
#define LARGER_STATES 1000
/* States that are searched, of one size, for what breaks. */
#define SEARCHED_STATES 300000

/* ---- when it is to end ---- */

/* Asks who asked for it, and looks at the time. */
typedef struct {
	const ExploreSink *sink;
	ExploreEnd *end;
	gint64 began, late;             /* in microseconds; late: when it is over, 0: never */
	/* What is told where a part has no numbers of its own. */
	Count states, steps;
	guint64 rounds;
} Watch;

static gboolean watch(gpointer user, Count states, Count steps, guint64 rounds)
{
	Watch *watch = user;

	if (states) {
		watch->states = states;
		watch->steps = steps;
		watch->rounds = rounds;
	}
	if (*watch->end == EXPLORE_CLOSED && watch->sink->progress &&
	    !watch->sink->progress(watch->sink->user, watch->states, watch->steps, watch->rounds))
		*watch->end = EXPLORE_INTERRUPTED;
	if (*watch->end == EXPLORE_CLOSED && watch->late && g_get_monotonic_time() > watch->late)
		*watch->end = EXPLORE_TIME;
	return *watch->end == EXPLORE_CLOSED;
}

/* The time of the block counts, too. */
static Watch watch_begin(Sized *sized, const SizedRequest *request)
{
	const ExploreOptions options = { .seconds = request->seconds };
	double seconds = explore_bounded(&options, sized->scenario->explore).seconds;

	gint64 began = g_get_monotonic_time();

	sized->end = EXPLORE_CLOSED;
	return (Watch){ .sink = &request->sink, .end = &sized->end, .began = began,
			.late = seconds > 0 ? began + (gint64)(seconds * 1e6) : 0 };
}

/* ---- what breaks, where it really does ---- */

/* The actions of a world of @size lead to something that breaks: then it is kept. */
static gboolean search_at(Sized *sized, WorldSize size, const ExploreSink *sink)
{
	const ExploreOptions options = { .states = SEARCHED_STATES };
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
	domain_restricted_free(sized->world, a);
	g_free(numbers);
	return sized->found != NULL;
}

/* FALSE: there is nothing to show, or it does not show on the model itself. */
static gboolean show_at(Sized *sized, WorldSize size, const ExploreSink *sink)
{
	size.recs = MIN(sized->world->most.recs, CLOSING_RECS);
	if (!size.pages || size.pages > sized->world->most.pages ||
	    size.granules > sized->world->most.granules || !search_at(sized, size, sink))
		return FALSE;
	sized->witness = witness_new(sized->explored.exploration, sized->found);
	sized->witness_size = size;
	return TRUE;
}

/* In the first of @sizes that shows something. */
static void show_in(Sized *sized, const WorldSize *sizes, gsize count, const ExploreSink *sink)
{
	for (gsize i = 0; i < count; i++)
		if (show_at(sized, sizes[i], sink))
			return;
}

/* A view that breaks a rule may be of no state: only what happens at a real size is shown. */
static void find_witness(Sized *sized, const ExploreSink *sink)
{
	static const WorldSize sizes[] = {
		{ 1, 1, 0 }, { 2, 1, 0 }, { 1, 2, 0 }, { 2, 2, 0 }, { 3, 2, 0 }
	};

	show_in(sized, sizes, G_N_ELEMENTS(sizes), sink);
}

/* What does not go on as it began may break something where it begins to be otherwise. */
static void find_larger_witness(Sized *sized, const ExploreSink *sink)
{
	const WorldSize sizes[] = { sized->uniform.worst_at, sized->uniform.fault_at,
				    { 4, 1, 0 }, { 5, 1, 0 }, { 4, 2, 0 } };

	show_in(sized, sizes, G_N_ELEMENTS(sizes), sink);
}

/* ---- the whole ---- */

/* Pages and Granules of the states that are run. */
static guint components_of(const Sized *sized, const SizedRequest *request)
{
	return MAX(request->components, sized->world->needed + 1);
}

/* Are there Granules for all that so many components may map? */
static gboolean has_granules(const SizedWorld *world, guint components, GError **error)
{
	guint needed = components * (world->has_subtrees ? 1 + world->page_unit : 1);

	if (world->is_tree || needed <= world->most.granules)
		return TRUE;
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
		    "for states of %u components it needs %u Granules, and has %u", components, needed,
		    world->most.granules);
	return FALSE;
}

static gboolean make_world(Sized *sized, const SizedRequest *request, Diagnostics *diagnostics)
{
	const struct explore_alphabet *a = &sized->explored.exploration->alphabet;
	g_autoptr(GError) error = NULL;
	guint64 page_base, granule_base;
	WorldSize most;

	if (domain_find(a, &page_base, &granule_base, &most, &error))
		sized->world = sizes_new(a, page_base, granule_base, most, &error);
	if (sized->world && (!sizes_are_alike(sized->world, &error) ||
			     !uniform_is_possible(sized->world, &error) ||
			     !has_granules(sized->world, components_of(sized, request), &error)))
		g_clear_pointer(&sized->world, sizes_free);
	if (!sized->world)
		diagnostics_error(diagnostics, sized->scenario->explore->at, "--for-all: %s",
				  error->message);
	return sized->world != NULL;
}

/* The parts of the proof, as far as each holds. */
static void prove(Sized *sized, guint components, const ExploreSink *sink)
{
	closing_run(&sized->closing, sized->world, components, sink);
	if (closing_fails(&sized->closing))
		find_witness(sized, sink);
	if (!closing_holds(&sized->closing))
		return;
	lemma_check(&sized->lemma, &sized->closing, sink);
	if (!lemma_holds(&sized->lemma))
		return;
	lemma_sample(&sized->larger, &sized->closing, LARGER_STATES, sink);
	uniform_check(&sized->uniform, sized->world, sink);
	if (sized_holds(sized))
		sized->has_breakable = spoil_breaks(&sized->closing, sink, &sized->breakable);
	else if (!sized_is_open(sized))
		find_larger_witness(sized, sink);
}

void sized_explore(const char *path, const SizedRequest *request, Diagnostics *diagnostics,
		   Sized *sized)
{
	ExploreSink sink = { .progress = watch };
	Watch watching;

	memset(sized, 0, sizeof(*sized));
	sized->scenario = scenario_parse(path, &request->parse, diagnostics);
	sized->explorable = sized->scenario && scenario_asks(sized->scenario, diagnostics) &&
			    explored_begin(&sized->explored, sized->scenario, diagnostics);
	if (!sized->explorable || !make_world(sized, request, diagnostics))
		return;
	watching = watch_begin(sized, request);
	sink.user = &watching;
	prove(sized, components_of(sized, request), &sink);
	sized->seconds = (double)(g_get_monotonic_time() - watching.began) / 1e6;
}

void sized_clear(Sized *sized)
{
	g_clear_pointer(&sized->witness, witness_free);
	if (sized->found)
		g_array_unref(sized->found->actions);
	g_clear_pointer(&sized->found, g_free);
	closing_clear(&sized->closing);
	uniform_clear(&sized->uniform);
	g_clear_pointer(&sized->world, sizes_free);
	if (sized->explored.scenario)
		explored_clear(&sized->explored);
	scenario_free(sized->scenario);
}

/* ---- what came of it ---- */

gboolean sized_part_holds(const Sized *sized, ProofPart part)
{
	switch (part) {
	case PART_CLOSURE:
		return closing_holds(&sized->closing);
	case PART_LEMMA:
		return lemma_holds(&sized->lemma);
	case PART_LARGER:
		return sized->larger.steps && lemma_holds(&sized->larger) &&
		       lemma_holds(&sized->uniform.lemma);
	default:
		return uniform_holds(&sized->uniform);
	}
}

gboolean sized_part_was_tried(const Sized *sized, ProofPart part)
{
	for (guint i = 0; i < part; i++)
		if (!sized_part_holds(sized, (ProofPart)i))
			return FALSE;
	return TRUE;
}

gboolean sized_holds(const Sized *sized)
{
	return sized->world && sized_part_was_tried(sized, PROOF_PARTS);
}

RowState sized_row(const Sized *sized, guint number)
{
	if (sized->closing.broken >> number & 1)
		return ROW_BROKEN;
	if (sized->explored.exploration->alphabet.ignored >> number & 1)
		return ROW_UNCHECKED;
	if (!sized_holds(sized))
		return ROW_OPEN;
	return !sized->has_breakable ? ROW_HOLDS :
	       sized->breakable >> number & 1 ? ROW_PROVEN : ROW_SILENT;
}

/* Does something speak against it, however much was looked at? */
static gboolean fails(const Sized *sized)
{
	return closing_fails(&sized->closing) || lemma_fails(&sized->lemma) ||
	       lemma_fails(&sized->larger) || lemma_fails(&sized->uniform.lemma) ||
	       (sized->uniform.fault && !sized->uniform.interrupted);
}

gboolean sized_is_open(const Sized *sized)
{
	if (fails(sized))
		return FALSE;
	return sized->closing.is_open || sized->end != EXPLORE_CLOSED || sized->uniform.interrupted ||
	       (sized_part_was_tried(sized, PART_UNIFORM) && !sized->uniform.is_learned);
}
