/* SPDX-License-Identifier: BSD-3-Clause */
/* B5.3.7 RSI_MEASUREMENT_EXTEND: extends a REM (A7.1.2). */
#include "rsi/rsi.h"

#include "engine/footprint.h"
#include "state/measurement.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { INDEX, SIZE, VALUE_IN };

static const struct rmm_value inputs[] = {
	VALUE(INDEX, "index", rmm_uint64),
	VALUE(SIZE, "size", rmm_uint64),
	BYTES(VALUE_IN, "value", rmm_bits512, 8),
};

PREDICATE(not_a_rem, "$a < 1 || $a > 4")
{
	return rmm_in(c, o.a) < 1 || rmm_in(c, o.a) > 4;
}

static const struct rmm_failure failures[] = {
	{ "index_bound", RSI_ERROR_INPUT, IF(not_a_rem, INDEX) },
	{ "size_bound",  RSI_ERROR_INPUT, IF(input_exceeds, SIZE, 64) },
};

static void extend(struct rmm_context *c)
{
	uint8_t value[64];

	rmm_context_realm(c);
	for (int i = 0; i < 64; i++)
		value[i] = (uint8_t)(rmm_in(c, VALUE_IN + i / 8) >> (i % 8 * 8));
	rmm_rem_extend(c->model, c->state, c->realm, (unsigned)rmm_in(c, INDEX),
		       value, (size_t)rmm_in(c, SIZE));
}

PREDICATE(rem_is_extended, "measurement[index] extended with value[0..size)")
{
	unsigned index = (unsigned)rmm_in(c, INDEX);

	rmm_context_realm(c);
	return index >= rmm_measurements(c->model) ||
	       memcmp(rmm_measurement(c->model, c->state, c->realm, index),
		      rmm_measurement(c->model, c->old, c->realm, index),
		      c->model->layout.measurement_size) != 0;
}

static const struct rmm_success successes[] = {
	{ "realm_meas", THEN(rem_is_extended) },
};

static const struct rmm_footprint footprint[] = {
	{ "realm_meas", COVERS(rem, INDEX),
	  .note = "no footprint is given" },
};

const struct rmm_command rmm_rsi_measurement_extend = {
	.name = "RSI_MEASUREMENT_EXTEND", RSI_COMMAND,
	.fid = 0xC4000193, .section = { [LINE_1_0] = "B5.3.7", [LINE_2_0] = "B5.4.8" },
	.summary = "Extends one of the four REMs.",
	.note = "B3.42 leaves open what is hashed; see variant "
		"rem-extend-padded.",
	ROWS_IN(inputs), ROWS_FAILURE(failures),
	.effect = extend, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
