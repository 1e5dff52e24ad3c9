/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of the parser share. */
#ifndef SIM_PARSER_PRIVATE_H
#define SIM_PARSER_PRIVATE_H

#include "language/scenario.h"
#include "language/words.h"

typedef struct {
	gboolean version_chosen;        /* by the user: the file's is passed over */
	Diagnostics *diagnostics;
	Scenario *scenario;
	/* Made at the first step, when the header is complete; else NULL. */
	struct rmm_model *model;
	gboolean memory_given;
	Position configured;    /* the last line about the model; or no source */
	GHashTable *known;      /* variables set so far */
	GHashTable *constants;  /* values of those that are the same at every run */
	gboolean lacks_include; /* that could not be read: it may have set what is missing */
	guint loops;            /* "for" blocks that are open */
	gboolean acts;          /* there is a procedure of an actor */
	const struct rmm_version *spoken_to;    /* by the first KVM that is named; or NULL */
	GHashTable *marks;
	GHashTable *monitors;   /* of the exploration; NULL: not in its block */
	AlphabetAction *action; /* of several lines, that is being parsed; or NULL */
	GPtrArray *open;        /* Sources being parsed: include loops */
} Parser;

/* parse_header.c: a header line. FALSE if the next word starts none. */
gboolean parse_header(Parser *parser, Cursor *cursor);

/* parser.c: with nothing known; makes no model. */
void parser_init(Parser *parser, Scenario *scenario, Diagnostics *diagnostics);
/* Its model included. */
void parser_clear(Parser *parser);
/* The statements of a file, behind those of @steps. */
void parse_file(Parser *parser, const Source *source, GPtrArray *steps);

/* parse_include.c: the rest of "include ..."; a file that was included before
 * is not included again. FALSE after an error. */
gboolean parse_include(Parser *parser, Cursor *cursor, GPtrArray *steps);

/* parse_statement.c: makes the model, if that has not been done. FALSE if the
 * header allows none, which is reported. */
gboolean parse_begin_steps(Parser *parser, Cursor *cursor);
/* A header line, or a step; FALSE after an error. */
gboolean parse_simple(Parser *parser, Cursor *cursor, GPtrArray *steps);
/* The rest of "check off ID". */
Step *parse_check(Parser *parser, Cursor *cursor);
/* The rest of the line that "for" starts. */
Step *parse_for(Parser *parser, Cursor *cursor);
void parse_add_step(Parser *parser, GPtrArray *steps, Step *step);

/* parse_explore.c: "explore" opens the block; then its lines, until parser->monitors
 * is NULL again. */
gboolean parse_explore(Parser *parser, Cursor *cursor);
void parse_explore_line(Parser *parser, Cursor *cursor);

/* parse_domain.c: the rest of "any ...", "monitor ..." in the block. */
gboolean parse_any(Parser *parser, Cursor *cursor);
gboolean parse_monitor(Parser *parser, Cursor *cursor);

/* parse_alphabet.c: the rest of "host ...", "guest ...", "realm ..." in the block. */
gboolean parse_alphabet_line(Parser *parser, Cursor *cursor, LineKind kind, GPtrArray *lines);

/* parse_step.c: the rest of "host ...", "guest ..." and "SMC_..." lines. */
Step *parse_host(Parser *parser, Cursor *cursor);
Step *parse_guest(Parser *parser, Cursor *cursor);
Step *parse_log_line(Parser *parser, Cursor *cursor);
/* May Host, or Realm, give commands of this interface? */
gboolean parse_may_give(enum rmm_interface interface, gboolean host);
/* A command of Host or Realm; CMD_NONE: there is none, which the other reports. */
enum rmm_command_id parse_find_command(Parser *parser, const char *name, gboolean host);
gboolean parse_unknown_command(Parser *parser, Cursor *cursor, const char *name, gboolean host);

/* parse_argument.c: the arguments of a command; one that was parsed, unless it
 * is there already. FALSE after an error. */
gboolean parse_arguments(Parser *parser, Cursor *cursor, Step *step);
void parse_begin_arguments(Step *step);
gboolean parse_add_argument(Step *step, Cursor *cursor, const Argument *argument,
			    const char *name);

/* parse_actor.c: a procedure of an actor, its arguments and expectation. */
Step *parse_procedure(Parser *parser, Cursor *cursor, Step *step, gboolean host);
/* "kvm.enter", behind which the cursor is then; NULL after an error. */
const Procedure *parse_procedure_name(Parser *parser, Cursor *cursor, const Actor **actor,
				      gboolean host);
/* "name=": which parameter; -1 after an error. */
int parse_parameter_name(Cursor *cursor, const Actor *actor, const Procedure *procedure);
gboolean parse_parameter_value(Parser *parser, Cursor *cursor, const Parameter *parameter,
			       Value *value);

