/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading a console: calls, one after the other, out of what else is printed there.
 * Lines that are cut at a space are put together again.
 */
#ifndef SIM_LOG_READER_H
#define SIM_LOG_READER_H

#include "dialect/dialect.h"

/* Between a line that is cut and its rest at most so many others may stand. */
#define LOG_BETWEEN_MAX 8

typedef struct {
	const char *at, *end;           /* what is still to be read */
	const char *ahead;              /* up to here a line that is cut may go on */
	guint number;                   /* of the line before it */
	/* What was skipped so far. */
	guint noise;                    /* lines of other programs, or that are no call */
	guint again;                    /* lines that say once more what the one before says */
	/* Lines that an event before them went on with: bits of those behind @at. */
	guint32 used;
	gboolean gap;                   /* since the last event something is left out */
	LogEvent before;                /* the event that was read last */
	/* Told of each line that is skipped; or NULL. */
	void (*skipped)(gpointer user, guint number, const char *line, gsize size);
	gpointer user;
} LogReader;

/* @text (@size bytes) must live as long. */
void log_reader_open(LogReader *reader, const char *text, gsize size);

/*
 * Goes on with the text behind what was read: @size bytes, with @ahead more behind them,
 * in which a line that is cut may go on.
 */
void log_reader_go_on(LogReader *reader, const char *text, gsize size, gsize ahead);

/* Before the text goes: what is still needed of it is moved to @before, which stays. */
void log_reader_leave(LogReader *reader, GString *before);

/* FALSE: there is none any more. */
gboolean log_reader_next(LogReader *reader, LogEvent *event);

#endif
