/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.23 RMI_VERSION: which interface versions the RMM implements (B4.1). */
#include "rmi/rmi.h"

#include "engine/interface_version.h"

enum { REQ };

static const struct rmm_value inputs[] = {
	VALUE(REQ, "req", rmm_bits64),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_LOWER, "lower", rmm_bits64),
	VALUE(OUT_HIGHER, "higher", rmm_bits64),
};

static void version(struct rmm_context *c)
{
	rmm_answer_version(c->result, c->call->in[REQ], INTERFACE_VERSION(c->model->rmi_major, 0),
			   RMI_ERROR_INPUT);
}

const struct rmm_command rmm_rmi_version = {
	.name = "RMI_VERSION", .interface = INTERFACE_RMI,
	.fid = 0xC4000150, .section = { [LINE_1_0] = "B4.3.23", [LINE_2_0] = "B4.5.92" },
	.summary = "Host and RMM agree on a version of the interface.",
	ROWS_IN(inputs), ROWS_OUT(outputs), .effect = version,
};
