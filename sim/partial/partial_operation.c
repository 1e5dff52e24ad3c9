/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls of the Host that end without an end (2.0: B4.3.2), and those that go on with them. */
#include <string.h>

#include "partial/partial_private.h"
#include "partial/trial.h"

/* B4.6.41 RmiOpMemDonateReq: how many blocks, of which level. */
#define BLOCKS_SHIFT 2
#define BLOCKS_MASK  0x3fff

static gboolean is(const LogEvent *event, const char *status)
{
	return strcmp(event->status, status) == 0;
}

static gboolean not_judged(PartialAnswer *answer, const char *why)
{
	answer->verdict = PARTIAL_NOT_JUDGED;
	answer->why = why;
	return TRUE;
}

/* Nothing more is told than that it may be so. */
static gboolean agrees_openly(const LogEvent *event, PartialAnswer *answer)
{
	guint count;

	log_call_outputs(event, &count);
	answer->values.open += 1 + count;
	return TRUE;
}

/* ---- beginning ---- */

/* RECs of the stage have no memory of their own: what succeeds there may have to move some. */
static gboolean is_incomplete(const Trial *trial, const struct rmm_result *result)
{
	const struct rmm_command *command =
		rmm_command(stage_model(trial->stage), trial->call.command);

	return result->status == RMI_INCOMPLETE ||
	       (result->status == RMI_SUCCESS && (command->resume || command->marks[0]));
}

/* Output @number; 0: it was not printed, and is not asked for. */
static guint64 output(const LogEvent *event, guint number)
{
	guint count;
	const guint64 *outputs = log_call_outputs(event, &count);

	return number < count ? outputs[number] : 0;
}

/* Granules that are asked for: blocks of level 3 are one each. */
static guint64 granules_of(guint64 request)
{
	guint level = 3 - (guint)(request & 3);

	return (request >> BLOCKS_SHIFT & BLOCKS_MASK) << 9 * (3 - level);
}

static gboolean diverge_by_handle(Partial *partial, const PartialOperation *other)
{
	g_string_append(partial->permitted, "RMI_INCOMPLETE with a handle that is free");
	g_ptr_array_add(partial->known, g_strdup_printf(
		"operation %" G_GINT64_MODIFIER "x: began with %s, by line %u", other->handle,
		other->begun.name, other->begun.number));
	return FALSE;
}

/* May the call be interrupted, or ask for memory, in some state that is left? */
static gboolean begin(Partial *partial, Stage *stage, const LogEvent *event,
		      const struct rmm_call *call, PartialAnswer *answer)
{
	guint64 handle = output(event, 0);
	const PartialOperation *other = operations_find(partial->knowledge.operations, handle);
	g_autofree Trial *trial = NULL;
	struct rmm_call interrupted = *call;

	if (event->out_count == 0)
		return not_judged(answer, "the handle of the operation is not printed");
	if (other)
		return diverge_by_handle(partial, other);
	trial = g_new0(Trial, 1);
	interrupted.interrupt = 1;
	trial_init(trial, &partial->knowledge, stage, event, &interrupted, NULL, is_incomplete);
	if (trial->roles->pages < 0 && !trial_search(trial)) {
		partial->trials += trial->tried;
		partial_explain(partial, trial, answer);
		return FALSE;
	}
	partial->trials += trial->tried;
	operations_begin(partial->knowledge.operations, event, handle,
			 granules_of(output(event, 1)));
	return agrees_openly(event, answer);
}

gboolean partial_judge_unfinished(Partial *partial, Stage *stage, const LogEvent *event,
				  const struct rmm_call *call, PartialAnswer *answer)
{
	if (is(event, "RMI_INCOMPLETE"))
		return begin(partial, stage, event, call, answer);
	/* A target of an operation, or nothing that a log tells of. */
	if (is(event, "RMI_BLOCKED") && partial->knowledge.operations->len == 0)
		return not_judged(answer, "what blocks it is not logged");
	return agrees_openly(event, answer);
}

