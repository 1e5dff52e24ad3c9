/* SPDX-License-Identifier: BSD-3-Clause */
/* What Realm and Host software can do besides calling the RMM. */
#ifndef RMM_SOFTWARE_H
#define RMM_SOFTWARE_H

#include "engine/command.h"

extern const struct rmm_command rmm_read, rmm_write, rmm_fetch;
extern const struct rmm_command rmm_wfi, rmm_hvc, rmm_smc, rmm_irq, rmm_fiq;
extern const struct rmm_command rmm_host_read, rmm_host_write, rmm_host_fill,
	rmm_host_set_gpt;

/*
 * How the RMM answers an SMC @call whose FID is that of no command of the model;
 * of one that is, STATUS_OK.
 */
void rmm_smc_answer(const struct rmm_model *m, const struct rmm_call *call,
		    struct rmm_result *result);

#endif
