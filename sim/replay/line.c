/* SPDX-License-Identifier: BSD-3-Clause */
/* Carrying out recorded lines on a state and judging each. */
#include "replay/line.h"

#include "replay/judge.h"
#include "replay/peek.h"
#include "replay/recorded.h"

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

/* What the Host wrote to the source page before the command. */
static void fill_source(Player *player, const TraceLine *line, const struct rmm_call *call)
{
	if (line->choices.fills == FILL_NOTHING)
		return;
	player->machine->at.line = line->number;
	execution_fill_source(player->machine, call, line->choices.fill,
			      line->choices.fills == FILL_WORD);
}

/*
 * What the specification leaves to the implementation is taken from the
 * record: an interrupt (behind @after checks, counted from 1; 0: none is
 * told), and how far a command came.
 */
static void take_choices(struct rmm_call *call, const TraceLine *line, guint64 after)
{
	if (line->choices.interrupts)
		call->interrupt = after ? (uint32_t)after : 1;
	call->limited = line->choices.limited;
	call->limit = line->choices.limit;
}

/* RMI_BUSY is for reasons that only an implementation knows; nothing happens. */
static gboolean is_busy(const Player *player, const TraceLine *line)
{
	return rmm_has(player->machine->model, TRAIT_OPERATIONS) &&
	       recorded_is(line, RMI_BUSY);
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
	       rmm_global(player->machine->state)->operations > 0 &&
	       recorded_is(line, RMI_BLOCKED);
}

/* Either a target is INTERMEDIATE, or all contexts are taken: then nothing happens. */
static Verdict run_without_context(Player *player, const TraceLine *line,
				   const struct rmm_call *call)
{
	Machine *machine = player->machine;
	guint taken = rmm_global(machine->state)->operations;
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

/* The call of @line is made, and judged. */
static Verdict run_and_judge(Player *player, const TraceLine *line, const struct rmm_call *call)
{
	Machine *machine = player->machine;
	struct rmm_result result;

	step(player, line, call, &result);
	return line_verdict(player, judge_step(machine->model, machine->state, call, &result, line),
			    call, &result);
}

Verdict line_run_command(Player *player, const TraceLine *line, guint64 after)
{
	struct rmm_call call;

	packed_call_unpack(line->call, &call);
	fill_source(player, line, &call);
	if (is_busy(player, line))
		return AGREES;
	take_choices(&call, line, after);
	if (may_lack_context(player, line))
		return run_without_context(player, line, &call);
	return run_and_judge(player, line, &call);
}

Verdict line_run_loop(Player *player, const TraceLine *line)
{
	struct rmm_result result;
	struct rmm_call call;

	packed_call_unpack(line->call, &call);
	if (!line->choices.limited)
		return DIVERGES;
	call.limited = true;
	call.limit = line->choices.limit;
	if (call.limit > call.in[0]) {
		step(player, line, &call, &result);
		if (result.status != RMI_SUCCESS || result.out[0] != call.limit)
			return line_verdict(player, FALSE, &call, &result);
	}
	if (recorded_is(line, RMI_SUCCESS))
		return AGREES;
	call.limited = false;
	call.in[0] = call.limit;
	step(player, line, &call, &result);
	return line_verdict(player, recorded_is(line, result.status), &call, &result);
}

Verdict line_run_peek(Player *player, const TraceLine *line)
{
	if (peek_agrees(player->machine->model, player->machine->state, line))
		return AGREES;
	player->said.kind = SAID_PEEK;
	return DIVERGES;
}

Verdict line_run_host_access(Player *player, const TraceLine *line)
{
	struct rmm_call call;

	packed_call_unpack(line->call, &call);
	return run_and_judge(player, line, &call);
}
