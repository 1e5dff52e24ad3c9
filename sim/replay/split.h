/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lines of named traces: one command each, "VERB name=value ... > STATUS name=value",
 * all numbers bare hexadecimal. They are split here; read.c reads the words.
 */
#ifndef SIM_SPLIT_H
#define SIM_SPLIT_H

#include <glib.h>

#include "machine/packed_call.h"
#include "system/lines.h"
#include "text/spelling.h"

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

/* Where an output of a result is: among those of its command, or beside them. */
typedef enum { IN_OUTPUTS, IN_INCOMPLETE, IN_ADDRESS } OutputSlots;

typedef struct {
	SpelledValue found;     /* value NULL: there is none */
	OutputSlots among;
} OutputPlace;

/* A value as text, read as one that the model has. */
typedef struct {
	gboolean readable;
	guint bytes;            /* that are told of bytes; 0: all slots count */
	guint count;            /* of @slots */
	uint64_t single;        /* slots NULL: a single value */
	uint64_t *slots;        /* those behind are 0 */
} RecordedValue;

/* An output as it was recorded. */
typedef struct {
	enum {
		OUTPUT_ASIDE,           /* not compared: "~x1", untracked, decoded once more */
		OUTPUT_REGISTER,        /* "x1": an output, or what was there before */
		OUTPUT_VALUE
	} kind;
	const char *name, *text;
	gboolean is_number;
	guint64 number;         /* that @text is */
	guint x;                /* of OUTPUT_REGISTER */
	gboolean is_index;      /* "level" or "index": of the return code, if it has one */
	OutputPlace place;      /* in a result of the line's command and status */
	RecordedValue value;    /* read as what is there */
} RecordedOutput;

/* What a line says that came of it. */
typedef struct {
	gboolean is_x0;         /* it tells the register alone */
	guint64 x0;
	gboolean is_named;      /* it tells a status by its name */
	enum rmm_status status;
	RecordedOutput *outputs;        /* as many as line->out */
} RecordedResult;

/* What the specification leaves to the implementation, or nobody tells before, as recorded. */
typedef struct {
	gboolean interrupts;    /* an interrupt ends the command */
	gboolean limited;       /* it comes as far as @limit, as rmm_call has it */
	gboolean stops;         /* it tells the last piece of a token */
	guint64 limit;
	enum { FILL_NOTHING, FILL_BYTE, FILL_WORD } fills;
	guint64 fill;           /* what the Host wrote to the source page before */
	gboolean stores;        /* it tells what a store wrote that does not say it */
	guint64 stored;
	gboolean says_value;    /* a store does */
	gboolean says_page;     /* a Host call does: what the Realm stored there */
} TraceChoices;

typedef struct {
	TraceKind kind;
	unsigned number;        /* of the line, from 1 */
	const char *text;       /* the line as it stands */
	char *words;            /* what it points into */
	const char *verb;       /* command or action; NULL: none is told */
	const char *subject;    /* of a peek: "granule", "rim", "realm", "rec" */
	const char *status;     /* NULL: none was recorded */
	const TracePair *in, *out;
	unsigned in_count, out_count;
	/* By trace_read(): */
	enum rmm_command_id command;
	const char *beyond;     /* why it is not judged; or NULL */
	gboolean cut;           /* the file ends with it, and no newline does */
	char *flaw;             /* "line:column: error: …": bad input; or NULL */
	gboolean unreadable;    /* its flaw is in what it takes: it is not carried out */
	PackedCall *call;       /* that it makes; NULL: none, or it cannot be read */
	RecordedResult result;
	TraceChoices choices;
} TraceLine;

/*
 * Splits a line. One that is none of a trace, or is not whole, is TRACE_BAD and has a flaw.
 * NULL: it is blank, or a comment.
 */
TraceLine *trace_line_new(const Line *line);
void trace_line_free(TraceLine *line);

/* The value of pair @name on the left side, or NULL. */
const char *trace_input(const TraceLine *line, const char *name);
const char *trace_output(const TraceLine *line, const char *name);

/* Where "name=" stands in @text as a word; NULL: nowhere. */
const char *trace_word(const char *text, const char *name);

#define TRACE_ERROR (g_quark_from_static_string("ripas-sim-trace"))

#endif
