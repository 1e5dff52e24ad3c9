/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario as it was parsed: header and steps. */
#ifndef SIM_SCENARIO_H
#define SIM_SCENARIO_H

#include "actor/actor.h"
#include "engine/command.h"
#include "language/expression.h"
#include "check/invariant.h"

/* ---- values ---- */

/* The value of an argument or of an expected output. */
typedef struct {
	Expression *expression; /* NULL: see constant and bytes */
	guint64 constant;       /* a name of an enumeration */
	guint8 *bytes;          /* FORM_BYTES, or a RIM */
	gsize byte_count;
	Expression *range[3];   /* behind an address: level, count, state, or NULL */
} Value;

/*
 * What keeps ADDRESS/LEVEL/COUNT/STATE (B4.6.5) from being a descriptor of a
 * range; NULL: nothing. The caller frees it.
 */
char *value_range_error(guint64 base, const guint64 parts[3]);

/* The same for a number that a field of a register is to hold. */
char *value_field_error(const struct rmm_value *field, guint64 number);

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

/* ---- statements ---- */

/* A predicate over the state: of expect, never and reach. */
typedef enum {
	PREDICATE_RIPAS, PREDICATE_HIPAS, PREDICATE_RTTE, PREDICATE_GRANULE,
	PREDICATE_REALM, PREDICATE_RIM, PREDICATE_VIOLATES,
	PREDICATE_LOST,         /* contents that the Realm relied on are gone */
	PREDICATE_ORIGIN,       /* where mapped contents come from: enum rmm_origin */
	PREDICATE_PENDING,      /* what a REC waits for: enum rmm_pending */
	PREDICATE_RUNNING,      /* a REC runs */
	PREDICATE_OPERATIONS,   /* incomplete operations: their number */
	PREDICATE_MONITOR,      /* of an exploration, by name: its value */
	PREDICATE_ALL_OF, PREDICATE_ANY_OF, PREDICATE_NOT       /* of its parts */
} PredicateKind;

typedef enum { RELATION_EQUAL, RELATION_BELOW, RELATION_ABOVE } Relation;

typedef struct {
	PredicateKind kind;
	gboolean negated;
	Expression *subject;    /* rd or rec, if one was given */
	Expression *base, *top; /* IPA or PA; top NULL: one page; a number */
	/* RTTE state, RIPAS, Granule or Realm state, ...; -1: not given */
	int state, ripas;
	Relation relation;      /* to the number @base */
	char *monitor;
	GPtrArray *parts;       /* of Predicate; or NULL */
	int level;              /* of an RTTE; G_MININT: not given */
	char *mark;             /* RIM: unchanged since */
	gboolean changed;       /* RIM: changed since */
	Value value;            /* RIM: equals these bytes */
	Expression *other;      /* RIM: equals that of this Realm */
	const struct rmm_invariant *invariant;
	char *text;             /* as written */
} Predicate;

typedef enum {
	STATEMENT_COMMAND,      /* a command or action, by Host or Realm */
	STATEMENT_EXIT,         /* host > ...: what RMI_REC_ENTER returned */
	STATEMENT_COMPLETION,   /* guest > ...: what the Realm got */
	STATEMENT_ACTOR,        /* a procedure of an actor */
	STATEMENT_FOR,
	STATEMENT_LET,
	STATEMENT_EXPECT,
	STATEMENT_NEVER,
	STATEMENT_REACH,
	STATEMENT_MARK,
	STATEMENT_CHECK_OFF
} StatementKind;

typedef struct Step Step;
struct Step {
	StatementKind kind;
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
	gboolean log_line;
	Expectation expectation;

	Predicate predicate;
	char *name;             /* variable, mark; procedure as written */
	Expression *value, *top, *step; /* let; for */
	GPtrArray *body;        /* of Step: for */
	unsigned invariant;     /* check off */
};

typedef struct {
	GPtrArray *sources;     /* of Source: the file and what it includes */
	char *title, *question, *origin;
	GPtrArray *tags;        /* of char * */
	struct rmm_config config;
	const struct rmm_version *declared;      /* its "spec" line; NULL: it has none */
	struct rmm_variants must_fail;  /* "variant ID must fail" */
	GPtrArray *steps;       /* of Step */
	unsigned command_steps; /* number of statements that are judged */
} Scenario;

void scenario_free(Scenario *scenario);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scenario, scenario_free)

void step_free(Step *step);
void predicate_clear(Predicate *predicate);
void predicate_free(gpointer predicate);
void value_clear(Value *value);

#endif
