/* SPDX-License-Identifier: BSD-3-Clause */
/* A call without the inputs behind its last that is not 0. */
#include "machine/packed_call.h"

#include <string.h>

/* What a call has beside its inputs stands before or behind them. */
#define HEAD offsetof(struct rmm_call, in)
#define TAIL (offsetof(struct rmm_call, in) + sizeof(((struct rmm_call *)0)->in))
#define TAIL_SIZE (sizeof(struct rmm_call) - TAIL)

struct PackedCall {
	guint32 inputs;
	guint8 bytes[];         /* head, tail, inputs */
};

PackedCall *packed_call_new(const struct rmm_call *call)
{
	enum { STRIDE = 64 };
	static const uint64_t zero[STRIDE];
	guint32 inputs = RMM_INPUTS_MAX;
	PackedCall *packed;

	while (inputs >= STRIDE &&
	       memcmp(&call->in[inputs - STRIDE], zero, sizeof(zero)) == 0)
		inputs -= STRIDE;
	while (inputs > 0 && call->in[inputs - 1] == 0)
		inputs--;
	packed = g_malloc(sizeof(PackedCall) + HEAD + TAIL_SIZE + sizeof(uint64_t) * inputs);
	packed->inputs = inputs;
	memcpy(packed->bytes, call, HEAD);
	memcpy(packed->bytes + HEAD, (const guint8 *)call + TAIL, TAIL_SIZE);
	memcpy(packed->bytes + HEAD + TAIL_SIZE, call->in, sizeof(uint64_t) * inputs);
	return packed;
}

void packed_call_unpack(const PackedCall *packed, struct rmm_call *call)
{
	memcpy(call, packed->bytes, HEAD);
	memcpy((guint8 *)call + TAIL, packed->bytes + HEAD, TAIL_SIZE);
	memcpy(call->in, packed->bytes + HEAD + TAIL_SIZE, sizeof(uint64_t) * packed->inputs);
	memset(&call->in[packed->inputs], 0,
	       sizeof(uint64_t) * (RMM_INPUTS_MAX - packed->inputs));
}
