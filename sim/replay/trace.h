/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The lines of a named trace. Of a file those are at hand that somebody still needs, the
 * next ones are read when they are asked for; so a trace may be of any length.
 */
#ifndef SIM_TRACE_H
#define SIM_TRACE_H

#include "replay/split.h"
#include "system/lines.h"

/*
 * By so many lines, or bytes of them, from its beginning is decided what is asked of a
 * whole trace: which version it speaks, and on which platform it was recorded.
 */
#define TRACE_AHEAD 8192
#define TRACE_AHEAD_BYTES (16 * 1024 * 1024)

/* Begins a comment that says what RMM the trace is of; trace_header.h reads it. */
#define TRACE_HEADER_MARK "#:"

typedef struct Trace Trace;
struct Trace {
	char *name;
	GPtrArray *lines;       /* of TraceLine, without TRACE_NOTHING: those at hand */
	guint gone;             /* that stood before them, and are no longer needed */
	Lines *source;          /* of those behind them; NULL: none */
	guint64 bytes;          /* of lines that were read so far */
	GPtrArray *pinned;      /* of TraceLine: gone, but still needed */
	/* What stands behind "#:" in the first lines, at its lines and columns; or NULL. */
	char *header;
	GString *heading;       /* the same, as long as they are read */
	guint heading_lines;
	/* By trace_read(), for these lines, and those that will come: */
	const struct rmm_model *model;  /* that it is read for; NULL: it is not yet */
	void (*read)(const struct rmm_model *model, TraceLine *line);
	const struct rmm_version *version;
	/* Where it was looked for a RMI_REC_ENTER: [clear_from, clear_to) has none. */
	guint clear_from, clear_to;
};

/* Splits @text (@size bytes and one more, taken over) into lines: all are at hand. */
Trace *trace_parse(const char *name, char *text, gsize size);

/* The same of a file, which is taken over; the first TRACE_AHEAD lines are at hand. */
Trace *trace_open(const char *name, Lines *source);

/* Is there an @i-th line, counted from 0? It is read if it is not at hand. */
static inline gboolean trace_is_at_hand(const Trace *trace, guint i)
{
	return i - trace->gone < trace->lines->len;
}
gboolean trace_reads(Trace *trace, guint i);
static inline gboolean trace_has(Trace *trace, guint i)
{
	return trace_is_at_hand(trace, i) || (trace->source && trace_reads(trace, i));
}

/* The @i-th line, which is at hand; those behind it follow. */
static inline TraceLine *const *trace_lines_at(const Trace *trace, guint i)
{
	return (TraceLine *const *)&trace->lines->pdata[i - trace->gone];
}

static inline TraceLine *trace_line(const Trace *trace, guint i)
{
	return *trace_lines_at(trace, i);
}

/* Of a file: the lines before the @end-th are needed no longer. */
void trace_drop(Trace *trace, guint end);

/* @line, which is at hand, is needed as long as the trace. */
void trace_pin(Trace *trace, const TraceLine *line);

/* Are there lines at hand, none of which is one of a trace? */
gboolean trace_is_foreign(const Trace *trace);

void trace_free(Trace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trace, trace_free)

#endif
