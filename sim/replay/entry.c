/* SPDX-License-Identifier: BSD-3-Clause */
/* Carrying out the entry of a REC with what the Realm did. */
#include "replay/machine_private.h"

#include "state/access.h"
#include "replay/call.h"
#include "replay/judge.h"
#include "replay/peek.h"

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
	for (unsigned i = 0; i < 32; i++) {
		write.in[0] = call->in[0] + 8 * i;
		if (rmm_translate(machine->model, machine->state, realm, write.in[0],
				  ACCESS_WRITE).outcome != OUTCOME_OK)
			return;
		write.in[1] = 1;
		write.in[2] = call->in[1 + i];
		machine_step(machine, &write, &result);
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

	if (!call_read(machine->model, line, &call, error))
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
		return machine_verdict(machine, judge_result(machine->model, &result, result.out, line),
			       &call, &result);
	}
	/* What the Realm stored is told by the line, or nothing was. */
	if (call.command == CMD_RSI_HOST_CALL && line->kind == TRACE_GUEST &&
	    trace_input(line, "imm"))
		store_host_call(machine, &call);
	take_as_recorded(&call, line, execution->entry);
	machine_step(machine, &call, &result);
	if (result.exit.happened)
		execution->exit = result.exit;
	return machine_verdict(machine, judge_step(machine->model, machine->state, &call, &result, line),
		       &call, &result);
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
		return machine_run_command(machine, line, 0, error);
	case TRACE_PEEK:
		return machine_run_peek(machine, line);
	default:
		return machine_run_host_access(machine, line, error);
	}
}

/* Out of actions, the Realm leaves by an interrupt; the exit is compared. */
static Verdict run_exit(Machine *machine, struct execution *execution, const TraceLine *line)
{
	struct rmm_call call = { .command = CMD_RMI_REC_ENTER };
	struct rmm_result result;

	if (!execution->exit.happened) {
		struct rmm_call irq = { .command = CMD_IRQ, .rec = execution->rec };

		machine_step(machine, &irq, &result);
		execution->exit = result.exit;
	}
	result = (struct rmm_result){ .status = execution->exit.status, .index = -1,
				      .command = call.command,
				      .condition = RMM_NO_CONDITION, .exit = execution->exit };
	return machine_verdict(machine, judge_result(machine->model, &result, execution->exit.field, line),
		       &call, &result);
}

Verdict machine_run_entry(Machine *machine, TraceLine *const *lines, guint count,
			 guint *failed, GError **error)
{
	const TraceLine *line = lines[count - 1];
	struct execution execution;
	struct rmm_result result;
	struct rmm_call call;
	gboolean enters;

	if (!call_read(machine->model, line, &call, error))
		return BROKEN;
	machine_step(machine, &call, &result);
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
	return machine_verdict(machine, judge_step(machine->model, machine->state, &call, &result, line),
		       &call, &result);
}
