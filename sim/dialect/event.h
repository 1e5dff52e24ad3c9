/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a line of a console tells, before anybody asks which dialect it is: a name,
 * numbers, and a result.
 */
#ifndef SIM_LOG_EVENT_H
#define SIM_LOG_EVENT_H

#include <glib.h>

/* Numbers on either side of '>'; the rest of a line is no number of a call. */
#define LOG_NUMBERS_MAX 16
#define LOG_NAME_MAX 48

typedef enum {
	LOG_RMI,                /* a call of the Host */
	LOG_RSI,                /* of the Realm */
	LOG_SMC                 /* of the Realm, by its FID: PSCI and others */
} LogKind;

/* How the line is written. */
typedef enum {
	STYLE_RMM,              /* "SMC_RMM_NAME arg arg > RMI_STATUS out" */
	STYLE_RMI,              /* "SMC_RMI_NAME ..." */
	STYLE_EITHER,           /* a call of the Realm: both say "SMC_RSI_NAME", "PSCI_FID" */
	STYLE_ISLET             /* "RMI: NAME [arg, arg] > [x0, out]" */
} LogStyle;

typedef struct {
	LogKind kind;
	LogStyle style;
	guint number, last;     /* of its first line and its last, from 1 */
	guint column;           /* characters up to the first argument; 0: there is none */
	char name[LOG_NAME_MAX];        /* "RMI_DATA_DESTROY"; "" of LOG_SMC */
	guint64 fid;            /* of LOG_SMC */
	guint64 in[LOG_NUMBERS_MAX], out[LOG_NUMBERS_MAX];
	guint in_count, out_count;
	gboolean marked;        /* there is a '>' */
	gboolean answered;      /* there is a result */
	char status[LOG_NAME_MAX];      /* "RMI_ERROR_RTT"; "": a number, which is @x0 */
	guint64 x0;
	gboolean gap;           /* lines before it were left out */
	gboolean cut;           /* the line ends before its call does */
	gboolean old_target;    /* of STYLE_ISLET: the module is called as in 2023 */
	const char *text;       /* where it begins, and how much of it is its own */
	gsize size;
} LogEvent;

/*
 * Finds the event in @line (@size bytes; ends with a NUL byte, a newline or the next
 * line). FALSE: it is of another program, or of the RMM but no call.
 */
gboolean log_event_read(const char *line, gsize size, LogEvent *event);

/* Goes on with an event that was cut, by a line that has its rest. FALSE: it has not. */
gboolean log_event_continue(LogEvent *event, const char *line, gsize size);

/* Does the line begin with the mark of a result, behind what stands before lines? */
gboolean log_event_begins_result(const char *line, gsize size);

/* Goes on with the outputs of an event, by a line that has nothing but numbers. */
gboolean log_event_add_outputs(LogEvent *event, const char *line, gsize size);

/* Does the line say that an RMM boots? *@release is set: "0.6". */
gboolean log_banner_read(const char *line, gsize size, char release[16]);

#endif
