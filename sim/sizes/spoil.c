/* SPDX-License-Identifier: BSD-3-Clause */
/* Trying what would break invariants. */
#include "sizes/spoil.h"

#include <string.h>

#include "check/invariant.h"
#include "explore/act.h"
#include "sizes/content.h"
#include "sizes/size_action.h"
#include "sizes/sizes.h"
#include "state/diff.h"
#include "state/granule.h"
#include "state/parts.h"

/* States whose steps are spoiled, of all that were run; components that are spoiled. */
#define SPOILED_STATES 150
#define SPOILED_FEW    3

/* A value that a part does not have, or may not. */
typedef struct {
	guint32 offset, size;
	guint64 value;
} Spoil;

typedef struct {
	const struct explore_alphabet *a;
	SizedWorld *world;
	GArray *spoils;                 /* of Spoil */
	struct rmm *old, *now, *from;
	guint64 broken;                 /* bit per row */
	const ExploreSink *sink;
	guint64 tried;                  /* events */
	gboolean interrupted;
} Spoiling;

/* ---- values ---- */

static void add(Spoiling *spoiling, const struct rmm_part *part, guint64 value)
{
	Spoil spoil = { part->offset, part->size, value };

	g_array_append_val(spoiling->spoils, spoil);
}

static void add_below(Spoiling *spoiling, const struct rmm_part *part, guint64 end)
{
	for (guint64 value = 0; value < end; value++)
		add(spoiling, part, value);
}

/* No TABLE: walks go on there. */
static void add_entry(Spoiling *spoiling, const struct rmm_part *part)
{
	static const enum rmm_rtte_state states[] = {
		RTTE_UNASSIGNED, RTTE_ASSIGNED, RTTE_UNASSIGNED_NS, RTTE_ASSIGNED_NS
	};

	for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
		for (guint ripas = RIPAS_EMPTY; ripas <= RIPAS_DESTROYED; ripas++)
			for (guint at = 0; at < 2; at++) {
				struct rmm_rtte entry = rtte_make(states[i], (enum rmm_ripas)ripas,
					spoiling->world->granule_base + at * RMM_GRANULE_SIZE);

				add(spoiling, part, rtte_bits(entry));
				add(spoiling, part, rtte_bits(rtte_with_lost(entry, true)));
				add(spoiling, part, rtte_bits(rtte_with_valid(entry,
									      !rtte_is_valid(entry))));
			}
}

/* State in the low half of a byte, GPT entry in the high one. */
static void add_granule(Spoiling *spoiling, const struct rmm_part *part)
{
	if (part->kind == PART_LINK) {
		add(spoiling, part, 0);
		for (guint i = 0; i < MIN(SPOILED_FEW, spoiling->world->most.pages); i++)
			add(spoiling, part, content_page_link(spoiling->world, i));
	} else if (part->ghost) {
		add_below(spoiling, part, 8);
	} else if (part->size == 1) {
		for (guint state = 0; state < GRANULE_STATES; state++)
			for (guint gpt = 0; gpt <= GPT_REALM; gpt++)
				add(spoiling, part, state | gpt << 4);
	}
}

/* Not what tables and walks rely on. */
static void add_realm(Spoiling *spoiling, const struct rmm_part *part)
{
	switch (part->item) {
	case REALM_FIELD_RD:
		add(spoiling, part, 0);
		break;
	case REALM_FIELD_STATE:
		add_below(spoiling, part, REALM_STATES);
		break;
	case REALM_FIELD_VMID:
	case REALM_FIELD_REC_INDEX:
	case REALM_FIELD_NUM_RECS:
	case REALM_FIELD_HASH_ALGO:
		add_below(spoiling, part, 3);
		break;
	case RMM_NO_ITEM:
		add_below(spoiling, part, 2);
		break;
	}
}

static void add_rec(Spoiling *spoiling, const struct rmm_part *part)
{
	if (part->item == REC_FIELD_GRANULE)
		add(spoiling, part, 0);
	else if (part->kind == PART_IPA)
		for (guint i = 0; i <= SPOILED_FEW; i++)
			add(spoiling, part, spoiling->world->page_base + i * RMM_GRANULE_SIZE);
	else if (part->kind == PART_PLAIN && part->size == 1)
		add_below(spoiling, part, 3);
}

static void look_at_part(void *user, const struct rmm_part *part)
{
	Spoiling *spoiling = user;
	const SizedWorld *world = spoiling->world;
	guint64 first = world->page_base / RMM_GRANULE_SIZE;
	guint granules = world->most.granules * world->unit;

	switch (part->owner) {
	case OWNER_RTT:
		if (part->kind == PART_RTTE && part->item - first < SPOILED_FEW)
			add_entry(spoiling, part);
		break;
	case OWNER_GRANULE:
		/* Those of the setup, too, but for where links of theirs lead: walks go on there. */
		if (part->subject - world->first_granule < MIN(SPOILED_FEW, granules) ||
		    (part->subject - world->first_granule >= granules && part->kind != PART_LINK))
			add_granule(spoiling, part);
		break;
	case OWNER_REALM:
		add_realm(spoiling, part);
		break;
	case OWNER_REC:
		add_rec(spoiling, part);
		break;
	default:
		break;
	}
}

