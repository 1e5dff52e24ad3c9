/* SPDX-License-Identifier: BSD-3-Clause */
/* B5.3.8 RSI_MEASUREMENT_READ: reads the RIM (index 0) or a REM. */
#include "rsi/rsi.h"

#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { INDEX };
enum { OUT_VALUE };

static const struct rmm_value inputs[] = {
	VALUE(INDEX, "index", rmm_uint64),
};
static const struct rmm_value outputs[] = {
	BYTES(OUT_VALUE, "value", rmm_bits512, 8),
};

static const struct rmm_failure failures[] = {
	{ "index_bound", RSI_ERROR_INPUT, IF(input_exceeds, INDEX, 4) },
};

/* Words of a measurement, by enum rmm_hash_algo. */
static const unsigned words[] = { [HASH_SHA_256] = 4, [HASH_SHA_512] = 8, [HASH_SHA_384] = 6 };

/* Registers whose results an implementation returns as they were, if it wrote none. */
#define RESULT_REGISTERS 7

/* A departure: up to X7, what was there stays behind a measurement. */
static void leave_registers(struct rmm_context *c)
{
	const uint64_t *gprs = rmm_gprs(c->model, c->state, c->rec);

	for (unsigned i = words[rmm_context_realm(c)->hash_algo];
	     i < RESULT_REGISTERS && i + 1 < c->model->config.gprs; i++)
		c->result->out[OUT_VALUE + i] = gprs[i + 1];
}

static void read_measurement(struct rmm_context *c)
{
	unsigned index = (unsigned)rmm_in(c, INDEX);
	const uint8_t *measurement;

	rmm_context_realm(c);
	if (index >= rmm_measurements(c->model))
		return;
	measurement = rmm_measurement(c->model, c->state, c->realm, index);
	for (unsigned i = 0; i < c->model->layout.measurement_size; i++)
		c->result->out[OUT_VALUE + i / 8] |=
			(uint64_t)measurement[i] << (i % 8 * 8);
	if (rmm_variant(c->model, VARIANT_TF_MEASUREMENT_NOT_PADDED))
		leave_registers(c);
}

/* Operand a: bytes of a measurement, little endian as registers are; SHA-384 has no row. */
PREDICATE(value_is_measurement, "value == the measurement of that hash, rest 0")
{
	unsigned index = (unsigned)rmm_in(c, INDEX);
	const struct rmm_realm *realm = rmm_context_realm(c);
	bool is_256 = realm->hash_algo == HASH_SHA_256;

	if (index >= rmm_measurements(c->model) || is_256 != (o.a == 32))
		return true;
	for (unsigned i = (unsigned)o.a / 8; i < 8; i++)
		if (c->result->out[OUT_VALUE + i] != 0)
			return false;
	return memcmp(&c->result->out[OUT_VALUE],
		      rmm_measurement(c->model, c->state, c->realm, index),
		      c->model->layout.measurement_size < (size_t)o.a
		      ? c->model->layout.measurement_size : (size_t)o.a) == 0;
}

static const struct rmm_success successes[] = {
	{ "sha_256", THEN(value_is_measurement, 32), .in = SINCE_BET3 },
	{ "sha_512", THEN(value_is_measurement, 64), .in = SINCE_BET3 },
};

const struct rmm_command rmm_rsi_measurement_read = {
	.name = "RSI_MEASUREMENT_READ", RSI_COMMAND,
	.fid = 0xC4000192, .section = { [LINE_1_0] = "B5.3.8", [LINE_2_0] = "B5.4.9" },
	.summary = "Reads the RIM or a REM.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = read_measurement, ROWS_SUCCESS(successes),
};
