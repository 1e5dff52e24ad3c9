/* SPDX-License-Identifier: BSD-3-Clause */
/* B5.3.10 RSI_VERSION and B5.3.3 RSI_FEATURES. */
#include "rsi/rsi.h"

#include "engine/interface_version.h"
#include "engine/postcondition.h"

enum { REQ };
enum { INDEX };
enum { OUT_VALUE };

static const struct rmm_value version_inputs[] = {
	VALUE(REQ, "req", rmm_bits64),
};
static const struct rmm_value version_outputs[] = {
	VALUE(OUT_LOWER, "lower", rmm_bits64),
	VALUE(OUT_HIGHER, "higher", rmm_bits64),
};
static const struct rmm_value features_inputs[] = {
	VALUE(INDEX, "index", rmm_uint64),
};
static const struct rmm_value features_outputs[] = {
	VALUE(OUT_VALUE, "value", rmm_bits64),
};

static void version(struct rmm_context *c)
{
	rmm_answer_version(c->result, rmm_in(c, REQ), INTERFACE_VERSION(c->model->rsi_major, 0),
			   RSI_ERROR_INPUT);
}

PREDICATE(value_is_zero, "value == 0")
{
	return c->result->out[OUT_VALUE] == 0;
}

static const struct rmm_success features_successes[] = {
	{ "index", THEN(value_is_zero) },
};

const struct rmm_command rmm_rsi_version = {
	.name = "RSI_VERSION", RSI_COMMAND,
	.fid = 0xC4000190, .section = { [LINE_1_0] = "B5.3.10", [LINE_2_0] = "B5.4.22" },
	.summary = "Realm and RMM agree on a version of the interface.",
	ROWS_IN(version_inputs), ROWS_OUT(version_outputs), .effect = version,
};

const struct rmm_command rmm_rsi_features = {
	.name = "RSI_FEATURES", RSI_COMMAND,
	.fid = 0xC4000191, .section = { [LINE_1_0] = "B5.3.3", [LINE_2_0] = "B5.4.4" },
	.summary = "What this RMM supports for Realms.",
	ROWS_IN(features_inputs), ROWS_OUT(features_outputs),
	ROWS_SUCCESS(features_successes),
};
