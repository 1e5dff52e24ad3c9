/* SPDX-License-Identifier: BSD-3-Clause */
/* Carrying out recorded lines on a state and judging each. */
#include "machine.h"

#include <string.h>

#include "access.h"
#include "self_check.h"
#include "judge.h"
#include "peek.h"
#include "spelling.h"

/* ---- one step ---- */

static void step(Machine *machine, const struct rmm_call *call, struct rmm_result *result)
{
	struct rmm_finding finding;

	if (machine->before)
		rmm_state_copy(machine->model, machine->before, machine->state);
	rmm_step(machine->model, machine->state, call, result);
	if (machine->before &&
	    !rmm_check(machine->model, machine->before, machine->state, call, result, &finding)) {
		machine->findings++;
		g_printerr("self-check: %s: %s\n",
			   rmm_command(machine->model, call->command)->name,
			   finding.id ? finding.id : "change outside the footprint");
	}
}

static Verdict verdict(Machine *machine, gboolean agrees, const struct rmm_call *call,
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
	step(machine, &fill, &result);
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
		call->limit = judge_list_granules(trace_output(line, "list"));
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

static Verdict run_command(Machine *machine, const TraceLine *line, guint64 after,
			   GError **error)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!judge_call(machine->model, line, &call, error))
		return BROKEN;
	if (!fill_source(machine, line, &call)) {
		g_set_error(error, TRACE_ERROR, 0, "%u:1: error: bad value for 'fill'",
			    line->number);
		return BROKEN;
	}
	if (is_busy(machine, line))
		return AGREES;
	take_choices(&call, line, after);
	step(machine, &call, &result);
	return verdict(machine, judge_step(machine->model, machine->state, &call, &result, line),
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
	return run_command(machine, lines[1], after + 1, error);
}

/* A loop over a range command, to where it came; then the call that failed. */
static Verdict run_loop(Machine *machine, const TraceLine *line, GError **error)
{
	const char *text = trace_output(line, "out_top");
	struct rmm_result result;
	struct rmm_call call;
	guint64 top;

	if (!judge_call(machine->model, line, &call, error))
		return BROKEN;
	if (!text || !trace_number(text, &top))
		return DIVERGES;
	call.limited = true;
	call.limit = top;
	if (top > call.in[0]) {
		step(machine, &call, &result);
		if (result.status != RMI_SUCCESS || result.out[0] != top)
			return verdict(machine, FALSE, &call, &result);
	}
	if (g_strcmp0(line->status, "RMI_SUCCESS") == 0)
		return AGREES;
	call.limited = false;
	call.in[0] = top;
	step(machine, &call, &result);
	return verdict(machine, g_strcmp0(rmm_status(result.status)->name, line->status) == 0,
		       &call, &result);
}

static Verdict run_host_access(Machine *machine, const TraceLine *line, GError **error)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!judge_call(machine->model, line, &call, error))
		return BROKEN;
	step(machine, &call, &result);
	return verdict(machine, judge_step(machine->model, machine->state, &call, &result, line),
		       &call, &result);
}

/* ---- the Realm ---- */

/* The entry of a REC and what happened on it so far. */
struct execution {
	uint64_t rec;
	const TraceLine *entry;
	struct rmm_completion completion;
	struct rmm_exit exit;
};

/*
 * Before RSI_HOST_CALL the Realm stores imm and registers in its page, if it
 * can: a word for imm, 31 words for registers.
 */
static void store_host_call(Machine *machine, const struct rmm_call *call)
{
	uint32_t slot = rmm_rec_at(machine->model, machine->state, call->rec);
	struct rmm_call write = { .command = CMD_WRITE, .rec = call->rec };
	struct rmm_result result;
	const struct rmm_realm *realm;

	if (slot == RMM_NONE)
		return;
	realm = rmm_realm(machine->model, machine->state,
			  rmm_rec(machine->model, machine->state, slot)->owner);
	if (rmm_translate(machine->model, machine->state, realm, call->in[0],
			  ACCESS_WRITE).outcome != OUTCOME_OK)
		return;
	for (unsigned i = 0; i < 32; i++) {
		write.in[0] = call->in[0] + 8 * i;
		write.in[1] = 1;
		write.in[2] = call->in[1 + i];
		step(machine, &write, &result);
	}
}

/*
 * Inputs that a line does not tell: whether the hardware traps WFI, and what
 * a WRITE without value stores, which its outcome or the exit shows.
 */
static void take_as_recorded(struct rmm_call *call, const TraceLine *line,
			     const TraceLine *entry)
{
	const char *value = NULL;
	guint64 number;

	if (call->command == CMD_WFI)
		call->in[1] = g_strcmp0(line->status, "EXIT") == 0;
	if (call->command != CMD_WRITE || trace_input(line, "val") || trace_input(line, "value"))
		return;
	value = trace_output(line, "val");
	if (!value && g_strcmp0(line->status, "EXIT") == 0)
		value = trace_output(entry, "gprs0");
	if (value && trace_number(value, &number))
		call->in[2] = number;
}

