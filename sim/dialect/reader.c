/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading a console. */
#include "dialect/reader.h"

#include <string.h>

void log_reader_open(LogReader *reader, const char *text, gsize size)
{
	*reader = (LogReader){ .at = text, .end = text + size, .ahead = text + size };
}

void log_reader_go_on(LogReader *reader, const char *text, gsize size, gsize ahead)
{
	reader->at = text;
	reader->end = text + size;
	reader->ahead = reader->end + ahead;
}

void log_reader_leave(LogReader *reader, GString *before)
{
	if (reader->before.number == 0 || reader->before.text == before->str)
		return;
	g_string_truncate(before, 0);
	g_string_append_len(before, reader->before.text, (gssize)reader->before.size);
	reader->before.text = before->str;
}

/* The size of the line at @at, and where the next one begins. */
static gsize line_at(const char *at, const char *end, const char **next)
{
	const char *newline = memchr(at, '\n', (gsize)(end - at));
	gsize size = (gsize)((newline ? newline : end) - at);

	*next = newline ? newline + 1 : end;
	while (size > 0 && at[size - 1] == '\r')
		size--;
	return size;
}

/* Looks in the lines behind the cursor for the rest of an event that was cut. */
static void go_on(LogReader *reader, LogEvent *event)
{
	const char *at = reader->at, *next;

	for (guint i = 0; event->cut && i < LOG_BETWEEN_MAX && at < reader->ahead; i++, at = next) {
		gsize size = line_at(at, reader->ahead, &next);

		if (reader->used >> i & 1 || !log_event_continue(event, at, size))
			continue;
		reader->used |= (guint32)1 << i;
		event->last = reader->number + i + 1;
	}
}

/* The same call and result, but that one of them has arguments that are none. */
static gboolean has_surplus(const LogEvent *a, const LogEvent *b)
{
	return a->in_count != b->in_count && strcmp(a->name, b->name) == 0 && a->x0 == b->x0 &&
	       memcmp(a->in, b->in, MIN(a->in_count, b->in_count) * sizeof(a->in[0])) == 0 &&
	       MIN(a->in_count, b->in_count) > 0;
}

/*
 * Islet prints a call that fails twice, under two levels; for a time it printed more
 * arguments than there are.
 */
static gboolean is_again(const LogEvent *a, const LogEvent *b)
{
	return a->style == STYLE_ISLET && b->style == STYLE_ISLET && a->number + 1 == b->number &&
	       ((a->x0 != 0 && a->size == b->size && memcmp(a->text, b->text, a->size) == 0) ||
		has_surplus(a, b));
}

/* Whoever copied the log left something out here. */
static gboolean is_gap(const char *line, gsize size)
{
	static const char *const words[] = { "...", "[...]", "\342\200\246" };

	while (size > 0 && (*line == ' ' || *line == '\t')) {
		line++;
		size--;
	}
	while (size > 0 && (line[size - 1] == ' ' || line[size - 1] == '\t'))
		size--;
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strlen(words[i]) == size && memcmp(line, words[i], size) == 0)
			return TRUE;
	return FALSE;
}

static void skip(LogReader *reader, const char *line, gsize size)
{
	if (reader->skipped)
		reader->skipped(reader->user, reader->number, line, size);
}

gboolean log_reader_next(LogReader *reader, LogEvent *event)
{
	while (reader->at < reader->end) {
		const char *line = reader->at;
		gsize size = line_at(line, reader->end, &reader->at);
		gboolean used = reader->used & 1;

		reader->number++;
		reader->used >>= 1;
		if (used)
			continue;
		if (!log_event_read(line, size, event)) {
			reader->noise++;
			reader->gap |= is_gap(line, size);
			skip(reader, line, size);
			continue;
		}
		event->number = event->last = reader->number;
		if (event->cut)
			go_on(reader, event);
		if (is_again(&reader->before, event)) {
			reader->again++;
			skip(reader, line, size);
			reader->before.number = 0;
			continue;
		}
		event->gap = reader->gap;
		reader->gap = FALSE;
		reader->before = *event;
		return TRUE;
	}
	return FALSE;
}
