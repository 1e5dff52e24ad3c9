/* SPDX-License-Identifier: BSD-3-Clause */
/* Are the output registers of a logged call those of a result on the stage? */
#ifndef SIM_PARTIAL_OUTPUTS_H
#define SIM_PARTIAL_OUTPUTS_H

#include "partial/trial_types.h"

/* An output that the stage cannot tell: it agrees, whatever it is. */
typedef gboolean OutputIsOpen(const struct rmm_value *output, const struct rmm_result *result);

gboolean outputs_agree(const Trial *trial, const struct rmm_result *result,
		       OutputIsOpen *is_open);

#endif
