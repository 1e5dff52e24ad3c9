/* SPDX-License-Identifier: BSD-3-Clause */
/* Making again what an engine found. */
#include "inquiry/witness.h"

#include <string.h>

#include "explore/act.h"
#include "explore/settle.h"
#include "machine/change.h"

typedef struct {
	const struct explore_alphabet *a;
	Witness *witness;
	struct rmm *old;        /* before the call */
	guint action, nth;
	gboolean begins;
	gboolean is_last;       /* the last action is being taken */
} Replaying;

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Replaying *replaying = user;

	memcpy(replaying->old, state, replaying->a->model->layout.size);
}

/* Does the call show what was found? */
static void look(Replaying *replaying, struct rmm_event *event)
{
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	Witness *witness = replaying->witness;
	unsigned rows, count;
	const struct rmm_invariant *first = rmm_invariants(&rows);

	count = rmm_check_invariants(event, replaying->a->ignored, broken, RMM_INVARIANTS_MAX);
	if (witness->confirmed || !replaying->is_last)
		return;
	if (witness->found->kind == FOUND_EFFECT)
		witness->confirmed = event->changed &&
				     !explore_is_taken(event->model, event->call, event->result);
	for (unsigned i = 0; witness->found->kind == FOUND_INVARIANT && i < count; i++)
		if ((guint)(broken[i].invariant - first) == witness->found->index) {
			witness->confirmed = TRUE;
			witness->finding = finding_of_violation(event, &broken[i]);
		}
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Replaying *replaying = user;
	struct rmm_event event = {
		replaying->a->model, replaying->old, state, call, result, false
	};
	WitnessCall made = {
		.action = replaying->action, .nth = replaying->nth, .begins = replaying->begins,
		.call = *call, .result = *result, .changes = g_array_new(FALSE, FALSE, sizeof(Change))
	};

	changes_collect(replaying->a->model, replaying->old, state, 0, made.changes);
	g_array_append_val(replaying->witness->calls, made);
	replaying->begins = FALSE;
	look(replaying, &event);
}

/* Where it may be taken the engine knows, whose states are settled. */
static enum explore_taken act(const Replaying *replaying, struct rmm *state,
			      const struct explore_observer *observer)
{
	struct explore_action action = replaying->a->actions[replaying->action];

	action.guard = NULL;
	return explore_act(replaying->a, &action, state, observer);
}

/* May an action be refused here, and what comes behind it be looked at? */
static gboolean goes_on(const Replaying *replaying)
{
	return replaying->witness->found->kind == FOUND_HISTORY ||
	       (replaying->witness->found->kind == FOUND_DIFFERENCE && !replaying->is_last);
}

/* As if the action had not been tried; a single call that was refused is left to be seen. */
static void give_up(Replaying *replaying, guint first, struct rmm *state, const struct rmm *before)
{
	GArray *calls = replaying->witness->calls;

	memcpy(state, before, replaying->a->state_size);
	if (replaying->witness->found->kind == FOUND_DIFFERENCE && calls->len > first + 1)
		g_array_set_size(calls, first);
}

/* FALSE: the model does not take an action that the engine took. */
static gboolean take(Replaying *replaying, struct rmm *state)
{
	const struct explore_observer observer = { replaying, before_call, after_call };
	const GArray *actions = replaying->witness->found->actions;
	g_autofree struct rmm *before = g_malloc(replaying->a->state_size);

	for (guint i = 0; i < actions->len; i++) {
		guint first = replaying->witness->calls->len;
		enum explore_taken taken;

		memcpy(before, state, replaying->a->state_size);
		replaying->action = g_array_index(actions, guint, i);
		replaying->nth = i;
		replaying->begins = TRUE;
		replaying->is_last = i + 1 == actions->len;
		taken = act(replaying, state, &observer);
		/* What breaks a rule may be a refusal. */
		if (taken == ACTION_REFUSED && goes_on(replaying))
			give_up(replaying, first, state, before);
		else if (taken != ACTION_TAKEN)
			return replaying->is_last && taken == ACTION_REFUSED;
	}
	return TRUE;
}

static bool is_rec(void *user, const struct rmm *state, size_t offset, size_t size)
{
	return size == sizeof(struct rmm_rec);
}

/*
 * RECs are settled, as questions see them. RIMs are as they are here, so that they are
 * compared and not counted.
 */
static gboolean property_holds(const Exploration *exploration, const Witness *witness)
{
	const struct explore_alphabet *a = &exploration->alphabet;
	g_autofree struct rmm *last = g_memdup2(witness->last, a->state_size);
	const struct state_view view = {
		a->model, last, exploration->state, explore_monitor(a, last, 0), false
	};

	explore_settle(a, last, is_rec, NULL);
	return state_test_holds(&view, a->properties[witness->found->index].test);
}

static void call_clear(gpointer data)
{
	g_array_unref(((WitnessCall *)data)->changes);
}

Witness *witness_new(const Exploration *exploration, const Found *found)
{
	const struct explore_alphabet *a = &exploration->alphabet;
	Witness *witness = g_new0(Witness, 1);
	Replaying replaying = { .a = a, .witness = witness };
	gboolean taken;

	witness->found = found;
	witness->calls = g_array_new(FALSE, FALSE, sizeof(WitnessCall));
	g_array_set_clear_func(witness->calls, call_clear);
	witness->last = g_malloc0(a->state_size);
	memcpy(witness->last, a->initial, a->state_size);
	memcpy(witness->last, exploration->state, a->model->layout.size);
	replaying.old = g_malloc0(a->state_size);
	taken = take(&replaying, witness->last);
	/* What need not come from here on, or what another model does, this one does not show. */
	if (found->kind >= FOUND_ALWAYS)
		witness->confirmed = taken;
	else if (found->kind == FOUND_NEVER || found->kind == FOUND_REACH)
		witness->confirmed = taken && property_holds(exploration, witness);
	else
		witness->confirmed &= taken;
	g_free(replaying.old);
	return witness;
}

void witness_free(Witness *witness)
{
	g_array_unref(witness->calls);
	g_free(witness->last);
	g_free(witness);
}
