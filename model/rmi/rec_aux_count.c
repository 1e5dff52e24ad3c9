/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.11 RMI_REC_AUX_COUNT: auxiliary Granules that a REC needs. */
#include "rmi/rmi.h"

#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { RD };
enum { AUX_COUNT };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
};
static const struct rmm_value outputs[] = {
	VALUE(AUX_COUNT, "aux_count", rmm_uint64),
};

static const struct rmm_failure failures[] = {
	{ "rd_align", RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound", RMI_ERROR_INPUT, IF(not_delegable, RD) },
	{ "rd_state", RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
};

static void count(struct rmm_context *c)
{
	c->result->out[AUX_COUNT] = c->model->config.platform.aux_count;
}

PREDICATE(aux_count_is, "aux_count constant for the Realm, <= 16")
{
	return c->result->out[AUX_COUNT] <= 16;
}

static const struct rmm_success successes[] = {
	{ "aux_count", THEN(aux_count_is) },
};

const struct rmm_command rmm_rmi_rec_aux_count = {
	.name = "RMI_REC_AUX_COUNT", .interface = INTERFACE_RMI,
	.fid = 0xC4000167, .section = { [LINE_1_0] = "B4.3.11" },
	.summary = "How many auxiliary Granules a REC needs.",
	.rd = INPUT(RD),
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = count, ROWS_SUCCESS(successes),
};