/* Carries out a line of the Realm. */
static Verdict run_guest(Machine *machine, struct execution *execution,
			 const TraceLine *line, GError **error)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!judge_call(machine->model, line, &call, error))
		return BROKEN;
	call.rec = execution->rec;
	if (line->kind == TRACE_RESUME && execution->completion.status != STATUS_RETRY &&
	    !execution->exit.happened) {
		result = (struct rmm_result){ .command = call.command,
					      .status = execution->completion.status,
					      .index = -1, .condition = RMM_NO_CONDITION };
		memcpy(result.out, execution->completion.out, sizeof(result.out));
		/* Some logs tell what an emulated store wrote. */
		if (result.status == STATUS_EMULATED && call.command == CMD_WRITE)
			result.out[2] = call.in[2];
		return verdict(machine, judge_result(machine->model, &result, result.out, line),
			       &call, &result);
	}
	/* What the Realm stored is told by the line, or nothing was. */
	if (call.command == CMD_RSI_HOST_CALL && line->kind == TRACE_GUEST &&
	    trace_input(line, "imm"))
		store_host_call(machine, &call);
	take_as_recorded(&call, line, execution->entry);
	step(machine, &call, &result);
	if (result.exit.happened)
		execution->exit = result.exit;
	return verdict(machine, judge_step(machine->model, machine->state, &call, &result, line),
		       &call, &result);
}

static Verdict run_peek(Machine *machine, const TraceLine *line)
{
	if (peek_agrees(machine->model, machine->state, line))
		return AGREES;
	if (machine->said) {
		g_string_truncate(machine->said, 0);
		peek_append(machine->said, machine->model, machine->state, line);
	}
	return DIVERGES;
}

static gboolean is_running(const Machine *machine, uint64_t pa)
{
	uint32_t slot = rmm_rec_at(machine->model, machine->state, pa);

	return slot != RMM_NONE &&
	       rmm_rec(machine->model, machine->state, slot)->state == REC_RUNNING;
}

/* A line between entry and exit. */
static Verdict run_inner(Machine *machine, struct execution *execution,
			 const TraceLine *line, GError **error)
{
	if (line->beyond)
		return AGREES;
	switch (line->kind) {
	case TRACE_GUEST:
	case TRACE_RESUME:
		return run_guest(machine, execution, line, error);
	case TRACE_DIVERT:
		/* What the Realm gave up leaves nothing behind. */
		return g_strcmp0(line->status, "DROPPED") == 0 ||
		       g_strcmp0(line->status, "NOT_RUN") == 0 ? AGREES : DIVERGES;
	case TRACE_OTHER_PE:
		/* Nobody issued it: the REC had left, or never ran. */
		if (g_strcmp0(line->status, "NOT_RUN") == 0)
			return is_running(machine, execution->rec) ? DIVERGES : AGREES;
		return run_command(machine, line, 0, error);
	case TRACE_PEEK:
		return run_peek(machine, line);
	default:
		return run_host_access(machine, line, error);
	}
}

/* Out of actions, the Realm leaves by an interrupt; the exit is compared. */
static Verdict run_exit(Machine *machine, struct execution *execution, const TraceLine *line)
{
	struct rmm_call call = { .command = CMD_RMI_REC_ENTER };
	struct rmm_result result;

	if (!execution->exit.happened) {
		struct rmm_call irq = { .command = CMD_IRQ, .rec = execution->rec };

		step(machine, &irq, &result);
		execution->exit = result.exit;
	}
	result = (struct rmm_result){ .status = execution->exit.status, .index = -1,
				      .command = call.command,
				      .condition = RMM_NO_CONDITION, .exit = execution->exit };
	return verdict(machine, judge_result(machine->model, &result, execution->exit.field, line),
		       &call, &result);
}

/*
 * RMI_REC_ENTER and the lines before it that say what the Realm did: the last
 * of @count lines is the entry. @failed is the first line that does not agree.
 */
static Verdict run_entry(Machine *machine, TraceLine *const *lines, guint count,
			 guint *failed, GError **error)
{
	const TraceLine *line = lines[count - 1];
	struct execution execution;
	struct rmm_result result;
	struct rmm_call call;
	gboolean enters;

	if (!judge_call(machine->model, line, &call, error))
		return BROKEN;
	step(machine, &call, &result);
	enters = result.status == RMI_SUCCESS;
	execution = (struct execution){ call.in[0], line, result.completion, result.exit };
	for (guint i = 0; i + 1 < count; i++) {
		Verdict verdict = run_inner(machine, &execution, lines[i], error);

		*failed = i;
		if (verdict != AGREES)
			return verdict;
	}
	*failed = count - 1;
	if (enters)
		return run_exit(machine, &execution, line);
	return verdict(machine, judge_step(machine->model, machine->state, &call, &result, line),
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
		return run_entry(machine, lines, count, failed, error);
	switch (lines[0]->kind) {
	case TRACE_PEEK:
		return run_peek(machine, lines[0]);
	case TRACE_HOST_ACCESS:
	case TRACE_SET_GPT:
		return run_host_access(machine, lines[0], error);
	case TRACE_HOST_COMMAND:
		return run_command(machine, lines[0], 0, error);
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
