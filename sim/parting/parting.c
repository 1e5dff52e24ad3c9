/* SPDX-License-Identifier: BSD-3-Clause */
/* The search for first differences. */
#include "parting/parting.h"

#include <string.h>

#include "explore/act.h"
#include "explore/bounds.h"
#include "explore/settle.h"
#include "explore/store.h"
#include "parting/common.h"

/* Calls of an action that are looked at. */
#define CALLS_MAX 16

/* One of the two models, and what an action came to there. */
typedef struct {
	const struct explore_alphabet *a;
	gsize at;                       /* where its state is in a pair */
	guint *actions;                 /* by shared action: index into the alphabet */
	struct rmm *from;               /* the state that is expanded */
	struct rmm *now;                /* what becomes of it */
	Made made[CALLS_MAX];
	guint count;
	enum explore_taken taken;
} Side;

typedef struct {
	guint32 from;
	guint32 action;
} Origin;

typedef struct {
	Side side[2];
	const ExploreOptions *options;
	const ExploreSink *sink;
	PartingResult *result;
	PartingSight sight;
	Common *common;
	Store *store;
	GArray *origins;                /* of Origin, by pair */
	guint8 *pair;
	gint64 began;                   /* microseconds */
	guint32 state;                  /* the number of the pair that is expanded */
	guint action;                   /* being taken */
} Search;

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

/* ---- what differs ---- */

static void parting_free(gpointer data)
{
	Parting *parting = data;

	g_array_unref(parting->actions);
	g_free(parting);
}

static gboolean is_made_alike(const Made *a, const Made *b)
{
	return a->call.command == b->call.command && a->result.status == b->result.status &&
	       a->result.condition == b->result.condition;
}

/* Was one of its kind found before? It was no longer. */
static gboolean is_known(const Search *search, const Parting *parting)
{
	for (guint i = 0; i < search->result->partings->len; i++) {
		const Parting *other = search->result->partings->pdata[i];

		if (other->kind == parting->kind && other->output == parting->output &&
		    is_made_alike(&other->made[0], &parting->made[0]) &&
		    is_made_alike(&other->made[1], &parting->made[1]))
			return TRUE;
	}
	return FALSE;
}

static GArray *path_to(const Search *search)
{
	GArray *path = g_array_new(FALSE, FALSE, sizeof(guint));

	g_array_append_val(path, search->side[0].actions[search->action]);
	for (guint32 state = search->state; state;) {
		const Origin *origin = &g_array_index(search->origins, Origin, state);

		g_array_prepend_val(path, search->side[0].actions[origin->action]);
		state = origin->from;
	}
	return path;
}

static Made made_at(const Side *side, guint call)
{
	const Made none = { .model = side->a->model, .call.command = CMD_NONE };

	return call < side->count ? side->made[call] : none;
}

static void found(Search *search, DifferenceKind kind, guint call,
		  const struct rmm_value *output)
{
	Parting parting = {
		.kind = kind, .output = output,
		.made = { made_at(&search->side[0], call), made_at(&search->side[1], call) }
	};

	if (is_known(search, &parting))
		return;
	parting.actions = path_to(search);
	if (kind == DIFFERENCE_STATE &&
	    !common_difference(search->common, search->side[0].now, search->side[1].now,
			       &parting.part))
		parting.part.size = 0;
	g_ptr_array_add(search->result->partings, g_memdup2(&parting, sizeof(parting)));
	if (!search->options->all)
		search->result->end = EXPLORE_VIOLATED;
}

/* Is the action one of software, which chooses its calls? */
static gboolean is_procedure(const Search *search)
{
	const Side *side = &search->side[0];
	const struct explore_action *action = &side->a->actions[side->actions[search->action]];

	for (unsigned i = 0; i < action->step_count; i++)
		if (action->steps[i].procedure)
			return TRUE;
	return FALSE;
}

static gboolean is_of_realm(const Made *made)
{
	enum rmm_interface interface = rmm_command(made->model, made->call.command)->interface;

	return interface != INTERFACE_RMI && interface != INTERFACE_HOST;
}

