/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Learning what the actions of an alphabet do, by running the tracked model
 * (track.h) in states that are found on the way.
 */
#ifndef EXPLORE_LEARNER_H
#define EXPLORE_LEARNER_H

#include "explore/act.h"
#include "explore/function.h"
#include "explore/patience.h"

/* A call of an action, as far as it is told about. */
typedef struct {
	enum rmm_command_id command;
	guint64 permitted;              /* conditions, bit per condition */
	gboolean taken;
} CallRecord;

/* What came of an action: Leaf.result is the number of one of these. */
typedef struct {
	enum explore_taken taken;
	GArray *calls;                  /* of CallRecord */
} ActionOutcome;

typedef struct {
	const struct explore_alphabet *a;
	/* The same with the tracked model. */
	struct explore_alphabet tracked;
	struct rmm_model *model;
	gboolean coverage;              /* actions evaluate every failure condition */
	Space *space;
	Terms terms;
	Track track;
	Function *actions;              /* by action */
	gboolean **touched;             /* by action, by part: some call stored to it */
	GPtrArray *outcomes;            /* of ActionOutcome */
	guint64 runs;                   /* calls of the model's step */
	guint64 executions;             /* actions that were run */
	Patience *patience;             /* of all that is done with it; may be NULL */
} Learner;

/*
 * NULL: the version is none that was compiled to be tracked. Every failure condition
 * of actions is evaluated if @coverage or @a->coverage says so; else the first that
 * holds is the last.
 */
Learner *learner_new(const struct explore_alphabet *a, gboolean coverage);
void learner_free(Learner *learner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Learner, learner_free)

/*
 * Runs @action in @state, and learns from it. FALSE: it asks for what is hidden
 * (track.h), which the function wants then.
 */
gboolean learner_run(Learner *learner, guint action, gconstpointer state);

/* Is told of every call, with the state as it was in track.old. */
typedef void LearnerCall(gpointer user, const struct rmm_call *call,
			 const struct rmm_result *result, gboolean taken);

/*
 * Runs @action in @state without learning: learner->track has what it asked.
 * With @coverage all failure conditions are evaluated. NULL: the run was given up.
 */
ActionOutcome *learner_execute(Learner *learner, guint action, gconstpointer state,
			 gboolean coverage, LearnerCall *after, gpointer user);
void action_outcome_free(gpointer outcome);

/* What came of an action, by the leaf. */
static inline const ActionOutcome *learner_outcome(const Learner *learner, const Leaf *leaf)
{
	return learner->outcomes->pdata[leaf->result];
}

#endif
