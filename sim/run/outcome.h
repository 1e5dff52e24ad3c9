/* SPDX-License-Identifier: BSD-3-Clause */
/* What the statements of a scenario came to, as values; words are made when they are printed. */
#ifndef SIM_OUTCOME_H
#define SIM_OUTCOME_H

#include "language/scenario.h"
#include "machine/cause.h"
#include "machine/place.h"
#include "machine/sight.h"
#include "run/run_options.h"

/* ---- what is wrong ---- */

typedef enum {
	RUN_RESULT,             /* the result is not what is expected */
	RUN_PREDICATE,          /* the state is not as it is to be */
	RUN_STEP,               /* a step shows something wrong */
	RUN_ERROR,              /* the statement cannot be carried out */
	RUN_LIMIT               /* a bound of the run */
} RunFindingKind;

typedef struct {
	RunFindingKind kind;
	/* Of RUN_RESULT: results that are permitted as well (struct rmm_result). */
	GArray *others;
	/* The same, if it was refused: values that the condition found, what is at the places. */
	GArray *values, *places;        /* of CauseValue, of CallPlace; or NULL */
	/* Of RUN_PREDICATE; where it was looked at, and what was there. */
	const Predicate *predicate;
	StepKind demand;   /* STEP_EXPECT, _NEVER or _REACH */
	Sight sight;
	Finding step;           /* of RUN_STEP */
	char *message;          /* of RUN_ERROR and RUN_LIMIT */
} RunFinding;

/* ---- what a statement came to ---- */

/* What is known of a procedure that ended: an address, a number or a word. */
typedef struct {
	const char *name;
	const char *word;       /* NULL: it is a number */
	guint64 number;
	gboolean is_address;
} Fact;

typedef struct {
	Ending ending;
	GArray *facts;          /* of Fact: what is worth telling */
	GArray *asked;          /* of Fact: by expected output */
	char **notes;           /* of the actors */
} ProcedureOutcome;

struct StepOutcome {
	const Step *step;
	gboolean judged;        /* else it stands here for the trace alone */
	gboolean passed;
	gboolean expanded;      /* it is told by the calls that follow */
	char *text;             /* the statement with its values; runs again */
	/* One of these, or neither. */
	struct rmm_result *result;      /* of a call */
	ProcedureOutcome *procedure;
	enum rmm_command_id called;     /* that @result is of */
	GArray *matches;        /* of gboolean: the expected outputs that hold; or NULL */
	GArray *findings;       /* of RunFinding */
	GArray *changes;        /* of Change */
	GArray *hints;          /* of Finding */
	gboolean tells_notes;   /* those of the actors are told with the changes */
	guint trail;            /* steps of the machine up to its end */
	/* Of a failure; NULL: nothing is known. */
	const Step *follows;    /* the one that failed before, and took this along */
	char *halted;           /* "no REC runs since line 7, RSI_HOST_CALL" */
	char *pending;          /* "guest RSI_HOST_CALL addr=0x80000000, line 7" */
};

typedef struct {
	struct rmm_model *model;
	const char *path;       /* of the scenario */
	GPtrArray *outcomes;    /* of StepOutcome, in order */
	guint steps, failed;    /* judged */
	guint64 looks;          /* at predicates that are watched, all in all */
	gboolean limit;         /* incomplete: a bound of the model was hit */
	guint64 broken;         /* invariants, bit per row */
	guint unsound;          /* steps where the self-check found something */
} RunResult;

StepOutcome *outcome_new(const Step *step);
void outcome_free(StepOutcome *outcome);
void run_result_clear(RunResult *result);

/* Does it have a result? */
gboolean outcome_has_result(const StepOutcome *outcome);

/* The id of the condition that refused it; NULL: none did. */
const char *outcome_condition(const RunResult *result, const StepOutcome *outcome);

/* Did two statements, perhaps of different versions, come to the same? */
gboolean outcomes_agree(const RunResult *a, const StepOutcome *of_a, const RunResult *b,
			const StepOutcome *of_b);

#endif
