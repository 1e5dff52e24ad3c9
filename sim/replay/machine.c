/* SPDX-License-Identifier: BSD-3-Clause */
/* Carrying out recorded lines on a state and judging each. */
#include "replay/machine_private.h"

#include <string.h>

#include "replay/call.h"
#include "replay/judge.h"
#include "replay/peek.h"
#include "check/self_check.h"
#include "text/spelling.h"

/* ---- one step ---- */

void machine_step(Machine *machine, const struct rmm_call *call, struct rmm_result *result)
{
	struct rmm_finding finding;

	if (machine->before)
		rmm_state_copy(machine->model, machine->before, machine->state);
	rmm_step(machine->model, machine->state, call, result);
	machine->limit |= result->status == STATUS_LIMIT;
	if (machine->before &&
	    !rmm_check(machine->model, machine->before, machine->state, call, result, &finding)) {
		g_string_append_printf(machine->unsound, "%s%s: %s",
				       machine->unsound->len ? "; " : "",
				       rmm_command(machine->model, call->command)->name,
				       finding.id ? finding.id : "a change outside the footprint");
	}
}

Verdict machine_verdict(Machine *machine, gboolean agrees, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	if (agrees)
		return AGREES;
	if (machine->said) {
		g_string_truncate(machine->said, 0);
		spelling_append_result(machine->said, machine->model, call, result, NUMBERS_TRACE);
	}
	return DIVERGES;
}

/*
 * "fill=30": the byte that the Host wrote to the source page before the
 * command; "src_value=1111": the word.
 */
static gboolean fill_source(Machine *machine, const TraceLine *line,
			    const struct rmm_call *call)
{
	const char *byte_text = trace_input(line, "fill");
	const char *text = byte_text ? byte_text : trace_input(line, "src_value");
	struct rmm_call fill = { .command = CMD_HOST_FILL };
	struct rmm_result result;
	guint64 value;

	if (!text)
		return TRUE;
	if (!trace_number(text, &value) || (byte_text && value > 0xff))
		return FALSE;
	fill.in[0] = call->in[3];
	fill.in[1] = byte_text ? value * G_GUINT64_CONSTANT(0x0101010101010101) : value;
	machine_step(machine, &fill, &result);
	return TRUE;
}

/*
 * What the specification leaves to the implementation is taken from the
 * record: an interrupt (behind @after checks, counted from 1; 0: none is
 * told), and how far a command came.
 */
static void take_choices(struct rmm_call *call, const TraceLine *line, guint64 after)
{
	static const char *const progress[] = { "out_top", "donated" };
	guint64 limit;

	if (g_strcmp0(line->status, "RMI_INCOMPLETE") == 0 && !trace_output(line, "donated") &&
	    !trace_output(line, "reclaimed")) {
		call->interrupt = after ? (uint32_t)after : 1;
		return;
	}
	if (trace_output(line, "reclaimed")) {
		call->limited = true;
		call->limit = call_list_granules(trace_output(line, "list"));
	}
	for (gsize i = 0; i < G_N_ELEMENTS(progress); i++) {
		const char *text = trace_output(line, progress[i]);

		if (text && trace_number(text, &limit)) {
			call->limited = true;
			call->limit = limit;
		}
	}
}

/* RMI_BUSY is for reasons that only an implementation knows; nothing happens. */
static gboolean is_busy(const Machine *machine, const TraceLine *line)
{
	return rmm_has(machine->model, TRAIT_OPERATIONS) &&
	       g_strcmp0(line->status, "RMI_BUSY") == 0;
}

Verdict machine_run_command(Machine *machine, const TraceLine *line, guint64 after,
			   GError **error)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!call_read(machine->model, line, &call, error))
		return BROKEN;
	if (!fill_source(machine, line, &call)) {
		g_set_error(error, TRACE_ERROR, 0, "%u:1: error: bad value for 'fill'",
			    line->number);
		return BROKEN;
	}
	if (is_busy(machine, line))
		return AGREES;
	take_choices(&call, line, after);
	machine_step(machine, &call, &result);
	return machine_verdict(machine, judge_step(machine->model, machine->state, &call, &result, line),
		       &call, &result);
}

/*
 * "irq after=N" and the command behind it, which is interrupted from check N on.
 */
