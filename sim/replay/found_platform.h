/* SPDX-License-Identifier: BSD-3-Clause */
/* What a trace tells of the platform that it was recorded on. */
#ifndef SIM_FOUND_PLATFORM_H
#define SIM_FOUND_PLATFORM_H

#include "base/config.h"
#include "replay/trace.h"

/*
 * Sets what is told of @platform: by RMI_FEATURES, RMI_REC_AUX_COUNT, and how much
 * memory RMI_REC_CREATE asks for (2.0). The first line that tells something counts.
 */
void found_platform(const Trace *trace, struct rmm_platform *platform);

#endif
