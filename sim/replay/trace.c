/* SPDX-License-Identifier: BSD-3-Clause */
/* The lines of a named trace. */
#include "replay/trace.h"

#include <string.h>

/* Dropped lines are moved out in batches. */
#define DROP_MIN 1024

static void free_line(gpointer line)
{
	trace_line_free(line);
}

static Trace *trace_new(const char *name, Lines *source)
{
	Trace *trace = g_new0(Trace, 1);

	trace->name = g_strdup(name);
	trace->lines = g_ptr_array_new_with_free_func(free_line);
	trace->pinned = g_ptr_array_new();
	trace->source = source;
	trace->heading = g_string_new(NULL);
	return trace;
}

/* Keeps a line of the header where it stood. */
static void note_header(Trace *trace, const Line *line)
{
	const gsize mark = strlen(TRACE_HEADER_MARK);
	const char *text = line->text;
	gsize size = line->size, indent = 0;

	while (size > 0 && (*text == ' ' || *text == '\t')) {
		text++;
		size--;
		indent++;
	}
	if (!trace->heading || size < mark || strncmp(text, TRACE_HEADER_MARK, mark) != 0)
		return;
	for (; trace->heading_lines + 1 < line->number; trace->heading_lines++)
		g_string_append_c(trace->heading, '\n');
	g_string_append_printf(trace->heading, "%*s%.*s\n", (int)(indent + mark), "",
			       (int)(size - mark), text + mark);
	trace->heading_lines++;
}

/* What comes further down is no header. */
static void end_heading(Trace *trace)
{
	gboolean any = trace->heading_lines > 0;

	trace->header = g_string_free(g_steal_pointer(&trace->heading), !any);
}

/* Reads one line more, if it is not blank. FALSE: there is none. */
static gboolean read_on(Trace *trace)
{
	TraceLine *line;
	Line text;

	if (!lines_next(trace->source, &text)) {
		g_clear_pointer(&trace->source, lines_free);
		return FALSE;
	}
	trace->bytes += text.size;
	line = trace_line_new(&text);
	if (!line) {
		note_header(trace, &text);
		return TRUE;
	}
	g_ptr_array_add(trace->lines, line);
	if (trace->model)
		trace->read(trace->model, line);
	return TRUE;
}

gboolean trace_reads(Trace *trace, guint i)
{
	while (!trace_is_at_hand(trace, i) && trace->source && read_on(trace))
		;
	return trace_is_at_hand(trace, i);
}

Trace *trace_parse(const char *name, char *text, gsize size)
{
	Trace *trace = trace_new(name, lines_of_text(text, size));

	while (trace->source && read_on(trace))
		;
	end_heading(trace);
	return trace;
}

Trace *trace_open(const char *name, Lines *source)
{
	Trace *trace = trace_new(name, source);

	while (trace->source && trace->lines->len < TRACE_AHEAD &&
	       trace->bytes < TRACE_AHEAD_BYTES && read_on(trace))
		;
	end_heading(trace);
	return trace;
}

static gboolean is_pinned(const Trace *trace, const TraceLine *line)
{
	for (guint i = 0; i < trace->pinned->len; i++)
		if (trace->pinned->pdata[i] == line)
			return TRUE;
	return FALSE;
}

void trace_drop(Trace *trace, guint end)
{
	if (!trace->source || end < trace->gone + DROP_MIN)
		return;
	for (guint i = 0; i < end - trace->gone && trace->pinned->len; i++)
		if (is_pinned(trace, trace->lines->pdata[i]))
			trace->lines->pdata[i] = NULL;
	g_ptr_array_remove_range(trace->lines, 0, end - trace->gone);
	trace->gone = end;
}

void trace_pin(Trace *trace, const TraceLine *line)
{
	if (!is_pinned(trace, line))
		g_ptr_array_add(trace->pinned, (TraceLine *)(guintptr)line);
}

gboolean trace_is_foreign(const Trace *trace)
{
	for (guint i = 0; i < trace->lines->len; i++)
		if (((const TraceLine *)trace->lines->pdata[i])->kind != TRACE_BAD)
			return FALSE;
	return trace->lines->len > 0;
}

void trace_free(Trace *trace)
{
	if (!trace)
		return;
	/* Those that are still at hand are freed as such. */
	for (guint i = 0; i < trace->pinned->len; i++)
		if (!g_ptr_array_find(trace->lines, trace->pinned->pdata[i], NULL))
			trace_line_free(trace->pinned->pdata[i]);
	g_ptr_array_unref(trace->pinned);
	g_ptr_array_unref(trace->lines);
	lines_free(trace->source);
	g_free(trace->name);
	g_free(trace->header);
	g_free(trace);
}
