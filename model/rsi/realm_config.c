/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B5.3.9 RSI_REALM_CONFIG: the RMM writes the Realm's configuration to a page
 * of the Realm (B5.4.5 RsiRealmConfig).
 */
#include "rsi.h"

#include "exit.h"
#include "footprint.h"
#include "memory.h"
#include "postcondition.h"
#include "predicate.h"

enum { ADDR };
enum { OUT_IPA_WIDTH, OUT_HASH_ALGO, OUT_RPV };

#define OFFSET_IPA_WIDTH 0x000
#define OFFSET_HASH_ALGO 0x008
#define OFFSET_RPV       0x200
#define WORDS_WRITTEN    10

static const struct rmm_value inputs[] = {
	VALUE(ADDR, "addr", rmm_address),
};
static const struct rmm_value outputs[] = {
	MEMBER(OUT_IPA_WIDTH, "ipa_width", rmm_uint64),
	MEMBER(OUT_HASH_ALGO, "hash_algo", rmm_hash_algo),
	MEMBERS(OUT_RPV, "rpv", rmm_bits512, 8),
};

static const struct rmm_failure failures[] = {
	{ "addr_align", RSI_ERROR_INPUT, IF(not_granule_aligned, ADDR) },
	{ "addr_bound", RSI_ERROR_INPUT, IF(not_protected, ADDR) },
};

/* What the guest learns of the RHA. */
static uint64_t told_hash_algo(struct rmm_context *c, const struct rmm_realm *realm)
{
	return realm->hash_algo == HASH_SHA_384 &&
	       rmm_variant(c->model, VARIANT_TF_CONFIG_SHA_384) ? HASH_SHA_512 : realm->hash_algo;
}

static void write_config(struct rmm_context *c, uint64_t pa)
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	const uint8_t *rpv = rmm_rpv(c->model, c->state, c->realm);
	uint64_t *out = c->result->out, rest = 0;

	if (c->model->config.contents &&
	    rmm_memory_room(c->model, c->state) < WORDS_WRITTEN) {
		c->result->status = STATUS_LIMIT;
		return;
	}
	out[OUT_IPA_WIDTH] = realm->ipa_width;
	out[OUT_HASH_ALGO] = told_hash_algo(c, realm);
	for (unsigned i = 0; rpv && i < 64; i++)
		out[OUT_RPV + i / 8] |= (uint64_t)rpv[i] << (i % 8 * 8);
	if (rmm_variant(c->model, VARIANT_TF_REALM_CONFIG_REST))
		rest = rmm_memory_read(c->model, c->state, pa + OFFSET_HASH_ALGO) & ~0xffull;
	else
		rmm_memory_fill(c->model, c->state, rmm_granule_at(c->model, pa), 0,
				ORIGIN_REALM);
	*rmm_granule_origin(c->model, c->state, rmm_granule_at(c->model, pa)) |=
		ORIGIN_OBSERVED;
	rmm_memory_write(c->model, c->state, pa + OFFSET_IPA_WIDTH, out[OUT_IPA_WIDTH]);
	rmm_memory_write(c->model, c->state, pa + OFFSET_HASH_ALGO,
			 rest | out[OUT_HASH_ALGO]);
	for (unsigned i = 0; i < 8; i++)
		rmm_memory_write(c->model, c->state, pa + OFFSET_RPV + 8 * i,
				 out[OUT_RPV + i]);
}

static void config(struct rmm_context *c)
{
	uint64_t pa;

	if (rmm_reach_buffer(c, rmm_in(c, ADDR), ACCESS_WRITE, &pa))
		write_config(c, pa);
}

POSTCONDITION(ipa_width_is, "cfg.ipa_width == realm.ipa_width")
{
	(void)o;
	return c->result->status != RSI_SUCCESS ||
	       c->result->out[OUT_IPA_WIDTH] == rmm_context_realm(c)->ipa_width;
}

POSTCONDITION(hash_algo_is, "cfg.hash_algo == realm.hash_algo")
{
	(void)o;
	return c->result->status != RSI_SUCCESS ||
	       c->result->out[OUT_HASH_ALGO] == told_hash_algo(c, rmm_context_realm(c));
}

static const struct rmm_success successes[] = {
	{ "ipa_width", THEN(ipa_width_is) },
	{ "hash_algo", THEN(hash_algo_is) },
};

static const struct rmm_footprint footprint[] = {
	{ "cfg",  COVERS(realm_contents, ADDR),
	  .note = "no footprint is given; the page is written" },
	{ "exit", COVERS(exit), .note = "A4.3: a REC exit changes the REC" },
};

const struct rmm_command rsi_realm_config = {
	.name = "RSI_REALM_CONFIG", RSI_COMMAND,
	.fid = 0xC4000196, .section = { "B5.3.9", "B5.4.16" },
	.summary = "IPA width, hash algorithm and RPV, written to a page of the Realm.",
	.note = "B32: as RSI_HOST_CALL where the page is EMPTY, unmapped or "
		"DESTROYED.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = config, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
