/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of the parser share. */
#ifndef SIM_PARSER_PRIVATE_H
#define SIM_PARSER_PRIVATE_H

#include "parser.h"

typedef struct {
	const ParseOptions *options;
	Diagnostics *diagnostics;
	Scenario *scenario;
	/* Made at the first step, when the header is complete; else NULL. */
	struct rmm_model *model;
	gboolean memory_given;
	GHashTable *known;      /* variables set so far */
	GHashTable *marks;
	GPtrArray *open;        /* Sources being parsed: include loops */
	/* The last action of the Realm, which "guest > ..." is about. */
	enum rmm_command_id pending;
} Parser;

/* parse_step.c: the rest of "host ...", "guest ..." and "SMC_..." lines. */
Step *parse_host(Parser *parser, Cursor *cursor);
Step *parse_guest(Parser *parser, Cursor *cursor);
Step *parse_log_line(Parser *parser, Cursor *cursor);

/* parse_predicate.c: the rest of "expect ...", "never ...", "reach ...". */
gboolean parse_predicate(Parser *parser, Cursor *cursor, Predicate *predicate);

/* parse_value.c: a value of @type. FALSE after an error. */
gboolean parse_value(Parser *parser, Cursor *cursor, const struct rmm_type *type,
		     Value *value);
/* A name of an enumeration; FALSE after an error that suggests a near one. */
gboolean parse_enumerator(Parser *parser, Cursor *cursor,
			  const struct rmm_enumeration *names, const char *what,
			  guint64 *value);
/* Bytes in hexadecimal (a RIM, an RPV). */
gboolean parse_bytes(Cursor *cursor, Value *value);

/*
 * Reports "unknown @what '@name' of @of" (@of may be NULL) with the nearest of
 * @names (char *). Always FALSE.
 */
gboolean parse_unknown(Cursor *cursor, const char *what, const char *name,
		       const char *of, const GPtrArray *names);

#endif
