/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B5.3.1 RSI_ATTESTATION_TOKEN_CONTINUE and B5.3.2 _INIT (2.0: B5.4.2, B5.4.3).
 *
 * A token has a size and is told piece by piece (A7.2.2); what it says is not
 * modelled: each of its words is RMM_TOKEN_WORD.
 */
#include "rsi/rsi.h"

#include "engine/exit.h"
#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "state/memory.h"

enum { ADDR, OFFSET, SIZE };
enum { OUT_LEN };

static const struct rmm_value continue_inputs[] = {
	VALUE(ADDR, "addr", rmm_ipa),
	VALUE(OFFSET, "offset", rmm_uint64),
	VALUE(SIZE, "size", rmm_uint64),
};
static const struct rmm_value continue_outputs[] = {
	VALUE(OUT_LEN, "len", rmm_uint64),
};

enum { CHALLENGE };
enum { OUT_SIZE };

static const struct rmm_value init_inputs[] = {
	BYTES(CHALLENGE, "challenge", rmm_bits512, 8),
};
static const struct rmm_value init_outputs[] = {
	VALUE(OUT_SIZE, "size", rmm_uint64),
};

/* ---- RSI_ATTESTATION_TOKEN_CONTINUE ---- */

PREDICATE(size_overflows, "$a + $b < $a")
{
	return rmm_in(c, o.a) + rmm_in(c, o.b) < rmm_in(c, o.a);
}

PREDICATE(size_exceeds, "$a + $b > GS")
{
	return rmm_in(c, o.a) + rmm_in(c, o.b) > RMM_GRANULE_SIZE;
}

PREDICATE(no_token, "rec.attest_state != ATTEST_IN_PROGRESS")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && !rec->attest_state;
}

static const struct rmm_failure continue_failures[] = {
	{ "addr_align",    RSI_ERROR_INPUT, IF(not_rsi_aligned, ADDR) },
	{ "addr_bound",    RSI_ERROR_INPUT, IF(not_protected, ADDR) },
	{ "addr_empty",    RSI_ERROR_INPUT, IF(ripas_is_empty, ADDR), .in = ONLY_2_0 },
	{ "offset_bound",  RSI_ERROR_INPUT, IF(input_is_at_least, OFFSET, 4096) },
	{ "size_overflow", RSI_ERROR_INPUT, IF(size_overflows, OFFSET, SIZE) },
	{ "size_bound",    RSI_ERROR_INPUT, IF(size_exceeds, OFFSET, SIZE) },
	{ "state",         RSI_ERROR_STATE, IF(no_token) },
	/* A reason that only an implementation knows. */
	{ "unknown",       RSI_ERROR_UNKNOWN, IF(never) },
};

/* Bytes that this call tells: as many as there is room for, or as the caller says. */
static uint32_t bytes_told(const struct rmm_context *c, const struct rmm_rec *rec)
{
	uint64_t bytes = rmm_in(c, SIZE);

	if (bytes > rec->attest_left)
		bytes = rec->attest_left;
	if (c->call->limited && bytes > c->call->limit)
		bytes = c->call->limit;
	return (uint32_t)bytes;
}

/* Stores @bytes of the token at @pa. */
static void store(struct rmm_context *c, uint64_t pa, uint32_t bytes)
{
	if (bytes == 0)
		return;
	for (uint64_t word = pa & ~(uint64_t)7; word < pa + bytes; word += 8)
		rmm_memory_write(c->model, c->state, word, RMM_TOKEN_WORD);
	rmm_granule_set_origin(c->model, c->state, rmm_granule_at(c->model, pa),
			       ORIGIN_REALM | ORIGIN_OBSERVED);
}

static void go_on(struct rmm_context *c)
{
	struct rmm_rec *rec = rmm_context_rec(c);
	uint32_t bytes = bytes_told(c, rec);
	uint64_t pa;

	if (!rmm_reach_buffer(c, rmm_in(c, ADDR), ACCESS_WRITE, &pa))
		return;
	if (c->model->config.contents &&
	    rmm_memory_room(c->model, c->state) < bytes / 8 + 2) {
		c->result->status = STATUS_LIMIT;
		return;
	}
	store(c, pa + rmm_in(c, OFFSET), bytes);
	c->result->out[OUT_LEN] = bytes;
	rec->attest_left = c->call->stop ? 0 : rec->attest_left - bytes;
	rec->attest_state = rec->attest_left != 0;
	if (rec->attest_state)
		c->result->status = RSI_INCOMPLETE;
}

