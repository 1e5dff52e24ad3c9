/* SPDX-License-Identifier: BSD-3-Clause */
/* Entering a REC. */
#include "rebuild/enter.h"

#include "rebuild/repair.h"
#include "state/rec.h"

/* The Host does what the Realm asked for, to the end. */
static gboolean carry_out_change(Builder *builder, const BuiltRealm *realm, guint64 rec)
{
	struct rmm_call call = builder_call_named(builder, "RMI_RTT_SET_RIPAS");

	builder_set(builder, &call, "rd", realm->rd);
	builder_set(builder, &call, "rec", rec);
	for (guint tries = 0; tries < 4096; tries++) {
		uint32_t slot = rmm_rec_at(&builder->model, builder->machine->state, rec);
		const struct rmm_rec *state = rmm_rec(&builder->model, builder->machine->state, slot);

		if (state->ripas_addr >= state->ripas_top)
			return TRUE;
		builder_set(builder, &call, "base", state->ripas_addr);
		builder_set(builder, &call, "top", state->ripas_top);
		/* What it does not reach needs tables of its own. */
		if (!builder_infer(builder, &call) &&
		    !repair_deepen(builder, realm->rd, state->ripas_addr))
			return FALSE;
	}
	return FALSE;
}

gboolean rebuild_enter(Builder *builder, const BuiltRealm *realm, guint64 rec)
{
	const RecMemory *memory = rec_memory(builder->machine->recs, rec);

	if (execution_is_running(builder->machine, rec))
		return TRUE;
	if (memory->pending.command == CMD_RSI_IPA_STATE_SET &&
	    !carry_out_change(builder, realm, rec))
		return FALSE;
	return builder_run(builder, rec);
}
