/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios: every statement is carried out and judged. */
#ifndef SIM_RUNNER_H
#define SIM_RUNNER_H

#include "language/scenario.h"

/* What a statement came to. */
typedef struct {
	const Step *step;
	gboolean judged;        /* else it stands here for the trace alone */
	gboolean passed;
	gboolean expanded;      /* it is told by the calls that follow */
	char *text;             /* the statement with its values; runs again */
	char *result;           /* "RMI_SUCCESS out_top=0x..."; or NULL */
	char *recorded;         /* the same, keeping what was written and holds */
	char *detail;           /* of a failure: indented lines; or NULL */
	char *changes;          /* what changed in the state: lines; or NULL */
} StepOutcome;

typedef struct {
	/* Keep the outcome of every statement, not of failures alone. */
	gboolean keep_all;
	/* Say what changed in the state. */
	gboolean changes;
	/* Stop at the first failure. */
	gboolean first_only;
	/* Check no invariants: expectations alone count. */
	gboolean no_invariants;
	/* Check success conditions and footprints as well. */
	gboolean self_check;
	/* Statements and rounds of loops to make at most; 0: millions. */
	guint work_max;
	/* Keep the outcome of every statement, but not of an actor's calls. */
	gboolean keep_statements;
	/* Check no invariants: for long runs that are checked elsewhere. */
	gboolean unchecked;
	/* Called when a procedure has ended; or NULL. */
	void (*ended)(gpointer user, const Step *step, Ending ending, const Scene *scene);
	gpointer user;
} RunOptions;

typedef struct {
	GPtrArray *outcomes;    /* of StepOutcome, in order */
	guint steps, failed;    /* judged */
	gboolean limit;         /* incomplete: a bound of the model was hit */
	guint64 broken;         /* invariants, bit per row */
	guint unsound;          /* steps where the self-check found something */
} RunResult;

void scenario_run(const Scenario *scenario, const RunOptions *options, RunResult *result);
void run_result_clear(RunResult *result);

#endif