/* parse_expectation.c: from '>' to the end of the line. FALSE after an error. */
gboolean parse_expectation(Parser *parser, Cursor *cursor, Step *step);
/* "any", "fails", "succeeds". */
gboolean parse_loose_status(Cursor *cursor, Expectation *expectation);
/* A value, or a variable that is to be bound. */
gboolean parse_expected_value(Parser *parser, Cursor *cursor, ExpectedOutput *output,
			      const struct rmm_type *type);
void expected_output_free(gpointer data);

/* parse_predicate.c: the rest of "expect ...", "never ...", "reach ..."; the
 * same where more may follow. */
gboolean parse_predicate(Parser *parser, Cursor *cursor, Predicate *predicate);
gboolean parse_condition(Parser *parser, Cursor *cursor, Predicate *predicate);

/* parse_step.c: "pe=1" before a command, if it stands there: which PE issues it. */
gboolean parse_pe(Cursor *cursor, Expression **pe);

/* parse_explore.c: a number, within or behind a line of an explore block. */
gboolean parse_block_number(Cursor *cursor, guint64 *number);

/* parse_question.c: the rest of a line of an explore block that asks. */
gboolean parse_never_line(Parser *parser, Cursor *cursor);
gboolean parse_reach_line(Parser *parser, Cursor *cursor);
gboolean parse_always_line(Parser *parser, Cursor *cursor);
gboolean parse_not_line(Parser *parser, Cursor *cursor);
gboolean parse_rims_line(Parser *parser, Cursor *cursor);
/* Behind "rim tells". */
gboolean parse_rim_tells(Parser *parser, Cursor *cursor);

/* ---- parse_value.c; FALSE after an error ---- */

gboolean parse_value(Parser *parser, Cursor *cursor, const struct rmm_type *type,
		     Value *value);
/*
 * Says so at token @first if [base, top) is known to be empty before the run;
 * then nothing would be done, or looked at.
 */
gboolean parse_check_range(Cursor *cursor, const Expression *base, const Expression *top,
			   guint first);
/* The value of an expression, if it is the same at every run. */
gboolean parse_constant(const Parser *parser, const Expression *expression, guint64 *value);
/* A name of an enumeration, else an error that suggests a near one. */
gboolean parse_enumerator(Parser *parser, Cursor *cursor,
			  const struct rmm_enumeration *names, const char *what,
			  guint64 *value);
/* Bytes in hexadecimal (a RIM, an RPV). */
gboolean parse_bytes(Cursor *cursor, Value *value);
/* A string in double quotes, which replaces *text. */
gboolean parse_string(Cursor *cursor, char **text);

/*
 * Reports "unknown @what '@name' of @of" (@of may be NULL) with the nearest of
 * @names (char *). Always FALSE.
 */
gboolean parse_unknown(Cursor *cursor, const char *what, const char *name,
		       const char *of, const GPtrArray *names);
/* The same for an input or output of @command. */
gboolean parse_unknown_value(Cursor *cursor, const char *what, const char *name,
			     const struct rmm_command *command,
			     const struct rmm_value *values, unsigned count);
/* Is there @command, with @input unless that is NULL, in another version? Says so. */
gboolean parse_other_version(const Parser *parser, Cursor *cursor, const char *command,
			     const char *input);
/* What users write for a value: "rec", not "rec_ptr". */
char *parse_short_name(const struct rmm_value *value);

/* The name of a version of the specification: "rmm-2.0-bet0", "rmm-2.0". */
gboolean parse_version(Cursor *cursor, const struct rmm_version **version);

/* Does the variant bend a rule of a version that the file's "spec" line names? Without one it does. */
gboolean parse_bends(const Scenario *scenario, enum rmm_variant variant);
#define VARIANT_BENDS_NOTHING "variant '%s' bends nothing in the version that 'spec' names"

/* ---- parse_entry.c: parts of predicates, and those about entries and Granules ---- */

gboolean parse_place(Cursor *cursor, Predicate *predicate);
void parse_relation(Cursor *cursor, Predicate *predicate);
gboolean parse_state(Parser *parser, Cursor *cursor, const struct rmm_enumeration *names,
		     const char *what, int *state);
/* A name, and not a word that may stand behind a predicate. */
gboolean parse_at_name(const Cursor *cursor);
gboolean parse_ripas_state(Parser *parser, Cursor *cursor, Predicate *predicate);
gboolean parse_hipas_state(Parser *parser, Cursor *cursor, Predicate *predicate);
gboolean parse_rtte_state(Parser *parser, Cursor *cursor, Predicate *predicate);
gboolean parse_granule_state(Parser *parser, Cursor *cursor, Predicate *predicate);

#endif
