/* SPDX-License-Identifier: BSD-3-Clause */
/* Carrying out the entry of a REC with what the Realm did. */
#include "replay/rec_entry.h"

#include "replay/judge.h"
#include "replay/recorded.h"

void rec_entry_take_recorded(struct rmm_call *call, const TraceLine *line,
			     const TraceLine *entry)
{
	const TraceChoices *choices = &line->choices;
	gboolean exits = recorded_is(line, STATUS_EXIT);

	if (call->command == CMD_WFI)
		call->in[1] = exits ? 1 : 0;
	if (call->command == CMD_WRITE && !choices->says_value) {
		if (!choices->stores && exits)
			choices = &entry->choices;
		if (choices->stores)
			call->in[2] = choices->stored;
	}
	call->limited = line->choices.limited;
	call->limit = line->choices.limit;
	call->stop = line->choices.stops;
}

/* Did an earlier entry, or this one, complete what the Realm had left pending? */
static gboolean is_completed(const RecMemory *memory)
{
	return memory->completion.status != STATUS_RETRY && !memory->exit.happened;
}

/* The Realm goes on with what it left pending, and gets what the entry gave it. */
static Verdict resume(Player *player, const struct rmm_call *call,
		      const RecMemory *memory, const TraceLine *line)
{
	struct rmm_result result = execution_completed(call, &memory->completion);

	/* Some logs tell what an emulated store wrote. */
	if (result.status == STATUS_EMULATED && call->command == CMD_WRITE)
		result.out[2] = call->in[2];
	return line_verdict(player, judge_result(player->machine->model, &result, result.out, line),
			    call, &result);
}

/* Carries out a line of the Realm. */
static Verdict run_guest(Player *player, uint64_t rec, TraceLine *line,
			 const TraceLine *entry)
{
	Machine *machine = player->machine;
	const RecMemory *memory = rec_memory(machine->recs, rec);
	struct rmm_result result;
	struct rmm_call call;

	packed_call_unpack(line->call, &call);
	call.rec = rec;
	machine->at.line = line->number;
	if (line->kind == TRACE_RESUME && is_completed(memory))
		return resume(player, &call, memory, line);
	/* What the Realm stored is told by the line, or nothing was. */
	if (call.command == CMD_RSI_HOST_CALL && line->kind == TRACE_GUEST &&
	    line->choices.says_page)
		execution_store_host_call(machine, &call);
	rec_entry_take_recorded(&call, line, entry);
	machine_step(machine, &call, &result);
	if (judge_reads_token(machine->model, &result))
		line->beyond = "what a token says is not modelled";
	return line_verdict(player, judge_step(machine->model, machine->state, &call, &result, line),
			    &call, &result);
}

/* "irq after=3" before a command of another PE: at which check it comes, from 1; 0: never. */
static guint64 interrupt_before(TraceLine *const *lines, guint i)
{
	const TraceLine *before = i > 0 ? lines[i - 1] : NULL;

	return before && before->kind == TRACE_INTERRUPT && before->choices.limited
	       ? before->choices.limit + 1 : 0;
}

/* Line @i between entry and exit. */
static Verdict run_inner(Player *player, uint64_t rec, TraceLine *const *lines, guint i,
			 const TraceLine *entry)
{
	TraceLine *line = lines[i];

	if (line->beyond || line->unreadable)
		return AGREES;
	switch (line->kind) {
	case TRACE_GUEST:
	case TRACE_RESUME:
		return run_guest(player, rec, line, entry);
	case TRACE_DIVERT:
		/* What the Realm gave up leaves nothing behind. */
		return g_strcmp0(line->status, "DROPPED") == 0 ||
		       recorded_is(line, STATUS_NOT_RUN) ? AGREES : DIVERGES;
	case TRACE_OTHER_PE:
		/* Nobody issued it: the REC had left, or never ran. */
		if (recorded_is(line, STATUS_NOT_RUN))
			return execution_is_running(player->machine, rec) ? DIVERGES : AGREES;
		return line_run_command(player, line, interrupt_before(lines, i));
	case TRACE_PEEK:
		return line_run_peek(player, line);
	default:
		return line->call ? line_run_host_access(player, line) : AGREES;
	}
}

/* The exit of the REC is compared; out of actions, the Realm leaves by an interrupt. */
static Verdict run_exit(Player *player, uint64_t rec, const TraceLine *line)
{
	struct rmm_call call = { .command = CMD_RMI_REC_ENTER };
	struct rmm_result result;
	struct rmm_exit exit;

	player->machine->at.line = line->number;
	execution_leave(player->machine, rec, &exit);
	result = execution_entry_result(&exit);
	return line_verdict(player, judge_result(player->machine->model, &result, exit.field, line),
			    &call, &result);
}

Verdict rec_entry_run(Player *player, TraceLine *const *lines, guint count, guint *failed)
{
	const TraceLine *line = lines[count - 1];
	Machine *machine = player->machine;
	struct rmm_result result;
	struct rmm_call call;

	packed_call_unpack(line->call, &call);
	machine->at.line = line->number;
	machine_step(machine, &call, &result);
	for (guint i = 0; i + 1 < count; i++) {
		Verdict verdict = run_inner(player, call.in[0], lines, i, line);

		*failed = i;
		if (verdict != AGREES && !(verdict == DIVERGES && lines[i]->flaw))
			return verdict;
	}
	*failed = count - 1;
	if (result.status == RMI_SUCCESS)
		return run_exit(player, call.in[0], line);
	return line_verdict(player, judge_step(machine->model, machine->state, &call, &result, line),
			    &call, &result);
}
