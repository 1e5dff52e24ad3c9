/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario as it was parsed: header and steps. */
#ifndef SIM_SCENARIO_H
#define SIM_SCENARIO_H

#include "actor/actor.h"
#include "language/explore_block.h"
#include "language/terms.h"
#include "system/version.h"

typedef struct {
	const struct rmm_value *input;  /* NULL: element is that of a procedure */
	unsigned element;
	Value value;
	Position at;
} Argument;

/* An expected output, or the index of the return code. */
typedef struct {
	char *name;             /* NULL: the index */
	Value value;
	char *word;             /* of a procedure: a name instead of a value */
	char *text;             /* "out_top=$top", as written; NULL: told by one before */
	char *bind;             /* variable to set if it is not set, or NULL */
	Position at;
} ExpectedOutput;

/* What a step must come to. */
typedef struct {
	enum { EXPECT_DEFAULT, EXPECT_ANY, EXPECT_FAILS, EXPECT_SUCCEEDS,
	       EXPECT_STATUS, EXPECT_X0 } kind;
	enum rmm_status status;
	guint64 x0;             /* EXPECT_X0: the register as it is returned */
	Ending ending;          /* of a procedure, instead */
	GPtrArray *outputs;     /* of ExpectedOutput */
	char **by;              /* ids, one of which must refuse; or NULL */
	char *by_text;          /* "by=a|b", as written */
	char *text;             /* all of it, as written; NULL: nothing is */
} Expectation;

/* ---- steps ---- */

typedef enum {
	STEP_COMMAND,           /* a command or action, by Host or Realm */
	STEP_EXIT,              /* host > ...: what RMI_REC_ENTER returned */
	STEP_COMPLETION,        /* guest > ...: what the Realm got */
	STEP_ACTOR,             /* a procedure of an actor */
	STEP_FOR,
	STEP_LET,
	STEP_EXPECT,
	STEP_NEVER,
	STEP_REACH,
	STEP_MARK,
	STEP_CHECK_OFF,
	STEP_CLAIM              /* variant ID must fail: in the header */
} StepKind;

typedef struct Step Step;
struct Step {
	StepKind kind;
	Position at;
	/* For recording: where its '>' stands (or 0), and where it ends. */
	unsigned result_line, result_column, end_line, text_end;

	enum rmm_command_id command;
	const Actor *actor;
	const Procedure *procedure;
	Expression *rec;        /* guest $rec: ... */
	GArray *arguments;      /* of Argument */
	Value fill;             /* contents of the source page */
	gboolean has_fill;
	Expression *interrupt;  /* irq after=...; NULL: none */
	Expression *pe;         /* host pe=...; NULL: the first */
	gboolean log_line;
	Expectation expectation;

	Predicate predicate;
	char *name;             /* variable, mark; procedure as written */
	Expression *value, *top, *step; /* let; for */
	GPtrArray *body;        /* of Step: for */
	unsigned invariant;     /* check off */
	enum rmm_variant variant;       /* of a claim */
};

typedef struct {
	GPtrArray *sources;     /* of Source: the file and what it includes */
	char *title, *question, *origin;
	GPtrArray *tags;        /* of char * */
	struct rmm_config config;
	VersionSet declared;    /* its "spec" line; 0: it has none */
	struct rmm_variants must_fail;  /* "variant ID must fail" */
	GPtrArray *claims;      /* of Step: the same, where they stand */
	GPtrArray *steps;       /* of Step */
	ExploreBlock *explore;  /* what may happen behind them; NULL: nothing is said */
	unsigned command_steps; /* number of statements that are judged */
} Scenario;

void scenario_free(Scenario *scenario);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scenario, scenario_free)

void step_free(Step *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Step, step_free)

#endif