/* ---- going on ---- */

/* The call that began is judged by what it has come to. */
static gboolean judge_begun(Partial *partial, Stage *stage, const LogEvent *event,
			    const PartialOperation *operation, PartialAnswer *answer)
{
	LogEvent ended = operation->begun;
	struct rmm_call call;

	ended.number = event->number;
	ended.last = event->last;
	ended.text = event->text;
	ended.size = event->size;
	ended.x0 = event->x0;
	ended.out_count = event->out_count;
	memcpy(ended.out, event->out, sizeof(ended.out));
	memcpy(ended.status, event->status, sizeof(ended.status));
	if (log_call_make(stage_model(stage), partial->options.dialect, &ended, &call))
		return agrees_openly(event, answer);
	return partial_judge_host(partial, stage, &ended, &call, answer);
}

/* It waits for memory: RMI_OP_CONTINUE is refused (complete). */
static gboolean waits(const PartialOperation *operation, const LogEvent *event)
{
	return operation->wanted && is(event, "RMI_ERROR_INPUT");
}

static gboolean go_on(Partial *partial, Stage *stage, const LogEvent *event,
		      const PartialOperation *operation, PartialAnswer *answer)
{
	const PartialOperation copy = *operation;

	if (is(event, "RMI_INCOMPLETE") || is(event, "RMI_BLOCKED") || is(event, "RMI_BUSY") ||
	    waits(operation, event))
		return agrees_openly(event, answer);
	if (!judge_begun(partial, stage, event, &copy, answer))
		return FALSE;
	operations_end(partial->knowledge.operations, copy.handle);
	return TRUE;
}

/* ---- memory ---- */

/* No more is taken than was asked for. */
static gboolean donate(Partial *partial, const LogEvent *event, PartialOperation *operation,
		       PartialAnswer *answer)
{
	guint64 donated = output(event, 0);

	if (is(event, "RMI_ERROR_INPUT"))
		return agrees_openly(event, answer);
	if (donated > operation->wanted) {
		g_string_append_printf(partial->permitted, "at most %" G_GINT64_MODIFIER
				       "x Granules, or RMI_ERROR_INPUT", operation->wanted);
		g_ptr_array_add(partial->known, g_strdup_printf(
			"operation %" G_GINT64_MODIFIER "x: so many are missing, begun by line %u",
			operation->handle, operation->begun.number));
		return FALSE;
	}
	operation->wanted -= donated;
	return agrees_openly(event, answer);
}

static gboolean cancel(Partial *partial, const LogEvent *event, const PartialOperation *operation,
		       PartialAnswer *answer)
{
	if (is(event, "RMI_SUCCESS"))
		operations_end(partial->knowledge.operations, operation->handle);
	return agrees_openly(event, answer);
}

/* Nothing that was logged has this handle. */
static gboolean judge_unknown(Partial *partial, const LogEvent *event, PartialAnswer *answer)
{
	if (is(event, "RMI_ERROR_INPUT"))
		return agrees_openly(event, answer);
	if (!partial->knowledge.is_whole)
		return not_judged(answer, "the call that began the operation is not logged");
	g_string_append(partial->permitted, "RMI_ERROR_INPUT: no operation has this handle");
	return FALSE;
}

gboolean partial_judge_operation(Partial *partial, Stage *stage, const LogEvent *event,
				 const struct rmm_call *call, PartialAnswer *answer)
{
	PartialOperation *operation = operations_find(partial->knowledge.operations, call->in[0]);

	if (!operation)
		return judge_unknown(partial, event, answer);
	switch (call->command) {
	case CMD_RMI_OP_CONTINUE:
		return go_on(partial, stage, event, operation, answer);
	case CMD_RMI_OP_MEM_DONATE:
		return donate(partial, event, operation, answer);
	case CMD_RMI_OP_CANCEL:
		return cancel(partial, event, operation, answer);
	default:
		return agrees_openly(event, answer);
	}
}
