/* SPDX-License-Identifier: BSD-3-Clause */
/* Entering a REC. */
#include "rebuild/enter.h"

#include "rebuild/repair.h"
#include "state/rec.h"

static const struct rmm_rec *state_of(const Builder *builder, guint64 rec)
{
	uint32_t slot = rmm_rec_at(&builder->model, builder->machine->state, rec);

	return rmm_rec(&builder->model, builder->machine->state, slot);
}

/* One call more. FALSE: it brings the change no further. */
static gboolean go_on(Builder *builder, guint64 rec, struct rmm_call *call)
{
	const guint64 base = state_of(builder, rec)->ripas_addr;
	struct rmm_result result;

	builder_set(builder, call, "base", base);
	builder_set(builder, call, "top", state_of(builder, rec)->ripas_top);
	builder_try(builder, call, &result);
	/* Where an entry has the RIPAS already success may come without progress. */
	return result.status == RMI_SUCCESS && result.out[0] > base && builder_infer(builder, call);
}

/* The Host does what the Realm asked for, to the end. */
static gboolean carry_out_change(Builder *builder, const BuiltRealm *realm, guint64 rec)
{
	struct rmm_call call = builder_call_named(builder, "RMI_RTT_SET_RIPAS");

	builder_set(builder, &call, "rd", realm->rd);
	builder_set(builder, &call, "rec", rec);
	for (guint tries = 0; tries < 4096; tries++) {
		if (state_of(builder, rec)->ripas_addr >= state_of(builder, rec)->ripas_top)
			return TRUE;
		/* What it does not reach needs tables of its own. */
		if (!go_on(builder, rec, &call) &&
		    !repair_deepen(builder, realm->rd, state_of(builder, rec)->ripas_addr))
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
