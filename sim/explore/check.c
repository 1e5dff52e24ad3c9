/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariants and properties as learned functions. */
#include "explore/check.h"

#include <string.h>

#include "explore/tracked.h"

static void check_free(gpointer data)
{
	Check *check = data;

	g_array_unref(check->parts);
	function_clear(&check->function);
	g_free(check);
}

/* ---- which there are ---- */

/* What rmm_diff would tell of if a part changed; FALSE: of nothing that is checked. */
static gboolean change_of(const struct rmm_part *part, struct rmm_change *change)
{
	*change = (struct rmm_change){ .subject = part->subject };
	switch (part->owner) {
	case OWNER_GRANULE:
		change->kind = CHANGE_GRANULE_STATE;
		/* A link is told of by the state that goes with it. */
		return part->kind != PART_LINK;
	case OWNER_RTT:
		change->kind = CHANGE_RTTE;
		change->item = part->item;
		return part->kind == PART_RTTE;
	case OWNER_REALM:
		change->kind = CHANGE_REALM;
		change->item = part->item == REALM_FIELD_RD ? REALM_FIELD_RD : REALM_FIELD_STATE;
		return TRUE;
	case OWNER_REC:
		change->kind = CHANGE_REC;
		change->item = part->item == REC_FIELD_GRANULE || part->item == REC_FIELD_OWNER
			       ? REC_FIELD_GRANULE : REC_FIELD_STATE;
		return part->item != RMM_NO_ITEM;
	case OWNER_OPERATION:
		change->kind = CHANGE_OPERATION;
		return TRUE;
	default:
		return FALSE;
	}
}

static gboolean change_equal(const struct rmm_change *a, const struct rmm_change *b)
{
	return a->kind == b->kind && a->subject == b->subject && a->item == b->item;
}

static Check *add_check(GPtrArray *checks, CheckKind kind, guint action)
{
	Check *check = g_new0(Check, 1);

	check->kind = kind;
	check->action = action;
	check->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	function_init(&check->function);
	g_ptr_array_add(checks, check);
	return check;
}

/* The check of @action for @change, among those from @first on. */
static Check *check_of_change(GPtrArray *checks, guint first, guint action,
			      const struct rmm_change *change)
{
	Check *check;

	for (guint i = first; i < checks->len; i++) {
		check = checks->pdata[i];
		if (change_equal(&check->change, change))
			return check;
	}
	check = add_check(checks, CHECK_CHANGE, action);
	check->change = *change;
	return check;
}

static void add_left_behind(GPtrArray *checks, const Check *of, enum rmm_subject kind,
			    guint32 subject, guint32 item)
{
	Check *check = add_check(checks, CHECK_LEFT_BEHIND, of->action);

	check->change = of->change;
	g_array_append_vals(check->parts, of->parts->data, of->parts->len);
	check->subject_kind = kind;
	check->subject = subject;
	check->item = item;
}

/* What a change may leave behind is looked at thing by thing. */
static void add_all_left_behind(GPtrArray *checks, const Learner *learner, guint at)
{
	const struct rmm_model *m = learner->a->model;
	const Check *of = checks->pdata[at];
	gboolean entries = of->change.kind == CHANGE_OPERATION;

	if (!entries && !(of->change.kind == CHANGE_REALM && of->change.item == REALM_FIELD_RD))
		return;
	for (guint32 i = 0; i < m->layout.granules; i++)
		add_left_behind(checks, of, SUBJECT_GRANULE, i, 0);
	for (guint32 i = 0; entries && i < m->config.rtts; i++)
		for (guint32 j = 0; j < m->config.rtt_entries; j++)
			add_left_behind(checks, of, SUBJECT_ENTRY, i, j);
}

static void add_checks_of_action(GPtrArray *checks, const Learner *learner, guint action)
{
	guint first = checks->len, end;

	for (guint i = 0; i < learner->space->count; i++) {
		struct rmm_change change;

		if (learner->touched[action][i] &&
		    change_of(&learner->space->parts[i].is, &change)) {
			Check *check = check_of_change(checks, first, action, &change);

			g_array_append_val(check->parts, i);
		}
	}
	end = checks->len;
	for (guint i = first; i < end; i++)
		add_all_left_behind(checks, learner, i);
	add_check(checks, CHECK_STEP, action);
	add_check(checks, CHECK_EFFECT, action);
}