/* ---- steps ---- */

/* Events between two looks: some milliseconds. */
#define EVENTS_LOOK 1024

static gboolean goes_on(Spoiling *spoiling)
{
	const ExploreSink *sink = spoiling->sink;

	if (sink->progress && spoiling->tried++ % EVENTS_LOOK == 0)
		spoiling->interrupted |= !sink->progress(sink->user, 0, 0, 0);
	return !spoiling->interrupted;
}

static void try_event(Spoiling *spoiling, const struct rmm_call *call, const struct rmm_result *result)
{
	struct rmm_event event = { spoiling->a->model, spoiling->old, spoiling->now, call, result,
				   false };
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned rows, count;
	const struct rmm_invariant *first = rmm_invariants(&rows);

	if (!goes_on(spoiling))
		return;
	count = rmm_check_invariants(&event, spoiling->a->ignored | spoiling->broken, broken,
				     RMM_INVARIANTS_MAX);
	for (unsigned i = 0; i < count; i++)
		spoiling->broken |= (guint64)1 << (broken[i].invariant - first);
}

/* @state: before the step or after it. */
static void try_states(Spoiling *spoiling, struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	for (guint i = 0; i < spoiling->spoils->len; i++) {
		const Spoil *spoil = &g_array_index(spoiling->spoils, Spoil, i);
		void *at = rmm_part(state, spoil->offset);
		guint64 was = 0;

		memcpy(&was, at, spoil->size);
		memcpy(at, &spoil->value, spoil->size);
		try_event(spoiling, call, result);
		memcpy(at, &was, spoil->size);
	}
}

/* Another status, outputs of 0, and a refusal that is none. */
static void try_results(Spoiling *spoiling, const struct rmm_call *call,
			const struct rmm_result *result)
{
	struct rmm_result other = *result;

	for (guint i = 0; i <= STATUS_LIMIT; i++) {
		other.status = (enum rmm_status)i;
		try_event(spoiling, call, &other);
	}
	other = *result;
	memset(other.out, 0, sizeof(other.out));
	try_event(spoiling, call, &other);
	other = *result;
	other.permitted = 1;
	try_event(spoiling, call, &other);
}

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Spoiling *spoiling = user;

	(void)call;
	memcpy(spoiling->old, state, spoiling->a->model->layout.size);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Spoiling *spoiling = user;

	memcpy(spoiling->now, state, spoiling->a->model->layout.size);
	try_results(spoiling, call, result);
	if (!explore_is_taken(spoiling->a->model, call, result))
		return;
	try_states(spoiling, spoiling->now, call, result);
	try_states(spoiling, spoiling->old, call, result);
}

static void spoil_state(Spoiling *spoiling, const Composition *composition)
{
	const struct explore_observer observer = { spoiling, before_call, after_call, true };
	WorldSize size = sizes_write(spoiling->world, composition, spoiling->from);
	const SizeActions *actions = sizes_actions(spoiling->world, size);
	g_autofree struct rmm *state = g_malloc(spoiling->a->state_size);

	for (guint i = 0; i < actions->count && !spoiling->interrupted; i++) {
		memcpy(state, spoiling->from, spoiling->a->state_size);
		explore_act(spoiling->a, &spoiling->a->actions[actions->actions[i]], state, &observer);
	}
}

gboolean spoil_breaks(const Closing *closing, const ExploreSink *sink, guint64 *rows)
{
	SizedWorld *world = closing->world;
	Spoiling spoiling = { .a = world->a, .world = world, .sink = sink };
	guint stride = MAX(1, steps_count(&closing->done) / SPOILED_STATES);

	spoiling.spoils = g_array_new(FALSE, FALSE, sizeof(Spoil));
	spoiling.old = g_malloc0(world->a->state_size);
	spoiling.now = g_malloc0(world->a->state_size);
	spoiling.from = g_malloc0(world->a->state_size);
	rmm_parts(world->a->model, look_at_part, &spoiling);
	for (guint i = 0; i < steps_count(&closing->done) && !spoiling.interrupted; i += stride)
		if (steps_has_run(&closing->done, i)) {
			const Composition composition = steps_composition(&closing->done, i);

			spoil_state(&spoiling, &composition);
		}
	g_array_unref(spoiling.spoils);
	g_free(spoiling.old);
	g_free(spoiling.now);
	g_free(spoiling.from);
	*rows = spoiling.broken;
	return !spoiling.interrupted;
}
