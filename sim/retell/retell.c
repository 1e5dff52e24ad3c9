/* SPDX-License-Identifier: BSD-3-Clause */
/* A run as a named trace. */
#include "retell/retell.h"

#include <string.h>

#include "language/print.h"
#include "machine/execution.h"
#include "replay/trace_header.h"
#include "retell/telling.h"
#include "run/runner.h"
#include "state/boot.h"
#include "text/defaults.h"
#include "text/spelling.h"

/* ---- RECs ---- */

/* The entry of the REC stands behind what the Realm did. */
static void tell_exit(Telling *telling, const struct rmm_exit *exit)
{
	struct rmm_result result = execution_entry_result(exit);

	g_string_append(telling->out, telling->entry->str);
	telling_result(telling, CMD_RMI_REC_ENTER, &result);
	telling->rec = 0;
}

/* What the Realm left pending is done, and it gets the result. */
static void tell_completion(Telling *telling, guint64 rec)
{
	const RecMemory *memory = rec_memory(telling->recs, rec);
	struct rmm_call pending = memory->pending;
	struct rmm_result result;

	if (pending.command == CMD_NONE || pending.command == CMD_IRQ ||
	    memory->completion.status == STATUS_RETRY || memory->completion.status == STATUS_OK)
		return;
	result = execution_completed(&pending, &memory->completion);
	g_string_append(telling->out, "resume ");
	telling_call(telling, telling->out, &pending);
	telling_result(telling, pending.command, &result);
}

/* The REC of @call runs from here on, or has left at once. */
static void tell_entry(Telling *telling, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	g_string_truncate(telling->entry, 0);
	telling_call(telling, telling->entry, call);
	telling->rec = call->in[0];
	if (!result->exit.happened)
		tell_completion(telling, telling->rec);
	else
		tell_exit(telling, &result->exit);
}

/* Out of actions, the Realm leaves by an interrupt. */
static void interrupt(Telling *telling)
{
	struct rmm_call call = { .command = CMD_IRQ, .rec = telling->rec };
	struct rmm_result result;

	telling_step(telling, &call, &result);
	rec_memory_note(telling->recs, &call, &result, (Origin){ NULL, 0 });
	tell_exit(telling, &result.exit);
}

/* Another REC is to run. */
static void take_out(Telling *telling)
{
	guint64 rec = telling->rec;

	g_string_append_printf(telling->out, "# REC %" G_GINT64_MODIFIER "x goes on: in a trace "
			       "one runs at a time\n", rec);
	interrupt(telling);
	g_array_append_val(telling->taken_out, rec);
}

static gboolean forget_taken_out(Telling *telling, guint64 rec)
{
	for (guint i = 0; i < telling->taken_out->len; i++)
		if (g_array_index(telling->taken_out, guint64, i) == rec) {
			g_array_remove_index(telling->taken_out, i);
			return TRUE;
		}
	return FALSE;
}

static void tell_call(Telling *telling, const struct rmm_call *call);

/* A REC that was taken out goes on. */
static void put_back(Telling *telling, guint64 rec)
{
	struct rmm_call call = { .command = CMD_RMI_REC_ENTER };

	defaults_set(telling->model, &call, rmm_granule_shift(telling->state));
	call.in[0] = rec;
	tell_call(telling, &call);
}

/* Would the call enter a REC, so that another one cannot run? */
static gboolean enters(Telling *telling, const struct rmm_call *call)
{
	struct rmm_result result;

	if (call->command != CMD_RMI_REC_ENTER || call->in[0] == telling->rec)
		return FALSE;
	rmm_state_copy(telling->model, telling->trial, telling->state);
	rmm_step(telling->model, telling->trial, call, &result);
	return result.status == RMI_SUCCESS;
}

/* ---- calls ---- */

/* "guest ", "resume ", "guest DIVERT ": does the Realm go on with what it left? */
static void append_manner(Telling *telling, const struct rmm_call *call)
{
	RecMemory *memory = rec_memory(telling->recs, call->rec);
	gboolean waits = memory->completion.status == STATUS_RETRY &&
			 memory->pending.command != CMD_NONE && memory->pending.command != CMD_IRQ;
	gboolean same = waits && memory->pending.command == call->command &&
			memcmp(memory->pending.in, call->in, sizeof(call->in)) == 0;

	if (waits && !same) {
		g_string_append(telling->out, "guest DIVERT ");
		telling_call(telling, telling->out, &memory->pending);
		g_string_append(telling->out, " > DROPPED\n");
	}
	memory->completion.status = STATUS_OK;
	g_string_append(telling->out, same ? "resume " : "guest ");
}

/* The line of a call that enters no REC. */
static void tell_line(Telling *telling, const struct rmm_call *call,
		      const struct rmm_result *result, gboolean guest)
{
	if (call->interrupt && call->command != CMD_RMI_REC_ENTER)
		g_string_append_printf(telling->out, "irq after=%x\n", call->interrupt - 1);
	if (guest && telling->rec)
		append_manner(telling, call);
	else if (guest)
		g_string_append(telling->out, "# guest ");
	telling_call(telling, telling->out, call);
	telling_result(telling, call->command, result);
	telling_permitted(telling, call, result);
}