GPtrArray *checks_new(const Learner *learner, gboolean properties)
{
	GPtrArray *checks = g_ptr_array_new_with_free_func(check_free);

	for (guint i = 0; !properties && i < learner->a->action_count; i++)
		add_checks_of_action(checks, learner, i);
	for (guint i = 0; i < learner->a->property_count; i++)
		add_check(checks, CHECK_PROPERTY, i);
	return checks;
}

/* ---- running ---- */

typedef struct {
	const Check *check;
	Learner *learner;
	guint64 result;
} CheckRun;

/* Was any of the parts written since the call began? */
static gboolean is_touched(const CheckRun *run)
{
	const Track *track = &run->learner->track;

	for (guint i = 0; i < run->check->parts->len; i++)
		if (track_touched(track, g_array_index(run->check->parts, guint, i)))
			return TRUE;
	return FALSE;
}

static guint64 broken_by(const CheckRun *run, const struct rmm_event *event)
{
	const Check *check = run->check;
	guint64 ignored = run->learner->a->ignored;

	switch (check->kind) {
	case CHECK_CHANGE:
		return is_touched(run) ? learned_rmm_check_change(event, ignored, &check->change)
				       : 0;
	case CHECK_LEFT_BEHIND:
		return is_touched(run) && learned_rmm_change_leaves_behind(event, &check->change)
		       ? learned_rmm_check_subject(event, ignored, check->subject_kind,
						   check->subject, check->item) : 0;
	case CHECK_STEP:
		return learned_rmm_check_subject(event, ignored, SUBJECT_STEP, 0, 0);
	default:
		return 0;
	}
}

static void after_call(gpointer user, const struct rmm_call *call,
		       const struct rmm_result *result, gboolean taken)
{
	CheckRun *run = user;
	Track *track = &run->learner->track;
	struct rmm_event event = {
		run->learner->model, (const struct rmm *)(gpointer)track->old.bytes,
		(const struct rmm *)(gpointer)track->now.bytes, call, result, true
	};

	/* Only a failure may not change anything; one that may is an action all the same. */
	if ((!taken || result->permitted) && (run->check->kind == CHECK_EFFECT || run->check->kind == CHECK_STEP))
		event.changed = track_has_changed(track);
	run->result |= broken_by(run, &event);
	if (run->check->kind == CHECK_EFFECT && !taken && event.changed)
		run->result = 1;
}

static gboolean property_holds(const Check *check, Learner *learner)
{
	const struct explore_alphabet *a = &learner->tracked;
	const struct rmm *now = (const struct rmm *)(gpointer)learner->track.now.bytes;
	const struct state_view view = {
		a->model, now, a->initial, explore_monitor(a, now, 0), a->rim == RIM_COUNTED
	};

	return learned_state_test_holds(&view, a->properties[check->action].test);
}

/* FALSE: the run was given up. */
static gboolean ask_property(const Check *check, Learner *learner, gconstpointer state,
			     guint64 *result)
{
	if (track_may_escape(&learner->track))
		return FALSE;
	track_begin(&learner->track, state);
	*result = property_holds(check, learner) ? 1 : 0;
	track_end(&learner->track);
	learner->executions++;
	return TRUE;
}

static gboolean run_action(CheckRun *run, gconstpointer state)
{
	ActionOutcome *outcome = learner_execute(run->learner, run->check->action, state, FALSE,
						 after_call, run);

	if (outcome)
		action_outcome_free(outcome);
	return outcome != NULL;
}

gboolean check_run(Check *check, Learner *learner, gconstpointer state)
{
	CheckRun run = { check, learner, 0 };
	gboolean done = check->kind == CHECK_PROPERTY
			? ask_property(check, learner, state, &run.result)
			: run_action(&run, state);

	if (!done) {
		function_want(&check->function, learner->track.missed);
		return FALSE;
	}
	/* What a check writes is no matter. */
	g_array_set_size(learner->track.writes, 0);
	function_learn(&check->function, &learner->track, run.result);
	return TRUE;
}
