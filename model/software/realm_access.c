/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A5.2, A5.3.1: data accesses and instruction fetches of a Realm.
 *
 * Accesses are 8 bytes wide at the aligned address below the IPA; stage 1 is
 * off (VA is IPA). isv says whether the syndrome is valid, that is whether
 * the instruction could be emulated.
 */
#include "software/software.h"

#include "engine/exit.h"
#include "state/memory.h"

enum { IPA, ISV, VALUE_IN };
enum { PA, LEVEL, VALUE_OUT, ESR_EL1, FAR_EL1 };

static const struct rmm_value inputs[] = {
	VALUE(IPA, "ipa", rmm_ipa),
	{ "isv", &rmm_flag, ISV, 1, false, 1, 0, 0 },
	VALUE(VALUE_IN, "value", rmm_bits64),
};
static const struct rmm_value outputs[] = {
	VALUE(PA, "pa", rmm_pa),
	VALUE(LEVEL, "level", rmm_int64),
	VALUE(VALUE_OUT, "value", rmm_bits64),
	VALUE(ESR_EL1, "esr_el1", rmm_bits64),
	VALUE(FAR_EL1, "far_el1", rmm_ipa),
};

static void abort_to_realm(struct rmm_context *c, enum rmm_status status,
			   uint64_t esr_el1)
{
	c->result->status = status;
	c->result->out[ESR_EL1] = esr_el1;
	c->result->out[FAR_EL1] = rmm_in(c, IPA);
}

/* Reads or writes what the access reached. */
static void carry_out(struct rmm_context *c, enum rmm_access_kind kind,
		      const struct rmm_translation *t)
{
	uint64_t pa = t->pa & ~(uint64_t)7;
	uint32_t granule = rmm_granule_at(c->model, pa);

	c->result->out[PA] = t->pa;
	c->result->out[LEVEL] = (uint64_t)t->level;
	if (kind == ACCESS_WRITE) {
		if (!rmm_memory_write(c->model, c->state, pa, rmm_in(c, VALUE_IN))) {
			c->result->status = STATUS_LIMIT;
			return;
		}
		c->result->out[VALUE_OUT] = rmm_in(c, VALUE_IN);
	} else {
		c->result->out[VALUE_OUT] = rmm_memory_read(c->model, c->state, pa);
	}
	if (!t->is_protected || granule == RMM_NONE)
		return;
	if (kind == ACCESS_WRITE)
		rmm_granule_set_origin(c->model, c->state, granule,
				       ORIGIN_REALM | ORIGIN_OBSERVED);
	else
		rmm_granule_observe(c->model, c->state, granule);
}

static void access(struct rmm_context *c, enum rmm_access_kind kind)
{
	struct rmm_abort abort = { kind, rmm_in(c, ISV) != 0,
				   c->model->config.platform.srt,
				   c->model->config.platform.iss_without_isv };
	uint64_t ipa = rmm_in(c, IPA);
	struct rmm_translation t = rmm_translate(c->model, c->state,
						 rmm_context_realm(c), ipa, kind);

	switch (t.outcome) {
	case OUTCOME_OK:
		carry_out(c, kind, &t);
		break;
	case OUTCOME_SEA:
		abort_to_realm(c, STATUS_SEA, rmm_esr_el1_sea(abort));
		break;
	case OUTCOME_ADDRESS_SIZE:
		abort_to_realm(c, STATUS_ADDRESS_SIZE_FAULT,
			       rmm_esr_el1_address_size(abort));
		break;
	case OUTCOME_GPF:
		c->result->status = STATUS_GPF;
		c->result->out[PA] = t.pa;
		c->result->out[LEVEL] = (uint64_t)t.level;
		break;
	default:
		rmm_exit_abort(c, ipa, abort, &t, rmm_in(c, VALUE_IN));
		break;
	}
}

static void read_effect(struct rmm_context *c)
{
	access(c, ACCESS_READ);
}

static void write_effect(struct rmm_context *c)
{
	access(c, ACCESS_WRITE);
}

static void fetch_effect(struct rmm_context *c)
{
	access(c, ACCESS_FETCH);
}

#define REALM_SOFTWARE                                          \
	.interface = INTERFACE_REALM,                           \
	.section = { [LINE_1_0] = "A5.2", [LINE_2_0] = "A5.2" }

const struct rmm_command rmm_read = {
	.name = "READ", REALM_SOFTWARE, .effect = read_effect,
	.summary = "The Realm reads 8 bytes.",
	.inputs = inputs, .input_count = 2, ROWS_OUT(outputs),
};

const struct rmm_command rmm_write = {
	.name = "WRITE", REALM_SOFTWARE, .effect = write_effect,
	.summary = "The Realm writes 8 bytes.",
	.inputs = inputs, .input_count = 3, ROWS_OUT(outputs),
};

const struct rmm_command rmm_fetch = {
	.name = "FETCH", REALM_SOFTWARE, .effect = fetch_effect,
	.summary = "The Realm fetches an instruction.",
	.inputs = inputs, .input_count = 1, ROWS_OUT(outputs),
};
