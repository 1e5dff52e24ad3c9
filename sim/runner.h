/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios: every statement is carried out and judged. */
#ifndef SIM_RUNNER_H
#define SIM_RUNNER_H

#include "scenario.h"

/* What a statement came to. */
typedef struct {
	const Step *step;
	Position at;
	const char *title;      /* "RMI_RTT_CREATE", "expect ripas ..." */
	gboolean passed;
	gboolean limit;         /* the model's storage was exhausted */
	const char *result;     /* "RMI_SUCCESS out_top=0x..."; or NULL */
	const char *detail;     /* of a failure: lines, indented; or NULL */
	const char *changes;    /* what changed in the state: lines; or NULL */
} StepOutcome;

/* Told of each statement that was judged, in order. */
typedef void StepFunction(gpointer user, const StepOutcome *outcome);

typedef struct {
	/* Say what changed in the state (costs time). */
	gboolean changes;
	/* Check success conditions and footprints as well. */
	gboolean self_check;
	StepFunction *function; /* or NULL */
	gpointer user;
} RunOptions;

typedef struct {
	guint steps, failed;
	gboolean limit;         /* incomplete: a bound of the model was hit */
} RunResult;

RunResult scenario_run(const Scenario *scenario, const RunOptions *options);

#endif
