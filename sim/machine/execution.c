/* SPDX-License-Identifier: BSD-3-Clause */
/* The execution of RECs on a machine. */
#include "machine/execution.h"

#include <string.h>

#include "state/access.h"
#include "text/spelling.h"

/* ---- entry and exit ---- */

gboolean execution_is_running(const Machine *machine, guint64 rec)
{
	uint32_t slot = rmm_rec_at(machine->model, machine->state, rec);

	return slot != RMM_NONE &&
	       rmm_rec(machine->model, machine->state, slot)->state == REC_RUNNING;
}

gboolean execution_is_idle(const Machine *machine)
{
	for (uint32_t i = 0; i < machine->model->config.recs; i++)
		if (rmm_rec(machine->model, machine->state, i)->state == REC_RUNNING)
			return FALSE;
	return TRUE;
}

struct watched {
	const struct rmm_model *model;
	guint64 rec;
	gboolean ran;
	Since since;
};

static void watch(gpointer user, const struct rmm *state, const TrailEntry *entry)
{
	struct watched *watched = user;
	uint32_t slot = rmm_rec_at(watched->model, state, watched->rec);
	gboolean runs = slot != RMM_NONE &&
			rmm_rec(watched->model, state, slot)->state == REC_RUNNING;

	if (entry && watched->ran && !runs)
		watched->since = (Since){ TRUE, entry->command, entry->at };
	watched->ran = runs;
}

Since execution_since(Machine *machine, guint64 rec)
{
	struct watched watched = { .model = machine->model, .rec = rec };

	machine_history(machine, watch, &watched);
	return watched.since;
}

gboolean execution_leave(Machine *machine, guint64 rec, struct rmm_exit *exit)
{
	struct rmm_call interrupt = { .command = CMD_IRQ, .rec = rec };
	struct rmm_result result;

	if (execution_is_running(machine, rec))
		machine_step(machine, &interrupt, &result);
	*exit = rec_memory(machine->recs, rec)->exit;
	return exit->happened;
}

struct rmm_result execution_entry_result(const struct rmm_exit *exit)
{
	return (struct rmm_result){ .command = CMD_RMI_REC_ENTER, .status = exit->status,
				    .index = -1, .condition = RMM_NO_CONDITION, .exit = *exit };
}

/* ---- what was pending ---- */

struct rmm_result execution_completed(const struct rmm_call *call,
				      const struct rmm_completion *completion)
{
	struct rmm_result result = { .command = call->command, .status = completion->status,
				     .index = -1, .condition = RMM_NO_CONDITION };

	memcpy(result.out, completion->out, sizeof(completion->out));
	return result;
}

gboolean execution_complete(Machine *machine, guint64 rec, struct rmm_call *call,
			    struct rmm_result *result)
{
	const RecMemory *memory = rec_memory(machine->recs, rec);
	Origin made = memory->at;

	*call = memory->pending;
	*result = execution_completed(call, &memory->completion);
	if (call->command == CMD_NONE)
		return FALSE;
	if (result->status == STATUS_RETRY) {
		machine_step(machine, call, result);
		/* Made again, it is still that of its line. */
		rec_memory(machine->recs, rec)->at = made;
	}
	return TRUE;
}

/* ---- pages ---- */

/* Can the Realm of @slot store at @ipa? */
static gboolean is_writable(const Machine *machine, uint32_t slot, uint64_t ipa)
{
	const struct rmm_realm *realm =
		rmm_realm(machine->model, machine->state,
			  rmm_rec(machine->model, machine->state, slot)->owner);

	return rmm_translate(machine->model, machine->state, realm, ipa,
			     ACCESS_WRITE).outcome == OUTCOME_OK;
}

void execution_store_host_call(Machine *machine, const struct rmm_call *call)
{
	uint32_t slot = rmm_rec_at(machine->model, machine->state, call->rec);
	struct rmm_call write = { .command = CMD_WRITE, .rec = call->rec };
	struct rmm_result result;

	for (unsigned i = 0; slot != RMM_NONE && i < 32; i++) {
		write.in[0] = call->in[0] + 8 * i;
		write.in[1] = 1;
		write.in[2] = call->in[1 + i];
		if (!is_writable(machine, slot, write.in[0]))
			return;
		machine_step(machine, &write, &result);
	}
}

gboolean execution_fill_source(Machine *machine, const struct rmm_call *call, guint64 value,
			       gboolean as_word)
{
	struct rmm_call fill = { .command = CMD_HOST_FILL };
	struct rmm_result result;
	SpelledValue source;

	if (!spelling_input(rmm_command(machine->model, call->command), "src", &source))
		return FALSE;
	fill.in[1] = as_word ? value : (value & 0xff) * G_GUINT64_CONSTANT(0x0101010101010101);
	for (guint64 i = 0; i < rmm_granule_bytes(machine->state); i += RMM_GRANULE_SIZE) {
		fill.in[0] = call->in[source.value->slot] + i;
		machine_step(machine, &fill, &result);
	}
	return TRUE;
}
