/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Named traces: one command a line, "VERB name=value ... > STATUS name=value",
 * all numbers bare hexadecimal. This file splits; replay.c judges.
 */
#ifndef SIM_TRACE_H
#define SIM_TRACE_H

#include <glib.h>

#include "machine/packed_call.h"

/* More in one line are refused. */
#define TRACE_PAIRS_MAX 96

/* Who acts in a line. */
typedef enum {
	TRACE_NOTHING,          /* blank, or a comment */
	TRACE_HOST_COMMAND,     /* an RMI command */
	TRACE_OTHER_PE,         /* an RMI command while a REC runs */
	TRACE_GUEST,            /* the Realm does something new */
	TRACE_RESUME,           /* the Realm goes on with what it left pending */
	TRACE_DIVERT,           /* the Realm gives up what it left pending */
	TRACE_INTERRUPT,        /* "irq after=N": the next command is interrupted */
	TRACE_LOOP,             /* a loop of the Host over a range command */
	TRACE_PEEK,             /* the RMM's own records */
	TRACE_HOST_ACCESS,      /* the Host touches memory */
	TRACE_SET_GPT,
	TRACE_BAD,              /* no line of a trace */
	TRACE_END               /* an assert of the RMM: the history ends here */
} TraceKind;

typedef struct {
	const char *name, *value;
} TracePair;

/* The call that a line makes, kept when it is read for a second time. */
struct line_memo {
	gboolean was_read;
	PackedCall *call;       /* or NULL */
};

typedef struct {
	TraceKind kind;
	unsigned number;        /* of the line, from 1 */
	const char *text;       /* the line as it stands */
	const char *verb;       /* command or action; NULL: none is told */
	unsigned command;       /* enum rmm_command_id, by call_resolve() */
	const char *beyond;     /* why it is not judged, by the same; or NULL */
	char *flaw;             /* "line:column: error: …": bad input; or NULL */
	gboolean unreadable;    /* its flaw is in what it takes: it is not carried out */
	const char *subject;    /* of a peek: "granule", "rim", "realm", "rec" */
	const char *status;     /* NULL: none was recorded */
	const TracePair *in, *out;
	unsigned in_count, out_count;
	struct line_memo *memo; /* kept by call_read() */
} TraceLine;

/* The lines of a file. */
typedef struct {
	char *name;
	GPtrArray *lines;       /* of TraceLine, without TRACE_NOTHING */
	char *text, *copy;      /* what the lines point into */
	const struct rmm_version *version;       /* it is resolved for */
	guint entries_end;      /* behind the last RMI_REC_ENTER, by the same */
	gboolean resolved;      /* by call_resolve() */
} Trace;

/*
 * Splits @text (@size bytes and a NUL byte, taken over) into lines. One that is none
 * of a trace is TRACE_BAD, and has a flaw.
 */
Trace *trace_parse(const char *name, char *text, gsize size);
void trace_free(Trace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trace, trace_free)

/* The value of pair @name on the left side, or NULL. */
const char *trace_input(const TraceLine *line, const char *name);
const char *trace_output(const TraceLine *line, const char *name);

/* A bare hexadecimal number. FALSE if @text is none. */
gboolean trace_number(const char *text, guint64 *value);

#define TRACE_ERROR (g_quark_from_static_string("ripas-sim-trace"))

#endif
