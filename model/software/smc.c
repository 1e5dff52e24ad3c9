/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A4.3.4: SMC of a Realm by its registers. X0 is the FID of a command of PSCI or
 * RSI, which is carried out; 2.0: of SMCCC_VERSION; or of nothing.
 */
#include "software/software.h"

#include "engine/engine.h"
#include "engine/registers.h"

enum { FID };
enum { OUT_VERSION };

#define REGISTER(number) MEMBER(number, "x" #number, rmm_bits64)

static const struct rmm_value inputs[] = {
	VALUE(FID, "fid", rmm_bits64),
	REGISTER(1), REGISTER(2), REGISTER(3), REGISTER(4), REGISTER(5),
	REGISTER(6), REGISTER(7), REGISTER(8), REGISTER(9), REGISTER(10),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_VERSION, "version", rmm_bits64),
};

#define FID_SMCCC_VERSION 0x80000000u

/* SMCCC 1.2: SMC64 calls use registers up to X17. */
#define SMCCC_1_2 0x10002u

/* FIDs of an interface, of which the model need not have each. */
struct range {
	uint32_t first, last;
};

/* SMC32 and SMC64 calls of PSCI. */
static const struct range psci[] = { { 0x84000000, 0x8400001f }, { 0xc4000000, 0xc400001f } };

/* RSI 1.1 (2.0: B5.4). Of 1.0 the model has all. */
static const struct range rsi[] = { { 0xc4000190, 0xc40001a4 }, { 0xc40001ae, 0xc40001af } };

static bool is_in(const struct range ranges[2], uint64_t fid)
{
	return (fid >= ranges[0].first && fid <= ranges[0].last) ||
	       (fid >= ranges[1].first && fid <= ranges[1].last);
}

void rmm_smc_answer(const struct rmm_model *m, const struct rmm_call *call,
		    struct rmm_result *result)
{
	uint64_t fid = call->in[FID];
	struct rmm_call made;

	if (rmm_call_of_registers(m, call->rec, call->in, &made)) {
		result->status = STATUS_OK;
	} else if (fid == FID_SMCCC_VERSION && (rmm_has(m, TRAIT_SMCCC_VERSION) ||
						rmm_variant(m, VARIANT_TF_SMCCC_VERSION))) {
		result->status = STATUS_VERSION;
		result->out[OUT_VERSION] = SMCCC_1_2;
	} else if (is_in(psci, fid)) {
		result->status = PSCI_NOT_SUPPORTED;
	} else if (m->rsi_minor > 0 && is_in(rsi, fid)) {
		result->status = STATUS_UNMODELLED;
	} else {
		result->status = STATUS_SMC_UNKNOWN;
	}
}

static void smc(struct rmm_context *c)
{
	struct rmm_context inner;
	struct rmm_call call;

	if (!rmm_call_of_registers(c->model, c->call->rec, c->call->in, &call)) {
		rmm_smc_answer(c->model, c->call, c->result);
		return;
	}
	rmm_context_init(&inner, c->model, c->state, &call, c->result);
	rmm_begin(&inner);
	rmm_carry_out(&inner);
}

const struct rmm_command rmm_smc = {
	.name = "SMC", .interface = INTERFACE_REALM, .section = { [LINE_1_0] = "A4.3.4", [LINE_2_0] = "A4.3.4" },
	.summary = "The Realm executes SMC with what its registers hold.",
	.note = "C69: which version SMCCC_VERSION returns.",
	.effect = smc, ROWS_IN(inputs), ROWS_OUT(outputs),
};
