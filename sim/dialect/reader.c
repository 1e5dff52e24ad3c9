/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading a console. */
#include "dialect/reader.h"

#include <string.h>

#include "dialect/call.h"
#include "engine/command.h"

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

/* Calls of a Realm that return at once: they touch no memory, and ask nobody. */
static gboolean always_returns(const LogEvent *event)
{
	static const char *const names[] = {
		"RSI_VERSION", "RSI_ABI_VERSION", "RSI_FEATURES", "RSI_IPA_STATE_GET",
		"RSI_MEASUREMENT_READ", "RSI_MEASUREMENT_EXTEND",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(event->name, names[i]) == 0)
			return TRUE;
	return FALSE;
}

/* The fewest and the most arguments that it has in any dialect; FALSE: it is in none. */
static gboolean find_arguments(const LogEvent *event, guint *least, guint *most)
{
	guint count;

	*least = G_MAXUINT;
	*most = 0;
	for (guint i = 0; i < log_dialect_count; i++) {
		if (log_dialects[i].style == STYLE_ISLET ||
		    !log_call_arguments(&log_dialects[i], event->name, &count))
			continue;
		*least = MIN(*least, count);
		*most = MAX(*most, count);
	}
	return *least != G_MAXUINT;
}

/* How much of a line is there? One by which the REC leaves may have no result. */
typedef enum { IS_CUT, MAY_LACK_NUMBERS, MAY_LACK_RESULT, IS_WHOLE } Wholeness;

static Wholeness wholeness(const LogEvent *event)
{
	guint least, most;

	if (event->cut)
		return IS_CUT;
	if (event->kind == LOG_RMI || event->style == STYLE_ISLET || event->marked)
		return IS_WHOLE;
	if (event->kind == LOG_SMC || !find_arguments(event, &least, &most))
		return MAY_LACK_RESULT;
	return always_returns(event) || event->in_count < least ? IS_CUT :
	       event->in_count < most ? MAY_LACK_NUMBERS : MAY_LACK_RESULT;
}

/* Is a result without outputs that the call has in some version? */
static gboolean lacks_outputs(const LogEvent *event)
{
	guint most = 0;

	/* X1 to X3 of any other SMC. */
	if (event->kind == LOG_SMC)
		return event->out_count < 3;
	if (!event->status[0])
		return FALSE;
	for (guint i = 0; i < version_count() && log_call_succeeded(event); i++) {
		enum rmm_command_id id;
		const struct rmm_command *command = log_call_command(version_at(i), event->name, &id);

		most = MAX(most, command ? command->output_count : 0);
	}
	if (g_str_has_suffix(event->status, "_ERROR_RTT"))
		most = g_str_has_suffix(event->name, "_DESTROY") ? 3 : 1;
	return event->out_count < most;
}

/* Only the next line may have nothing but outputs: numbers alone are a weak sign. */
static void add_outputs(LogReader *reader, LogEvent *event)
{
	const char *next;
	gsize size = reader->at < reader->ahead ? line_at(reader->at, reader->ahead, &next) : 0;

	if (!size || event->last != reader->number || reader->used & 1 ||
	    !log_event_add_outputs(event, reader->at, size))
		return;
	reader->used |= 1;
	event->last = reader->number + 1;
}

/* Looks in the lines behind the cursor for the rest of an event. */
static void go_on(LogReader *reader, LogEvent *event)
{
	const char *at = reader->at, *next;
	Wholeness is = wholeness(event);

	event->cut = is == IS_CUT;
	for (guint i = 0; is != IS_WHOLE && i < LOG_BETWEEN_MAX && at < reader->ahead; i++, at = next) {
		gsize size = line_at(at, reader->ahead, &next);
		LogEvent other;

		/* What follows another call is rather that one's. */
		if (is != IS_CUT && log_event_read(at, size, &other))
			return;
		if (reader->used >> i & 1 ||
		    (is == MAY_LACK_RESULT && !log_event_begins_result(at, size)) ||
		    !log_event_continue(event, at, size))
			continue;
		reader->used |= (guint32)1 << i;
		event->last = reader->number + i + 1;
		is = wholeness(event);
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
	static const char *const words[] = {
		"...", "[...]", "\342\200\246", "....", "(...)", "<...>", "[..]", ":", "[snip]", "<snip>",
	};

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
		go_on(reader, event);
		if (event->answered && lacks_outputs(event))
			add_outputs(reader, event);
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
