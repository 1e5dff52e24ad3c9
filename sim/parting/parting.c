/* SPDX-License-Identifier: BSD-3-Clause */
/* The search for first differences. */
#include "parting/parting.h"

#include <string.h>

#include "explore/bounds.h"
#include "explore/settle.h"
#include "parting/compare.h"

/* ---- actions of the same name ---- */

static void pair_actions(Search *search)
{
	const struct explore_alphabet *a = search->side[0].a, *b = search->side[1].a;
	g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
	guint shared = 0;

	for (guint i = 0; i < b->action_count; i++)
		g_hash_table_insert(keys, (gpointer)explore_action_key(&b->actions[i]),
				    GUINT_TO_POINTER(i + 1));
	search->side[0].actions = g_new0(guint, a->action_count);
	search->side[1].actions = g_new0(guint, a->action_count);
	for (guint i = 0; i < a->action_count; i++) {
		guint other = GPOINTER_TO_UINT(g_hash_table_lookup(
			keys, explore_action_key(&a->actions[i])));

		if (!other)
			continue;
		search->side[0].actions[shared] = i;
		search->side[1].actions[shared++] = other - 1;
	}
	search->result->shared = shared;
	search->result->alone[0] = a->action_count - shared;
	search->result->alone[1] = b->action_count - shared;
}

/* ---- an action on one side ---- */

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Side *side = user;

	if (side->count < CALLS_MAX)
		side->made[side->count++] = (Made){ side->a->model, *call, *result };
}

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	const Side *side = user;

	return memcmp(rmm_part(state, offset), rmm_part(side->from, offset), size) != 0;
}

static void act(Side *side, guint shared)
{
	const struct explore_observer observer = { side, NULL, after_call, true };

	side->count = 0;
	memcpy(side->now, side->from, side->a->state_size);
	side->taken = explore_act(side->a, &side->a->actions[side->actions[shared]], side->now,
				  &observer);
	if (side->taken != ACTION_TAKEN)
		return;
	explore_settle(side->a, side->now, wrote, side);
	if (!side->a->ghosts)
		explore_settle_ghosts(side->a, side->now, wrote, side);
}

/* ---- pairs ---- */

static void add_pair(Search *search)
{
	gboolean is_new;

	for (guint i = 0; i < 2; i++)
		memcpy(search->pair + search->side[i].at, search->side[i].now,
		       search->side[i].a->state_size);
	search->result->transitions++;
	store_add(search->store, search->pair, &is_new);
	if (is_new) {
		Origin origin = { search->state, search->action };

		g_array_append_val(search->origins, origin);
	}
}

/* A refusal, too: it is to leave everything as it was (B1.6). */
static gboolean leaves_state(const Side *side)
{
	return side->taken == ACTION_TAKEN || side->taken == ACTION_REFUSED;
}

/* A side that does not take the action stays where it was. FALSE: neither does. */
static gboolean go_on_apart(Search *search)
{
	gboolean taken = FALSE;

	for (guint i = 0; i < 2; i++) {
		Side *side = &search->side[i];

		taken |= side->taken == ACTION_TAKEN;
		if (side->taken != ACTION_TAKEN)
			memcpy(side->now, side->from, side->a->state_size);
	}
	return taken;
}

/* Is there a pair behind the action, in which the sides have not parted? */
static gboolean go_on(Search *search)
{
	const Side *a = &search->side[0], *b = &search->side[1];

	if (search->sight == PARTING_TOLD_TO_REALM)
		return go_on_apart(search);
	return leaves_state(a) && leaves_state(b) && parting_compare_states(search) &&
	       a->taken == ACTION_TAKEN && b->taken == ACTION_TAKEN;
}

static void expand(Search *search)
{
	store_get(search->store, search->state, search->pair);
	for (guint i = 0; i < 2; i++)
		memcpy(search->side[i].from, search->pair + search->side[i].at,
		       search->side[i].a->state_size);
	for (guint i = 0; i < search->result->shared && search->result->end == EXPLORE_CLOSED; i++) {
		Side *a = &search->side[0], *b = &search->side[1];

		search->action = i;
		act(a, i);
		act(b, i);
		if (parting_compare_calls(search) && go_on(search))
			add_pair(search);
	}
}

/* ---- the search ---- */

static ExploreEnd bound_reached(const Search *search)
{
	const SearchExtent extent = {
		store_count(search->store), search->state, search->result->transitions,
		search->result->depth, store_memory(search->store), search->began
	};

	return bounds_reached(search->options, search->sink, &extent);
}

static void run(Search *search)
{
	PartingResult *result = search->result;
	guint32 layer_end = 1;

	for (search->state = 0; search->state < store_count(search->store) &&
	     result->end == EXPLORE_CLOSED; search->state++) {
		if (search->state == layer_end) {
			layer_end = store_count(search->store);
			result->depth++;
		}
		result->end = bound_reached(search);
		if (result->end == EXPLORE_CLOSED)
			expand(search);
	}
	result->states = store_count(search->store);
}

static void side_init(Side *side, const struct explore_alphabet *a, gsize at)
{
	side->a = a;
	side->at = at;
	side->from = g_malloc0(a->state_size);
	side->now = g_malloc0(a->state_size);
}

static void side_clear(Side *side)
{
	g_free(side->from);
	g_free(side->now);
	g_free(side->actions);
}

static void search_init(Search *search, const struct explore_alphabet *a,
			const struct explore_alphabet *b)
{
	Origin none = { 0, 0 };

	side_init(&search->side[0], a, 0);
	side_init(&search->side[1], b, a->state_size);
	search->pair = g_malloc0(a->state_size + b->state_size);
	memcpy(search->pair, a->initial, a->state_size);
	memcpy(search->pair + a->state_size, b->initial, b->state_size);
	search->store = store_new(search->pair, a->state_size + b->state_size);
	search->common = common_new(a->model, a->initial, b->model, b->initial);
	search->origins = g_array_new(FALSE, FALSE, sizeof(Origin));
	g_array_append_val(search->origins, none);
	search->began = g_get_monotonic_time();
}

void parting_find(const struct explore_alphabet *a, const struct explore_alphabet *b,
		  const ExploreOptions *options, PartingSight sight, const ExploreSink *sink,
		  PartingResult *result)
{
	/* A call with its result is large: too large for two sides' on the stack. */
	g_autofree Search *search = g_new0(Search, 1);

	parting_result_init(result);
	search->options = options;
	search->sink = sink;
	search->result = result;
	search->sight = sight;
	result->apart = sight == PARTING_TOLD_TO_REALM;
	search_init(search, a, b);
	pair_actions(search);
	run(search);
	result->seconds = (double)(g_get_monotonic_time() - search->began) / 1e6;
	side_clear(&search->side[0]);
	side_clear(&search->side[1]);
	store_free(search->store);
	common_free(search->common);
	g_array_unref(search->origins);
	g_free(search->pair);
}
