/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B5.3.1, B5.3.2 RSI_ATTESTATION_TOKEN_CONTINUE and _INIT.
 *
 * They exist and their failure conditions hold, but token generation is not
 * modelled: a call that no condition refuses ends as not modelled.
 */
#include "rsi/rsi.h"

#include "engine/predicate.h"

enum { ADDR, OFFSET, SIZE };

static const struct rmm_value continue_inputs[] = {
	VALUE(ADDR, "addr", rmm_address),
	VALUE(OFFSET, "offset", rmm_uint64),
	VALUE(SIZE, "size", rmm_uint64),
};
static const struct rmm_value continue_outputs[] = {
	VALUE(0, "len", rmm_uint64),
};

enum { CHALLENGE };

static const struct rmm_value init_inputs[] = {
	BYTES(CHALLENGE, "challenge", rmm_bits512, 8),
};
static const struct rmm_value init_outputs[] = {
	VALUE(0, "size", rmm_uint64),
};

PREDICATE(size_overflows, "$a + $b < $a")
{
	return rmm_in(c, o.a) + rmm_in(c, o.b) < rmm_in(c, o.a);
}

PREDICATE(size_exceeds, "$a + $b > GS")
{
	return rmm_in(c, o.a) + rmm_in(c, o.b) > RMM_GRANULE_SIZE;
}

static const struct rmm_failure continue_failures[] = {
	{ "addr_align",    RSI_ERROR_INPUT, IF(not_granule_aligned, ADDR) },
	{ "addr_bound",    RSI_ERROR_INPUT, IF(not_protected, ADDR) },
	{ "offset_bound",  RSI_ERROR_INPUT, IF(input_is_at_least, OFFSET, 4096) },
	{ "size_overflow", RSI_ERROR_INPUT, IF(size_overflows, OFFSET, SIZE) },
	{ "size_bound",    RSI_ERROR_INPUT, IF(size_exceeds, OFFSET, SIZE) },
};

const struct rmm_command rmm_rsi_attestation_token_continue = {
	.name = "RSI_ATTESTATION_TOKEN_CONTINUE", RSI_COMMAND,
	.fid = 0xC4000195, .section = { [LINE_1_0] = "B5.3.1", [LINE_2_0] = "B5.4.1" },
	.summary = "More of an attestation token; what it holds is not modelled.",
	.note = "Not modelled: conditions state and unknown, and success.",
	ROWS_IN(continue_inputs), ROWS_OUT(continue_outputs),
	ROWS_FAILURE(continue_failures), .unmodelled = true,
};

const struct rmm_command rmm_rsi_attestation_token_init = {
	.name = "RSI_ATTESTATION_TOKEN_INIT", RSI_COMMAND,
	.fid = 0xC4000194, .section = { [LINE_1_0] = "B5.3.2", [LINE_2_0] = "B5.4.2" },
	.summary = "An attestation token is asked for; what it holds is not modelled.",
	.note = "Not modelled.",
	ROWS_IN(init_inputs), ROWS_OUT(init_outputs), .unmodelled = true,
};
