/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.4 RMI_FEATURES: what the platform supports (B4.4.6). */
#include "rmi/rmi.h"

#include "engine/postcondition.h"

enum { INDEX };
enum { OUT_VALUE };

static const struct rmm_value inputs[] = {
	VALUE(INDEX, "index", rmm_uint64),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_VALUE, "value", rmm_bits64),
};

/* B4.4.6 RmiFeatureRegister0 */
static uint64_t feature_register_0(const struct rmm_platform *p)
{
	return (uint64_t)p->ipa_width_max | (uint64_t)p->lpa2 << 8 |
	       (uint64_t)p->sve << 9 | (uint64_t)p->sve_vl << 10 |
	       (uint64_t)p->num_bps << 14 | (uint64_t)p->num_wps << 20 |
	       (uint64_t)p->pmu << 26 | (uint64_t)p->pmu_num_ctrs << 27 |
	       (uint64_t)1 << 32 | (uint64_t)1 << 33 |
	       (uint64_t)p->gicv3_num_lrs << 34 | (uint64_t)p->max_recs_order << 38;
}

/* 2.0: RmiFeatureRegister1 (B4.6.14): Granule sizes, hash algorithms, RECs */
static uint64_t feature_register_1(const struct rmm_config *config)
{
	const struct rmm_platform *p = &config->platform;

	return rmm_granule_sizes(config) | (uint64_t)7 << 3 | (uint64_t)p->max_recs_order << 6;
}

/* In 2.0 the upper half has moved to other registers; 4 counts MECIDs. */
static void features_2_0(struct rmm_context *c)
{
	const struct rmm_platform *p = &c->model->config.platform;

	if (rmm_in(c, INDEX) == 0)
		c->result->out[OUT_VALUE] = (uint32_t)feature_register_0(p);
	else if (rmm_in(c, INDEX) == 1)
		c->result->out[OUT_VALUE] = feature_register_1(&c->model->config);
	else if (rmm_in(c, INDEX) == 4)
		c->result->out[OUT_VALUE] = p->mecids;
}

static void features(struct rmm_context *c)
{
	if (rmm_in(c, INDEX) == 0)
		c->result->out[OUT_VALUE] =
			feature_register_0(&c->model->config.platform);
}

PREDICATE(other_registers_are_zero, "index != 0 => value == 0")
{
	return rmm_in(c, INDEX) == 0 || c->result->out[OUT_VALUE] == 0;
}

static const struct rmm_success successes[] = {
	{ "index", THEN(other_registers_are_zero) },
};

const struct rmm_command rmm_rmi_features = {
	.name = "RMI_FEATURES", .interface = INTERFACE_RMI,
	.fid = 0xC4000165, .section = { [LINE_1_0] = "B4.3.4" },
	.summary = "What this RMM supports, one register at a time.",
	ROWS_IN(inputs), ROWS_OUT(outputs),
	.effect = features, ROWS_SUCCESS(successes),
};

const struct rmm_command rmm_rmi_features_2_0 = {
	.name = "RMI_FEATURES", .interface = INTERFACE_RMI,
	.fid = 0xC4000165, .section = { [LINE_2_0] = "B4.5.14" },
	.summary = "What this RMM supports, one register at a time.",
	.note = "Of registers 1 and 4 the fields that concern memory and Realms.",
	ROWS_IN(inputs), ROWS_OUT(outputs), .effect = features_2_0,
};
