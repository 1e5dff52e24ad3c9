/* SPDX-License-Identifier: BSD-3-Clause */
/* Carrying out recorded lines on a state and judging each. */
#include "replay/line.h"

#include "replay/call.h"
#include "replay/judge.h"
#include "replay/peek.h"

/* Makes a step that is the line's. */
static void step(Player *player, const TraceLine *line, const struct rmm_call *call,
		 struct rmm_result *result)
{
	player->machine->at.line = line->number;
	machine_step(player->machine, call, result);
}

Verdict line_verdict(Player *player, gboolean agrees, const struct rmm_call *call,
		     const struct rmm_result *result)
{
	if (agrees)
		return AGREES;
	player->said = (Said){ SAID_RESULT, *call, *result };
	return DIVERGES;
}

/*
 * "fill=30": the byte that the Host wrote to the source page before the
 * command; "src_value=1111": the word.
 */
static gboolean fill_source(Player *player, const TraceLine *line,
			    const struct rmm_call *call)
{
	const char *byte_text = trace_input(line, "fill");
	const char *text = byte_text ? byte_text : trace_input(line, "src_value");
	guint64 value;

	if (!text)
		return TRUE;
	if (!trace_number(text, &value) || (byte_text && value > 0xff))
		return FALSE;
	player->machine->at.line = line->number;
	execution_fill_source(player->machine, call, value, !byte_text);
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
static gboolean is_busy(const Player *player, const TraceLine *line)
{
	return rmm_has(player->machine->model, TRAIT_OPERATIONS) &&
	       g_strcmp0(line->status, "RMI_BUSY") == 0;
}

/*
 * URGDMZ (B4.3.2): RMI_BLOCKED where no context for another operation is left. How
 * many an RMM has is not told before.
 */
static gboolean may_lack_context(const Player *player, const TraceLine *line)
{
	const struct rmm_model *model = player->machine->model;
	const struct rmm_command *command = rmm_command(model, line->command);

	return rmm_has(model, TRAIT_OPERATIONS) && command &&
	       (command->interruptible || command->resume || command->marks[0]) &&
	       rmm_global(model, player->machine->state)->operations > 0 &&
	       g_strcmp0(line->status, "RMI_BLOCKED") == 0;
}

/* Either a target is INTERMEDIATE, or all contexts are taken: then nothing happens. */
static Verdict run_without_context(Player *player, const TraceLine *line,
				   const struct rmm_call *call)
{
	Machine *machine = player->machine;
	guint taken = rmm_global(machine->model, machine->state)->operations;
	MachinePoint *point = machine_point_new(machine->model);
	struct rmm_result result;
	gboolean agrees;

	machine_save(machine, point);
	step(player, line, call, &result);
	agrees = judge_step(machine->model, machine->state, call, &result, line);
	if (!agrees && (player->contexts == 0 || player->contexts == taken)) {
		player->contexts = taken;
		machine_restore(machine, point);
		agrees = TRUE;
	}
	machine_point_free(point);
	return line_verdict(player, agrees, call, &result);
}

Verdict line_run_command(Player *player, const TraceLine *line, guint64 after,
			   GError **error)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!call_read(player->machine->model, line, &call, error))
		return BROKEN;
	if (!fill_source(player, line, &call)) {
		g_set_error(error, TRACE_ERROR, 0, "%u:1: error: bad value for 'fill'",
			    line->number);
		return BROKEN;
	}
	if (is_busy(player, line))
		return AGREES;
	take_choices(&call, line, after);
	if (may_lack_context(player, line))
		return run_without_context(player, line, &call);
	step(player, line, &call, &result);
	return line_verdict(player, judge_step(player->machine->model, player->machine->state, &call, &result, line),
		       &call, &result);
}

/*
 * "irq after=N" and the command behind it, which is interrupted from check N on.
 */
Verdict line_run_interrupted(Player *player, TraceLine *const *lines, GError **error)
{
	const char *text = trace_input(lines[0], "after");
	guint64 after;

	if (!text || !trace_number(text, &after) || after >= G_MAXUINT32) {
		g_set_error(error, TRACE_ERROR, 0, "%u:1: error: expected after=N",
			    lines[0]->number);
		return BROKEN;
	}
	return line_run_command(player, lines[1], after + 1, error);
}

/* A loop over a range command, to where it came; then the call that failed. */
Verdict line_run_loop(Player *player, const TraceLine *line, GError **error)
{
	const char *text = trace_output(line, "out_top");
	struct rmm_result result;
	struct rmm_call call;
	guint64 top;

	if (!call_read(player->machine->model, line, &call, error))
		return BROKEN;
	if (!text || !trace_number(text, &top))
		return DIVERGES;
	call.limited = true;
	call.limit = top;
	if (top > call.in[0]) {
		step(player, line, &call, &result);
		if (result.status != RMI_SUCCESS || result.out[0] != top)
			return line_verdict(player, FALSE, &call, &result);
	}
	if (g_strcmp0(line->status, "RMI_SUCCESS") == 0)
		return AGREES;
	call.limited = false;
	call.in[0] = top;
	step(player, line, &call, &result);
	return line_verdict(player, g_strcmp0(rmm_status(result.status)->name, line->status) == 0,
		       &call, &result);
}

Verdict line_run_peek(Player *player, const TraceLine *line)
{
	if (peek_agrees(player->machine->model, player->machine->state, line))
		return AGREES;
	player->said.kind = SAID_PEEK;
	return DIVERGES;
}

Verdict line_run_host_access(Player *player, const TraceLine *line, GError **error)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!call_read(player->machine->model, line, &call, error))
		return BROKEN;
	step(player, line, &call, &result);
	return line_verdict(player, judge_step(player->machine->model, player->machine->state, &call, &result, line),
		       &call, &result);
}

