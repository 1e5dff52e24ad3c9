/* SPDX-License-Identifier: BSD-3-Clause */
/* Units of a trace: what is judged, and explained, together. */
#include "replay/unit.h"

#include <string.h>

#include "replay/rec_entry.h"

/* One line, or a REC's run: what is judged, and explained, together. */
static gboolean belongs_to_run(const TraceLine *line)
{
	return line->kind == TRACE_GUEST || line->kind == TRACE_RESUME ||
	       line->kind == TRACE_DIVERT ||
	       line->kind == TRACE_OTHER_PE;
}

/* Is it the first line of a run? It belongs to one, or interrupts a line that does. */
static gboolean begins_run(TraceLine *const *lines, guint count)
{
	return belongs_to_run(lines[0]) ||
	       (count > 1 && lines[0]->kind == TRACE_INTERRUPT &&
		lines[1]->kind == TRACE_OTHER_PE);
}

static gboolean is_entry(const TraceLine *line)
{
	return line->kind == TRACE_HOST_COMMAND && line->command == CMD_RMI_REC_ENTER;
}

/* A line that cannot be read may be an entry. */
static gboolean ends_run(const TraceLine *line)
{
	return is_entry(line) ||
	       (line->kind == TRACE_BAD && g_str_has_prefix(line->text, "SMC_"));
}

/* Does an interrupt come before a command that is no entry? */
static gboolean is_interrupt_of_command(Trace *trace, guint first)
{
	const TraceLine *line = trace_line(trace, first);
	const TraceLine *next = line->kind == TRACE_INTERRUPT && trace_has(trace, first + 1)
				? trace_line(trace, first + 1) : NULL;

	return next && next->kind == TRACE_HOST_COMMAND &&
	       next->command != CMD_RMI_REC_ENTER;
}

/* Does an interrupt come before a command of another PE, while a REC runs? */
static gboolean is_interrupt_of_run(Trace *trace, guint first)
{
	return trace_line(trace, first)->kind == TRACE_INTERRUPT && trace_has(trace, first + 1) &&
	       trace_line(trace, first + 1)->kind == TRACE_OTHER_PE;
}

/* Each line is looked at once, whichever asks for what follows it. */
static gboolean entry_follows(Trace *trace, guint first)
{
	const guint end = first + UNIT_LINES_MAX;

	if (first < trace->clear_from || first > trace->clear_to)
		trace->clear_from = trace->clear_to = first;
	while (trace->clear_to < end && trace_has(trace, trace->clear_to) &&
	       !is_entry(trace_line(trace, trace->clear_to)))
		trace->clear_to++;
	return trace->clear_to < end && trace_has(trace, trace->clear_to);
}

static guint size_of(Trace *trace, guint first)
{
	guint i = first;

	if (is_interrupt_of_command(trace, first))
		return 2;
	if (is_interrupt_of_run(trace, first))
		i++;
	else if (!belongs_to_run(trace_line(trace, i)))
		return 1;
	if (entry_follows(trace, first)) {
		while (!ends_run(trace_line(trace, i)))
			i++;
		return i - first + 1;
	}
	/* The log ends before the entry does. */
	while (i - first < UNIT_LINES_MAX && trace_has(trace, i) &&
	       belongs_to_run(trace_line(trace, i)))
		i++;
	return i - first;
}

gboolean unit_can_run(TraceLine *const *lines, guint count)
{
	const TraceLine *last = lines[count - 1];

	return !(last->unreadable || (lines[0]->unreadable && !begins_run(lines, count)));
}

/* A line that is bad input, and what it makes unreadable: its unit. */
static void spoil(TraceLine *first, TraceLine *last, const char *why)
{
	if (!first->flaw)
		first->flaw = g_strdup_printf("%u:1: error: %s", first->number, why);
	first->unreadable = last->unreadable = TRUE;
}

static void check(Trace *trace, guint i, guint size)
{
	TraceLine *first = trace_line(trace, i), *last = trace_line(trace, i + size - 1);

	if (belongs_to_run(first) && !ends_run(last) && !(first->beyond && size == 1))
		spoil(first, last, "no RMI_REC_ENTER follows");
	else if (first->kind == TRACE_INTERRUPT && size == 2 && !first->choices.limited)
		spoil(first, last, "expected after=N");
	else if (first->kind == TRACE_INTERRUPT && !trace_has(trace, i + 1))
		spoil(first, last, "no command follows that is interrupted");
}

guint unit_size(Trace *trace, guint first)
{
	guint size = size_of(trace, first);

	check(trace, first, size);
	return size;
}

static Verdict run(Player *player, TraceLine *const *lines, guint count, guint *failed)
{
	const TraceLine *last = lines[count - 1];

	*failed = 0;
	if (is_entry(last))
		return rec_entry_run(player, lines, count, failed);
	if (last->beyond)
		return AGREES;
	switch (lines[0]->kind) {
	case TRACE_PEEK:
		return line_run_peek(player, last);
	case TRACE_HOST_ACCESS:
	case TRACE_SET_GPT:
		return line_run_host_access(player, last);
	case TRACE_HOST_COMMAND:
		return line_run_command(player, last, 0);
	case TRACE_INTERRUPT:
		*failed = count - 1;
		return count == 2 ? line_run_command(player, last,
						     lines[0]->choices.limit + 1) : AGREES;
	case TRACE_LOOP:
		return line_run_loop(player, last);
	default:
		return AGREES;
	}
}

Verdict unit_run(Player *player, TraceLine *const *lines, guint count, guint *failed)
{
	Verdict verdict;

	if (!unit_can_run(lines, count)) {
		*failed = 0;
		return AGREES;
	}
	verdict = run(player, lines, count, failed);
	/* Nobody knows what a word that cannot be read was to tell. */
	return verdict == DIVERGES && lines[*failed]->flaw ? AGREES : verdict;
}
