/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B5.3.9 RSI_REALM_CONFIG: the RMM writes the Realm's configuration to a page
 * of the Realm (B5.4.5 RsiRealmConfig).
 */
#include "rsi/rsi.h"

#include "engine/exit.h"
#include "engine/footprint.h"
#include "state/memory.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { ADDR };
enum { OUT_IPA_WIDTH, OUT_HASH_ALGO, OUT_RPV };

/* B5.4.5 RsiRealmConfig (2.0: B5.5.19), and the bits that hold each member. */
#define OFFSET_IPA_WIDTH  0x000
#define OFFSET_HASH_ALGO  0x008
#define HASH_ALGO_BITS    0xff
#define OFFSET_AUX_PLANES 0x010
#define OFFSET_GICV3_VTR  0x018
#define GICV3_VTR_BITS    0xffffffff
#define OFFSET_ATS_PLANE  0x020
#define OFFSET_RPV        0x200
#define ALL_BITS          UINT64_MAX
#define WORDS_WRITTEN     13

static const struct rmm_value inputs[] = {
	VALUE(ADDR, "addr", rmm_ipa),
};
static const struct rmm_value outputs[] = {
	MEMBER(OUT_IPA_WIDTH, "ipa_width", rmm_uint64),
	MEMBER(OUT_HASH_ALGO, "hash_algo", rmm_hash_algo),
	MEMBERS(OUT_RPV, "rpv", rmm_bits512, 8),
};

static const struct rmm_failure failures[] = {
	{ "addr_align", RSI_ERROR_INPUT, IF(not_rsi_aligned, ADDR) },
	{ "addr_bound", RSI_ERROR_INPUT, IF(not_protected, ADDR) },
	{ "addr_empty", RSI_ERROR_INPUT, IF(ripas_is_empty, ADDR), .in = ONLY_2_0 },
};

/* What the guest learns of the RHA. */
static uint64_t told_hash_algo(struct rmm_context *c, const struct rmm_realm *realm)
{
	return realm->hash_algo == HASH_SHA_384 &&
	       rmm_variant(c->model, VARIANT_TF_CONFIG_SHA_384) ? HASH_SHA_512 : realm->hash_algo;
}

/* Writes a member; what is not of it stays as it is. */
static void write_member(struct rmm_context *c, uint64_t pa, uint64_t value, uint64_t bits)
{
	uint64_t old = rmm_memory_read(c->model, c->state, pa);

	rmm_memory_write(c->model, c->state, pa, (old & ~bits) | (value & bits));
}

/* Members that 2.0 has more; the model has no auxiliary Planes. */
static void write_members_2_0(struct rmm_context *c, uint64_t pa)
{
	write_member(c, pa + OFFSET_AUX_PLANES, 0, ALL_BITS);
	write_member(c, pa + OFFSET_GICV3_VTR, c->model->config.platform.gicv3_vtr,
		     GICV3_VTR_BITS);
	write_member(c, pa + OFFSET_ATS_PLANE, 0, ALL_BITS);
}

static void write_members(struct rmm_context *c, uint64_t pa)
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	const uint8_t *rpv = rmm_rpv(c->model, c->state, c->realm);
	uint64_t *out = c->result->out;

	out[OUT_IPA_WIDTH] = realm->ipa_width;
	out[OUT_HASH_ALGO] = told_hash_algo(c, realm);
	for (unsigned i = 0; rpv && i < 64; i++)
		out[OUT_RPV + i / 8] |= (uint64_t)rpv[i] << (i % 8 * 8);
	write_member(c, pa + OFFSET_IPA_WIDTH, out[OUT_IPA_WIDTH], ALL_BITS);
	write_member(c, pa + OFFSET_HASH_ALGO, out[OUT_HASH_ALGO], HASH_ALGO_BITS);
	for (unsigned i = 0; i < 8; i++)
		write_member(c, pa + OFFSET_RPV + 8 * i, out[OUT_RPV + i], ALL_BITS);
}

/* @more: members of a later version; or NULL. */
static void write_config(struct rmm_context *c, void (*more)(struct rmm_context *c, uint64_t pa))
{
	uint32_t granule;
	uint64_t pa;

	if (!rmm_reach_buffer(c, rmm_in(c, ADDR), ACCESS_WRITE, &pa))
		return;
	if (c->model->config.contents &&
	    rmm_memory_room(c->model, c->state) < WORDS_WRITTEN) {
		c->result->status = STATUS_LIMIT;
		return;
	}
	granule = rmm_granule_at(c->model, pa);
	if (!rmm_variant(c->model, VARIANT_TF_REALM_CONFIG_REST))
		rmm_memory_fill(c->model, c->state, granule, 0, ORIGIN_REALM);
	rmm_granule_observe(c->model, c->state, granule);
	write_members(c, pa);
	if (more)
		more(c, pa);
}

static void config(struct rmm_context *c)
{
	write_config(c, NULL);
}

static void config_2_0(struct rmm_context *c)
{
	write_config(c, write_members_2_0);
}

PREDICATE(ipa_width_is, "cfg.ipa_width == realm.ipa_width")
{
	return c->result->status != RSI_SUCCESS ||
	       c->result->out[OUT_IPA_WIDTH] == rmm_context_realm(c)->ipa_width;
}

PREDICATE(hash_algo_is, "cfg.hash_algo == realm.hash_algo")
{
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

#define REALM_CONFIG(function) { \
	.name = "RSI_REALM_CONFIG", RSI_COMMAND, \
	.fid = 0xC4000196, .section = { [LINE_1_0] = "B5.3.9", [LINE_2_0] = "B5.4.16" }, \
	.summary = "IPA width, hash algorithm and RPV, written to a page of the Realm.", \
	.note = "B32: as RSI_HOST_CALL where the page is EMPTY, unmapped or " \
		"DESTROYED.", \
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures), \
	.effect = function, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint), \
}

const struct rmm_command rmm_rsi_realm_config = REALM_CONFIG(config);
const struct rmm_command rmm_rsi_realm_config_2_0 = REALM_CONFIG(config_2_0);
