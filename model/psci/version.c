/* SPDX-License-Identifier: BSD-3-Clause */
/* B6.3.8 PSCI_VERSION and B6.3.5 PSCI_FEATURES. */
#include "psci/psci.h"

#include "engine/interface_version.h"
#include "engine/postcondition.h"

enum { PSCI_FUNC_ID };
enum { OUT_VERSION };

static const struct rmm_value version_outputs[] = {
	VALUE(OUT_VERSION, "version", rmm_bits64),
};
static const struct rmm_value features_inputs[] = {
	VALUE(PSCI_FUNC_ID, "psci_func_id", rmm_bits64),
};

/* PSCI 1.1 */
static void version(struct rmm_context *c)
{
	c->result->status = STATUS_VERSION;
	c->result->out[OUT_VERSION] = INTERFACE_VERSION(1, 1);
}

static bool is_in(const uint32_t *fids, unsigned count, uint32_t fid)
{
	for (unsigned i = 0; i < count; i++)
		if (fids[i] == fid)
			return true;
	return false;
}

#define IS_IN(fids, fid) is_in(fids, sizeof(fids) / sizeof((fids)[0]), fid)

/* A4.3.7: is the PSCI function supported? The id is X1[31:0]. */
static bool is_supported(uint64_t x1)
{
	static const uint32_t fids[] = {
		FID_PSCI_VERSION, FID_PSCI_FEATURES, FID_PSCI_CPU_SUSPEND,
		FID_PSCI_CPU_OFF, FID_PSCI_CPU_ON, FID_PSCI_AFFINITY_INFO,
		FID_PSCI_SYSTEM_OFF, FID_PSCI_SYSTEM_RESET,
	};

	return IS_IN(fids, (uint32_t)x1);
}

/* The same as an implementation tells it, which knows SMC32 functions as well. */
static bool is_told(struct rmm_context *c, uint64_t x1)
{
	static const uint32_t more[] = {
		FID_SMCCC_VERSION, FID_PSCI_CPU_SUSPEND & ~FID_SMC64,
		FID_PSCI_CPU_ON & ~FID_SMC64, FID_PSCI_AFFINITY_INFO & ~FID_SMC64,
	};

	if (!rmm_variant(c->model, VARIANT_TF_PSCI_FEATURES))
		return is_supported(x1);
	return (is_supported(x1) && (uint32_t)x1 != FID_PSCI_VERSION) ||
	       IS_IN(more, (uint32_t)x1);
}

static void features(struct rmm_context *c)
{
	if (!is_told(c, rmm_in(c, PSCI_FUNC_ID)))
		c->result->status = PSCI_NOT_SUPPORTED;
}

/* operand a: is the case that the function is supported? */
PREDICATE(support_is_told, "supported <=> SUCCESS, else NOT_SUPPORTED")
{
	bool supported = is_told(c, rmm_in(c, PSCI_FUNC_ID));

	return supported != (o.a != 0) ||
	       c->result->status == (supported ? PSCI_SUCCESS : PSCI_NOT_SUPPORTED);
}

static const struct rmm_success features_successes[] = {
	{ "func_ok",     THEN(support_is_told, true) },
	{ "func_not_ok", THEN(support_is_told, false) },
};

const struct rmm_command rmm_psci_version = {
	.name = "PSCI_VERSION", PSCI_COMMAND,
	.fid = FID_PSCI_VERSION, .section = { [LINE_1_0] = "B6.3.8", [LINE_2_0] = "B6.3",
		     [LINE_2_0_BET3] = "B6.3.8" },
	.summary = "Which version of PSCI there is.",
	ROWS_OUT(version_outputs), .effect = version,
};

const struct rmm_command rmm_psci_features = {
	.name = "PSCI_FEATURES", PSCI_COMMAND,
	.fid = FID_PSCI_FEATURES, .section = { [LINE_1_0] = "B6.3.5", [LINE_2_0] = "B6.3",
		     [LINE_2_0_BET3] = "B6.3.5" },
	.summary = "Whether a PSCI function exists.",
	ROWS_IN(features_inputs), .effect = features, ROWS_SUCCESS(features_successes),
};