static Verdict run_interrupted(Machine *machine, TraceLine *const *lines, GError **error)
{
	const char *text = trace_input(lines[0], "after");
	guint64 after;

	if (!text || !trace_number(text, &after) || after >= G_MAXUINT32) {
		g_set_error(error, TRACE_ERROR, 0, "%u:1: error: expected after=N",
			    lines[0]->number);
		return BROKEN;
	}
	return machine_run_command(machine, lines[1], after + 1, error);
}

/* A loop over a range command, to where it came; then the call that failed. */
static Verdict run_loop(Machine *machine, const TraceLine *line, GError **error)
{
	const char *text = trace_output(line, "out_top");
	struct rmm_result result;
	struct rmm_call call;
	guint64 top;

	if (!call_read(machine->model, line, &call, error))
		return BROKEN;
	if (!text || !trace_number(text, &top))
		return DIVERGES;
	call.limited = true;
	call.limit = top;
	if (top > call.in[0]) {
		machine_step(machine, &call, &result);
		if (result.status != RMI_SUCCESS || result.out[0] != top)
			return machine_verdict(machine, FALSE, &call, &result);
	}
	if (g_strcmp0(line->status, "RMI_SUCCESS") == 0)
		return AGREES;
	call.limited = false;
	call.in[0] = top;
	machine_step(machine, &call, &result);
	return machine_verdict(machine, g_strcmp0(rmm_status(result.status)->name, line->status) == 0,
		       &call, &result);
}

Verdict machine_run_peek(Machine *machine, const TraceLine *line)
{
	if (peek_agrees(machine->model, machine->state, line))
		return AGREES;
	if (machine->said) {
		g_string_truncate(machine->said, 0);
		peek_append(machine->said, machine->model, machine->state, line);
	}
	return DIVERGES;
}

Verdict machine_run_host_access(Machine *machine, const TraceLine *line, GError **error)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!call_read(machine->model, line, &call, error))
		return BROKEN;
	machine_step(machine, &call, &result);
	return machine_verdict(machine, judge_step(machine->model, machine->state, &call, &result, line),
		       &call, &result);
}

/* ---- units ---- */

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

/* Does an interrupt come before a command that is no entry? */
static gboolean is_interrupt_of_command(const Trace *trace, guint first)
{
	const TraceLine *line = g_ptr_array_index(trace->lines, first);
	const TraceLine *next = first + 1 < trace->lines->len
				? g_ptr_array_index(trace->lines, first + 1) : NULL;

	return line->kind == TRACE_INTERRUPT && next && next->kind == TRACE_HOST_COMMAND &&
	       next->command != CMD_RMI_REC_ENTER;
}

guint machine_unit_size(const Trace *trace, guint first)
{
	guint i = first;

	if (is_interrupt_of_command(trace, first))
		return 2;
	if (!belongs_to_run(g_ptr_array_index(trace->lines, i)))
		return 1;
	while (i < trace->lines->len && !is_entry(g_ptr_array_index(trace->lines, i)))
		i++;
	return i < trace->lines->len ? i - first + 1 : 1;
}

Verdict machine_run_unit(Machine *machine, TraceLine *const *lines, guint count,
			guint *failed, GError **error)
{
	*failed = 0;
	if (lines[0]->beyond && count == 1)
		return AGREES;
	if (is_entry(lines[count - 1]))
		return machine_run_entry(machine, lines, count, failed, error);
	switch (lines[0]->kind) {
	case TRACE_PEEK:
		return machine_run_peek(machine, lines[0]);
	case TRACE_HOST_ACCESS:
	case TRACE_SET_GPT:
		return machine_run_host_access(machine, lines[0], error);
	case TRACE_HOST_COMMAND:
		return machine_run_command(machine, lines[0], 0, error);
	case TRACE_INTERRUPT:
		*failed = count - 1;
		return count == 2 ? run_interrupted(machine, lines, error) : AGREES;
	case TRACE_LOOP:
		return run_loop(machine, lines[0], error);
	default:
		g_set_error(error, TRACE_ERROR, 0,
			    "%u:1: error: no RMI_REC_ENTER follows", lines[0]->number);
		return BROKEN;
	}
}
