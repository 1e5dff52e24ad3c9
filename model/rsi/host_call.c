/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B5.3.4 RSI_HOST_CALL: the Realm calls the Host; arguments and results pass
 * through a structure in Realm memory (A4.3.9, A4.5).
 */
#include "rsi/rsi.h"

#include "engine/exit.h"
#include "engine/footprint.h"
#include "state/memory.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { ADDR, IMM, GPRS };

/* B5.4.3 RsiHostCall: imm at 0, gprs from 8; what the Realm stored there. */
static const struct rmm_value inputs[] = {
	VALUE(ADDR, "addr", rmm_ipa),
	MEMBER(IMM, "imm", rmm_bits64),
	MEMBERS(GPRS, "gprs", rmm_bits64, 31),
};

/* What the Host leaves there, on the next REC entry. */
static const struct rmm_value outputs[] = {
	MEMBERS(0, "gprs", rmm_bits64, 31),
};

static const struct rmm_failure failures[] = {
	{ "addr_align", RSI_ERROR_INPUT, IF(not_aligned, ADDR, 256) },
	{ "addr_bound", RSI_ERROR_INPUT, IF(not_protected, ADDR) },
	{ "addr_empty", RSI_ERROR_INPUT, IF(ripas_is_empty, ADDR), .in = ONLY_2_0 },
};

static void exit_host_call(struct rmm_context *c, uint64_t pa)
{
	uint64_t *field = c->result->exit.field;

	rmm_exit(c, EXIT_HOST_CALL, PENDING_HOST_CALL);
	rmm_context_rec(c)->address = rmm_in(c, ADDR);
	if (c->result->exit.status != RMI_SUCCESS)
		return;
	field[EXIT_FIELD_IMM] = rmm_memory_read(c->model, c->state, pa) &
		(rmm_variant(c->model, VARIANT_TF_HOST_CALL_IMM) ? 0xffffffff : 0xffff);
	for (unsigned i = 0; i < 31; i++)
		field[EXIT_FIELD_GPRS + i] =
			rmm_memory_read(c->model, c->state, pa + 8 + 8 * i);
}

static void host_call(struct rmm_context *c)
{
	uint64_t ipa = rmm_in(c, ADDR), pa;

	if (rmm_reach_buffer(c, ipa, ACCESS_READ, &pa))
		exit_host_call(c, pa);
	else if (rmm_variant(c->model, VARIANT_TF_HOST_CALL_HPFAR) && c->result->exit.happened &&
		 c->result->exit.status == RMI_SUCCESS)
		c->result->exit.field[EXIT_FIELD_HPFAR] = ipa >> 8;
}

PREDICATE(leaves_the_realm, "success => REC exit")
{
	return c->result->exit.happened || c->result->status == RSI_ERROR_INPUT;
}

static const struct rmm_success successes[] = {
	{ "exit", THEN(leaves_the_realm) },
};

static const struct rmm_footprint footprint[] = {
	{ "host_call", COVERS(rec, REC_FIELD_PENDING) },
	{ "exit",      COVERS(exit), .note = "A4.3: a REC exit changes the REC" },
};

const struct rmm_command rmm_rsi_host_call = {
	.name = "RSI_HOST_CALL", RSI_COMMAND,
	.fid = 0xC4000199, .section = { [LINE_1_0] = "B5.3.4", [LINE_2_0] = "B5.4.5" },
	.summary = "The Realm calls its Host, with 31 registers.",
	.note = "B32: at RIPAS EMPTY RSI_ERROR_INPUT; where the page is not "
		"mapped or DESTROYED, a REC exit due to Data Abort, after "
		"which the Realm executes the call again (as in 2.0).",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = host_call, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
