/* SPDX-License-Identifier: BSD-3-Clause */
/* The explore block of a scenario as it was parsed: what may happen behind its steps. */
#ifndef SIM_EXPLORE_BLOCK_H
#define SIM_EXPLORE_BLOCK_H

#include "actor/actor.h"
#include "language/terms.h"

/* "any $p in A .. B step S", or "any $x in A | B | C" */
typedef struct {
	char *name;
	Expression *base, *top, *step;  /* a range; or NULL */
	GPtrArray *values;              /* of Expression; or NULL */
	Position at;
} Domain;

/* One of the values that an argument may have. */
typedef enum {
	CHOICE_VALUE,
	CHOICE_ANY,             /* every value of the type */
	CHOICE_PENDING          /* what the REC asks for, and perhaps @offset more */
} ChoiceKind;

typedef struct {
	ChoiceKind kind;
	Value value;
	Expression *offset;     /* or NULL */
} ArgumentChoice;

typedef struct {
	const struct rmm_value *input;          /* of a command; or NULL */
	const Parameter *parameter;             /* of a procedure; or NULL */
	unsigned element;                       /* of the input; or which parameter */
	GPtrArray *choices;     /* of ArgumentChoice */
	Position at;
} ChosenArgument;

typedef enum {
	WHERE_EQUAL, WHERE_DIFFERENT, WHERE_BELOW, WHERE_AT_MOST, WHERE_ABOVE, WHERE_AT_LEAST
} WhereRelation;

/* "$p <= $q" */
typedef struct {
	Expression *left, *right;
	WhereRelation how;
} WhereClause;

typedef enum {
	LINE_HOST,              /* a command of the Host */
	LINE_GUEST,             /* an action of a REC that runs */
	LINE_REALM              /* the same, entered before and left behind it */
} LineKind;

/* A line of the alphabet: an action for all values of its arguments. */
typedef struct {
	LineKind kind;
	Position at;
	char *text;             /* as written */
	enum rmm_command_id command;
	const Actor *actor;     /* whose procedure it is; or NULL: a command */
	const Procedure *procedure;
	char *pattern;          /* "RMI_*": any command like it; else NULL */
	GPtrArray *except;      /* of char *, patterns; or NULL */
	Expression *pe;         /* host pe=...; NULL: the first */
	Expression *rec;        /* or NULL */
	gboolean by_vcpu;       /* @rec is the number of a vCPU of an actor */
	GPtrArray *arguments;   /* of ChosenArgument */
	GPtrArray *where;       /* of WhereClause: all must hold */
	Predicate *when;        /* or NULL */
	Expression *interrupt, *interrupt_top;  /* irq after=A..B; or NULL */
	char *monitor;          /* that is @then behind the action; or NULL */
	Expression *then;
	gboolean may_fail;
} AlphabetLine;

/* "action NAME ... end", or a line alone, without name. */
typedef struct {
	char *name;
	GPtrArray *lines;       /* of AlphabetLine */
} AlphabetAction;

/* "base at RSI_IPA_STATE_SET": a value, and after which command it is remembered. */
typedef struct {
	enum rmm_command_id command;
	gboolean has_status;            /* "at READ > SEA": with this result; else when it succeeds */
	enum rmm_status status;
	const struct rmm_value *value;  /* NULL: see constant */
	unsigned element;
	gboolean is_output;
	Expression *constant;
} MonitorRule;

typedef struct {
	char *name;
	GPtrArray *rules;       /* of MonitorRule; none: actions alone set it */
} BlockMonitor;

typedef enum {
	ASK_NEVER,
	ASK_REACH,
	ASK_EVENTUALLY,         /* whenever @when holds, @test comes whatever happens */
	ASK_POSSIBLE,           /* whenever @when holds, there is a way to @test */
	ASK_ENDS,               /* no way goes on for ever */
	ASK_RIMS,               /* where @test holds there are @count RIMs */
	ASK_RIM_TELLS           /* where @when holds, the RIM tells whether @test does */
} AskKind;

typedef struct {
	AskKind kind;
	Predicate *when, *test; /* when NULL: always */
	guint64 count;
	gboolean negated;       /* "not ..." */
	Position at;
	char *text;             /* as written */
} Question;

typedef enum { BLOCK_RIM_COUNTED, BLOCK_RIM_EXACT, BLOCK_RIM_OFF } BlockRim;

typedef struct {
	Position at;
	GPtrArray *domains;     /* of Domain */
	GPtrArray *actions;     /* of AlphabetAction */
	GPtrArray *monitors;    /* of BlockMonitor */
	GPtrArray *questions;   /* of Question */
	GPtrArray *whiles;      /* of Predicate: where one does not hold, nothing is done */
	BlockRim rim;
	guint64 rim_most;       /* counts no further */
	gboolean rim_given;
	gboolean ghosts, ghosts_given;
	guint64 pes;            /* of the Host; 0: as many as it likes */
	gboolean fair_irq;      /* an operation is not interrupted for ever */
	gboolean all_sizes;             /* it is asked for every number of pages and Granules */
	/* Of Granules and IPAs, patterns are about those that domains name, and sensible ones. */
	gboolean named_only;
	uint64_t ignored;       /* invariants, bit per row */
	guint64 depth, states, memory;  /* bounds; 0: none */
	double seconds;
} ExploreBlock;

ExploreBlock *explore_block_new(Position at);
void explore_block_free(ExploreBlock *block);

AlphabetAction *alphabet_action_new(void);
void alphabet_action_free(gpointer action);
AlphabetLine *alphabet_line_new(LineKind kind, Position at);
ChosenArgument *chosen_argument_new(Position at);
BlockMonitor *block_monitor_new(const char *name);

#endif