static gboolean is_of_guest(const Telling *telling, const struct rmm_call *call)
{
	enum rmm_interface interface = rmm_command(telling->model, call->command)->interface;

	return interface != INTERFACE_RMI && interface != INTERFACE_HOST;
}

static void tell_call(Telling *telling, const struct rmm_call *call)
{
	gboolean guest = is_of_guest(telling, call);
	struct rmm_result result;

	if (telling->rec && ((guest && call->rec != telling->rec) || enters(telling, call)))
		take_out(telling);
	if (guest && forget_taken_out(telling, call->rec))
		put_back(telling, call->rec);
	telling_step(telling, call, &result);
	if (result.status == STATUS_LIMIT)
		return;
	if (call->command == CMD_RMI_REC_ENTER && result.status == RMI_SUCCESS) {
		rec_memory_note(telling->recs, call, &result, (Origin){ NULL, 0 });
		tell_entry(telling, call, &result);
		return;
	}
	/* An interrupt shows in the exit. */
	if (call->command != CMD_IRQ)
		tell_line(telling, call, &result, guest);
	rec_memory_note(telling->recs, call, &result, (Origin){ NULL, 0 });
	if (result.exit.happened && telling->rec)
		tell_exit(telling, &result.exit);
}

/* ---- the run ---- */

/*
 * How many of the entries from @first on store the page of the RSI_HOST_CALL behind
 * them: its line tells of them.
 */
static guint stores_of_host_call(const GArray *entries, guint first)
{
	struct rmm_call store, call;
	guint i = first;

	while (i < entries->len && g_array_index(entries, TrailEntry, i).command == CMD_WRITE)
		i++;
	if (i == first || i == entries->len ||
	    g_array_index(entries, TrailEntry, i).command != CMD_RSI_HOST_CALL)
		return 0;
	packed_call_unpack(g_array_index(entries, TrailEntry, i).packed, &call);
	for (guint j = first; j < i; j++) {
		packed_call_unpack(g_array_index(entries, TrailEntry, j).packed, &store);
		if (j - first >= 32 || store.in[0] != call.in[0] + 8 * (j - first) ||
		    store.in[2] != call.in[1 + j - first])
			return 0;
	}
	return i - first;
}

/* The run is over: its steps are made again, and told. */
static void tell_run(gpointer user, const RunEnd *end)
{
	const GArray *entries = end->trail->entries;
	Telling *telling = user;
	Origin last = { NULL, 0 };
	struct rmm_call call;
	struct rmm_result result;
	guint silent = 0;

	telling->cut = !trail_is_whole(end->trail);
	telling->model = end->model;
	telling->state = g_malloc0(end->model->layout.size);
	telling->before = g_malloc0(end->model->layout.size);
	telling->trial = g_malloc0(end->model->layout.size);
	rmm_state_init_zeroed(end->model, telling->state);
	rmm_state_init_zeroed(end->model, telling->before);
	rmm_state_init_zeroed(end->model, telling->trial);
	for (guint i = 0; i < entries->len; i++) {
		const TrailEntry *entry = &g_array_index(entries, TrailEntry, i);

		telling_origin(telling, &entry->at, &last, telling->path);
		last = entry->at;
		packed_call_unpack(entry->packed, &call);
		silent = silent ? silent - 1 : stores_of_host_call(entries, i);
		if (silent)
			rmm_step(telling->model, telling->state, &call, &result);
		else
			tell_call(telling, &call);
	}
	if (telling->rec)
		interrupt(telling);
}

static void append_header(GString *out, const Scenario *scenario)
{
	g_autoptr(GString) header = g_string_new(NULL);

	scenario_append_header(header, scenario);
	trace_header_append(out, header->str);
}

void retell_scenario(const Scenario *scenario, guint last_line, GString *out, Retold *retold)
{
	Telling telling = {
		.out = out, .entry = g_string_new(NULL),
		.path = ((const Source *)scenario->sources->pdata[0])->path,
		.recs = g_array_new(FALSE, FALSE, sizeof(RecMemory)),
		.taken_out = g_array_new(FALSE, FALSE, sizeof(guint64)),
	};
	const RunOptions options = {
		.last_line = last_line, .finished = tell_run,
		.user = &telling,
	};
	RunResult result;

	append_header(out, scenario);
	scenario_run(scenario, &options, &result);
	*retold = (Retold){ telling.calls, result.failed, result.limit || telling.cut };
	run_result_clear(&result);
	g_string_free(telling.entry, TRUE);
	g_array_unref(telling.recs);
	g_array_unref(telling.taken_out);
	g_free(telling.state);
	g_free(telling.before);
	g_free(telling.trial);
}