PREDICATE(incomplete_is_told, "token unfinished <=> RSI_INCOMPLETE")
{
	return c->result->exit.happened || c->result->status == RSI_ERROR_INPUT ||
	       (c->result->status == RSI_INCOMPLETE) == (rmm_context_rec(c)->attest_state != 0);
}

PREDICATE(length_fits, "len <= size")
{
	return c->result->exit.happened || c->result->out[OUT_LEN] <= rmm_in(c, SIZE);
}

static const struct rmm_success continue_successes[] = {
	{ "len",        THEN(length_fits), .in = ONLY_2_0 },
	{ "incomplete", THEN(incomplete_is_told) },
	{ "complete",   THEN(incomplete_is_told) },
};

static const struct rmm_footprint continue_footprint[] = {
	{ "state", COVERS(rec, REC_FIELD_ATTEST_STATE) },
	{ "token", COVERS(rec, REC_FIELD_ATTEST_LEFT), .note = "how much of it is left" },
	{ "page",  COVERS(realm_contents, ADDR), .note = "the page is written" },
	{ "exit",  COVERS(exit), .note = "A4.3: a REC exit changes the REC" },
};

const struct rmm_command rmm_rsi_attestation_token_continue = {
	.name = "RSI_ATTESTATION_TOKEN_CONTINUE", RSI_COMMAND,
	.fid = 0xC4000195, .section = { [LINE_1_0] = "B5.3.1", [LINE_2_0] = "B5.4.2" },
	.summary = "Returns more of an attestation token; its contents are not modelled.",
	.note = "B32: as RSI_HOST_CALL where the page is EMPTY, unmapped or DESTROYED. How much "
		"of the token a call returns is a choice of the implementation.",
	ROWS_IN(continue_inputs), ROWS_OUT(continue_outputs),
	ROWS_FAILURE(continue_failures), .effect = go_on,
	ROWS_SUCCESS(continue_successes), ROWS_FOOTPRINT(continue_footprint),
};

/* ---- RSI_ATTESTATION_TOKEN_INIT ---- */

/* A7.2.2: a token that was being told is given up. */
static void init(struct rmm_context *c)
{
	struct rmm_rec *rec = rmm_context_rec(c);
	uint32_t size = c->model->config.platform.token_size;

	if (c->call->limited)
		size = c->call->limit > UINT32_MAX ? UINT32_MAX : (uint32_t)c->call->limit;
	rec->attest_state = 1;
	rec->attest_left = size;
	c->result->out[OUT_SIZE] = size;
}

PREDICATE(token_in_progress, "rec.attest_state == ATTEST_IN_PROGRESS")
{
	return rmm_context_rec(c)->attest_state == 1;
}

PREDICATE(size_is_bound, "size == AttestationTokenMaxSize(realm)")
{
	return c->result->out[OUT_SIZE] == rmm_context_rec(c)->attest_left;
}

static const struct rmm_success init_successes[] = {
	{ "state", THEN(token_in_progress) },
	{ "size",  THEN(size_is_bound), .in = ONLY_2_0 },
};

static const struct rmm_footprint init_footprint[] = {
	{ "state", COVERS(rec, REC_FIELD_ATTEST_STATE) },
	{ "token", COVERS(rec, REC_FIELD_ATTEST_LEFT), .note = "how much of it is left" },
};

const struct rmm_command rmm_rsi_attestation_token_init = {
	.name = "RSI_ATTESTATION_TOKEN_INIT", RSI_COMMAND,
	.fid = 0xC4000194, .section = { [LINE_1_0] = "B5.3.2", [LINE_2_0] = "B5.4.3" },
	.summary = "Begins an attestation token and returns its size.",
	.note = "The challenge is not kept: what a token says is not modelled. Its size is a "
		"parameter of the platform.",
	ROWS_IN(init_inputs), ROWS_OUT(init_outputs), .effect = init,
	ROWS_SUCCESS(init_successes), ROWS_FOOTPRINT(init_footprint),
};
