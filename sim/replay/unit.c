/* SPDX-License-Identifier: BSD-3-Clause */
/* Units of a trace: what is judged, and explained, together. */
#include "replay/unit.h"

#include <string.h>

#include "replay/entry.h"

/* One line, or a REC's run: what is judged, and explained, together. */
static gboolean belongs_to_run(const TraceLine *line)
{
	return line->kind == TRACE_GUEST || line->kind == TRACE_RESUME ||
	       line->kind == TRACE_DIVERT ||
	       line->kind == TRACE_OTHER_PE;
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
static gboolean is_interrupt_of_command(const Trace *trace, guint first)
{
	const TraceLine *line = g_ptr_array_index(trace->lines, first);
	const TraceLine *next = first + 1 < trace->lines->len
				? g_ptr_array_index(trace->lines, first + 1) : NULL;

	return line->kind == TRACE_INTERRUPT && next && next->kind == TRACE_HOST_COMMAND &&
	       next->command != CMD_RMI_REC_ENTER;
}

guint unit_size(const Trace *trace, guint first)
{
	guint i = first;

	if (is_interrupt_of_command(trace, first))
		return 2;
	if (!belongs_to_run(g_ptr_array_index(trace->lines, i)))
		return 1;
	if (first < trace->entries_end) {
		while (!ends_run(g_ptr_array_index(trace->lines, i)))
			i++;
		return i - first + 1;
	}
	/* The log ends before the entry does. */
	while (i < trace->lines->len && belongs_to_run(g_ptr_array_index(trace->lines, i)))
		i++;
	return i - first;
}

gboolean unit_can_run(TraceLine *const *lines, guint count)
{
	const TraceLine *last = lines[count - 1];

	return !(last->unreadable || (lines[0]->unreadable && !belongs_to_run(lines[0])));
}

static Verdict run(Player *player, TraceLine *const *lines, guint count, guint *failed,
		   GError **error)
{
	*failed = 0;
	if (lines[0]->beyond && count == 1)
		return AGREES;
	if (is_entry(lines[count - 1]))
		return entry_run(player, lines, count, failed, error);
	switch (lines[0]->kind) {
	case TRACE_PEEK:
		return line_run_peek(player, lines[0]);
	case TRACE_HOST_ACCESS:
	case TRACE_SET_GPT:
		return line_run_host_access(player, lines[0], error);
	case TRACE_HOST_COMMAND:
		return line_run_command(player, lines[0], 0, error);
	case TRACE_INTERRUPT:
		*failed = count - 1;
		return count == 2 ? line_run_interrupted(player, lines, error) : AGREES;
	case TRACE_LOOP:
		return line_run_loop(player, lines[0], error);
	default:
		g_set_error(error, TRACE_ERROR, 0,
			    "%u:1: error: no RMI_REC_ENTER follows", lines[0]->number);
		return BROKEN;
	}
}

Verdict unit_run(Player *player, TraceLine *const *lines, guint count, guint *failed,
		 GError **error)
{
	Verdict verdict;

	if (!unit_can_run(lines, count)) {
		*failed = 0;
		return AGREES;
	}
	verdict = run(player, lines, count, failed, error);
	/* Nobody knows what a word that cannot be read was to tell. */
	return verdict == DIVERGES && lines[*failed]->flaw ? AGREES : verdict;
}
