/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Dialects: how the consoles of real RMMs print the calls of Host and Realm, and what
 * they leave out. A dialect is a row of dialects.c.
 */
#ifndef SIM_LOG_DIALECT_H
#define SIM_LOG_DIALECT_H

#include "dialect/event.h"
#include "system/version.h"

/* A call whose arguments are not those of the specification, in its order. */
typedef struct {
	const char *name;       /* "RMI_REC_CREATE"; NULL ends a table */
	const char *arguments;  /* "rec rd params"; "*": none that the model has */
	gboolean no_outputs;    /* it had none then */
} LogShape;

/* When the result of a call of the Realm is printed. */
typedef enum {
	ANSWER_ALWAYS,          /* one that is left to the Host as it stands at the time */
	ANSWER_IF_RETURNED      /* not if the REC leaves for it */
} LogAnswer;

/* Which calls are printed. */
typedef enum {
	PRINTED_ALWAYS,
	PRINTED_FAILED,         /* if they fail */
	PRINTED_NEVER
} LogPrinted;

typedef struct LogDialect LogDialect;
struct LogDialect {
	const char *id;         /* "tf-rmm-v0.6" */
	const char *of;         /* "TF-RMM 1.0-rel0, v0.6.0, v0.7.0" */
	const char *releases;   /* that a banner names, between spaces: " 0.6 0.7 "; or NULL */
	const struct rmm_version *version;      /* by which it is judged */
	LogStyle style;
	guint column;           /* characters up to the first argument */
	gboolean old_target;    /* of STYLE_ISLET */
	gboolean padded;        /* a call of the Host has always five arguments */
	LogAnswer answer;
	const LogShape *shapes; /* or NULL */
	/* Calls of the Host, without RMI_, between spaces; all others fail to be printed. */
	const char *always;     /* NULL: all */
	const char *never;
	const char *cannot;     /* what it cannot tell beside that */
};

extern const LogDialect log_dialects[];
extern const guint log_dialect_count;
#define LOG_DIALECTS_MAX 32

/* NULL: there is none. */
const LogDialect *log_dialect_find(const char *id);

LogPrinted log_dialect_printed(const LogDialect *dialect, const char *name);

/*
 * The dialect as an RMM speaks it that prints all calls, or (@leaves_out) none that
 * succeeds: by the options of a build.
 */
LogDialect log_dialect_built(const LogDialect *dialect, gboolean leaves_out);

/* The shape of @name; NULL: that of the specification. */
const LogShape *log_dialect_shape(const LogDialect *dialect, const char *name);

/* The version whose rules judge it. */
const struct rmm_version *log_dialect_version(const LogDialect *dialect);

#endif
