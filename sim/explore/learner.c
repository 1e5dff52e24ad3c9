/* SPDX-License-Identifier: BSD-3-Clause */
/* Learning what the actions of an alphabet do. */
#include "explore/learner.h"

#include <string.h>

#include "explore/tracked.h"

void action_outcome_free(gpointer data)
{
	ActionOutcome *outcome = data;

	g_array_unref(outcome->calls);
	g_free(outcome);
}

/* The same version, with tracked commands; NULL: there is none. */
static const struct rmm_version *tracked_version(const struct rmm_version *version)
{
	unsigned count;
	const struct rmm_version *const *all = learned_rmm_versions(&count);

	for (unsigned i = 0; i < count; i++)
		if (strcmp(all[i]->id, version->id) == 0)
			return all[i];
	return NULL;
}

static struct rmm_model *make_tracked_model(const struct explore_alphabet *a)
{
	struct rmm_model *model;
	struct rmm_config config = a->model->config;

	config.version = tracked_version(config.version);
	if (!config.version)
		return NULL;
	model = g_new0(struct rmm_model, 1);
	if (learned_rmm_model_init(model, &config) != CONFIG_OK)
		g_error("a model cannot be made again");
	return model;
}

Learner *learner_new(const struct explore_alphabet *a, gboolean coverage)
{
	struct rmm_model *model = make_tracked_model(a);
	Learner *learner;

	if (!model)
		return NULL;
	learner = g_new0(Learner, 1);
	learner->a = a;
	learner->model = model;
	learner->coverage = coverage || a->coverage;
	learner->tracked = *a;
	learner->tracked.model = learner->model;
	learner->space = space_new(a);
	terms_init(&learner->terms);
	track_init(&learner->track, learner->space, &learner->terms);
	learner->actions = g_new(Function, a->action_count);
	learner->touched = g_new(gboolean *, a->action_count);
	for (guint i = 0; i < a->action_count; i++) {
		function_init(&learner->actions[i]);
		learner->touched[i] = g_new0(gboolean, learner->space->count);
	}
	learner->outcomes = g_ptr_array_new_with_free_func(action_outcome_free);
	return learner;
}

void learner_free(Learner *learner)
{
	if (!learner)
		return;
	for (guint i = 0; i < learner->a->action_count; i++) {
		function_clear(&learner->actions[i]);
		g_free(learner->touched[i]);
	}
	g_free(learner->actions);
	g_free(learner->touched);
	track_clear(&learner->track);
	terms_clear(&learner->terms);
	space_free(learner->space);
	g_free(learner->model);
	g_ptr_array_unref(learner->outcomes);
	g_free(learner);
}

/* ---- outcomes ---- */

static gboolean outcome_equal(const ActionOutcome *a, const ActionOutcome *b)
{
	return a->taken == b->taken && a->calls->len == b->calls->len &&
	       memcmp(a->calls->data, b->calls->data, a->calls->len * sizeof(CallRecord)) == 0;
}

/* The number of an outcome, which is taken over. */
static guint number_of(Learner *learner, ActionOutcome *outcome)
{
	for (guint i = 0; i < learner->outcomes->len; i++)
		if (outcome_equal(learner->outcomes->pdata[i], outcome)) {
			action_outcome_free(outcome);
			return i;
		}
	g_ptr_array_add(learner->outcomes, outcome);
	return learner->outcomes->len - 1;
}

/* ---- a run ---- */

typedef struct {
	Learner *learner;
	guint action;
	ActionOutcome *outcome;
	LearnerCall *after;
	gpointer user;
} Run;

static void before_call(void *user, const struct rmm *state, const struct rmm_call *call)
{
	Run *run = user;

	run->learner->runs++;
	patience_over(run->learner->patience, PATIENCE_CALL);
	track_remember(&run->learner->track);
}

static void after_call(void *user, const struct rmm *state, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	Run *run = user;
	Learner *learner = run->learner;
	CallRecord record;

	/* Padding is compared, too. */
	memset(&record, 0, sizeof(record));
	record.command = result->command;
	record.permitted = result->permitted;
	record.taken = explore_is_taken(learner->model, call, result);
	g_array_append_val(run->outcome->calls, record);
	for (guint i = 0; i < learner->space->count; i++)
		if (track_touched(&learner->track, i))
			learner->touched[run->action][i] = TRUE;
	if (run->after)
		run->after(run->user, call, result, record.taken);
}

static bool wrote(void *user, const struct rmm *state, size_t offset, size_t size)
{
	return track_wrote(user, offset, size);
}

ActionOutcome *learner_execute(Learner *learner, guint action, gconstpointer state,
			 gboolean coverage, LearnerCall *after, gpointer user)
{
	ActionOutcome *outcome = g_new0(ActionOutcome, 1);
	Run run = { learner, action, outcome, after, user };
	const struct explore_observer observer = { &run, before_call, after_call };
	const struct explore_alphabet *a = &learner->tracked;
	Track *track = &learner->track;
	struct rmm *now = (struct rmm *)(gpointer)track->now.bytes;

	outcome->calls = g_array_new(FALSE, FALSE, sizeof(CallRecord));
	learner->model->first_failure = !coverage;
	if (track_may_escape(track)) {
		action_outcome_free(outcome);
		return NULL;
	}
	track_begin(track, state);
	outcome->taken = learned_explore_act(a, &a->actions[action], now, &observer);
	if (outcome->taken == ACTION_TAKEN) {
		learned_explore_settle(a, now, wrote, track);
		if (!a->ghosts)
			learned_explore_settle_ghosts(a, now, wrote, track);
	}
	track_end(track);
	/* What a call that is refused leaves behind is dropped. */
	if (outcome->taken != ACTION_TAKEN)
		g_array_set_size(track->writes, 0);
	learner->executions++;
	return outcome;
}

gboolean learner_run(Learner *learner, guint action, gconstpointer state)
{
	Track *track = &learner->track;
	ActionOutcome *outcome = learner_execute(learner, action, state, learner->coverage,
						 NULL, NULL);

	if (!outcome) {
		function_want(&learner->actions[action], track->missed);
		return FALSE;
	}
	for (guint i = 0; i < track->writes->len; i++) {
		const Write *write = &g_array_index(track->writes, Write, i);

		if (write->term == TERM_ITSELF)
			space_number(learner->space, write->part, write->value);
	}
	function_learn(&learner->actions[action], track, number_of(learner, outcome));
	return TRUE;
}
