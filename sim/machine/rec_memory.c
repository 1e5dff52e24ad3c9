/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known of RECs from the outside. */
#include "machine/rec_memory.h"

RecMemory *rec_memory(GArray *recs, guint64 rec)
{
	RecMemory *memory;

	for (guint i = 0; i < recs->len; i++)
		if (g_array_index(recs, RecMemory, i).rec == rec)
			return &g_array_index(recs, RecMemory, i);
	g_array_set_size(recs, recs->len + 1);
	memory = &g_array_index(recs, RecMemory, recs->len - 1);
	*memory = (RecMemory){ .rec = rec, .pending = { .command = CMD_NONE } };
	return memory;
}

void rec_memory_note(GArray *recs, const struct rmm_call *call, const struct rmm_result *result,
		     Origin at)
{
	RecMemory *memory;

	if (call->command == CMD_RMI_REC_ENTER) {
		if (result->status != RMI_SUCCESS && !result->exit.happened)
			return;
		memory = rec_memory(recs, call->in[0]);
		memory->notes++;
		memory->exit = result->exit;
		if (result->status == RMI_SUCCESS)
			memory->completion = result->completion;
	} else if (result->exit.happened) {
		memory = rec_memory(recs, call->rec);
		memory->notes++;
		memory->exit = result->exit;
		memory->pending = *call;
		memory->at = at;
	}
}

void rec_memories_copy(GArray *to, const GArray *from)
{
	g_array_set_size(to, 0);
	if (from->len)
		g_array_append_vals(to, from->data, from->len);
}
