/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands and actions of a scenario. */
#include "run/runner_private.h"

#include <string.h>

#include "state/access.h"
#include "text/spelling.h"

/* What the Host writes to the source page before it is copied. */
static gboolean fill_source(Runner *runner, const Step *step, const struct rmm_call *call,
			    Report *report)
{
	struct rmm_call fill = { .command = CMD_HOST_FILL };
	struct rmm_result result;
	guint64 value;

	if (!step->has_fill)
		return TRUE;
	if (!runner_value(runner, &step->fill, &value, report))
		return FALSE;
	g_string_append_printf(report->text, " fill=0x%" G_GINT64_MODIFIER "x", value);
	/* A byte fills as such; a wider value as a word. */
	fill.in[0] = call->in[3];
	fill.in[1] = value > 0xff ? value : value * G_GUINT64_CONSTANT(0x0101010101010101);
	runner_carry_out(runner, &fill, step->at, &result, report);
	return TRUE;
}

/* Before RSI_HOST_CALL the Realm stores imm and registers, if it can. */
static void store_host_call(Runner *runner, const struct rmm_call *call, Position at,
			    Report *report)
{
	uint32_t slot = rmm_rec_at(runner->model, runner->state, call->rec);
	struct rmm_call write = { .command = CMD_WRITE, .rec = call->rec };
	struct rmm_result result;

	if (slot == RMM_NONE ||
	    rmm_translate(runner->model, runner->state,
			  rmm_realm(runner->model, runner->state,
				    rmm_rec(runner->model, runner->state, slot)->owner),
			  call->in[0], ACCESS_WRITE).outcome != OUTCOME_OK)
		return;
	for (unsigned i = 0; i < 32; i++) {
		write.in[0] = call->in[0] + 8 * i;
		write.in[1] = 1;
		write.in[2] = call->in[1 + i];
		runner_carry_out(runner, &write, at, &result, report);
	}
}

/* ---- RMI_REC_ENTER ---- */

static gboolean expects_exit(const Step *step)
{
	for (guint i = 0; i < step->expectation.outputs->len; i++)
		if (((ExpectedOutput *)step->expectation.outputs->pdata[i])->name)
			return TRUE;
	return FALSE;
}

/* Nothing left to do for the Realm: an interrupt takes the REC out. */
static void interrupt(Runner *runner, guint64 rec, Position at, Report *report)
{
	struct rmm_call irq = { .command = CMD_IRQ, .rec = rec };
	struct rmm_result result;

	runner_carry_out(runner, &irq, at, &result, report);
}

static void judge_exit(Runner *runner, const Step *step, const struct rmm_exit *exit,
		       Report *report)
{
	struct rmm_call call = { .command = CMD_RMI_REC_ENTER };
	struct rmm_result result = { .status = exit->status, .index = -1, .command = call.command,
				     .condition = RMM_NO_CONDITION, .exit = *exit };

	runner_judge(runner, step, &call, &result, exit->field, report);
}

static void enter(Runner *runner, const Step *step, const struct rmm_call *call, Report *report)
{
	struct rmm_result result;
	RecMemory *memory;

	if (!runner_enter_guest(runner, step, call, &result, report))
		runner_carry_out(runner, call, step->at, &result, report);
	if (result.status == RMI_SUCCESS) {
		runner->rec = call->in[0];
		memory = runner_rec(runner, runner->rec);
		memory->completion = result.completion;
		if (expects_exit(step)) {
			if (!result.exit.happened && runner_is_running(runner, runner->rec))
				interrupt(runner, runner->rec, step->at, report);
			judge_exit(runner, step, &memory->exit, report);
			return;
		}
	}
	runner_judge(runner, step, call, &result, result.out, report);
}

/* ---- statements ---- */

void runner_command(Runner *runner, const Step *step, Report *report)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!runner_make_call(runner, step, &call, report) ||
	    !fill_source(runner, step, &call, report))
		return;
	if (step->command == CMD_RMI_REC_ENTER) {
		enter(runner, step, &call, report);
		return;
	}
	if (step->command == CMD_RSI_HOST_CALL)
		store_host_call(runner, &call, step->at, report);
	runner_carry_out(runner, &call, step->at, &result, report);
	if (step->command == CMD_RMI_REALM_CREATE && result.status == RMI_SUCCESS)
		runner->rd = call.in[0];
	runner_judge(runner, step, &call, &result, result.out, report);
}

/* The REC that a statement names, or the one entered last. */
static gboolean rec_of(Runner *runner, const Step *step, const char *who, guint64 *rec,
		       Report *report)
{
	*rec = runner->rec;
	g_string_append(report->text, who);
	if (!step->rec)
		return TRUE;
	if (!runner_evaluate(runner, step->rec, rec, report))
		return FALSE;
	g_string_append_printf(report->text, " 0x%" G_GINT64_MODIFIER "x:", *rec);
	return TRUE;
}

gboolean runner_is_running(const Runner *runner, guint64 rec)
{
	uint32_t slot = rmm_rec_at(runner->model, runner->state, rec);

	return slot != RMM_NONE &&
	       rmm_rec(runner->model, runner->state, slot)->state == REC_RUNNING;
}

/* "host > ...": what RMI_REC_ENTER returned. */
void runner_exit(Runner *runner, const Step *step, Report *report)
{
	RecMemory *memory;
	guint64 rec;

	if (!rec_of(runner, step, "host ", &rec, report))
		return;
	memory = runner_rec(runner, rec);
	if (runner_is_running(runner, rec))
		interrupt(runner, rec, step->at, report);
	if (memory->exit.happened)
		judge_exit(runner, step, &memory->exit, report);
	else
		report_fail(report, "error", "no REC was entered");
}

/* "guest > ...": what the action that was pending came to. */
void runner_completion(Runner *runner, const Step *step, Report *report)
{
	struct rmm_result result = { .index = -1, .condition = RMM_NO_CONDITION };
	RecMemory *memory;
	guint64 rec;

	if (!rec_of(runner, step, "guest", &rec, report))
		return;
	memory = runner_rec(runner, rec);
	if (memory->pending.command == CMD_NONE) {
		report_fail(report, "error", "nothing of the Realm was pending");
		return;
	}
	result.command = memory->pending.command;
	result.status = memory->completion.status;
	memcpy(result.out, memory->completion.out, sizeof(result.out));
	/* After an abort the instruction is executed again. */
	if (result.status == STATUS_RETRY)
		runner_carry_out(runner, &memory->pending, step->at, &result, report);
	runner_judge(runner, step, &memory->pending, &result, result.out, report);
}
