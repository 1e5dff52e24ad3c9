/* SPDX-License-Identifier: BSD-3-Clause */
/* B5.3.10 RSI_VERSION, and RSI_FEATURES: B5.3.3, 2.0: B5.4.4. */
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
	const struct rmm_model *m = c->model;

	rmm_answer_version(c->result, rmm_in(c, REQ),
			   INTERFACE_VERSION(m->rsi_major, m->rsi_minor), RSI_ERROR_INPUT);
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

/* 2.0: RsiFeatureRegister0 (B5.5.8). MRO is about planes, of which there are none. */
#define FEATURE_DA  1u
#define FEATURE_ATS 4u

static uint64_t feature_register(const struct rmm_realm *realm, uint64_t index)
{
	if (index != 0)
		return 0;
	return (realm->flags0 & RMM_REALM_DA ? FEATURE_DA : 0) |
	       (realm->flags1 & RMM_REALM_ATS ? FEATURE_ATS : 0);
}

static void features_2_0(struct rmm_context *c)
{
	c->result->out[OUT_VALUE] = feature_register(rmm_context_realm(c), rmm_in(c, INDEX));
}

PREDICATE(value_is_encoded, "value == feature register index of the Realm")
{
	return c->result->out[OUT_VALUE] ==
	       feature_register(rmm_context_realm(c), rmm_in(c, INDEX));
}

static const struct rmm_success features_successes_2_0[] = {
	{ "value", THEN(value_is_encoded) },
};

const struct rmm_command rmm_rsi_features_2_0 = {
	.name = "RSI_FEATURES", RSI_COMMAND,
	.fid = 0xC4000191, .section = { [LINE_2_0] = "B5.4.4" },
	.summary = "What this RMM supports for this Realm: devices, and their ATS.",
	ROWS_IN(features_inputs), ROWS_OUT(features_outputs),
	.effect = features_2_0, ROWS_SUCCESS(features_successes_2_0),
};
