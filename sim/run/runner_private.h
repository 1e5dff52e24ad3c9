/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of the runner share. */
#ifndef SIM_RUNNER_PRIVATE_H
#define SIM_RUNNER_PRIVATE_H

#include "actor/scene.h"
#include "machine/execution.h"
#include "run/outcome.h"
#include "run/run_options.h"

/* A predicate that is watched from its statement on. */
typedef struct {
	const Step *step;
	gboolean held;          /* at some step so far */
	GHashTable *variables;  /* as they were at the statement */
} Watch;

typedef struct {
	GArray *all;            /* of Watch */
	GArray *granules, *entries;     /* those of one page, by its address */
	GArray *others, *due;   /* of guint */
	/* When they were looked at last: steps of the machine, invariants that had broken. */
	guint64 taken, broken;
	GHashTable *variables;  /* at the last of them, */
	guint settings;         /* and how often variables had been set */
} Watches;

typedef struct {
	const Scenario *scenario;
	const RunOptions *options;
	struct rmm_model *model;
	Machine *machine;
	GHashTable *variables;  /* name to guint64 */
	GHashTable *marks;      /* name to GBytes: the measurements of all Realms */
	guint work;             /* statements and rounds so far */
	gboolean stopped;       /* before the end of the file, as is asked */
	guint settings;         /* how often variables were set */
	Watches watches;
	GArray *spoiled;        /* objects that are not as they are taken to be */
	guint64 rec;            /* entered last */
	guint64 rd;             /* created last */
	Scene *scene;           /* of actors; NULL: there were none */
	guint calls;            /* that they made, where these are counted */
	const Step *acting;     /* whose calls are made */
	guint64 acts;           /* of actors, so far: what they keep may have changed */
	RunResult *result;
} Runner;

/* A statement while it is carried out. */
typedef struct {
	StepOutcome *outcome;
	GString *text;
	gboolean limit;
	gboolean is_call;       /* of an actor */
} Report;

/* ---- runner.c ---- */

void runner_init(Runner *runner, const Scenario *scenario, const RunOptions *options,
		 RunResult *result);
void runner_clear(Runner *runner);
/* The invariants that statements say must break, wherever they say so: bits. */
uint64_t runner_expected_violations(const GPtrArray *steps);
void runner_run_steps(Runner *runner, const GPtrArray *steps);
/* Behind the last statement: what was to hold at some step, or never. */
void runner_finish(Runner *runner);
RunEnd runner_end(const Runner *runner);

/* ---- runner_report.c ---- */

void report_init(Report *report, const Step *step);
void report_clear(Report *report);

/*
 * Keeps the outcome of a statement, before those from @position on, and counts
 * it if it is @judged; clears the report.
 */
void runner_tell(Runner *runner, gboolean judged, guint position, Report *report);

/* Fails the statement. */
void report_finding(Report *report, RunFinding finding);
void report_error(Report *report, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The result of a call of @called, which is copied. */
void report_result(Report *report, enum rmm_command_id called, const struct rmm_result *result);

/* ---- runner_value.c ---- */

gboolean runner_evaluate(Runner *runner, const Expression *expression,
			 guint64 *value, Report *report);
gboolean runner_value(Runner *runner, const Value *value, guint64 *number,
		      Report *report);
void runner_set(Runner *runner, const char *name, guint64 value);
/* @text with the values of variables in the place of their names. */
void runner_append_text(Runner *runner, GString *out, const char *text);
/* ---- runner_call.c ---- */

/* Makes the call of a statement. FALSE after a failure. */
gboolean runner_make_call(Runner *runner, const Step *step, struct rmm_call *call,
			  Report *report);
/* Makes a step. */
void runner_carry_out(Runner *runner, const struct rmm_call *call, Position at,
		      struct rmm_result *result, Report *report);
/* The steps that follow are those of @at. */
void runner_at(Runner *runner, Position at);
/* Tells what the steps since the last time showed and changed. */
void runner_tell_steps(Runner *runner, Report *report);

/* ---- runner_actor.c ---- */

/* Runs a procedure of an actor, and judges how it ends. */
void runner_procedure(Runner *runner, const Step *step, Report *report);
/* Fails what guests were to do that never started. */
void runner_end_guests(Runner *runner);
/* Enters a REC whose guest is an actor. FALSE: it is not. */
gboolean runner_enter_guest(Runner *runner, const Step *step, const struct rmm_call *call,
			    struct rmm_result *result, Report *report);

/* ---- runner_follow.c: which failures follow from one before ---- */

/* More objects are not kept. */
#define SPOILED_MAX 1000

GArray *runner_spoiled_new(void);
/* Behind judging a call of @step; of the entry or exit of @rec; of what stands in the state. */
void runner_follow_call(Runner *runner, const Step *step, const struct rmm_call *call,
			const struct rmm_result *result, Report *report);
void runner_follow_rec(Runner *runner, const Step *step, guint64 rec, Report *report);
void runner_follow_sight(Runner *runner, const Sight *sight, Report *report);
/* Of a procedure; it @lacks what another was to make (see Scene). */
void runner_follow_actor(Runner *runner, const Step *step, const char *lacks, Report *report);

/* ---- runner_step.c ---- */

void runner_command(Runner *runner, const Step *step, Report *report);
void runner_exit(Runner *runner, const Step *step, Report *report);
void runner_completion(Runner *runner, const Step *step, Report *report);

/* ---- runner_judge.c ---- */

/* Is what a call came to what the statement says? Fails it if not. */
void runner_judge(Runner *runner, const Step *step, const struct rmm_call *call,
		  const struct rmm_result *result, const uint64_t *outputs, Report *report);

/* ---- runner_question.c ---- */

/* Is the predicate about anything? Fails the statement if not. */
gboolean runner_asks(Runner *runner, const Predicate *predicate, Report *report);

/* ---- runner_state.c ---- */

/* Fails the statement if its predicate does not hold now. */
void runner_expect(Runner *runner, const Step *step, Report *report);
/* A page of a "never" is as it says: fails the statement at hand. Are all of a "reach"? */
gboolean runner_hits(Runner *runner, const Predicate *predicate, Report *report);
gboolean runner_reaches(Runner *runner, const Predicate *predicate);

/* ---- runner_watch.c ---- */

void watches_init(Watches *watches);
void watches_clear(Watches *watches);
/* Makes @to, which is not initialised, what @from is. */
void watches_copy(Watches *to, const Watches *from);
/* From the statement on. */
void runner_add_watch(Runner *runner, const Step *step, Report *report);
/* After each command. */
void runner_watch(Runner *runner, Report *report);

#endif
