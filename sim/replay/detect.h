/* SPDX-License-Identifier: BSD-3-Clause */
/* Which version of the specification a trace speaks. */
#ifndef SIM_DETECT_H
#define SIM_DETECT_H

#include "replay/trace.h"
#include "base/types.h"

/* The modelled version whose commands and inputs fit the trace best. */
const struct rmm_version *detect_version(const Trace *trace);

#endif