/* Of what differs in a call: is it what the Realm is told? Who waits is told nothing so far. */
static gboolean is_told_to_realm(DifferenceKind kind, const Made *a, const Made *b)
{
	switch (kind) {
	case DIFFERENCE_STORAGE:
	case DIFFERENCE_COMPLETION:
		return TRUE;
	case DIFFERENCE_RESULT:
	case DIFFERENCE_OUTPUT:
		return is_of_realm(a) && !a->result.exit.happened && !b->result.exit.happened &&
		       a->result.status != STATUS_NOT_RUN && b->result.status != STATUS_NOT_RUN;
	default:
		return FALSE;
	}
}

/* What differs in the calls at @call; *@output: of DIFFERENCE_OUTPUT. */
static DifferenceKind compare_call(const Search *search, guint call, gboolean chosen,
				   const struct rmm_value **output)
{
	const Made *a = &search->side[0].made[call], *b = &search->side[1].made[call];
	DifferenceKind kind;

	if (search->sight == PARTING_TOLD_TO_REALM) {
		kind = difference_of(a, b, output);
		return is_told_to_realm(kind, a, b) ? kind : DIFFERENCE_NONE;
	}
	if (chosen && difference_is_call(a, b))
		return DIFFERENCE_CALL;
	kind = difference_of(a, b, output);
	return kind == DIFFERENCE_PERMITTED && search->sight != PARTING_PERMITTED ? DIFFERENCE_NONE
										  : kind;
}

/* FALSE: the sides part here. */
static gboolean compare_calls(Search *search)
{
	const Side *a = &search->side[0], *b = &search->side[1];
	gboolean chosen = is_procedure(search);

	for (guint i = 0; i < MIN(a->count, b->count); i++) {
		const struct rmm_value *output = NULL;
		DifferenceKind kind = compare_call(search, i, chosen, &output);

		if (kind == DIFFERENCE_STORAGE)
			search->result->end = EXPLORE_STORAGE;
		else if (kind != DIFFERENCE_NONE)
			found(search, kind, i, output);
		/* Where only the choice differs, both may do the same. */
		if (kind != DIFFERENCE_NONE && kind != DIFFERENCE_PERMITTED)
			return FALSE;
	}
	if (chosen && a->count != b->count && search->sight != PARTING_TOLD_TO_REALM) {
		found(search, DIFFERENCE_CALL, MIN(a->count, b->count), NULL);
		return FALSE;
	}
	return TRUE;
}

/* What actors know nobody sees, but by what they do. */
static gboolean is_compared(const Side *side, guint monitor, enum explore_monitor_kind kind)
{
	return side->a->monitors[monitor].kind == kind &&
	       !(side->a->actors && side->a->actors->memory == monitor);
}

static gboolean monitors_equal(const Side *a, const Side *b, enum explore_monitor_kind kind)
{
	for (guint i = 0; i < MIN(a->a->monitor_count, b->a->monitor_count); i++)
		if (is_compared(a, i, kind) &&
		    *explore_monitor(a->a, a->now, i) != *explore_monitor(b->a, b->now, i))
			return FALSE;
	return TRUE;
}

static gboolean compare_states(Search *search)
{
	const Side *a = &search->side[0], *b = &search->side[1];
	DifferenceKind kind = DIFFERENCE_NONE;

	if (!common_equal(search->common, a->now, b->now) ||
	    !monitors_equal(a, b, MONITOR_VALUE))
		kind = DIFFERENCE_STATE;
	else if (!monitors_equal(a, b, MONITOR_RIM))
		kind = DIFFERENCE_RIM;
	if (kind != DIFFERENCE_NONE)
		found(search, kind, MAX(a->count, 1) - 1, NULL);
	return kind == DIFFERENCE_NONE;
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
	return leaves_state(a) && leaves_state(b) && compare_states(search) &&
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
		if (compare_calls(search) && go_on(search))
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

	memset(result, 0, sizeof(*result));
	result->partings = g_ptr_array_new_with_free_func(parting_free);
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

void parting_result_clear(PartingResult *result)
{
	g_clear_pointer(&result->partings, g_ptr_array_unref);
}
