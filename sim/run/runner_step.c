/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands and actions of a scenario. */
#include "run/runner_private.h"

#include "text/spelling.h"

/* What the Host writes to the source page before it is copied. */
static gboolean fill_source(Runner *runner, const Step *step, const struct rmm_call *call,
			    Report *report)
{
	guint64 value;

	if (!step->has_fill)
		return TRUE;
	if (!runner_value(runner, &step->fill, &value, report))
		return FALSE;
	g_string_append_printf(report->text, " fill=0x%" G_GINT64_MODIFIER "x", value);
	/* A byte fills as such; a wider value as a word. */
	runner_at(runner, step->at);
	execution_fill_source(runner->machine, call, value, value > 0xff);
	runner_tell_steps(runner, report);
	return TRUE;
}

/* ---- RMI_REC_ENTER ---- */

static gboolean expects_exit(const Step *step)
{
	for (guint i = 0; i < step->expectation.outputs->len; i++)
		if (((ExpectedOutput *)step->expectation.outputs->pdata[i])->name)
			return TRUE;
	return FALSE;
}

/* "guest RSI_HOST_CALL addr=0x80000000, line 7": what @rec left pending, once that fails. */
static void tell_pending(Runner *runner, const Step *step, guint64 rec, Report *report)
{
	const RecMemory *memory = rec_memory(runner->machine->recs, rec);
	GString *out;

	if (report->outcome->passed || memory->pending.command == CMD_NONE)
		return;
	if (memory->pending.command == CMD_IRQ && memory->at.line == step->at.line) {
		report->outcome->pending = g_strdup("no action: the Realm had no more to do, "
						    "and was interrupted");
		return;
	}
	out = g_string_new("guest ");
	g_string_append(out, rmm_command(runner->model, memory->pending.command)->name);
	spelling_append_inputs(out, runner->model, &memory->pending,
			       rmm_granule_shift(runner->machine->state), NUMBERS_SCENARIO);
	g_string_append(out, ", ");
	origin_append(out, &memory->at, runner->result->path);
	report->outcome->pending = g_string_free(out, FALSE);
}

static void judge_exit(Runner *runner, const Step *step, guint64 rec,
		       const struct rmm_exit *exit, Report *report)
{
	struct rmm_call call = { .command = CMD_RMI_REC_ENTER };
	struct rmm_result result = execution_entry_result(exit);

	runner_judge(runner, step, &call, &result, exit->field, report);
	tell_pending(runner, step, rec, report);
	runner_follow_rec(runner, step, rec, report);
}

/* How the entry of @rec returned; FALSE: it was never entered. */
static gboolean leave(Runner *runner, const Step *step, guint64 rec, struct rmm_exit *exit,
		      Report *report)
{
	gboolean left;

	runner_at(runner, step->at);
	left = execution_leave(runner->machine, rec, exit);
	runner_tell_steps(runner, report);
	return left;
}

static void enter(Runner *runner, const Step *step, const struct rmm_call *call, Report *report)
{
	struct rmm_result result;
	struct rmm_exit exit;

	if (!runner_enter_guest(runner, step, call, &result, report))
		runner_carry_out(runner, call, step->at, &result, report);
	if (result.status == RMI_SUCCESS) {
		runner->rec = call->in[0];
		if (expects_exit(step)) {
			leave(runner, step, runner->rec, &exit, report);
			judge_exit(runner, step, runner->rec, &exit, report);
			return;
		}
	}
	runner_judge(runner, step, call, &result, result.out, report);
	runner_follow_call(runner, step, call, &result, report);
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
	if (step->command == CMD_RSI_HOST_CALL) {
		runner_at(runner, step->at);
		execution_store_host_call(runner->machine, &call);
	}
	runner_carry_out(runner, &call, step->at, &result, report);
	if (step->command == CMD_RMI_REALM_CREATE && result.status == RMI_SUCCESS)
		runner->rd = call.in[0];
	runner_judge(runner, step, &call, &result, result.out, report);
	runner_follow_call(runner, step, &call, &result, report);
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

/* "host > ...": what RMI_REC_ENTER returned. */
void runner_exit(Runner *runner, const Step *step, Report *report)
{
	struct rmm_exit exit;
	guint64 rec;

	if (!rec_of(runner, step, "host ", &rec, report))
		return;
	if (leave(runner, step, rec, &exit, report)) {
		judge_exit(runner, step, rec, &exit, report);
		return;
	}
	if (rec)
		report_error(report, "REC 0x%" G_GINT64_MODIFIER "x was never entered", rec);
	else
		report_error(report, "no REC was entered");
	runner_follow_rec(runner, step, rec, report);
}

/* "guest > ...": what the action that was pending came to. */
void runner_completion(Runner *runner, const Step *step, Report *report)
{
	struct rmm_result result;
	struct rmm_call call;
	guint64 rec;

	if (!rec_of(runner, step, "guest", &rec, report))
		return;
	runner_at(runner, step->at);
	if (!execution_complete(runner->machine, rec, &call, &result)) {
		report_error(report, rec ? "nothing that the Realm did was pending"
				     : "no REC was entered: nothing was pending");
		runner_follow_rec(runner, step, rec, report);
		return;
	}
	runner_tell_steps(runner, report);
	runner_judge(runner, step, &call, &result, result.out, report);
	tell_pending(runner, step, rec, report);
	runner_follow_rec(runner, step, rec, report);
}
