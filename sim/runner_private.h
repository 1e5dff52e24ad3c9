/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of the runner share. */
#ifndef SIM_RUNNER_PRIVATE_H
#define SIM_RUNNER_PRIVATE_H

#include "check.h"
#include "runner.h"

/* A call that was made, to find later which step brought a state about. */
typedef struct {
	struct rmm_call call;
	Position at;
} TrailEntry;

/* What a REC left behind, by the PA of the REC. */
typedef struct {
	enum rmm_command_id pending;    /* the action that left, CMD_NONE */
	struct rmm_completion completion;
} RecMemory;

/* A predicate that is watched from its statement on. */
typedef struct {
	const Step *step;
	gboolean held;          /* at some step so far */
	gboolean reported;
} Watch;

typedef struct {
	const Scenario *scenario;
	const RunOptions *options;
	struct rmm_model *model;
	struct rmm *state, *old;
	GHashTable *variables;  /* name to guint64 */
	GHashTable *marks;      /* name to GBytes: the measurements of all Realms */
	GHashTable *recs;       /* PA to RecMemory */
	GArray *trail;          /* of TrailEntry */
	GArray *watches;        /* of Watch */
	guint64 rec;            /* entered last */
	guint64 rd;             /* created last */
	struct rmm_exit exit;   /* the last one */
	gboolean exit_seen;     /* it was compared already */
	uint64_t ignored;       /* invariants that are off, bit per row */
	uint64_t expected;      /* invariants that must break */
	uint64_t broken;        /* that broke so far */
	RunResult result;
} Runner;

/* What is said about a statement while it is carried out. */
typedef struct {
	gboolean passed, limit;
	GString *result, *detail, *changes;
	char *title;
} Report;

/* runner_value.c */
gboolean runner_evaluate(Runner *runner, const Expression *expression,
			 guint64 *value, Report *report);
gboolean runner_value(Runner *runner, const Value *value, guint64 *number,
		      Report *report);
void runner_set(Runner *runner, const char *name, guint64 value);
RecMemory *runner_rec(Runner *runner, guint64 rec);
/* Fails the statement with a line of detail: a keyword and what follows. */
void report_fail(Report *report, const char *keyword, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* runner_step.c */
void runner_command(Runner *runner, const Step *step, Report *report);
void runner_exit(Runner *runner, const Step *step, Report *report);
void runner_completion(Runner *runner, const Step *step, Report *report);

/* runner_state.c: does a predicate hold now? */
gboolean runner_holds(Runner *runner, const Predicate *predicate);
void runner_expect(Runner *runner, const Step *step, Report *report);
/* After each command: never and reach. */
void runner_watch(Runner *runner, Report *report);

/* runner_change.c: appends what changed since runner->old. */
void runner_changes(const Runner *runner, GString *out);

#endif
